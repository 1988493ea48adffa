//! What the page says when there are no findings to show.

use yew::{Html, html};

use crate::messages::Text;

/// A heading, a sentence, and what to do about it.
pub(crate) fn message(heading: Text, text: impl Into<Html>, tips: &[Text], more: Html) -> Html {
    html! {
        <div class="message prose">
            <h2>{ heading }</h2>
            <p class="lead">{ text.into() }</p>
            { more }
            <ul>{ for tips.iter().map(|tip| html! { <li>{ *tip }</li> }) }</ul>
        </div>
    }
}
