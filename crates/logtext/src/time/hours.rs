//! The time of day: hours, minutes, seconds and their fraction, with AM and PM.

use super::names::continues_word;
use super::{DAY, MINUTE, SECOND};

/// The time of day, and where it ends.
#[derive(Clone, Copy)]
pub(super) struct Hours {
    pub(super) millis: i64,
    pub(super) digits: u8,
    pub(super) end: usize,
}

/// `10:11:12` with its fraction.
pub(super) fn hours(bytes: &[u8], at: usize) -> Option<Hours> {
    let &[first, second, b':', ..] = &bytes.get(at..)? else { return None };
    minutes(bytes, at + 3, digit(*first)? * 10 + digit(*second)?)
}

pub(super) fn minutes(bytes: &[u8], at: usize, hour: u32) -> Option<Hours> {
    let &[first, second, b':', third, fourth] = bytes.get(at..at + 5)? else { return None };
    let minute = digit(first)? * 10 + digit(second)?;
    seconds(bytes, at + 5, hour, minute, digit(third)? * 10 + digit(fourth)?)
}

#[inline]
pub(super) fn seconds(
    bytes: &[u8],
    at: usize,
    hour: u32,
    minute: u32,
    second: u32,
) -> Option<Hours> {
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let (fraction, digits, end) = fraction(bytes, at);
    // More digits or another part make it something else: an address, a long count.
    if bytes.get(end).is_some_and(u8::is_ascii_digit)
        || (bytes.get(end) == Some(&b':') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit))
    {
        return None;
    }
    // A leap second counts as the last millisecond of its minute: no later line is before it.
    let (second, fraction) = if second == 60 { (59, 999) } else { (second, fraction) };
    let whole = i64::from(hour * 3600 + minute * 60 + second);
    Some(Hours { millis: whole * SECOND + i64::from(fraction), digits, end })
}

/// The fraction of a second at `at`: milliseconds, known digits up to 3, and its end.
#[inline]
pub(super) fn fraction(bytes: &[u8], at: usize) -> (u32, u8, usize) {
    let none = (0, 0, at);
    let Some(mark @ (b'.' | b',' | b':')) = bytes.get(at) else { return none };
    let mut millis = 0;
    let mut end = at + 1;
    while let Some(digit) = bytes.get(end).and_then(|&b| digit(b)) {
        if end - at <= 3 {
            millis = millis * 10 + digit;
        }
        end += 1;
    }
    let count = end - at - 1;
    let fits = match mark {
        b'.' => count > 0,
        // A comma may also part columns, a colon parts of an address.
        b',' => matches!(count, 3 | 6 | 7 | 9),
        _ => count == 3 && bytes.get(end) != Some(&b':'),
    };
    match (fits, count) {
        (false, _) => none,
        (true, 1) => (millis * 100, 1, end),
        (true, 2) => (millis * 10, 2, end),
        (true, _) => (millis, 3, end),
    }
}

/// `AM` or `PM` at `at`, behind a blank or none: whether it is the afternoon, and its end.
#[inline]
pub(super) fn half(bytes: &[u8], at: usize) -> Option<(bool, usize)> {
    // Newer locale data has a narrow no-break space there: U+202F.
    let next = match bytes.get(at..)? {
        [b' ', ..] => at + 1,
        [0xe2, 0x80, 0xaf, ..] => at + 3,
        _ => at,
    };
    let afternoon = match bytes.get(next..next + 2)? {
        [b'A' | b'a', b'M' | b'm'] => false,
        [b'P' | b'p', b'M' | b'm'] => true,
        _ => return None,
    };
    (!continues_word(bytes, next + 2)).then_some((afternoon, next + 2))
}

/// Whether the time of day at `at` is written with AM or PM.
pub(super) fn half_of_day(bytes: &[u8], at: usize) -> bool {
    let hours = match bytes.get(at + 1) {
        Some(b':') => digit(bytes[at]).and_then(|hour| minutes(bytes, at + 2, hour)),
        _ => hours(bytes, at),
    };
    hours.is_some_and(|hours| half(bytes, hours.end).is_some())
}

pub(super) fn twelve_hours(millis: i64, afternoon: bool) -> Option<i64> {
    const HALF: i64 = DAY / 2;
    match millis / (60 * MINUTE) {
        12 => Some(millis - HALF + if afternoon { HALF } else { 0 }),
        1..=11 => Some(millis + if afternoon { HALF } else { 0 }),
        _ => None,
    }
}

#[inline]
pub(super) fn digit(byte: u8) -> Option<u32> {
    let value = byte.wrapping_sub(b'0');
    (value < 10).then_some(u32::from(value))
}

/// The number that the digits make; none if anything else is among them.
pub(super) fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, &b| Some(number * 10 + digit(b)?))
}
