//! The lines that were chosen, and what one can do with them.

use yew::{AttrValue, Callback, Html, html};

use crate::browser::address;
use crate::components::icon;
use crate::components::tool::tool;
use crate::intent::Intent;
use crate::log::Lines;
use crate::messages::{self, Text};

/// Which lines they are, as text and as a link, and a way out.
pub(crate) fn log_chosen(document: u32, lines: Lines, act: &Callback<Intent>) -> Html {
    let copy = act.reform(move |_| Intent::CopyLines { document, lines });
    let link = act.reform(move |_| {
        // The address is read when it is wanted: it may have been changed by hand.
        let address = address::whole();
        let page = address.split_once('#').map_or(address.as_str(), |(page, _)| page);
        let text = AttrValue::from(format!("{page}{}", lines.fragment()));
        Intent::Copy { text, done: Callback::noop() }
    });
    let named = |icon: Html, name: Text| html! { <>{ icon }<span>{ name }</span></> };
    html! {
        <div class="log-chosen" role="group" aria-label={messages::CHOSEN}>
            <span class="log-chosen-lines">{ messages::line_range(lines) }</span>
            { tool(named(icon::copy(), messages::COPY_LINES), None, None, copy) }
            { tool(named(icon::link(), messages::COPY_LINK), None, None, link) }
            { tool(icon::cross(), Some(messages::CHOOSE_NONE), None, act.reform(|_| Intent::ChooseLines(None))) }
        </div>
    }
}
