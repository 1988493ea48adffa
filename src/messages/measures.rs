//! Numbers with what they count, sizes, and how far something is.

use crate::messages::page::{UNPACKING, WORKING};
use crate::messages::speech;
use crate::messages::text::{Text, texts};
use crate::progress::{Phase, Progress};

texts! {
    BYTES = "measure.bytes" { count };
    KILOBYTES = "measure.kilobytes" { size };
    MEGABYTES = "measure.megabytes" { size };
    GIGABYTES = "measure.gigabytes" { size };
    LINES = "measure.lines" { count };
    CHARACTERS = "measure.characters" { count };
    RECORD_COUNT = "measure.records" { count };
    SECONDS = "measure.seconds" { count };
    MINUTES = "measure.minutes" { count };
    HOURS = "measure.hours" { count };
    DAYS = "measure.days" { count };
    SHORT_SECONDS = "measure.short-seconds" { seconds };
    SHORT_MINUTES = "measure.short-minutes" { minutes, seconds };
    PAIR = "measure.pair" { first, second };
    PROGRESS = "measure.progress" { share, done, total };
    PROGRESS_RATE = "measure.progress-rate" { progress, rate, time };
    PROGRESS_LEFT = "measure.progress-left" { progress, left };
    QUARTER = "measure.quarter" { share };
}

/// The size of a file and its number of lines.
pub(crate) fn size(bytes: u64, lines: Option<u64>) -> String {
    with_lines(bytes_in_words(bytes), lines)
}

/// The length of a pasted text and its number of lines.
pub(crate) fn length(characters: u64, lines: Option<u64>) -> String {
    with_lines(CHARACTERS.fill(&[characters.into()]), lines)
}

fn with_lines(size: String, lines: Option<u64>) -> String {
    match lines {
        None => size,
        Some(count) => pair(&size, &lines_in_words(count)),
    }
}

/// Two things in a row.
pub(super) fn pair(first: &String, second: &String) -> String {
    PAIR.fill(&[first.into(), second.into()])
}

/// A number of lines.
pub(super) fn lines_in_words(count: u64) -> String {
    LINES.fill(&[count.into()])
}

/// A number of records of a log.
pub(super) fn records(count: u64) -> String {
    RECORD_COUNT.fill(&[count.into()])
}

/// What is going on.
pub(crate) fn working(progress: Option<&Progress>) -> Text {
    match progress {
        Some(Progress { phase: Phase::Unpacking, .. }) => UNPACKING,
        Some(Progress { phase: Phase::Reading, .. }) | None => WORKING,
    }
}

/// How far it is: "41 % · 412.0 MB of 1.0 GB · 95.0 MB/s · 4 s, about 6 s left".
pub(crate) fn progress(progress: &Progress) -> String {
    let (share, rate) = (progress.share() / 10, progress.rate());
    let (done, total) = (bytes_in_words(progress.done), bytes_in_words(progress.total));
    let done = PROGRESS.fill(&[share.into(), (&done).into(), (&total).into()]);
    if rate == 0 {
        return done;
    }
    let (rate, time) = (bytes_in_words(rate), duration(progress.elapsed / 1_000));
    let so_far = PROGRESS_RATE.fill(&[(&done).into(), (&rate).into(), (&time).into()]);
    match progress.seconds_left() {
        None => so_far,
        Some(left) => PROGRESS_LEFT.fill(&[(&so_far).into(), (&duration(left)).into()]),
    }
}

/// What the status line says when a quarter of the work is done, or two, or three.
pub(crate) fn quarter(quarter: u64) -> String {
    QUARTER.fill(&[(quarter * 25).into()])
}

fn duration(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => SHORT_SECONDS.fill(&[seconds.into()]),
        (minutes, seconds) => SHORT_MINUTES.fill(&[minutes.into(), seconds.into()]),
    }
}

/// How long a stretch is, in milliseconds.
pub(super) fn stretch_length(millis: i64) -> String {
    let seconds = u64::try_from(millis / 1_000).unwrap_or_default();
    let (unit, count) = match seconds {
        0..60 => (SECONDS, seconds),
        60..3_600 => (MINUTES, seconds / 60),
        3_600..86_400 => (HOURS, seconds / 3_600),
        _ => (DAYS, seconds / 86_400),
    };
    unit.fill(&[count.into()])
}

/// A number of bytes.
pub(super) fn bytes_in_words(bytes: u64) -> String {
    // Tenths of the unit, rounded.
    let with = |unit: u64, name: Text| {
        name.fill(&[(&speech::tenths((bytes + unit / 20) / (unit / 10))).into()])
    };
    match bytes {
        0..1_000 => BYTES.fill(&[bytes.into()]),
        1_000..999_950 => with(1_000, KILOBYTES),
        999_950..999_950_000 => with(1_000_000, MEGABYTES),
        _ => with(1_000_000_000, GIGABYTES),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_progress_read_well() {
        assert_eq!(size(1, Some(1)), "1 byte, 1 line");
        assert_eq!(size(1_000, None), "1.0 KB");
        assert_eq!(size(999_949, None), "999.9 KB");
        assert_eq!(size(10_485_760, None), "10.5 MB");
        let half = Progress {
            phase: Phase::Reading,
            done: 500_000_000,
            total: 1_000_000_000,
            elapsed: 70_000,
        };
        assert_eq!(
            progress(&half),
            "50 % · 500.0 MB of 1.0 GB · 7.1 MB/s · 1 min 10 s, about 1 min 10 s left"
        );
    }
}
