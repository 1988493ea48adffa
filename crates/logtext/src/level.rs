//! How serious a log line says it is.

/// The level of a log line, in the usual five steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Debug and trace.
    Debug,
    /// Information, notice.
    Info,
    /// Warning.
    Warning,
    /// Error.
    Error,
    /// Fatal, critical, panic, alert, emergency.
    Fatal,
}

/// How far into a line its level is looked for: behind date, host, process and logger.
const HEAD: usize = 160;

/// The level that a line states: an upper-case word, `level=error`, `[error]`, a first word
/// such as `fatal:`, or the letter of a klog header. `None` if it states none.
pub fn level(line: &str) -> Option<Level> {
    let line = without_timestamp(line);
    let head = &line[..line.floor_char_boundary(HEAD)];
    if let Some(level) = klog(head) {
        return Some(level);
    }
    let bytes = head.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        if !bytes[start].is_ascii_alphabetic() {
            start += 1;
            continue;
        }
        let length =
            bytes[start..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
        let (word, end) = (&head[start..start + length], start + length);
        if let Some(level) = named(word)
            && (word.bytes().all(|b| b.is_ascii_uppercase())
                || marked(&head[..start], &head[end..]))
        {
            return Some(level);
        }
        start = end;
    }
    None
}

fn named(word: &str) -> Option<Level> {
    let names: [(&str, Level); 20] = [
        ("error", Level::Error),
        ("err", Level::Error),
        ("fatal", Level::Fatal),
        ("critical", Level::Fatal),
        ("crit", Level::Fatal),
        ("panic", Level::Fatal),
        ("emerg", Level::Fatal),
        ("emergency", Level::Fatal),
        ("alert", Level::Fatal),
        ("severe", Level::Error),
        ("fail", Level::Error),
        ("warn", Level::Warning),
        ("warning", Level::Warning),
        ("info", Level::Info),
        ("information", Level::Info),
        ("notice", Level::Info),
        ("log", Level::Info),
        ("debug", Level::Debug),
        ("trace", Level::Debug),
        ("verbose", Level::Debug),
    ];
    names.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, level)| *level)
}

/// Whether a word in lower case stands where a level stands.
fn marked(before: &str, behind: &str) -> bool {
    let key = before.trim_end_matches(['"', '\'', ' ']);
    let after_key = (key.ends_with('=') || key.ends_with(':')) && {
        let name = key.trim_end_matches(['=', ':', '"', '\'', ' ']);
        ["level", "lvl", "severity", "loglevel"].iter().any(|known| {
            name.len() >= known.len()
                && name.is_char_boundary(name.len() - known.len())
                && name[name.len() - known.len()..].eq_ignore_ascii_case(known)
        })
    };
    let in_brackets = before.ends_with('[') && behind.starts_with(']');
    // `error: …` begins the line, or follows the name of a program: `psql: error: …`.
    let first = behind.starts_with(':')
        && (before.trim().is_empty()
            || (before.ends_with(": ") && !before.trim_end_matches(": ").contains(' ')));
    after_key || in_brackets || first
}

/// The header of klog, used by Kubernetes: `E0312 10:11:12.345678   1 file.go:10]`.
fn klog(head: &str) -> Option<Level> {
    let bytes = head.as_bytes();
    let digits = bytes.get(1..5)?.iter().all(u8::is_ascii_digit) && bytes.get(5) == Some(&b' ');
    match bytes[0] {
        b'E' if digits => Some(Level::Error),
        b'F' if digits => Some(Level::Fatal),
        b'W' if digits => Some(Level::Warning),
        b'I' if digits => Some(Level::Info),
        _ => None,
    }
}

