//! All that the page knows, and every way in which that can change.

use std::rc::Rc;

use yew::{AttrValue, Reducible};

use crate::analysis::Analysis;
use crate::protocol::RowBlock;

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct State {
    /// How the worker is.
    pub(crate) engine: Engine,
    /// What is to be explained.
    pub(crate) source: Source,
    /// Whether an analysis runs.
    pub(crate) busy: bool,
    /// What the last analysis said about `source`, or about its last version.
    pub(crate) outcome: Option<Outcome>,
    /// The lines that the viewer has.
    pub(crate) rows: Option<Rc<RowBlock>>,
    /// The line that the viewer is to show.
    pub(crate) target: Option<Target>,
    /// What the status line says.
    pub(crate) status: AttrValue,
}

/// How the worker is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Engine {
    /// It has not said that it is ready.
    #[default]
    Starting,
    /// It is ready.
    Ready {
        /// How many rules it knows.
        rules: u32,
    },
    /// It is gone.
    Failed(Failure),
}

/// Why there is no worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The browser would not start one.
    Refused,
    /// It did not answer in time.
    Silent,
    /// It comes from another build than the page.
    Stranger,
    /// It stopped while it worked.
    Stopped,
}

/// Where the text comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Source {
    /// There is none: the text field is empty.
    #[default]
    Nothing,
    /// The text field.
    Field {
        /// The sample that was put there, until it is edited.
        sample: Option<usize>,
    },
    /// A text that was pasted and is too long for the text field.
    Pasted {
        /// Its length.
        characters: u32,
    },
    /// A file.
    File {
        /// Its name, which is untrusted text like the rest of the input.
        name: AttrValue,
        /// Its size in bytes.
        bytes: u64,
        /// How many other files came with it and are not read.
        others: usize,
    },
}

impl Source {
    /// Whether the text stands in the text field rather than in the viewer.
    pub(crate) fn is_field(&self) -> bool {
        matches!(self, Self::Nothing | Self::Field { .. })
    }
}

/// How an analysis ended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// With a report.
    Found(Rc<Analysis>),
    /// The browser would not hand over the file.
    Unreadable,
}

/// A line that the viewer is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// The line, from 0.
    pub(crate) row: u32,
    /// Changes with every request, so that one can go to the same line twice.
    pub(crate) request: u32,
}

/// A change.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Action {
    /// The worker is being started.
    Starting,
    /// The worker is ready.
    Ready {
        /// How many rules it knows.
        rules: u32,
    },
    /// The worker is gone.
    Failed(Failure),
    /// There is another text, or the same source has changed.
    Take(Source),
    /// An analysis was started.
    Started,
    /// An analysis was given up.
    Stopped,
    /// An analysis ended.
    Ended(Outcome),
    /// Lines for the viewer came.
    Rows(RowBlock),
    /// The viewer is to show a line, counted from 0.
    Show(u32),
    /// The status line is to say something.
    Say(AttrValue),
}

impl State {
    /// The state after `action`.
    fn after(&self, action: Action) -> Self {
        let state = self.clone();
        match action {
            Action::Starting => Self { engine: Engine::Starting, ..state },
            Action::Ready { rules } => Self { engine: Engine::Ready { rules }, ..state },
            Action::Failed(failure) => {
                Self { engine: Engine::Failed(failure), busy: false, ..state }
            }
            // A text that grows in the field keeps its findings until the new ones come;
            // anything else starts from nothing.
            Action::Take(source @ Source::Field { .. }) if self.source.is_field() => {
                Self { source, ..state }
            }
            Action::Take(source) => {
                Self { source, busy: false, outcome: None, rows: None, target: None, ..state }
            }
            Action::Started => Self { busy: true, ..state },
            Action::Stopped => Self { busy: false, ..state },
            Action::Ended(_) if self.source == Source::Nothing => Self { busy: false, ..state },
            Action::Ended(outcome) => {
                Self { busy: false, outcome: Some(outcome), rows: None, target: None, ..state }
            }
            Action::Rows(rows) if self.document() == Some(rows.document) => {
                Self { rows: Some(Rc::new(rows)), ..state }
            }
            Action::Rows(_) => state,
            Action::Show(row) => {
                let request = self.target.map_or(0, |target| target.request.wrapping_add(1));
                Self { target: Some(Target { row, request }), ..state }
            }
            Action::Say(status) => Self { status, ..state },
        }
    }

    /// The id of the text that the findings are about.
    fn document(&self) -> Option<u32> {
        match &self.outcome {
            Some(Outcome::Found(analysis)) => Some(analysis.document),
            _ => None,
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::report;

    fn after(actions: impl IntoIterator<Item = Action>) -> State {
        actions.into_iter().fold(State::default(), |state, action| state.after(action))
    }

    fn found(document: u32) -> Action {
        Action::Ended(Outcome::Found(Rc::new(Analysis::new(document, report()))))
    }

    fn typed() -> Action {
        Action::Take(Source::Field { sample: None })
    }

    fn file() -> Action {
        Action::Take(Source::File { name: "a.log".into(), bytes: 1, others: 0 })
    }

    #[test]
    fn findings_stay_while_one_types_on() {
        let state = after([typed(), found(1), typed(), Action::Started]);
        assert!(state.outcome.is_some());
        assert!(state.busy);
    }

    #[test]
    fn another_source_starts_from_nothing() {
        for next in [file(), Action::Take(Source::Nothing)] {
            let state = after([typed(), found(1), Action::Show(3), next]);
            assert_eq!((state.outcome, state.rows, state.target), (None, None, None));
        }
        assert!(after([file(), found(1), typed()]).outcome.is_none());
    }

    #[test]
    fn an_answer_that_comes_after_clearing_shows_nothing() {
        let state = after([typed(), Action::Started, Action::Take(Source::Nothing), found(1)]);
        assert_eq!(state, State::default());
    }

    #[test]
    fn rows_of_another_text_are_dropped() {
        let rows = |document| Action::Rows(RowBlock { document, ..RowBlock::default() });
        assert!(after([file(), found(2), rows(1)]).rows.is_none());
        assert!(after([file(), found(2), rows(2)]).rows.is_some());
    }

    #[test]
    fn going_to_the_same_line_twice_is_a_change() {
        let once = after([Action::Show(3)]);
        let twice = after([Action::Show(3), Action::Show(3)]);
        assert_ne!(once, twice);
    }

    #[test]
    fn a_worker_that_stopped_is_not_busy() {
        let state = after([file(), Action::Started, Action::Failed(Failure::Stopped)]);
        assert!(!state.busy);
        assert_eq!(
            after([Action::Failed(Failure::Silent), Action::Starting]).engine,
            Engine::Starting
        );
    }
}
