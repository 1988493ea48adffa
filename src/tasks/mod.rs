//! What the page does, one file per action of a person.

mod browse;
mod cancel;
mod choose;
mod clear;
mod copy;
mod explain;
mod go_to;
mod hand_over;
mod link;
mod log;
mod look;
mod open;
mod retry;
mod sample;
mod speak;

use crate::browser;
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
        Intent::ReadRows { document, lines, search, whole } => {
            session.read_rows(document, lines, search, whole);
        }
        Intent::Look(wish) => look::run(session, wish),
        Intent::Copy { text, done } => copy::run(session, text, done),
        Intent::Note(finding, saying) => hand_over::note(session, finding, saying),
        Intent::HandOver => hand_over::begin(session),
        Intent::Keep(values) => hand_over::keep(session, values),
        Intent::MakeHandOut { document, name, keep, said } => {
            hand_over::make(session, document, &name, keep, said);
        }
        Intent::Save { name, media_type, text } => {
            hand_over::save(session, name, media_type, &text);
        }
        Intent::Print => hand_over::print(),
        Intent::KeepBack => hand_over::end(session),
        Intent::Log(action) => log::look(session, action),
        Intent::Search { document, query, serious } => session.search(document, query, serious),
        Intent::GoToLine { line, focus, says } => log::go_to(session, line, focus, says),
        Intent::ChooseLines(lines) => log::choose(session, lines),
        Intent::FollowAddress { count } => log::follow_address(session, count),
        Intent::LeaveSearch => browser::focus_viewer(),
        Intent::Speak(language) => speak::run(session, language),
        Intent::Say(text) => session.say(text),
        Intent::CopyLines { document, lines } => log::copy(session, document, lines),
        Intent::OpenLink => link::open(session),
        Intent::LeaveLink => link::leave(session),
        Intent::DropLink => link::drop(),
        Intent::FollowRules => browse::follow(session),
        Intent::AskOfRules(route) => browse::ask(session, route),
        Intent::BrowseFor(query) => browse::find(session, query),
    }
}