/// Whether an entry tells of an error: by its level, or, where it states none, by the shape
/// of its first line: an exception's name, a trace, a program's own way to say so.
pub fn looks_like_error(entry: &str) -> bool {
    let first = entry.lines().next().unwrap_or_default();
    match level(first) {
        Some(level) if level >= Level::Error => return true,
        Some(_) => return false,
        None => {}
    }
    entry.lines().take(200).any(|line| {
        let line = without_timestamp(line);
        line.starts_with("Traceback (most recent call last)")
            || line.starts_with("panic: ")
            || line.starts_with("npm ERR!")
            || line.starts_with("npm error")
            || line.starts_with("Caused by: ")
            || line.contains("Fatal error")
            || line.starts_with("Unhandled exception")
            || line.starts_with("Exception in thread")
            || (line.starts_with("curl: (") && !line.starts_with("curl: (0)"))
            || line.contains("' panicked at ")
            || line.contains(") panicked at ")
            || begins_with_exception(line)
    })
}

/// `some.package.NameError: text`, also behind `Uncaught ` and the like.
fn begins_with_exception(line: &str) -> bool {
    let line = line.trim_start_matches("Uncaught ").trim_start_matches("[cause]: ");
    let name_length = line
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'$'))
        .count();
    let (name, rest) = line.split_at(name_length);
    let last = name.rsplit('.').next().unwrap_or_default();
    let says_error =
        ["Error", "Exception", "Failure", "Fault"].iter().any(|end| last.ends_with(end));
    says_error
        && last.starts_with(|c: char| c.is_ascii_uppercase())
        && (rest.starts_with(": ") || rest.starts_with(" [") || rest.trim().is_empty())
        && (name.len() > "Exception".len() || rest.starts_with(": "))
}

/// The line behind a container's name and its date and time, where it begins with them.
///
/// Recognises the shapes that loggers print first: ISO 8601 and its relatives, syslog,
/// slashes, a time alone, each also in brackets.
pub fn without_timestamp(line: &str) -> &str {
    let line = &line[container_prefix(line)..];
    let trimmed = line[process(line)..].trim_start_matches(['[', '(', '<']);
    let length = timestamp_length(trimmed);
    if length == 0 {
        return line;
    }
    trimmed[length..].trim_start_matches([']', ')', '>', ' ', '\t', ',', '-', '|', ':'])
}

/// Whether the line begins with date and time.
pub(crate) fn begins_with_timestamp(line: &str) -> bool {
    let line = &line[container_prefix(line)..];
    timestamp_length(line[process(line)..].trim_start_matches(['[', '(', '<', '"', '{'])) > 0
}

/// The length of what Redis writes before the time: process and role, as in `1:M `.
fn process(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match &line.as_bytes()[digits..] {
        [b':', b'A'..=b'Z', b' ', ..] if digits > 0 => digits + 3,
        _ => 0,
    }
}

/// The length of the name that Docker Compose puts before each line, with its bar.
pub(crate) fn container_prefix(line: &str) -> usize {
    let name = line
        .bytes()
        .take(80)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
        .count();
    if name == 0 {
        return 0;
    }
    let spaces = line[name..].bytes().take(40).take_while(|&b| b == b' ').count();
    let bar = name + spaces;
    match line.as_bytes().get(bar..) {
        Some([b'|', b' ', ..]) if spaces > 0 => bar + 2,
        Some([b'|']) if spaces > 0 => bar + 1,
        _ => 0,
    }
}

