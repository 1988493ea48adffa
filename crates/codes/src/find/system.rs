//! Codes of operating systems: errno, Winsock, exit codes and signals.

use super::context::Word;
use super::context::starts;
use super::{About, Codes, Topic, known};
use crate::Scheme;
use crate::table::Table;

/// What the systems say for their errors, with the name and the number on Linux and macOS.
/// The same number is another error elsewhere; the words that stand with it decide.
/// Source: `strerror` of glibc and of Apple's libc.
const SPOKEN: [(&str, &str, u16, u16); 26] = [
    ("address already in use", "EADDRINUSE", 98, 48),
    ("argument list too long", "E2BIG", 7, 7),
    ("broken pipe", "EPIPE", 32, 32),
    ("can't assign requested address", "EADDRNOTAVAIL", 99, 49),
    ("cannot allocate memory", "ENOMEM", 12, 12),
    ("cannot assign requested address", "EADDRNOTAVAIL", 99, 49),
    ("connect call failed", "ECONNREFUSED", 111, 61),
    ("connection refused", "ECONNREFUSED", 111, 61),
    ("connection reset by peer", "ECONNRESET", 104, 54),
    ("connection timed out", "ETIMEDOUT", 110, 60),
    ("device or resource busy", "EBUSY", 16, 16),
    ("file exists", "EEXIST", 17, 17),
    ("host is down", "EHOSTDOWN", 112, 64),
    ("input/output error", "EIO", 5, 5),
    ("invalid argument", "EINVAL", 22, 22),
    ("is a directory", "EISDIR", 21, 21),
    ("network is unreachable", "ENETUNREACH", 101, 51),
    ("no route to host", "EHOSTUNREACH", 113, 65),
    ("no space left on device", "ENOSPC", 28, 28),
    ("no such file or directory", "ENOENT", 2, 2),
    ("not a directory", "ENOTDIR", 20, 20),
    ("operation not permitted", "EPERM", 1, 1),
    ("operation timed out", "ETIMEDOUT", 110, 60),
    ("permission denied", "EACCES", 13, 13),
    ("resource temporarily unavailable", "EAGAIN", 11, 35),
    ("too many open files", "EMFILE", 24, 24),
];

/// `errno 111`, `[Errno 61] Connection refused`, `(os error 2)`, `WinError 10061`,
/// `(111: Connection refused)`.
pub(super) fn errors(word: &Word<'_>, about: About<'_>, codes: &mut Codes) -> bool {
    let Ok(number) = word.as_str().parse::<u16>() else { return false };
    let [first, second, third] = word.previous();
    let mut push = |scheme, value: &str| codes.push((scheme, value.to_owned(), word.range.clone()));
    let negative = word.byte_before() == Some(b'-');
    if negative {
        // Python counts the errors of name resolution below zero, Node.js all errors.
        if word.comes_after("[errno -") || word.comes_after("gaierror: (-") {
            let value = format!("-{number}");
            if let Some(row) = Table::of(Scheme::Eai).rows().find(|row| row.name == value) {
                push(Scheme::Eai, row.value);
            }
            return true;
        }
        return false;
    }
    let winsock = Table::of(Scheme::Winsock).value(word.as_str()).is_some();
    let named = matches!(first, "errno" | "winerror" | "wsagetlasterror" | "last_errno")
        || first.ends_with("_errno")
        || (first == "error" && matches!(second, "os" | "socket" | "wsa" | "winsock" | "system"));
    let is_winsock = number > 10000
        && winsock
        && (named
            || matches!(first, "error" | "code" | "errorcode")
            || first.ends_with("socketexception"));
    if is_winsock {
        push(Scheme::Winsock, word.as_str());
        return true;
    }
    if first == "winerror" || second == "err" || third == "err" {
        // Windows counts its other errors in another way, and npm prints exit codes so.
        return first == "winerror";
    }
    // `Last_Errno: 1062` and `errno: 1045` are MySQL's.
    if named && number >= 1000 {
        return super::databases::mysql_number(word, about, codes);
    }
    if first.ends_with("_errno") {
        return true;
    }
    let after = word.after().trim_start_matches([']', ')', ':', ' ', '"', '\'', ',', '-']);
    let before = word.before();
    let spoken = |&&(text, _, _, _): &&(&str, &str, u16, u16)| {
        after.starts_with(text)
            || (second == "os"
                && before.strip_suffix(" (os error ").is_some_and(|b| b.ends_with(text)))
    };
    if let Some((_, name, ..)) = SPOKEN
        .iter()
        .filter(|entry| entry.2 == number || entry.3 == number)
        .find(spoken)
        .filter(|_| named || before.ends_with('(') || before.ends_with("error "))
    {
        push(Scheme::Errno, name);
        return true;
    }
    // On Windows `(os error 5)` stands behind a text of Windows.
    let bare = named && second != "os";
    let connects = before.ends_with('(') && before.contains("can't connect to");
    if bare || connects || (second == "os" && number < 200 && !about(Topic::MySql)) {
        if let Some(name) = linux(number).filter(|_| second != "os" || is_linux_only(number)) {
            push(Scheme::Errno, name);
        }
        return named;
    }
    named
}

