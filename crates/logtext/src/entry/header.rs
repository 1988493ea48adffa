//! What a transport puts before each line: Compose's service, a pod, the time that Docker or
//! a CI system adds, syslog's host and program, the process of a database server.
//!
//! Lines of one writer belong together even where lines of others stand between them, so a
//! header is recognised line by line, and what names the writer in it is told from the time.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use crate::entry::dated::{dated, full_date, postgres, syslog};
use crate::entry::shape;

/// How far one layer of a header may reach, in bytes.
const LAYER: usize = 256;
/// How many there may be: Compose round a database server, Docker's time round a pod.
const LAYERS: usize = 3;
/// How far into a line a header may reach, in bytes.
pub(crate) const REACH: usize = LAYERS * LAYER;

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
    let mut header = Header::default();
    for _ in 0..LAYERS {
        let rest = &line[header.end..];
        let Some(layer) = layer(&rest[..rest.floor_char_boundary(LAYER)]) else { break };
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

#[expect(clippy::unnecessary_wraps, reason = "it ends functions that give an option")]
fn named(end: usize, writer: Range<usize>) -> Option<Header> {
    Some(Header { end, writer, ..Header::default() })
}

#[expect(clippy::unnecessary_wraps, reason = "it ends functions that give an option")]
pub(crate) fn timed(end: usize, writer: Range<usize>) -> Option<Header> {
    Some(Header { end, writer, timed: true, ..Header::default() })
}

/// How many bytes from `at` on satisfy `test`.
pub(crate) fn run(text: &str, at: usize, test: impl Fn(u8) -> bool) -> usize {
    text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|&&b| test(b)).count()
}

/// Behind the spaces that follow `at`.
pub(crate) fn skip_spaces(text: &str, at: usize) -> usize {
    at + run(text, at, |b| b == b' ')
}

pub(crate) fn name_byte(b: u8) -> bool {
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

/// A hash of a name, within another; 0 for no name.
pub(crate) fn hash(name: &str, within: u64) -> u64 {
    if name.is_empty() {
        return within;
    }
    let mut hasher = DefaultHasher::new();
    (within, name).hash(&mut hasher);
    hasher.finish()
}
