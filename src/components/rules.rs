//! The rules without a log: a list with a search, and what each rule says.
//!
//! What messages look like is left to the pages of the site: examples are not in the rule book,
//! which they would double, and what is left of them in its patterns does not read well.

use std::rc::Rc;

use unstuck_report::{Finding, Inline};
use web_sys::{HtmlInputElement, InputEvent};
use yew::{AttrValue, Callback, Html, Properties, TargetCast, classes, component, html};
use yew::{hook, use_context, use_effect_with, use_mut_ref};

use crate::browse::{Browse, Known, Route, address_of};
use crate::browser::{self, address};
use crate::components::finding_card::severity_class;
use crate::components::icon;
use crate::components::look_alikes::look_alikes;
use crate::components::prose::{blocks, inlines};
use crate::components::references::references;
use crate::components::shown::{said, shown};
use crate::components::spoken::use_words;
use crate::components::status_line::status_line;
use crate::components::steps::steps;
use crate::components::tongue::{ENGLISH, Tongue};
use crate::intent::Intent;
use crate::messages::{self, Language, Text};

/// What it depends on.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct RulesProps {
    /// What is looked at.
    pub(crate) browse: Rc<Browse>,
    /// Whether the worker can be asked.
    pub(crate) is_ready: bool,
    /// Where the site's other files are, if there are any.
    pub(crate) beside: Option<AttrValue>,
    /// What the status line says.
    pub(crate) status: AttrValue,
    /// Takes what a person does.
    pub(crate) act: Callback<Intent>,
}

/// Follows the address.
#[hook]
pub(crate) fn use_rules(act: &Callback<Intent>) {
    let act = act.clone();
    use_effect_with((), move |()| {
        act.emit(Intent::FollowRules);
        let listener = address::listen(Callback::from(move |()| act.emit(Intent::FollowRules)));
        move || drop(listener)
    });
}

/// The list or a rule, while they are looked at.
#[component]
pub(crate) fn Rules(props: &RulesProps) -> Html {
    use_words();
    let language = use_context::<Language>();
    let (browse, act) = (&*props.browse, &props.act);
    {
        let act = act.clone();
        // In another language a rule is said anew.
        let wanted = (browse.route.clone(), props.is_ready, language);
        use_effect_with(wanted, move |(route, is_ready, _)| {
            if let Some(route) = route.as_ref().filter(|_| *is_ready) {
                act.emit(Intent::AskOfRules(route.clone()));
            }
        });
    }
    let title = title(browse);
    {
        let was_open = use_mut_ref(|| false);
        let is_open = browse.route.is_some();
        use_effect_with((browse.route.clone(), title), move |(_, title)| {
            // Before the page has shown any rule, its title and its focus are its own.
            let was_open = was_open.replace(is_open);
            match title {
                Some(title) => {
                    browser::set_title(&messages::titled(title));
                    browser::focus_rules();
                }
                None if was_open && !is_open => {
                    browser::set_title(&messages::TITLE.words());
                    browser::focus_results();
                }
                None => {}
            }
        });
    }
    let content = match &browse.route {
        None => return Html::default(),
        Some(Route::List) => list(browse, props),
        Some(Route::Rule(id)) => match browse.rule(id) {
            Known::NotYet => html! { <p>{ messages::RULES_LOADING }</p> },
            Known::None => html! {
                <>
                    <h2 id="rules-heading" tabindex="-1">{ messages::NO_RULE_HEADING }</h2>
                    <p>{ messages::NO_RULE_TEXT }</p>
                    <p><code class="rule" dir="ltr" translate="no">{ shown(id) }</code></p>
                    { search(browse, act) }
                </>
            },
            Known::Rule(rule) => page(id, rule, props),
        },
    };
    let all = (browse.route != Some(Route::List))
        .then(|| html! { <a href="#rules">{ messages::RULES_HEADING }</a> });
    html! {
        <main class="rules-page">
            <nav class="rules-ways" aria-label={messages::RULES_HEADING}>
                <a href="#">{ messages::RULES_BACK }</a>
                { for all }
            </nav>
            <div class="visually-hidden">{ status_line(&props.status) }</div>
            { content }
        </main>
    }
}

