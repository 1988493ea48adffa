//! Files dragged over the page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, DragEvent, Event, File};
use yew::Callback;

use crate::browser::files;

/// What happens to dragged files.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Drag {
    /// They are over the page.
    Over,
    /// They left it.
    Left,
    /// They were dropped on it.
    Dropped(Vec<File>),
}

/// Listens until the result is dropped. The whole page takes a drop: a file that
/// misses a small target would make the browser leave the page and open it instead.
/// Dragged text is left to the text field.
pub(crate) fn listen(callback: &Callback<Drag>) -> [EventListener; 3] {
    let over = callback.clone();
    let left = callback.clone();
    let dropped = callback.clone();
    [
        on("dragover", move |event, data| {
            event.prevent_default();
            data.set_drop_effect("copy");
            over.emit(Drag::Over);
        }),
        on("dragleave", move |event, _| {
            // Moving between elements leaves one for another; out of the window, for none.
            if event.related_target().is_none() {
                left.emit(Drag::Left);
            }
        }),
        on("drop", move |event, data| {
            event.prevent_default();
            let list = data.files().map(|list| files::of(&list)).unwrap_or_default();
            dropped.emit(Drag::Dropped(list));
        }),
    ]
}

fn on(kind: &'static str, then: impl Fn(&DragEvent, &DataTransfer) + 'static) -> EventListener {
    let document = gloo::utils::document();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, kind, options, move |event: &Event| {
        let Some(event) = event.dyn_ref::<DragEvent>() else { return };
        if let Some(data) = event.data_transfer().filter(has_files) {
            then(event, &data);
        }
    })
}

fn has_files(data: &DataTransfer) -> bool {
    data.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
}
