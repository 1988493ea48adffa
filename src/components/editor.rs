//! The text field.

use web_sys::HtmlTextAreaElement;
use yew::{Callback, Event, Html, InputEvent, NodeRef, Properties, component, html, use_callback};

use crate::browser::{clipboard, field};
use crate::components::spoken::use_words;
use crate::intent::Intent;
use crate::messages;

/// What the field needs.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct EditorProps {
    /// Refers to the element. The text stays in it and is not copied into the state:
    /// drawing the page never touches it.
    pub(crate) editor: NodeRef,
    /// Whether it is out of sight, with its text.
    pub(crate) hidden: bool,
    /// Takes what a person does.
    pub(crate) act: Callback<Intent>,
}

/// A field for text to paste or type.
#[component]
pub(crate) fn Editor(props: &EditorProps) -> Html {
    use_words();
    let oninput = use_callback(props.clone(), |event: InputEvent, props| {
        let at_once = field::is_whole_text(&event);
        if at_once && let Some(editor) = props.editor.cast::<HtmlTextAreaElement>() {
            field::show_line_starts(editor);
        }
        props.act.emit(Intent::Explain { at_once });
    });
    let onpaste = use_callback(props.clone(), |event: Event, props| {
        let Some(editor) = props.editor.cast::<HtmlTextAreaElement>() else { return };
        let Some(text) = clipboard::pasted(&event) else { return };
        if field::would_be_too_long(&editor, &text) {
            event.prevent_default();
            props.act.emit(Intent::OpenText(text));
        }
    });
    html! {
        <textarea
            ref={props.editor.clone()}
            class="editor"
            hidden={props.hidden}
            aria-label={messages::INPUT_LABEL}
            aria-describedby="promise"
            placeholder={messages::INPUT_HINT}
            wrap="off"
            dir="ltr"
            spellcheck="false"
            autocomplete="off"
            autocapitalize="off"
            translate="no"
            {oninput}
            {onpaste}
        />
    }
}
