//! All findings.

use std::rc::Rc;

use yew::{Callback, Html, classes, html};

use crate::analysis::Analysis;
use crate::arrange::cause_of;
use crate::components::finding_card::{FindingCard, anchor, severity_class};
use crate::components::icon;
use crate::components::prose::inlines;
use crate::components::tongue::Tongue;
use crate::handing_over::{Said, key};
use crate::intent::Intent;
use crate::messages;
use crate::narrow::Kept;

/// From how many findings on there is an overview, and only the first is open.
const MANY: usize = 3;

/// The findings in order, what follows from one right under it.
pub(crate) fn findings(
    analysis: &Analysis,
    kept: &Kept,
    said: &Said,
    act: &Callback<Intent>,
) -> Html {
    let order = order(analysis);
    let is_kept = |index: usize| kept.findings.get(index).copied().unwrap_or(true);
    let shown: Vec<usize> = order.iter().copied().filter(|&index| is_kept(index)).collect();
    let many = shown.len() >= MANY;
    let card = |index: usize| {
        let number = number_of(&order, index);
        let finding = &analysis.findings[index];
        let cause = cause_of(&analysis.findings, index).map(|cause| {
            let card = is_kept(cause).then(|| number_of(&order, cause));
            (card, Rc::clone(&analysis.findings[cause]))
        });
        let id = key(finding, &analysis.findings[..index]);
        html! {
            <FindingCard
                key={id.as_str()}
                finding={Rc::clone(finding)}
                opinion={said.of(&id)}
                id={id.clone()}
                {number}
                {cause}
                open={!many || shown.first() == Some(&index)}
                act={act.clone()}
            />
        }
    };
    let groups = analysis.groups.iter().map(|group| {
        let followers: Vec<usize> =
            group.followers.iter().copied().filter(|&index| is_kept(index)).collect();
        let root = is_kept(group.root).then(|| card(group.root));
        if root.is_none() && followers.is_empty() {
            return Html::default();
        }
        let followers = if followers.is_empty() {
            Html::default()
        } else {
            html! {
                <div class="followers" role="group" aria-label={messages::CONSEQUENCES}>
                    { for followers.into_iter().map(card) }
                </div>
            }
        };
        html! {
            <li key={key(&analysis.findings[group.root], &analysis.findings[..group.root]).to_string()}>
                { for root }
                { followers }
            </li>
        }
    });
    html! {
        <>
            { if many { overview(analysis, &order, &shown) } else { Html::default() } }
            <ul class="cards">{ for groups }</ul>
        </>
    }
}

fn overview(analysis: &Analysis, order: &[usize], shown: &[usize]) -> Html {
    let items = shown.iter().map(|&index| {
        let number = number_of(order, index);
        let finding = &analysis.findings[index];
        let follows = analysis.groups.iter().any(|group| group.followers.contains(&index));
        html! {
            <li class={classes!(severity_class(finding.severity), follows.then_some("overview-follows"))}>
                <span class="severity">
                    { icon::severity(finding.severity) }
                    <span class="overview-number" aria-hidden="true">{ number }</span>
                    <span class="visually-hidden">{ messages::severity(finding.severity) }{ ": " }</span>
                </span>
                <a href={format!("#{}-title", anchor(number))}>{ inlines(&finding.title, Tongue::of(finding)) }</a>
            </li>
        }
    });
    html! {
        <nav class="overview" aria-label={messages::OVERVIEW}>
            <ol>{ for items }</ol>
        </nav>
    }
}

/// The findings in the order of their cards.
pub(crate) fn order(analysis: &Analysis) -> Vec<usize> {
    analysis
        .groups
        .iter()
        .flat_map(|group| std::iter::once(group.root).chain(group.followers.iter().copied()))
        .collect()
}

/// The number of a finding's card. Every finding has one, so none is ever 0.
fn number_of(order: &[usize], index: usize) -> usize {
    order.iter().position(|&held| held == index).map_or(0, |place| place + 1)
}
