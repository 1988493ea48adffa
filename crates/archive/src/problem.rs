//! What can be wrong with an archive or one of its members.

use std::io;

use crate::Container;

/// What is wrong, in words for the person who gave the file. The words fit behind the name
/// of the file or member and a colon.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The first bytes are of no known archive.
    #[error("this is not an archive that can be opened here")]
    NotAnArchive,
    /// The operating system or browser could not read the file; its own words.
    #[error("the file could not be read to its end: {0}")]
    Unreadable(String),
    /// There is no file in the archive.
    #[error("there is no file in this archive")]
    Empty,
    /// Files of word processors and spreadsheets are ZIP archives too.
    #[error("this is an office document; save it as plain text, or copy the text out of it")]
    OfficeDocument,
    /// Content that needs a password.
    #[error("it is encrypted; unpack it with its password first")]
    Encrypted,
    /// Compressed in a way that is not understood here; the name of the way.
    #[error("it is compressed with {0}, which cannot be opened here; unpack it first")]
    UnsupportedCompression(String),
    /// A file whose gaps a tar archive leaves out (`tar --sparse`).
    #[error("it is stored without its gaps, which cannot be opened here; unpack it first")]
    Sparse,
    /// An archive in an archive, deeper than is opened.
    #[error("it is a {} within the archive; unpack it and open it by itself", .0.name())]
    Nested(Container),
    /// The content contradicts its format.
    #[error("it is damaged from a certain place on; what stands before that was read")]
    Damaged,
    /// The file stops before its end.
    #[error("it stops in the middle, as after an interrupted download; what is there was read")]
    Truncated,
    /// All was unpacked, yet the checksum says that it is not what was once packed.
    #[error("its checksum does not fit, so parts of it may be damaged")]
    WrongChecksum,
    /// The size that the archive gives for a member is not that of its content.
    #[error("the archive says that it has {said} bytes, but it has {found}")]
    WrongSize {
        /// Bytes that were announced.
        said: u64,
        /// Bytes that came out.
        found: u64,
    },
    /// After the compressed data comes something else.
    #[error("something follows the compressed data, which was left out")]
    Trailing,
    /// Two members claim the same bytes of the file, which no honest archive does.
    #[error("it shares its bytes with another member, as in an archive built to do harm")]
    Overlapping,
    /// More members than are taken.
    #[error("the archive has many files; only the first {0} were read")]
    TooManyMembers(usize),
    /// More entries than are looked at.
    #[error("the archive has very many entries; only the first {0} were looked at")]
    TooManyEntries(usize),
    /// A member larger than is taken; the bytes that were.
    #[error("it is very large; only the first {} were read", size(*.0))]
    MemberTooLarge(u64),
    /// An archive larger than is taken; the bytes that were.
    #[error("the archive unpacks to very much; only the first {} were read", size(*.0))]
    ArchiveTooLarge(u64),
    /// Very little that unpacks to very much.
    #[error("it unpacks to far more than any log would, so the rest was left out")]
    Bomb,
    /// The caller did not want the member, or no more of it.
    #[error("it was left out")]
    Skipped,
    /// The caller wanted no more of anything.
    #[error("reading was stopped")]
    Stopped,
}

impl Problem {
    /// What an error of a reader means. This crate's readers put the problem into it.
    pub(crate) fn of(error: &io::Error) -> Self {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()) {
            Some(problem) => problem.clone(),
            None if error.kind() == io::ErrorKind::UnexpectedEof => Self::Truncated,
            None => Self::Damaged,
        }
    }
}

impl From<Problem> for io::Error {
    fn from(problem: Problem) -> Self {
        Self::new(io::ErrorKind::InvalidData, problem)
    }
}

/// A number of bytes for people, exact where it is a round one.
fn size(bytes: u64) -> String {
    match bytes {
        0..0x400 => format!("{bytes} bytes"),
        0x400..0x10_0000 => format!("{} KiB", bytes >> 10),
        0x10_0000..0x4000_0000 => format!("{} MiB", bytes >> 20),
        _ => format!("{} GiB", bytes >> 30),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        for (problem, expected) in [
            (Problem::MemberTooLarge(2 << 30), "it is very large; only the first 2 GiB were read"),
            (
                Problem::Nested(Container::Zip),
                "it is a ZIP archive within the archive; unpack it and open it by itself",
            ),
            (
                Problem::UnsupportedCompression("bzip2".to_owned()),
                "it is compressed with bzip2, which cannot be opened here; unpack it first",
            ),
        ] {
            assert_eq!(problem.to_string(), expected);
        }
    }
}
