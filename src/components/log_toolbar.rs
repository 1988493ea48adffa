//! What one can do with a log: search, filter, and go from place to place.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::{Callback, Html, InputEvent, KeyboardEvent, NodeRef, Properties, SubmitEvent};
use yew::{TargetCast, component, html, use_callback};

use crate::components::icon;
use crate::components::viewer::{Step, look};
use crate::intent::Intent;
use crate::log::{Found, LogAction, lines_of};
use crate::messages;
use crate::protocol::{Levels, Query};

/// What the tools work on.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LogToolbarProps {
    /// What is looked for.
    pub(crate) query: Query,
    /// What was found of it.
    pub(crate) found: Option<Rc<Found>>,
    /// How many lines there are.
    pub(crate) count: u32,
    /// How many places of findings there are.
    pub(crate) places: usize,
    /// Whether long lines are wrapped.
    pub(crate) wrap: bool,
    /// Whether they can be.
    pub(crate) can_wrap: bool,
    /// Whether single keys do nothing.
    pub(crate) silent: bool,
    /// Refers to the field for what to search.
    pub(crate) search: NodeRef,
    /// Refers to the field for where to go.
    pub(crate) go_to: NodeRef,
    /// Takes a step to another place.
    pub(crate) go: Callback<Step>,
    /// Takes what else a person does.
    pub(crate) act: Callback<Intent>,
}

/// The tools over a log.
#[component]
pub(crate) fn LogToolbar(props: &LogToolbarProps) -> Html {
    html! {
        <div class="log-tools" role="group" aria-label={messages::LOG_TOOLS}>
            <SearchTools ..props.clone() />
            <div class="log-row">
                { levels(props) }
                { findings(props) }
                <GoTo ..props.clone() />
                { wrap(props) }
                { help(props) }
            </div>
            { for remark(props).map(|remark| html! { <p class="hint">{ remark }</p> }) }
        </div>
    }
}

#[component]
fn SearchTools(props: &LogToolbarProps) -> Html {
    let oninput = use_callback(
        (props.query.clone(), props.act.clone()),
        |event: InputEvent, (query, act)| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                act.emit(Intent::Log(LogAction::Ask(Query {
                    text: field.value(),
                    ..query.clone()
                })));
            }
        },
    );
    let onkeydown = use_callback(
        (props.query.clone(), props.act.clone(), props.go.clone()),
        |event: KeyboardEvent, with| search_key(&event, with),
    );
    let Query { text, regex, only, .. } = &props.query;
    let toggle = |label: &'static str, name: &'static str, on: bool, query: Query| {
        html! {
            <button
                type="button"
                class="tool"
                aria-pressed={on.to_string()}
                aria-label={name}
                title={name}
                onclick={look(&props.act, LogAction::Ask(query))}
            >
                { label }
            </button>
        }
    };
    let problem = props.found.as_ref().and_then(|found| found.problem.clone());
    let none = props.found.as_ref().is_none_or(|found| found.hits.len() == 0);
    html! {
        <div class="log-row">
            <span class="log-search">
                { icon::search() }
                <input
                    ref={props.search.clone()}
                    type="text"
                    class="field"
                    value={text.clone()}
                    placeholder={messages::SEARCH_HINT}
                    aria-label={messages::SEARCH}
                    aria-describedby="log-tally"
                    aria-invalid={problem.is_some().then_some("true")}
                    dir="ltr"
                    maxlength="1000"
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    {oninput}
                    {onkeydown}
                />
                <span class="log-tally" id="log-tally">{ for tally(props) }</span>
            </span>
            { toggle(".*", messages::REGEX, *regex, Query { regex: !regex, ..props.query.clone() }) }
            { toggle(messages::ONLY, messages::ONLY_MEANING, *only, Query { only: !only, ..props.query.clone() }) }
            { arrow(messages::PREVIOUS_HIT, true, none, Step::Hit { back: true }, &props.go) }
            { arrow(messages::NEXT_HIT, false, none, Step::Hit { back: false }, &props.go) }
        </div>
    }
}

type SearchKey = (Query, Callback<Intent>, Callback<Step>);

/// Enter goes on, with the shift key back; Escape empties the field, and then leaves it.
fn search_key(event: &KeyboardEvent, (query, act, go): &SearchKey) {
    match event.key().as_str() {
        "Enter" => go.emit(Step::Hit { back: event.shift_key() }),
        "Escape" if !query.text.is_empty() => {
            act.emit(Intent::Log(LogAction::Ask(Query { text: String::new(), ..query.clone() })));
        }
        "Escape" => act.emit(Intent::LeaveSearch),
        _ => return,
    }
    event.prevent_default();
}

