//! The time that a log line states about itself, as a value.
//!
//! Nothing is invented: a line without a zone has a time without a zone, a syslog line has
//! none of the year. [`Time`] says which of these it is, and orders only what can be compared.
//!
//! ```
//! use unstuck_logtext::{Clock, time};
//!
//! let line = "2026-03-02 10:11:12,345 ERROR connection refused";
//! let (time, place) = time(line).unwrap();
//! assert_eq!(time.to_string(), "2026-03-02T10:11:12.345");
//! assert_eq!(time.clock, Clock::Local);
//! assert_eq!(&line[place], "2026-03-02 10:11:12,345");
//! ```

pub(crate) mod calendar;
mod hours;
mod names;
mod place;
mod reader;
mod stamp;
mod zone;

use std::fmt;
use std::ops::Range;

pub(crate) use place::{is_access_time, says_time};
pub use reader::TimeReader;
pub(crate) use stamp::stamp;

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const DAY: i64 = 24 * 60 * MINUTE;

/// What a log says about the clock that its times were read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Clock {
    /// The zone is written: the time is an instant. The offset from UTC is in minutes, as
    /// written; a count of seconds since 1970 is UTC.
    Zoned(i16),
    /// Date and time, but no zone, or only a name that says no offset for sure (`CET`).
    Local,
    /// Month, day and time, but no year: syslog of RFC 3164, klog, logcat.
    WithoutYear,
    /// The time of day alone.
    TimeOfDay,
}

/// A time as a log line states it, to the millisecond; what is finer is cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    /// Milliseconds since 1970-01-01 00:00 UTC for [`Clock::Zoned`]; since 1970-01-01 00:00 of
    /// the log's own clock for [`Clock::Local`]; since 1 January of a year of 366 days for
    /// [`Clock::WithoutYear`]; since midnight for [`Clock::TimeOfDay`].
    pub millis: i64,
    /// How `millis` counts.
    pub clock: Clock,
    /// How many digits of the fraction of a second are known: 0 to 3.
    pub digits: u8,
}

impl Time {
    /// A key to sort and compare by. Only times with the same first part can be compared: it
    /// tells the kinds of clock apart. The second part is the instant, whatever the zone, or
    /// the milliseconds on the log's own clock.
    pub fn key(self) -> (u8, i64) {
        let kind = match self.clock {
            Clock::Zoned(_) => 0,
            Clock::Local => 1,
            Clock::WithoutYear => 2,
            Clock::TimeOfDay => 3,
        };
        (kind, self.millis)
    }

    /// The milliseconds from `earlier` to this time, if both were read from the same kind of
    /// clock.
    pub fn millis_since(self, earlier: Self) -> Option<i64> {
        let ((kind, here), (other, there)) = (self.key(), earlier.key());
        (kind == other).then(|| here.saturating_sub(there))
    }
}

/// ISO 8601, as far as it is known: `2026-03-02T10:11:12.345+01:00`, `2026-03-02T10:11:12`,
/// `03-02T10:11:12`, `10:11:12`.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let offset = if let Clock::Zoned(minutes) = self.clock { i64::from(minutes) } else { 0 };
        let millis = self.millis.saturating_add(offset * MINUTE);
        let (days, rest) = (millis.div_euclid(DAY), millis.rem_euclid(DAY));
        match self.clock {
            Clock::Zoned(_) | Clock::Local => {
                let (year, month, day) = calendar::date(days);
                write!(f, "{year:04}-{month:02}-{day:02}T")?;
            }
            Clock::WithoutYear => {
                let (_, month, day) = calendar::date(calendar::LEAP_YEAR.saturating_add(days));
                write!(f, "{month:02}-{day:02}T")?;
            }
            Clock::TimeOfDay => {}
        }
        let (seconds, fraction) = (rest / SECOND, rest % SECOND);
        write!(f, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)?;
        match self.digits {
            0 => {}
            1 => write!(f, ".{}", fraction / 100)?,
            2 => write!(f, ".{:02}", fraction / 10)?,
            _ => write!(f, ".{fraction:03}")?,
        }
        match self.clock {
            Clock::Zoned(0) => f.write_str("Z"),
            Clock::Zoned(_) => {
                let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.abs());
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
            _ => Ok(()),
        }
    }
}

/// The time that a line states about itself, and where in the line it stands, zone included.
///
/// It is looked for where formats of logs put it: first in the line or behind the prefixes of
/// the tools that collect logs, in the brackets of an access log, in the field of a JSON or
/// logfmt line that says time. A time within the message is none of the line.
pub fn time(line: &str) -> Option<(Time, Range<usize>)> {
    place::find(line.as_bytes()).map(|found| (found.time, found.start..found.end))
}
