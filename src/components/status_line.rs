//! The one place that speaks to screen readers by itself.

use yew::{Html, html};

use crate::components::shown::said;

/// Always in the page, so that a change of its text is announced.
pub(crate) fn status_line(text: &str) -> Html {
    html! { <p class="status" role="status">{ said(text) }</p> }
}
