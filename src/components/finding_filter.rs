//! Showing only the findings of some severities and systems.

use unstuck_report::Severity;
use yew::{Callback, Html, html};

use crate::analysis::Analysis;
use crate::components::icon;
use crate::components::shown::shown;
use crate::intent::{Intent, Wish};
use crate::messages;
use crate::narrow::{Kept, Narrow};

/// From how many findings on it is quicker to choose than to look.
const MANY: usize = 5;

/// How many systems are there without asking.
const SYSTEMS: usize = 8;

/// The wish to see only what `narrow` allows, with what to say about it.
pub(crate) fn narrowed(analysis: &Analysis, narrow: Narrow) -> Intent {
    let words = messages::narrowed(analysis, &narrow.keep(analysis));
    Intent::Look(Wish::Narrow(narrow, words))
}

/// Chips to choose by, where there are many findings.
pub(crate) fn finding_filter(analysis: &Analysis, narrow: &Narrow, act: &Callback<Intent>) -> Html {
    if analysis.findings.len() < MANY {
        return Html::default();
    }
    let chip = |pressed: bool, label: Html, count: usize, next: Narrow| {
        let (act, intent) = (act.clone(), narrowed(analysis, next));
        let onclick = move |_| act.emit(intent.clone());
        html! {
            <button type="button" class="choice" aria-pressed={pressed.to_string()} {onclick}>
                if pressed { { icon::tick() } }
                <span>{ label }</span>{ " " }<span class="choice-count">{ count }</span>
            </button>
        }
    };
    let severities: Vec<(Severity, usize)> =
        [Severity::Critical, Severity::Error, Severity::Warning, Severity::Info]
            .into_iter()
            .map(|severity| {
                let known = analysis.findings.iter();
                (severity, known.filter(|finding| finding.severity == severity).count())
            })
            .filter(|(_, count)| *count > 0)
            .collect();
    let severities = (severities.len() > 1).then(|| {
        let chips = severities.into_iter().map(|(severity, count)| {
            let pressed = narrow.severities.contains(&severity);
            let label = html! { { messages::severity(severity) } };
            chip(pressed, label, count, narrow.with_severity(severity))
        });
        html! {
            <div class="choices" role="group" aria-label={messages::BY_SEVERITY}>{ for chips }</div>
        }
    });
    let systems = systems(analysis);
    let systems = (systems.len() > 1).then(|| {
        let mut chips = systems.into_iter().map(|(system, count)| {
            let pressed = narrow.systems.iter().any(|chosen| chosen == system);
            let name = html! { <bdi>{ shown(system) }</bdi> };
            chip(pressed, name, count, narrow.with_system(system))
        });
        let first: Html = chips.by_ref().take(SYSTEMS).collect();
        let more: Vec<Html> = chips.collect();
        let more = (!more.is_empty()).then(|| {
            html! {
                <details class="disclosure">
                    <summary>{ messages::more_systems(more.len()) }</summary>
                    <div class="choices">{ for more }</div>
                </details>
            }
        });
        html! {
            <div class="choices" role="group" aria-label={messages::BY_SYSTEM}>
                { first }{ for more }
            </div>
        }
    });
    html! { <div class="filter">{ for severities }{ for systems }</div> }
}

/// What is left out, and the way back.
pub(crate) fn left_out(
    analysis: &Analysis,
    narrow: &Narrow,
    kept: &Kept,
    act: &Callback<Intent>,
) -> Html {
    if !narrow.is_on() {
        return Html::default();
    }
    let (act, intent) = (act.clone(), narrowed(analysis, Narrow::default()));
    let onclick = move |_| act.emit(intent.clone());
    html! {
        <p class="left-out">
            <span>{ messages::narrowed(analysis, kept) }</span>{ " " }
            <button type="button" class="button button-small" {onclick}>{ messages::SHOW_ALL }</button>
        </p>
    }
}

/// The systems and how many findings each has, those with most first.
fn systems(analysis: &Analysis) -> Vec<(&str, usize)> {
    let mut systems: Vec<(&str, usize)> = Vec::new();
    for finding in &analysis.findings {
        match systems.iter_mut().find(|(system, _)| *system == finding.system) {
            Some((_, count)) => *count += 1,
            None => systems.push((&finding.system, 1)),
        }
    }
    // A handful at most: the library's sort would weigh more than all else here.
    let mut ordered: Vec<(&str, usize)> = Vec::new();
    for system in systems {
        let place = ordered.iter().take_while(|(_, count)| *count >= system.1).count();
        ordered.insert(place, system);
    }
    ordered
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::components::testing::{finding, html_of, report};
    use unstuck_report::{Finding, Report};

    fn drawn(systems: &'static [&'static str], narrow: Narrow) -> String {
        html_of(move || {
            let found = |system: &&str| Finding { system: (*system).to_owned(), ..finding() };
            let findings = systems.iter().map(found).collect();
            let analysis = Analysis::new(1, Report { findings, ..report() }, Rc::new([]));
            let kept = narrow.keep(&analysis);
            html! {
                <>
                    { finding_filter(&analysis, &narrow, &Callback::noop()) }
                    { left_out(&analysis, &narrow, &kept, &Callback::noop()) }
                </>
            }
        })
    }

    #[test]
    fn few_findings_need_no_filter() {
        assert_eq!(drawn(&["a", "b", "a", "b"], Narrow::default()), "");
    }

    #[test]
    fn chips_say_how_many_and_what_is_chosen() {
        let html = drawn(&["a", "<b>", "a", "<b>", "a", "c"], Narrow::default().with_system("a"));
        assert_eq!(html.matches("aria-pressed=\"true\"").count(), 1, "{html}");
        assert_eq!(html.matches("aria-pressed=\"false\"").count(), 2, "one severity needs no chip");
        assert!(html.contains("&lt;b&gt;") && html.contains("3 of 6 findings shown"), "{html}");
        let many = drawn(&["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"], Narrow::default());
        assert!(many.contains("2 more systems"), "{many}");
    }
}
