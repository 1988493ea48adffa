//! Date and time at a given place of a line, in any of the shapes that loggers write.
//!
//! The shapes are told apart by their first bytes, so that each text is read as one of them
//! only. All of them are plain bytes: no regular expressions, no allocation.

use super::hours::{
    Hours, digit, half, half_of_day, hours, minutes, number, seconds, twelve_hours,
};
use super::names::{continues_word, month, weekday};
use super::zone::zone;
use super::{Clock, DAY, MINUTE, Time, calendar};

/// A day, as far as it is known.
#[derive(Clone, Copy)]
enum Day {
    /// Days since 1970-01-01.
    Full(i64),
    /// Days since 1 January of a leap year.
    WithoutYear(i64),
    None,
}

/// The time that stands at `at`, and where it ends, zone included.
pub(crate) fn stamp(bytes: &[u8], at: usize) -> Option<(Time, usize)> {
    let found = match bytes.get(at)? {
        b'0'..=b'9' => numeric(bytes, at),
        b'A'..=b'Z' => worded(bytes, at),
        _ => None,
    };
    found.filter(|&(_, end)| !continues_word(bytes, end))
}

/// Dates that begin with a digit.
fn numeric(bytes: &[u8], at: usize) -> Option<(Time, usize)> {
    let text = &bytes[at..];
    if let [_, _, _, _, b'-' | b'/' | b'.', ..] = text {
        return year_first(bytes, at);
    }
    match text {
        // 10:11:12
        [_, _, b':', ..] => with_hours(bytes, Day::None, at),
        // 9:11:12 AM
        [_, b':', ..] => one_digit_hour(bytes, at, Day::None),
        // 20260302T101112Z, 20260302 10:11:12, 20260302-10:11:12
        [_, _, _, _, _, _, _, _, between @ (b'T' | b' ' | b'-'), third, ..]
            if third.is_ascii_digit() && text[..8].iter().all(u8::is_ascii_digit) =>
        {
            let day = full(number(&text[..4])?, number(&text[4..6])?, number(&text[6..8])?)?;
            match text.get(11) {
                Some(b':') => with_hours(bytes, day, at + 9),
                Some(_) if *between == b'T' => compact_hours(bytes, day, at + 9),
                _ => None,
            }
        }
        // 03-02 10:11:12.345 of Android's logcat: month and day
        [_, _, b'-', _, _, b' ', _, _, b':', ..] => {
            let day = without_year(number(&text[..2])?, number(&text[3..5])?)?;
            with_hours(bytes, day, at + 6)
        }
        _ => day_first(bytes, at),
    }
}

/// `2026-03-02T10:11:12`, `2026/03/02 10:11:12`, `2026.03.02 10:11:12`: what most logs write,
/// so all of its bytes are looked at together.
#[inline]
fn year_first(bytes: &[u8], at: usize) -> Option<(Time, usize)> {
    let &[
        y1,
        y2,
        y3,
        y4,
        first,
        m1,
        m2,
        second,
        d1,
        d2,
        between,
        h1,
        h2,
        b':',
        n1,
        n2,
        b':',
        s1,
        s2,
    ] = bytes[at..].first_chunk()?
    else {
        return None;
    };
    if first != second || !matches!(between, b'T' | b't' | b' ' | b'_') {
        return None;
    }
    let digits =
        [y1, y2, y3, y4, m1, m2, d1, d2, h1, h2, n1, n2, s1, s2].map(|b| b.wrapping_sub(b'0'));
    if digits.into_iter().fold(0, u8::max) > 9 {
        return None;
    }
    let two = |index: usize| u32::from(digits[index]) * 10 + u32::from(digits[index + 1]);
    let day = full(two(0) * 100 + two(2), two(4), two(6))?;
    behind_seconds(bytes, day, seconds(bytes, at + 19, two(8), two(10), two(12))?)
}

