//! A part that opens on demand.

use yew::{Html, html};

/// A heading that shows or hides what stands under it.
pub(crate) fn disclosure(summary: impl Into<Html>, content: Html) -> Html {
    html! {
        <details class="disclosure">
            <summary>{ summary.into() }</summary>
            <div class="disclosure-content">{ content }</div>
        </details>
    }
}
