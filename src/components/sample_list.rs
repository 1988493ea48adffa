//! Inputs to try.

use yew::{Callback, Html, html};

use crate::intent::Intent;
use crate::messages;

/// One button per sample.
pub(crate) fn sample_list(act: &Callback<Intent>) -> Html {
    let buttons = messages::SAMPLES.iter().enumerate().map(|(index, (name, origin))| {
        let act = act.clone();
        let onclick = move |_| act.emit(Intent::ShowSample(index));
        html! {
            <li>
                <button type="button" class="sample" {onclick}>
                    <span class="sample-name">{ *name }</span>
                    <span class="sample-origin">{ *origin }</span>
                </button>
            </li>
        }
    });
    html! {
        <>
            <h3 id="samples">{ messages::SAMPLES_HEADING }</h3>
            <ul class="samples" aria-labelledby="samples">{ for buttons }</ul>
        </>
    }
}
