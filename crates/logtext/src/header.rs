//! What a transport puts before each line: Compose's service, a pod, the time that Docker or
//! a CI system adds, syslog's host and program, the process of a PostgreSQL server.
//!
//! Lines of one writer belong together even where lines of others stand between them, so a
//! header is recognised line by line, and what names the writer in it is told from the time.

use std::ops::Range;

use crate::level::{begins_with_timestamp, level, without_timestamp};
use crate::shape;

/// How far into a line a header may reach, in bytes.
const REACH: usize = 256;

/// The header of one line, in bytes of the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Header {
    /// Where the text behind the header begins.
    pub(crate) end: usize,
    /// What names the writer: service, pod, host with program. Empty if nothing does.
    pub(crate) writer: Range<usize>,
    /// What tells writers apart within it: the process of a database server.
    pub(crate) process: Range<usize>,
    /// Whether it holds the time, so that every record has one.
    pub(crate) timed: bool,
    /// How the line is joined to its neighbours by the transport itself.
    pub(crate) piece: Piece,
}

/// Whether a transport cut a line in pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Piece {
    /// The line is whole.
    #[default]
    Whole,
    /// The next line of the same writer goes on with it (`P` of a container runtime).
    First,
    /// It goes on with the line before (`+` of GitLab).
    Next,
}

/// The header that `line` begins with; of length 0 where there is none.
pub(crate) fn header(line: &str) -> Header {
    /// Transports are stacked: Compose round a database server, Docker's time round a pod.
    const LAYERS: usize = 3;
    let mut header = Header::default();
    for _ in 0..LAYERS {
        let rest = &line[header.end..];
        let Some(layer) = layer(&rest[..rest.floor_char_boundary(REACH)]) else { break };
        let shift = |range: Range<usize>| range.start + header.end..range.end + header.end;
        if !layer.writer.is_empty() {
            if header.writer.is_empty() {
                header.writer = shift(layer.writer);
            } else {
                header.process = shift(layer.writer);
            }
        }
        if !layer.process.is_empty() {
            header.process = shift(layer.process);
        }
        header.timed |= layer.timed;
        if layer.piece != Piece::Whole {
            header.piece = layer.piece;
        }
        header.end += layer.end;
    }
    header
}

/// One layer of a header.
fn layer(text: &str) -> Option<Header> {
    match text.as_bytes().first()? {
        b'0'..=b'9' => process_manager(text).or_else(|| foreman(text)).or_else(|| dated(text)),
        b'[' => kernel(text).or_else(|| pod_in_brackets(text)).or_else(|| postgres(text)),
        b'<' => syslog(text),
        b'#' => build_step(text),
        b'=' => valgrind(text),
        b'A'..=b'Z' => syslog(text)
            .or_else(|| ruby_logger(text))
            .or_else(|| full_date(text))
            .or_else(|| service(text)),
        b'a'..=b'z' | b'_' => service(text).or_else(|| stern(text)),
        _ => None,
    }
}

fn named(end: usize, writer: Range<usize>) -> Option<Header> {
    Some(Header { end, writer, ..Header::default() })
}

fn timed(end: usize, writer: Range<usize>) -> Option<Header> {
    Some(Header { end, writer, timed: true, ..Header::default() })
}

/// How many bytes from `at` on satisfy `test`.
fn run(text: &str, at: usize, test: impl Fn(u8) -> bool) -> usize {
    text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|&&b| test(b)).count()
}

/// Behind the spaces that follow `at`.
fn skip_spaces(text: &str, at: usize) -> usize {
    at + run(text, at, |b| b == b' ')
}

fn name_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'@')
}

