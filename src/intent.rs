//! What a person wants.

use js_sys::JsString;
use unstuck_handout::Feedback;
use web_sys::File;
use yew::{AttrValue, Callback};

use crate::browse::Route;
use crate::compare::Everything;
use crate::handing_over::Saying;
use crate::log::{Lines, LogAction};
use crate::messages::Language;
use crate::narrow::Narrow;
use crate::protocol::Query;

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
        /// Which, from 0, in rising order.
        lines: Vec<u32>,
        /// The search whose matches are to be marked.
        search: u32,
        /// The line of which more than the beginning is wanted.
        whole: Option<u32>,
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
    /// Note what the person says about the finding with this key.
    Note(AttrValue, Saying),
    /// Show the report as it would leave, to hand it over.
    HandOver,
    /// Keep these private values in it, and hide all others.
    Keep(Vec<String>),
    /// Make the report on a text ready to leave.
    MakeHandOut {
        /// The id of the text.
        document: u32,
        /// What the input is called; empty if it has no name of its own.
        name: AttrValue,
        /// The private values that are kept.
        keep: Vec<String>,
        /// What the person said about the findings.
        said: Vec<Feedback>,
    },
    /// Save a text as a file.
    Save {
        /// The name of the file.
        name: &'static str,
        /// Its media type.
        media_type: &'static str,
        /// What it holds.
        text: AttrValue,
    },
    /// Print what is shown of the report.
    Print,
    /// Do not hand the report over.
    KeepBack,
    /// Look at the log in another way.
    Log(LogAction),
    /// Look through a text.
    Search {
        /// The id of the analysis whose text is meant.
        document: u32,
        /// For what.
        query: Query,
        /// Lines that no filter by level hides, since something was found there.
        serious: Vec<u32>,
    },
    /// Go to a line of the log, counted from 0.
    GoToLine {
        /// The line.
        line: u32,
        /// Whether the focus goes there as well.
        focus: bool,
        /// What to say about it.
        says: String,
    },
    /// Choose lines, and put them into the address; or none.
    ChooseLines(Option<Lines>),
    /// Go to the lines that the address names.
    FollowAddress {
        /// How many lines the text has.
        count: u32,
    },
    /// Leave the search for the lines of the log.
    LeaveSearch,
    /// Speak another language.
    Speak(Language),
    /// Say something in the status line.
    Say(String),
    /// Put lines on the clipboard.
    CopyLines {
        /// The id of the analysis whose text is meant.
        document: u32,
        /// Which.
        lines: Lines,
    },
    /// Open the findings that the address holds.
    OpenLink,
    /// Leave findings that came by a link, for a text of one's own.
    LeaveLink,
    /// The findings that the address holds are no longer shown: it lets go of them.
    DropLink,
    /// Look at the rules that the address names, or at the findings again.
    FollowRules,
    /// Ask the worker for what is looked at of the rules.
    AskOfRules(Route),
    /// Look for something in the rules.
    BrowseFor(String),
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
