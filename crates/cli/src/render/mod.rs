//! Reports and rules as text.

pub(crate) mod text;

use std::io::Write as _;

use unstuck_report::Inline;
use unstuck_report::words::visible;

/// Says on standard error why something did not work.
pub(crate) fn complain(message: &str) {
    // Nothing is left to tell if this fails too.
    let _ = writeln!(anstream::stderr(), "unstuck: {}", visible(message));
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
