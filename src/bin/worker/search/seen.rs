//! Which lines are to be seen through a filter.

use unstuck::protocol::Levels;
use unstuck_logtext::{Document, EntryReader, Level, level, looks_like_error};

use super::Stretch;

/// How much of a line tells its level, in bytes.
const HEAD: usize = 4 * 1024;

/// The own lines of a stretch whose log entries are serious enough, or hold one of the lines
/// `serious` of the whole text, and, if that is asked for, one of the lines in `found`.
pub(super) fn seen(
    stretch: &Stretch<'_>,
    levels: Levels,
    serious: &[u32],
    found: Option<&[usize]>,
) -> Vec<usize> {
    let document = stretch.document;
    let mut marks = Marks {
        document,
        entries: document.entries(),
        base: stretch.around.start,
        seen: vec![false; stretch.around.len()],
    };
    let least = match levels {
        Levels::All => None,
        Levels::Warnings => Some(Level::Warning),
        Levels::Errors => Some(Level::Error),
    };
    if let Some(least) = least {
        for line in stretch.around.clone() {
            if !marks.sees(line) && is_serious(head(document, line), least) {
                marks.entry_of(line, |first| {
                    let first = head(document, first);
                    level(first).is_none() || is_serious(first, least)
                });
            }
        }
    }
    if least.is_some() {
        // The first line of the document may come before the first of the stretch.
        let here =
            |line: u32| (line as usize + stretch.own.start).checked_sub(stretch.before as usize);
        for line in serious.iter().filter_map(|&line| here(line)) {
            if stretch.around.contains(&line) && !marks.sees(line) {
                marks.entry_of(line, |_| true);
            }
        }
    }
    if let Some(found) = found {
        let serious = std::mem::replace(&mut marks.seen, vec![false; stretch.around.len()]);
        for &line in found {
            if !marks.sees(line) {
                marks.entry_of(line, |_| true);
            }
        }
        if least.is_some() {
            for (seen, serious) in marks.seen.iter_mut().zip(serious) {
                *seen &= serious;
            }
        }
    }
    stretch.own.clone().filter(|&line| marks.sees(line)).collect()
}

struct Marks<'a> {
    document: &'a Document,
    entries: EntryReader<'a>,
    /// The line that the first of `seen` is about.
    base: usize,
    seen: Vec<bool>,
}

impl Marks<'_> {
    fn sees(&self, line: usize) -> bool {
        line.checked_sub(self.base).and_then(|at| self.seen.get(at)).is_some_and(|&seen| seen)
    }

    fn see(&mut self, line: usize) {
        if let Some(seen) = line.checked_sub(self.base).and_then(|at| self.seen.get_mut(at)) {
            *seen = true;
        }
    }

    /// Marks the lines of the entry of a line, if its first line `fits`.
    fn entry_of(&mut self, line: usize, fits: impl Fn(usize) -> bool) {
        let entry = self.entries.around(self.document.line_span(line).start);
        if !fits(entry.lines.start) {
            return;
        }
        self.see(line);
        // Between its parts stand the lines of other writers.
        for part in &entry.parts {
            let last = self.document.line_at(part.end.max(part.start));
            for line in self.document.line_at(part.start)..=last {
                self.see(line);
            }
        }
    }
}

fn head(document: &Document, line: usize) -> &str {
    let line = document.line(line);
    &line[..line.floor_char_boundary(HEAD)]
}

/// Whether a line states a level that is serious enough, or has none and looks like an error.
fn is_serious(line: &str, least: Level) -> bool {
    match level(line) {
        Some(level) if level >= least => true,
        _ => looks_like_error(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(text: &str) -> Vec<usize> {
        let document = Document::read(text.as_bytes().to_vec());
        let all = 0..document.line_count();
        let stretch = Stretch { document: &document, own: all.clone(), around: all, before: 0 };
        seen(&stretch, Levels::Errors, &[], None)
    }

    #[test]
    fn what_belongs_to_an_error_is_seen_with_it() {
        for (text, expected) in [
            ("all is well\nas ever", &[][..]),
            (
                "2026-03-14 09:00:00 INFO a\n2026-03-14 09:00:01 ERROR b\n  more\n2026-03-14 09:00:02 INFO c",
                &[1, 2],
            ),
            (
                "fine\nTraceback (most recent call last):\n  File \"a.py\", line 1, in <module>\n    boom()\nValueError: boom\nfine",
                &[1, 2, 3, 4],
            ),
            (
                "api-1  | 2026-03-14 09:00:01 ERROR b\ndb-1   | 2026-03-14 09:00:01 LOG:  fine\napi-1  |   more",
                &[0, 2],
            ),
            ("psql: error: no\nok", &[0]),
        ] {
            assert_eq!(errors(text), expected, "{text}");
        }
    }
}
