//! The foot of the page.

use yew::{Html, html};

use crate::messages;
use crate::state::Engine;

/// The licence, the version, and, once the worker has said it, the number of rules.
pub(crate) fn footer(engine: Engine) -> Html {
    let rules = match engine {
        Engine::Ready { rules } => html! { <span>{ messages::rules(rules) }</span> },
        Engine::Starting | Engine::Failed(_) => Html::default(),
    };
    html! {
        <footer class="foot">
            <span>{ messages::LICENCE }</span>
            <span>{ messages::version() }</span>
            { rules }
        </footer>
    }
}
