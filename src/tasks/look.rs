//! Looking at the findings in another way.

use std::rc::Rc;

use crate::browser::{self, field};
use crate::compare::{Before, Everything};
use crate::intent::{Place, Wish};
use crate::lens::Look;
use crate::messages;
use crate::protocol::Ask;
use crate::session::Session;
use crate::state::Action;
use crate::tasks::{clear, go_to};
use crate::text::line_bytes;

/// Does what a person wants to know.
pub(crate) fn run(session: &Session, wish: Wish) {
    match wish {
        Wish::Narrow(narrow, words) => {
            session.dispatch(Action::Look(Look::Narrow(narrow)));
            session.say(words);
        }
        Wish::Compare(all) => compare(session, all),
        Wish::EndComparison => {
            session.dispatch(Action::Look(Look::Compare(None)));
            session.say(messages::COMPARISON_ENDED);
            browser::focus_results();
        }
        Wish::Hear(words) => session.say(words),
        Wish::FindRules(words) => session.ask(Ask::Rules(words)),
        Wish::AskWhy { document, rule } => {
            session.dispatch(Action::Look(Look::Asked(document, rule.clone())));
            session.ask(Ask::Why { document, rule });
        }
        Wish::GoToLine(line) => go_to_line(session, line),
    }
}

/// Keeps what was found, and makes room for the next log.
fn compare(session: &Session, all: Everything) {
    let (rules, count) = (all.rules(), all.0.len());
    // This also ends the comparison before.
    clear::run(session);
    let before = Before { all, ..Before::default() };
    session.dispatch(Action::Look(Look::Compare(Some(Rc::new(before)))));
    // The worker is there, or the next one has the same rules; without an answer every value
    // of a finding counts.
    session.ask(Ask::Keys(rules));
    session.say(messages::kept_to_compare(count));
}

/// Of a line that no finding is on, only the number is known.
fn go_to_line(session: &Session, line: u64) {
    let (start, end) = session.editor().map_or((0, 0), |editor| {
        let text = String::from(field::text(&editor));
        line_bytes(&text, line)
    });
    go_to::show(session, Place { line, start, end });
}
