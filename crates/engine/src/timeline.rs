//! How many records of each level a log has, over time.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use unstuck_logtext::{Clock, Document, HeadReader, Level, Time};
use unstuck_report::{BUCKET_LENGTHS, Bucket};

/// How many stretches of time are told apart at most.
const BUCKETS: usize = 120;

/// Names of the levels in a report, after which a record may state none.
const LEVELS: [&str; 6] = ["debug", "info", "warning", "error", "fatal", "none"];

/// Records by level and time, of each kind of clock by itself: times with and without a zone
/// cannot be compared.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Timeline {
    clocks: BTreeMap<u8, Counts>,
}

/// The records whose times were read from one kind of clock.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Counts {
    /// Offset of the first time from UTC in minutes, where it has one.
    offset: i16,
    /// Which of the [`BUCKET_LENGTHS`] the stretches are long.
    step: usize,
    /// By number of the stretch.
    stretches: BTreeMap<i64, [u64; LEVELS.len()]>,
}

impl Timeline {
    /// Counts the lines that begin in `own` and state a time.
    pub(crate) fn of(document: &Document, own: &Range<usize>) -> Self {
        let mut timeline = Self::default();
        let mut reader = HeadReader::default();
        // Most lines fall into the stretch of the line before.
        let mut last: Option<(u8, i64, [u64; LEVELS.len()], Time)> = None;
        for index in document.lines_before(own.start)..document.lines_before(own.end) {
            let line = document.line(index);
            let Some((time, level)) = reader.read(line) else { continue };
            let (clock, millis) = time.key();
            let second = millis.div_euclid(BUCKET_LENGTHS[0]);
            let level = level.map_or(LEVELS.len() - 1, index_of);
            match &mut last {
                Some((same, at, counts, _)) if *same == clock && *at == second => {
                    counts[level] += 1;
                }
                _ => {
                    let mut counts = [0; LEVELS.len()];
                    counts[level] = 1;
                    if let Some((_, _, counts, time)) = last.replace((clock, second, counts, time))
                    {
                        timeline.add(time, counts);
                    }
                }
            }
        }
        if let Some((_, _, counts, time)) = last {
            timeline.add(time, counts);
        }
        timeline
    }

    fn add(&mut self, time: Time, counts: [u64; LEVELS.len()]) {
        let (clock, millis) = time.key();
        let offset = if let Clock::Zoned(minutes) = time.clock { minutes } else { 0 };
        let known =
            self.clocks.entry(clock).or_insert_with(|| Counts { offset, ..Counts::default() });
        known.count(millis.div_euclid(BUCKET_LENGTHS[known.step]), &counts);
        known.fit();
    }

    /// Adds the records of what comes later.
    pub(crate) fn append(&mut self, later: Self) {
        for (clock, mut counts) in later.clocks {
            let Some(known) = self.clocks.get_mut(&clock) else {
                self.clocks.insert(clock, counts);
                continue;
            };
            while known.step < counts.step {
                known.coarsen();
            }
            while counts.step < known.step {
                counts.coarsen();
            }
            for (stretch, counts) in &counts.stretches {
                known.count(*stretch, counts);
            }
            known.fit();
        }
    }

    /// The stretches of the clock that most records go by.
    pub(crate) fn buckets(self) -> Vec<Bucket> {
        let records = |counts: &Counts| counts.stretches.values().flatten().copied().sum::<u64>();
        let most = self
            .clocks
            .into_iter()
            .max_by_key(|(clock, counts)| (records(counts), std::cmp::Reverse(*clock)));
        let Some((clock, counts)) = most else { return Vec::new() };
        let clock = match clock {
            0 => Clock::Zoned(counts.offset),
            1 => Clock::Local,
            2 => Clock::WithoutYear,
            _ => Clock::TimeOfDay,
        };
        let step = BUCKET_LENGTHS[counts.step];
        let at = |stretch: i64| {
            Time { millis: stretch.saturating_mul(step), clock, digits: 0 }.to_string()
        };
        counts
            .stretches
            .into_iter()
            .map(|(stretch, levels)| Bucket {
                from: at(stretch),
                to: at(stretch.saturating_add(1)),
                levels: LEVELS
                    .iter()
                    .zip(levels)
                    .filter(|(_, count)| *count > 0)
                    .map(|(name, count)| ((*name).to_owned(), count))
                    .collect(),
            })
            .collect()
    }
}

impl Counts {
    fn count(&mut self, stretch: i64, counts: &[u64; LEVELS.len()]) {
        let known = self.stretches.entry(stretch).or_default();
        for (known, more) in known.iter_mut().zip(counts) {
            *known += more;
        }
    }

    /// Makes the stretches longer until there are not too many.
    fn fit(&mut self) {
        while self.stretches.len() > BUCKETS && self.step + 1 < BUCKET_LENGTHS.len() {
            self.coarsen();
        }
    }

    fn coarsen(&mut self) {
        let factor = BUCKET_LENGTHS[self.step + 1] / BUCKET_LENGTHS[self.step];
        self.step += 1;
        for (stretch, counts) in std::mem::take(&mut self.stretches) {
            self.count(stretch.div_euclid(factor), &counts);
        }
    }
}

fn index_of(level: Level) -> usize {
    match level {
        Level::Debug => 0,
        Level::Info => 1,
        Level::Warning => 2,
        Level::Error => 3,
        Level::Fatal => 4,
    }
}
