//! A button that copies a text.

use gloo::timers::callback::Timeout;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_effect_with, use_state};
use yew::{MouseEvent, use_callback};

use crate::components::icon;
use crate::components::spoken::use_words;
use crate::intent::Intent;
use crate::messages::{self, Text};

/// How long the button says what became of it, in milliseconds.
const SHOWN: u32 = 2_500;

/// What to copy.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CopyButtonProps {
    /// Exactly this text.
    pub(crate) text: AttrValue,
    /// What the button says until it was pressed.
    #[prop_or(messages::COPY)]
    pub(crate) label: Text,
    /// How it looks.
    #[prop_or("copy")]
    pub(crate) class: &'static str,
    /// Takes the wish to copy.
    pub(crate) act: Callback<Intent>,
}

/// Copies, and says on itself whether that worked.
#[component]
pub(crate) fn CopyButton(props: &CopyButtonProps) -> Html {
    use_words();
    let copied = use_state(|| None::<bool>);
    let onclick = {
        let setter = copied.setter();
        use_callback((props.clone(), setter), |_: MouseEvent, (props, setter)| {
            let setter = setter.clone();
            let done = Callback::from(move |copied| setter.set(Some(copied)));
            props.act.emit(Intent::Copy { text: props.text.clone(), done });
        })
    };
    {
        let setter = copied.setter();
        use_effect_with(*copied, move |copied| {
            let reset = copied.map(|_| Timeout::new(SHOWN, move || setter.set(None)));
            move || drop(reset)
        });
    }
    let (icon, label) = match *copied {
        None => (icon::copy(), props.label),
        Some(true) => (icon::tick(), messages::COPY_DONE),
        Some(false) => (icon::cross(), messages::COPY_FAILED),
    };
    html! {
        <button type="button" class={props.class} {onclick}>{ icon }<span>{ label }</span></button>
    }
}
