//! Reports and rules as text.

pub(crate) mod text;

use std::io::Write as _;

use unstuck_report::Inline;
use unstuck_report::words::visible;
use unstuck_rules::{ORIGINAL, RuleBook};

use crate::Failure;

/// Says on standard error why something did not work.
pub(crate) fn complain(message: &str) {
    // Nothing is left to tell if this fails too.
    let _ = writeln!(anstream::stderr(), "unstuck: {}", visible(message));
}

/// Refuses a language that nothing is translated into, which is rather a mistake than a wish.
pub(crate) fn known_language(book: &RuleBook, language: &str) -> Result<(), Failure> {
    let is_original = language.split('-').next() == Some(ORIGINAL);
    if is_original || book.language(language) != ORIGINAL {
        return Ok(());
    }
    let all: Vec<&str> = std::iter::once(ORIGINAL).chain(book.languages()).collect();
    Err(Failure::Usage(format!(
        "no rule is translated into `{language}`; there are: {}",
        all.join(", ")
    )))
}

/// A line of prose without its markup.
pub(crate) fn plain(parts: &[Inline]) -> String {
    let words = parts.iter().map(|part| match part {
        Inline::Text { text } | Inline::Strong { text } | Inline::Value { text, .. } => {
            text.clone()
        }
        Inline::Code { text } => format!("`{text}`"),
        Inline::Link { url, text } => format!("{text} <{url}>"),
    });
    visible(&words.collect::<String>())
}
