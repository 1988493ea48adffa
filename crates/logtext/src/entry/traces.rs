//! Stack traces: which lines go on with an exception, language by language.

use crate::entry::ahead::Ahead;
use crate::entry::shape::{
    dotted_name, exception_head, is_frame, json_line, links, links_tracebacks, python_exception,
    stamp,
};

/// How many lines a message may have before its first frame.
const MESSAGE: usize = 24;

/// Where in a trace the last line stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trace {
    /// At the name of an exception: more of its message or its frames may follow.
    Head,
    /// In the frames.
    Frames,
    /// In the frames of a Python traceback: the exception comes behind them, at the margin.
    PythonFrames,
    /// In the message of a Python exception.
    PythonMessage {
        /// Whether the message lists fields at the margin, each with an indented text.
        fields: bool,
        /// Whether a statement in brackets is open.
        statement: bool,
    },
    /// At the words between two chained tracebacks.
    PythonLink,
    /// In what a Go program prints when it panics.
    Go,
    /// In the code that Node shows before an uncaught error.
    NodeCode,
    /// At the mark under that code.
    NodeMark,
    /// At the first line of a Rust panic; its message is on the next.
    RustPanic,
    /// In the message of a Rust panic.
    RustMessage,
}

pub(crate) const TRACEBACK: &str = "Traceback (most recent call last)";

/// Whether a line is the head of a Python traceback, of a group too.
pub(crate) fn traceback(text: &str) -> bool {
    text.starts_with(TRACEBACK)
        || (text.starts_with("  + ") && text.contains("Traceback (most recent"))
}

impl Trace {
    /// Where in a trace one is behind `text`, a line of an entry that was at `before`.
    pub(crate) fn behind(before: Option<Self>, text: &str, ahead: &mut impl Ahead) -> Option<Self> {
        let in_go = before == Some(Self::Go);
        if traceback(text) || text.starts_with("  File \"") {
            return Some(Self::PythonFrames);
        }
        if go_begins(text) || in_go {
            return Some(Self::Go);
        }
        match before {
            Some(Self::PythonFrames) if text.starts_with([' ', '\t']) => return before,
            Some(Self::PythonFrames) if python_exception(text) => {
                return Some(Self::PythonMessage {
                    fields: text.contains(" validation error"),
                    statement: false,
                });
            }
            Some(Self::PythonMessage { .. } | Self::PythonLink) if links_tracebacks(text) => {
                return Some(Self::PythonLink);
            }
            Some(Self::PythonMessage { fields, statement }) if !is_frame(text) => {
                let open = statement || text.starts_with("[SQL: ");
                let statement = open && !text.ends_with(']');
                return Some(Self::PythonMessage { fields, statement });
            }
            Some(Self::NodeCode) if !exception_head(text) => {
                let mark = mark(text);
                return Some(if mark { Self::NodeMark } else { Self::NodeCode });
            }
            Some(Self::NodeMark) => return Some(Self::Head),
            Some(Self::RustPanic | Self::RustMessage) => {
                let ends = text.starts_with("note: ") || text == "stack backtrace:";
                return Some(if ends { Self::Frames } else { Self::RustMessage });
            }
            _ => {}
        }
        if is_frame(text) {
            return Some(Self::Frames);
        }
        if exception_head(text) || links(text) {
            return Some(Self::Head);
        }
        if text.contains("' panicked at ") || text.contains(") panicked at ") {
            // Before Rust 1.73 the message stood on the first line.
            return Some(if text.ends_with(':') { Self::RustPanic } else { Self::RustMessage });
        }
        if node_code(text, ahead) {
            return Some(Self::NodeCode);
        }
        before
    }

