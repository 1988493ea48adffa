//! Two logs compared: what is gone, still there, new.

use yew::{Callback, Html, html};

use crate::compare::{Before, Comparison, Everything, Found};
use crate::components::icon;
use crate::components::prose::inlines;
use crate::components::shown::shown;
use crate::components::tongue::Tongue;
use crate::intent::{Intent, Wish};
use crate::messages;

/// How many of one kind are listed.
const LISTED: usize = 100;

/// What has changed since the log before, or that the next one is waited for.
pub(crate) fn compared(
    before: &Before,
    comparison: Option<&Comparison>,
    act: &Callback<Intent>,
) -> Html {
    let act = act.clone();
    let onclick = move |_| act.emit(Intent::Look(Wish::EndComparison));
    let content = match comparison {
        None => html! {
            <p class="lead">{ messages::kept_to_compare(before.all.0.len()) }</p>
        },
        Some(comparison) => lists(comparison),
    };
    html! {
        <section class="comparison" aria-labelledby="comparison-heading">
            <h2 id="comparison-heading">{ messages::COMPARISON_HEADING }</h2>
            { content }
            <button type="button" class="button" {onclick}>{ messages::END_COMPARISON }</button>
        </section>
    }
}

/// The button that begins a comparison with what is shown.
pub(crate) fn compare_button(all: Everything, act: &Callback<Intent>) -> Html {
    let act = act.clone();
    let onclick = move |_| act.emit(Intent::Look(Wish::Compare(all.clone())));
    html! {
        <section class="compare" aria-labelledby="compare-heading">
            <h3 id="compare-heading">{ messages::COMPARE_HEADING }</h3>
            <p class="hint">{ messages::COMPARE_HINT }</p>
            <button type="button" class="button" {onclick}>
                { icon::compare() }<span>{ messages::COMPARE }</span>
            </button>
        </section>
    }
}

fn lists(comparison: &Comparison) -> Html {
    let one = |(found, count): &(Found, u64)| entry(found, messages::times(*count));
    let both = |(found, before, now): &(Found, u64, u64)| {
        entry(found, messages::times_before_and_now(*before, *now))
    };
    let list = |class, icon: Html, heading: String, items: Vec<Html>, count: usize| {
        let more = count.saturating_sub(LISTED);
        html! {
            <div class={class}>
                <h3>{ icon }<span>{ heading }</span></h3>
                if count == 0 {
                    <p class="hint">{ messages::NOTHING }</p>
                } else {
                    <ul>{ for items }</ul>
                }
                if more > 0 { <p class="hint">{ messages::and_more(more) }</p> }
            </div>
        }
    };
    let Comparison { gone, still, new } = comparison;
    html! {
        <div class="compared">
            { list(
                "compared-gone",
                icon::tick(),
                messages::gone(gone.len()),
                gone.iter().take(LISTED).map(one).collect(),
                gone.len(),
            ) }
            { list(
                "compared-still",
                icon::same(),
                messages::still_there(still.len()),
                still.iter().take(LISTED).map(both).collect(),
                still.len(),
            ) }
            { list(
                "compared-new",
                icon::plus(),
                messages::new(new.len()),
                new.iter().take(LISTED).map(one).collect(),
                new.len(),
            ) }
        </div>
    }
}

fn entry(found: &Found, times: String) -> Html {
    let title = match found {
        Found::Known(finding) => inlines(&finding.title, Tongue::of(finding)),
        Found::Unknown(error) => html! {
            <>
                { messages::UNKNOWN_HEADING }{ ": " }
                <code dir="ltr" translate="no">{ shown(&error.template) }</code>
            </>
        },
    };
    html! { <li><span>{ title }</span>{ " " }<span class="hint">{ times }</span></li> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    use crate::components::testing::{finding, html_of};
    use unstuck_report::{Finding, Inline};

    fn found(rule: &str, count: u64) -> (Found, u64) {
        let title = vec![Inline::Text { text: format!("title of <{rule}>") }];
        (Found::Known(Rc::new(Finding { rule: rule.to_owned(), title, ..finding() })), count)
    }

    #[test]
    fn three_lists_with_counts() {
        let html = html_of(|| {
            let all = Everything(vec![found("a", 3), found("b", 1)]);
            let before = Before { all, ..Before::default() };
            let after = Everything(vec![found("b", 12), found("c", 2)]);
            compared(&before, Some(&before.compare(&after)), &Callback::noop())
        });
        for words in ["1 gone", "1 still there", "1 new", "12 times now, once before"] {
            assert!(html.contains(words), "{words}: {html}");
        }
        let places = ["title of &lt;a&gt;", "title of &lt;b&gt;", "title of &lt;c&gt;"];
        assert!(places.is_sorted_by_key(|title| html.find(title).unwrap()), "{html}");
    }

    #[test]
    fn before_there_is_another_log_it_says_what_to_do() {
        let html = html_of(|| compared(&Before::default(), None, &Callback::noop()));
        assert!(html.contains("Paste the new log"), "{html}");
    }
}
