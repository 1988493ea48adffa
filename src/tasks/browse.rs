//! Looking at the rules.

use crate::browse::{Route, Turn};
use crate::browser::address;
use crate::protocol::Ask;
use crate::session::Session;
use crate::state::Action;

/// Shows what the address names of the rules, or the findings.
pub(crate) fn follow(session: &Session) {
    session.dispatch(Action::Browse(Turn::To(Route::of(&address::fragment()))));
}

/// Asks the worker for it.
pub(crate) fn ask(session: &Session, route: Route) {
    session.ask(match route {
        Route::List => Ask::Book,
        Route::Rule(id) => Ask::Rule(id),
    });
}

/// Looks for words, a code or a message in the rules.
pub(crate) fn find(session: &Session, query: String) {
    session.dispatch(Action::Browse(Turn::Find(query.clone())));
    session.ask(Ask::Browse(query));
}
