//! The clipboard, with and without the browser's own interface to it.

use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, Event, HtmlDocument, HtmlElement, HtmlTextAreaElement};

/// Puts exactly `text` on the clipboard. False if the browser allows neither way.
pub(crate) async fn copy(text: &str) -> bool {
    let navigator = gloo::utils::window().navigator();
    // Absent where the page is not secure; refused where a frame was not given it.
    let present = Reflect::get(&navigator, &JsValue::from_str("clipboard"))
        .is_ok_and(|clipboard| clipboard.is_object());
    if present && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok() {
        return true;
    }
    copy_selection_of(text).unwrap_or(false)
}

/// The text that a paste event brings, if it brings text.
pub(crate) fn pasted(event: &Event) -> Option<JsString> {
    let data = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    // The value is taken as it is: `get_data` would copy it into this program's memory.
    let get: js_sys::Function =
        Reflect::get(&data, &JsValue::from_str("getData")).ok()?.dyn_into().ok()?;
    get.call1(&data, &JsValue::from_str("text/plain")).ok()?.dyn_into().ok()
}

/// Copies by selecting the text in a field of its own, as one did before browsers had
/// a clipboard interface. The focus goes back to where it was.
fn copy_selection_of(text: &str) -> Option<bool> {
    let document = gloo::utils::document();
    let focused = document.active_element();
    let field: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_class_name("visually-hidden");
    field.set_read_only(true);
    field.set_value(text);
    gloo::utils::body().append_child(&field).ok()?;
    field.select();
    let copied = document
        .dyn_ref::<HtmlDocument>()
        .and_then(|document| document.exec_command("copy").ok())
        .unwrap_or(false);
    field.remove();
    if let Some(focused) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // A focus that cannot be given back is no reason to fail.
        let _ = focused.focus();
    }
    Some(copied)
}
