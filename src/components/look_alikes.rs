//! Problems that look like the one that was found.

use unstuck_report::LookAlike;
use yew::{Html, html};

use crate::components::disclosure::disclosure;
use crate::components::prose::inlines;
use crate::components::references::rule_link;
use crate::components::tongue::Tongue;
use crate::messages;

/// How to tell them apart.
pub(crate) fn look_alikes(others: &[LookAlike], tongue: Tongue<'_>) -> Html {
    if others.is_empty() {
        return Html::default();
    }
    let items = others.iter().map(|other| {
        let rule = other.rule.as_deref().map(|rule| {
            html! { <>{ " " }{ rule_link(rule) }</> }
        });
        html! { <li>{ inlines(&other.text, tongue) }{ for rule }</li> }
    });
    disclosure(messages::NOT_THIS, html! { <ul>{ for items }</ul> })
}
