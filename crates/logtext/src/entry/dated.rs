//! Headers that begin with a date: of container runtimes, CI systems, syslog, database servers.

use memchr::memchr_iter;

use crate::entry::header::{Header, Piece, name_byte, run, skip_spaces, timed};
use crate::entry::shape;
use crate::level::{begins_with_timestamp, level, without_timestamp};

/// The length of `YYYY-MM-DDThh:mm:ss` with fraction and zone, and the digits of the fraction.
fn iso(text: &str) -> Option<(usize, usize)> {
    shape::fits("####-##-##T##:##:##", text).then_some(())?;
    let mut end = 19;
    let mut digits = 0;
    if matches!(text.as_bytes().get(end), Some(b'.' | b',')) {
        digits = run(text, end + 1, |b| b.is_ascii_digit());
        end += 1 + digits;
    }
    match text.as_bytes().get(end)? {
        b'Z' => end += 1,
        b'+' | b'-' => end += 1 + run(text, end + 1, |b| b.is_ascii_digit() || b == b':'),
        _ => return None,
    }
    Some((end, digits))
}

/// Headers that begin with an ISO date.
pub(crate) fn dated(text: &str) -> Option<Header> {
    if let Some((end, digits)) = iso(text)
        && text.as_bytes().get(end).is_none_or(|&b| b == b' ')
    {
        let rest = &text[(end + 1).min(text.len())..];
        let from = text.len() - rest.len();
        let found = container_runtime(rest, from)
            .or_else(|| gitlab(rest, from))
            .or_else(|| program(rest, from, true))
            .or_else(|| cloud_stream(rest, from, digits));
        if found.is_some() {
            return found;
        }
        // Seven digits are a .NET runner (GitHub Actions, Azure), nine Docker and Kubernetes,
        // which leave out a last nought.
        if (7..=9).contains(&digits) {
            return timed(from, 0..0);
        }
    }
    postgres(text).or_else(|| frame_behind_time(text))
}

/// A container runtime's file: `stdout F text`, cut lines as `P`.
fn container_runtime(rest: &str, from: usize) -> Option<Header> {
    (rest.starts_with("stdout ") || rest.starts_with("stderr ")).then_some(())?;
    let piece = match rest.as_bytes().get(7)? {
        b'F' => Piece::Whole,
        b'P' => Piece::First,
        _ => return None,
    };
    let end = match rest.as_bytes().get(8) {
        None => 8,
        Some(b' ') => 9,
        Some(_) => return None,
    };
    Some(Header {
        end: from + end,
        writer: from..from + 6,
        timed: true,
        piece,
        ..Header::default()
    })
}

/// GitLab CI: `00O text`, `00E text`, with `+` for a line that goes on.
fn gitlab(rest: &str, from: usize) -> Option<Header> {
    let bytes = rest.as_bytes();
    let piece = match (bytes.get(..2)?, bytes.get(2)?, bytes.get(3)) {
        ([a, b], b'O' | b'E', end) if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => match end {
            None | Some(b' ') => Piece::Whole,
            Some(b'+') => Piece::Next,
            Some(_) => return None,
        },
        _ => return None,
    };
    let (end, writer) = (from + 4.min(rest.len()), from..from + 2);
    Some(Header { end, writer, timed: true, piece, ..Header::default() })
}

/// `aws logs tail`: `2026-03-02T10:11:12.123000+00:00 app/web/0f1e text`.
fn cloud_stream(rest: &str, from: usize, digits: usize) -> Option<Header> {
    let name = run(rest, 0, |b| name_byte(b) || matches!(b, b'/' | b'[' | b']' | b'$'));
    let stream = &rest[..name];
    (digits == 6 && rest[name..].starts_with(' ') && stream[1.min(name)..].contains('/'))
        .then_some(())?;
    timed(from + name + 1, from..from + name)
}

/// What stands behind syslog's date: `host program[123]: text`, `app[web.1]: text`.
///
/// With an ISO date the brackets are needed, as application logs begin with one too.
fn program(rest: &str, from: usize, brackets: bool) -> Option<Header> {
    let token = |at: usize| run(rest, at, |b| b.is_ascii_graphic());
    let mut tag = 0;
    let mut length = token(0);
    if !rest[..length].ends_with(':') {
        (length > 0 && level(&rest[..length]).is_none()).then_some(())?;
        tag = skip_spaces(rest, length);
        length = token(tag);
    }
    let name = rest[tag..tag + length].strip_suffix(':')?;
    let open = name.find('[');
    let good = match open {
        Some(at) => at > 0 && name.ends_with(']') && name.len() - at > 2,
        None => (!brackets || name == "kernel") && tag > 0 && level(name).is_none(),
    };
    let plain = |b: u8| name_byte(b) || b"/()".contains(&b);
    (good && name[..open.unwrap_or(name.len())].bytes().all(plain)).then_some(())?;
    let end = tag + length;
    let end = end + usize::from(rest[end..].starts_with(' '));
    timed(from + end, from..from + tag + name.len())
}

