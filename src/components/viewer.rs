//! A log: its lines, of which only the part in view is in the page, and what one can do there.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use unstuck_report::Format;
use web_sys::{Element, HtmlInputElement};
use yew::{Callback, Html, NodeRef, Properties, component, hook, html, use_callback};
use yew::{use_effect_with, use_force_update, use_mut_ref, use_node_ref, use_state_eq};

use crate::analysis::Analysis;
use crate::browser::keys;
use crate::browser::scroll::{self, Position};
use crate::components::log_chosen::log_chosen;
use crate::components::log_overview::LogOverview;
use crate::components::log_rows::LogRows;
use crate::components::log_toolbar::LogToolbar;
use crate::intent::Intent;
use crate::log::{Index, Log, LogAction};
use crate::messages;
use crate::protocol::{Query, RowBlock};
use crate::state::Target;
use crate::viewport::{Heights, MOST_WRAPPED, Viewport};

/// How long the typing must pause before a search begins, in milliseconds.
const PAUSE: u32 = 150;

/// How far down in the window a line stands that was gone to.
const THIRD: f64 = 1.0 / 3.0;

/// What the view shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ViewerProps {
    /// What was found in the text, once it was read.
    pub(crate) analysis: Option<Rc<Analysis>>,
    /// The lines that came last.
    pub(crate) rows: Option<Rc<RowBlock>>,
    /// The line to show.
    pub(crate) target: Option<Target>,
    /// How it is looked at.
    pub(crate) log: Log,
    /// Takes what a person does.
    pub(crate) act: Callback<Intent>,
}

/// Where a person goes from where they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// To a problem that was found.
    Finding {
        /// To the one before.
        back: bool,
    },
    /// To a line that the search has found.
    Hit {
        /// To the one before.
        back: bool,
    },
}

