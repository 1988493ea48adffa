//! A long text, of which only the part in view is in the page.

use std::rc::Rc;

use unstuck_report::Format;
use web_sys::Element;
use yew::{Callback, Html, NodeRef, Properties, component, html, use_callback, use_effect_with};
use yew::{hook, use_node_ref, use_state_eq};

use crate::analysis::Analysis;
use crate::browser::scroll::{self, Position};
use crate::components::viewer_row::viewer_row;
use crate::intent::Intent;
use crate::messages;
use crate::protocol::RowBlock;
use crate::state::Target;
use crate::viewport::{Frame, Viewport};

/// What the viewer shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ViewerProps {
    /// What was found in the text, once it was read.
    pub(crate) analysis: Option<Rc<Analysis>>,
    /// The lines that came last.
    pub(crate) rows: Option<Rc<RowBlock>>,
    /// The line to show.
    pub(crate) target: Option<Target>,
    /// Takes the wish for lines.
    pub(crate) act: Callback<Intent>,
}

/// A window on the text.
#[component]
pub(crate) fn Viewer(props: &ViewerProps) -> Html {
    let window = use_node_ref();
    let lines = props.analysis.as_ref().map_or(0, |analysis| analysis.lines());
    let document = props.analysis.as_ref().map(|analysis| analysis.document);
    let position = use_scroll_position(&window);
    let view = Viewport { lines, scroll: position.top, height: position.height };
    let frame = view.frame();
    use_wanted_rows(document, frame, &props.act);
    use_target(&window, props.target, view, frame, props.rows.as_deref());

    let empty = |text| {
        html! { <div class="viewer viewer-empty" ref={window.clone()}><p>{ text }</p></div> }
    };
    let Some(analysis) = &props.analysis else { return empty(messages::VIEWER_EMPTY) };
    if analysis.input.format == Format::Binary {
        return empty(messages::VIEWER_BINARY);
    }
    let rows = (frame.from..frame.from + frame.count).map(|row| {
        let line = props.rows.as_ref().and_then(|block| block.row(row));
        let highlight = analysis.highlights.get(&(u64::from(row) + 1));
        let current = props.target.is_some_and(|target| target.row == row);
        viewer_row(row, line, highlight, current)
    });
    html! {
        <div
            ref={window}
            class="viewer"
            role="region"
            tabindex="0"
            aria-label={messages::viewer(analysis.input.lines)}
            dir="ltr"
            translate="no"
        >
            <div class="viewer-space" ~style={format!("block-size: {}px", view.total())}>
                <div class="viewer-rows" ~style={format!("inset-block-start: {}px", frame.top)}>
                    { for rows }
                </div>
            </div>
        </div>
    }
}

/// Where the window is scrolled to, as it moves.
#[hook]
fn use_scroll_position(window: &NodeRef) -> Position {
    let position = use_state_eq(Position::default);
    let moved = use_callback((), {
        let setter = position.setter();
        move |position, ()| setter.set(position)
    });
    use_effect_with(window.clone(), move |window| {
        let listeners = window.cast::<Element>().map(|element| {
            moved.emit(scroll::position(&element));
            scroll::listen(&element, &moved)
        });
        move || drop(listeners)
    });
    *position
}

/// Asks for the lines of the frame whenever it moves to others.
#[hook]
fn use_wanted_rows(document: Option<u32>, frame: Frame, act: &Callback<Intent>) {
    let act = act.clone();
    use_effect_with((document, frame.from, frame.count), move |&(document, from, count)| {
        if let Some(document) = document
            && count > 0
        {
            act.emit(Intent::ReadRows { document, from, count });
        }
    });
}

/// Scrolls to the line that was asked for, and puts the focus on it when it is there.
#[hook]
fn use_target(
    window: &NodeRef,
    target: Option<Target>,
    view: Viewport,
    frame: Frame,
    rows: Option<&RowBlock>,
) {
    {
        let window = window.clone();
        use_effect_with(target, move |target| {
            if let Some((target, window)) = target.zip(window.cast::<Element>()) {
                scroll::scroll_to(&window, view.scroll_to(target.row));
            }
        });
    }
    let window = window.clone();
    let present = target.filter(|target| {
        frame.holds(target.row) && rows.is_some_and(|rows| rows.holds(target.row))
    });
    use_effect_with(present, move |present| {
        let Some(window) = window.cast::<Element>() else { return };
        if let Some(row) = present.and_then(|target| scroll::row(&window, target.row)) {
            scroll::focus(&row, Some(&window));
            scroll::reveal_mark(&row);
        }
    });
}
