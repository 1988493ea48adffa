//! Looking at a log: its lines, and what one can do with them.

use yew::platform::spawn_local;

use crate::browser::{address, clipboard, field};
use crate::log::{Lines, LogAction, lines_of};
use crate::messages;
use crate::session::Session;
use crate::state::Action;

/// Looks at the log in another way.
pub(crate) fn look(session: &Session, action: LogAction) {
    let back = action == LogAction::Open(false);
    session.dispatch(Action::Log(action));
    if back {
        session.after_pause(0, |session| {
            if let Some(editor) = session.editor() {
                field::focus(&editor);
            }
        });
    }
}

/// Goes to a line and says something about it.
pub(crate) fn go_to(session: &Session, line: u32, focus: bool, says: String) {
    session.dispatch(if focus { Action::Show(line) } else { Action::Reveal(line) });
    session.say(says);
}

/// Chooses lines, or none, and has the address name them. It never has any text.
pub(crate) fn choose(session: &Session, lines: Option<Lines>) {
    session.dispatch(Action::Log(LogAction::Choose(lines)));
    address::set_fragment(&lines.map(Lines::fragment).unwrap_or_default());
    session.say(lines.map(messages::chosen).unwrap_or_default());
}

/// Goes to the lines that the address names, if there are such lines.
pub(crate) fn follow_address(session: &Session, count: u32) {
    let Some(lines) = lines_of(&address::fragment()).filter(|lines| lines.first < count) else {
        return;
    };
    let lines = Lines { last: lines.last.min(count - 1), ..lines };
    session.dispatch(Action::Log(LogAction::Open(true)));
    session.dispatch(Action::Log(LogAction::Choose(Some(lines))));
    session.dispatch(Action::Reveal(lines.first));
}

/// Puts lines on the clipboard.
pub(crate) fn copy(session: &Session, document: u32, lines: Lines) {
    session.read_text(document, lines.first, lines.count(), |session, text, cut| {
        let session = session.clone();
        spawn_local(async move {
            let copied = clipboard::copy(&text).await;
            session.say(match (copied, cut) {
                (true, false) => messages::COPIED,
                (true, true) => messages::COPIED_IN_PART,
                (false, _) => messages::NOT_COPIED,
            });
        });
    });
}
