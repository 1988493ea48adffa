//! Who takes what comes out, and what is said about it.

use std::ops::ControlFlow;

use crate::{Container, Problem};

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its path in the archive, for showing: without control characters and such that turn
    /// the direction of writing, 200 characters at most. Never a place to write to.
    pub name: String,
    /// Its size in bytes as the archive announces it, which may be a lie.
    pub size_hint: Option<u64>,
}

/// What shall happen next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// On with it.
    Go,
    /// Enough of this member; on to the next.
    Skip,
    /// Enough of the archive.
    Stop,
}

/// How a member ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Bytes that were handed over.
    pub bytes: u64,
    /// What was wrong; nothing if the member is whole.
    pub problems: Vec<Problem>,
}

/// Takes the members of an archive, one after the other.
///
/// Each [`begin`](Sink::begin) is followed by any number of [`data`](Sink::data) and exactly
/// one [`end`](Sink::end), whatever the answers and whatever the archive.
pub trait Sink {
    /// A member begins. `head` are its first bytes, at least [`HEAD`](crate::HEAD) of them
    /// if it has as many, so that a picture or a program can be told and refused; they come
    /// again as the first `data`.
    fn begin(&mut self, member: &Member, head: &[u8]) -> Answer;

    /// The next bytes of the member, never none.
    fn data(&mut self, bytes: &[u8]) -> Answer;

    /// The member is over.
    fn end(&mut self, outcome: Outcome);

    /// A file in the archive that cannot be opened, and why.
    fn passed_over(&mut self, _member: &Member, _problem: &Problem) {}

    /// `read` of the `all` bytes of the archive are done with. Called often; breaking stops.
    fn progress(&mut self, _read: u64, _all: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// What was in an archive as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What it is, if it is an archive.
    pub container: Option<Container>,
    /// Members that were taken, wholly or in part.
    pub taken: usize,
    /// Files that the sink refused from their first bytes.
    pub refused: usize,
    /// Files that cannot be opened.
    pub passed_over: usize,
    /// Entries that are no files of a person's: folders, links, devices, and what macOS adds.
    pub ignored: usize,
    /// Bytes that were handed over.
    pub bytes: u64,
    /// What is wrong with the archive itself rather than with one member.
    pub problems: Vec<Problem>,
}

impl Summary {
    /// Says a problem, once.
    pub(crate) fn note(&mut self, problem: Problem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}