/// What the tab is called, once what is looked at is there.
fn title(browse: &Browse) -> Option<String> {
    match browse.route.as_ref()? {
        Route::List => Some(messages::RULES_HEADING.words()),
        Route::Rule(id) => match browse.rule(id) {
            Known::NotYet => None,
            Known::None => Some(messages::NO_RULE_HEADING.words()),
            Known::Rule(rule) => Some(words(&rule.title)),
        },
    }
}

/// A title without its faces.
fn words(title: &[Inline]) -> String {
    let words = title.iter().map(|part| match part {
        Inline::Text { text }
        | Inline::Strong { text }
        | Inline::Code { text }
        | Inline::Value { text, .. }
        | Inline::Link { text, .. } => text.as_str(),
    });
    words.collect()
}

fn list(browse: &Browse, props: &RulesProps) -> Html {
    let systems = browse.book.iter().map(|system| {
        html! {
            <details class="disclosure" key={system.name.clone()}>
                <summary>
                    <bdi>{ shown(&system.name) }</bdi>{ " " }
                    <span class="hint">{ messages::rules(system.rules.len() as u32) }</span>
                </summary>
                <div class="disclosure-content">{ links(&system.rules) }</div>
            </details>
        }
    });
    let loading = browse.book.is_empty().then(|| html! { <p>{ messages::RULES_LOADING }</p> });
    html! {
        <>
            <h2 id="rules-heading" tabindex="-1">{ messages::RULES_HEADING }</h2>
            { search(browse, &props.act) }
            // One node in its place, or the field before it would be made anew when it goes.
            <div>{ for loading }</div>
            <div class="rules-systems">{ for systems }</div>
            { to_site("", messages::RULES_SITE, props) }
        </>
    }
}

/// The search field, and what it found. Always the same nodes, so that what is typed stays.
fn search(browse: &Browse, act: &Callback<Intent>) -> Html {
    let oninput = {
        let act = act.clone();
        move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            act.emit(Intent::BrowseFor(field.value()));
        }
    };
    let found = browse.found.as_ref().filter(|_| !browse.query.trim().is_empty());
    html! {
        <div class="rules-search" role="search">
            <label class="field">
                <span class="label">{ messages::RULES_LABEL }</span>
                <input
                    type="search"
                    class="text-field"
                    autocomplete="off"
                    spellcheck="false"
                    value={browse.query.clone()}
                    {oninput}
                />
            </label>
            <div class="hint">{ for found.map(|list| messages::rules_found(list)) }</div>
            <div>{ for found.map(|list| links(&list.rules)) }</div>
        </div>
    }
}

fn links(rules: &[(String, String)]) -> Html {
    if rules.is_empty() {
        return Html::default();
    }
    let items = rules.iter().map(|(id, summary)| {
        html! {
            <li key={id.clone()}>
                <a href={address_of(id)}>{ ENGLISH.within(shown(summary)) }</a>{ " " }
                <code class="rule" dir="ltr" translate="no">{ shown(id) }</code>
            </li>
        }
    });
    html! { <ul class="rules-links">{ for items }</ul> }
}

