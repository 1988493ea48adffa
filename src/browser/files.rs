//! Files that a person chose.

use wasm_bindgen::JsCast;
use web_sys::{Event, File, FileList, HtmlInputElement};

/// The files of a list.
pub(crate) fn of(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}

/// The files chosen with an input element. The element forgets them, so that choosing
/// the same file again is a change too.
pub(crate) fn chosen(event: &Event) -> Vec<File> {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
    else {
        return Vec::new();
    };
    let files = input.files().map(|list| of(&list)).unwrap_or_default();
    input.set_value("");
    files
}