/// A window on the text with its tools.
#[component]
pub(crate) fn Viewer(props: &ViewerProps) -> Html {
    let (window, search, go_to) = (use_node_ref(), use_node_ref(), use_node_ref());
    let (log, act) = (&props.log, &props.act);
    let position = use_scroll_position(&window);
    let seen = log.seen();
    let count = props.analysis.as_ref().map_or(0, |analysis| analysis.lines());
    let shown = seen.map_or(count, Index::len);
    let wraps = log.wrap && shown <= MOST_WRAPPED;

    let heights = use_mut_ref(Heights::default);
    let document = props.analysis.as_ref().map(|analysis| analysis.document);
    let filter = log.found.as_ref().filter(|found| found.seen.is_some());
    use_fresh_heights(&heights, (document, filter.map(|found| found.search)), position);
    heights.borrow_mut().fit(shown);
    let known = heights.borrow();
    let view = Viewport {
        lines: shown,
        scroll: position.top,
        height: position.height,
        heights: wraps.then_some(&*known),
    };
    let frame = view.frame();
    let lines: Rc<[u32]> = match seen {
        Some(seen) => seen.iter_from(frame.from).take(frame.count as usize).collect(),
        None => (frame.from..frame.from + frame.count).collect(),
    };

    use_search(document, &log.query, act);
    let found = log.found.as_ref().map_or(0, |found| found.search);
    use_wanted_rows(document, &lines, found, log.whole, act);

    // Where the target is, which may not be known yet while a search runs.
    let goal = props.target.and_then(|target| {
        let place = place_of(seen, target.row)?;
        let visible = view.visible();
        let in_view = !target.focus && visible.start < place.max(1) && place + 1 < visible.end;
        Some((target, (!in_view).then(|| view.scroll_to(place))))
    });
    use_goal(&window, goal);
    let is_here = |target: &Target| {
        lines.binary_search(&target.row).is_ok()
            && props.rows.as_ref().is_some_and(|rows| rows.holds(target.row))
    };
    use_arrival(&window, props.target.filter(is_here), wraps);

    let visible = view.visible();
    let here = use_mut_ref(|| 0);
    *here.borrow_mut() = match props.target {
        Some(target) if place_of(seen, target.row).is_some_and(|at| visible.contains(&at)) => {
            target.row
        }
        _ => lines.get(visible.start.saturating_sub(frame.from) as usize).copied().unwrap_or(0),
    };
    let (total, first_block) = (view.total(), frame.from / crate::viewport::BLOCK);
    drop(known);

    let go = {
        let here = Rc::clone(&here);
        use_callback((props.analysis.clone(), log.found.clone(), act.clone()), {
            move |step: Step, (analysis, found, act)| {
                let Some(analysis) = analysis else { return };
                let hits = found.as_ref().map(|found| &found.hits);
                let at = *here.borrow();
                let going = match step {
                    Step::Finding { back } => next_place(analysis, at, back),
                    Step::Hit { back } => hits.and_then(|hits| {
                        let line = hits.next(at, back)?;
                        let number = hits.place(line).map_or(1, |place| place + 1);
                        Some((line, messages::hit(number, hits.len(), line)))
                    }),
                };
                if let Some((line, says)) = going {
                    let focus = matches!(step, Step::Finding { .. });
                    act.emit(Intent::GoToLine { line, focus, says });
                }
            }
        })
    };
    use_keys(!log.silent, &go, &search, &go_to);

    let redraw = use_force_update();
    let top = use_mut_ref(|| 0.0);
    *top.borrow_mut() = position.top;
    let measured = {
        let (heights, window) = (Rc::clone(&heights), window.clone());
        use_callback((), move |blocks: Vec<(u32, f64)>, ()| {
            let top = *top.borrow();
            let mut known = heights.borrow_mut();
            let (mut changed, mut above) = (false, 0.0);
            for (block, height) in blocks {
                let grown = known.measured(block, height);
                if grown.abs() >= 0.5 {
                    changed = true;
                    if known.top(block + 1) - grown <= top {
                        above += grown;
                    }
                }
            }
            drop(known);
            if changed {
                redraw.force_update();
                if let Some(window) = window.cast::<Element>().filter(|_| above.abs() >= 0.5) {
                    scroll::scroll_by(&window, above);
                }
            }
        })
    };

    use_anchor(&window, wraps, &here, props.target);

    let Some(analysis) = &props.analysis else { return empty(&window, messages::VIEWER_EMPTY) };
    if analysis.input.format == Format::Binary {
        return empty(&window, messages::VIEWER_BINARY);
    }
    let nothing = (shown == 0 && seen.is_some()).then(|| {
        let running = log.found.as_ref().is_some_and(|found| found.running);
        let text = if running { messages::SEARCHING } else { messages::NOTHING_SEEN };
        html! { <p class="viewer-nothing">{ text }</p> }
    });
    html! {
        <div class="log">
            <LogToolbar
                query={log.query.clone()}
                found={log.found.clone()}
                {count}
                places={analysis.places.len()}
                wrap={log.wrap}
                can_wrap={shown <= MOST_WRAPPED}
                silent={log.silent}
                {search}
                {go_to}
                {go}
                act={act.clone()}
            />
            { for log.chosen.map(|lines| log_chosen(analysis.document, lines, act)) }
            <div class="log-window">
                <div
                    ref={window.clone()}
                    class="viewer"
                    role="region"
                    tabindex="0"
                    aria-label={messages::viewer(analysis.input.lines)}
                    dir="ltr"
                    translate="no"
                >
                    { for nothing }
                    <div class="viewer-space" ~style={format!("block-size: {total}px")}>
                        <LogRows
                            {lines}
                            {first_block}
                            top={frame.top}
                            rows={props.rows.clone()}
                            search={found}
                            analysis={Rc::clone(analysis)}
                            current={props.target.map(|target| target.row)}
                            chosen={log.chosen}
                            wrap={wraps}
                            {window}
                            {measured}
                            act={act.clone()}
                        />
                    </div>
                </div>
                <LogOverview
                    analysis={Rc::clone(analysis)}
                    found={log.found.clone()}
                    lines={count}
                    act={act.clone()}
                />
            </div>
        </div>
    }
}

fn empty(window: &NodeRef, text: &'static str) -> Html {
    html! { <div class="viewer viewer-empty" ref={window.clone()}><p>{ text }</p></div> }
}

