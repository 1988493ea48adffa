//! The lines that were chosen, and what one can do with them.

use yew::{AttrValue, Callback, Html, html};

use crate::browser::address;
use crate::components::icon;
use crate::intent::Intent;
use crate::log::Lines;
use crate::messages;

/// Which lines they are, as text and as a link, and a way out.
pub(crate) fn log_chosen(document: u32, lines: Lines, act: &Callback<Intent>) -> Html {
    let on = |intent: Intent| {
        let act = act.clone();
        move |_| act.emit(intent.clone())
    };
    let link = {
        let act = act.clone();
        move |_| {
            // The address is read when it is wanted: it may have been changed by hand.
            let address = address::whole();
            let page = address.split('#').next().unwrap_or_default();
            let text = AttrValue::from(format!("{page}{}", lines.fragment()));
            act.emit(Intent::Copy { text, done: Callback::noop() });
        }
    };
    html! {
        <div class="log-chosen" role="group" aria-label={messages::CHOSEN}>
            <span class="log-chosen-lines">{ messages::line_range(lines) }</span>
            <button
                type="button"
                class="tool"
                onclick={on(Intent::CopyLines { document, lines })}
            >
                { icon::copy() }<span>{ messages::COPY_LINES }</span>
            </button>
            <button type="button" class="tool" onclick={link}>
                { icon::link() }<span>{ messages::COPY_LINK }</span>
            </button>
            <button
                type="button"
                class="tool"
                aria-label={messages::CHOOSE_NONE}
                title={messages::CHOOSE_NONE}
                onclick={on(Intent::ChooseLines(None))}
            >
                { icon::cross() }
            </button>
        </div>
    }
}
