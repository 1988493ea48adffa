//! Where the text goes in, and where it is seen.

use std::rc::Rc;

use yew::MouseEvent;
use yew::{Callback, Children, Html, NodeRef, Properties, component, html, use_callback};

use crate::batch::List;
use crate::components::editor::Editor;
use crate::components::file_button::FileButton;
use crate::components::icon;
use crate::components::shown::shown;
use crate::components::spoken::use_words;
use crate::components::tool;
use crate::components::viewer::{Viewer, look};
use crate::intent::Intent;
use crate::log::{Log, LogAction};
use crate::messages::{self, Text};
use crate::protocol::RowBlock;
use crate::state::{Outcome, Source, Target};

/// What the panel depends on.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct InputPanelProps {
    /// Where the text comes from.
    pub(crate) source: Source,
    /// What was found in it, for the viewer.
    pub(crate) outcome: Option<Outcome>,
    /// The files, if there are several.
    pub(crate) list: Option<Rc<List>>,
    /// Whether an analysis runs.
    pub(crate) busy: bool,
    /// Lines for the viewer.
    pub(crate) rows: Option<Rc<RowBlock>>,
    /// The line that the viewer is to show.
    pub(crate) target: Option<Target>,
    /// How the log is looked at.
    pub(crate) log: Rc<Log>,
    /// Refers to the text field.
    pub(crate) editor: NodeRef,
    /// Takes what a person does.
    pub(crate) act: Callback<Intent>,
    /// The status line.
    pub(crate) children: Children,
}

/// The text field, or the viewer where the text is too long for it or comes from a file.
#[component]
pub(crate) fn InputPanel(props: &InputPanelProps) -> Html {
    use_words();
    let clear = use_callback(props.act.clone(), |_: MouseEvent, act| act.emit(Intent::Clear));
    let clear = match props.source {
        Source::Nothing | Source::Link => Html::default(),
        Source::Field { .. } => {
            html! { <button type="button" class="button" onclick={clear}>{ messages::CLEAR }</button> }
        }
        Source::File { .. } | Source::Files { .. } | Source::Pasted { .. } => html! {
            <button type="button" class="button" onclick={clear}>{ messages::CLEAR_VIEWER }</button>
        },
    };
    html! {
        <section class="input" aria-labelledby="input-heading">
            <div class="input-head">
                <h2 id="input-heading">{ messages::INPUT_HEADING }</h2>
                { origin(props) }
                { switch(props) }
            </div>
            { text(props) }
            <p class="promise" id="promise">{ icon::lock() }<span>{ messages::PROMISE }</span></p>
            <div class="input-actions">
                <FileButton act={props.act.clone()} />
                { clear }
            </div>
            { props.children.clone() }
        </section>
    }
}

fn text(props: &InputPanelProps) -> Html {
    let is_field = props.source.is_field();
    // The text stays in its field while that cannot be seen.
    let editor = is_field.then(|| {
        html! {
            <Editor
                key="editor"
                editor={props.editor.clone()}
                hidden={props.log.open}
                act={props.act.clone()}
            />
        }
    });
    let viewer = (!is_field || props.log.open).then(|| {
        let analysis = match &props.outcome {
            Some(Outcome::Found(analysis)) => Some(Rc::clone(analysis)),
            _ => None,
        };
        html! {
            <Viewer
                key="viewer"
                {analysis}
                rows={props.rows.clone()}
                target={props.target}
                log={props.log.clone()}
                act={props.act.clone()}
            />
        }
    });
    html! { <>{ for editor }{ for viewer }</> }
}

/// The choice between the text field and the log view, for a text that fits into the field.
fn switch(props: &InputPanelProps) -> Html {
    let has_text = matches!(
        (&props.source, &props.outcome),
        (Source::Field { .. }, Some(Outcome::Found(analysis))) if analysis.lines() > 0
    );
    if !has_text && !props.log.open {
        return Html::default();
    }
    if !props.source.is_field() {
        return Html::default();
    }
    let choice = |open: bool, name: Text| {
        tool::switch(name, props.log.open == open, look(&props.act, LogAction::Open(open)))
    };
    html! {
        <div class="tools" role="group" aria-label={messages::SHOW_AS}>
            { choice(false, messages::SHOW_FIELD) }
            { choice(true, messages::SHOW_LOG) }
        </div>
    }
}

/// Says what the text is, where that is not just what was typed.
fn origin(props: &InputPanelProps) -> Html {
    let lines = match &props.outcome {
        Some(Outcome::Found(analysis)) => Some(analysis.input.lines),
        _ => None,
    };
    match &props.source {
        Source::Nothing | Source::Link | Source::Field { sample: None } => Html::default(),
        Source::Field { sample: Some(index) } => {
            let name = messages::SAMPLES.get(*index).map(|(name, _)| *name);
            html! {
                <p class="origin"><span class="tag">{ messages::SAMPLE }</span>{ " " }{ for name }</p>
            }
        }
        Source::Pasted { characters } => html! {
            <p class="origin">
                { messages::PASTED }{ " · " }{ messages::length(u64::from(*characters), lines) }
            </p>
        },
        Source::File { name, bytes } => html! {
            <>
                <p class="origin">
                    <bdi class="file-name">{ shown(name) }</bdi>
                    { " · " }
                    { messages::size(*bytes, lines.filter(|_| props.list.is_none())) }
                </p>
                { for shown_file(props) }
            </>
        },
        Source::Files { count, left_out, bytes } => html! {
            <>
                <p class="origin">
                    { messages::files(*count) }{ " · " }{ messages::size(*bytes, None) }
                </p>
                if *left_out > 0 {
                    <p class="origin">{ messages::left_out(*count, *left_out) }</p>
                }
                { for shown_file(props) }
            </>
        },
    }
}

/// Which of several files the viewer shows.
fn shown_file(props: &InputPanelProps) -> Option<Html> {
    let Some(Outcome::Found(analysis)) = &props.outcome else { return None };
    let file = props.list.as_ref()?.get(analysis.document)?;
    let size = messages::size(analysis.input.bytes, Some(analysis.input.lines));
    Some(html! {
        <p class="origin">
            <bdi class="file-name">{ shown(&file.name) }</bdi>{ " · " }{ size }
        </p>
    })
}
