//! The part of the page's address that the page may change.

use gloo::events::EventListener;
use gloo::utils::window;
use unstuck_handout::form::BEGIN;
use wasm_bindgen::JsValue;
use yew::Callback;

/// What stands behind the address, `#` included.
pub(crate) fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The whole address.
pub(crate) fn whole() -> String {
    window().location().href().unwrap_or_default()
}

/// Whether findings stand behind the address.
pub(crate) fn holds_findings() -> bool {
    fragment().starts_with(BEGIN)
}

/// The address of the page for a link that others can follow. None if it is opened from a disk,
/// or in a frame without an address: nobody else could follow that.
pub(crate) fn to_link_to() -> Option<String> {
    let address = whole();
    let page = address.split(['#', '?']).next().unwrap_or_default();
    page.starts_with("http").then(|| page.to_owned())
}

/// Puts something behind the address, without a step in the history. A frame may be refused
/// that; then the address stays as it is.
pub(crate) fn set_fragment(fragment: &str) {
    if self::fragment() == fragment {
        return;
    }
    let address = whole();
    let address = address.split('#').next().unwrap_or_default();
    let Ok(history) = window().history() else { return };
    let _ =
        history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{address}{fragment}")));
}

/// Calls back when somebody changes what stands behind the address.
pub(crate) fn listen(changed: Callback<()>) -> EventListener {
    EventListener::new(&window(), "hashchange", move |_| changed.emit(()))
}
