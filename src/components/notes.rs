//! What is odd about an input.

use unstuck_report::Note;
use yew::{Html, html};

use crate::components::shown::said;
use crate::messages;

/// The notes on the text, and the `remarks` on the file that it comes from, if there are any.
pub(crate) fn notes(notes: &[Note], remarks: &[String]) -> Html {
    if notes.is_empty() && remarks.is_empty() {
        return Html::default();
    }
    let remarks = remarks.iter().map(|remark| messages::remark(remark));
    let items = remarks.chain(notes.iter().map(messages::note));
    let items = items.map(|item| html! { <li>{ said(&item) }</li> });
    html! {
        <aside class="notes" aria-label={messages::NOTES_HEADING}>
            <p class="label">{ messages::NOTES_HEADING }</p>
            <ul>{ for items }</ul>
        </aside>
    }
}