    /// Whether the entry goes on with `text`, before which `blanks` blank lines stand. `None`
    /// where only the line itself can tell.
    pub(crate) fn takes(self, text: &str, blanks: u8, ahead: &mut impl Ahead) -> Option<bool> {
        let takes = match self {
            Self::Head => {
                (blanks <= 1 && !exception_head(text) && frames_follow(ahead))
                    || (blanks == 1 && (is_frame(text) || text.starts_with("Node.js v")))
            }
            Self::Frames => {
                let chained = text.strip_prefix("Next ").is_some_and(exception_head);
                // Ruby prints the cause behind the frames, in the form of a head.
                let cause = text.contains(":in `") && exception_head(text);
                (blanks == 1 && (chained || text.starts_with("Node.js v")))
                    || (blanks == 0 && (chained || cause))
            }
            Self::PythonFrames => {
                blanks == 0
                    && (text.starts_with([' ', '\t'])
                        || python_exception(text)
                        || exception_head(text))
            }
            Self::NodeMark | Self::PythonMessage { statement: true, .. } => blanks <= 1,
            Self::PythonMessage { fields, .. } => {
                let said = ["Reason: ", "HTTP response ", "connection to server "];
                (blanks == 0
                    && (said.iter().any(|start| text.starts_with(start))
                        || (fields && ahead.text(1).is_some_and(|next| next.starts_with("  ")))))
                    || (blanks <= 2 && links_tracebacks(text))
                    || (blanks <= 1 && !traceback(text) && link_follows(ahead))
            }
            Self::PythonLink => blanks <= 2 && traceback(text),
            Self::Go => {
                let block = text.starts_with("goroutine ") || text.starts_with("exit status ");
                (blanks <= 1 && block)
                    || (blanks == 0 && (text.starts_with("[signal ") || register(text)))
                    || (blanks == 0 && !go_begins(text) && go_function(ahead))
                    || (blanks <= 1 && !go_begins(text) && goroutine_follows(ahead))
            }
            Self::NodeCode => blanks <= 3,
            Self::RustPanic => blanks == 0,
            Self::RustMessage => {
                blanks <= 1 && !text.starts_with("thread '") && note_follows(ahead)
            }
        };
        takes.then_some(true)
    }
}

/// Whether frames follow, with nothing between that begins a record.
fn frames_follow(ahead: &mut impl Ahead) -> bool {
    for n in 1..=MESSAGE {
        let Some(text) = ahead.text(n) else { return false };
        if is_frame(text) {
            return true;
        }
        if exception_head(text) || stamp(text).is_some() || json_line(text) || traceback(text) {
            return false;
        }
    }
    false
}

/// Whether the words between two tracebacks follow: up to there all is message and notes.
fn link_follows(ahead: &mut impl Ahead) -> bool {
    for n in 1..=MESSAGE / 2 {
        let Some(text) = ahead.text(n) else { return false };
        if links_tracebacks(text) {
            return true;
        }
        if traceback(text) || stamp(text).is_some() || json_line(text) {
            return false;
        }
    }
    false
}

/// Whether what ends the message of a Rust panic follows.
fn note_follows(ahead: &mut impl Ahead) -> bool {
    for n in 1..=MESSAGE {
        let Some(text) = ahead.text(n) else { return false };
        if text.starts_with("note: run with ") || text == "stack backtrace:" {
            return true;
        }
        if text.starts_with("thread '") || stamp(text).is_some() {
            return false;
        }
    }
    false
}

fn go_begins(text: &str) -> bool {
    let panics = text.starts_with("panic: ")
        || text.starts_with("fatal error: ")
        || text.starts_with("SIGQUIT: quit")
        || text.starts_with("unexpected fault address ");
    panics
        || text.contains("http: panic serving ")
        || text.strip_prefix("goroutine ").is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_digit()) && rest.ends_with("]:")
        })
}

/// Whether the line is a function: its place follows, behind a tab.
fn go_function(ahead: &mut impl Ahead) -> bool {
    ahead.text(1).is_some_and(|next| {
        next.starts_with('\t') && (next.contains(".go:") || next.contains(".s:"))
    })
}

fn goroutine_follows(ahead: &mut impl Ahead) -> bool {
    (1..=8).any(|n| ahead.text(n).is_some_and(|text| text.starts_with("goroutine ")))
}

/// A register as Go prints it: `rax    0x0`.
fn register(text: &str) -> bool {
    let name = dotted_name(text).map_or("", |(name, _)| name);
    (2..=6).contains(&name.len()) && text[name.len()..].trim_start().starts_with("0x")
}

/// Whether a line only marks the one above it: `    ^^^`.
fn mark(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.bytes().all(|b| matches!(b, b'^' | b'~'))
}

/// Whether a line names the place of code that is shown below it: `/srv/app/a.js:12`.
fn node_code(text: &str, ahead: &mut impl Ahead) -> bool {
    let Some((place, line)) = text.rsplit_once(':') else { return false };
    let number = !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit());
    let path = place.starts_with("node:")
        || place.starts_with('/')
        || place.starts_with("file://")
        || place.get(1..3) == Some(":\\");
    if !(number && path) || place.contains(": ") {
        return false;
    }
    (1..=4).any(|n| ahead.text(n).is_some_and(|text| mark(text) || (n > 1 && exception_head(text))))
}
