//! What to do, in order.

use std::collections::BTreeSet;

use unstuck_report::{Command, Step};
use web_sys::HtmlInputElement;
use yew::{AttrValue, Callback, Event, Html, TargetCast, html};

use crate::components::copy_button::CopyButton;
use crate::components::prose::blocks;
use crate::components::shown::shown;
use crate::components::tongue::Tongue;
use crate::handing_over::Saying;
use crate::intent::Intent;
use crate::messages;

/// The steps as a numbered list.
pub(crate) fn steps(steps: &[Step], tongue: Tongue<'_>, act: &Callback<Intent>) -> Html {
    html! {
        <ol class="steps">{ for steps.iter().map(|step| html! { <li>{ content(step, tongue, act) }</li> }) }</ol>
    }
}

/// The same, each with a box to tick once it is done, for the finding with this key.
pub(crate) fn ticked_steps(
    steps: &[Step],
    tongue: Tongue<'_>,
    finding: &AttrValue,
    done: &BTreeSet<u32>,
    act: &Callback<Intent>,
) -> Html {
    let items = steps.iter().enumerate().map(|(index, step)| {
        let index = index as u32;
        let onchange = {
            let (act, finding) = (act.clone(), finding.clone());
            move |event: Event| {
                let checked = event.target_unchecked_into::<HtmlInputElement>().checked();
                act.emit(Intent::Note(finding.clone(), Saying::Step(index, checked)));
            }
        };
        let is_done = done.contains(&index);
        html! {
            <li class={is_done.then_some("done")}>
                { content(step, tongue, act) }
                <label class="tick">
                    <input type="checkbox" checked={is_done} {onchange} />
                    <span>
                        { messages::DONE }
                        <span class="visually-hidden">{ messages::of_step(index + 1) }</span>
                    </span>
                </label>
            </li>
        }
    });
    html! { <ol class="steps">{ for items }</ol> }
}

fn content(step: &Step, tongue: Tongue<'_>, act: &Callback<Intent>) -> Html {
    html! {
        <>
            { labels(step) }
            { blocks(&step.text, tongue, act) }
            { step.command.as_ref().map(|code| command(code, act)).unwrap_or_default() }
        </>
    }
}

/// Says what a step can do and who can do it, unless it is harmless and for anyone.
fn labels(step: &Step) -> Html {
    let risk = messages::risk(step.risk).map(|label| {
        let class = match step.risk {
            unstuck_report::Risk::CanLoseData => "tag tag-danger",
            unstuck_report::Risk::Interrupts => "tag tag-caution",
            _ => "tag",
        };
        html! { <span {class}>{ label }</span> }
    });
    let reader = messages::reader(step.who)
        .map(|label| html! { <span class="tag tag-plain">{ label }</span> });
    if risk.is_none() && reader.is_none() {
        return Html::default();
    }
    html! { <p class="tags">{ for risk }{ for reader }</p> }
}

/// A text to copy.
pub(crate) fn command(command: &Command, act: &Callback<Intent>) -> Html {
    html! {
        <div class="command">
            <pre dir="ltr" translate="no"><code>{ shown(&command.text) }</code></pre>
            <CopyButton text={AttrValue::from(command.text.clone())} act={act.clone()} />
            { replacements(&command.placeholders) }
        </div>
    }
}

fn replacements(placeholders: &[String]) -> Html {
    if placeholders.is_empty() {
        return Html::default();
    }
    let mut names = Vec::new();
    for (index, name) in placeholders.iter().enumerate() {
        if index > 0 {
            names.push(html! { { messages::AND_NAME } });
        }
        names.push(html! { <bdi dir="ltr"><code translate="no">{ shown(name) }</code></bdi> });
    }
    let [before, after] = messages::REPLACE.halves();
    html! {
        <p class="replace">
            { before }{ for names }{ after }
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::html_of;
    use unstuck_report::{Reader, Risk};

    fn step(risk: Risk, who: Reader) -> String {
        html_of(move || {
            let command = Command {
                language: "sh".to_owned(),
                text: "nc -zvw3 <host> 5432".to_owned(),
                placeholders: vec!["<host>".to_owned()],
            };
            steps(
                &[Step { text: Vec::new(), command: Some(command), risk, who }],
                crate::components::tongue::ENGLISH,
                &Callback::noop(),
            )
        })
    }

    #[test]
    fn harmless_steps_carry_no_label() {
        let html = step(Risk::Safe, Reader::Anyone);
        assert!(!html.contains("tag"), "{html}");
        assert!(html.contains("nc -zvw3 &lt;host&gt; 5432</code>"), "{html}");
        assert!(html.contains("Replace ") && html.contains("with your own."), "{html}");
    }

    #[test]
    fn others_say_what_they_do_and_for_whom_they_are() {
        let html = step(Risk::CanLoseData, Reader::Administrator);
        assert!(html.contains("Can lose data") && html.contains("For the administrator"), "{html}");
    }
}
