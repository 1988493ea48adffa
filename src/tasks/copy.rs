//! Copying a command.

use yew::platform::spawn_local;
use yew::{AttrValue, Callback};

use crate::browser::clipboard;
use crate::messages;
use crate::session::Session;

/// Puts exactly `text` on the clipboard and says whether that worked.
pub(crate) fn run(session: &Session, text: AttrValue, done: Callback<bool>) {
    let session = session.clone();
    spawn_local(async move {
        let copied = clipboard::copy(&text).await;
        session.say(if copied { messages::COPIED } else { messages::NOT_COPIED });
        done.emit(copied);
    });
}
