//! Time and level of line after line of one log, where most lines begin alike.

use crate::eights::digits_aside;
use crate::level::{Level, level, level_behind_date};
use crate::time::{Clock, Time, TimeReader};

/// The longest time that is remembered, with what stands before it, in bytes.
const LONGEST: usize = 48;

/// How many kinds of lines are remembered, in pairs.
const KINDS: usize = 64;

/// Reads the heads of the lines of one log. For every line it says the same as
/// [`time`](crate::time()) and [`level`], only sooner.
#[derive(Clone, Debug)]
pub struct HeadReader {
    reader: TimeReader,
    /// How the last lines of each kind began: many writers share a log, and a kind is told by
    /// the first bytes of a line, digits aside. Of each pair the one seen last is the first.
    known: Box<[[Option<Pattern>; 2]]>,
}

impl Default for HeadReader {
    fn default() -> Self {
        Self { reader: TimeReader::default(), known: vec![[None, None]; KINDS].into() }
    }
}

/// How a line began. One that differs from it in minutes and seconds alone has a time that
/// does so too.
#[derive(Clone, Debug)]
struct Pattern {
    /// The line up to the end of its time and what tells that it ends there, zeros behind.
    bytes: [u8; LONGEST],
    /// 0 where a line may have another digit, 0xff where it has to be the same.
    same: [u8; LONGEST],
    /// Where the time ends.
    end: usize,
    /// Where the minutes stand: two digits, a colon, and two digits of seconds.
    minutes: usize,
    /// Where the fraction begins, and how many digits count: at most three.
    fraction: Option<(usize, usize)>,
    /// The time with minutes, seconds and fraction at zero.
    base: Time,
}

impl HeadReader {
    /// The time of a line that states one, and its level.
    pub fn read(&mut self, line: &str) -> Option<(Time, Option<Level>)> {
        let bytes = line.as_bytes();
        let kind = kind(bytes);
        if let Some([first, second]) = kind.and_then(|kind| self.known.get_mut(kind)) {
            if let Some((time, end)) = first.as_ref().and_then(|known| known.read(bytes)) {
                return Some((time, Self::level(line, end)));
            }
            if let Some((time, end)) = second.as_ref().and_then(|known| known.read(bytes)) {
                std::mem::swap(first, second);
                return Some((time, Self::level(line, end)));
            }
        }
        let (time, place) = self.reader.time(line)?;
        if let Some(pair) = kind.and_then(|kind| self.known.get_mut(kind)) {
            pair.swap(0, 1);
            pair[0] = Pattern::of(bytes, &place, time);
        }
        Some((time, Self::level(line, place.end)))
    }

    fn level(line: &str, end: usize) -> Option<Level> {
        level_behind_date(line, end).unwrap_or_else(|| level(line))
    }
}

impl Pattern {
    fn of(line: &[u8], place: &std::ops::Range<usize>, time: Time) -> Option<Self> {
        let length = place.end + behind(line.get(place.end..)?)?;
        let head = line.get(..length).filter(|head| head.len() <= LONGEST)?;
        let text = &line[place.clone()];
        // A half of the day changes what the hours mean.
        if text.iter().any(|byte| matches!(byte, b'A' | b'P' | b'a' | b'p'))
            || matches!(time.clock, Clock::TimeOfDay)
        {
            return None;
        }
        let clock = text.windows(8).position(|text| {
            text[2] == b':'
                && text[5] == b':'
                && [0, 1, 3, 4, 6, 7].iter().all(|at| text[*at].is_ascii_digit())
        })?;
        let minutes = place.start + clock + 3;
        let behind = &line[minutes + 5..place.end];
        let fraction = match behind {
            [b'.' | b',', digits @ ..] => {
                let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
                (count > 0).then_some((minutes + 6, count))
            }
            _ => None,
        };
        let mut same = [0xff; LONGEST];
        same[minutes..minutes + 2].fill(0);
        same[minutes + 3..minutes + 5].fill(0);
        if let Some((at, digits)) = fraction {
            same[at..at + digits].fill(0);
        }
        same[length..].fill(0);
        let mut bytes = [0; LONGEST];
        bytes[..length].copy_from_slice(head);
        let fraction = fraction.map(|(at, digits)| (at, digits.min(3)));
        let base = Time { millis: time.millis - past_hour(head, minutes, fraction)?, ..time };
        let end = place.end;
        let pattern = Self { bytes, same, end, minutes, fraction, base };
        // What this way of reading does not get right for its own line is not remembered.
        (pattern.read(line) == Some((time, end))).then_some(pattern)
    }

    /// The time of a line that begins likewise, and where it ends.
    fn read(&self, line: &[u8]) -> Option<(Time, usize)> {
        let head: &[u8; LONGEST] = line.get(..LONGEST)?.try_into().ok()?;
        let differs = (0..LONGEST)
            .fold(0, |differs, at| differs | ((head[at] ^ self.bytes[at]) & self.same[at]));
        if differs != 0 {
            return None;
        }
        let past = past_hour(head, self.minutes, self.fraction)?;
        if let Some((at, digits)) = self.fraction {
            // The digits that do not count have to be digits all the same.
            let mut rest = at + digits;
            while rest < self.end && self.same[rest] == 0 {
                digit(head, rest)?;
                rest += 1;
            }
        }
        Some((Time { millis: self.base.millis + past, ..self.base }, self.end))
    }
}