/// Compose: `worker-1  | text`, `worker_1  | text`. It pads names to one width with two
/// spaces at least; with one space only a numbered name counts, as tables look the same.
fn service(text: &str) -> Option<Header> {
    let name = run(text, 0, name_byte);
    if name == 0 || name > 80 || !text[..name].bytes().any(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let bar = skip_spaces(text, name);
    if text.as_bytes().get(bar) != Some(&b'|') || bar == name || bar > name + 64 {
        return None;
    }
    let numbered = || {
        let digits = text[..name].bytes().rev().take_while(u8::is_ascii_digit).count();
        digits > 0 && matches!(text.as_bytes()[name - digits - 1], b'-' | b'_')
    };
    if bar == name + 1 && !numbered() {
        return None;
    }
    match text.as_bytes().get(bar + 1) {
        None => named(bar + 1, 0..name),
        Some(b' ') => named(bar + 2, 0..name),
        Some(_) => None,
    }
}

/// pm2: `0|app  | text`.
fn process_manager(text: &str) -> Option<Header> {
    let digits = run(text, 0, |b| b.is_ascii_digit());
    if text.as_bytes().get(digits) != Some(&b'|') {
        return None;
    }
    let name = run(text, digits + 1, name_byte);
    let bar = skip_spaces(text, digits + 1 + name);
    (name > 0 && text[bar..].starts_with("| ")).then_some(())?;
    named(bar + 2, 0..digits + 1 + name)
}

/// foreman and honcho: `10:11:12 web.1   | text`.
fn foreman(text: &str) -> Option<Header> {
    let rest = text.get(8..)?.strip_prefix(' ')?;
    (shape::fits("##:##:##", text) && run(rest, 0, name_byte) > 0).then_some(())?;
    let name = run(rest, 0, name_byte);
    let bar = skip_spaces(rest, name);
    (bar > name && rest[bar..].starts_with("| ")).then_some(())?;
    timed(9 + bar + 2, 9..9 + name)
}

/// `kubectl logs --prefix`: `[pod/web-1/app] text`.
fn pod_in_brackets(text: &str) -> Option<Header> {
    text.starts_with("[pod/").then_some(())?;
    let close = text.find(']')?;
    let name = &text[1..close];
    (name.split('/').count() == 3 && !name.contains(' ')).then_some(())?;
    named(close + 1 + usize::from(text[close + 1..].starts_with(' ')), 1..close)
}

/// stern: `web-7d9c5b6f8-x2x5z app text`, told by the form of a replica set's pod names.
fn stern(text: &str) -> Option<Header> {
    let pod = run(text, 0, |b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    (pod < 120 && text[pod..].starts_with(' ')).then_some(())?;
    let mut parts = text[..pod].rsplit('-');
    let (unique, set) = (parts.next()?, parts.next()?);
    parts.next()?;
    // The alphabet of k8s.io/apimachinery/pkg/util/rand, which leaves out vowels.
    let safe = |part: &str| part.bytes().all(|b| b"bcdfghjklmnpqrstvwxz2456789".contains(&b));
    (unique.len() == 5 && safe(unique) && (8..=10).contains(&set.len()) && safe(set))
        .then_some(())?;
    let container =
        run(text, pod + 1, |b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let end = pod + 1 + container;
    (container > 0 && text[end..].starts_with(' ')).then_some(())?;
    named(end + 1, 0..end)
}

/// The kernel's ring buffer: `[   12.345678] text`.
fn kernel(text: &str) -> Option<Header> {
    let whole = skip_spaces(text, 1);
    let point = whole + run(text, whole, |b| b.is_ascii_digit());
    let end = point + 7;
    (point > whole
        && text.as_bytes().get(point) == Some(&b'.')
        && run(text, point + 1, |b| b.is_ascii_digit()) == 6
        && text.get(end..).is_some_and(|rest| rest.starts_with("] ")))
    .then_some(())?;
    timed(end + 2, 0..0)
}

/// `BuildKit`'s plain progress: `#12 1.234 text`, `#12 [6/8] RUN …`. What a failed step says
/// last, `#12 ERROR: …`, goes together with the block behind it, which names no step.
fn build_step(text: &str) -> Option<Header> {
    let step = 1 + run(text, 1, |b| b.is_ascii_digit());
    let rest = text.get(step..)?.strip_prefix(' ')?;
    (step > 1).then_some(())?;
    if rest.starts_with("ERROR: ") {
        return named(step + 1, 0..0);
    }
    let seconds = run(rest, 0, |b| b.is_ascii_digit());
    if seconds > 0 && rest.as_bytes().get(seconds) == Some(&b'.') {
        let end = seconds + 1 + run(rest, seconds + 1, |b| b.is_ascii_digit());
        if rest[end..].is_empty() || rest[end..].starts_with(' ') {
            return timed(step + 1 + (end + 1).min(rest.len()), 0..step);
        }
    }
    let words = ["[", "DONE ", "CACHED", "CANCELED", "sha256:", "extracting ", "exporting "];
    words.iter().any(|word| rest.starts_with(word)).then_some(())?;
    named(step + 1, 0..step)
}

/// Valgrind: `==1234== text`.
fn valgrind(text: &str) -> Option<Header> {
    let digits = run(text, 2, |b| b.is_ascii_digit());
    let end = 2 + digits + 2;
    (text.starts_with("==") && digits > 0 && text.get(2 + digits..)?.starts_with("=="))
        .then_some(())?;
    match text.as_bytes().get(end) {
        None => named(end, 0..end),
        Some(b' ') => named(end + 1, 0..end),
        Some(_) => None,
    }
}

/// Ruby's Logger, as Rails writes it in production, with the request's id where it is tagged:
/// `F, [2026-03-02T10:11:12.123456 #12] FATAL -- : [id] text`.
fn ruby_logger(text: &str) -> Option<Header> {
    (text.get(1..4)? == ", [" && shape::fits("####-##-##T##:##:##", &text[4..])).then_some(())?;
    let close = text.find(']')?;
    let hash = text[..close].rfind('#')?;
    let dashes = close + text[close..].find(" -- ")?;
    let colon = dashes + text[dashes..].find(": ")?;
    let mut end = colon + 2;
    let mut writer = hash..close;
    let tag = &text[end..];
    if let Some(length) = tag.find("] ").filter(|&at| at >= 32 && tag.starts_with('[')) {
        writer = end + 1..end + length;
        end += length + 2;
    }
    timed(end, writer)
}

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
fn dated(text: &str) -> Option<Header> {
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
fn syslog(text: &str) -> Option<Header> {
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
fn full_date(text: &str) -> Option<Header> {
    shape::fits("@@@ ####-##-## ##:##:##", text).then_some(())?;
    let zone = text[23..].strip_prefix(' ')?;
    let length = run(zone, 0, |b| b.is_ascii_graphic());
    let from = 24 + length + 1;
    program(text.get(from..)?, from, true)
}

/// A PostgreSQL server's own lines, `2026-03-02 10:11:12.123 UTC [99] STATEMENT:  …`, also
/// with the prefixes of clouds and distributions: severity, colon and two spaces tell them.
fn postgres(text: &str) -> Option<Header> {
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
    let colon = text[..text.floor_char_boundary(160)].find(":  ")?;
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
    (rest.len() < text.len() && text.ends_with(rest)).then_some(())?;
    // Leading white space was taken away with the time; a frame says what it is without.
    let goes_on = shape::is_frame(rest) || shape::links(rest) || rest.starts_with("File \"");
    if goes_on { timed(text.len() - rest.len(), 0..0) } else { None }
}
