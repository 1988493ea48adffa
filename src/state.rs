//! All that the page knows, and every way in which that can change.

use std::rc::Rc;

use unstuck_handout::Flaw;
use unstuck_report::Report;
use wasm_bindgen::JsValue;
use yew::{AttrValue, Reducible};

use crate::analysis::Analysis;
use crate::batch::{List, Stage};
use crate::browse::{Browse, Turn};
use crate::handing_over::{HandingOver, Said, Saying};
use crate::lens::{Lens, Look};
use crate::log::{Log, LogAction};
use crate::messages::Language;
use crate::progress::Progress;
use crate::protocol::{HandOut, RowBlock};

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct State {
    /// How the worker is.
    pub(crate) engine: Engine,
    /// What is to be explained.
    pub(crate) source: Source,
    /// Whether an analysis runs.
    pub(crate) busy: bool,
    /// How far it is, if it takes long.
    pub(crate) progress: Option<Progress>,
    /// The files of `source`, if there are several.
    pub(crate) list: Option<Rc<List>>,
    /// What the last analysis said about `source`, or about its last version; of several
    /// files, about the one that is shown.
    pub(crate) outcome: Option<Outcome>,
    /// The lines that the viewer has.
    pub(crate) rows: Option<Rc<RowBlock>>,
    /// The line that the viewer is to show.
    pub(crate) target: Option<Target>,
    /// The language that the page speaks, once another was chosen than it began with.
    pub(crate) language: Option<Language>,
    /// What the status line says.
    pub(crate) status: AttrValue,
    /// What the person said about the findings, by the key of each.
    pub(crate) said: Rc<Said>,
    /// The report that is being handed over, while its dialog is open.
    pub(crate) handing_over: Option<Rc<HandingOver>>,
    /// How the log is looked at.
    pub(crate) log: Rc<Log>,
    /// How a person looks at what was found.
    pub(crate) lens: Lens,
    /// What is seen of the rules.
    pub(crate) browse: Rc<Browse>,
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
    /// It cannot read the rule book that it was given.
    NoRules,
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
    },
    /// Several files.
    Files {
        /// How many.
        count: usize,
        /// How many more there were that are not read.
        left_out: usize,
        /// Their size in bytes.
        bytes: u64,
    },
    /// None: somebody's findings came by a link. What stands in the text field stays there.
    Link,
}

impl Source {
    /// Whether there is the text field rather than the viewer.
    pub(crate) fn is_field(&self) -> bool {
        matches!(self, Self::Nothing | Self::Field { .. } | Self::Link)
    }
}

/// How an analysis ended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// With a report.
    Found(Rc<Analysis>),
    /// The browser would not hand over the file.
    Unreadable,
    /// An archive has nothing in it that could be read; why, in words.
    Closed(Rc<[String]>),
    /// A link cannot be opened.
    Flawed(Rc<Flaw>),
}

impl Outcome {
    /// The id of the text that it is about, if there is a text.
    pub(crate) fn document(&self) -> Option<u32> {
        match self {
            Self::Found(analysis) => Some(analysis.document),
            Self::Unreadable | Self::Closed(_) | Self::Flawed(_) => None,
        }
    }

    /// The same with this report, if it is about this text.
    pub(crate) fn retold(&self, document: u32, report: &Report) -> Self {
        match self {
            Self::Found(analysis) if analysis.document == document => {
                let remarks = Rc::clone(&analysis.remarks);
                let link = analysis.link.clone();
                let retold = Analysis::new(document, report.clone(), remarks);
                Self::Found(Rc::new(Analysis { link, ..retold }))
            }
            outcome => outcome.clone(),
        }
    }
}

/// A line that the viewer is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// The line, from 0.
    pub(crate) row: u32,
    /// Changes with every request, so that one can go to the same line twice.
    pub(crate) request: u32,
    /// Whether the focus goes there as well.
    pub(crate) focus: bool,
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
    /// An analysis has come so far.
    Progressed(Progress),
    /// The files of the source are these, and have come so far.
    Listed(Rc<List>),
    /// This file of the list is to be shown, by the id of its text.
    Choose(u32),
    /// An analysis was given up.
    Stopped,
    /// An analysis ended. Of several files this is the one to show first.
    Ended(Outcome),
    /// The report on this text was said in another language.
    Retold(u32, Rc<Report>),
    /// Lines for the viewer came.
    Rows(RowBlock),
    /// The viewer is to show a line, counted from 0, and to put the focus on it.
    Show(u32),
    /// The viewer is to show a line. The focus stays where it is.
    Reveal(u32),
    /// The log is looked at in another way.
    Log(LogAction),
    /// A person looks at it in another way.
    Look(Look),
    /// The page speaks another language.
    Speak(Language),
    /// The status line is to say something.
    Say(AttrValue),
    /// The person said something about the finding with this key.
    Said(AttrValue, Saying),
    /// The report on what is shown is to be handed over.
    HandOver,
    /// Of the private values in it, these are kept.
    Keep(Vec<String>),
    /// The report is ready to leave, with its values for the browser.
    HandOut(HandOut, JsValue),
    /// It is not to be handed over any more.
    KeepBack,
    /// Something else is seen of the rules.
    Browse(Turn),
}

