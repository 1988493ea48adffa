//! A small button.

use yew::{Callback, Html, MouseEvent, html};

/// A button among others, which may be pressed in or not. `name` says what it is for, where
/// `content` is not plain enough.
pub(crate) fn tool(
    content: Html,
    name: Option<&'static str>,
    pressed: Option<bool>,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button
            type="button"
            class="tool"
            aria-pressed={pressed.map(|pressed| if pressed { "true" } else { "false" })}
            aria-label={name}
            title={name}
            {onclick}
        >
            { content }
        </button>
    }
}

/// A button with a word on it that is pressed in or not.
pub(crate) fn switch(word: &'static str, pressed: bool, onclick: Callback<MouseEvent>) -> Html {
    tool(html! { { word } }, None, Some(pressed), onclick)
}
