//! What a message looks like: the examples of a rule, with what it recognises marked.

use std::ops::Range;

use unstuck_engine::Engine;
use unstuck_logtext::Document;
use unstuck_rules::author::{Draft, Expect};

use crate::html::{Element, element};
use crate::prose::code;

/// How many lines of an example a page shows.
const LINES: usize = 25;

/// How many of them stand before the first mark, where an example has more.
const BEFORE: usize = 8;

/// Real output that a rule recognises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Where it comes from, if that is said.
    origin: String,
    text: String,
    /// What the rule recognises, in bytes of `text`, in order and without overlap.
    marks: Vec<Range<usize>>,
}

/// The matching examples of a rule, in the order of its file.
pub(crate) fn shown(engine: &Engine, draft: &Draft) -> Vec<Shown> {
    let matching =
        draft.examples.iter().filter(|example| matches!(example.expect, Expect::Match(_)));
    matching
        .map(|example| {
            let report = engine.analyze(&Document::read(example.text.clone().into_bytes()));
            let own = report.findings.iter().filter(|finding| finding.rule == draft.rule.id);
            let spans =
                own.flat_map(|finding| &finding.evidence).filter_map(|place| place.spans.first());
            let marks = spans.map(|span| span.start as usize..span.end as usize).collect();
            Shown::new(&example.origin, &example.text, marks)
        })
        .collect()
}

impl Shown {
    fn new(origin: &str, text: &str, mut marks: Vec<Range<usize>>) -> Self {
        let mut end = 0;
        marks.sort_by_key(|mark| (mark.start, mark.end));
        marks.retain(|mark| {
            let fits =
                mark.start >= end && mark.end > mark.start && text.get(mark.clone()).is_some();
            if fits {
                end = mark.end;
            }
            fits
        });
        let origin = origin.trim().trim_end_matches([':', '.']).to_owned();
        Self { origin, text: text.to_owned(), marks }
    }

    /// What the rule recognises first, on one line.
    pub(crate) fn message(&self) -> Option<String> {
        let words: Vec<_> = self.text[self.marks.first()?.clone()].split_whitespace().collect();
        Some(words.join(" "))
    }

    /// The example as a figure, shortened round its first mark where it is long.
    pub(crate) fn figure(&self) -> Element {
        let kept = self.kept();
        let mut text = code();
        if kept.start > 0 {
            text = text.add("…\n");
        }
        let mut at = kept.start;
        for mark in &self.marks {
            let mark = mark.start.clamp(at, kept.end)..mark.end.clamp(at, kept.end);
            if mark.is_empty() {
                continue;
            }
            text = text.add(&self.text[at..mark.start]);
            text = text.add(element("mark").add(&self.text[mark.clone()]));
            at = mark.end;
        }
        text = text.add(&self.text[at..kept.end]);
        if kept.end < self.text.len() {
            text = text.add("\n…");
        }
        let caption =
            (!self.origin.is_empty()).then(|| element("figcaption").add(self.origin.as_str()));
        element("figure").class("example").extend(caption).add(element("pre").add(text))
    }

    /// The bytes of the lines that are shown.
    fn kept(&self) -> Range<usize> {
        let starts: Vec<usize> =
            std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        if starts.len() <= LINES {
            return 0..self.text.len();
        }
        let mark = self.marks.first().map_or(0, |mark| mark.start);
        let line = starts.partition_point(|start| *start <= mark) - 1;
        let first = line.saturating_sub(BEFORE).min(starts.len() - LINES);
        // Without the line end before the line that follows.
        let end = starts.get(first + LINES).map_or(self.text.len(), |next| next - 1);
        starts[first]..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An example with marks from one byte to another.
    fn shown(origin: &str, text: &str, marks: &[(usize, usize)]) -> Shown {
        Shown::new(origin, text, marks.iter().map(|(start, end)| *start..*end).collect())
    }

    #[test]
    fn what_is_recognised_is_marked() {
        for (text, marks, expected) in [
            ("a <b> c", &[(2, 5)][..], "a <mark>&lt;b&gt;</mark> c"),
            ("abc", &[], "abc"),
            ("abcd", &[(2, 4), (0, 1), (0, 1)], "<mark>a</mark>b<mark>cd</mark>"),
            // Out of bounds, empty, within a character.
            ("äb", &[(9, 12), (1, 2), (2, 2)], "äb"),
        ] {
            let html = shown("", text, marks).figure().render();
            assert_eq!(
                html,
                format!(
                    "<figure class=\"example\"><pre><code translate=\"no\">{expected}</code></pre></figure>\n"
                )
            );
        }
    }

    #[test]
    fn long_examples_are_shortened_round_the_mark() {
        let text: Vec<String> = (0..100).map(|line| format!("line {line}.")).collect();
        let text = text.join("\n");
        for (mark, first, last, before, after) in [
            ("line 0.", 0, 24, false, true),
            ("line 50.", 42, 66, true, true),
            ("line 99.", 75, 99, true, false),
        ] {
            let start = text.find(mark).unwrap();
            let shown = shown("", &text, &[(start, start + mark.len())]);
            let kept = &text[shown.kept()];
            assert!(kept.starts_with(&format!("line {first}.")), "{kept}");
            assert!(kept.ends_with(&format!("line {last}.")), "{kept}");
            let html = shown.figure().render();
            assert_eq!(html.contains(">…\n"), before, "{html}");
            assert_eq!(html.contains("\n…<"), after, "{html}");
            assert!(html.contains(&format!("<mark>{mark}</mark>")), "{html}");
        }
        assert_eq!(shown("", "x\n".repeat(24).trim_end(), &[]).kept(), 0..47);
    }

    #[test]
    fn the_message_is_one_line() {
        let shown = shown(" psql: ", "x FATAL:\n  gone y", &[(2, 15)]);
        assert_eq!(shown.message().as_deref(), Some("FATAL: gone"));
        assert!(shown.figure().render().contains("<figcaption>psql</figcaption>"));
    }
}
