//! A search pattern, ready to use.

use std::ops::Range;

use regex_automata::Input;
use regex_automata::meta::{BuildError, Regex};
use unstuck::protocol::Query;
use unstuck_logtext::Document;
use unstuck_rules::pattern;

/// How much of one line a regular expression looks at, in bytes. Plain texts are found
/// wherever they stand.
const LONGEST: usize = 64 * 1024;

/// How many matches are marked in one line.
const MARKS: usize = 100;

/// What finds the text of a query.
pub(crate) struct Matcher {
    regex: Regex,
    /// Whether it is a plain text, which is in one line wherever it is found.
    plain: bool,
}

impl Matcher {
    /// The matcher for a query that has a text, or why it is no regular expression.
    pub(crate) fn new(query: &Query) -> Result<Self, String> {
        if query.text.len() > pattern::MAX_LENGTH {
            return Err(format!("it is longer than {} bytes", pattern::MAX_LENGTH));
        }
        let plain = !query.regex;
        let source = if plain { escaped(&query.text) } else { query.text.clone() };
        match pattern::compile(&source, false) {
            Ok(regex) => Ok(Self { regex, plain }),
            Err(error) => Err(in_words(&error)),
        }
    }

    /// Adds to `found` which of the lines hold a match, and says where it stopped: at the
    /// end, or when about `pace` bytes were looked through.
    pub(crate) fn lines(
        &self,
        text: &Document,
        lines: Range<usize>,
        pace: usize,
        found: &mut Vec<usize>,
    ) -> usize {
        if lines.is_empty() {
            return lines.end;
        }
        let start = text.line_span(lines.start).start;
        let end = text.lines_before(start.saturating_add(pace)).clamp(lines.start + 1, lines.end);
        if !self.plain {
            let holds = |&line: &usize| {
                let line = text.line(line).as_bytes();
                self.regex.is_match(&line[..line.len().min(LONGEST)])
            };
            found.extend((lines.start..end).filter(holds));
            return end;
        }
        let last = text.line_span(end - 1).end;
        let mut at = start;
        while at < last {
            let Some(place) = self.regex.find(Input::new(text.text()).range(at..last)) else {
                break;
            };
            let line = text.line_at(place.start());
            found.push(line);
            if line + 1 >= end {
                break;
            }
            at = text.line_span(line + 1).start;
        }
        end
    }

    /// Where the matches stand in a line, in bytes of it.
    pub(crate) fn marks(&self, line: &str) -> Vec<(u32, u32)> {
        let all = self.regex.find_iter(line.as_bytes());
        let real = all.filter(|found| !found.is_empty()).take(MARKS);
        real.map(|found| (found.start() as u32, found.end() as u32)).collect()
    }
}

/// A regular expression that finds exactly `text`.
fn escaped(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for character in text.chars() {
        if regex_syntax::is_meta_character(character) {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern
}

/// Why a pattern cannot be used, for the person who wrote it.
fn in_words(error: &BuildError) -> String {
    match error.syntax_error() {
        Some(regex_syntax::Error::Parse(error)) => {
            format!("{} (at character {})", error.kind(), error.span().start.column)
        }
        Some(regex_syntax::Error::Translate(error)) => {
            format!("{} (at character {})", error.kind(), error.span().start.column)
        }
        _ => "it would be too large".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str, regex: bool) -> Query {
        Query { text: text.to_owned(), regex, ..Query::default() }
    }

    #[test]
    fn lines_are_found() {
        let text = Document::read(b"one ERROR\r\ntwo\n\nerror (a+b) error\nthree".to_vec());
        for (pattern, regex, expected) in [
            ("error", false, &[0, 3][..]),
            ("(a+b)", false, &[3]),
            ("e", false, &[0, 3, 4]),
            ("ERROR$", true, &[0, 3]),
            ("^t", true, &[1, 4]),
            (r"two\s+error", true, &[]),
            (r"\AE", true, &[3]),
            ("^$", true, &[2]),
            ("nothing", false, &[]),
        ] {
            let matcher = Matcher::new(&query(pattern, regex)).unwrap();
            for pace in [1, 7, 1_000] {
                let (mut at, mut found) = (0, Vec::new());
                while at < text.line_count() {
                    let next = matcher.lines(&text, at..text.line_count(), pace, &mut found);
                    assert!(next > at, "{pattern} gets on");
                    at = next;
                }
                assert_eq!(found, expected, "{pattern} at {pace}");
            }
        }
    }

    #[test]
    fn every_match_in_a_line_is_marked() {
        let marks =
            |pattern, regex, line| Matcher::new(&query(pattern, regex)).unwrap().marks(line);
        assert_eq!(marks("ö", false, "aöbö"), [(1, 3), (4, 6)]);
        assert_eq!(marks("x*", true, "axxb"), [(1, 3)]);
        assert_eq!(marks("a", false, &"a".repeat(1_000)).len(), MARKS);
    }

    #[test]
    fn what_is_no_regular_expression_says_why() {
        for (pattern, why) in [
            ("a(b", "unclosed group (at character 2)"),
            (
                "[z-a]",
                "invalid character class range, the start must be <= the end (at character 2)",
            ),
            ("(?:a{1000}){1000}", "it would be too large"),
            (&"a".repeat(3_000), "it is longer than 2048 bytes"),
        ] {
            assert_eq!(Matcher::new(&query(pattern, true)).err().as_deref(), Some(why));
        }
        assert!(Matcher::new(&query("a(b", false)).is_ok(), "as plain text it is one to find");
    }
}
