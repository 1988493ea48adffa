//! The button that opens a file.

use web_sys::HtmlInputElement;
use yew::MouseEvent;
use yew::{Callback, Event, Html, Properties, component, html, use_callback, use_node_ref};

use crate::browser::files;
use crate::components::icon;
use crate::components::spoken::use_words;
use crate::intent::Intent;
use crate::messages;

/// What the button needs.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FileButtonProps {
    /// Takes the files.
    pub(crate) act: Callback<Intent>,
}

/// A button like any other; the browser's own file input works behind it.
#[component]
pub(crate) fn FileButton(props: &FileButtonProps) -> Html {
    use_words();
    let input = use_node_ref();
    let onclick = use_callback(input.clone(), |_: MouseEvent, input| {
        if let Some(input) = input.cast::<HtmlInputElement>() {
            input.click();
        }
    });
    let onchange = use_callback(props.act.clone(), |event: Event, act| {
        let files = files::chosen(&event);
        if !files.is_empty() {
            act.emit(Intent::OpenFiles(files));
        }
    });
    html! {
        <>
            <button type="button" class="button" {onclick}>
                { icon::file() }<span>{ messages::OPEN_FILE }</span>
            </button>
            <input ref={input} type="file" multiple=true hidden=true tabindex="-1" {onchange} />
        </>
    }
}
