//! What a log view does beside drawing: it listens, asks for lines, searches and scrolls. All of
//! it happens after drawing, where something has changed since the last time.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use web_sys::{Element, HtmlInputElement};
use yew::{Callback, NodeRef, UseStateSetter};

use crate::analysis::Analysis;
use crate::browser::keys;
use crate::browser::scroll::{self, Position};
use crate::components::viewer::Step;
use crate::intent::Intent;
use crate::log::Found;
use crate::messages;
use crate::protocol::Query;
use crate::state::Target;

/// How long the typing must pause before a search begins, in milliseconds.
const PAUSE: u32 = 150;

/// How far down in the window a line stands that was gone to.
const THIRD: f64 = 1.0 / 3.0;

/// Where a person is, and where they can go from there.
#[derive(Default)]
pub(crate) struct Here {
    /// The line, from 0.
    pub(crate) line: u32,
    /// What was found in the log.
    pub(crate) analysis: Option<Rc<Analysis>>,
    /// What the search has found.
    pub(crate) found: Option<Rc<Found>>,
}

impl Here {
    /// The line to which a step leads, and what to say there. Behind the last comes the first.
    pub(crate) fn after(&self, step: Step) -> Option<(u32, String)> {
        match step {
            Step::Finding { back } => next_place(self.analysis.as_deref()?, self.line, back),
            Step::Hit { back } => {
                let hits = &self.found.as_ref()?.hits;
                let line = hits.next(self.line, back)?;
                let number = hits.place(line).map_or(1, |place| place + 1);
                Some((line, messages::hit(number, hits.len(), line)))
            }
        }
    }
}

/// The problem after or before a line, going round, and what to say there.
fn next_place(analysis: &Analysis, line: u32, back: bool) -> Option<(u32, String)> {
    let places = &analysis.places;
    let last = places.len().checked_sub(1)?;
    let index = if back {
        places.partition_point(|(at, _)| *at < line).checked_sub(1).unwrap_or(last)
    } else {
        let next = places.partition_point(|(at, _)| *at <= line);
        if next > last { 0 } else { next }
    };
    let (line, finding) = places[index];
    let what = finding.and_then(|finding| analysis.findings.get(finding));
    let what = what.map(|finding| finding.summary.as_str());
    Some((line, messages::place(index + 1, places.len(), line, what)))
}

/// The elements that are worked on.
pub(crate) struct Fields {
    /// What scrolls.
    pub(crate) window: NodeRef,
    /// The field for what to search.
    pub(crate) search: NodeRef,
    /// The field for where to go.
    pub(crate) go_to: NodeRef,
}

type Wanted = (u32, Rc<[u32]>, u32, Option<u32>);

/// What was done last.
#[derive(Default)]
pub(crate) struct Work {
    listening: Option<(Element, [EventListener; 3])>,
    keys: Option<EventListener>,
    searched: (Option<u32>, Query),
    timer: Option<Timeout>,
    wanted: Option<Wanted>,
    goal: Option<Target>,
    arrived: Option<Target>,
    wraps: bool,
}

impl Work {
    /// Listens to the scrolling of the window, which comes and goes with the text.
    pub(crate) fn listen(&mut self, fields: &Fields, setter: UseStateSetter<Position>) {
        let element = fields.window.cast::<Element>();
        if self.listening.as_ref().map(|(known, _)| known) == element.as_ref() {
            return;
        }
        self.listening = element.map(|element| {
            let moved = Callback::from(move |position| setter.set(position));
            moved.emit(scroll::position(&element));
            let listeners = scroll::listen(&element, &moved);
            (element, listeners)
        });
    }

    /// Listens to single keys, or does not.
    pub(crate) fn keys(&mut self, on: bool, fields: &Fields, go: &Callback<Step>) {
        if on == self.keys.is_some() {
            return;
        }
        let (go, search, go_to) = (go.clone(), fields.search.clone(), fields.go_to.clone());
        self.keys = on.then(|| {
            keys::listen(move |key| {
                match key {
                    "n" => go.emit(Step::Finding { back: false }),
                    "p" => go.emit(Step::Finding { back: true }),
                    "/" | "g" => {
                        let field = if key == "/" { &search } else { &go_to };
                        let Some(field) = field.cast::<HtmlInputElement>() else { return false };
                        keys::enter(&field);
                    }
                    _ => return false,
                }
                true
            })
        });
    }

    /// Looks for what the query asks when the typing pauses, and again in every other text.
    pub(crate) fn search(
        &mut self,
        analysis: Option<&Analysis>,
        query: &Query,
        act: &Callback<Intent>,
    ) {
        let document = analysis.map(|analysis| analysis.document);
        let (known, last) = &self.searched;
        let changed = last != query;
        if *known == document && !changed {
            return;
        }
        let wait = if last.text == query.text { 0 } else { PAUSE };
        self.timer = analysis.filter(|_| changed || !query.is_empty()).map(|analysis| {
            let (document, serious) = (analysis.document, analysis.serious(query.levels));
            let search = Intent::Search { document, query: query.clone(), serious };
            let act = act.clone();
            Timeout::new(wait, move || act.emit(search))
        });
        self.searched = (document, query.clone());
    }

    /// Asks for lines whenever they are others.
    pub(crate) fn rows(
        &mut self,
        document: Option<u32>,
        lines: &Rc<[u32]>,
        search: u32,
        whole: Option<u32>,
        act: &Callback<Intent>,
    ) {
        let wanted = document.map(|document| (document, Rc::clone(lines), search, whole));
        if wanted == self.wanted {
            return;
        }
        if let Some(document) = document.filter(|_| !lines.is_empty()) {
            let lines = lines.to_vec();
            act.emit(Intent::ReadRows { document, lines, search, whole });
        }
        self.wanted = wanted;
    }

    /// Scrolls to the line that was asked for, once it is known where it stands.
    pub(crate) fn scroll(&mut self, window: &Element, goal: Option<(Target, Option<f64>)>) {
        let target = goal.map(|(target, _)| target);
        if target != self.goal
            && let Some(to) = goal.and_then(|(_, to)| to)
        {
            scroll::scroll_to(window, to);
        }
        self.goal = target;
    }

    /// Puts the focus on the line that was asked for when it is there, if that was asked for.
    pub(crate) fn arrive(&mut self, window: &Element, present: Option<Target>, wraps: bool) {
        if present == self.arrived {
            return;
        }
        self.arrived = present;
        let Some(target) = present else { return };
        let Some(row) = scroll::row(window, target.row) else { return };
        if wraps {
            scroll::settle(window, &row, THIRD);
        }
        if target.focus {
            scroll::focus(&row, Some(window));
        }
    }

    /// Keeps the line where it is when lines are wrapped, or are not any more.
    pub(crate) fn anchor(
        &mut self,
        window: &Element,
        wraps: bool,
        line: u32,
        target: Option<Target>,
    ) {
        if wraps == self.wraps {
            return;
        }
        self.wraps = wraps;
        let share = if target.is_some_and(|target| target.row == line) { THIRD } else { 0.0 };
        if let Some(row) = scroll::row(window, line) {
            scroll::settle(window, &row, share);
        }
    }
}
