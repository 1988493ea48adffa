//! Where in a line its own time stands.

use memchr::{memchr, memmem};

use super::hours::fraction;
use super::stamp::stamp;
use super::{Clock, Time};
use crate::fields::{Field, JsonFields, Pairs};
use crate::prefix;

/// How many prefixes are looked behind: collector, container, level, thread.
const PREFIXES: usize = 5;
/// How far into a line the brackets of an access log may stand.
const ACCESS: usize = 300;

/// A time and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) time: Time,
    pub(super) start: usize,
    pub(super) end: usize,
    /// How it was read.
    pub(super) shape: Shape,
}

/// How the text of a time is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Date and time, or the time of day.
    Stamp,
    /// Date and time in digits, behind words too common for a time of day to tell.
    Dated,
    /// `02/Mar/2026:10:11:12`, in the middle of a line.
    Access,
    /// The same, or a number of seconds or their parts since 1970.
    Value,
    /// A number of seconds since 1970 with a fraction, at the beginning of a line.
    Seconds,
}

impl Shape {
    /// Reads the time that stands at `at`.
    pub(super) fn read(self, bytes: &[u8], at: usize) -> Option<Found> {
        let (time, end) = match self {
            Self::Dated if !bytes.get(at)?.is_ascii_digit() => None,
            Self::Dated => stamp(bytes, at).filter(|(time, _)| time.clock != Clock::TimeOfDay),
            Self::Access if !is_access_time(&bytes[at..]) => None,
            Self::Stamp | Self::Access => stamp(bytes, at),
            Self::Value => stamp(bytes, at).or_else(|| since_1970(bytes, at)),
            Self::Seconds => seconds_with_fraction(bytes, at),
        }?;
        Some(Found { time, start: at, end, shape: self })
    }
}

pub(super) fn find(bytes: &[u8]) -> Option<Found> {
    let indent = bytes.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let mut at = indent;
    for _ in 0..PREFIXES {
        let opened = at + openers(&bytes[at..]);
        if let Some(found) = Shape::Stamp.read(bytes, opened) {
            return Some(found);
        }
        if let Some(found) = structured(bytes, at, opened) {
            return Some(found);
        }
        match prefix::any(bytes, at) {
            0 => break,
            length => at += length,
        }
    }
    // Neither a pod's name nor the host of an access log is indented, as lines of traces are.
    let at_margin = indent == 0;
    let found = match bytes.get(at)? {
        b'0'..=b'9' if at_margin => behind_pod(bytes, at),
        b'A'..=b'Z' => header(bytes, at).or_else(|| started(bytes, at)),
        b'a'..=b'z' if at_margin => header(bytes, at).or_else(|| behind_pod(bytes, at)),
        b'<' => event(bytes, at).or_else(|| header(bytes, at)),
        _ => None,
    };
    if found.is_none() && at_margin { access(bytes, at) } else { found }
}

/// How many brackets and quotes stand before a time.
fn openers(bytes: &[u8]) -> usize {
    let is_opener = |b: &u8| matches!(b, b'[' | b'(' | b'<' | b'"' | b'\'' | b'*');
    bytes.iter().take(3).take_while(|b| is_opener(b)).count()
}

/// A JSON or logfmt line, a line within a JSON text, or seconds behind brackets or none.
fn structured(bytes: &[u8], at: usize, opened: usize) -> Option<Found> {
    match bytes.get(at)? {
        b'{' => fields(bytes, JsonFields::new(bytes, at)),
        b'"' => fields(bytes, JsonFields::inside(bytes, at)),
        b'0'..=b'9' | b'(' | b'[' => Shape::Seconds.read(bytes, opened),
        b if b.is_ascii_alphabetic() || matches!(b, b'_' | b'@') => {
            let key = prefix::first_word(bytes, at);
            let pairs = bytes.get(at + key) == Some(&b'=');
            pairs.then(|| fields(bytes, Pairs::new(bytes, at)))?
        }
        _ => None,
    }
}

/// The time in the first field that says time and holds one.
fn fields<'a>(bytes: &[u8], fields: impl Iterator<Item = Field<'a>>) -> Option<Found> {
    /// `msg=audit(1772446272.123:456):` is how Linux's audit log states its time.
    const AUDIT: &[u8] = b"audit(";
    for field in fields {
        if says_time(field.key) {
            // MongoDB: "t":{"$date":"2026-03-02T10:11:12.345+00:00"}
            const DATE: &[u8] = b"{\"$date\":\"";
            let inner = if field.value.starts_with(DATE) { DATE.len() } else { 0 };
            if let Some(found) = Shape::Value.read(bytes, field.start + inner) {
                return Some(found);
            }
        } else if field.key == b"msg" && !field.quoted && field.value.starts_with(AUDIT) {
            return Shape::Value.read(bytes, field.start + AUDIT.len());
        }
    }
    None
}

