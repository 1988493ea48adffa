//! Records by level over time, made ready for drawing.

use unstuck_logtext::{Clock, Time};
use unstuck_report::{BUCKET_LENGTHS, Bucket, Evidence};

use crate::moment;

/// How many columns are drawn at most: as many stretches as a report tells apart. A column has
/// one of [`BUCKET_LENGTHS`], which may be longer than that of the report's stretches: it leaves
/// out empty ones, so a few records far apart would need more columns than it has stretches.
const COLUMNS: i64 = 120;

/// A log with fewer records than this is read faster than a picture of it.
const RECORDS: u64 = 10;

/// How many labels stand between the two ends at most.
const TICKS: i64 = 4;

const DAY: i64 = 86_400_000;

/// The levels in the order of the table, by their names in reports.
pub(crate) const LEVELS: [&str; 6] = ["fatal", "error", "warning", "info", "debug", "none"];

/// How many of them are drawn by themselves; the rest is drawn together.
pub(crate) const DRAWN: usize = 3;

/// A stretch of time on the clock of a timeline, in milliseconds; the end is not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Its first instant.
    pub(crate) from: i64,
    /// One past its last.
    pub(crate) to: i64,
}

/// The records of a stretch, by [`LEVELS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The stretch.
    pub(crate) stretch: Stretch,
    /// How many records of each level.
    pub(crate) levels: [u64; LEVELS.len()],
}

/// Records over time, in columns of the same length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Timeline {
    clock: Clock,
    /// Where the first column begins.
    start: i64,
    /// How long a column is.
    pub(crate) step: i64,
    /// The records of each column.
    pub(crate) columns: Vec<[u64; DRAWN + 1]>,
    /// The same as the report has them: stretches with records alone.
    pub(crate) rows: Vec<Row>,
}

/// What a timeline says of something with places in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// It occurs in the stretch, or may: not all of its places are known.
    In,
    /// It occurs only at other times.
    Out,
    /// Its places state no time.
    Timeless,
}

impl Timeline {
    /// The timeline of a report. None if it has hardly any records or all fall together.
    pub(crate) fn of(buckets: &[Bucket]) -> Option<Self> {
        let (first, last) = (buckets.first()?, buckets.last()?);
        let Time { clock, millis: begin, .. } = moment::read(&first.from)?;
        let kind = |time: Time| (time.key().0 == kind_of(clock)).then_some(time.millis);
        let rows: Vec<Row> = buckets
            .iter()
            .map(|bucket| {
                let from = kind(moment::read(&bucket.from)?)?;
                let end = kind(moment::read(&bucket.to)?)?;
                // Midnight ends the last stretch of a clock without days.
                let to = if end <= from { from + length(first)? } else { end };
                let levels = LEVELS.map(|level| bucket.levels.get(level).copied().unwrap_or(0));
                Some(Row { stretch: Stretch { from, to }, levels })
            })
            .collect::<Option<_>>()?;
        let records: u64 = rows.iter().flat_map(|row| row.levels).sum();
        if first == last || records < RECORDS {
            return None;
        }
        let (known, last) = (length(first)?, rows.last()?.stretch.from);
        let count = |step: i64| last.div_euclid(step) - begin.div_euclid(step) + 1;
        let fits = |step: &i64| *step >= known && step % known == 0 && count(*step) <= COLUMNS;
        let longest = BUCKET_LENGTHS[BUCKET_LENGTHS.len() - 1];
        let step = BUCKET_LENGTHS.into_iter().find(fits).unwrap_or_else(|| {
            // Centuries between two records: a damaged clock, and still no reason to hang.
            longest.saturating_mul((last - begin) / longest / (COLUMNS - 1) + 1)
        });
        let start = begin.div_euclid(step) * step;
        let mut columns = vec![[0; DRAWN + 1]; usize::try_from(count(step)).ok()?];
        for row in &rows {
            let place = usize::try_from((row.stretch.from - start) / step).ok()?;
            for (level, count) in row.levels.iter().enumerate() {
                columns.get_mut(place)?[level.min(DRAWN)] += count;
            }
        }
        Some(Self { clock, start, step, columns, rows })
    }

    /// All of it.
    pub(crate) fn whole(&self) -> Stretch {
        Stretch { from: self.start, to: self.start + self.step * self.count() }
    }

    /// The columns from one to another, in whichever order.
    pub(crate) fn stretch(&self, one: usize, other: usize) -> Stretch {
        let at = |column: usize| self.start + self.step * signed(column).min(self.count());
        Stretch { from: at(one.min(other)), to: at(one.max(other) + 1) }
    }

    /// The column at a place, in ten-thousandths of the whole.
    pub(crate) fn column(&self, place: i64) -> usize {
        let column = place.clamp(0, 10_000) * self.count() / 10_000;
        usize::try_from(column).unwrap_or(0).min(self.columns.len() - 1)
    }

