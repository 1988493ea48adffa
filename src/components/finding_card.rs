//! A finding.

use std::rc::Rc;

use unstuck_report::{Finding, Severity};
use yew::{AttrValue, Callback, Html, Properties, classes, component, html};

use crate::components::evidence::evidence;
use crate::components::icon;
use crate::components::look_alikes::look_alikes;
use crate::components::prose::{blocks, inlines};
use crate::components::references::references;
use crate::components::shown::shown;
use crate::components::spoken::use_words;
use crate::components::steps::ticked_steps;
use crate::components::tongue::Tongue;
use crate::components::verdict::verdict;
use crate::components::why::why;
use crate::handing_over::Opinion;
use crate::intent::Intent;
use crate::messages::{self, Text};

/// What a card shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FindingCardProps {
    /// The finding.
    pub(crate) finding: Rc<Finding>,
    /// Its key, by which it is spoken of.
    pub(crate) id: AttrValue,
    /// What the person said about it.
    pub(crate) opinion: Opinion,
    /// Its number on the page, from 1.
    pub(crate) number: usize,
    /// The finding that it follows from, with the number of its card, if that is
    /// shown.
    pub(crate) cause: Option<(Option<usize>, Rc<Finding>)>,
    /// Whether the explanation is there without asking for it.
    pub(crate) open: bool,
    /// Takes what a person does.
    pub(crate) act: Callback<Intent>,
}

/// The anchor of the card with this number.
pub(crate) fn anchor(number: usize) -> String {
    format!("finding-{number}")
}

/// Everything about one problem: what it is, where it shows, why it happens, what to do.
#[component]
pub(crate) fn FindingCard(props: &FindingCardProps) -> Html {
    use_words();
    let finding = &*props.finding;
    let tongue = Tongue::of(finding);
    let id = anchor(props.number);
    let title = format!("{id}-title");
    html! {
        <article
            class={classes!("card", severity_class(finding.severity))}
            id={id}
            aria-labelledby={title.clone()}
        >
            { facts(finding) }
            <h3 id={title} tabindex="-1">{ inlines(&finding.title, tongue) }</h3>
            { for props.cause.as_ref().map(|(number, cause)| follows_from(*number, cause)) }
            { evidence(&finding.evidence, &props.act) }
            if props.open {
                { explanation(props) }
            } else {
                <details class="explanation">
                    <summary>{ messages::EXPLANATION }</summary>
                    { explanation(props) }
                </details>
            }
        </article>
    }
}

/// The class that carries the colour of a severity.
pub(crate) fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "severity-info",
        Severity::Warning => "severity-warning",
        Severity::Error => "severity-error",
        Severity::Critical => "severity-critical",
    }
}

fn facts(finding: &Finding) -> Html {
    let first_line = finding.evidence.first().map(|place| place.line);
    html! {
        <p class="facts">
            <span class="severity">
                { icon::severity(finding.severity) }{ messages::severity(finding.severity) }
            </span>
            <span class="confidence">{ messages::confidence(finding.confidence) }</span>
            <span class="system">{ shown(&finding.system) }</span>
            <span>{ messages::seen(finding.count, first_line) }</span>
            { Tongue::of(finding).mark() }
        </p>
    }
}

fn follows_from(number: Option<usize>, cause: &Finding) -> Html {
    let Some(number) = number else {
        return html! {
            <p class="follows">
                { messages::FOLLOWS_FROM }{ " " }
                <span>{ inlines(&cause.title, Tongue::of(cause)) }</span>{ " " }{ messages::NOT_SHOWN }
            </p>
        };
    };
    html! {
        <p class="follows">
            { messages::FOLLOWS_FROM }{ " " }
            <a href={format!("#{}-title", anchor(number))}>{ inlines(&cause.title, Tongue::of(cause)) }</a>
        </p>
    }
}

fn explanation(props: &FindingCardProps) -> Html {
    let (finding, act) = (&*props.finding, &props.act);
    let tongue = Tongue::of(finding);
    let section = |heading: Text, content: Html| {
        html! { <section><h4>{ heading }</h4>{ content }</section> }
    };
    let check = match finding.check.as_slice() {
        [] => Html::default(),
        check => section(messages::CHECK, blocks(check, tongue, act)),
    };
    html! {
        <div class="explanation-content prose">
            { section(messages::CAUSE, blocks(&finding.cause, tongue, act)) }
            { section(messages::FIX, ticked_steps(&finding.fix, tongue, &props.id, &props.opinion.done, act)) }
            { check }
            { verdict(&props.id, &anchor(props.number), props.opinion.verdict, act) }
            { look_alikes(&finding.not_this, tongue) }
            { why(finding) }
            { references(finding) }
        </div>
    }
}
