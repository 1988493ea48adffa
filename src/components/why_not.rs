//! Why a rule does not fire: rules to choose from, and what each says about the text.

use std::rc::Rc;

use unstuck_report::{Attempt, Why};
use web_sys::{HtmlInputElement, InputEvent};
use yew::{Callback, Html, TargetCast, classes, html};

use crate::components::icon;
use crate::components::shown::shown;
use crate::components::tongue::ENGLISH;
use crate::intent::{Intent, Wish};
use crate::lens::Lens;
use crate::messages;
use crate::protocol::{RuleList, WhyAnswer};

/// How many ways of recognising a problem are there without asking.
const ATTEMPTS: usize = 2;

/// A search over the rules, and why the chosen one does not fire in the text.
pub(crate) fn why_not(document: u32, lens: &Lens, act: &Callback<Intent>) -> Html {
    let oninput = {
        let act = act.clone();
        move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            act.emit(Intent::Look(Wish::FindRules(field.value())));
        }
    };
    let asked = lens.asked.as_ref().filter(|(text, _)| *text == document);
    let asked = asked.map(|(_, rule)| rule.as_str());
    let found = lens.rules.as_ref().map(|list| rules(list, asked, document, act));
    let answer = asked.map(|rule| {
        let answers = |answer: &&Rc<WhyAnswer>| answer.document == document && answer.rule == rule;
        match lens.why.as_ref().filter(answers) {
            None => html! { <p class="hint">{ messages::WHY_LOOKING }</p> },
            Some(answer) => answered(answer, act),
        }
    });
    html! {
        <details class="disclosure why-not">
            <summary>{ messages::WHY_NOT }</summary>
            <div class="disclosure-content">
                <label class="field">
                    <span class="label">{ messages::WHY_NOT_LABEL }</span>
                    <input
                        type="search"
                        class="text-field"
                        autocomplete="off"
                        spellcheck="false"
                        placeholder={messages::WHY_NOT_HINT}
                        {oninput}
                    />
                </label>
                <div class="hint">
                    { for lens.rules.as_ref().map(|list| messages::rules_found(list)) }
                </div>
                // Always one child here: the field keeps its place, and what is typed in it.
                { found.unwrap_or_default() }
                <div class="why-answer">{ for answer }</div>
            </div>
        </details>
    }
}

fn rules(list: &RuleList, asked: Option<&str>, document: u32, act: &Callback<Intent>) -> Html {
    if list.rules.is_empty() {
        return Html::default();
    }
    let items = list.rules.iter().map(|(id, summary)| {
        let current = (asked == Some(id)).then_some("true");
        let (act, rule) = (act.clone(), id.clone());
        let onclick =
            move |_| act.emit(Intent::Look(Wish::AskWhy { document, rule: rule.clone() }));
        html! {
            <li key={id.clone()}>
                <button type="button" class="rule-choice" aria-current={current} {onclick}>
                    <span>{ ENGLISH.within(shown(summary)) }</span>
                    <code class="rule" dir="ltr" translate="no">{ shown(id) }</code>
                </button>
            </li>
        }
    });
    html! { <ul class="rule-choices">{ for items }</ul> }
}

fn answered(answer: &WhyAnswer, act: &Callback<Intent>) -> Html {
    let Some(why) = &answer.why else {
        return html! { <p>{ messages::WHY_UNREADABLE }</p> };
    };
    let partly = (answer.read < answer.total).then(
        || html! { <p class="notes">{ messages::why_partly(answer.read, answer.total) }</p> },
    );
    let (first, more) = why.attempts.split_at(why.attempts.len().min(ATTEMPTS));
    let number = |offset: usize| {
        move |(place, found): (usize, &Attempt)| attempt(found, offset + place + 1, why, act)
    };
    let more = (!more.is_empty()).then(|| {
        html! {
            <details class="disclosure">
                <summary>{ messages::more_ways(more.len()) }</summary>
                <div class="disclosure-content">
                    { for more.iter().enumerate().map(number(ATTEMPTS)) }
                </div>
            </details>
        }
    });
    html! {
        <>
            <h4>{ ENGLISH.within(shown(&why.summary)) }</h4>
            <p>{ ENGLISH.within(shown(&why.outcome)) }</p>
            { for partly }
            { for first.iter().enumerate().map(number(0)) }
            { for more }
        </>
    }
}

/// One way of recognising the problem: its conditions, and on demand the pattern.
fn attempt(attempt: &Attempt, number: usize, why: &Why, act: &Callback<Intent>) -> Html {
    let heading = (why.attempts.len() > 1).then(|| {
        html! { <p class="label">{ messages::way(number, why.attempts.len(), attempt.met) }</p> }
    });
    let conditions = attempt.conditions.iter().map(|condition| {
        let (class, icon, state) = if condition.met {
            ("met", icon::tick(), messages::MET)
        } else {
            ("unmet", icon::cross(), messages::NOT_MET)
        };
        let line = condition.line.map(|line| {
            let act = act.clone();
            let onclick = move |_| act.emit(Intent::Look(Wish::GoToLine(line)));
            html! {
                <button type="button" class="quiet" {onclick}>
                    { icon::go_to() }<span>{ messages::go_to_line(line) }</span>
                </button>
            }
        });
        html! {
            <li class={classes!(class)}>
                { icon }
                <span>
                    <span class="visually-hidden">{ state }{ " " }</span>
                    { ENGLISH.within(shown(&condition.text)) }{ " " }{ for line }
                </span>
            </li>
        }
    });
    html! {
        <div class="attempt">
            { for heading }
            <ul class="conditions">{ for conditions }</ul>
            <details class="disclosure">
                <summary>{ messages::PATTERN }</summary>
                <div class="command"><pre dir="ltr" translate="no">{ shown(&attempt.pattern) }</pre></div>
            </details>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::html_of;
    use unstuck_report::Condition;

    #[test]
    fn an_answer_says_what_is_met_and_how_far_it_looked() {
        let html = html_of(|| {
            let condition =
                |met, line| Condition { text: "The log holds “<x>”.".to_owned(), met, line };
            let attempt = Attempt {
                pattern: "a<b".to_owned(),
                met: false,
                conditions: vec![condition(true, Some(1_234)), condition(false, None)],
            };
            let why = Why {
                rule: "a/b".to_owned(),
                summary: "Something.".to_owned(),
                found: false,
                outcome: "The rule does not fit.".to_owned(),
                attempts: vec![attempt.clone(), attempt.clone(), attempt],
            };
            let answer = WhyAnswer {
                document: 1,
                rule: "a/b".to_owned(),
                why: Some(why),
                read: 16 * 1024 * 1024,
                total: 1_000_000_000,
            };
            answered(&answer, &Callback::noop())
        });
        for words in
            ["Go to line 1,234", "“&lt;x&gt;”", "a&lt;b", "first 16.8 MB of 1.0 GB", "One more way"]
        {
            assert!(html.contains(words), "{words}: {html}");
        }
        assert_eq!(html.matches("class=\"met\"").count(), 3, "{html}");
    }

    #[test]
    fn rules_that_were_found_can_be_chosen() {
        let html = html_of(|| {
            let list = RuleList {
                query: "disk".to_owned(),
                rules: vec![("linux/disk-full".to_owned(), "The disk is full.".to_owned())],
                more: 3,
            };
            let lens = Lens { rules: Some(Rc::new(list)), ..Lens::default() };
            why_not(1, &lens, &Callback::noop())
        });
        assert!(html.contains("linux/disk-full") && html.contains("and 3 more"), "{html}");
    }
}
