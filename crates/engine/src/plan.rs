//! How a large input is cut into parts that can be analysed apart from each other, by as many
//! workers as there are, with the same result as in one piece.
//!
//! A part owns a range of the input: the entries that begin in it. It is read with a margin
//! on both sides, so that an entry, and what a rule looks at round it, is seen whole from
//! wherever it is looked at.

use std::ops::Range;

use unstuck_logtext::{Document, HEAD, MAX_ENTRY, Profile};

/// How many bytes a part owns.
const PART: u64 = 4 * 1024 * 1024;
/// How many bytes are read on both sides of what a part owns: the longest entry, what is
/// looked at to find its beginning, and the surroundings that conditions ask about.
const MARGIN: u64 = 4 * MAX_ENTRY as u64;
/// Up to this many lines, each is read on its own: somebody pasted one message, not a log.
const SHORT: usize = 30;

/// What is known of an input before it is read, and how it is cut.
#[derive(Clone, Debug)]
pub struct Plan {
    profile: Profile,
    total: u64,
    part: u64,
    short: bool,
}

/// One part of an input, in bytes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What the part answers for.
    pub own: Range<u64>,
    /// What has to be read for it.
    pub read: Range<u64>,
}

impl Plan {
    /// A plan for an input of `total` bytes that begins with `head`: its first
    /// [`HEAD`] bytes, or all of them if there are fewer.
    pub fn new(head: &[u8], total: u64) -> Self {
        let head = &head[..head.len().min(HEAD)];
        Self::of(&Document::read(head.to_vec()), total)
    }

    /// A plan for a text that is there as a whole.
    pub(crate) fn of(document: &Document, total: u64) -> Self {
        let short = total <= HEAD as u64 && document.line_count() <= SHORT;
        Self { profile: document.profile().clone(), total, part: PART, short }
    }

    /// The same with parts of another size, in bytes. The result does not depend on it.
    #[must_use]
    pub fn with_part_size(mut self, bytes: u64) -> Self {
        self.part = bytes.next_multiple_of(self.profile.unit() as u64).max(2);
        self
    }

    /// What the beginning of the input says about all of it.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The size of the input, in bytes.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Whether every line is worth reading.
    pub(crate) fn is_short(&self) -> bool {
        self.short
    }

    /// The number of parts: at least one.
    pub fn parts(&self) -> u64 {
        self.total.div_ceil(self.part).max(1)
    }

    /// A part, counted from 0.
    pub fn part(&self, index: u64) -> Part {
        let start = (index * self.part).min(self.total);
        let end = (start + self.part).min(self.total);
        let margin = MARGIN.next_multiple_of(2);
        Part { own: start..end, read: start.saturating_sub(margin)..(end + margin).min(self.total) }
    }
}
