//! Speaking another language.

use crate::browser::locale;
use crate::messages::{self, Language};
use crate::session::Session;
use crate::state::Action;

/// Draws the page in this language, and remembers it for the next time where that is allowed.
pub(crate) fn run(session: &Session, language: Language) {
    messages::speak(&language.tag);
    locale::show(&language, &messages::TITLE.words());
    locale::remember(&language.tag);
    session.speak();
    session.dispatch(Action::Speak(language));
    session.say(messages::SPOKEN);
}
