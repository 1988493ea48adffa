//! The lines of a log that are in the page.

use std::ops::Range;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};
use yew::{
    Callback, Html, NodeRef, Properties, classes, component, html, use_callback, use_effect,
};
use yew::{use_memo, use_mut_ref, use_node_ref};

use crate::analysis::Analysis;
use crate::browser::highlight::{self, Paint};
use crate::browser::scroll;
use crate::components::spoken::use_words;
use crate::components::viewer_row::viewer_row;
use crate::intent::Intent;
use crate::log::{Lines, LogAction};
use crate::protocol::{Row, RowBlock};
use crate::text::node_ranges;
use crate::viewport::BLOCK;

/// What of a log is drawn, and how.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LogRowsProps {
    /// The numbers of the lines, from 0.
    pub(crate) lines: Rc<[u32]>,
    /// The number of the block that begins with the first of them.
    pub(crate) first_block: u32,
    /// How far that is from the top, in pixels.
    pub(crate) top: f64,
    /// The lines that have come, as far as they are these.
    pub(crate) rows: Option<Rc<RowBlock>>,
    /// The search whose matches are marked.
    pub(crate) search: u32,
    /// What was found.
    pub(crate) analysis: Rc<Analysis>,
    /// The line that was gone to.
    pub(crate) current: Option<u32>,
    /// The lines that were chosen.
    pub(crate) chosen: Option<Lines>,
    /// Whether lines are wrapped.
    pub(crate) wrap: bool,
    /// The element that scrolls.
    pub(crate) window: NodeRef,
    /// Takes how high the blocks are, where lines are wrapped.
    pub(crate) measured: Callback<Vec<(u32, f64)>>,
    /// Takes what a person does.
    pub(crate) act: Callback<Intent>,
}

impl LogRowsProps {
    fn row(&self, line: u32) -> Option<&Row> {
        self.rows.as_ref()?.row(line)
    }

    /// What the findings and what the search mark in a line.
    fn marks(&self, line: u32) -> [Vec<Range<usize>>; 2] {
        let Some(row) = self.row(line) else { return [Vec::new(), Vec::new()] };
        let highlight = self.analysis.highlights.get(&(u64::from(line) + 1));
        let found = highlight.map(|highlight| highlight.ranges(&row.text).collect());
        let is_current = self.rows.as_ref().is_some_and(|rows| rows.search == self.search);
        let hits = row.marks.iter().filter(|_| is_current);
        let hits = hits.map(|(start, end)| *start as usize..*end as usize).collect();
        [found.unwrap_or_default(), hits]
    }
}

/// Lines in blocks, so that a block can be measured.
#[component]
pub(crate) fn LogRows(props: &LogRowsProps) -> Html {
    use_words();
    let container = use_node_ref();
    let paints = *use_memo((), |()| highlight::is_there());
    use_after_drawing(props, &container, paints);
    let onclick = use_callback(
        (props.chosen, props.window.clone(), props.act.clone()),
        |event: MouseEvent, with| click(&event, with),
    );
    let onmousedown = use_callback((), |event: MouseEvent, ()| {
        // With the shift key, the browser would select all of the text between.
        if event.shift_key() && line_number(&event).is_some() {
            event.prevent_default();
        }
    });
    let blocks = (props.first_block..).zip(props.lines.chunks(BLOCK as usize));
    let blocks = blocks.map(|(block, lines)| {
        let rows = lines.iter().map(|&line| {
            let highlight = props.analysis.highlights.get(&(u64::from(line) + 1));
            let marked = if paints { Vec::new() } else { merged(props.marks(line)) };
            viewer_row(
                line,
                props.row(line),
                highlight,
                marked,
                classes!(
                    (props.current == Some(line)).then_some("row-current"),
                    props.chosen.is_some_and(|lines| lines.holds(line)).then_some("row-chosen"),
                ),
            )
        });
        html! { <div key={block} data-block={block.to_string()}>{ for rows }</div> }
    });
    html! {
        <div
            ref={container}
            class={classes!("viewer-rows", props.wrap.then_some("viewer-wrap"))}
            ~style={format!("inset-block-start: {}px", props.top)}
            {onclick}
            {onmousedown}
        >
            { for blocks }
        </div>
    }
}

/// Paints what is marked, shows what is marked in the line that was gone to, and measures.
#[yew::hook]
fn use_after_drawing(props: &LogRowsProps, container: &NodeRef, paints: bool) {
    let (props, container) = (props.clone(), container.clone());
    let revealed = use_mut_ref(|| None);
    use_effect(move || {
        let Some(container) = container.cast::<Element>() else { return };
        let (finding, hit) = (Paint::new(), Paint::new());
        let current = props.current.filter(|line| props.row(*line).is_some());
        let is_new = *revealed.borrow() != current;
        for &line in props.lines.iter() {
            let marks = props.marks(line);
            let goes_here = is_new && current == Some(line);
            if marks.iter().all(Vec::is_empty) || !(paints || goes_here) {
                continue;
            }
            let row = scroll::row(&container, line);
            let Some(code) = row.and_then(|row| row.query_selector("code").ok()?) else { continue };
            let text = props.row(line).map_or("", |row| row.text.as_str());
            let [found, hits] = marks.map(|marks| node_ranges(text, &marks));
            if paints {
                finding.add(&code, &found);
                hit.add(&code, &hits);
            }
            let first = hits.first().or(found.first()).copied();
            if let Some(window) =
                props.window.cast::<Element>().filter(|_| goes_here && !props.wrap)
            {
                let mark =
                    match first.and_then(|part| highlight::range(&code, part)).filter(|_| paints) {
                        Some(range) => Some(range.get_bounding_client_rect()),
                        None => code
                            .query_selector("mark")
                            .ok()
                            .flatten()
                            .map(|mark| mark.get_bounding_client_rect()),
                    };
                if let Some(mark) = mark {
                    scroll::reveal(&window, &mark);
                }
            }
        }
        revealed.replace(current);
        if paints {
            finding.set("unstuck-finding");
            hit.set("unstuck-hit");
        }
        if props.wrap {
            props.measured.emit(scroll::blocks(&container));
        }
    });
}

/// Both in one, in the order of the line.
fn merged([mut marks, hits]: [Vec<Range<usize>>; 2]) -> Vec<Range<usize>> {
    for hit in hits {
        marks.insert(marks.partition_point(|mark| mark.start <= hit.start), hit);
    }
    marks
}

type Click = (Option<Lines>, NodeRef, Callback<Intent>);

/// A click on a line's number chooses it; one on what is left out of it shows that.
fn click(event: &MouseEvent, (chosen, window, act): &Click) {
    if let Some(line) = line_number(event) {
        let lines = match chosen {
            Some(lines) if event.shift_key() => Some(lines.to(line)),
            Some(lines) if *lines == Lines::one(line) => None,
            _ => Some(Lines::one(line)),
        };
        act.emit(Intent::ChooseLines(lines));
    } else if let Some(line) = line_of(event, ".hidden-part") {
        // What was clicked is about to go.
        if let Some(window) = window.cast::<HtmlElement>() {
            scroll::focus(&window, None);
        }
        act.emit(Intent::Log(LogAction::Whole(line)));
    }
}

fn line_number(event: &MouseEvent) -> Option<u32> {
    line_of(event, ".line-number")
}

/// The line that the click was on, if it was on such a part of it.
fn line_of(event: &MouseEvent, part: &str) -> Option<u32> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let row = target.closest(part).ok()??.closest("[data-row]").ok()??;
    row.get_attribute("data-row")?.parse().ok()
}
