//! The sign that the page can make no request, and how to check that.

use yew::{Html, KeyboardEvent, component, html, use_callback, use_node_ref};

use crate::browser;
use crate::components::icon;
use crate::components::spoken::use_words;
use crate::messages;

/// The sign. The page is drawn only after the lock, so it need not ask.
#[component]
pub(crate) fn NetworkLock() -> Html {
    use_words();
    let panel = use_node_ref();
    // The panel covers what is under it, so there is a quick way to close it.
    let onkeydown = use_callback(panel.clone(), |event: KeyboardEvent, panel| {
        if let Some(panel) = panel.cast().filter(|_| event.key() == "Escape") {
            browser::close(&panel);
        }
    });
    html! {
        <details class="lock" ref={panel} {onkeydown}>
            <summary>
                { icon::lock() }
                <span class="lock-state">{ messages::LOCKED }</span>
                <span class="lock-verify">{ messages::VERIFY }</span>
            </summary>
            <div class="lock-panel">
                <p>{ messages::LOCK_MEANING }</p>
                <ul>{ for messages::LOCK_STEPS.iter().map(|step| html! { <li>{ *step }</li> }) }</ul>
                <p class="label">{ messages::LOCK_LIMITS_HEADING }</p>
                <ul>{ for messages::LOCK_LIMITS.iter().map(|limit| html! { <li>{ *limit }</li> }) }</ul>
            </div>
        </details>
    }
}
