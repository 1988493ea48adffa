//! What is odd about an input.

use unstuck_report::Note;
use yew::{Html, html};

use crate::components::shown::shown;
use crate::messages;

/// The notes, if there are any.
pub(crate) fn notes(notes: &[Note]) -> Html {
    if notes.is_empty() {
        return Html::default();
    }
    let items = notes.iter().map(|note| html! { <li>{ shown(&messages::note(note)) }</li> });
    html! {
        <aside class="notes" aria-label={messages::NOTES_HEADING}>
            <p class="label">{ messages::NOTES_HEADING }</p>
            <ul>{ for items }</ul>
        </aside>
    }
}
