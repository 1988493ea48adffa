//! Starting over.

use crate::browser::{address, field};
use crate::lens::Look;
use crate::session::Session;
use crate::state::{Action, Source};

/// Empties the page and puts the focus where the next text goes.
pub(crate) fn run(session: &Session) {
    session.drop_jobs();
    if let Some(editor) = session.editor() {
        field::set_text(&editor, "");
    }
    session.dispatch(Action::Take(Source::Nothing));
    // Lines of a text that is gone are nothing to point at.
    address::set_fragment("");
    session.dispatch(Action::Look(Look::Compare(None)));
    session.say("");
    // The field may have to come back into the page first, in place of the viewer.
    session.after_pause(0, |session| {
        if let Some(editor) = session.editor() {
            field::focus(&editor);
        }
    });
}
