//! How a person looks at a log: what they search for, which lines they have chosen, and what
//! the worker has found so far.

mod index;
mod lines;

use std::rc::Rc;

use yew::AttrValue;

use crate::protocol::{Next, Query, Searched};

pub(crate) use index::Index;
pub(crate) use lines::{Lines, lines_of};

/// How the log is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Log {
    /// Whether a text that stands in the text field is shown as a log instead.
    pub(crate) open: bool,
    /// What to look for.
    pub(crate) query: Query,
    /// What was found, of this query or of the one before.
    pub(crate) found: Option<Rc<Found>>,
    /// The lines that were chosen.
    pub(crate) chosen: Option<Lines>,
    /// The line that is shown to its end, though it is long.
    pub(crate) whole: Option<u32>,
    /// Whether long lines are wrapped.
    pub(crate) wrap: bool,
    /// Whether keys without a modifier do nothing.
    pub(crate) silent: bool,
}

/// What a search has found so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Found {
    /// The id of the search.
    pub(crate) search: u32,
    /// What was looked for.
    pub(crate) query: Query,
    /// The lines that hold it.
    pub(crate) hits: Index,
    /// The lines that are to be seen, if some are not.
    pub(crate) seen: Option<Index>,
    /// How many lines were looked through.
    pub(crate) lines: u32,
    /// Whether there is more to come.
    pub(crate) running: bool,
    /// Whether there is more than was asked for.
    pub(crate) cut: bool,
    /// Why nothing could be looked for, in words.
    pub(crate) problem: Option<AttrValue>,
}

/// A change of [`Log`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LogAction {
    /// Show the text of the text field as a log, or the field again.
    Open(bool),
    /// Look for this.
    Ask(Query),
    /// A search was begun, by its id.
    Begun(u32, Query),
    /// It has taken a step.
    Searched(Searched),
    /// There is nothing to look for.
    Unsearched,
    /// These lines were chosen.
    Choose(Option<Lines>),
    /// This line is to be shown to its end.
    Whole(u32),
    /// Wrap long lines, or do not.
    Wrap(bool),
    /// Let single keys do nothing, or something again.
    Silent(bool),
}

impl Log {
    /// The log after `action`.
    pub(crate) fn after(&self, action: LogAction) -> Self {
        let log = self.clone();
        match action {
            LogAction::Open(open) => Self { open, ..log },
            LogAction::Ask(query) => Self { query, ..log },
            LogAction::Begun(search, query) => {
                let seen = query.filters().then(Index::default);
                let found = Found { search, query, seen, running: true, ..Found::default() };
                Self { found: Some(Rc::new(found)), ..log }
            }
            LogAction::Searched(step) => match &self.found {
                Some(found) if found.search == step.search => {
                    Self { found: Some(Rc::new(found.with(step))), ..log }
                }
                _ => log,
            },
            LogAction::Unsearched => Self { found: None, ..log },
            LogAction::Choose(chosen) => Self { chosen, ..log },
            LogAction::Whole(line) => Self { whole: Some(line), ..log },
            LogAction::Wrap(wrap) => Self { wrap, ..log },
            LogAction::Silent(silent) => Self { silent, ..log },
        }
    }

    /// What stays when there is another text: how a person likes to look at any.
    pub(crate) fn of_another_text(&self) -> Self {
        Self { wrap: self.wrap, silent: self.silent, ..Self::default() }
    }

    /// What stays when another version of the same text was read: its lines are others.
    pub(crate) fn of_another_version(&self) -> Self {
        Self { found: None, whole: None, ..self.clone() }
    }

    /// The log in which this line can be seen: without the filter, if that hides it.
    pub(crate) fn showing(self: &Rc<Self>, line: u32) -> Rc<Self> {
        if self.seen().is_none_or(|seen| seen.place(line).is_ok()) {
            return Rc::clone(self);
        }
        let query =
            Query { only: false, levels: crate::protocol::Levels::All, ..self.query.clone() };
        Rc::new(Self { query, found: None, ..Self::clone(self) })
    }

    /// The lines that are to be seen, if some are not.
    pub(crate) fn seen(&self) -> Option<&Index> {
        self.found.as_ref()?.seen.as_ref()
    }
}

impl Found {
    fn with(&self, step: Searched) -> Self {
        let mut found = self.clone();
        found.hits.add(step.hits);
        if let Some(seen) = &mut found.seen {
            seen.add(step.seen);
        }
        found.lines = step.lines.max(found.lines);
        found.running = step.next == Next::More;
        found.cut = step.next == Next::Enough;
        if let Next::Problem(problem) = step.next {
            // Without an answer nothing is hidden.
            found.seen = None;
            found.problem = Some(problem.into());
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Levels;

    fn errors() -> Query {
        Query { levels: Levels::Errors, ..Query::default() }
    }

    fn step(search: u32, seen: &[u32], next: Next) -> LogAction {
        LogAction::Searched(Searched { search, seen: seen.to_vec(), next, ..Searched::default() })
    }

    fn after(actions: impl IntoIterator<Item = LogAction>) -> Log {
        actions.into_iter().fold(Log::default(), |log, action| log.after(action))
    }

    #[test]
    fn steps_add_up_and_those_of_another_search_do_not() {
        let log = after([
            LogAction::Begun(7, errors()),
            step(7, &[1, 2], Next::More),
            step(6, &[3], Next::Done),
            step(7, &[9], Next::Enough),
        ]);
        let found = log.found.as_ref().unwrap();
        assert_eq!(log.seen().unwrap().iter_from(0).collect::<Vec<_>>(), [1, 2, 9]);
        assert!(!found.running && found.cut);
    }

    #[test]
    fn a_line_that_is_hidden_can_be_shown() {
        let log = Rc::new(after([
            LogAction::Ask(errors()),
            LogAction::Begun(7, errors()),
            step(7, &[1, 2], Next::Done),
        ]));
        assert_eq!(log.showing(2), log);
        let all = log.showing(3);
        assert_eq!((all.seen(), all.query.levels), (None, Levels::All));
    }

    #[test]
    fn a_query_that_cannot_be_used_hides_nothing() {
        let log = after([
            LogAction::Begun(7, errors()),
            step(7, &[], Next::Problem("unclosed group".to_owned())),
        ]);
        assert!(log.seen().is_none());
        assert!(log.found.unwrap().problem.is_some());
    }
}