/// Dates that begin with the day, or in American fashion with the month.
fn day_first(bytes: &[u8], at: usize) -> Option<(Time, usize)> {
    let (first, mut next) = short_number(bytes, at)?;
    let separator = *bytes.get(next)?;
    next += 1;
    match separator {
        // 02/Mar/2026:10:11:12, 02-Mar-2026 10:11:12, 02 Mar 2026 10:11:12
        b'/' | b'-' | b' ' if bytes.get(next)?.is_ascii_alphabetic() => {
            let (month, length) = month(&bytes[next..])?;
            next += length;
            if *bytes.get(next)? != separator {
                return None;
            }
            let day = full(year(bytes, next + 1)?, month, first)?;
            // Only the slash of access logs has a colon before the hours.
            match (bytes.get(next + 5)?, separator) {
                (b' ', _) | (b':', b'/') => with_hours(bytes, day, next + 6),
                _ => None,
            }
        }
        // 02.03.2026 10:11:12: with dots, the day is always first
        b'.' => {
            let (month, next) = short_number(bytes, next)?;
            if *bytes.get(next)? != b'.' {
                return None;
            }
            let day = full(year(bytes, next + 1)?, month, first)?;
            let next = next + 5 + usize::from(bytes.get(next + 5) == Some(&b','));
            (*bytes.get(next)? == b' ').then(|| with_hours(bytes, day, next + 1))?
        }
        b'/' => {
            let (second, next) = short_number(bytes, next)?;
            if *bytes.get(next)? != b'/' {
                return None;
            }
            let year = year(bytes, next + 1)?;
            let next = next + 5 + usize::from(bytes.get(next + 5) == Some(&b','));
            if *bytes.get(next)? != b' ' {
                return None;
            }
            // Either order is in use. A number above 12 or AM and PM settle it.
            let american = second > 12 || half_of_day(bytes, next + 1);
            if !american && first <= 12 && first != second {
                return None;
            }
            let (month, day) = if first > 12 { (second, first) } else { (first, second) };
            let day = full(year, month, day)?;
            match bytes.get(next + 2)? {
                b':' => one_digit_hour(bytes, next + 1, day),
                _ => with_hours(bytes, day, next + 1),
            }
        }
        _ => None,
    }
}

/// Dates that begin with the name of a month or a day of the week, or with klog's letter.
fn worded(bytes: &[u8], at: usize) -> Option<(Time, usize)> {
    let text = &bytes[at..];
    match text {
        // E0302 10:11:12.345678
        [b'I' | b'W' | b'E' | b'F', _, _, _, _, b' ', rest @ ..] if text[1].is_ascii_digit() => {
            let day = without_year(number(&text[1..3])?, number(&text[3..5])?)?;
            // The header of old versions fills up to the width of a thread's number.
            let blanks = rest.iter().take(4).take_while(|&&b| b == b' ').count();
            with_hours(bytes, day, at + 6 + blanks)
        }
        // E20260302 10:11:12.345678
        [b'I' | b'W' | b'E' | b'F', b'1' | b'2', ..] if text.get(9) == Some(&b' ') => {
            let day = full(number(&text[1..5])?, number(&text[5..7])?, number(&text[7..9])?)?;
            with_hours(bytes, day, at + 10)
        }
        _ => {
            if let Some((month, length)) = month(text) {
                return month_first(bytes, at + length, month, false);
            }
            let mut next = at + weekday(text)?;
            next += usize::from(bytes.get(next) == Some(&b','));
            if *bytes.get(next)? != b' ' {
                return None;
            }
            next += 1;
            match month(&bytes[next..]) {
                Some((month, length)) => month_first(bytes, next + length, month, true),
                None => numeric(bytes, next).filter(|(time, _)| time.clock != Clock::TimeOfDay),
            }
        }
    }
}

/// What follows the name of a month: ` 2 10:11:12`, ` 02, 2026 10:11:12 AM`, and of the C
/// library's `ctime` ` 2 10:11:12 2026`.
fn month_first(bytes: &[u8], at: usize, month: u32, weekday: bool) -> Option<(Time, usize)> {
    let blanks = bytes[at..].iter().take(2).take_while(|&&b| b == b' ').count();
    if blanks == 0 {
        return None;
    }
    let (day, mut next) = short_number(bytes, at + blanks)?;
    let comma = bytes.get(next) == Some(&b',');
    next += usize::from(comma);
    if *bytes.get(next)? != b' ' {
        return None;
    }
    next += 1;
    // Two digits and a colon are hours; four digits are a year.
    if let Some(year) = year(bytes, next) {
        next += 4 + usize::from(bytes.get(next + 4) == Some(&b','));
        if *bytes.get(next)? != b' ' {
            return None;
        }
        let date = full(year, month, day)?;
        return match bytes.get(next + 2)? {
            b':' => one_digit_hour(bytes, next + 1, date),
            _ => with_hours(bytes, date, next + 1),
        };
    }
    if comma {
        return None;
    }
    let hours = hours(bytes, next)?;
    let date = without_year(month, day)?;
    if weekday {
        let (offset, after) = zone(bytes, hours.end);
        if bytes.get(after) == Some(&b' ')
            && let Some(year) = year(bytes, after + 1)
            && !continues_word(bytes, after + 5)
        {
            // git writes the offset behind the year.
            let (offset, end) = match offset {
                None => zone(bytes, after + 5),
                known => (known, after + 5),
            };
            return Some((finish(full(year, month, day)?, hours, offset), end));
        }
    }
    // A name behind the time is that of the host, so only a zone that touches it is one.
    let end = match bytes.get(hours.end) {
        Some(b'Z' | b'+' | b'-') => zone(bytes, hours.end).1,
        _ => hours.end,
    };
    Some((finish(date, hours, None), end))
}

