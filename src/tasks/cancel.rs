//! Stopping an analysis.

use crate::browser;
use crate::messages;
use crate::session::Session;
use crate::state::{Action, Source};

/// Ends all workers that are at work and starts another. A text in the field stays
/// there; a file is let go.
pub(crate) fn run(session: &Session) {
    session.drop_jobs();
    let source = match session.editor() {
        Some(_) => Source::Field { sample: None },
        None => Source::Nothing,
    };
    session.dispatch(Action::Take(source));
    session.dispatch(Action::Stopped);
    session.say(messages::STOPPED);
    browser::focus_results();
}
