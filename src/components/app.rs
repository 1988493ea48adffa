//! The whole page.

use js_sys::Function;
use yew::{Callback, Html, Properties, component, html, use_callback, use_effect_with, use_memo};
use yew::{use_node_ref, use_reducer};

use crate::browser;
use crate::components::drop_zone::DropZone;
use crate::components::footer::footer;
use crate::components::header::header;
use crate::components::input_panel::InputPanel;
use crate::components::results::Results;
use crate::components::status_line::status_line;
use crate::intent::Intent;
use crate::messages;
use crate::session::Session;
use crate::state::State;
use crate::tasks;

/// Draws the page into the element that `index.html` has for it.
pub fn mount(spawn_worker: Function, build: String) {
    if let Some(root) = browser::root() {
        let props = AppProps { spawn_worker, build };
        yew::Renderer::<App>::with_root_and_props(root, props).render();
    }
}

/// What the start script hands over.
#[derive(Clone, PartialEq, Properties)]
struct AppProps {
    /// Returns a new worker.
    spawn_worker: Function,
    /// Names the build.
    build: String,
}

/// The page: the input, what was found in it, and the little round them.
#[component]
fn App(props: &AppProps) -> Html {
    let state = use_reducer(State::default);
    let editor = use_node_ref();
    let session = {
        let (dispatcher, editor) = (state.dispatcher(), editor.clone());
        use_memo(props.clone(), move |props| {
            Session::new(dispatcher, editor, props.spawn_worker.clone(), props.build.clone())
        })
    };
    use_effect_with(session.clone(), |session| session.start_worker());
    let act: Callback<Intent> =
        use_callback(session, |intent, session| tasks::perform(session, intent));

    html! {
        <>
            <a class="skip" href="#results">{ messages::SKIP }</a>
            { header() }
            <main class="page">
                <InputPanel
                    source={state.source.clone()}
                    outcome={state.outcome.clone()}
                    list={state.list.clone()}
                    busy={state.busy}
                    rows={state.rows.clone()}
                    target={state.target}
                    editor={editor}
                    act={act.clone()}
                >
                    { status_line(&state.status) }
                </InputPanel>
                <Results
                    engine={state.engine}
                    source={state.source.clone()}
                    outcome={state.outcome.clone()}
                    list={state.list.clone()}
                    busy={state.busy}
                    progress={state.progress}
                    lens={state.lens.clone()}
                    act={act.clone()}
                />
            </main>
            { footer(state.engine) }
            <DropZone {act} />
        </>
    }
}
