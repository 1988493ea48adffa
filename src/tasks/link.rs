//! Findings that came by a link.

use crate::browser::{self, address, field};
use crate::messages;
use crate::session::{Job, Session};
use crate::state::{Action, Source};
use crate::tasks::{clear, explain};

/// Opens the findings that the address holds. What stands in the text field stays there.
pub(crate) fn open(session: &Session) {
    session.drop_jobs();
    session.dispatch(Action::Take(Source::Link));
    session.say(messages::OPENING_LINK);
    session.explain(Job::Link(address::fragment()));
    // Whoever opens one wants to see it, wherever the page was scrolled to.
    browser::focus_results();
}

/// Goes back to the text in the field, or to the empty field.
pub(crate) fn leave(session: &Session) {
    if session.editor().is_some_and(|editor| field::text(&editor).length() > 0) {
        explain::now(session);
        if let Some(editor) = session.editor() {
            field::focus(&editor);
        }
    } else {
        clear::run(session);
    }
}

/// Takes the findings out of the address.
pub(crate) fn drop() {
    if address::holds_findings() {
        address::set_fragment("");
    }
}
