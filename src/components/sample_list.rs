//! Inputs to try.

use yew::{Callback, Html, html};

use crate::intent::Intent;
use crate::messages;
use crate::samples;

/// One button per sample.
pub(crate) fn sample_list(act: &Callback<Intent>) -> Html {
    let buttons = samples::ALL.iter().enumerate().map(|(index, sample)| {
        let act = act.clone();
        let onclick = move |_| act.emit(Intent::ShowSample(index));
        html! {
            <li>
                <button type="button" class="sample" {onclick}>
                    <span class="sample-name">{ sample.name }</span>
                    <span class="sample-origin">{ sample.origin }</span>
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
