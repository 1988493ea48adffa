//! Files that the page gives, and paper.

use js_sys::{Array, JSON, JsString};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Offers `text` as a file to save. It goes from the page to the browser and nowhere else; a
/// frame that may not save files does nothing.
pub(crate) fn save(name: &str, media_type: &str, text: &str) {
    // Every step fails only where the browser has no such thing.
    let _ = try_save(name, media_type, text);
}

fn try_save(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = gloo::utils::document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}

/// Plain data as JSON, indented by two spaces. Empty if it is none.
pub(crate) fn json(value: &JsValue) -> String {
    let indent = JsValue::from_f64(2.0);
    let text = JSON::stringify_with_replacer_and_space(value, &JsValue::NULL, &indent);
    text.ok().and_then(|text: JsString| text.as_string()).unwrap_or_default()
}

/// Opens the browser's dialog for printing. The style sheet says what comes on paper.
pub(crate) fn print() {
    // A sandboxed frame may not print.
    let _ = gloo::utils::window().print();
}
