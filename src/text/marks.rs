//! What matched, cut to lines for the screen.

use std::collections::BTreeMap;
use std::ops::Range;

use unstuck_report::{Excerpt, Report, Severity, Span};

/// One line of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExcerptLine<'a> {
    /// The number of the line, from 1.
    pub(crate) number: u64,
    /// Its text in order.
    pub(crate) segments: Vec<Segment<'a>>,
}

/// A stretch of a line that is marked as a whole, or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// Whether it is part of what matched.
    pub(crate) marked: bool,
}

/// The lines of an excerpt with what matched in them.
pub(crate) fn excerpt_lines(excerpt: &Excerpt) -> Vec<ExcerptLine<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for (number, line) in (excerpt.first_line..).zip(excerpt.text.split('\n')) {
        let ranges = excerpt.marks.iter().filter_map(|mark| within(*mark, start, line));
        lines.push(ExcerptLine { number, segments: segments(line, ranges) });
        start += line.len() + 1;
    }
    lines
}

/// Cuts a line at the ends of `ranges`, which are bytes of it.
pub(crate) fn segments(line: &str, ranges: impl Iterator<Item = Range<usize>>) -> Vec<Segment<'_>> {
    let mut done = 0;
    let mut segments = Vec::new();
    for range in ranges {
        let start = on_character(line, range.start).max(done);
        let end = on_character(line, range.end);
        if end <= start {
            continue;
        }
        if start > done {
            segments.push(Segment { text: &line[done..start], marked: false });
        }
        segments.push(Segment { text: &line[start..end], marked: true });
        done = end;
    }
    if done < line.len() {
        segments.push(Segment { text: &line[done..], marked: false });
    }
    segments
}

/// What the viewer highlights in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Highlight {
    /// How bad the worst problem in this line is; an error that nothing explains has none.
    pub(crate) severity: Option<Severity>,
    /// Which finding that is; the first, if there are several.
    pub(crate) finding: Option<usize>,
    /// Whether it is the first line of a place.
    pub(crate) begins: bool,
    /// The line as the excerpt has it, to make sure that the ranges fit.
    text: String,
    ranges: Vec<Range<usize>>,
}

impl Highlight {
    /// What to mark in a row. In a row that is not the line of the excerpt, nothing; where
    /// the excerpt or the row was cut, what is in both.
    pub(crate) fn ranges(&self, row: &str) -> impl Iterator<Item = Range<usize>> {
        let same = self.text.starts_with(row) || row.starts_with(&self.text);
        self.ranges.iter().filter(move |_| same).cloned()
    }
}

/// The lines of the input that show something, by their number.
pub(crate) fn highlights(report: &Report) -> BTreeMap<u64, Highlight> {
    let known = report.findings.iter().enumerate().flat_map(|(index, finding)| {
        finding.evidence.iter().map(move |place| (Some((index, finding.severity)), place))
    });
    let unknown = report
        .unknown
        .iter()
        .flat_map(|unknown| unknown.evidence.iter().map(|place| (None, place)));
    let mut highlights = BTreeMap::new();
    for (known, place) in known.chain(unknown) {
        let (finding, severity) = known.unzip();
        let (mut start, mut begins) = (0, true);
        for (number, line) in (place.excerpt.first_line..).zip(place.excerpt.text.split('\n')) {
            let ranges: Vec<_> =
                place.excerpt.marks.iter().filter_map(|mark| within(*mark, start, line)).collect();
            start += line.len() + 1;
            if ranges.is_empty() {
                continue;
            }
            highlights
                .entry(number)
                .and_modify(|held: &mut Highlight| {
                    held.severity = held.severity.max(severity);
                    held.begins |= begins;
                })
                .or_insert(Highlight { severity, finding, begins, text: line.to_owned(), ranges });
            begins = false;
        }
    }
    highlights
}

/// The part of `mark` that falls into the line at `start`, as bytes of that line.
fn within(mark: Span, start: usize, line: &str) -> Option<Range<usize>> {
    let from = usize::try_from(mark.start).ok()?.max(start) - start;
    let to = usize::try_from(mark.end).ok()?.checked_sub(start)?.min(line.len());
    (from < to).then_some(from..to)
}

/// The nearest place at or before `at` where a character begins.
fn on_character(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, marks: &[(u64, u64)]) -> Excerpt {
        let marks = marks.iter().map(|&(start, end)| Span { start, end }).collect();
        Excerpt { first_line: 7, text: text.to_owned(), marks, cut: false }
    }

    fn shown(excerpt: &Excerpt) -> Vec<String> {
        excerpt_lines(excerpt)
            .iter()
            .map(|line| {
                let parts = line.segments.iter().map(|segment| {
                    let text = segment.text;
                    if segment.marked { format!("[{text}]") } else { text.to_owned() }
                });
                format!("{} {}", line.number, parts.collect::<String>())
            })
            .collect()
    }

    #[test]
    fn marks_are_cut_at_line_ends() {
        let lines = shown(&excerpt("ab\ncdef\ng", &[(1, 5), (7, 9)]));
        assert_eq!(lines, ["7 a[b]", "8 [cd]ef", "9 [g]"]);
    }

    #[test]
    fn marks_that_do_not_fit_do_no_harm() {
        assert_eq!(shown(&excerpt("aüb", &[(2, 3)])), ["7 a[ü]b"]);
        assert_eq!(shown(&excerpt("ab", &[(1, 99), (0, 2), (50, 60), (2, 1)])), ["7 a[b]"]);
        assert_eq!(shown(&excerpt("", &[(0, 1)])), ["7 "]);
    }

    #[test]
    fn a_row_that_is_another_line_is_not_marked() {
        let highlight = Highlight {
            severity: None,
            finding: None,
            begins: true,
            text: "one two".to_owned(),
            ranges: vec![0..3, 4..7],
        };
        assert_eq!(highlight.ranges("one two").count(), 2);
        assert_eq!(highlight.ranges("one two and what the excerpt left out").count(), 2);
        assert_eq!(highlight.ranges("something else").count(), 0);
    }
}
