//! Starting the worker again.

use crate::browser;
use crate::session::Session;

/// Starts another worker. What the last one was doing when it stopped runs again.
pub(crate) fn run(session: &Session) {
    session.start_worker();
    browser::focus_results();
}