/// The place of a line among those that are to be seen.
pub(crate) fn place_of(seen: Option<&Index>, line: u32) -> Option<u32> {
    match seen {
        None => Some(line),
        Some(seen) => seen.place(line).ok(),
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

/// Where the window is scrolled to, as it moves.
#[hook]
fn use_scroll_position(window: &NodeRef) -> Position {
    let position = use_state_eq(Position::default);
    let moved = use_callback((), {
        let setter = position.setter();
        move |position, ()| setter.set(position)
    });
    // The element comes with the text, and goes with it.
    let element = window.cast::<Element>();
    let listening = use_mut_ref(|| None::<(Element, [gloo::events::EventListener; 3])>);
    let window = window.clone();
    yew::use_effect(move || {
        let element = window.cast::<Element>().or(element);
        let mut listening = listening.borrow_mut();
        if listening.as_ref().map(|(known, _)| known) != element.as_ref() {
            *listening = element.map(|element| {
                moved.emit(scroll::position(&element));
                let listeners = scroll::listen(&element, &moved);
                (element, listeners)
            });
        }
    });
    *position
}

/// What was measured is void for other lines, and in a window of another width.
#[hook]
fn use_fresh_heights(
    heights: &Rc<RefCell<Heights>>,
    of: (Option<u32>, Option<u32>),
    position: Position,
) {
    let key = (of, position.width as i64);
    let last = use_mut_ref(|| key);
    if last.replace(key) != key {
        heights.replace(Heights::default());
    }
}

/// Looks for what the query asks when the typing pauses, and again in every other text.
#[hook]
fn use_search(document: Option<u32>, query: &Query, act: &Callback<Intent>) {
    let (act, last) = (act.clone(), use_mut_ref(|| (None, Query::default())));
    use_effect_with((document, query.clone()), move |(document, query)| {
        let key = (*document, query.clone());
        let before = last.replace(key);
        let changed = before.1 != *query;
        let wait = if before.1.text == query.text { 0 } else { PAUSE };
        let begin = document.filter(|_| changed || !query.is_empty()).map(|document| {
            let query = query.clone();
            Timeout::new(wait, move || act.emit(Intent::Search { document, query }))
        });
        move || drop(begin)
    });
}

/// Asks for the lines of the frame whenever it moves to others.
#[hook]
fn use_wanted_rows(
    document: Option<u32>,
    lines: &Rc<[u32]>,
    search: u32,
    whole: Option<u32>,
    act: &Callback<Intent>,
) {
    let act = act.clone();
    use_effect_with(
        (document, Rc::clone(lines), search, whole),
        move |(document, lines, search, whole)| {
            if let Some(document) = *document
                && !lines.is_empty()
            {
                let (lines, search, whole) = (lines.to_vec(), *search, *whole);
                act.emit(Intent::ReadRows { document, lines, search, whole });
            }
        },
    );
}

/// Scrolls to the line that was asked for, once it is known where it stands.
#[hook]
fn use_goal(window: &NodeRef, goal: Option<(Target, Option<f64>)>) {
    let window = window.clone();
    let to = goal.and_then(|(_, to)| to);
    use_effect_with(goal.map(|(target, _)| target), move |_| {
        if let Some((to, window)) = to.zip(window.cast::<Element>()) {
            scroll::scroll_to(&window, to);
        }
    });
}

/// Puts the focus on the line that was asked for when it is there, if that was asked for too.
#[hook]
fn use_arrival(window: &NodeRef, present: Option<Target>, wraps: bool) {
    let window = window.clone();
    use_effect_with(present, move |present| {
        let Some((target, window)) = present.zip(window.cast::<Element>()) else { return };
        let Some(row) = scroll::row(&window, target.row) else { return };
        if wraps {
            scroll::settle(&window, &row, THIRD);
        }
        if target.focus {
            scroll::focus(&row, Some(&window));
        }
    });
}

/// Keeps the first line in view where it is when lines are wrapped, or are not any more.
#[hook]
fn use_anchor(window: &NodeRef, wraps: bool, here: &Rc<RefCell<u32>>, target: Option<Target>) {
    let (window, here) = (window.clone(), Rc::clone(here));
    let was = use_mut_ref(|| wraps);
    use_effect_with(wraps, move |wraps| {
        let changed = was.replace(*wraps) != *wraps;
        let Some(window) = window.cast::<Element>().filter(|_| changed) else { return };
        let here = *here.borrow();
        let share = if target.is_some_and(|target| target.row == here) { THIRD } else { 0.0 };
        if let Some(row) = scroll::row(&window, here) {
            scroll::settle(&window, &row, share);
        }
    });
}

/// Listens to single keys.
#[hook]
fn use_keys(on: bool, go: &Callback<Step>, search: &NodeRef, go_to: &NodeRef) {
    let deps = (on, go.clone(), search.clone(), go_to.clone());
    use_effect_with(deps, |(on, go, search, go_to)| {
        let (go, search, go_to) = (go.clone(), search.clone(), go_to.clone());
        let listener = on.then(|| {
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
        move || drop(listener)
    });
}

/// A change of how the log is looked at.
pub(crate) fn look(
    act: &Callback<Intent>,
    action: LogAction,
) -> impl Fn(yew::MouseEvent) + 'static {
    let act = act.clone();
    move |_| act.emit(Intent::Log(action.clone()))
}
