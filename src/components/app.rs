//! The whole page.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsValue;
use yew::{
    AttrValue, Callback, ContextProvider, Html, Properties, component, html, use_callback,
    use_effect_with, use_memo,
};
use yew::{use_node_ref, use_reducer};

use crate::browser::{self, locale};
use crate::components::drop_zone::DropZone;
use crate::components::footer::footer;
use crate::components::hand_over::HandOver;
use crate::components::header::header;
use crate::components::input_panel::InputPanel;
use crate::components::language_menu::language_menu;
use crate::components::log_link::use_link;
use crate::components::results::Results;
use crate::components::rules::{Rules, use_rules};
use crate::components::share_link::use_share_link;
use crate::components::status_line::status_line;
use crate::intent::Intent;
use crate::messages::{self, Language};
use crate::session::Session;
use crate::state::{Engine, Outcome, Source, State};
use crate::tasks;

/// The dialog in which the report is handed over, while it is open. Open or not it is one
/// node, so that nothing beside it is made anew.
fn hand_over(state: &State, act: &Callback<Intent>) -> Html {
    let (Some(handing_over), Some(Outcome::Found(analysis))) =
        (state.handing_over.clone(), &state.outcome)
    else {
        return Html::default();
    };
    let name = match &state.source {
        Source::File { name, .. } => name.clone(),
        Source::Files { .. } => {
            let shown = state.list.as_ref().and_then(|list| list.get(analysis.document));
            shown.map(|file| file.name.clone()).unwrap_or_default()
        }
        Source::Nothing | Source::Field { .. } | Source::Pasted { .. } | Source::Link => {
            AttrValue::default()
        }
    };
    let said = state.said.feedback(&analysis.findings);
    html! { <HandOver {handing_over} {name} {said} act={act.clone()} /> }
}

/// Draws the page into the element that `index.html` has for it.
/// `languages` are what stands in `www/locales`, by the names of the files.
pub fn mount(spawn_worker: Function, build: String, beside: Option<String>, languages: JsValue) {
    if let Some(root) = browser::root() {
        let languages: Rc<[Language]> = locale::languages(languages).into();
        let wanted = locale::wanted();
        let language = messages::choose(wanted.iter().map(String::as_str), &languages).cloned();
        let language = language.unwrap_or_else(messages::english);
        messages::speak(&language.tag);
        locale::show(&language, &messages::TITLE.words());
        let props = AppProps { spawn_worker, build, beside, languages, language };
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
    /// Where the files for offline use are, if they are offered.
    beside: Option<String>,
    /// The languages that there are.
    languages: Rc<[Language]>,
    /// The one that the page begins with.
    language: Language,
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

    use_link(&state, &act);
    use_rules(&act);
    use_share_link(state.source == Source::Link, &act);

    let language = state.language.as_ref().unwrap_or(&props.language);
    let browses = state.browse.route.is_some();
    html! {
        <ContextProvider<Language> context={language.clone()}>
            // Findings that cannot be seen are nothing to skip to.
            <a class="skip" href="#results" hidden={browses}>{ messages::SKIP }</a>
            { header() }
            // It stays as it is, text and findings and all, while one looks at the rules.
            <main class="page" hidden={browses}>
                <InputPanel
                    source={state.source.clone()}
                    outcome={state.outcome.clone()}
                    list={state.list.clone()}
                    busy={state.busy}
                    rows={state.rows.clone()}
                    target={state.target}
                    log={state.log.clone()}
                    editor={editor}
                    act={act.clone()}
                >
                    // What is not to be seen is not heard either: there the rules have it.
                    if !browses { { status_line(&state.status) } }
                </InputPanel>
                <Results
                    engine={state.engine}
                    source={state.source.clone()}
                    outcome={state.outcome.clone()}
                    list={state.list.clone()}
                    busy={state.busy}
                    progress={state.progress}
                    said={Rc::clone(&state.said)}
                    lens={state.lens.clone()}
                    act={act.clone()}
                />
            </main>
            <Rules
                browse={Rc::clone(&state.browse)}
                is_ready={matches!(state.engine, Engine::Ready { .. })}
                beside={props.beside.clone().map(AttrValue::from)}
                status={state.status.clone()}
                act={act.clone()}
            />
            { hand_over(&state, &act) }
            <p class="print-note">{ messages::PRINT_NOTE }</p>
            { footer(
                state.engine,
                props.beside.as_deref(),
                language_menu(&props.languages, language, &act),
            ) }
            <DropZone {act} />
        </ContextProvider<Language>>
    }
}
