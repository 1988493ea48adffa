//! Opening files, or a text that is too long for the text field.

use js_sys::JsString;
use web_sys::File;
use yew::AttrValue;

use crate::messages;
use crate::session::{Job, Session, size};
use crate::state::{Action, Source};

/// How many files are read at once; as many as are taken out of an archive.
const MOST: usize = 200;

/// Opens files. Only workers read them.
pub(crate) fn files(session: &Session, mut files: Vec<File>) {
    let left_out = files.len().saturating_sub(MOST);
    files.truncate(MOST);
    let source = match files.as_slice() {
        [] => return,
        [file] => Source::File { name: AttrValue::from(file.name()), bytes: size(file) },
        files => Source::Files {
            count: files.len(),
            left_out,
            bytes: files.iter().map(|file| size(file)).sum(),
        },
    };
    session.drop_jobs();
    session.dispatch(Action::Take(source));
    session.say(messages::READING);
    session.explain(Job::Files(files.into()));
}

/// Opens a long text in the viewer.
pub(crate) fn text(session: &Session, text: JsString) {
    session.drop_jobs();
    session.dispatch(Action::Take(Source::Pasted { characters: text.length() }));
    session.say(messages::READING);
    session.explain(Job::Text(text));
}
