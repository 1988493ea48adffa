//! What a person wants.

use js_sys::JsString;
use web_sys::File;
use yew::{AttrValue, Callback};

/// Something that a person did, in their terms. Components say it, `tasks` do it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Intent {
    /// Explain what now stands in the text field.
    Explain {
        /// At once, rather than when the typing pauses.
        at_once: bool,
    },
    /// Explain these files.
    OpenFiles(Vec<File>),
    /// Show this one of several files, by the id of its text.
    Choose(u32),
    /// Explain a text that is too long for the text field.
    OpenText(JsString),
    /// Put a sample into the text field and explain it.
    ShowSample(usize),
    /// Stop what runs.
    Cancel,
    /// Start over with an empty text field.
    Clear,
    /// Start the worker again.
    Retry,
    /// Show a place of the input.
    GoTo(Place),
    /// Get lines for the viewer.
    ReadRows {
        /// The id of the analysis whose text is meant.
        document: u32,
        /// The first line, from 0.
        from: u32,
        /// How many.
        count: u32,
    },
    /// Put a text on the clipboard.
    Copy {
        /// Exactly this text.
        text: AttrValue,
        /// Called with whether it worked.
        done: Callback<bool>,
    },
}

/// A place of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The line, from 1.
    pub(crate) line: u64,
    /// The first byte of the input.
    pub(crate) start: u64,
    /// One past the last byte.
    pub(crate) end: u64,
}
