//! The only place that calls the browser.

pub(crate) mod address;
pub(crate) mod brush;
pub(crate) mod clipboard;
pub(crate) mod dialog;
pub(crate) mod drag;
pub(crate) mod field;
pub(crate) mod files;
pub(crate) mod highlight;
pub(crate) mod keys;
pub(crate) mod language;
#[cfg_attr(test, expect(dead_code, reason = "tests read the files of the languages"))]
pub(crate) mod locale;
pub(crate) mod machine;
pub(crate) mod save;
pub(crate) mod scroll;
pub(crate) mod worker;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The element that the page is drawn into. `index.html` has it.
pub(crate) fn root() -> Option<Element> {
    gloo::utils::document().get_element_by_id("app")
}

/// Puts the focus on the results, where the button that had it is about to disappear:
/// the keyboard goes on from there, and a narrow screen shows what came of it.
pub(crate) fn focus_results() {
    let results = gloo::utils::document().get_element_by_id("results");
    if let Some(results) = results.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Refused only where the element is not shown.
        let _ = results.focus();
    }
}

/// Names the page in the browser's tab.
pub(crate) fn set_title(title: &str) {
    gloo::utils::document().set_title(title);
}

/// Puts the focus on the heading of the rules, and shows it.
pub(crate) fn focus_rules() {
    let heading = gloo::utils::document().get_element_by_id("rules-heading");
    if let Some(heading) = heading.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = heading.focus();
        gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Puts the focus on the lines of the log.
pub(crate) fn focus_viewer() {
    let viewer = gloo::utils::document().query_selector(".viewer").ok().flatten();
    if let Some(viewer) = viewer.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = viewer.focus();
    }
}

/// Closes a `<details>` element and puts the focus on what opens it.
pub(crate) fn close(details: &Element) {
    // Neither can fail for an element that is in the page.
    let _ = details.remove_attribute("open");
    let summary = details.query_selector("summary").ok().flatten();
    if let Some(summary) = summary.and_then(|summary| summary.dyn_into::<HtmlElement>().ok()) {
        let _ = summary.focus();
    }
}
