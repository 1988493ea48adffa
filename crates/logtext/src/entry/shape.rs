//! What a single line looks like, whatever stands round it.

use memchr::{memchr, memchr_iter};

use crate::entry::header::header;
use crate::level::{Level, begins_with_timestamp, level};

/// Whether `text` begins as `pattern` says: `#` is a digit, `@` a letter, others themselves.
pub(crate) fn fits(pattern: &str, text: &str) -> bool {
    text.len() >= pattern.len()
        && pattern.bytes().zip(text.bytes()).all(|(want, have)| match want {
            b'#' => have.is_ascii_digit(),
            b'@' => have.is_ascii_alphabetic(),
            other => other == have,
        })
}

/// How a line begins a record of its own by its date and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stamp {
    /// Date and time, and the message on the same line.
    Line,
    /// `java.util.logging` and Erlang: date and time fill a line, the message is on the next.
    Above,
}

/// Whether a line states its own date and time where a record begins with them.
pub(crate) fn stamp(text: &str) -> Option<Stamp> {
    let bytes = text.as_bytes();
    let first = *bytes.first()?;
    if first.is_ascii_whitespace() || !(first.is_ascii_graphic()) {
        return None;
    }
    // `Mar 02, 2026 10:11:12 AM com.example.App main`
    if fits("@@@ ##, #### #", text) || fits("@@@ #, #### #", text) {
        return Some(if text.contains(": ") { Stamp::Line } else { Stamp::Above });
    }
    // `=ERROR REPORT==== 2-Mar-2026::10:11:12 ===`
    if first == b'=' && text.contains(" REPORT==== ") {
        return Some(Stamp::Above);
    }
    let dated = begins_with_timestamp(text)
        || klog(text)
        || logfmt(text)
        || behind_level(text)
        || access_log(text);
    dated.then_some(Stamp::Line)
}

/// klog, used by Kubernetes: `E0302 10:11:12.345678       1 file.go:10] text`.
fn klog(text: &str) -> bool {
    matches!(text.as_bytes()[0], b'I' | b'W' | b'E' | b'F') && fits("@#### ##:##:##.", text)
}

/// `time="2026-03-02T10:11:12Z" level=…`, `ts=2026-…`.
fn logfmt(text: &str) -> bool {
    ["time=", "ts=", "t=", "timestamp=", "date="].iter().any(|key| {
        text.strip_prefix(key).is_some_and(|value| {
            let value = value.strip_prefix('"').unwrap_or(value);
            fits("####-##-##", value)
                || fits("##########", value)
                || value.strip_prefix('[').is_some_and(|value| fits("####-##-##", value))
        })
    })
}

/// `ERROR [2026-03-02 10:11:12,345] text`, `INFO  2026-03-02 …`, `[INFO] 2026-…`.
fn behind_level(text: &str) -> bool {
    let word = text.trim_start_matches('[');
    let length = word.bytes().take_while(u8::is_ascii_uppercase).count();
    if !(4..=8).contains(&length) || text.len() - word.len() > 1 {
        return false;
    }
    let rest = word[length..].trim_start_matches([']', ' ', '\t', ':']);
    rest.len() < word.len() - length
        && rest.starts_with(|c: char| c == '[' || c.is_ascii_digit())
        && begins_with_timestamp(rest)
        && level(&word[..length]).is_some()
}

/// A web server's access log: `10.0.0.7 - - [02/Mar/2026:10:11:12 +0000] "GET …`.
fn access_log(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(200)];
    let mut blanks = memchr_iter(b' ', head.as_bytes());
    let before_bracket = |at: usize| head[at + 1..].starts_with('[');
    // Behind host, identity and user, none of which begins with a bracket.
    match (blanks.next(), blanks.next(), blanks.next()) {
        (Some(first), Some(second), Some(third)) => {
            before_bracket(third)
                && !before_bracket(first)
                && !before_bracket(second)
                && fits("##/@@@/####:##:##:##", &head[third + 2..])
        }
        _ => false,
    }
}

/// A line that is one JSON object: a record of its own.
pub(crate) fn json_line(text: &str) -> bool {
    text.starts_with("{\"") && text.ends_with('}')
}

/// The level that a line states for itself. Words in capitals behind an exception's name are
/// part of its message: `OperationalError: FATAL:  password authentication failed`.
pub(crate) fn own_level(text: &str) -> Option<Level> {
    if exception_head(text) { None } else { level(text) }
}

