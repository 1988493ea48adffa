//! A log: its lines, of which only the part in view is in the page, and what one can do there.

use std::rc::Rc;

use unstuck_report::Format;
use web_sys::Element;
use yew::{Callback, Html, MouseEvent, NodeRef, Properties, component, html, use_callback};
use yew::{use_effect, use_force_update, use_mut_ref, use_node_ref, use_state_eq};

use crate::analysis::Analysis;
use crate::browser::scroll::{self, Position};
use crate::components::log_chosen::log_chosen;
use crate::components::log_overview::log_overview;
use crate::components::log_rows::LogRows;
use crate::components::log_toolbar::LogToolbar;
use crate::components::spoken::use_words;
use crate::components::viewer_work::{Fields, Here, Work};
use crate::intent::Intent;
use crate::log::{Index, Log, LogAction};
use crate::messages::{self, Text};
use crate::protocol::RowBlock;
use crate::state::Target;
use crate::viewport::{BLOCK, Heights, MOST_WRAPPED, Viewport};

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
    pub(crate) log: Rc<Log>,
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
    use_words();
    let (window, search, go_to) = (use_node_ref(), use_node_ref(), use_node_ref());
    let (log, act) = (&props.log, &props.act);
    let position = use_state_eq(Position::default);
    let redraw = use_force_update();
    let heights = use_mut_ref(Heights::default);
    let here = use_mut_ref(Here::default);
    let work = use_mut_ref(Work::default);

    let seen = log.seen();
    let count = props.analysis.as_ref().map_or(0, |analysis| analysis.lines());
    let document = props.analysis.as_ref().map(|analysis| analysis.document);
    let shown = seen.map_or(count, Index::len);
    let wraps = log.wrap && shown <= MOST_WRAPPED;
    let found = log.found.as_ref().map_or(0, |found| found.search);

    let mut known = heights.borrow_mut();
    // What was measured is void for other lines, and in a window of another width.
    known.of((document, seen.map(|_| found), position.width as i64));
    known.fit(shown);
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
    let (total, visible) = (view.total(), view.visible());

    // Where the target is, which may not be known yet while a search runs.
    let place = props.target.and_then(|target| Some((target, place_of(seen, target.row)?)));
    let goal = place.map(|(target, place)| {
        let in_view = visible.start < place.max(1) && place + 1 < visible.end;
        (target, (target.focus || !in_view).then(|| view.scroll_to(place)))
    });
    let is_here = |target: &Target| {
        lines.binary_search(&target.row).is_ok()
            && props.rows.as_ref().is_some_and(|rows| rows.holds(target.row))
    };
    let first = lines.get(visible.start.saturating_sub(frame.from) as usize).copied();
    let line = match place {
        Some((target, place)) if visible.contains(&place) => target.row,
        _ => first.unwrap_or(0),
    };
    here.replace(Here { line, analysis: props.analysis.clone(), found: log.found.clone() });
    drop(known);

    let go = use_callback(act.clone(), {
        let here = Rc::clone(&here);
        move |step: Step, act| {
            // The borrow ends before anybody is told.
            let next = here.borrow().after(step);
            if let Some((line, says)) = next {
                let focus = matches!(step, Step::Finding { .. });
                act.emit(Intent::GoToLine { line, focus, says });
            }
        }
    });
    let measured = use_callback((), {
        let (heights, window) = (Rc::clone(&heights), window.clone());
        move |blocks: Vec<(u32, f64)>, ()| {
            let Some(window) = window.cast::<Element>() else { return };
            let top = scroll::position(&window).top;
            if let Some(above) = heights.borrow_mut().measure(blocks, top) {
                redraw.force_update();
                scroll::scroll_by(&window, above);
            }
        }
    });
    {
        let fields =
            Fields { window: window.clone(), search: search.clone(), go_to: go_to.clone() };
        let setter = position.setter();
        let arrived = props.target.filter(is_here);
        let analysis = props.analysis.clone();
        let (lines, log, act, go) = (Rc::clone(&lines), Rc::clone(log), act.clone(), go.clone());
        use_effect(move || {
            let mut work = work.borrow_mut();
            work.listen(&fields, setter);
            work.keys(!log.silent, &fields, &go);
            work.search(analysis.as_deref(), &log.query, &act);
            work.rows(document, &lines, found, log.whole, &act);
            if let Some(window) = fields.window.cast::<Element>() {
                work.scroll(&window, goal);
                work.arrive(&window, arrived, wraps);
                work.anchor(&window, wraps, line, arrived);
            }
        });
    }

    let Some(analysis) = &props.analysis else { return empty(&window, messages::VIEWER_EMPTY) };
    if analysis.input.format == Format::Binary {
        return empty(&window, messages::VIEWER_BINARY);
    }
    let nothing = (shown == 0 && seen.is_some()).then(|| {
        let running = log.found.as_ref().is_some_and(|found| found.running);
        let text = if running { messages::SEARCHING } else { messages::NOTHING_SEEN };
        html! { <p class="viewer-nothing" dir="auto">{ text }</p> }
    });
    html! {
        <div class="log">
            <LogToolbar
                log={Rc::clone(log)}
                {count}
                places={analysis.places.len()}
                can_wrap={shown <= MOST_WRAPPED}
                {search}
                {go_to}
                {go}
                act={act.clone()}
            />
            { for log.chosen.map(|lines| log_chosen(analysis.document, lines, act)) }
            <div class="log-window" dir="ltr">
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
                            first_block={frame.from / BLOCK}
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
                { log_overview(analysis, log.found.as_ref(), count, act) }
            </div>
        </div>
    }
}

fn empty(window: &NodeRef, text: Text) -> Html {
    html! { <div class="viewer viewer-empty" ref={window.clone()}><p>{ text }</p></div> }
}

/// The place of a line among those that are to be seen.
pub(crate) fn place_of(seen: Option<&Index>, line: u32) -> Option<u32> {
    match seen {
        None => Some(line),
        Some(seen) => seen.place(line).ok(),
    }
}

/// A change of how the log is looked at.
pub(crate) fn look(act: &Callback<Intent>, action: LogAction) -> Callback<MouseEvent> {
    act.reform(move |_| Intent::Log(action.clone()))
}
