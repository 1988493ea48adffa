//! What the page says before there is any text.

use yew::{Callback, Html, html};

use crate::components::sample_list::sample_list;
use crate::intent::Intent;
use crate::messages;

/// What this is, and something to try it with.
pub(crate) fn welcome(act: &Callback<Intent>) -> Html {
    let points = messages::WELCOME_POINTS.iter().map(|(term, meaning)| {
        html! { <div><dt>{ *term }</dt><dd>{ *meaning }</dd></div> }
    });
    html! {
        <div class="welcome">
            <h2>{ messages::WELCOME_HEADING }</h2>
            <p class="lead">{ messages::WELCOME }</p>
            { sample_list(act) }
            <dl class="points">{ for points }</dl>
        </div>
    }
}
