//! What the page and its workers say to each other.
//!
//! Both come from one build, yet a cache can serve two: the worker's first message
//! carries [`VERSION`] and the build, and the page refuses a stranger.

use js_sys::{ArrayBuffer, JsString};
use serde::{Deserialize, Serialize};
use unstuck_report::Report;
use web_sys::Blob;

/// Raised with every change of these messages.
pub const VERSION: u32 = 2;

/// How many characters of one line the viewer shows.
pub const ROW_CHARACTERS: usize = 2_000;

/// From the page to a worker.
///
/// The first worker is the lead: it opens files, puts together what was found in the parts
/// of a large one, and keeps what the viewer shows. Helpers only analyse parts.
///
/// The variants are tagged from outside: any other tagging would have serde buffer
/// the content, and a [`Blob`] does not survive that.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Request {
    /// Let go of every text that was read before.
    Forget,
    /// Explain a text that was typed or pasted. It is copied to the worker as it is; the
    /// page never converts it. Answered by [`Answer::Report`].
    Explain {
        /// Comes back with the answer.
        document: u32,
        /// The text.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        text: JsString,
    },
    /// Open a file. Answered by [`Answer::Report`] if it is small, by [`Answer::Planned`] if
    /// it is not, and by [`Answer::Member`]s and [`Answer::Unpacked`] if it is an archive.
    Open {
        /// Comes back with every answer.
        document: u32,
        /// The file.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        file: Blob,
        /// Its name, if it shall be unpacked where it is an archive.
        unpack: Option<String>,
    },
    /// Get ready to analyse parts of a file that the lead has opened.
    Join {
        /// The id under which the lead opened it.
        document: u32,
        /// The file.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        file: Blob,
    },
    /// Analyse a part of it. The lead answers with [`Answer::Added`], a helper with
    /// [`Answer::Found`].
    Part {
        /// The id of the file.
        document: u32,
        /// Which part, from 0.
        part: u64,
    },
    /// Add what a helper found, to the lead. Answered by [`Answer::Added`].
    Add {
        /// The id of the file.
        document: u32,
        /// The part that it was found in.
        part: u64,
        /// What [`Answer::Found`] brought.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        found: ArrayBuffer,
    },
    /// Hand over lines of a text.
    Rows {
        /// The id of the text.
        document: u32,
        /// The first line, from 0.
        from: u32,
        /// How many lines.
        count: u32,
    },
}

/// From a worker to the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Answer {
    /// The worker has started; sent once, before anything else.
    Ready {
        /// The worker's [`VERSION`].
        protocol: u32,
        /// The build that the worker was told it belongs to.
        build: String,
        /// How many rules it knows.
        rules: u32,
    },
    /// An analysis is done.
    Report {
        /// The id of the text.
        document: u32,
        /// What was found.
        report: Box<Report>,
    },
    /// The browser would not hand over the file.
    Unreadable {
        /// The id of the file.
        document: u32,
    },
    /// The file is large: the page is to hand out its parts.
    Planned {
        /// The id of the file.
        document: u32,
        /// How many parts it has.
        parts: u64,
    },
    /// A helper has analysed a part.
    Found {
        /// The id of the file.
        document: u32,
        /// Which part.
        part: u64,
        /// For the lead; nobody else looks inside.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        found: ArrayBuffer,
    },
    /// The lead has taken in what was found in a part. After the last one comes
    /// [`Answer::Report`].
    Added {
        /// The id of the file.
        document: u32,
        /// Which part.
        part: u64,
        /// How many parts are put together, from the first one on without a gap.
        parts: u64,
        /// How many bytes they have.
        bytes: u64,
    },
    /// An archive is being unpacked.
    Unpacking {
        /// The id of the archive.
        document: u32,
        /// How many of its bytes are done.
        read: u64,
    },
    /// A file of an archive was unpacked, or was not.
    Member {
        /// The id of the archive.
        document: u32,
        /// The file.
        member: Member,
    },
    /// There are no more files in an archive.
    Unpacked {
        /// The id of the archive.
        document: u32,
        /// Whether it is just one file that was compressed.
        single: bool,
        /// What was wrong with it, in words.
        problems: Vec<String>,
    },
    /// Lines for the viewer.
    Rows(RowBlock),
}

/// A file of an archive.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Member {
    /// Its path in the archive, which is untrusted text.
    pub name: String,
    /// How many bytes were unpacked, or how many the archive says there are.
    pub bytes: Option<u64>,
    /// Its content, in the hands of the browser, unless there is nothing to read in it.
    pub content: Option<Content>,
    /// What is wrong with it, in words.
    pub problems: Vec<String>,
}

/// A [`Blob`] on its way between the programs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Content(#[serde(with = "serde_wasm_bindgen::preserve")] pub Blob);

/// Consecutive lines of an analysed text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowBlock {
    /// The id of the analysis whose text this is.
    pub document: u32,
    /// The first line, from 0.
    pub from: u32,
    /// The lines.
    pub rows: Vec<Row>,
}

impl RowBlock {
    /// A line of the text, counted from 0, if it is one of these.
    pub fn row(&self, row: u32) -> Option<&Row> {
        self.rows.get(row.checked_sub(self.from)? as usize)
    }

    /// Whether the line is one of these.
    pub fn holds(&self, row: u32) -> bool {
        self.row(row).is_some()
    }
}

/// One line for the viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The line, or its first [`ROW_CHARACTERS`] characters.
    pub text: String,
    /// How many characters are not in `text`.
    pub hidden: u64,
    /// Whether the line goes on beyond what was read to count them.
    pub open: bool,
}

impl Row {
    /// The row that shows `line`.
    pub fn of(line: &str) -> Self {
        match line.char_indices().nth(ROW_CHARACTERS) {
            None => Self { text: line.to_owned(), hidden: 0, open: false },
            Some((at, _)) => {
                let (shown, rest) = line.split_at(at);
                Self { text: shown.to_owned(), hidden: rest.chars().count() as u64, open: false }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_cut_on_a_character() {
        let line = "ü".repeat(ROW_CHARACTERS + 3);
        let row = Row::of(&line);
        assert_eq!(row.text.chars().count(), ROW_CHARACTERS);
        assert_eq!(row.hidden, 3);
        assert_eq!(Row::of("short"), Row { text: "short".to_owned(), hidden: 0, open: false });
    }
}