/// Whether an indented line states a level as records do: `    ERROR: text`, `  [WARN] text`.
pub(crate) fn indented_level(text: &str) -> bool {
    let text = text.trim_start().trim_start_matches('[');
    let length = text.bytes().take_while(u8::is_ascii_uppercase).count();
    (4..=8).contains(&length)
        && text[length..].starts_with([']', ':', ' '])
        && level(&text[..length]).is_some()
}

/// Whether a line is blank or of a shape that no entry begins with, behind its header: a frame
/// of a stack trace, an indented line, a `DETAIL:`.
pub fn never_begins(line: &str) -> bool {
    continues_by_shape(&line[header(line).end..])
}

/// How lines begin that never begin an entry.
const CONTINUATIONS: [&str; 39] = [
    "\"}",
    "PL/pgSQL function ",
    "SQL statement \"",
    "Run with RUST_BACKTRACE=full",
    "future: <",
    "DETAIL:",
    "HINT:",
    "CONTEXT:",
    "STATEMENT:",
    "QUERY:",
    "LOCATION:",
    "WHERE:",
    "}",
    "]",
    ")",
    "</",
    "[cause]",
    "[errors]",
    "[stacktrace]",
    "Is the server running",
    "<Error>",
    "(Background on this error at:",
    "[SQL: ",
    "[parameters: ",
    "│",
    "╵",
    "hint: ",
    "help: ",
    "note: ",
    "\"\"\"",
    "Stack trace:",
    "Stack backtrace:",
    "stack backtrace:",
    "created by ",
    "exit status ",
    "(Use `node --trace-",
    "Emitted 'error' event ",
    "Last message",
    "Backtrace omitted",
];

/// Which bytes the texts of a list begin with: most lines are told apart by their first.
const fn first_bytes(texts: &[&str]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < texts.len() {
        table[texts[at].as_bytes()[0] as usize] = true;
        at += 1;
    }
    table
}

/// Whether a text begins with one of those of a list, whose first bytes are given.
fn begins_with_any(text: &str, texts: &[&str], first: &[bool; 256]) -> bool {
    text.as_bytes().first().is_some_and(|&b| first[usize::from(b)])
        && texts.iter().any(|start| text.starts_with(start))
}

/// As [`never_begins`], for a line whose header was taken away.
pub(crate) fn continues_by_shape(text: &str) -> bool {
    const FIRST: [bool; 256] = first_bytes(&CONTINUATIONS);
    let Some(first) = text.chars().next() else { return true };
    if first.is_whitespace() {
        return text.trim().is_empty() || !kubernetes_event(text);
    }
    links(text)
        || is_frame(text)
        || begins_with_any(text, &CONTINUATIONS, &FIRST)
        || (text.starts_with("LINE ") && text[5..].starts_with(|c: char| c.is_ascii_digit()))
        || notes(text)
}

/// What a compiler adds to its message: `src/main.c:12:3: note: text`.
fn notes(text: &str) -> bool {
    memchr(b' ', text.as_bytes())
        .is_some_and(|at| text[..at].ends_with(':') && text[at..].starts_with(" note: "))
}

/// A row in the table of events that `kubectl describe` ends with: each is its own entry.
pub(crate) fn kubernetes_event(text: &str) -> bool {
    let row = text.trim_start();
    ["Normal  ", "Warning  "].iter().any(|kind| {
        row.strip_prefix(kind).is_some_and(|rest| {
            rest.trim_start().starts_with(|c: char| c.is_ascii_uppercase()) && rest.contains("  ")
        })
    })
}

/// Whether a line links an exception to the one before it.
pub(crate) fn links(text: &str) -> bool {
    const LINKS: [&str; 13] = [
        "Caused by:",
        "caused by:",
        "Suppressed:",
        "Wrapped by:",
        "Rethrown as:",
        "Nested Exception",
        "[CIRCULAR REFERENCE",
        "---> ",
        "--- End of ",
        "During handling of the above exception",
        "The above exception was the direct cause",
        "During task with name ",
        "Original exception was:",
    ];
    const FIRST: [bool; 256] = first_bytes(&LINKS);
    begins_with_any(text, &LINKS, &FIRST)
}

/// Whether a line joins two Python tracebacks, with blank lines round it.
pub(crate) fn links_tracebacks(text: &str) -> bool {
    text.starts_with("During handling of the above exception")
        || text.starts_with("The above exception was the direct cause")
}

