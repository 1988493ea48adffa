//! Dialogs, in which the browser keeps the focus and which Escape closes.

use web_sys::HtmlDialogElement;
use yew::NodeRef;

/// Opens the dialog over everything else. The focus goes back to where it was when it closes.
pub(crate) fn open(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>()
        && !dialog.open()
    {
        // Refused only to an element that is not in the page.
        let _ = dialog.show_modal();
    }
}

/// Closes the dialog.
pub(crate) fn close(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
        dialog.close();
    }
}
