//! What a person wants.

use js_sys::JsString;
use web_sys::File;
use yew::{AttrValue, Callback};

use crate::compare::Everything;
use crate::narrow::Narrow;

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
    /// Look at the findings in another way.
    Look(Wish),
    /// Put a text on the clipboard.
    Copy {
        /// Exactly this text.
        text: AttrValue,
        /// Called with whether it worked.
        done: Callback<bool>,
    },
}

/// What a person wants to know about the findings.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Wish {
    /// See only some of them. The status line says how many, in these words.
    Narrow(Narrow, String),
    /// Compare them with those of the log that comes next.
    Compare(Everything),
    /// Stop comparing.
    EndComparison,
    /// Hear what a comparison came to.
    Hear(String),
    /// See rules that have these words.
    FindRules(String),
    /// Know why a rule finds something in a text, or why not.
    AskWhy {
        /// The id of the text.
        document: u32,
        /// The id of the rule.
        rule: String,
    },
    /// See a line, from 1, of which nothing more is known.
    GoToLine(u64),
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
