//! Log entries: which lines belong together.
//!
//! Entries are found only round places of interest; a document is never cut up as a whole.

use std::ops::Range;

use crate::document::Document;
use crate::level::{begins_with_timestamp, container_prefix, level};

/// The longest entry, in bytes. Of a longer one, the part round the place asked for is taken.
pub const MAX_ENTRY: usize = 64 * 1024;
/// How many lines an entry reaches back and forth at most.
const MAX_LINES: usize = 400;
/// How much of a very long line is taken before the place asked for.
const BEFORE: usize = 4 * 1024;

/// A log entry: its place in the cleaned text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its text: pieces of [`Document::text`] in order, to be read with a line feed between.
    pub parts: Vec<Range<usize>>,
    /// Its lines, from 0.
    pub lines: Range<usize>,
}

impl Entry {
    /// From its first byte to behind its last one.
    pub fn span(&self) -> Range<usize> {
        let end = self.parts.last().map_or(0, |part| part.end);
        self.parts.first().map_or(end, |part| part.start)..end
    }
}

/// The entry that byte `at` of the cleaned text belongs to. It ends after `at` and begins at
/// or after `not_before`, so that a walk through the text never meets a byte twice.
pub(crate) fn around(document: &Document, at: usize) -> Entry {
    let not_before = 0;
    let line = document.line_at(at);
    let lowest = document.line_at(not_before).max(line.saturating_sub(MAX_LINES));
    let mut first = line;
    while first > lowest && continues(document, first) {
        first -= 1;
    }
    let highest = document.line_count().min(line + MAX_LINES);
    let mut end = line + 1;
    while end < highest
        && document.line_span(end).end - document.line_span(first).start <= MAX_ENTRY
        && continues(document, end)
    {
        end += 1;
    }
    // Blank lines at the end belong to nobody.
    while end > line + 1 && document.line(end - 1).trim().is_empty() {
        end -= 1;
    }
    let mut span = document.line_span(first).start..document.line_span(end - 1).end;
    span.start = span.start.max(not_before).min(at);
    if span.len() > MAX_ENTRY {
        let text = document.text();
        let start = text.floor_char_boundary(at.saturating_sub(BEFORE)).max(span.start);
        span = start..text.floor_char_boundary(start + MAX_ENTRY).min(span.end).max(at);
    }
    Entry { lines: document.line_at(span.start)..document.line_at(span.end) + 1, parts: vec![span] }
}

/// Whether line `index` belongs to the entry of the line before it.
fn continues(document: &Document, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else { return false };
    let (line, previous) = (document.line(index), document.line(before));
    let (prefix, previous_prefix) = (container_prefix(line), container_prefix(previous));
    if line[..prefix] != previous[..previous_prefix] {
        return false;
    }
    let (text, previous) = (&line[prefix..], &previous[previous_prefix..]);
    if text.trim().is_empty() {
        return document.has_timestamps() || chained_exception_follows(document, index);
    }
    if begins_entry(text) {
        return false;
    }
    if document.has_timestamps() {
        return true;
    }
    if previous.trim().is_empty() {
        return links_exceptions(text)
            || (text.starts_with(TRACEBACK) && links_exceptions(last_words(document, before)));
    }
    never_begins(text)
        || (text.starts_with(TRACEBACK) && begins_entry(previous))
        || ends_traceback(document, index)
}

const TRACEBACK: &str = "Traceback (most recent call last)";

/// How lines begin that never begin an entry.
const CONTINUATIONS: [&str; 24] = [
    "Caused by:",
    "Suppressed:",
    "at ",
    "... ",
    "--- ",
    "---> ",
    "During handling of the above exception",
    "The above exception was the direct cause",
    "DETAIL:",
    "HINT:",
    "CONTEXT:",
    "STATEMENT:",
    "LINE ",
    "QUERY:",
    "WHERE:",
    "}",
    "]",
    ")",
    "</",
    "[cause]",
    "[errors]",
    "Is the server running",
    "<Error>",
    "(Background on this error at:",
];

/// Whether a line is blank or of a shape that no entry begins with.
pub(crate) fn never_begins(line: &str) -> bool {
    let text = &line[container_prefix(line)..];
    text.trim().is_empty()
        || text.starts_with([' ', '\t'])
        || CONTINUATIONS.iter().any(|start| text.starts_with(start))
}

fn links_exceptions(text: &str) -> bool {
    text.starts_with("During handling of the above exception")
        || text.starts_with("The above exception was the direct cause")
}

/// The text of the last line up to `index` that is not blank.
fn last_words(document: &Document, index: usize) -> &str {
    (0..=index)
        .rev()
        .take(3)
        .map(|index| {
            let line = document.line(index);
            &line[container_prefix(line)..]
        })
        .find(|text| !text.trim().is_empty())
        .unwrap_or_default()
}

/// Whether behind the blank line `index` another exception of the same chain follows.
fn chained_exception_follows(document: &Document, index: usize) -> bool {
    (index..document.line_count())
        .take(3)
        .map(|index| {
            let line = document.line(index);
            &line[container_prefix(line)..]
        })
        .find(|text| !text.trim().is_empty())
        .is_some_and(|text| {
            links_exceptions(text)
                || (text.starts_with(TRACEBACK) && links_exceptions(last_words(document, index)))
        })
}

/// Whether a line is the first of an entry whatever stands before it.
fn begins_entry(text: &str) -> bool {
    begins_with_timestamp(text)
        || (text.starts_with("{\"") && text.ends_with('}'))
        || (!never_begins(text) && level(text).is_some())
}

/// Whether line `index` is the last of a Python traceback: the exception itself stands at
/// the margin behind the indented frames.
fn ends_traceback(document: &Document, index: usize) -> bool {
    let mut frames = false;
    for line in (0..index).rev().take(MAX_LINES).map(|index| document.line(index)) {
        let text = &line[container_prefix(line)..];
        if text.starts_with([' ', '\t']) {
            frames = true;
        } else {
            return frames && text.starts_with(TRACEBACK);
        }
    }
    false
}