fn arrow(name: &'static str, back: bool, disabled: bool, step: Step, go: &Callback<Step>) -> Html {
    let go = go.clone();
    html! {
        <button
            type="button"
            class="tool"
            aria-label={name}
            title={name}
            aria-disabled={disabled.then_some("true")}
            onclick={move |_| go.emit(step)}
        >
            { if back { icon::up() } else { icon::down() } }
        </button>
    }
}

/// How many lines were found, so far.
fn tally(props: &LogToolbarProps) -> Option<String> {
    let found = props.found.as_ref().filter(|found| found.problem.is_none())?;
    if found.query.text.is_empty() {
        return None;
    }
    let cut = found.cut || found.running;
    Some(messages::hits(found.hits.len(), cut))
}

/// What there is to say about the search, in a line of its own.
fn remark(props: &LogToolbarProps) -> Option<String> {
    if props.wrap && !props.can_wrap {
        return Some(messages::too_long_to_wrap());
    }
    let found = props.found.as_ref()?;
    if let Some(problem) = &found.problem {
        return Some(messages::no_regex(problem, props.query.regex));
    }
    let seen = found.seen.as_ref()?;
    Some(messages::seen_lines(seen.len(), props.count, found.lines, found.running, found.cut))
}

fn levels(props: &LogToolbarProps) -> Html {
    let choices = [
        (Levels::All, messages::LEVELS_ALL),
        (Levels::Warnings, messages::LEVELS_WARNINGS),
        (Levels::Errors, messages::LEVELS_ERRORS),
    ];
    let choices = choices.map(|(levels, name)| {
        let query = Query { levels, ..props.query.clone() };
        html! {
            <button
                type="button"
                class="tool"
                aria-pressed={(props.query.levels == levels).to_string()}
                onclick={look(&props.act, LogAction::Ask(query))}
            >
                { name }
            </button>
        }
    });
    html! { <div class="tools" role="group" aria-label={messages::LEVELS}>{ for choices }</div> }
}

fn findings(props: &LogToolbarProps) -> Html {
    let none = props.places == 0;
    html! {
        <div class="tools" role="group" aria-label={messages::FINDINGS_HEADING}>
            <span class="tool-name">{ messages::FINDINGS_HEADING }</span>
            { arrow(messages::PREVIOUS_FINDING, true, none, Step::Finding { back: true }, &props.go) }
            { arrow(messages::NEXT_FINDING, false, none, Step::Finding { back: false }, &props.go) }
        </div>
    }
}

/// A field for a line, or for a range of lines, which are then chosen.
#[component]
fn GoTo(props: &LogToolbarProps) -> Html {
    let onsubmit = use_callback(props.clone(), |event: SubmitEvent, props| {
        event.prevent_default();
        let Some(field) = props.go_to.cast::<HtmlInputElement>() else { return };
        let lines = lines_of(&field.value()).filter(|lines| lines.first < props.count);
        let Some(lines) = lines else {
            props.act.emit(Intent::Say(messages::no_such_line(props.count)));
            return;
        };
        let lines = crate::log::Lines { last: lines.last.min(props.count - 1), ..lines };
        let says = messages::at_line(u64::from(lines.first) + 1);
        props.act.emit(Intent::GoToLine { line: lines.first, focus: true, says });
        if lines.count() > 1 {
            props.act.emit(Intent::ChooseLines(Some(lines)));
        }
    });
    html! {
        <form class="tools" {onsubmit}>
            <label class="tool-name" for="log-line">{ messages::LINE }</label>
            <input
                ref={props.go_to.clone()}
                id="log-line"
                type="text"
                class="field log-line"
                title={messages::LINE_MEANING}
                autocomplete="off"
                dir="ltr"
            />
            <button type="submit" class="tool">{ messages::GO }</button>
        </form>
    }
}

fn wrap(props: &LogToolbarProps) -> Html {
    html! {
        <button
            type="button"
            class="tool"
            aria-pressed={props.wrap.to_string()}
            onclick={look(&props.act, LogAction::Wrap(!props.wrap))}
        >
            { messages::WRAP }
        </button>
    }
}

fn help(props: &LogToolbarProps) -> Html {
    let keys = messages::KEYS.iter().map(|(keys, meaning)| {
        html! { <div><dt><kbd>{ *keys }</kbd></dt><dd>{ *meaning }</dd></div> }
    });
    html! {
        <details class="log-help">
            <summary class="tool">{ messages::KEYS_HEADING }</summary>
            <div class="log-keys">
                <dl>{ for keys }</dl>
                <p class="hint">{ messages::SEARCH_MEANING }</p>
                <button
                    type="button"
                    class="tool"
                    aria-pressed={(!props.silent).to_string()}
                    onclick={look(&props.act, LogAction::Silent(!props.silent))}
                >
                    { messages::SINGLE_KEYS }
                </button>
            </div>
        </details>
    }
}
