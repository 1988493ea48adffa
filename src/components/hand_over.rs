//! The dialog in which a report is looked at and taken along.

use std::collections::BTreeSet;
use std::rc::Rc;

use unstuck_handout::form::Written;
use unstuck_handout::{Feedback, Hidden};
use web_sys::{Event, HtmlInputElement};
use yew::{AttrValue, Callback, Html, MouseEvent, Properties, TargetCast, component, html};
use yew::{use_callback, use_effect_with, use_node_ref};

use crate::browser::{address, dialog, save};
use crate::components::copy_button::CopyButton;
use crate::components::shown::shown;
use crate::components::spoken::use_words;
use crate::components::tongue::ENGLISH;
use crate::handing_over::{HandingOver, Ready};
use crate::intent::Intent;
use crate::messages;
use crate::protocol::HandOut;

/// What the dialog depends on.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct HandOverProps {
    /// The report on its way out.
    pub(crate) handing_over: Rc<HandingOver>,
    /// What the input is called; empty if it has no name of its own.
    pub(crate) name: AttrValue,
    /// What the person said about the findings.
    pub(crate) said: Vec<Feedback>,
    /// Takes what a person does.
    pub(crate) act: Callback<Intent>,
}

/// What would leave, what is hidden in it, and the ways to take it along.
#[component]
pub(crate) fn HandOver(props: &HandOverProps) -> Html {
    use_words();
    let element = use_node_ref();
    use_effect_with(element.clone(), dialog::open);
    {
        let (act, handing) = (props.act.clone(), &props.handing_over);
        let wanted =
            (handing.document, props.name.clone(), handing.keep.clone(), props.said.clone());
        use_effect_with(wanted, move |(document, name, keep, said)| {
            act.emit(Intent::MakeHandOut {
                document: *document,
                name: name.clone(),
                keep: keep.iter().cloned().collect(),
                said: said.clone(),
            });
        });
    }
    let onclose = use_callback(props.act.clone(), |_: Event, act| act.emit(Intent::KeepBack));
    let close = use_callback(element.clone(), |_: MouseEvent, element| dialog::close(element));
    let content = match &props.handing_over.ready {
        None => html! { <p>{ messages::HAND_OVER_WORKING }</p> },
        Some(ready) => html! {
            <>
                { hidden(&ready.handout.hidden, &props.handing_over.keep, &props.act) }
                { preview(ready) }
                { ways(ready, &props.act) }
                { link(&ready.handout, address::to_link_to(), &props.act) }
            </>
        },
    };
    html! {
        <dialog
            ref={element}
            class="hand-over"
            aria-labelledby="hand-over-heading"
            {onclose}
        >
            <div class="hand-over-head">
                <h2 id="hand-over-heading">{ messages::HAND_OVER_HEADING }</h2>
                <button type="button" class="button" onclick={close}>{ messages::CLOSE }</button>
            </div>
            <p>{ messages::HAND_OVER }</p>
            { content }
        </dialog>
    }
}

/// The private values, each in its line, with a box to show it.
fn hidden(hidden: &[Hidden], keep: &BTreeSet<String>, act: &Callback<Intent>) -> Html {
    if hidden.is_empty() {
        return html! { <p class="hint">{ messages::HIDDEN_NONE }</p> };
    }
    let kept = hidden.iter().filter(|value| keep.contains(&value.value)).count();
    let rows = hidden.iter().map(|value| row(value, keep, act));
    let names: Vec<String> = hidden
        .iter()
        .filter(|value| matches!(value.group.as_str(), "HOST" | "NAME"))
        .map(|value| value.value.clone())
        .collect();
    let keep_names = (!names.is_empty()).then(|| {
        let (act, keep) = (act.clone(), keep.clone());
        let onclick = move |_| {
            act.emit(Intent::Keep(keep.iter().chain(&names).cloned().collect()));
        };
        html! { <button type="button" class="quiet" {onclick}>{ messages::HIDDEN_KEEP_NAMES }</button> }
    });
    let hide_all = (kept > 0).then(|| {
        let act = act.clone();
        let onclick = move |_| act.emit(Intent::Keep(Vec::new()));
        html! { <button type="button" class="quiet" {onclick}>{ messages::HIDDEN_ALL }</button> }
    });
    html! {
        <section class="hidden-values">
            <h3 id="hidden-heading">{ messages::hidden_values(hidden.len() - kept, kept) }</h3>
            <div class="hidden-table" tabindex="0" role="region" aria-labelledby="hidden-heading">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{ messages::HIDDEN_VALUE }</th>
                            <th scope="col">{ messages::HIDDEN_TOKEN }</th>
                            <th scope="col">{ messages::HIDDEN_SHOW }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            <p class="hidden-all">{ for keep_names }{ for hide_all }</p>
            <p class="hint">{ messages::HIDDEN_LIMITS }</p>
        </section>
    }
}

