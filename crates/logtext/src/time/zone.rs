//! The time zone behind a time of day.

use super::hours::number;
use super::names::{continues_word, zone as zone_name};

/// The zone at `at`: its offset in minutes, if it says one for sure, and where it ends.
#[inline]
pub(super) fn zone(bytes: &[u8], at: usize) -> (Option<i16>, usize) {
    let none = (None, at);
    let next = at + usize::from(bytes.get(at) == Some(&b' '));
    match bytes.get(next) {
        Some(b'Z' | b'z') if !continues_word(bytes, next + 1) => (Some(0), next + 1),
        Some(b'+' | b'-') => match offset(bytes, next) {
            Some((offset, end)) => (Some(offset), behind_region(bytes, end)),
            None => none,
        },
        Some(b'U' | b'G' | b'E') => {
            let text = &bytes[next..];
            let Some(name) = [&b"UTC"[..], b"GMT", b"Etc/UTC", b"Etc/GMT"]
                .into_iter()
                .find(|name| text.starts_with(name) && !continues_word(text, name.len()))
            else {
                return named_zone(bytes, at, next);
            };
            let end = next + name.len();
            match bytes.get(end) {
                // UTC+01:00; but Etc/GMT+1 is west of Greenwich, and left alone.
                Some(b'+' | b'-') if name.len() == 3 => {
                    offset(bytes, end).map_or((Some(0), end), |(offset, end)| (Some(offset), end))
                }
                Some(b'+' | b'-') => named_zone(bytes, at, next),
                _ => (Some(0), end),
            }
        }
        Some(b'A'..=b'Z') => named_zone(bytes, at, next),
        _ => none,
    }
}

fn named_zone(bytes: &[u8], at: usize, next: usize) -> (Option<i16>, usize) {
    zone_name(&bytes[next..]).map_or((None, at), |length| (None, next + length))
}

/// `+01:00`, `+0100`, `+01`: minutes east of UTC, and where it ends.
fn offset(bytes: &[u8], at: usize) -> Option<(i16, usize)> {
    let sign = if bytes[at] == b'-' { -1 } else { 1 };
    let hour = number(bytes.get(at + 1..at + 3)?)?;
    let (minute, end) = match bytes.get(at + 3) {
        Some(b':') => match bytes.get(at + 4..at + 6).and_then(number) {
            Some(minute) => (minute, at + 6),
            None => (0, at + 3),
        },
        Some(b) if b.is_ascii_digit() => (number(bytes.get(at + 3..at + 5)?)?, at + 5),
        _ => (0, at + 3),
    };
    // Zones reach from -12 to +14 hours.
    let fits = hour <= 14 && minute < 60 && !continues_word(bytes, end);
    fits.then_some((sign * (hour * 60 + minute) as i16, end))
}

/// The end of `[Europe/Berlin]`, which Java puts behind the offset.
fn behind_region(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'[', rest @ ..]) => match zone_name(rest) {
            Some(length) if rest.get(length) == Some(&b']') => at + length + 2,
            _ => at,
        },
        _ => at,
    }
}
