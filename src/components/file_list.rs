//! The files, where there are several: what was found in each, and which one is shown.

use yew::{Callback, Html, classes, html};

use crate::batch::{List, Listed, Stage};
use crate::components::finding_card::severity_class;
use crate::components::icon;
use crate::components::notes::notes;
use crate::components::shown::{said, shown};
use crate::intent::Intent;
use crate::messages;
use crate::state::Outcome;

/// A button for each file that was read, and for all of them as one if there is that; of the
/// others, why they were not. `current` is the
/// id of the text that is shown.
pub(crate) fn file_list(list: &List, current: Option<u32>, act: &Callback<Intent>) -> Html {
    let files = list.woven.iter().chain(&list.files).map(|listed| {
        let is_shown = current == Some(listed.document);
        html! { <li key={listed.document}>{ file(listed, is_shown, act) }</li> }
    });
    html! {
        <section class="files" aria-labelledby="files-heading">
            <h2 id="files-heading">
                { messages::files(list.files.len()) }
                <span class="tally">{ messages::files_tally(list) }</span>
            </h2>
            { notes(&[], &list.remarks) }
            <ul>{ for files }</ul>
        </section>
    }
}

fn file(file: &Listed, is_shown: bool, act: &Callback<Intent>) -> Html {
    let content = html! {
        <>
            <span class="file-sign">{ sign(&file.stage) }</span>
            <bdi class="file-name">{ shown(&file.name) }</bdi>
            <span class="file-size">
                { for file.bytes.map(|bytes| messages::size(bytes, None)) }
            </span>
            <span class="file-verdict">{ said(&messages::verdict(file)) }</span>
        </>
    };
    let class = classes!("file", class(&file.stage));
    let Stage::Done(Outcome::Found(_)) = file.stage else {
        return html! { <div {class}>{ content }</div> };
    };
    let (act, document) = (act.clone(), file.document);
    let onclick = move |_| act.emit(Intent::Choose(document));
    let current = is_shown.then_some("true");
    html! { <button type="button" {class} aria-current={current} {onclick}>{ content }</button> }
}

fn class(stage: &Stage) -> &'static str {
    match stage {
        Stage::Done(Outcome::Found(analysis)) => match analysis.worst() {
            Some(severity) => severity_class(severity),
            None if analysis.unknown.is_empty() => "file-clean",
            None => "severity-unknown",
        },
        _ => "file-unread",
    }
}

fn sign(stage: &Stage) -> Html {
    match stage {
        Stage::Done(Outcome::Found(analysis)) => match analysis.worst() {
            Some(severity) => icon::severity(severity),
            None if analysis.unknown.is_empty() => icon::tick(),
            None => icon::question(),
        },
        Stage::Done(_) | Stage::Closed => icon::cross(),
        Stage::Reading => html! { <span class="spinner" aria-hidden="true"></span> },
        Stage::Waiting => icon::file(),
    }
}
