//! The words where there are no findings, and the notes on an input.

use unstuck_report::Note;

use crate::messages::findings::summary;
use crate::messages::link::flaw_heading;
use crate::messages::measures::bytes_in_words;
use crate::messages::text::{Text, Value, apart, texts};
use crate::state::{Failure, Outcome};

texts! {
    CLEAN_HEADING = "state.clean-heading";
    CLEAN = "state.clean";
    CLEAN_TIP_1 = "state.clean-tip-1";
    CLEAN_TIP_2 = "state.clean-tip-2";
    CLEAN_TIP_3 = "state.clean-tip-3";
    BLANK_HEADING = "state.blank-heading";
    BLANK = "state.blank";
    BLANK_TIP_1 = "state.blank-tip-1";
    BLANK_TIP_2 = "state.blank-tip-2";
    BINARY_HEADING = "state.binary-heading";
    BINARY = "state.binary";
    BINARY_TIP_1 = "state.binary-tip-1";
    BINARY_TIP_2 = "state.binary-tip-2";
    BINARY_TIP_3 = "state.binary-tip-3";
    UNREADABLE_HEADING = "state.unreadable-heading";
    UNREADABLE = "state.unreadable";
    UNREADABLE_TIP_1 = "state.unreadable-tip-1";
    UNREADABLE_TIP_2 = "state.unreadable-tip-2";
    CLOSED_HEADING = "state.closed-heading";
    CLOSED = "state.closed";
    CLOSED_TIP_1 = "state.closed-tip-1";
    CLOSED_TIP_2 = "state.closed-tip-2";
    FAILED_HEADING = "state.failed-heading";
    RETRY = "state.retry";
    NOTES_HEADING = "note.notes-heading";
    FAILURE_REFUSED = "state.failure-refused";
    FAILURE_SILENT = "state.failure-silent";
    FAILURE_STRANGER = "state.failure-stranger";
    FAILURE_NO_RULES = "state.failure-no-rules";
    FAILURE_STOPPED = "state.failure-stopped";
    NOTE_CUT = "note.cut" { kept, total };
    NOTE_DECODED = "note.decoded" { encoding };
    NOTE_REPLACED = "note.replaced" { count };
    NOTE_RESTORED = "note.restored" { count };
    NOTE_RECOGNISED = "note.recognised" { what };
    NOTE_LONG_LINE = "note.long-line" { line, size };
    NOTE_LIMIT = "note.limit" { limit, what };
    SENTENCE = "note.sentence" { heading };
}

pub(crate) const CLEAN_TIPS: &[Text] = &[CLEAN_TIP_1, CLEAN_TIP_2, CLEAN_TIP_3];
pub(crate) const BLANK_TIPS: &[Text] = &[BLANK_TIP_1, BLANK_TIP_2];
pub(crate) const BINARY_TIPS: &[Text] = &[BINARY_TIP_1, BINARY_TIP_2, BINARY_TIP_3];
pub(crate) const UNREADABLE_TIPS: &[Text] = &[UNREADABLE_TIP_1, UNREADABLE_TIP_2];
pub(crate) const CLOSED_TIPS: &[Text] = &[CLOSED_TIP_1, CLOSED_TIP_2];

/// A heading as a sentence.
pub(super) fn sentence(heading: Text) -> String {
    SENTENCE.fill(&[(&heading.words()).into()])
}

/// What the status line says when an analysis has ended.
pub(crate) fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Unreadable => sentence(UNREADABLE_HEADING),
        Outcome::Flawed(flaw) => sentence(flaw_heading(flaw)),
        Outcome::Closed(_) => sentence(CLOSED_HEADING),
        Outcome::Found(analysis) => summary(analysis),
    }
}

/// Why the worker is gone.
pub(crate) fn failure(failure: Failure) -> Text {
    match failure {
        Failure::Refused => FAILURE_REFUSED,
        Failure::Silent => FAILURE_SILENT,
        Failure::Stranger => FAILURE_STRANGER,
        Failure::NoRules => FAILURE_NO_RULES,
        Failure::Stopped => FAILURE_STOPPED,
    }
}

/// A remark on a file as a sentence.
pub(crate) fn remark(remark: &str) -> String {
    // The words are ours, and plain: nothing here is worth the tables of Unicode.
    let mut sentence = format!("{remark}.");
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    apart(&sentence)
}

/// Something about the input that limits the answer.
pub(crate) fn note(note: &Note) -> String {
    match note {
        Note::Cut { kept, total } => {
            NOTE_CUT.fill(&[(&bytes_in_words(*kept)).into(), (&bytes_in_words(*total)).into()])
        }
        Note::Decoded { encoding } => NOTE_DECODED.fill(&[Value::Foreign(encoding)]),
        Note::Replaced { bytes } => NOTE_REPLACED.fill(&[(*bytes).into()]),
        Note::Restored { words } => NOTE_RESTORED.fill(&[(*words).into()]),
        Note::Recognised { what } => NOTE_RECOGNISED.fill(&[Value::Foreign(what)]),
        Note::LongLine { line, bytes } => {
            NOTE_LONG_LINE.fill(&[(*line).into(), (&bytes_in_words(*bytes)).into()])
        }
        Note::Archive { says } => apart(says),
        Note::Limit { what, limit } => NOTE_LIMIT.fill(&[(*limit).into(), Value::Foreign(what)]),
    }
}