    /// Where a column begins and how wide it is, in ten-thousandths of the whole.
    pub(crate) fn extent(&self, column: usize) -> (i64, i64) {
        let edge = |column: i64| column * 10_000 / self.count();
        let column = signed(column);
        (edge(column), edge(column + 1) - edge(column))
    }

    fn count(&self) -> i64 {
        signed(self.columns.len())
    }

    /// Where an instant stands, in ten-thousandths of the whole.
    pub(crate) fn place(&self, millis: i64) -> i64 {
        let Stretch { from, to } = self.whole();
        // Centuries of milliseconds times this still fit.
        (millis.clamp(from, to) - from).saturating_mul(10_000) / (to - from)
    }

    /// An instant of a report on this clock, if it was read from one of its kind.
    pub(crate) fn instant(&self, time: Option<&str>) -> Option<i64> {
        let time = moment::read(time?)?;
        (time.key().0 == kind_of(self.clock)).then_some(time.millis)
    }

    /// What a person wrote, on this clock.
    pub(crate) fn written(&self, text: &str) -> Option<i64> {
        moment::read_like(text, self.time(self.start))
    }

    /// An instant in words.
    pub(crate) fn label(&self, millis: i64) -> String {
        moment::label(self.time(millis))
    }

    /// The end of a stretch in words, without the date if its beginning has the same.
    pub(crate) fn end_label(&self, stretch: Stretch) -> String {
        let (from, to) = (self.label(stretch.from), self.label(stretch.to));
        match (from.split_once(' '), to.split_once(' ')) {
            (Some((day, _)), Some((same, hours))) if day == same => hours.to_owned(),
            _ => to,
        }
    }

    /// The offset from UTC in minutes, where the log says one.
    pub(crate) fn zone(&self) -> Option<i16> {
        match self.clock {
            Clock::Zoned(minutes) => Some(minutes),
            _ => None,
        }
    }

    /// Round times between the two ends and their labels, not too near to the ends.
    pub(crate) fn ticks(&self) -> Vec<(i64, String)> {
        let Stretch { from, to } = self.whole();
        let Some(step) = BUCKET_LENGTHS.into_iter().find(|step| (to - from) / step <= TICKS) else {
            return Vec::new();
        };
        let shift = moment::since_midnight(self.time(from)) - from;
        let first = (from + shift).div_euclid(step) + 1;
        (first..=first + TICKS)
            .map(|number| number * step - shift)
            .map(|at| (self.place(at), at))
            .filter(|(place, _)| (2_500..=7_500).contains(place))
            .map(|(place, at)| {
                let label = self.label(at);
                let (day, hours) = label.split_once(' ').unwrap_or(("", &label));
                let text = match step {
                    DAY.. => day,
                    60_000.. => hours.get(..5).unwrap_or(hours),
                    _ => hours,
                };
                (place, text.to_owned())
            })
            .collect()
    }

    /// Whether something occurs in a stretch. Only the first of many places are known, and the
    /// last one: what lies between the two may be there.
    pub(crate) fn presence(&self, stretch: Stretch, places: &[Evidence], count: u64) -> Presence {
        let times: Vec<i64> =
            places.iter().filter_map(|place| self.instant(place.time.as_deref())).collect();
        let (Some(first), Some(last)) = (times.iter().min(), times.iter().max()) else {
            return Presence::Timeless;
        };
        let known = times.iter().any(|time| (stretch.from..stretch.to).contains(time));
        let between = count > places.len() as u64 && *first < stretch.to && *last >= stretch.from;
        if known || between { Presence::In } else { Presence::Out }
    }

    fn time(&self, millis: i64) -> Time {
        Time { millis, clock: self.clock, digits: 0 }
    }
}

/// A number of columns, of which there are few.
fn signed(columns: usize) -> i64 {
    i64::try_from(columns).unwrap_or(i64::MAX)
}

fn kind_of(clock: Clock) -> u8 {
    Time { millis: 0, clock, digits: 0 }.key().0
}

