//! What one can do with a log: search, filter, and go from place to place.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::{Callback, Html, InputEvent, KeyboardEvent, NodeRef, Properties};
use yew::{TargetCast, component, html};

use crate::components::shown::said;
use crate::components::spoken::use_words;
use crate::components::viewer::{Step, look};
use crate::components::{icon, tool};
use crate::intent::Intent;
use crate::log::{Lines, Log, LogAction, lines_of};
use crate::messages::{self, Text};
use crate::protocol::{Levels, Query};

/// What the tools work on.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LogToolbarProps {
    /// How the log is looked at.
    pub(crate) log: Rc<Log>,
    /// How many lines there are.
    pub(crate) count: u32,
    /// How many places of findings there are.
    pub(crate) places: usize,
    /// Whether they can be.
    pub(crate) can_wrap: bool,
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
    use_words();
    let remark = remark(props).map(|remark| html! { <p class="hint">{ said(&remark) }</p> });
    html! {
        <div class="log-tools" role="group" aria-label={messages::LOG_TOOLS}>
            { search(props) }
            <div class="log-row">
                { findings(props) }
                { go_to(props) }
                { levels(props) }
                { help(props) }
            </div>
            { for remark }
        </div>
    }
}

/// A change of the query.
fn ask(props: &LogToolbarProps, change: impl FnOnce(&mut Query)) -> LogAction {
    let mut query = props.log.query.clone();
    change(&mut query);
    LogAction::Ask(query)
}

fn search(props: &LogToolbarProps) -> Html {
    let oninput = {
        let (query, act) = (props.log.query.clone(), props.act.clone());
        move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                let query = Query { text: field.value(), ..query.clone() };
                act.emit(Intent::Log(LogAction::Ask(query)));
            }
        }
    };
    let onkeydown = {
        let (query, act, go) = (props.log.query.clone(), props.act.clone(), props.go.clone());
        move |event: KeyboardEvent| search_key(&event, &query, &act, &go)
    };
    let Query { text, regex, only, .. } = &props.log.query;
    let problem = props.log.found.as_ref().is_some_and(|found| found.problem.is_some());
    html! {
        <div class="log-row">
            <span class="log-search" dir="ltr">
                { icon::search() }
                <input
                    ref={props.search.clone()}
                    type="text"
                    class="small-field"
                    value={text.clone()}
                    placeholder={messages::SEARCH_HINT}
                    aria-label={messages::SEARCH}
                    aria-describedby="log-tally"
                    aria-invalid={problem.then_some("true")}
                    dir="ltr"
                    maxlength="1000"
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    {oninput}
                    {onkeydown}
                />
                <span class="log-tally" id="log-tally" dir="auto">{ for tally(props) }</span>
            </span>
            { tool::tool(html! { <bdi dir="ltr">{ ".*" }</bdi> }, Some(messages::REGEX), Some(*regex), look(&props.act, ask(props, |query| query.regex = !regex))) }
            { tool::tool(html! { { messages::ONLY } }, Some(messages::ONLY_MEANING), Some(*only), look(&props.act, ask(props, |query| query.only = !only))) }
            { arrow(messages::PREVIOUS_HIT, Step::Hit { back: true }, &props.go) }
            { arrow(messages::NEXT_HIT, Step::Hit { back: false }, &props.go) }
                { tool::switch(messages::WRAP, props.log.wrap, look(&props.act, LogAction::Wrap(!props.log.wrap))) }
        </div>
    }
}

/// Enter goes on, with the shift key back; Escape empties the field, and then leaves it.
fn search_key(event: &KeyboardEvent, query: &Query, act: &Callback<Intent>, go: &Callback<Step>) {
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

fn arrow(name: Text, step: Step, go: &Callback<Step>) -> Html {
    let (Step::Hit { back } | Step::Finding { back }) = step;
    let sign = if back { icon::up() } else { icon::down() };
    tool::tool(sign, Some(name), None, go.reform(move |_| step))
}

/// How many lines were found, so far.
fn tally(props: &LogToolbarProps) -> Option<String> {
    let found = props.log.found.as_ref().filter(|found| found.problem.is_none())?;
    let is_asked = !found.query.text.is_empty();
    is_asked.then(|| messages::hits(found.hits.len(), found.cut || found.running))
}

/// What there is to say about the search, in a line of its own.
fn remark(props: &LogToolbarProps) -> Option<String> {
    if props.log.wrap && !props.can_wrap {
        return Some(messages::too_long_to_wrap());
    }
    let found = props.log.found.as_ref()?;
    if let Some(problem) = &found.problem {
        return Some(messages::no_regex(problem, props.log.query.regex));
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
    let choices = choices.map(|(levels, (name, meaning))| {
        let is_this = Some(props.log.query.levels == levels);
        let onclick = look(&props.act, ask(props, |query| query.levels = levels));
        tool::tool(html! { { name } }, Some(meaning), is_this, onclick)
    });
    html! { <div class="tools" role="group" aria-label={messages::LEVELS}>{ for choices }</div> }
}

fn findings(props: &LogToolbarProps) -> Html {
    if props.places == 0 {
        return Html::default();
    }
    html! {
        <div class="tools" role="group" aria-label={messages::FINDINGS_HEADING}>
            <span class="tool-name">{ messages::FINDINGS_HEADING }</span>
            { arrow(messages::PREVIOUS_FINDING, Step::Finding { back: true }, &props.go) }
            { arrow(messages::NEXT_FINDING, Step::Finding { back: false }, &props.go) }
        </div>
    }
}

/// A field for a line, or for a range of lines, which are then chosen.
fn go_to(props: &LogToolbarProps) -> Html {
    let go = {
        let (field, count, act) = (props.go_to.clone(), props.count, props.act.clone());
        Callback::from(move |(): ()| {
            let Some(field) = field.cast::<HtmlInputElement>() else { return };
            let lines = lines_of(&field.value()).filter(|lines| lines.first < count);
            let Some(lines) = lines else {
                act.emit(Intent::Say(messages::no_such_line(count)));
                return;
            };
            let lines = Lines { last: lines.last.min(count - 1), ..lines };
            if lines.count() > 1 {
                act.emit(Intent::ChooseLines(Some(lines)));
            }
            let says = messages::at_line(u64::from(lines.first) + 1);
            act.emit(Intent::GoToLine { line: lines.first, focus: true, says });
        })
    };
    let onkeydown = {
        let go = go.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                go.emit(());
            }
        }
    };
    html! {
        <div class="tools">
            <label class="tool-name" for="log-line">{ messages::LINE }</label>
            <input
                ref={props.go_to.clone()}
                id="log-line"
                type="text"
                class="small-field log-line"
                title={messages::LINE_MEANING}
                enterkeyhint="go"
                autocomplete="off"
                dir="ltr"
                {onkeydown}
            />
            { tool::tool(html! { { messages::GO } }, None, None, go.reform(|_| ())) }
        </div>
    }
}

fn help(props: &LogToolbarProps) -> Html {
    let keys = messages::KEYS.iter().map(|(keys, meaning)| {
        html! { <div><dt><kbd>{ *keys }</kbd></dt><dd>{ *meaning }</dd></div> }
    });
    let silent = props.log.silent;
    html! {
        <details class="log-help">
            <summary class="tool">{ messages::KEYS_HEADING }</summary>
            <div class="log-keys">
                <dl>{ for keys }</dl>
                <p class="hint">{ messages::SEARCH_MEANING }</p>
                { tool::switch(messages::SINGLE_KEYS, !silent, look(&props.act, LogAction::Silent(!silent))) }
            </div>
        </details>
    }
}
