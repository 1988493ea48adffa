//! The page as a target for files.

use yew::{Callback, Html, Properties, component, html, use_effect_with, use_state};

use crate::browser::drag::{self, Drag};
use crate::components::spoken::use_words;
use crate::intent::Intent;
use crate::messages;

/// What the drop zone needs.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct DropZoneProps {
    /// Takes the files.
    pub(crate) act: Callback<Intent>,
}

/// Covers the page while files are over it.
#[component]
pub(crate) fn DropZone(props: &DropZoneProps) -> Html {
    use_words();
    let over = use_state(|| false);
    let setter = over.setter();
    use_effect_with(props.act.clone(), move |act| {
        let act = act.clone();
        let listeners = drag::listen(&Callback::from(move |drag| match drag {
            Drag::Over => setter.set(true),
            Drag::Left => setter.set(false),
            Drag::Dropped(files) => {
                setter.set(false);
                act.emit(Intent::OpenFiles(files));
            }
        }));
        move || drop(listeners)
    });
    if !*over {
        return Html::default();
    }
    html! {
        <div class="drop" aria-hidden="true">
            <div class="drop-sign">
                <p class="drop-title">{ messages::DROP }</p>
                <p>{ messages::DROP_PROMISE }</p>
            </div>
        </div>
    }
}
