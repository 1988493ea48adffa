//! Single keys, pressed where they write nothing.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

/// Calls back with the name of each key that is pressed alone and not in a field, until the
/// result is dropped. The browser does nothing of its own with a key that was of use.
pub(crate) fn listen(pressed: impl Fn(&str) -> bool + 'static) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    let document = gloo::utils::document();
    EventListener::new_with_options(&document, "keydown", options, move |event: &Event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let alone = !(key.ctrl_key() || key.alt_key() || key.meta_key() || key.is_composing());
        if alone && !writes(key) && pressed(&key.key()) {
            event.prevent_default();
        }
    })
}

/// Whether the key goes to where one writes.
fn writes(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        matches!(target.local_name().as_str(), "input" | "textarea" | "select")
            || target.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
    })
}

/// Puts the focus into a field and selects what is in it.
pub(crate) fn enter(field: &HtmlInputElement) {
    // Refused only where the field is not shown.
    let _ = field.focus();
    field.select();
}
