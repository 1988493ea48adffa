//! Showing a sample.

use js_sys::JsString;

use crate::browser::{self, field};
use crate::samples;
use crate::session::{Job, Session};
use crate::state::{Action, Source};

/// Puts a sample into the text field, where it can be edited, and explains it.
pub(crate) fn show(session: &Session, index: usize) {
    let Some((editor, sample)) = session.editor().zip(samples::ALL.get(index)) else { return };
    field::set_text(&editor, sample.text);
    session.dispatch(Action::Take(Source::Field { sample: Some(index) }));
    session.explain(Job::Text(JsString::from(sample.text)));
    browser::focus_results();
}
