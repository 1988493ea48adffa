//! What Unstuck says about a text, as plain data.
//!
//! These are the shapes that leave the analysis: the worker sends them to the page,
//! the command prints them as JSON, and a portal reads them. Nothing else in the
//! workspace is serialised for others. Field names are public: a field may be added,
//! a change of meaning raises [`VERSION`].
//!
//! Positions are byte offsets into the input as it was given, half open, and lines
//! count from 1. An [`Excerpt`] carries the same place as cleaned text (decoded,
//! without terminal colours), so that a reader needs no second copy of the input.

use serde::{Deserialize, Serialize};

mod content;
mod finding;
pub mod words;

pub use content::{Block, Command, Inline, Reader, Risk, Source, Step};
pub use finding::{
    Attempt, Code, CodeMeaning, Condition, Confidence, Evidence, Excerpt, Finding, LookAlike, Role,
    Severity, Span, Unknown, Why,
};

/// The version of these shapes, raised when a field changes its meaning or goes away.
pub const VERSION: u32 = 1;

/// Everything that one analysis has to say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`VERSION`] at the time of writing.
    pub version: u32,
    /// What was read, and what was odd about it.
    pub input: Input,
    /// Known problems, the most useful first.
    pub findings: Vec<Finding>,
    /// Error-looking entries that no rule explains, the most frequent first.
    pub unknown: Vec<Unknown>,
    /// What to do about an error that nothing explains. Empty where `findings` says it all.
    pub guidance: Vec<Step>,
    /// The language that the report speaks, as a code such as `en` or `ar`; the guidance is in
    /// it. Of a rule that is not translated into it the finding has another language.
    pub language: String,
    /// Entries by level over time. Empty where the log has no times that were understood.
    pub timeline: Vec<Bucket>,
}

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Size as given, in bytes.
    pub bytes: u64,
    /// Number of lines; a last line without a line feed counts.
    pub lines: u64,
    /// What kind of thing the input is.
    pub format: Format,
    /// The format of a text, where it was recognised.
    pub log_format: Option<LogFormat>,
    /// Anything about the input that limits or colours the answer.
    pub notes: Vec<Note>,
}

/// What kind of thing the input is, as far as the analysis cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Nothing but white space, or nothing at all.
    Empty,
    /// Not text: an archive, a picture, a program, noise.
    Binary,
    /// Text.
    Text,
}

/// A format of logs or of error messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogFormat {
    /// A fixed id, such as `json-lines`.
    pub id: String,
    /// The name in English, such as `JSON lines`.
    pub name: String,
}

/// Something about the input that the reader should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Note {
    /// Only the first bytes were analysed.
    Cut {
        /// How many bytes were analysed.
        kept: u64,
        /// How many bytes the input has.
        total: u64,
    },
    /// The input was not UTF-8 and was decoded from another encoding.
    Decoded {
        /// The name of the encoding, such as `UTF-16LE`.
        encoding: String,
    },
    /// Bytes that are no valid text were replaced by U+FFFD.
    Replaced {
        /// How many bytes.
        bytes: u64,
    },
    /// Words that a broken translation had put inside English ones were undone.
    Restored {
        /// How many words.
        words: u64,
    },
    /// The input is not text but something that was recognised by its first bytes.
    Recognised {
        /// What it is, such as `gzip archive`.
        what: String,
    },
    /// A line is so long that it was looked at in pieces.
    LongLine {
        /// The line, from 1.
        line: u64,
        /// Its length in bytes.
        bytes: u64,
    },
    /// Something is wrong with the compressed file or archive that the input comes from.
    Archive {
        /// What, as a sentence.
        says: String,
    },
    /// A limit on the number of distinct results was reached; the rest is counted only.
    Limit {
        /// What was limited, such as `findings`.
        what: String,
        /// The limit.
        limit: u64,
    },
}

/// How long the stretches of a [`Report::timeline`] are, in milliseconds: all of one report have
/// one of these lengths. Each is a multiple of the one before, so that the counts of shorter
/// ones can be put together. Stretches in which nothing happened are left out.
pub const BUCKET_LENGTHS: [i64; 13] = [
    1_000,
    5_000,
    15_000,
    60_000,
    300_000,
    900_000,
    3_600_000,
    10_800_000,
    43_200_000,
    86_400_000,
    604_800_000,
    2_419_200_000,
    29_030_400_000,
];

/// How many entries of each level fall into a stretch of time.
///
/// Times are ISO 8601 as far as the log says them: without a zone or a year where it writes
/// none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bucket {
    /// The first instant.
    pub from: String,
    /// One past the last.
    pub to: String,
    /// Entries that state a time, by level: `debug`, `info`, `warning`, `error`, `fatal`, and
    /// `none` for those that state no level.
    pub levels: std::collections::BTreeMap<String, u64>,
}
