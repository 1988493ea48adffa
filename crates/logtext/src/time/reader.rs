//! The same question for line after line of one log.

use std::ops::Range;

use super::Time;
use super::place::{Found, Shape, find};

/// How much before a time is remembered.
const LONGEST: usize = 62;

/// Reads the times of the lines of one log. It remembers what stood before the time of the
/// last line and how that was read, since most lines of a log begin alike; for every line it
/// says the same as [`time`](super::time).
#[derive(Clone, Debug)]
pub struct TimeReader {
    before: [u8; LONGEST],
    /// Its length; the time is not looked for behind it if it is too long for here.
    length: Option<u8>,
    shape: Shape,
}

impl Default for TimeReader {
    fn default() -> Self {
        // Most logs begin with the date.
        Self { before: [0; LONGEST], length: Some(0), shape: Shape::Stamp }
    }
}

impl TimeReader {
    /// The time that a line states about itself, and where it stands.
    pub fn time(&mut self, line: &str) -> Option<(Time, Range<usize>)> {
        let bytes = line.as_bytes();
        let found = self.likewise(bytes).or_else(|| {
            let found = find(bytes)?;
            self.remember(bytes, &found);
            Some(found)
        })?;
        Some((found.time, found.start..found.end))
    }

    /// Whether a time is found at a place, and how it is read, depends on what stands before
    /// it alone: a line that begins the same and holds such a time there has its time there.
    fn likewise(&self, bytes: &[u8]) -> Option<Found> {
        let length = usize::from(self.length?);
        if !bytes.starts_with(&self.before[..length]) {
            return None;
        }
        self.shape.read(bytes, length)
    }

    fn remember(&mut self, bytes: &[u8], found: &Found) {
        self.length = None;
        if let Some(before) = self.before.get_mut(..found.start) {
            before.copy_from_slice(&bytes[..found.start]);
            self.length = Some(found.start as u8);
            self.shape = found.shape;
        }
    }
}