fn with_hours(bytes: &[u8], day: Day, at: usize) -> Option<(Time, usize)> {
    behind_seconds(bytes, day, hours(bytes, at)?)
}

/// What may follow the seconds: half of the day, zone.
#[inline]
fn behind_seconds(bytes: &[u8], day: Day, mut hours: Hours) -> Option<(Time, usize)> {
    // Mostly the message follows, or a bracket; that is told by a byte or two.
    let ends = match bytes.get(hours.end..) {
        Some([b' ', next, ..]) => !(next.is_ascii_alphabetic() || matches!(next, b'+' | b'-')),
        Some([b']' | b'|' | b'"' | b' ', ..] | []) => true,
        _ => false,
    };
    if ends {
        return Some((finish(day, hours, None), hours.end));
    }
    if let Some((afternoon, end)) = half(bytes, hours.end) {
        hours.millis = twelve_hours(hours.millis, afternoon)?;
        hours.end = end;
    }
    let (offset, end) = zone(bytes, hours.end);
    Some((finish(day, hours, offset), end))
}

/// `9:11:12 AM`: an hour of one digit is written with halves of the day only.
fn one_digit_hour(bytes: &[u8], at: usize, day: Day) -> Option<(Time, usize)> {
    let hour = digit(*bytes.get(at)?)?;
    let mut hours = minutes(bytes, at + 2, hour)?;
    let (afternoon, end) = half(bytes, hours.end)?;
    hours.millis = twelve_hours(hours.millis, afternoon)?;
    let (offset, end) = zone(bytes, end);
    Some((finish(day, hours, offset), end))
}

/// `101112Z` of the short form of ISO 8601.
fn compact_hours(bytes: &[u8], day: Day, at: usize) -> Option<(Time, usize)> {
    let text = bytes.get(at..at + 6)?;
    let (hour, minute, second) = (number(&text[..2])?, number(&text[2..4])?, number(&text[4..])?);
    let hours = seconds(bytes, at + 6, hour, minute, second)?;
    let (offset, end) = zone(bytes, hours.end);
    Some((finish(day, hours, offset), end))
}

#[inline]
fn finish(day: Day, hours: Hours, offset: Option<i16>) -> Time {
    let (millis, digits) = (hours.millis, hours.digits);
    match (day, offset) {
        (Day::Full(day), Some(offset)) => {
            let millis = day * DAY + millis - i64::from(offset) * MINUTE;
            Time { millis, clock: Clock::Zoned(offset), digits }
        }
        (Day::Full(day), None) => Time { millis: day * DAY + millis, clock: Clock::Local, digits },
        (Day::WithoutYear(day), _) => {
            Time { millis: day * DAY + millis, clock: Clock::WithoutYear, digits }
        }
        (Day::None, _) => Time { millis, clock: Clock::TimeOfDay, digits },
    }
}

#[inline]
fn full(year: u32, month: u32, day: u32) -> Option<Day> {
    calendar::is_valid(year, month, day).then(|| Day::Full(calendar::days(year, month, day)))
}

fn without_year(month: u32, day: u32) -> Option<Day> {
    calendar::is_valid(1972, month, day)
        .then(|| Day::WithoutYear(calendar::days(1972, month, day) - calendar::LEAP_YEAR))
}

/// A number of one or two digits, and where it ends.
fn short_number(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let first = digit(*bytes.get(at)?)?;
    match bytes.get(at + 1).and_then(|&b| digit(b)) {
        Some(second) => Some((first * 10 + second, at + 2)),
        None => Some((first, at + 1)),
    }
}

/// A year of four digits.
fn year(bytes: &[u8], at: usize) -> Option<u32> {
    number(bytes.get(at..at + 4)?)
}