/// Whether a line is one step of a stack trace, of any language, indented or not.
pub(crate) fn is_frame(line: &str) -> bool {
    let text = line.trim_start();
    let indented = text.len() < line.len();
    let by_word = match text.as_bytes().first() {
        Some(b'a') => text.strip_prefix("at ").is_some_and(|place| {
            let first = place.split(' ').next().unwrap_or_default();
            (indented && !first.is_empty())
                || first.contains(['.', '/', '('])
                || first.starts_with('<')
                || first == "async"
        }),
        Some(b'f') => indented && text.starts_with("from ") && text.contains(':'),
        Some(b'.') => text
            .strip_prefix("... ")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())),
        Some(b'#') => {
            let digits = text[1..].bytes().take_while(u8::is_ascii_digit).count();
            digits > 0 && text[1 + digits..].starts_with(' ')
        }
        Some(b'0'..=b'9') if indented => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            text[digits..].starts_with(": ")
        }
        _ => false,
    };
    by_word || ruby_place(text)
}

/// A Ruby frame at the margin: ``app/models/a.rb:12:in `b'``.
fn ruby_place(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(300)];
    // The cheap test first: this is asked of every line.
    if !text.ends_with('\'') {
        return false;
    }
    head.find(":in `").or_else(|| head.find(":in '")).is_some_and(|at| {
        let digits = head[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        // Behind the last quote nothing more: a message would make it an exception.
        digits > 0 && head[..at - digits].ends_with(':') && text.ends_with('\'')
    })
}

/// What Ruby says of an exception nobody caught: ``a.rb:2:in `f': bad (ArgumentError)``.
fn ruby_head(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(300)];
    if memchr(b'\'', head.as_bytes()).is_none() {
        return false;
    }
    head.find(":in `").or_else(|| head.find(":in '")).is_some_and(|at| {
        !head[..at].contains(' ')
            && head[..at].ends_with(|c: char| c.is_ascii_digit())
            && head[at..].contains("': ")
    })
}

/// Whether a line begins with the name of an exception, by itself or before its message:
/// `java.net.ConnectException: refused`, `Exception in thread "main" …`.
pub(crate) fn exception_head(text: &str) -> bool {
    const ENDS: [&str; 8] =
        ["Error", "Exception", "Failure", "Fault", "Throwable", "Interrupt", "Exit", "ErrorGroup"];
    let mut text = text;
    for start in ["Caused by: ", "Uncaught ", "Unhandled exception. ", "[cause]: "] {
        text = text.strip_prefix(start).unwrap_or(text);
    }
    // Java's thread and Elixir's `** (RuntimeError) text`.
    if text.starts_with("Exception in thread ") || text.starts_with("** (") || ruby_head(text) {
        return true;
    }
    let Some((name, rest)) = dotted_name(text) else { return false };
    let last = name.rsplit(['.', ':', '\\', '/']).next().unwrap_or_default();
    // Rails: `ActiveRecord::RecordNotFound (Couldn't find …):`
    if name.contains("::") && rest.starts_with(" (") && rest.ends_with("):") {
        return true;
    }
    last.starts_with(|c: char| c.is_ascii_uppercase())
        && ENDS.iter().any(|end| last.ends_with(end))
        && (rest.is_empty() || [":", " [", " ("].iter().any(|end| rest.starts_with(end)))
        && (name.len() > last.len() || last.len() > "Exception".len() || rest.starts_with(": "))
}

/// A name with dots (Java, Python), colons (Ruby) or backslashes (PHP), and what follows it.
pub(crate) fn dotted_name(text: &str) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    if !bytes.first()?.is_ascii_alphabetic() && bytes[0] != b'_' {
        return None;
    }
    let mut end = 0;
    while let Some(&b) = bytes.get(end) {
        let colons = b == b':' && bytes.get(end + 1) == Some(&b':');
        match b {
            b if b.is_ascii_alphanumeric() => end += 1,
            b'.' | b'_' | b'$' | b'\\' | b'/' => end += 1,
            _ if colons => end += 2,
            _ => break,
        }
    }
    Some((&text[..end], &text[end..]))
}

/// The last line of a Python traceback: the exception's name at the margin. A record that
/// begins with a level (`ERROR:root:…`) is none.
pub(crate) fn python_exception(text: &str) -> bool {
    let Some((name, rest)) = dotted_name(text) else { return false };
    let ends = rest.is_empty() || rest == ":" || rest.starts_with(": ");
    ends && level(name).is_none() && !name.contains('/')
}

/// Whether a line asks for a command: `$ `, `user@host:~$ `, `C:\>`, `PS C:\> `.
pub(crate) fn prompt(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(120)];
    if head.starts_with("$ ") || head.starts_with("# ") || head.starts_with("% ") {
        return true;
    }
    if head.starts_with("PS ") || fits("@:\\", head) {
        return head.contains('>');
    }
    let user = head.split(' ').next().unwrap_or_default();
    user.contains('@') && (head.contains("$ ") || head.contains("# ")) && !head.starts_with('<')
}
