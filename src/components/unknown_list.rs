//! Errors that no rule explains.

use std::rc::Rc;

use unstuck_report::Unknown;
use yew::{Callback, Html, html};

use crate::components::evidence::evidence;
use crate::components::icon;
use crate::components::references::{meanings, rule_link};
use crate::components::shown::shown;
use crate::intent::Intent;
use crate::messages;

/// The errors by their shape, each with where it is and how to name it.
pub(crate) fn unknown_list(unknown: &[Rc<Unknown>], act: &Callback<Intent>) -> Html {
    let cards = unknown.iter().map(|unknown| {
        html! { <li key={unknown.fingerprint.clone()}>{ card(unknown, act) }</li> }
    });
    html! {
        <section class="unknown" aria-labelledby="unknown-heading">
            <h2 id="unknown-heading">{ messages::UNKNOWN_HEADING }</h2>
            <p class="lead">{ messages::UNKNOWN }</p>
            <ul class="cards">{ for cards }</ul>
        </section>
    }
}

fn card(unknown: &Unknown, act: &Callback<Intent>) -> Html {
    let first_line = unknown.evidence.first().map(|place| place.line);
    html! {
        <article class="card severity-unknown">
            <p class="facts">
                <span class="severity">{ icon::question() }{ messages::UNKNOWN_HEADING }</span>
                <span>{ messages::seen(unknown.count, first_line) }</span>
            </p>
            <h3 class="template"><code dir="ltr" translate="no">{ shown(&unknown.template) }</code></h3>
            { evidence(&unknown.evidence, act) }
            <div class="references">
                { meanings(&unknown.codes) }
                { nearest(&unknown.nearest) }
                <p class="hint">
                    { messages::FINGERPRINT }{ " " }
                    <code class="rule" dir="ltr" translate="no">{ shown(&unknown.fingerprint) }</code>
                    { ". " }{ messages::FINGERPRINT_MEANING }
                </p>
            </div>
        </article>
    }
}

fn nearest(rules: &[String]) -> Html {
    if rules.is_empty() {
        return Html::default();
    }
    let rules = rules.iter().map(|rule| html! { <li>{ rule_link(rule) }</li> });
    html! {
        <div class="reference">
            <span class="label">{ messages::NEAREST }</span>
            <ul class="chips">{ for rules }</ul>
        </div>
    }
}
