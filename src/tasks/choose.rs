//! Choosing one of several files.

use crate::session::Session;
use crate::state::Action;

/// Shows what was found in the file.
pub(crate) fn run(session: &Session, document: u32) {
    session.dispatch(Action::Choose(document));
}
