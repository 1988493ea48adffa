//! The fixed words of the pages.

pub(crate) use unstuck_report::words::{reader, severity};
use unstuck_report::{Risk, Severity};

pub(crate) const NAME: &str = "Unstuck";
pub(crate) const ALL: &str = "All known problems";
pub(crate) const PASTE: &str = "Paste your own log";
pub(crate) const PASTE_HEADING: &str = "Is it this problem?";
pub(crate) const PASTE_WHY: &str = "Paste your error or your whole log: Unstuck says whether it is \
     this problem, shows what went wrong first, and fills your own values into the steps. Nothing \
     that you paste leaves your browser.";
pub(crate) const PASTE_ANY: &str = "Paste an error or a log instead of looking for it here: it is \
     explained in your browser, and nothing is sent.";
pub(crate) const MESSAGE: &str = "What the message looks like";
pub(crate) const CAUSE: &str = "Cause";
pub(crate) const FIX: &str = "How to fix it";
pub(crate) const CHECK: &str = "How to see that it worked";
pub(crate) const NOT_THIS: &str = "Not this problem if…";
pub(crate) const CAUSES: &str = "What it can cause";
pub(crate) const CAUSED_BY: &str = "What can cause it";
pub(crate) const REFERENCES: &str = "Codes and sources";
pub(crate) const CODES: &str = "Codes";
pub(crate) const APPLIES_TO: &str = "Applies to";
pub(crate) const SOURCES: &str = "Sources";
pub(crate) const SYSTEMS: &str = "Systems";
pub(crate) const FILTER: &str = "Filter by system, words or code";
pub(crate) const LICENCE: &str = "Free software under the MIT or the Apache 2.0 licence.";
pub(crate) const PRIVATE: &str = "What you paste into Unstuck never leaves your browser.";
pub(crate) const MOVED: &str = "This page has moved";

/// The class that carries the colour of a severity.
pub(crate) fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "severity severity-info",
        Severity::Warning => "severity severity-warning",
        Severity::Error => "severity severity-error",
        Severity::Critical => "severity severity-critical",
    }
}

/// What a step can do, with the class of its label, where it does more than look.
pub(crate) fn risk(risk: Risk) -> Option<(&'static str, &'static str)> {
    let class = match risk {
        Risk::Safe | Risk::ChangesConfiguration => "tag",
        Risk::Interrupts => "tag tag-caution",
        Risk::CanLoseData => "tag tag-danger",
    };
    Some((unstuck_report::words::risk(risk)?, class))
}

/// So many of something: `1 problem`, `7 problems`.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `text`, cut at a word's end to at most `most` characters.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    // A single long word is cut where it stands.
    let end = kept.rfind(' ').filter(|end| *end > kept.len() / 2).unwrap_or(kept.len());
    let kept = kept[..end].trim_end_matches(|c: char| c.is_whitespace() || ",;:(".contains(c));
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_end_at_a_word() {
        for (text, most, expected) in [
            ("short", 10, "short"),
            ("exactly ten", 11, "exactly ten"),
            ("one two, three", 12, "one two…"),
            ("ααααααααα", 5, "αααα…"),
            ("a bbbbbbbbbbbbbbb", 8, "a bbbbb…"),
        ] {
            let short = cut(text, most);
            assert_eq!(short, expected);
            assert!(short.chars().count() <= most);
        }
    }
}
