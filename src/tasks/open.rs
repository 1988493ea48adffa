//! Opening a file, or a text that is too long for the text field.

use js_sys::JsString;
use web_sys::File;
use yew::AttrValue;

use crate::messages;
use crate::protocol::Payload;
use crate::session::Session;
use crate::state::{Action, Source};

/// Opens the first of `files`. Only the worker reads it.
pub(crate) fn files(session: &Session, files: &[File]) {
    let Some(file) = files.first() else { return };
    session.drop_jobs();
    session.dispatch(Action::Take(Source::File {
        name: AttrValue::from(file.name()),
        // A size is a whole number that floating point holds exactly.
        #[expect(clippy::cast_sign_loss, reason = "sizes are not negative")]
        bytes: file.size() as u64,
        others: files.len() - 1,
    }));
    session.say(messages::READING);
    session.explain(Payload::Blob(file.clone().into()));
}

/// Opens a long text in the viewer.
pub(crate) fn text(session: &Session, text: JsString) {
    session.drop_jobs();
    session.dispatch(Action::Take(Source::Pasted { characters: text.length() }));
    session.say(messages::READING);
    session.explain(Payload::Text(text));
}
