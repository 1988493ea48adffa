//! The choice of the language.

use web_sys::HtmlSelectElement;
use yew::{Callback, Event, Html, TargetCast, html};

use crate::components::icon;
use crate::intent::Intent;
use crate::messages::{self, Language};

/// Every language by its own name. The one that is chosen is spoken at once.
pub(crate) fn language_menu(
    languages: &[Language],
    spoken: &Language,
    act: &Callback<Intent>,
) -> Html {
    if languages.len() < 2 {
        return Html::default();
    }
    let onchange = {
        let (act, languages) = (act.clone(), languages.to_vec());
        move |event: Event| {
            let menu = event.target_dyn_into::<HtmlSelectElement>();
            let index = menu.and_then(|menu| usize::try_from(menu.selected_index()).ok());
            if let Some(language) = index.and_then(|index| languages.get(index)) {
                act.emit(Intent::Speak(language.clone()));
            }
        }
    };
    let options = languages.iter().map(|language| {
        html! {
            <option
                value={language.tag.clone()}
                lang={language.tag.clone()}
                selected={language == spoken}
            >
                { language.name.clone() }
            </option>
        }
    });
    html! {
        <label class="languages">
            { icon::language() }
            <span>{ messages::LANGUAGE }</span>
            <select class="small-field" translate="no" {onchange}>{ for options }</select>
        </label>
    }
}