/// How long a stretch of a report is. By a clock without days the last one ends at midnight.
fn length(bucket: &Bucket) -> Option<i64> {
    let (from, to) = (moment::read(&bucket.from)?.millis, moment::read(&bucket.to)?.millis);
    let length = (to - from).rem_euclid(DAY.max(to - from + 1));
    (length > 0).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::evidence;

    fn bucket(from: &str, to: &str, levels: &[(&str, u64)]) -> Bucket {
        let levels = levels.iter().map(|&(level, count)| (level.to_owned(), count)).collect();
        Bucket { from: from.to_owned(), to: to.to_owned(), levels }
    }

    fn minutes(numbers: &[u32]) -> Vec<Bucket> {
        numbers
            .iter()
            .map(|minute| {
                let at =
                    |minute| format!("2026-03-14T{:02}:{:02}:00+01:00", minute / 60, minute % 60);
                bucket(&at(*minute), &at(minute + 1), &[("info", 8), ("error", 2)])
            })
            .collect()
    }

    #[test]
    fn columns_hold_what_the_report_counts() {
        let timeline = Timeline::of(&minutes(&[600, 601, 605])).unwrap();
        assert_eq!(timeline.columns.len(), 6);
        assert_eq!(timeline.columns[1], [0, 2, 0, 8]);
        assert_eq!(timeline.columns[2], [0; 4]);
        assert_eq!(timeline.label(timeline.whole().from), "2026-03-14 10:00:00");
        assert_eq!(timeline.end_label(timeline.whole()), "10:06:00");
        assert_eq!(timeline.zone(), Some(60));
        let sparse = Timeline::of(&minutes(&[0, 1, 1_400])).unwrap();
        assert!(sparse.count() <= COLUMNS);
        let all: u64 = sparse.columns.iter().flatten().sum();
        assert_eq!(all, 30);
    }

    #[test]
    fn nothing_is_drawn_where_there_is_nothing_to_tell_apart() {
        assert_eq!(Timeline::of(&[]), None);
        assert_eq!(Timeline::of(&minutes(&[5])), None);
        let few = |minute: &str| {
            bucket(&format!("10:{minute}:00"), &format!("10:{minute}:01"), &[("info", 1)])
        };
        assert_eq!(Timeline::of(&[few("01"), few("02")]), None);
        assert_eq!(Timeline::of(&[few("damaged"), few("02")]), None);
    }

    #[test]
    fn every_clock_has_its_timeline() {
        let of = |from: [&str; 2], to: [&str; 2]| {
            let levels = [("error", 9)];
            Timeline::of(&[bucket(from[0], to[0], &levels), bucket(from[1], to[1], &levels)])
                .unwrap()
        };
        let bare = of(["10:00:00", "23:59:59"], ["10:00:01", "00:00:00"]);
        assert_eq!(bare.columns.iter().flatten().sum::<u64>(), 18);
        let syslog = of(["03-02T10:00:00", "03-02T10:00:05"], ["03-02T10:00:01", "03-02T10:00:06"]);
        assert_eq!((syslog.columns.len(), syslog.zone()), (6, None));
        let centuries = of(
            ["1970-01-01T00:00:00", "2199-01-01T00:00:00"],
            ["1970-01-01T00:00:01", "2199-01-01T00:00:01"],
        );
        assert!(centuries.count() <= COLUMNS);
    }

    #[test]
    fn places_and_columns_agree() {
        let timeline = Timeline::of(&minutes(&[600, 601, 605])).unwrap();
        for column in 0..6 {
            let stretch = timeline.stretch(column, column);
            let middle = timeline.place(stretch.from + 30_000);
            assert_eq!(timeline.column(middle), column);
        }
        assert_eq!(timeline.stretch(4, 1), timeline.stretch(1, 4));
        assert_eq!((timeline.column(-5), timeline.column(99_999)), (0, 5));
        assert_eq!(timeline.stretch(0, 99).to, timeline.whole().to);
    }

    #[test]
    fn ticks_are_round_and_clear_of_the_ends() {
        let all: Vec<u32> = (600..690).collect();
        let timeline = Timeline::of(&minutes(&all)).unwrap();
        let labels: Vec<String> = timeline.ticks().into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels, ["11:00"]);
    }

    #[test]
    fn what_occurs_in_a_stretch_is_told_from_its_places() {
        let timeline = Timeline::of(&minutes(&[600, 601, 605])).unwrap();
        let at = |time: Option<&str>| Evidence {
            time: time.map(str::to_owned),
            ..evidence(1, "a", 0, 1)
        };
        // The same instants by another clock.
        let places = [at(Some("2026-03-14T09:00:30Z")), at(Some("2026-03-14T09:05:30Z"))];
        let cases = [
            ((0, 0), 2, Presence::In),
            ((5, 5), 2, Presence::In),
            ((2, 3), 2, Presence::Out),
            ((2, 3), 9, Presence::In),
        ];
        for ((one, other), count, expected) in cases {
            let stretch = timeline.stretch(one, other);
            assert_eq!(timeline.presence(stretch, &places, count), expected, "{one} {count}");
        }
        for time in [None, Some("10:00:30"), Some("2026-03-14T10:00:30")] {
            let timeless = timeline.presence(timeline.whole(), &[at(time)], 1);
            assert_eq!(timeless, Presence::Timeless, "{time:?}");
        }
    }
}
