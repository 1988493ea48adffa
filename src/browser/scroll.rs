//! Scrolling and focus in the viewer.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{
    DomRect, Element, EventTarget, FocusOptions, HtmlElement, MouseEvent, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};
use yew::Callback;

/// How far an element is scrolled, and how much of it can be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Position {
    /// The distance from the top.
    pub(crate) top: f64,
    /// The height that can be seen.
    pub(crate) height: f64,
    /// The width that can be seen.
    pub(crate) width: f64,
}

/// Where an element is scrolled to.
pub(crate) fn position(element: &Element) -> Position {
    Position {
        top: f64::from(element.scroll_top()),
        height: f64::from(element.client_height()),
        width: f64::from(element.client_width()),
    }
}

/// Calls back when the element is scrolled or the window changes its size, until the
/// result is dropped.
pub(crate) fn listen(element: &Element, moved: &Callback<Position>) -> [EventListener; 3] {
    let on = |target: &EventTarget, kind: &'static str| {
        let (element, moved) = (element.clone(), moved.clone());
        EventListener::new(target, kind, move |_| moved.emit(position(&element)))
    };
    let keep = element.clone();
    [
        // First, while the row that has the focus is still in the page.
        EventListener::new(element, "scroll", move |_| keep_focus(&keep)),
        on(element, "scroll"),
        on(&gloo::utils::window(), "resize"),
    ]
}

/// Scrolls an element.
pub(crate) fn scroll_to(element: &Element, top: f64) {
    element.set_scroll_top(top as i32);
}

/// Puts the focus on an element without letting the browser scroll to it. On a narrow
/// screen the page may have to move as a whole, which `within` does.
pub(crate) fn focus(element: &HtmlElement, within: Option<&Element>) {
    if let Some(within) = within {
        bring_into_view(within);
    }
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Brings a part of a row into view, if it stands far to the side.
pub(crate) fn reveal(window: &Element, part: &DomRect) {
    let view = window.get_bounding_client_rect();
    // The line numbers lie over the text.
    let (start, end) = (view.left() + view.width() * 0.25, view.right() - view.width() * 0.1);
    if part.left() < start || part.left() > end {
        let left = f64::from(window.scroll_left()) + part.left() - start;
        window.set_scroll_left(left.max(0.0) as i32);
    }
}

/// Scrolls on until a row stands at such a share of the window's height.
pub(crate) fn settle(window: &Element, row: &Element, share: f64) {
    let view = window.get_bounding_client_rect();
    let by = row.get_bounding_client_rect().top() - view.top() - view.height() * share;
    window.set_scroll_top(window.scroll_top() + by as i32);
}

/// Scrolls by so much.
pub(crate) fn scroll_by(element: &Element, by: f64) {
    element.set_scroll_top(element.scroll_top() + by.round() as i32);
}

/// How high the blocks of rows are, by the number that each has.
pub(crate) fn blocks(rows: &Element) -> Vec<(u32, f64)> {
    let children = rows.children();
    let blocks = (0..children.length()).filter_map(|index| children.item(index));
    blocks
        .filter_map(|block| {
            let number = block.get_attribute("data-block")?.parse().ok()?;
            Some((number, block.get_bounding_client_rect().height()))
        })
        .collect()
}

/// How far down the mouse is in the element with this class, from 0 to 1.
pub(crate) fn share(event: &MouseEvent, class: &str) -> Option<f64> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let element = target.closest(class).ok()??;
    let place = element.get_bounding_client_rect();
    let share = (f64::from(event.client_y()) - place.top()) / place.height();
    (0.0..=1.0).contains(&share).then_some(share)
}

fn bring_into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Takes the focus from a row that is scrolled out of view. The row will soon leave
/// the page, and the keyboard would lose its place with it.
fn keep_focus(window: &Element) {
    let Some(active) = gloo::utils::document().active_element() else { return };
    if active == *window || !window.contains(Some(&active)) {
        return;
    }
    let (row, view) = (active.get_bounding_client_rect(), window.get_bounding_client_rect());
    if (row.bottom() < view.top() || row.top() > view.bottom())
        && let Some(window) = window.dyn_ref::<HtmlElement>()
    {
        focus(window, None);
    }
}

/// The element of a row of the viewer.
pub(crate) fn row(window: &Element, row: u32) -> Option<HtmlElement> {
    window.query_selector(&format!("[data-row='{row}']")).ok()??.dyn_into().ok()
}
