//! Whether a line goes on with the entry before it: one step at a time, from what was read
//! of the same writer so far.

use crate::entry::ahead::Ahead;
use crate::entry::header::Piece;
use crate::entry::nested::element;
use crate::entry::reports::{Report, Take, opened};
use crate::entry::shape::{
    Stamp, continues_by_shape, exception_head, indented_level, json_line, kubernetes_event,
    own_level, stamp,
};
use crate::entry::traces::{Trace, traceback};
use crate::level::Level;

/// How many blank lines in a row an entry may hold.
const BLANKS: u8 = 3;

/// A line to judge: the text behind its header, and what was told from its surroundings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    /// The text behind the header.
    pub(crate) text: &'a str,
    /// How the transport joined it to its neighbours.
    pub(crate) piece: Piece,
    /// How it states its own date and time.
    pub(crate) stamp: Option<Stamp>,
    /// Whether it begins an entry whatever stands before it.
    pub(crate) fresh: bool,
    /// Whether it has no header where every record has one.
    pub(crate) attached: bool,
    /// Whether records of this writer begin with date and time.
    pub(crate) dated: bool,
}

/// What is known of a writer behind one of its lines.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is told by another part of a line")]
pub(crate) struct State {
    /// Whether something was read that a line can go on with.
    open: bool,
    /// How many lines the entry has that are not blank.
    lines: u16,
    /// How many blank lines were read since.
    blanks: u8,
    /// Whether the entry began with its own date and time.
    stamped: bool,
    /// Whether it began as a record that a trace is printed below: with date and time, or
    /// with a level from a warning on.
    heavy: bool,
    /// Whether the line told only the time, or the first piece of a text.
    goes_on: bool,
    /// Whether the last line announced what follows.
    announces: bool,
    /// The indentation of the last line if that was `},`.
    comma: Option<u8>,
    trace: Option<Trace>,
    report: Option<Report>,
}

impl State {
    /// Behind a line with which nothing goes on.
    pub(crate) fn closed() -> Self {
        Self::default()
    }

    /// Behind one more blank line.
    pub(crate) fn blank(mut self) -> Self {
        self.blanks = self.blanks.saturating_add(1);
        self
    }

    /// Whether another blank line may stand in the entry.
    pub(crate) fn takes_blank(&self) -> bool {
        self.open && self.blanks < BLANKS
    }

    /// Whether it matters that records of the writer begin with date and time.
    pub(crate) fn asks_for_dates(&self) -> bool {
        self.stamped
    }

    /// Judges a line that is not blank: whether it goes on with the entry, and the state
    /// behind it.
    pub(crate) fn step(self, line: &Line<'_>, ahead: &mut impl Ahead) -> (bool, Self) {
        let text = line.text;
        let take = if line.fresh { Take::No } else { self.judge(line, ahead) };
        let go_on = take == Take::Yes;
        let report = match (take, self.report) {
            (Take::Yes | Take::Split, Some(report)) => report.behind(text, self.blanks),
            (Take::Split, None) => element(text),
            // What stands in a trace is code, which opens brackets of its own.
            (Take::Yes, None) if self.trace.is_some() => None,
            _ if line.stamp == Some(Stamp::Line) => None,
            _ => opened(text, ahead),
        };
        let trace = Trace::behind(if go_on { self.trace } else { None }, text, ahead);
        let warns = || own_level(text).is_some_and(|level| level >= Level::Warning);
        let after = Self {
            open: true,
            lines: if go_on { self.lines.saturating_add(1) } else { 1 },
            blanks: 0,
            stamped: if go_on { self.stamped } else { line.stamp.is_some() },
            heavy: if go_on { self.heavy } else { line.stamp.is_some() || warns() },
            goes_on: line.stamp == Some(Stamp::Above) || line.piece == Piece::First,
            announces: text.trim_end().ends_with(':')
                || text == "\"\"\""
                || text.starts_with("future: <"),
            comma: (text.trim() == "},").then_some(indentation(text)),
            trace,
            report,
        };
        (go_on, after)
    }

    /// Whether a line without its own date and time goes on with the entry.
    fn judge(&self, line: &Line<'_>, ahead: &mut impl Ahead) -> Take {
        let text = line.text;
        if !self.open || self.blanks > BLANKS {
            return Take::No;
        }
        if self.blanks == 0 && (self.goes_on || line.piece == Piece::Next) {
            return Take::Yes;
        }
        if let Some(report) = self.report {
            let take = report.takes(text, self.blanks, self.lines, ahead);
            if take != Take::Unknown {
                return take;
            }
        }
        if self.comma == Some(indentation(text)) && element(text).is_some() {
            return Take::Split;
        }
        if json_line(text) || kubernetes_event(text) {
            return Take::No;
        }
        if let Some(trace) = self.trace
            && trace.takes(text, self.blanks, ahead) == Some(true)
        {
            return Take::Yes;
        }
        // What has a record's shape behind white space is a record that somebody indented.
        if self.trace.is_none()
            && self.report.is_none()
            && !self.stamped
            && text.starts_with([' ', '\t'])
            && (indented_level(text) || stamp(text.trim_start()).is_some())
        {
            return Take::No;
        }
        if self.goes_on_by_shape(text, line) { Take::Yes } else { Take::No }
    }

    fn goes_on_by_shape(&self, text: &str, line: &Line<'_>) -> bool {
        /// What belongs to the entry even behind a blank line.
        const BEHIND_BLANK: [&str; 7] = [
            "Caused by:",
            "[SQL: ",
            "[parameters: ",
            "(Background on this error",
            "Stack backtrace:",
            "stack backtrace:",
            "Backtrace omitted",
        ];
        // Spring Boot logs its account of a failed start as the message of a record.
        if self.stamped && self.lines == 1 && self.blanks <= 1 && banner(text) {
            return true;
        }
        let in_dated_record = (self.stamped && line.dated) || line.attached;
        if self.blanks > 0 {
            let shape = self.blanks <= 1
                && (BEHIND_BLANK.iter().any(|start| text.starts_with(start))
                    || text == "Location:");
            return shape || (in_dated_record && own_level(text).is_none());
        }
        if traceback(text) {
            return (self.announces || (self.heavy && self.trace.is_none())) || in_dated_record;
        }
        if continues_by_shape(text) {
            return true;
        }
        // Maven states the level on every line; what goes on is indented behind it.
        if self.heavy && ["[ERROR]  ", "[WARNING]  "].iter().any(|level| text.starts_with(level)) {
            return true;
        }
        if exception_head(text) && self.heavy && self.trace.is_none() {
            return true;
        }
        if self.announces && matches!(text, "{" | "[") {
            return true;
        }
        in_dated_record && own_level(text).is_none()
    }
}

/// A line of asterisks.
fn banner(text: &str) -> bool {
    text.len() >= 20 && text.bytes().all(|b| b == b'*')
}

/// How far a line is indented, in bytes, at most 255.
fn indentation(text: &str) -> u8 {
    u8::try_from(text.len() - text.trim_start().len()).unwrap_or(u8::MAX)
}
