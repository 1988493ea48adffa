//! Times as reports write them, and as people shorten them.
//!
//! Nothing is invented: what a log does not say of its clock is taken from the log's other
//! times, or is not there at all.

use unstuck_logtext::{Clock, Time, days, days_of_leap_year};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// What is written of a time.
struct Parts {
    /// Year, month and day.
    date: Option<(Option<u32>, u32, u32)>,
    /// Milliseconds since midnight.
    hours: Option<i64>,
    /// Minutes from UTC.
    zone: Option<i16>,
}

/// Reads a time as a report writes it.
pub(crate) fn read(text: &str) -> Option<Time> {
    let Parts { date, hours, zone } = parts(text)?;
    let hours = hours?;
    let (clock, millis) = match (date, zone) {
        (Some((Some(year), month, day)), zone) => {
            let local = days(year, month, day) * DAY + hours;
            match zone {
                Some(zone) => (Clock::Zoned(zone), local - i64::from(zone) * MINUTE),
                None => (Clock::Local, local),
            }
        }
        (Some((None, month, day)), _) => {
            (Clock::WithoutYear, days_of_leap_year(month, day) * DAY + hours)
        }
        (None, _) => (Clock::TimeOfDay, hours),
    };
    Some(Time { millis, clock, digits: 0 })
}

/// Reads what a person writes, by the clock of a time that they see: its date, year and zone
/// need not be repeated.
pub(crate) fn read_like(text: &str, like: Time) -> Option<i64> {
    let parts = parts(text)?;
    let hours = parts.hours.unwrap_or_default();
    let offset = match (like.clock, parts.zone) {
        (Clock::Zoned(_), Some(zone)) | (Clock::Zoned(zone), None) => i64::from(zone) * MINUTE,
        (_, Some(_)) => return None,
        (_, None) => 0,
    };
    let known = parse_date(&label(like));
    let date = parts.date.or(known);
    match (like.clock, date) {
        (Clock::TimeOfDay, _) => parts.date.is_none().then_some(hours),
        (Clock::WithoutYear, Some((_, month, day))) => {
            Some(days_of_leap_year(month, day) * DAY + hours)
        }
        (_, Some((year, month, day))) => {
            let year = year.or_else(|| known?.0)?;
            Some(days(year, month, day) * DAY + hours - offset)
        }
        (_, None) => None,
    }
}

/// A time as people read it, by its own clock: a blank before the hours, and no zone, which is
/// said once for all.
pub(crate) fn label(time: Time) -> String {
    let time = Time { digits: 0, ..time };
    let local = match time.clock {
        Clock::Zoned(minutes) => {
            let millis = time.millis.saturating_add(i64::from(minutes) * MINUTE);
            Time { millis, clock: Clock::Local, digits: 0 }
        }
        _ => time,
    };
    local.to_string().replace('T', " ")
}

/// Milliseconds on a clock that counts days from the midnight that people see.
pub(crate) fn since_midnight(time: Time) -> i64 {
    match time.clock {
        Clock::Zoned(minutes) => time.millis.saturating_add(i64::from(minutes) * MINUTE),
        _ => time.millis,
    }
}

fn parts(text: &str) -> Option<Parts> {
    let text = text.trim();
    let (date, clock) = match text.split_once(['T', 't', ' ']) {
        Some((date, clock)) => (Some(date), clock.trim_start()),
        None if text.contains(':') => (None, text),
        None => (Some(text), ""),
    };
    let date = match date {
        Some(date) => Some(parse_date(date)?),
        None => None,
    };
    if clock.is_empty() {
        return date.map(|date| Parts { date: Some(date), hours: None, zone: None });
    }
    let (clock, zone) = match clock.find(['Z', 'z', '+', '-']) {
        Some(at) => (&clock[..at], Some(parse_zone(&clock[at..])?)),
        None => (clock, None),
    };
    Some(Parts { date, hours: Some(parse_hours(clock)?), zone })
}

fn parse_date(text: &str) -> Option<(Option<u32>, u32, u32)> {
    let text = text.split(' ').next()?;
    let mut numbers = text.split('-').rev().map(number);
    let day = numbers.next()??;
    let month = numbers.next()??;
    let year = numbers.next();
    let year = match year {
        Some(year) => Some(year.filter(|year| (1900..10_000).contains(year))?),
        None => None,
    };
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && numbers.next().is_none();
    fits.then_some((year, month, day))
}

