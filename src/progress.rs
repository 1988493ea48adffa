//! How far a long analysis is.

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// An archive is unpacked.
    Unpacking,
    /// Text is analysed.
    Reading,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    /// What is being done.
    pub(crate) phase: Phase,
    /// Bytes that are done.
    pub(crate) done: u64,
    /// Bytes in all.
    pub(crate) total: u64,
    /// How long it has taken, in milliseconds.
    pub(crate) elapsed: u64,
}

impl Progress {
    /// The share that is done, in thousandths.
    pub(crate) fn share(&self) -> u64 {
        self.thousandfold().checked_div(self.total).unwrap_or_default()
    }

    /// Bytes per second.
    pub(crate) fn rate(&self) -> u64 {
        self.thousandfold().checked_div(self.elapsed).unwrap_or_default()
    }

    /// What is done, times 1,000. Files have less than 2^53 bytes, so this fits.
    fn thousandfold(&self) -> u64 {
        self.done.min(self.total).saturating_mul(1_000)
    }

    /// Seconds that it will still take if it goes on like this, once that can be told.
    pub(crate) fn seconds_left(&self) -> Option<u64> {
        /// The first moments tell little.
        const EARLY: u64 = 2_000;
        let left = self.total.saturating_sub(self.done);
        let seconds = left.checked_div(self.rate())?;
        (self.elapsed >= EARLY).then_some(seconds.max(1))
    }
}

/// How often progress is drawn at most, in milliseconds.
const PULSE: f64 = 100.0;

/// Turns what the workers report into what is worth drawing and saying.
#[derive(Debug)]
pub(crate) struct Meter {
    phase: Phase,
    since: f64,
    drawn: f64,
    quarter: u64,
}

impl Meter {
    /// Starts a phase at a time in milliseconds.
    pub(crate) fn new(phase: Phase, now: f64) -> Self {
        Self { phase, since: now, drawn: now, quarter: 0 }
    }

    /// The progress to draw, unless something was drawn just before.
    #[expect(clippy::cast_sign_loss, reason = "negative numbers become 0 first")]
    pub(crate) fn at(&mut self, phase: Phase, done: u64, total: u64, now: f64) -> Option<Progress> {
        if phase != self.phase {
            *self = Self::new(phase, now);
        }
        if now - self.drawn < PULSE {
            return None;
        }
        self.drawn = now;
        let elapsed = (now - self.since).max(0.0) as u64;
        Some(Progress { phase, done, total, elapsed })
    }

    /// The quarter that was completed, once each: often enough to be heard.
    pub(crate) fn quarter(&mut self, progress: &Progress) -> Option<u64> {
        let quarter = progress.share() / 250;
        let news = quarter > self.quarter && quarter < 4;
        self.quarter = self.quarter.max(quarter);
        news.then_some(quarter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures() {
        let progress = Progress { phase: Phase::Reading, done: 250, total: 1_000, elapsed: 2_500 };
        assert_eq!(progress.share(), 250);
        assert_eq!(progress.rate(), 100);
        assert_eq!(progress.seconds_left(), Some(7));
        let huge = Progress { done: 1 << 53, total: 1 << 53, ..progress };
        assert_eq!(huge.share(), 1_000);
        let nothing = Progress { done: 0, total: 0, elapsed: 0, ..progress };
        assert_eq!((nothing.share(), nothing.rate(), nothing.seconds_left()), (0, 0, None));
        assert_eq!(Progress { done: 0, elapsed: 9_999, ..progress }.seconds_left(), None);
    }

    #[test]
    fn it_is_drawn_ten_times_a_second_and_said_at_quarters() {
        let mut meter = Meter::new(Phase::Reading, 0.0);
        let (mut drawn, mut said) = (0, Vec::new());
        for step in 0..=1_000_u32 {
            let now = f64::from(step) * 10.0;
            if let Some(progress) = meter.at(Phase::Reading, step.into(), 1_000, now) {
                drawn += 1;
                said.extend(meter.quarter(&progress));
            }
        }
        assert!((90..=100).contains(&drawn), "{drawn}");
        assert_eq!(said, [1, 2, 3]);
    }

    #[test]
    fn a_new_phase_begins_anew() {
        let mut meter = Meter::new(Phase::Unpacking, 0.0);
        assert!(meter.at(Phase::Unpacking, 1, 2, 5_000.0).is_some());
        assert_eq!(meter.at(Phase::Reading, 1, 2, 5_001.0), None);
        let progress = meter.at(Phase::Reading, 1, 2, 5_200.0).unwrap();
        assert_eq!(progress.elapsed, 199);
    }
}