/// The length of the date and time that `text` begins with; 0 if there is none.
fn timestamp_length(text: &str) -> usize {
    const SHAPES: [&str; 14] = [
        "####-##-##T##:##:##",
        "####-##-## ##:##:##",
        "####/##/## ##:##:##",
        "####.##.## ##:##:##",
        "##/@@@/####:##:##:##",
        "##/@@@/#### ##:##:##",
        "##-@@@-#### ##:##:##",
        "@@@ ## ##:##:##",
        "@@@  # ##:##:##",
        "@@@ @@@ ## ##:##:##",
        "@####  ##:##:##",
        "## @@@ #### ##:##:##",
        "@@@ @@@  # ##:##:##",
        "##:##:##",
    ];
    let bytes = text.as_bytes();
    for shape in SHAPES {
        let fits = bytes.len() >= shape.len()
            && shape.bytes().zip(bytes).all(|(want, &have)| match want {
                b'#' => have.is_ascii_digit(),
                b'@' => have.is_ascii_alphabetic(),
                other => other == have,
            });
        if fits {
            let mut end = shape.len();
            // Fractions of a second and the zone belong to it.
            if matches!(bytes.get(end), Some(b'.' | b','))
                && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
            {
                end += 1 + bytes[end + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
            }
            let zone = &text[end..];
            for name in ["Z", " UTC", " GMT"] {
                if zone.starts_with(name) {
                    end += name.len();
                    return end;
                }
            }
            let signed = zone.trim_start_matches(' ');
            if signed.starts_with(['+', '-']) {
                let digits =
                    signed[1..].bytes().take_while(|b| b.is_ascii_digit() || *b == b':').count();
                if (4..=5).contains(&digits) {
                    end = text.len() - signed.len() + 1 + digits;
                }
            }
            return end;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels() {
        for (line, expected) in [
            ("2026-03-02 10:11:12,345 ERROR [main] c.e.App - boom", Some(Level::Error)),
            (
                "worker-1  | [2026-03-02 10:11:12,345: ERROR/MainProcess] consumer",
                Some(Level::Error),
            ),
            ("time=\"2026-03-02T10:11:12Z\" level=warning msg=\"slow\"", Some(Level::Warning)),
            ("{\"level\":\"error\",\"msg\":\"x\"}", Some(Level::Error)),
            ("2026/03/02 10:11:12 [error] 12#12: *1 connect() failed", Some(Level::Error)),
            ("E0302 10:11:12.000000       1 reflector.go:138] Failed", Some(Level::Error)),
            ("psql: error: connection to server", Some(Level::Error)),
            ("fatal: unable to access", Some(Level::Fatal)),
            (
                "2026-03-02 10:11:12 UTC [99] FATAL:  the database system is starting up",
                Some(Level::Fatal),
            ),
            ("2026-03-02 10:11:12.123 UTC [1] LOG:  checkpoint complete", Some(Level::Info)),
            ("Mar  2 10:11:12 host app[1]: INFO ready, 0 errors", Some(Level::Info)),
            ("no error here", None),
            ("Finished: 0 errors, 2 warnings", None),
            ("", None),
            ("é", None),
        ] {
            assert_eq!(level(line), expected, "{line}");
        }
    }

    #[test]
    fn errors_by_shape() {
        for (entry, expected) in [
            ("psycopg.OperationalError: connection failed", true),
            ("java.net.ConnectException: Connection refused", true),
            ("Traceback (most recent call last):\n  File \"x\"", true),
            ("thread 'main' panicked at src/main.rs:1:1:", true),
            ("INFO java.net.ConnectException: retried", false),
            ("class FooError(Exception):", false),
            ("raise ValueError", false),
            ("curl: (7) Failed to connect", true),
            ("all good", false),
        ] {
            assert_eq!(looks_like_error(entry), expected, "{entry}");
        }
    }

    #[test]
    fn timestamps() {
        for (line, rest) in [
            ("2026-03-02T10:11:12.123Z up", "up"),
            ("[2026-03-02 10:11:12,345: ERROR/Main] up", "ERROR/Main] up"),
            ("Mar  2 10:11:12 host up", "host up"),
            ("2026-03-02 10:11:12+01:00 up", "up"),
            ("web-1  | 10:11:12 up", "up"),
            ("1:M 02 Mar 2026 10:11:01.104 # up", "# up"),
            ("1 | 2 | 3", "2 | 3"),
            ("no time", "no time"),
        ] {
            assert_eq!(without_timestamp(line), rest, "{line}");
        }
    }
}