fn parse_hours(text: &str) -> Option<i64> {
    let mut fields = text.trim_end().split(':');
    let (hour, minute) = (number(fields.next()?)?, number(fields.next()?)?);
    let seconds = fields.next().unwrap_or("0");
    let (second, fraction) = seconds.split_once(['.', ',']).unwrap_or((seconds, ""));
    let second = number(second)?;
    let mut millis = 0;
    for place in 0..3 {
        let digit = fraction
            .as_bytes()
            .get(place)
            .map_or(Some(0), |byte| byte.is_ascii_digit().then(|| i64::from(byte - b'0')))?;
        millis = millis * 10 + digit;
    }
    let fits = hour <= 24 && minute < 60 && second <= 60 && fields.next().is_none();
    fits.then_some(i64::from((hour * 60 + minute) * 60 + second) * 1_000 + millis)
}

/// `Z`, `+01:00`, `-0330`.
fn parse_zone(text: &str) -> Option<i16> {
    let sign = match text.as_bytes() {
        [b'Z' | b'z'] => return Some(0),
        [b'+', ..] => 1,
        [b'-', ..] => -1,
        _ => return None,
    };
    let digits: String = text[1..].chars().filter(|&character| character != ':').collect();
    let (hours, minutes) = (number(digits.get(..2)?)?, number(digits.get(2..)?).unwrap_or(0));
    i16::try_from(hours * 60 + minutes).ok().map(|minutes| sign * minutes)
}

/// A number of a few digits and nothing else.
fn number(text: &str) -> Option<u32> {
    let fits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reports_write_is_read() {
        let clocks = [
            Clock::Zoned(0),
            Clock::Zoned(60),
            Clock::Zoned(-570),
            Clock::Local,
            Clock::WithoutYear,
        ];
        for clock in clocks {
            for step in 0..2_000 {
                let millis = step * 15_678_901;
                let time = Time { millis, clock, digits: 3 };
                let back = read(&time.to_string()).unwrap();
                assert_eq!((back.clock, back.millis), (clock, millis), "{time}");
            }
        }
        let time = Time { millis: 36_672_345, clock: Clock::TimeOfDay, digits: 3 };
        assert_eq!(read(&time.to_string()).map(|time| time.millis), Some(36_672_345));
        assert_eq!(read("2026-03-02T10:11:12Z").unwrap().millis, 1_772_446_272_000);
    }

    #[test]
    fn what_is_no_time_is_refused() {
        let odd = [
            "",
            " ",
            "T",
            ":",
            "10",
            "2026-03",
            "2026-13-01T10:00:00",
            "2026-03-02",
            "10:61:00",
            "10:1x:00",
            "2026-03-02T10:11:12+",
            "2026-03-02T10:11:12.ü",
            "99999-01-01T00:00:00",
            "1:2:3:4",
            "2026-03-02T10:11:12+ü1",
            "--T::",
            "-1:00",
        ];
        for text in odd {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_person_need_not_repeat_what_they_see() {
        let like = read("2026-03-02T10:11:12+01:00").unwrap();
        let at = |text: &str| read(text).map(|time| time.millis);
        for text in ["10:30", "10:30:00", "2026-03-02 10:30", "03-02 10:30", "2026-03-02T09:30Z"] {
            assert_eq!(read_like(text, like), at("2026-03-02T10:30:00+01:00"), "{text}");
        }
        assert_eq!(read_like("2026-03-02", like), at("2026-03-02T00:00:00+01:00"));
        assert_eq!(read_like("tomorrow", like), None);
        let local = read("2026-03-02T10:11:12").unwrap();
        assert_eq!(read_like("10:30Z", local), None, "a zone that the log does not state");
        let syslog = read("03-02T10:11:12").unwrap();
        assert_eq!(read_like("10:30", syslog), at("03-02T10:30:00"));
        let bare = read("10:11:12").unwrap();
        assert_eq!(read_like("10:30", bare), Some(37_800_000));
        assert_eq!(read_like("2026-03-02 10:30", bare), None);
    }

    #[test]
    fn labels() {
        let label = |text| label(read(text).unwrap());
        assert_eq!(label("2026-03-02T10:11:12+01:00"), "2026-03-02 10:11:12");
        assert_eq!(label("03-02T10:11:12"), "03-02 10:11:12");
        assert_eq!(label("10:11:12"), "10:11:12");
    }
}
