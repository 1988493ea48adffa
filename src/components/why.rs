//! What the confidence of a finding rests on.

use unstuck_report::Finding;
use yew::{Html, html};

use crate::components::disclosure::disclosure;
use crate::components::icon;
use crate::components::shown::shown;
use crate::components::tongue::ENGLISH;
use crate::messages;

/// The conditions, met and not met.
pub(crate) fn why(finding: &Finding) -> Html {
    let conditions = finding.why.iter().map(|condition| {
        let (class, icon, state) = if condition.met {
            ("met", icon::tick(), messages::MET)
        } else {
            ("unmet", icon::cross(), messages::NOT_MET)
        };
        let line = condition.line.map(|line| {
            html! { <span class="hint">{ " " }{ messages::at_line(line) }</span> }
        });
        html! {
            <li {class}>
                { icon }
                <span><span class="visually-hidden">{ state }{ " " }</span>{ ENGLISH.within(shown(&condition.text)) }{ for line }</span>
            </li>
        }
    });
    disclosure(
        messages::WHY,
        html! {
            <>
                <p>{ messages::confidence_meaning(finding.confidence) }</p>
                <ul class="conditions">{ for conditions }</ul>
            </>
        },
    )
}
