//! The words for what a report says by an enumeration, and text made harmless.

use std::fmt::Write as _;

use crate::{Confidence, Note, Reader, Risk, Severity};

/// Text from a log, made harmless for a terminal: control characters and characters that
/// turn the direction of writing are written out.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{061c}');
        if (c.is_control() && c != '\n' && c != '\t') || turns {
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// What is said of a finding whose language is not that of its report.
pub const UNTRANSLATED: &str = "Not translated yet: this explanation is in English.";

/// What a severity is called.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "Info",
        Severity::Warning => "Warning",
        Severity::Error => "Error",
        Severity::Critical => "Critical",
    }
}

/// What a confidence is called, in the middle of a sentence.
pub fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Possible => "possible",
        Confidence::Likely => "likely",
        Confidence::Certain => "certain",
    }
}

/// The label of a step that does more than look.
pub fn risk(risk: Risk) -> Option<&'static str> {
    match risk {
        Risk::Safe => None,
        Risk::ChangesConfiguration => Some("Changes configuration"),
        Risk::Interrupts => Some("Interrupts the service"),
        Risk::CanLoseData => Some("Can lose data"),
    }
}

/// Who a step is for, where it is not for anyone.
pub fn reader(reader: Reader) -> Option<&'static str> {
    match reader {
        Reader::Anyone => None,
        Reader::Developer => Some("For the developer"),
        Reader::Administrator => Some("For the administrator"),
        Reader::NetworkAdministrator => Some("For the network administrator"),
        Reader::Provider => Some("For the provider of the service"),
    }
}

/// What a step can do and who can take it, in the middle of a sentence, where that is worth
/// saying.
pub fn caution(step_risk: Risk, who: Reader) -> Option<String> {
    let parts: Vec<String> =
        risk(step_risk).into_iter().chain(reader(who)).map(str::to_ascii_lowercase).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What was odd about an input, as a sentence.
pub fn note(note: &Note) -> String {
    match note {
        Note::Cut { kept, total } => format!("Only the first {kept} of {total} bytes were read."),
        Note::Decoded { encoding } => format!("The input was decoded from {encoding}."),
        Note::Replaced { bytes } => {
            format!("{bytes} byte(s) are no valid text and are shown as \u{fffd}.")
        }
        Note::Restored { words } => format!(
            "{words} word(s) that a broken translation had put inside English text were restored."
        ),
        Note::Recognised { what } => format!("This looks like a {what}."),
        Note::LongLine { line, bytes } => {
            format!("Line {line} has {bytes} bytes; it was looked at in pieces.")
        }
        Note::Archive { says } => says.clone(),
        Note::Limit { what, limit } => format!("There are more than {limit} {what}."),
    }
}