fn page(asked: &str, rule: &Finding, props: &RulesProps) -> Html {
    let act = &props.act;
    let tongue = Tongue::of(rule);
    let section = |heading: Text, content: Html| {
        html! { <section><h3>{ heading }</h3>{ content }</section> }
    };
    let renamed = (asked != rule.rule)
        .then(|| html! { <p class="hint">{ said(&messages::renamed(asked)) }</p> });
    let check = (!rule.check.is_empty())
        .then(|| section(messages::CHECK, blocks(&rule.check, tongue, act)));
    html! {
        <article class={classes!("rule-page", "prose", severity_class(rule.severity))}>
            <p class="facts">
                <span class="severity">
                    { icon::severity(rule.severity) }{ messages::severity(rule.severity) }
                </span>
                <bdi class="system">{ shown(&rule.system) }</bdi>
                { tongue.mark() }
            </p>
            <h2 id="rules-heading" tabindex="-1">{ inlines(&rule.title, tongue) }</h2>
            { for renamed }
            <p class="lead">{ tongue.within(shown(&rule.summary)) }</p>
            { section(messages::CAUSE, blocks(&rule.cause, tongue, act)) }
            { section(messages::FIX, steps(&rule.fix, tongue, act)) }
            { for check }
            { look_alikes(&rule.not_this, tongue) }
            { references(rule) }
            { to_site(&format!("{}/", rule.rule), messages::RULE_SITE, props) }
        </article>
    }
}

/// The way to a page of the site, where there are such pages.
fn to_site(path: &str, words: Text, props: &RulesProps) -> Html {
    let Some(beside) = &props.beside else { return Html::default() };
    html! {
        <p>
            <a href={format!("{beside}rules/{path}")} target="_blank" rel="noopener">
                { words }
                <span class="visually-hidden">{ " " }{ messages::NEW_TAB }</span>
            </a>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::browse::Turn;
    use crate::components::testing::{draw, finding};
    use crate::protocol::{RuleList, SystemRules};

    /// What is drawn of a route after these changes.
    fn drawn(
        route: Option<Route>,
        turns: impl FnOnce() -> Vec<Turn> + Send + 'static,
        beside: Option<&'static str>,
    ) -> String {
        draw::<Rules>(move || {
            let turns = turns().into_iter();
            let browse = turns.fold(Browse::default(), |browse, turn| browse.after(turn));
            RulesProps {
                browse: Rc::new(browse.after(Turn::To(route))),
                is_ready: true,
                beside: beside.map(AttrValue::from),
                status: AttrValue::default(),
                act: Callback::noop(),
            }
        })
    }

    fn rules() -> Vec<(String, String)> {
        vec![("a/b".to_owned(), "It <broke>.".to_owned())]
    }

    #[test]
    fn nothing_is_there_while_one_looks_at_findings() {
        assert_eq!(drawn(None, Vec::new, None), "");
    }

    #[test]
    fn the_list_has_every_system_and_what_was_found() {
        let book = || {
            vec![Turn::Book(vec![SystemRules { name: "Some system".to_owned(), rules: rules() }])]
        };
        let html = drawn(Some(Route::List), book, Some("./"));
        for part in ["Some system", "1 rule", "#rules/a/b", "It &lt;broke&gt;.", "./rules/"] {
            assert!(html.contains(part), "{part} in {html}");
        }
        let found = || {
            let list = RuleList { query: "x".to_owned(), rules: rules(), more: 0 };
            vec![Turn::Find("x".to_owned()), Turn::Found(list)]
        };
        let html = drawn(Some(Route::List), found, None);
        assert!(html.contains("#rules/a/b") && !html.contains("rules/\""), "{html}");
    }

    #[test]
    fn a_rule_that_is_not_there_is_said_so() {
        let none = || vec![Turn::Rule("<b>".to_owned(), None)];
        let html = drawn(Some(Route::Rule("<b>".to_owned())), none, None);
        assert!(
            html.contains(&messages::NO_RULE_HEADING.words()) && html.contains("&lt;b&gt;"),
            "{html}"
        );
        assert!(html.contains("type=\"search\""), "{html}");
    }

    #[test]
    fn a_rule_says_what_it_was_called() {
        let rule = || vec![Turn::Rule("old/name".to_owned(), Some(Rc::new(finding())))];
        let html = drawn(Some(Route::Rule("old/name".to_owned())), rule, Some("/x/"));
        assert!(html.contains("It was called <bdi>old/name</bdi> before."), "{html}");
        assert!(html.contains("/x/rules/test/rule/"), "{html}");
    }
}
