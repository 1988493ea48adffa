//! The head of the page.

use yew::{Html, html};

use crate::components::icon;
use crate::components::network_lock::NetworkLock;
use crate::messages;

/// The name, what it is for, and the promise.
pub(crate) fn header() -> Html {
    html! {
        <header class="head">
            <div class="brand">
                { icon::mark() }
                <h1>{ messages::NAME }</h1>
                <p>{ messages::TAGLINE }</p>
            </div>
            <NetworkLock />
        </header>
    }
}