/// Numbers that Windows does not use for something else that programs meet.
const fn is_linux_only(number: u16) -> bool {
    matches!(number, 88..=133)
}

fn linux(number: u16) -> Option<&'static str> {
    let value = number.to_string();
    Table::of(Scheme::Errno)
        .rows()
        .find(|row| row.name.split(' ').next() == Some(value.as_str()))
        .map(|row| row.value)
}

/// `exit code 137`, `exited with code 1`, `exit status 2`, `Exited (137)`, `status=203/EXEC`
/// after `code=exited`, `returned a non-zero code: 127`, `0xC0000005`.
pub(super) fn exit_codes(word: &Word<'_>, codes: &mut Codes) -> bool {
    let [first, second, third] = word.previous();
    let text = word.as_str();
    let ended = |text: &str| {
        matches!(text, "exited" | "exits" | "terminated" | "finished" | "ended" | "died")
    };
    let named = match first {
        "code" | "status" => {
            matches!(second, "exit" | "exited" | "non-zero" | "nonzero" | "return")
                || (second == "with" && ended(third))
                || (second == "status" && third == "exit")
        }
        "exitcode" | "exit_code" | "exit-code" | "exitstatus" | "exit_status" | "returncode" => {
            true
        }
        "exited" => word.byte_before() == Some(b'('),
        "with" => {
            ended(second) && !word.is_followed_by(" error") && !word.is_followed_by(" failed")
        }
        _ => false,
    };
    let hexadecimal = text.starts_with("0x") || text.starts_with("0X");
    let known_status = |status: Option<String>| status.filter(|status| known(Scheme::Exit, status));
    if hexadecimal {
        let said = named || matches!(first, "code" | "exception" | "status" | "ntstatus" | "error");
        if let Some(value) = known_status(crate::nt_status(text)).filter(|_| said) {
            codes.push((Scheme::Exit, value, word.range.clone()));
        }
        return said;
    }
    // curl's exit codes are a scheme of their own, and ssh, git and others count in the same way.
    if !named || third == "curl" {
        return false;
    }
    let negative = word.byte_before() == Some(b'-');
    let start = word.range.start - usize::from(negative);
    match text.parse::<u32>() {
        Ok(0) | Err(_) => {}
        Ok(number @ 1..=64) if negative => {
            if let Some(name) = signal(&number.to_string()) {
                codes.push((Scheme::Signal, name.to_owned(), start..word.range.end));
            }
        }
        Ok(number @ 1..=255) if !negative => {
            codes.push((Scheme::Exit, number.to_string(), word.range.clone()));
        }
        Ok(_) => {
            let written = if negative { format!("-{text}") } else { text.to_owned() };
            if let Some(value) = known_status(crate::nt_status(&written)) {
                codes.push((Scheme::Exit, value, start..word.range.end));
            }
        }
    }
    true
}

/// The name of a signal by its number.
pub(super) fn signal(number: &str) -> Option<&'static str> {
    Table::of(Scheme::Signal).name(number).map(|row| row.value)
}

/// What Go and shells say for a signal, with its name.
const SAID: [(&str, &str); 11] = [
    ("killed", "SIGKILL"),
    ("terminated", "SIGTERM"),
    ("segmentation fault", "SIGSEGV"),
    ("aborted", "SIGABRT"),
    ("abort", "SIGABRT"),
    ("interrupt", "SIGINT"),
    ("hangup", "SIGHUP"),
    ("broken pipe", "SIGPIPE"),
    ("quit", "SIGQUIT"),
    ("bus error", "SIGBUS"),
    ("illegal instruction", "SIGILL"),
];

/// `signal: killed`, where `signal` is the word.
pub(super) fn said_signal(word: &Word<'_>, codes: &mut Codes) {
    let Some(rest) = word.after().strip_prefix(": ") else { return };
    if let Some((said, name)) = SAID.iter().find(|(said, _)| starts(rest, said)) {
        let start = word.range.end + 2;
        codes.push((Scheme::Signal, (*name).to_owned(), start..start + said.len()));
    }
}