/// Whether the key of a field says that its value is the time of the line.
pub(crate) fn says_time(key: &[u8]) -> bool {
    let known: &[&[u8]] = match key.len() {
        1 => &[b"t"],
        2 => &[b"ts", b"@t"],
        4 => &[b"time", b"date"],
        5 => &[b"@time"],
        7 => &[b"asctime"],
        8 => &[b"datetime"],
        9 => &[b"timestamp", b"eventtime", b"date_time"],
        10 => &[b"@timestamp", b"event_time", b"timemillis", b"time_local", b"logged_at"],
        11 => &[b"timecreated"],
        12 => &[b"time_iso8601"],
        13 => &[b"timegenerated"],
        14 => &[b"eventtimestamp"],
        20 => &[b"__realtime_timestamp"],
        _ => return false,
    };
    known.iter().any(|known| known.eq_ignore_ascii_case(key))
}

/// Seconds, milliseconds, microseconds or nanoseconds since 1970. Which of them is told by the
/// number of digits: only times from 2001-09-09 to 2100 are taken.
fn since_1970(bytes: &[u8], at: usize) -> Option<(Time, usize)> {
    let digits = bytes.get(at..)?.iter().take(20).take_while(|b| b.is_ascii_digit()).count();
    let number = |digits: &[u8]| digits.iter().fold(0, |sum, b| sum * 10 + i64::from(b - b'0'));
    let text = &bytes[at..at + digits];
    let (mut millis, mut known, mut end) = match digits {
        10 => (number(text) * 1000, 0, at + digits),
        13 | 16 | 19 => (number(&text[..13]), 3, at + digits),
        _ => return None,
    };
    let (part, part_digits, part_end) = fraction(bytes, end);
    if bytes.get(end) == Some(&b'.') {
        if digits == 10 {
            (millis, known) = (millis + i64::from(part), part_digits);
        }
        end = part_end;
    }
    let ends = !bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'.');
    let in_time = (1_000_000_000_000..4_102_444_800_000).contains(&millis);
    (ends && in_time).then_some((Time { millis, clock: Clock::Zoned(0), digits: known }, end))
}

/// `1772446272.123 ` begins the lines of Squid, Zeek and `redis-cli monitor`.
fn seconds_with_fraction(bytes: &[u8], at: usize) -> Option<(Time, usize)> {
    if bytes.get(at + 10) != Some(&b'.') {
        return None;
    }
    let (time, end) = since_1970(bytes, at)?;
    (time.digits > 0 && matches!(bytes.get(end), None | Some(b' ' | b'\t' | b')' | b']')))
        .then_some((time, end))
}

/// Behind the pod and the container that stern writes, if date and time follow.
fn behind_pod(bytes: &[u8], at: usize) -> Option<Found> {
    match prefix::pod(bytes, at) {
        0 => None,
        length => Shape::Dated.read(bytes, at + length),
    }
}

/// The brackets of the common log format: `192.0.2.1 - - [02/Mar/2026:10:11:12 +0000] "GET`.
fn access(bytes: &[u8], at: usize) -> Option<Found> {
    let text = &bytes[..bytes.len().min(at + ACCESS)];
    let mut next = at;
    while let Some(found) = memchr(b'[', text.get(next..)?) {
        next += found + 1;
        if is_access_time(&bytes[next..]) {
            return Shape::Access.read(bytes, next);
        }
    }
    None
}

/// Whether the time of an access log stands here.
pub(crate) fn is_access_time(text: &[u8]) -> bool {
    matches!(text, [_, b'0'..=b'9', b'/', _, _, _, b'/', b'0'..=b'9', _, _, _, b':', ..])
}

/// `Started GET "/" for 192.0.2.1 at 2026-03-02 10:11:12 +0000` begins a request of Rails.
fn started(bytes: &[u8], at: usize) -> Option<Found> {
    const BEFORE: &[u8] = b" at ";
    if !bytes[at..].starts_with(b"Started ") {
        return None;
    }
    let text = &bytes[at..bytes.len().min(at + 4096)];
    memmem::find_iter(text, BEFORE)
        .find_map(|found| Shape::Stamp.read(bytes, at + found + BEFORE.len()))
}

/// `<TimeCreated SystemTime='2026-03-02T10:11:12.1234567Z'/>` in an event of Windows as XML.
fn event(bytes: &[u8], at: usize) -> Option<Found> {
    const NAME: &[u8] = b"SystemTime=";
    let text = &bytes[..bytes.len().min(at + 2048)];
    let begins = [&b"<Event "[..], b"<TimeCreated "].iter().any(|tag| text[at..].starts_with(tag));
    let name = begins.then(|| memmem::find(&text[at..], NAME))??;
    Shape::Stamp.read(bytes, at + name + NAME.len() + 1)
}

/// `Date: Mon, 02 Mar 2026 10:11:12 GMT`, `TimeCreated : 3/2/2026 10:11:12 AM`; also behind the
/// arrow of `curl -v`.
fn header(bytes: &[u8], at: usize) -> Option<Found> {
    let at = at + if bytes[at..].starts_with(b"< ") { 2 } else { 0 };
    let is_blank = |b: &u8| matches!(b, b' ' | b'\t');
    let key = bytes[at..].iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
    let colon = at + key + bytes[at + key..].iter().take(24).take_while(|b| is_blank(b)).count();
    if bytes.get(colon) != Some(&b':') || !says_time(&bytes[at..at + key]) {
        return None;
    }
    let value = bytes[colon + 1..].iter().take(24).take_while(|b| is_blank(b)).count();
    Shape::Stamp.read(bytes, colon + 1 + value)
}
