//! The foot of the page.

use yew::{Html, html};

use crate::messages;
use crate::state::Engine;

/// The form of the page that opens from a disk. The build writes it beside the page.
const ONE_FILE: &str = "unstuck.html";

/// The page about use without a network.
const OFFLINE: &str = "offline.html";

/// The licence, the version, once the worker has said it the number of rules, what is
/// offered for offline use in the folder `beside`, and the choice of languages.
pub(crate) fn footer(engine: Engine, beside: Option<&str>, languages: Html) -> Html {
    let rules = match engine {
        Engine::Ready { rules } => html! { <span>{ messages::rules(rules) }</span> },
        Engine::Starting | Engine::Failed(_) => Html::default(),
    };
    html! {
        <footer class="foot">
            <span>{ messages::LICENCE }</span>
            <span>{ messages::version() }</span>
            { rules }
            <a href="#rules">{ messages::RULES_HEADING }</a>
            { for beside.map(offline) }
            { languages }
        </footer>
    }
}

/// Both are requests that only a click can make. Neither leaves the page, where the text
/// would be gone.
fn offline(beside: &str) -> Html {
    html! {
        <>
            <a href={format!("{beside}{ONE_FILE}")} download={ONE_FILE}>{ messages::ONE_FILE }</a>
            <a href={format!("{beside}{OFFLINE}")} target="_blank" rel="noopener">
                { messages::OFFLINE }
                <span class="visually-hidden">{ " " }{ messages::NEW_TAB }</span>
            </a>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::html_of;

    #[test]
    fn what_is_offered_for_offline_use_stands_beside_the_page() {
        let html = html_of(|| footer(Engine::Starting, Some("/docs/"), Html::default()));
        assert!(html.contains(r#"href="/docs/unstuck.html""#), "{html}");
        assert!(html.contains("download"), "{html}");
        let html = html_of(|| footer(Engine::Starting, None, Html::default()));
        assert!(!html.contains("download") && !html.contains("_blank"), "{html}");
    }
}