fn row(hidden: &Hidden, keep: &BTreeSet<String>, act: &Callback<Intent>) -> Html {
    let checked = keep.contains(&hidden.value);
    let onchange = {
        let (act, keep, value) = (act.clone(), keep.clone(), hidden.value.clone());
        move |event: Event| {
            let mut keep = keep.clone();
            if event.target_unchecked_into::<HtmlInputElement>().checked() {
                keep.insert(value.clone());
            } else {
                keep.remove(&value);
            }
            act.emit(Intent::Keep(keep.into_iter().collect()));
        }
    };
    html! {
        <tr key={hidden.token.clone()}>
            <td>
                <span class="hint">{ ENGLISH.within(html! { { &hidden.called } }) }</span>
                <code dir="ltr" translate="no">
                    { shown(&hidden.before) }<mark>{ shown(&hidden.value) }</mark>{ shown(&hidden.after) }
                </code>
            </td>
            <td><code dir="ltr" translate="no">{ &hidden.token }</code></td>
            <td>
                <input
                    type="checkbox"
                    {checked}
                    {onchange}
                    aria-label={messages::show_value(&hidden.token)}
                />
            </td>
        </tr>
    }
}

/// What would leave, as it stands.
fn preview(ready: &Ready) -> Html {
    html! {
        <section>
            <h3 id="preview-heading">{ messages::PREVIEW }</h3>
            <pre
                class="preview"
                tabindex="0"
                role="region"
                aria-labelledby="preview-heading"
                dir="ltr"
                translate="no"
            >{ &ready.handout.markdown }</pre>
        </section>
    }
}

fn ways(ready: &Ready, act: &Callback<Intent>) -> Html {
    let markdown = AttrValue::from(ready.handout.markdown.clone());
    let save_as = |name: &'static str, media_type: &'static str, text: AttrValue| {
        let act = act.clone();
        move |_: MouseEvent| act.emit(Intent::Save { name, media_type, text: text.clone() })
    };
    let save_markdown = save_as("unstuck-report.md", "text/markdown", markdown.clone());
    let save_json = {
        let (act, report) = (act.clone(), ready.report.clone());
        move |_| {
            let text = AttrValue::from(save::json(&report));
            act.emit(Intent::Save {
                name: "unstuck-report.json",
                media_type: "application/json",
                text,
            });
        }
    };
    let print = {
        let act = act.clone();
        move |_| act.emit(Intent::Print)
    };
    html! {
        <div class="hand-over-ways">
            <CopyButton text={markdown} label={messages::COPY_REPORT} class="button button-main" act={act.clone()} />
            <button type="button" class="button" onclick={save_markdown}>{ messages::SAVE_MARKDOWN }</button>
            <button type="button" class="button" onclick={save_json}>{ messages::SAVE_JSON }</button>
            <button type="button" class="button" onclick={print}>{ messages::PRINT }</button>
        </div>
    }
}

/// The findings as a link, and what that means. `page` is the address to link to, if others can
/// follow one.
fn link(handout: &HandOut, page: Option<String>, act: &Callback<Intent>) -> Html {
    let content = match &handout.link {
        None => html! { <p>{ messages::LINK_TOO_SHORT }</p> },
        Some(Written { fragment, held, left_out }) => {
            let on_disk = page.is_none().then(|| html! { <p>{ messages::LINK_FILE }</p> });
            let link = format!("{}{fragment}", page.unwrap_or_default());
            html! {
                <>
                    <p>{ messages::LINK_HOLDS }</p>
                    { for on_disk }
                    <p>{ messages::link_size(link.len(), *held, *left_out) }</p>
                    <CopyButton
                        text={AttrValue::from(link)}
                        label={messages::COPY_FINDINGS}
                        class="button"
                        act={act.clone()}
                    />
                </>
            }
        }
    };
    html! {
        <section class="share-link">
            <h3>{ messages::LINK_HEADING }</h3>
            { content }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::html_of;

    fn value(token: &str, group: &str, kept: bool) -> Hidden {
        Hidden {
            token: token.to_owned(),
            kind: "email".to_owned(),
            called: "e-mail address".to_owned(),
            group: group.to_owned(),
            value: format!("value of {token}"),
            kept,
            count: 1,
            before: "before <b> ".to_owned(),
            after: " after".to_owned(),
        }
    }

    #[test]
    fn every_hidden_value_is_seen_in_its_line_and_can_be_kept() {
        let html = html_of(|| {
            let values = [value("<EMAIL_1>", "EMAIL", false), value("<HOST_1>", "HOST", true)];
            let keep = BTreeSet::from(["value of <HOST_1>".to_owned()]);
            hidden(&values, &keep, &Callback::noop())
        });
        assert!(
            html.contains("before &lt;b&gt; <mark>value of &lt;EMAIL_1&gt;</mark> after"),
            "{html}"
        );
        assert_eq!(html.matches("type=\"checkbox\"").count(), 2, "{html}");
        assert_eq!(html.matches(" checked").count(), 1, "{html}");
        assert!(html.contains("1 private value is hidden, 1 shown"), "{html}");
        assert!(
            html.contains(&messages::HIDDEN_KEEP_NAMES.words())
                && html.contains(&messages::HIDDEN_ALL.words())
        );
    }

    #[test]
    fn that_nothing_was_found_is_no_promise() {
        let html = html_of(|| hidden(&[], &BTreeSet::new(), &Callback::noop()));
        assert!(html.contains("Nothing private was found. Read it through"), "{html}");
    }
}
