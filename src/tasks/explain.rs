//! Explaining what stands in the text field.

use crate::browser::field;
use crate::session::{Job, Session};
use crate::state::{Action, Source};
use crate::tasks::open;

/// How long the typing must pause, in milliseconds.
const PAUSE: u32 = 120;

/// Explains the text when the typing pauses. Until then nothing reads the text, so a
/// key pressed in a long one costs what the browser makes of it and no more.
pub(crate) fn soon(session: &Session) {
    session.after_pause(PAUSE, now);
}

/// Explains the text as it stands.
pub(crate) fn now(session: &Session) {
    let Some(editor) = session.editor() else { return };
    let text = field::text(&editor);
    if field::is_too_long(&text) {
        // It grew over a limit by a way that the field could not stop beforehand.
        open::text(session, text);
    } else if text.length() == 0 {
        session.drop_jobs();
        session.dispatch(Action::Take(Source::Nothing));
        session.say("");
    } else {
        session.dispatch(Action::Take(Source::Field { sample: None }));
        session.explain(Job::Text(text));
    }
}