impl State {
    /// The state after `action`.
    fn after(&self, action: Action) -> Self {
        let state = self.clone();
        match action {
            Action::Starting => Self { engine: Engine::Starting, ..state },
            Action::Ready { rules } => Self { engine: Engine::Ready { rules }, ..state },
            Action::Failed(failure) => {
                Self { engine: Engine::Failed(failure), busy: false, progress: None, ..state }
            }
            // A text that grows in the field keeps its findings until the new ones come;
            // anything else starts from nothing.
            Action::Take(source @ Source::Field { .. })
                if self.source.is_field() && self.source != Source::Link =>
            {
                Self { source, ..state }
            }
            Action::Take(source) => Self {
                source,
                busy: false,
                progress: None,
                list: None,
                outcome: None,
                rows: None,
                target: None,
                said: Rc::default(),
                handing_over: None,
                log: Rc::new(self.log.of_another_text()),
                lens: self.lens.clone().on_another(false),
                ..state
            },
            Action::Started if self.source.is_field() => Self { busy: true, ..state },
            // After a failure the same files are read again, and get other ids.
            Action::Started => Self { busy: true, list: None, outcome: None, ..state },
            Action::Progressed(progress) => Self { progress: Some(progress), ..state },
            Action::Listed(list) => Self { list: Some(list), ..state },
            Action::Choose(document) => match self.of_list(document) {
                Some(outcome) => state.showing(outcome),
                None => state,
            },
            Action::Stopped => Self { busy: false, progress: None, ..state },
            Action::Ended(outcome) => {
                let idle = Self { busy: false, progress: None, ..state };
                // What a person chose to look at meanwhile stays.
                let chosen = self.list.is_some() && self.outcome.is_some();
                if self.source == Source::Nothing || chosen { idle } else { idle.showing(outcome) }
            }
            Action::Retold(document, report) => state.retold(document, &report),
            Action::Rows(rows) if self.document() == Some(rows.document) => {
                Self { rows: Some(Rc::new(rows)), ..state }
            }
            Action::Rows(_) => state,
            Action::Show(row) => state.going_to(row, true),
            Action::Reveal(row) => state.going_to(row, false),
            Action::Log(action) => Self { log: Rc::new(self.log.after(action)), ..state },
            Action::Look(look) => Self { lens: self.lens.clone().after(look), ..state },
            Action::Speak(language) => Self { language: Some(language), ..state },
            Action::Say(status) => Self { status, ..state },
            Action::Said(finding, saying) => {
                Self { said: Rc::new(self.said.and(finding, saying)), ..state }
            }
            Action::HandOver => {
                let handing_over = self.document().map(HandingOver::new).map(Rc::new);
                Self { handing_over, ..state }
            }
            Action::Keep(keep) => state.with_handing_over(|handing| handing.keeping(keep)),
            Action::HandOut(handout, report) => {
                state.with_handing_over(|handing| handing.ready(handout, report))
            }
            Action::KeepBack => Self { handing_over: None, ..state },
            Action::Browse(turn) => Self { browse: Rc::new(self.browse.after(turn)), ..state },
        }
    }

    /// The same with another outcome to show.
    fn showing(self, outcome: Outcome) -> Self {
        let log = Rc::new(self.log.of_another_version());
        let lens = self.lens.clone().on_another(self.source.is_field());
        Self { outcome: Some(outcome), rows: None, target: None, log, lens, ..self }
    }

    /// The same with what was said about a text in another language. How a person looks at it
    /// stays.
    fn retold(self, document: u32, report: &Report) -> Self {
        let retold = |outcome: &Outcome| outcome.retold(document, report);
        let list = self.list.as_ref().map(|list| Rc::new(list.retold(document, report)));
        let outcome = self.outcome.as_ref().map(retold);
        Self { list, outcome, ..self }
    }

