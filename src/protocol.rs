//! What the page and the worker say to each other.
//!
//! Both come from one build, yet a cache can serve two: the worker's first message
//! carries [`VERSION`] and the build, and the page refuses a stranger.

use js_sys::JsString;
use serde::{Deserialize, Serialize};
use unstuck_report::Report;
use web_sys::Blob;

/// Raised with every change of these messages.
pub const VERSION: u32 = 1;

/// How many characters of one line the viewer shows.
pub const ROW_CHARACTERS: usize = 2_000;

/// From the page to the worker.
///
/// The variants are tagged from outside: any other tagging would have serde buffer
/// the content, and a [`Blob`] does not survive that.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Request {
    /// Read and explain this text.
    Analyze {
        /// Comes back with the answer.
        id: u32,
        /// What to read.
        payload: Payload,
    },
    /// Hand over lines of the text that was analysed last.
    Rows {
        /// The id of the analysis whose text is meant.
        document: u32,
        /// The first line, from 0.
        from: u32,
        /// How many lines.
        count: u32,
    },
}

/// A text to analyse, still in the hands of the browser.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Payload {
    /// Text that was typed or pasted. It is copied to the worker as it is; the page
    /// never converts it.
    Text(#[serde(with = "serde_wasm_bindgen::preserve")] JsString),
    /// A file. Only the worker opens it.
    Blob(#[serde(with = "serde_wasm_bindgen::preserve")] Blob),
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
        /// The id of the request.
        id: u32,
        /// What was found.
        report: Box<Report>,
    },
    /// The browser would not hand over the file.
    Unreadable {
        /// The id of the request.
        id: u32,
    },
    /// Lines for the viewer.
    Rows(RowBlock),
}

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
}

impl Row {
    /// The row that shows `line`.
    pub fn of(line: &str) -> Self {
        match line.char_indices().nth(ROW_CHARACTERS) {
            None => Self { text: line.to_owned(), hidden: 0 },
            Some((at, _)) => {
                let (shown, rest) = line.split_at(at);
                Self { text: shown.to_owned(), hidden: rest.chars().count() as u64 }
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
        assert_eq!(Row::of("short"), Row { text: "short".to_owned(), hidden: 0 });
    }
}
