//! A place in the text as evidence: spans in the input, and lines to show.

use std::ops::Range;

use unstuck_logtext::{Document, MAX_ENTRY};
use unstuck_report::{Evidence, Excerpt, Span};

/// How many lines an excerpt shows at most.
const LINES: usize = 6;
/// How many bytes of a line are shown before the first mark on it.
const BEFORE: usize = 120;
/// How many bytes of a line are shown at most.
const LENGTH: usize = 400;

/// The evidence for a match: `spans[0]` is the whole match, the others are values in it, all
/// in bytes of the cleaned text.
pub(crate) fn evidence(document: &Document, spans: &[Range<usize>]) -> Evidence {
    let whole = spans.first().cloned().unwrap_or(0..0);
    let first = document.line_at(whole.start);
    let last = document.line_at(whole.end.saturating_sub(1).max(whole.start)).max(first);
    let lines = document.line_span(first).start..document.line_span(last).end;
    // A line that is longer than any entry is not seen whole by whoever reads a part of it.
    let place = document.input_span(if lines.len() > MAX_ENTRY { whole.clone() } else { lines });
    Evidence {
        line: first as u64 + 1,
        start: place.start,
        end: place.end,
        time: None,
        spans: spans
            .iter()
            .map(|span| {
                let span = document.input_span(span.clone());
                Span { start: span.start, end: span.end }
            })
            .collect(),
        excerpt: excerpt(document, first..last + 1, &whole),
    }
}

fn excerpt(document: &Document, lines: Range<usize>, mark: &Range<usize>) -> Excerpt {
    let mut out = Excerpt {
        first_line: lines.start as u64 + 1,
        text: String::new(),
        marks: Vec::new(),
        cut: lines.len() > LINES,
    };
    for line in lines.clone().take(LINES) {
        if line > lines.start {
            out.text.push('\n');
        }
        let span = document.line_span(line);
        let marked = mark.start.max(span.start)..mark.end.min(span.end);
        let shown = window(document.text(), &span, &marked);
        out.cut |= shown != span;
        if shown.start > span.start {
            out.text.push('…');
        }
        let offset = out.text.len();
        out.text.push_str(&document.text()[shown.clone()]);
        let marked = marked.start.max(shown.start)..marked.end.min(shown.end);
        if marked.start < marked.end {
            out.marks.push(Span {
                start: (offset + marked.start - shown.start) as u64,
                end: (offset + marked.end - shown.start) as u64,
            });
        }
        if shown.end < span.end {
            out.text.push('…');
        }
    }
    out
}

/// The part of a line that is shown: all of it, or round its mark.
fn window(text: &str, line: &Range<usize>, mark: &Range<usize>) -> Range<usize> {
    if line.len() <= LENGTH {
        return line.clone();
    }
    let focus = if mark.start < mark.end { mark.start } else { line.start };
    let start =
        text.floor_char_boundary(focus.saturating_sub(BEFORE).max(line.start)).max(line.start);
    start..text.floor_char_boundary((start + LENGTH).min(line.end)).max(start)
}
