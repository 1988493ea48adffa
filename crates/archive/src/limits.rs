//! How much is unpacked at most.

/// Bounds that keep an archive that was built to overwhelm harmless. What was unpacked
/// before one is reached is kept, and the reaching is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Members whose content is taken.
    pub members: usize,
    /// Entries of any kind that are looked at, those included that are not files or that the
    /// caller refuses.
    pub entries: usize,
    /// Bytes that come out of one member.
    pub bytes_per_member: u64,
    /// Bytes that come out of all members together, refused ones included as far as they
    /// have to be unpacked to reach the next.
    pub bytes_in_all: u64,
    /// Bytes that may come out of a member for each byte of the file that went in, once
    /// more than `ratio_after` bytes came out. Deflate reaches 1,032 at most, so 1,000 is
    /// passed by little but endless repetition and by archives within archives.
    pub ratio: u64,
    /// Below this many bytes from one member the ratio is not looked at.
    pub ratio_after: u64,
    /// How many archives may lie within each other below the outermost; above 8 counts as 8.
    /// 1 opens a `.log.gz` inside a `.zip`.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            members: 200,
            entries: 20_000,
            bytes_per_member: 2 << 30,
            bytes_in_all: 4 << 30,
            ratio: 1000,
            ratio_after: 64 << 20,
            depth: 1,
        }
    }
}

impl Limits {
    /// The depth in force. Each level is a call within a call, so it needs a bound of its own.
    pub(crate) fn levels(&self) -> usize {
        self.depth.min(8)
    }
}