/// Which kind of line this is; `None` for a short one.
fn kind(line: &[u8]) -> Option<usize> {
    let head = line.get(..LONGEST)?;
    let (low, high) = (digits_aside(head, 0)?, digits_aside(head, 8)?);
    // Knuth's multiplicative hashing, as in the engine's scan.
    let hash = (low ^ high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    Some((hash >> (u64::BITS - KINDS.ilog2())) as usize)
}

/// The milliseconds from the full hour to a time whose minutes stand at `minutes`.
fn past_hour(line: &[u8], minutes: usize, fraction: Option<(usize, usize)>) -> Option<i64> {
    let two = |at: usize| Some(digit(line, at)? * 10 + digit(line, at + 1)?);
    let (minute, second) = (two(minutes)?, two(minutes + 3)?);
    if minute > 59 || second > 59 {
        return None;
    }
    let mut millis = (minute * 60 + second) * 1000;
    if let Some((at, digits)) = fraction {
        let mut weight = 100;
        for at in at..at + digits {
            millis += digit(line, at)? * weight;
            weight /= 10;
        }
    }
    Some(millis)
}

fn digit(line: &[u8], at: usize) -> Option<i64> {
    let digit = line.get(at)?.wrapping_sub(b'0');
    (digit <= 9).then(|| i64::from(digit))
}

/// How many bytes behind a time tell that it ends there: a zone could follow in another line
/// that begins alike. `None` if that cannot be told from a few.
fn behind(rest: &[u8]) -> Option<usize> {
    match rest {
        [b'.' | b',' | b'0'..=b'9', ..] | [] | [_] => None,
        [_, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'-' | b'(' | b' ', ..] => Some(6),
        _ => Some(2),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::time;

    #[test]
    fn says_the_same_line_after_line() {
        let mut reader = HeadReader::default();
        for line in [
            "2026-03-02 10:11:12,345 INFO  [main] all is well and goes on for a while",
            "2026-03-02 10:11:59,001 ERROR [main] all is well and goes on for a while",
            "2026-03-02 10:11:60,001 ERROR [main] all is well and goes on for a while",
            "2026-03-02 10:12:00,001 WARN  [main] all is well and goes on for a while",
            "2026-03-02 10:12:01,0019 WARN  [main] all is well and goes on for a while",
            "2026-03-02 10:59:01,001 WARN  [main] all is well and goes on for a while",
            "2026-03-02 10:60:01,001 WARN  [main] all is well and goes on for a while",
            "2026-03-02 11:00:01,001 WARN  [main] all is well and goes on for a while",
            "2026-03-02 10:12:0x,001 WARN  [main] all is well and goes on for a while",
            "2026-03-02T10:12:03.123456789Z stdout F {\"level\":\"error\",\"msg\":\"no\"}",
            "2026-03-02T10:12:04.12345678xZ stdout F {\"level\":\"error\",\"msg\":\"no\"}",
            "[Mon Mar 02 10:11:12.123456 2026] [core:error] [pid 1] no such file here",
            "[Mon Mar 02 10:11:13.123456 2026] [core:notice] [pid 1] no such file here",
            "3/2/2026 10:11:12 AM something was said in the morning of that day",
            "3/2/2026 10:11:12 PM something was said in the evening of that day",
            "short",
            "",
        ] {
            let expected = time(line).map(|(time, _)| (time, level(line)));
            assert_eq!(reader.read(line), expected, "{line}");
        }
    }

    proptest! {
        #[test]
        fn says_the_same_for_any_lines(lines in proptest::collection::vec(
            (prop::sample::select(vec!["", "web-1  | ", "[", "<34>1 ", "10.0.0.1 - - ["]),
             prop::sample::select(vec!["2026-03-02 10:", "2026-03-02T10:", "02/Mar/2026:10:", "Mar  2 10:", "10:"]),
             0..70_u8,
             0..70_u8,
             prop::sample::select(vec!["", ",123", ".123456", ".1", "Z", "+01:00", " UTC", ",12Z", "]"]),
             prop::sample::select(vec![" ERROR x", " [error] 12#12: and so on and on", " stdout F level=warn msg=x for long", " INFO goes on for quite a while here"])),
            1..12,
        )) {
            let mut reader = HeadReader::default();
            for (before, date, minutes, seconds, behind, rest) in lines {
                let line = format!("{before}{date}{minutes:02}:{seconds:02}{behind}{rest}");
                let expected = time(&line).map(|(time, _)| (time, level(&line)));
                prop_assert_eq!(reader.read(&line), expected, "{}", line);
            }
        }
    }
}
