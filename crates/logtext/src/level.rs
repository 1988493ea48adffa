//! How serious a log line says it is.

pub(crate) mod json;
mod names;
mod scan;
mod shapes;

use crate::prefix;
pub(crate) use crate::prefix::container_prefix;
use crate::time::stamp;
pub use shapes::looks_like_error;

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

/// The level that a line states: an upper-case word, a field of JSON or logfmt, `[error]`, a
/// first word such as `fatal:`, the letter or the number that its format has for it, or the
/// status of an access log. `None` if it states none.
pub fn level(line: &str) -> Option<Level> {
    let bytes = line.as_bytes();
    let at = collector(line);
    if let Some(level) = behind_collector(bytes, at) {
        return Some(level);
    }
    let mut rest = behind_time(bytes, at);
    if rest > at {
        // The tags of CRI and GitLab stand between the time of the collector and the line.
        if let length @ 1.. = prefix::stream(bytes, rest) {
            rest += length;
            if let Some(level) = behind_collector(bytes, rest) {
                return Some(level);
            }
            rest = behind_time(bytes, rest);
        }
        if let Some(level) = redis_mark(bytes, at, rest) {
            return Some(level);
        }
    }
    scan::level(bytes, rest)
}

/// The level of a line that begins with a date, whose date and time end at `end`. `None` if
/// the line begins in another way, and [`level`] has to look closer.
#[expect(clippy::option_option, reason = "a line without a level is an answer too")]
pub(crate) fn level_behind_date(line: &str, end: usize) -> Option<Option<Level>> {
    let bytes = line.as_bytes();
    let [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'-' | b'/', ..] = bytes else {
        return None;
    };
    let rest = end + bytes[end..].iter().take_while(|&&b| is_between(b)).count();
    (prefix::stream(bytes, rest) == 0).then(|| scan::level(bytes, rest))
}

/// The length of what Compose or `kubectl logs --prefix` put before a line. Nothing of theirs
/// begins with a date, as most lines do.
fn collector(line: &str) -> usize {
    let bytes = line.as_bytes();
    match bytes {
        [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'-' | b'/', ..] => 0,
        [b'[', b'p', b'o', b'd', b'/', ..] => prefix::any(bytes, 0),
        _ => container_prefix(line),
    }
}

/// The level of a line of which a format of its own begins at `at`.
fn behind_collector(bytes: &[u8], at: usize) -> Option<Level> {
    match bytes.get(at..)? {
        // The header of klog, used by Kubernetes: `E0312 10:11:12.345678   1 file.go:10]`
        [first @ (b'I' | b'W' | b'E' | b'F'), b'0'..=b'9', ..] => {
            stamp(bytes, at).and_then(|_| names::letter(*first))
        }
        // Ruby's logger: `E, [2026-03-02T10:11:12.345678 #1] ERROR -- : `
        [first @ b'A'..=b'Z', b',', b' ', b'[', ..] => names::letter(*first),
        [b'<', b'0'..=b'9', ..] => {
            prefix::priority(bytes, at).map(|(_, value)| names::syslog(value % 8))
        }
        _ => None,
    }
}

/// Whether a line has the mark that Redis writes in place of a level.
fn is_redis_mark(line: &str) -> bool {
    let at = container_prefix(line);
    redis_mark(line.as_bytes(), at, behind_time(line.as_bytes(), at)).is_some()
}

/// `1:M 02 Mar 2026 10:11:12.345 # Warning`: the marks are `.-*#`, from debug to warning.
fn redis_mark(bytes: &[u8], at: usize, rest: usize) -> Option<Level> {
    let [mark, b' ', ..] = bytes.get(rest..)? else { return None };
    // The mark for verbose is what elsewhere stands between time and message; so the place
    // behind the time counts, not what is left of it.
    let level = match mark {
        b'#' => Level::Warning,
        b'*' => Level::Info,
        b'-' | b'.' => Level::Debug,
        _ => return None,
    };
    (prefix::process(bytes, at) > 0).then_some(level)
}

/// The line behind a container's name and its date and time, where it begins with them.
pub fn without_timestamp(line: &str) -> &str {
    let at = container_prefix(line);
    let mut rest = behind_time(line.as_bytes(), at);
    // Redis alone gives the dash behind the time a meaning; nobody else's message begins so.
    if rest > at {
        rest += line.as_bytes()[rest..].iter().take_while(|&&b| is_between(b)).count();
    }
    &line[rest..]
}

/// Whether a line begins with date and time, the year first, as most lines of most logs do.
fn begins_with_year(line: &[u8]) -> bool {
    matches!(line.get(4), Some(b'-' | b'/')) && line[0].is_ascii_digit() && stamp(line, 0).is_some()
}

/// Whether the line begins with date and time.
pub(crate) fn begins_with_timestamp(line: &str) -> bool {
    if begins_with_year(line.as_bytes()) {
        return true;
    }
    let at = container_prefix(line);
    let at = at + prefix::process(line.as_bytes(), at);
    let is_opener = |b: &u8| matches!(b, b'[' | b'(' | b'<' | b'"' | b'{');
    let openers = line.as_bytes()[at..].iter().take(8).take_while(|b| is_opener(b)).count();
    stamp(line.as_bytes(), at + openers).is_some()
}

/// Whether a byte stands between the time and the rest of a line.
fn is_between(byte: u8) -> bool {
    matches!(byte, b']' | b')' | b'>' | b' ' | b'\t' | b',' | b'-' | b'|' | b':')
}

/// Where the line goes on behind the date and time at `at`; `at` if there is none.
fn behind_time(bytes: &[u8], at: usize) -> usize {
    let mut start = at + prefix::process(bytes, at);
    let redis = start > at;
    let is_opener = |b: &u8| matches!(b, b'[' | b'(' | b'<');
    start += bytes[start..].iter().take(8).take_while(|b| is_opener(b)).count();
    let Some((_, end)) = stamp(bytes, start) else { return at };
    if redis {
        return end + usize::from(bytes.get(end) == Some(&b' '));
    }
    end + bytes[end..].iter().take_while(|&&b| is_between(b)).count()
}

/// Whether a word is the name of a level, in any case.
pub(crate) fn is_name(word: &[u8]) -> bool {
    names::placed(word).is_some()
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
