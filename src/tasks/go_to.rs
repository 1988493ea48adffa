//! Going to a place of the input.

use crate::browser::field;
use crate::intent::Place;
use crate::messages;
use crate::session::Session;
use crate::state::Action;
use crate::text::utf16_range;

/// Selects the place in the text field, or has the viewer show its line.
pub(crate) fn show(session: &Session, place: Place) {
    match session.editor().filter(|editor| !editor.hidden()) {
        Some(editor) => {
            let text = String::from(field::text(&editor));
            field::select(&editor, utf16_range(&text, place.start, place.end));
        }
        None => {
            session
                .dispatch(Action::Show(u32::try_from(place.line).unwrap_or(u32::MAX).max(1) - 1));
        }
    }
    session.say(messages::at_line(place.line));
}
