//! The times of a log, as far as they order it.

use unstuck_logtext::{Document, HeadReader};

/// How many kinds of clocks there are (see [`unstuck_logtext::Time::key`]), from the one that
/// says most to the one that says least.
pub(crate) const KINDS: u8 = 4;

/// Hours and minutes alone begin anew with every day, and dates without a year with every year.
/// So far, in milliseconds, a clock jumps back when it does so; what is less is disorder.
const ANEW: [Option<i64>; KINDS as usize] = [None, None, Some(366 * DAY), Some(DAY)];

const DAY: i64 = 24 * 60 * 60 * 1000;

/// The times of a log, all of one kind of clock.
pub(crate) struct Times {
    /// The kind, as in [`unstuck_logtext::Time::key`].
    pub(crate) kind: u8,
    /// The first lines of stretches with one time, and that time in milliseconds. Times never
    /// fall: what a log writes late stays where it is.
    pub(crate) stretches: Vec<(usize, i64)>,
}

impl Times {
    /// The times of a log, if it states any: those of the clock that it mostly uses.
    pub(crate) fn of(text: &Document) -> Option<Self> {
        let mut reader = HeadReader::default();
        let mut read = Vec::new();
        let mut counts = [0_usize; KINDS as usize];
        for line in 0..text.line_count() {
            if let Some((time, _)) = reader.read(text.line(line)) {
                let (kind, millis) = time.key();
                *counts.get_mut(usize::from(kind))? += 1;
                read.push((line, kind, millis));
            }
        }
        let most = counts.iter().copied().max().filter(|&most| most > 0)?;
        let kind = (0..KINDS).find(|&kind| counts[usize::from(kind)] == most)?;
        let anew = ANEW[usize::from(kind)];
        let mut stretches: Vec<(usize, i64)> = Vec::new();
        let mut days = 0;
        for (line, millis) in read.into_iter().filter(|read| read.1 == kind).map(|(l, _, m)| (l, m))
        {
            let last = stretches.last().map(|stretch| stretch.1);
            if let (Some(last), Some(anew)) = (last, anew)
                && millis + days < last - anew / 2
            {
                days += anew;
            }
            let time = millis + days;
            match last {
                // What stands above the first time belongs to it.
                None => stretches.push((0, time)),
                Some(last) if time > last => stretches.push((line, time)),
                Some(_) => {}
            }
        }
        Some(Self { kind, stretches })
    }
}