    /// The same with a line to show.
    fn going_to(self, row: u32, focus: bool) -> Self {
        let request = self.target.map_or(0, |target| target.request.wrapping_add(1));
        Self { target: Some(Target { row, request, focus }), log: self.log.showing(row), ..self }
    }

    /// The same after a change of the report that is being handed over, if there is one.
    fn with_handing_over(self, change: impl FnOnce(&HandingOver) -> HandingOver) -> Self {
        let handing_over = self.handing_over.as_deref().map(change).map(Rc::new);
        Self { handing_over, ..self }
    }

    /// The id of the text that the findings are about.
    fn document(&self) -> Option<u32> {
        self.outcome.as_ref()?.document()
    }

    /// What was found in a file of the list.
    fn of_list(&self, document: u32) -> Option<Outcome> {
        match &self.list.as_ref()?.get(document)?.stage {
            Stage::Done(outcome) => Some(outcome.clone()),
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
    use unstuck_report::Finding;

    use super::*;
    use crate::batch::Listed;
    use crate::components::testing::report;

    fn after(actions: impl IntoIterator<Item = Action>) -> State {
        actions.into_iter().fold(State::default(), |state, action| state.after(action))
    }

    fn found(document: u32) -> Action {
        Action::Ended(Outcome::Found(Rc::new(Analysis::new(document, report(), Rc::new([])))))
    }

    fn typed() -> Action {
        Action::Take(Source::Field { sample: None })
    }

    fn file() -> Action {
        Action::Take(Source::File { name: "a.log".into(), bytes: 1 })
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
    fn findings_of_a_link_are_not_those_of_a_text() {
        for (one, other) in [(Source::Link, typed()), (Source::Nothing, Action::Take(Source::Link))]
        {
            let state = after([Action::Take(one), Action::Started, found(1), other]);
            assert!(state.outcome.is_none());
        }
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

    fn listed() -> Action {
        let file = |document| {
            let outcome = Outcome::Found(Rc::new(Analysis::new(document, report(), Rc::new([]))));
            Listed {
                document,
                name: "a.log".into(),
                bytes: None,
                stage: Stage::Done(outcome),
                remarks: Rc::new([]),
            }
        };
        let list = List { files: vec![file(1), file(2)], remarks: Vec::new(), woven: None };
        Action::Listed(Rc::new(list))
    }

    #[test]
    fn of_several_files_the_one_is_shown_that_was_chosen() {
        let shown = |actions: &[Action]| after([&[file(), listed()], actions].concat()).document();
        assert_eq!(shown(&[]), None);
        assert_eq!(shown(&[Action::Choose(2)]), Some(2));
        assert_eq!(shown(&[Action::Choose(9)]), None);
        assert_eq!(shown(&[found(1)]), Some(1), "the worst, if nobody chose");
        assert_eq!(shown(&[Action::Choose(2), found(1)]), Some(2));
        assert_eq!(shown(&[found(1), Action::Choose(2)]), Some(2));
        assert_eq!(after([file(), listed(), found(1), file()]).list, None);
        assert_eq!(shown(&[found(1), Action::Started]), None, "read once more");
    }

    #[test]
    fn what_is_compared_with_stays_until_it_is_given_up() {
        let compare = |before| Action::Look(Look::Compare(before));
        let kept = [typed(), found(1), compare(Some(Rc::default())), Action::Take(Source::Nothing)];
        let state = after(kept.into_iter().chain([file(), found(2)]));
        assert!(state.lens.before.is_some());
        assert!(state.after(compare(None)).lens.before.is_none());
    }

    #[test]
    fn a_report_in_another_language_changes_nothing_else() {
        let arabic = |document| {
            let report = Report { language: "ar".to_owned(), ..report() };
            let finding = Finding { summary: "عطل".to_owned(), ..report.findings[0].clone() };
            Action::Retold(document, Rc::new(Report { findings: vec![finding], ..report }))
        };
        let summary = |state: &State| match &state.outcome {
            Some(Outcome::Found(analysis)) => analysis.findings[0].summary.clone(),
            _ => String::new(),
        };
        let said = Action::Said("r/r 0".into(), Saying::Step(0, true));
        let before = after([file(), listed(), found(1), Action::Show(3), said]);
        let retold = before.after(arabic(1));
        assert_eq!(summary(&retold), "عطل");
        let back =
            State { outcome: before.outcome.clone(), list: before.list.clone(), ..retold.clone() };
        assert_eq!(back, before);
        // The list has it too, for when somebody comes back to that file.
        assert_eq!(summary(&retold.after(Action::Choose(2)).after(Action::Choose(1))), "عطل");
        assert_eq!(before.after(arabic(7)), before, "a text that is gone");
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
