//! What the page does, one file per action of a person.

mod cancel;
mod choose;
mod clear;
mod copy;
mod explain;
mod go_to;
mod look;
mod open;
mod retry;
mod sample;

use crate::intent::Intent;
use crate::session::Session;

/// Does what a person wants.
pub(crate) fn perform(session: &Session, intent: Intent) {
    match intent {
        Intent::Explain { at_once: true } => explain::now(session),
        Intent::Explain { at_once: false } => explain::soon(session),
        Intent::OpenFiles(files) => open::files(session, files),
        Intent::Choose(document) => choose::run(session, document),
        Intent::OpenText(text) => open::text(session, text),
        Intent::ShowSample(index) => sample::show(session, index),
        Intent::Cancel => cancel::run(session),
        Intent::Clear => clear::run(session),
        Intent::Retry => retry::run(session),
        Intent::GoTo(place) => go_to::show(session, place),
        Intent::ReadRows { document, from, count } => session.read_rows(document, from, count),
        Intent::Look(wish) => look::run(session, wish),
        Intent::Copy { text, done } => copy::run(session, text, done),
    }
}