/// Syslog: `Mar  2 10:11:12 host app[123]: text`, with or without its `<34>`; also the form
/// of RFC 5424, `<34>1 2026-03-02T10:11:12Z host app 123 ID - text`.
pub(crate) fn syslog(text: &str) -> Option<Header> {
    let mut at = 0;
    if text.starts_with('<') {
        let digits = run(text, 1, |b| b.is_ascii_digit());
        ((1..=3).contains(&digits) && text[1 + digits..].starts_with('>')).then_some(())?;
        at = digits + 2;
        if text[at..].starts_with("1 ") {
            return syslog_5424(text, at + 2);
        }
    }
    let date = &text[at..];
    (shape::fits("@@@ ## ##:##:##", date) || shape::fits("@@@  # ##:##:##", date)).then_some(())?;
    at += 15;
    if text[at..].starts_with('.') {
        at += 1 + run(text, at + 1, |b| b.is_ascii_digit());
    }
    text[at..].starts_with(' ').then_some(())?;
    program(&text[at + 1..], at + 1, false)
}

fn syslog_5424(text: &str, at: usize) -> Option<Header> {
    let (length, _) = iso(&text[at..])?;
    let mut end = at + length;
    let mut writer = end + 1..end + 1;
    for field in 0..4 {
        text[end..].starts_with(' ').then_some(())?;
        end += 1 + run(text, end + 1, |b| b.is_ascii_graphic());
        if field == 2 {
            writer.end = end;
        }
    }
    let data = text[end..].strip_prefix(' ')?;
    end += 1;
    if data.starts_with('[') {
        end += data.find("] ").map_or(data.len() - 1, |close| close) + 1;
    } else {
        end += usize::from(data.starts_with('-'));
    }
    end += usize::from(text[end..].starts_with(' '));
    timed(end, writer)
}

/// `journalctl -o short-full`: `Mon 2026-03-02 10:11:12 UTC host app[123]: text`.
pub(crate) fn full_date(text: &str) -> Option<Header> {
    shape::fits("@@@ ####-##-## ##:##:##", text).then_some(())?;
    let zone = text[23..].strip_prefix(' ')?;
    let length = run(zone, 0, |b| b.is_ascii_graphic());
    let from = 24 + length + 1;
    program(text.get(from..)?, from, true)
}

/// A `PostgreSQL` server's own lines, `2026-03-02 10:11:12.123 UTC [99] STATEMENT:  …`, also
/// with the prefixes of clouds and distributions: severity, colon and two spaces tell them.
pub(crate) fn postgres(text: &str) -> Option<Header> {
    const SEVERITIES: [&str; 18] = [
        "LOG",
        "ERROR",
        "FATAL",
        "PANIC",
        "WARNING",
        "NOTICE",
        "INFO",
        "DETAIL",
        "HINT",
        "QUERY",
        "CONTEXT",
        "LOCATION",
        "STATEMENT",
        "DEBUG1",
        "DEBUG2",
        "DEBUG3",
        "DEBUG4",
        "DEBUG5",
    ];
    let head = &text.as_bytes()[..text.floor_char_boundary(160)];
    let colon = memchr_iter(b':', head).find(|&at| head[at..].starts_with(b":  "))?;
    let severity = SEVERITIES.iter().find(|name| text[..colon].ends_with(**name))?;
    let start = colon - severity.len();
    let prefix = &text[..start];
    (begins_with_timestamp(prefix) && prefix.ends_with([' ', ':'])).then_some(())?;
    let process = prefix.match_indices('[').find_map(|(at, _)| {
        let digits = run(prefix, at + 1, |b| b.is_ascii_digit());
        (digits > 0 && prefix[at + 1 + digits..].starts_with(']')).then_some(at..at + digits + 2)
    })?;
    Some(Header { end: start, process, timed: true, ..Header::default() })
}

/// A trace of which every line was given the time: only where a frame or a link of a trace
/// stands behind it, as a time is how a record begins.
fn frame_behind_time(text: &str) -> Option<Header> {
    let rest = without_timestamp(text);
    (rest.len() < text.len()).then_some(())?;
    // Leading white space was taken away with the time; a frame says what it is without.
    let goes_on = shape::is_frame(rest) || shape::links(rest) || rest.starts_with("File \"");
    if goes_on { timed(text.len() - rest.len(), 0..0) } else { None }
}
