//! A small button.

use yew::{AttrValue, Callback, Html, MouseEvent, html};

use crate::messages::Text;

/// A button among others, which may be pressed in or not. `name` says what it is for, where
/// `content` is not plain enough.
pub(crate) fn tool(
    content: Html,
    name: Option<Text>,
    pressed: Option<bool>,
    onclick: Callback<MouseEvent>,
) -> Html {
    let name = name.map(AttrValue::from);
    html! {
        <button
            type="button"
            class="tool"
            aria-pressed={pressed.map(|pressed| if pressed { "true" } else { "false" })}
            aria-label={name.clone()}
            title={name}
            {onclick}
        >
            { content }
        </button>
    }
}

/// A button with a word on it that is pressed in or not.
pub(crate) fn switch(word: Text, pressed: bool, onclick: Callback<MouseEvent>) -> Html {
    tool(html! { { word } }, None, Some(pressed), onclick)
}
