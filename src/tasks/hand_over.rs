//! Handing the report over: the worker redacts it, the person looks at it and takes it along.

use unstuck_handout::Feedback;
use yew::AttrValue;

use crate::browser::{address, save};
use crate::handing_over::Saying;
use crate::messages;
use crate::protocol::Request;
use crate::session::Session;
use crate::state::Action;

/// How many characters a whole link may have: what chats, mail programs and old browsers take.
const LINK: usize = 2_000;

/// Notes what the person says about a finding.
pub(crate) fn note(session: &Session, finding: AttrValue, saying: Saying) {
    session.dispatch(Action::Said(finding, saying));
    if let Saying::Verdict(Some(_)) = saying {
        session.say(messages::NOTED);
    }
}

/// Opens the dialog. It asks for the report once it is there.
pub(crate) fn begin(session: &Session) {
    session.dispatch(Action::HandOver);
}

/// Keeps these private values, and hides all others.
pub(crate) fn keep(session: &Session, values: Vec<String>) {
    session.dispatch(Action::Keep(values));
}

/// Asks the worker for the report.
pub(crate) fn make(
    session: &Session,
    document: u32,
    name: &str,
    keep: Vec<String>,
    said: Vec<Feedback>,
) {
    let room = LINK.saturating_sub(address::to_link_to().map_or(0, |address| address.len()));
    let (name, room) = (name.to_owned(), room as u32);
    session.redact_report(&Request::HandOut { document, name, keep, said, room });
}

/// Offers a text as a file.
pub(crate) fn save(session: &Session, name: &str, media_type: &str, text: &str) {
    save::save(name, media_type, text);
    session.say(messages::SAVED);
}

/// Prints the report that the dialog shows.
pub(crate) fn print() {
    save::print();
}

/// Closes the dialog.
pub(crate) fn end(session: &Session) {
    session.dispatch(Action::KeepBack);
}
