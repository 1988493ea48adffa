//! Looking through a text, step by step, so that nothing else has to wait for long.

mod matcher;
mod seen;

use std::collections::BTreeMap;
use std::ops::Range;

use unstuck::protocol::{Next, Query, Row, Searched};
use unstuck_logtext::Document;

use crate::source::Unreadable;
use matcher::Matcher;
use seen::seen;

/// How many lines are found at most, and how many are seen through a filter: 4 MB as numbers.
const MOST: usize = 1_000_000;

/// With how many bytes of text a search begins in one step, and how many it takes at least.
const PACE: usize = 256 * 1024;
const SLOWEST: usize = 4 * 1024;

/// A step shall take about so long, in milliseconds.
const STEP: f64 = 40.0;

/// Lines that are seen through a filter and stand far apart are kept, so that showing them
/// need not read the file all over again: those of a stretch with so few of them, and so many
/// bytes in all.
const FEW: usize = 500;
const KEPT: usize = 16 * 1024 * 1024;

/// A stretch of a text that a search goes through at once.
pub(crate) struct Stretch<'a> {
    /// The text, or a part of it.
    pub(crate) document: &'a Document,
    /// The lines of the stretch, as the document counts them.
    pub(crate) own: Range<usize>,
    /// The same with those before and behind that may belong to the same log entries.
    pub(crate) around: Range<usize>,
    /// How many lines of the whole text come before the stretch.
    pub(crate) before: u64,
}

impl Stretch<'_> {
    /// The number in the whole text of a line of the document.
    fn number(&self, line: usize) -> u32 {
        (self.before + (line - self.own.start) as u64) as u32
    }
}

/// A text in stretches.
pub(crate) trait Stretches {
    /// How many there are.
    fn count(&self) -> u64;
    /// One of them, from 0.
    fn stretch(&mut self, index: u64) -> Result<Stretch<'_>, Unreadable>;
}

/// A search and how far it is.
pub(crate) struct Search {
    /// Its id.
    pub(crate) id: u32,
    /// The id of the text.
    pub(crate) document: u32,
    query: Query,
    /// Lines that a filter by level does not hide.
    pub(crate) serious: Vec<u32>,
    matcher: Option<Matcher>,
    /// The stretch that is next, and the line of it, if it was begun.
    stretch: u64,
    at: Option<usize>,
    /// What was found in that stretch and not told yet.
    found: Vec<usize>,
    told: usize,
    lines: u32,
    pace: usize,
    kept: BTreeMap<u32, Row>,
    kept_bytes: usize,
}

impl Search {
    /// A search that has not begun, or why the query cannot be used.
    pub(crate) fn new(id: u32, document: u32, query: Query) -> Result<Self, String> {
        let matcher = (!query.text.is_empty()).then(|| Matcher::new(&query)).transpose()?;
        Ok(Self {
            id,
            document,
            query,
            serious: Vec::new(),
            matcher,
            stretch: 0,
            at: None,
            found: Vec::new(),
            told: 0,
            lines: 0,
            pace: PACE,
            kept: BTreeMap::new(),
            kept_bytes: 0,
        })
    }

    /// Looks through some more of the text.
    pub(crate) fn step(&mut self, text: &mut impl Stretches) -> Result<Searched, Unreadable> {
        let count = text.count();
        let mut searched = Searched { search: self.id, ..Searched::default() };
        if self.stretch < count {
            let stretch = text.stretch(self.stretch)?;
            let filters = self.query.filters();
            let range = if filters { &stretch.around } else { &stretch.own };
            let mut at = self.at.unwrap_or(range.start);
            at = match &self.matcher {
                Some(matcher) => {
                    matcher.lines(stretch.document, at..range.end, self.pace, &mut self.found)
                }
                None => range.end,
            };
            let is_done = at >= range.end;
            if is_done && filters {
                let found = self.query.only.then_some(self.found.as_slice());
                let seen = seen(&stretch, self.query.levels, &self.serious, found);
                searched.seen = seen.iter().map(|&line| stretch.number(line)).collect();
                self.found.retain(|line| seen.binary_search(line).is_ok());
                self.keep(&stretch, &seen);
            }
            if is_done || !filters {
                searched.hits = self.found.drain(..).map(|line| stretch.number(line)).collect();
                self.lines = stretch.number(at.clamp(stretch.own.start, stretch.own.end));
            }
            self.at = Some(at).filter(|_| !is_done);
            self.stretch += u64::from(is_done);
        }
        searched.lines = self.lines;
        searched.next = if self.stretch >= count { Next::Done } else { Next::More };
        let found = if self.query.filters() { &mut searched.seen } else { &mut searched.hits };
        let room = MOST - self.told;
        if found.len() > room {
            found.truncate(room);
            let last = found.last().copied();
            searched.hits.retain(|line| Some(*line) <= last);
            searched.next = Next::Enough;
            self.stretch = count;
        }
        self.told += if self.query.filters() { searched.seen.len() } else { searched.hits.len() };
        Ok(searched)
    }

    /// Takes note how long the last step took, in milliseconds.
    pub(crate) fn took(&mut self, milliseconds: f64) {
        if milliseconds > STEP {
            self.pace = (self.pace / 2).max(SLOWEST);
        } else if milliseconds < STEP / 2.0 {
            self.pace = self.pace.saturating_mul(2).min(64 * PACE);
        }
    }

    /// What it finds in a line that is shown, in bytes of it.
    pub(crate) fn marks(&self, line: &str) -> Vec<(u32, u32)> {
        self.matcher.as_ref().map(|matcher| matcher.marks(line)).unwrap_or_default()
    }

    /// A line that was kept.
    pub(crate) fn kept(&self, line: u32) -> Option<&Row> {
        self.kept.get(&line)
    }

    fn keep(&mut self, stretch: &Stretch<'_>, seen: &[usize]) {
        if seen.len() > FEW {
            return;
        }
        for &line in seen {
            let row = Row::of(stretch.document.line(line));
            self.kept_bytes += row.text.len() + size_of::<Row>();
            if self.kept_bytes > KEPT {
                return;
            }
            // Of a long line it would have to be known whether all of it was read.
            if row.hidden == 0 {
                self.kept.insert(stretch.number(line), row);
            }
        }
    }
}

/// A document that is whole, cut into stretches of about so many bytes.
pub(crate) struct Whole<'a>(pub(crate) &'a Document, pub(crate) usize);

/// How far a stretch of a whole document looks beyond its ends, in bytes: further than an
/// entry reaches.
const MARGIN: usize = 256 * 1024;

impl Stretches for Whole<'_> {
    fn count(&self) -> u64 {
        self.0.text().len().div_ceil(self.1) as u64
    }

    fn stretch(&mut self, index: u64) -> Result<Stretch<'_>, Unreadable> {
        let Self(document, size) = self;
        let (start, end) = (index as usize * *size, (index as usize + 1) * *size);
        let before = |at: usize| document.lines_before(at);
        let own = before(start)..before(end);
        Ok(Stretch {
            document,
            around: before(start.saturating_sub(MARGIN))..before(end + MARGIN),
            before: own.start as u64,
            own,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unstuck::protocol::Levels;

    #[test]
    fn what_was_found_is_seen_whatever_level_it_states() {
        let document = Document::read(log().into_bytes());
        let levels = Levels::Errors;
        let mut search = Search::new(1, 1, Query { levels, ..Query::default() }).unwrap();
        search.serious = vec![60, 5_000];
        let step = search.step(&mut Whole(&document, 1 << 22)).unwrap();
        assert_eq!(step.seen[..4], [7, 8, 9, 60]);
    }

    /// All that a search finds: the lines with hits, and the lines to be seen.
    fn all(text: &str, size: usize, query: &Query) -> (Vec<u32>, Vec<u32>) {
        let document = Document::read(text.as_bytes().to_vec());
        let mut search = Search::new(1, 1, query.clone()).unwrap();
        search.pace = size.min(1_000);
        let (mut hits, mut seen) = (Vec::new(), Vec::new());
        for _ in 0..100_000 {
            let step = search.step(&mut Whole(&document, size)).unwrap();
            hits.extend(step.hits);
            seen.extend(step.seen);
            if step.next != Next::More {
                assert_eq!(step.next, Next::Done);
                assert_eq!(step.lines as usize, document.line_count());
                return (hits, seen);
            }
        }
        panic!("it does not end");
    }

    fn log() -> String {
        let line = |line: u32| {
            let head = format!("2026-03-14 09:{:02}:{:02}", line / 60 % 60, line % 60);
            match line % 100 {
                7 => format!("{head} ERROR db: it broke\n  at step {line}\n  at the end\n"),
                50 => format!("{head} WARN db: slow\n"),
                _ => format!("{head} INFO api: GET /items/{line}\n"),
            }
        };
        (0..2_000).map(line).collect()
    }

    #[test]
    fn a_search_finds_the_same_however_it_is_cut() {
        let log = log();
        let text: Vec<&str> = log.lines().collect();
        let numbers = |wanted: &dyn Fn(&str) -> bool| -> Vec<u32> {
            (0..text.len() as u32).filter(|&line| wanted(text[line as usize])).collect()
        };
        let query =
            |text: &str, only, levels| Query { text: text.to_owned(), only, levels, regex: false };
        let is_error = |line: &str| line.contains("ERROR") || line.starts_with("  at");
        for size in [500, 7_001, 1 << 22] {
            let step = query("STEP 1", false, Levels::All);
            let (hits, seen) = all(&log, size, &step);
            assert_eq!(hits, numbers(&|line| line.contains("step 1")));
            assert!(seen.is_empty(), "all are");

            let (hits, seen) = all(&log, size, &query("", false, Levels::Errors));
            assert!(hits.is_empty());
            assert_eq!(seen, numbers(&is_error), "lines stay with their entry");

            let (_, seen) = all(&log, size, &query("", false, Levels::Warnings));
            assert_eq!(seen, numbers(&|line| is_error(line) || line.contains("WARN")));

            let (hits, seen) = all(&log, size, &query("at step 107", true, Levels::All));
            assert_eq!(hits.len(), 1);
            assert_eq!(seen, [hits[0] - 1, hits[0], hits[0] + 1]);

            let (hits, seen) = all(&log, size, &query("items", true, Levels::Errors));
            assert_eq!((hits.len(), seen.len()), (0, 0), "both have to hold");
            let (hits, _) = all(&log, size, &query("db", false, Levels::Errors));
            assert_eq!(
                hits,
                numbers(&|line| line.contains("ERROR db")),
                "only what is seen is found"
            );
        }
    }

    #[test]
    fn there_is_an_end_to_what_is_found() {
        let document = Document::read("\n".repeat(MOST + 10).into_bytes());
        let query = Query { text: "^".to_owned(), regex: true, ..Query::default() };
        let mut search = Search::new(1, 1, query).unwrap();
        let mut found = 0;
        let next = loop {
            search.took(0.0);
            let step = search.step(&mut Whole(&document, 1 << 22)).unwrap();
            found += step.hits.len();
            if step.next != Next::More {
                break step.next;
            }
        };
        assert_eq!((next, found), (Next::Enough, MOST));
    }

    #[test]
    fn hostile_texts_are_looked_through() {
        for text in ["", "\n", "x", &"x".repeat(300_000), "\u{FFFD}\r\n\r\n\0"] {
            for levels in [Levels::All, Levels::Warnings, Levels::Errors] {
                for text_of_query in ["", "x"] {
                    let query =
                        Query { text: text_of_query.to_owned(), only: true, levels, regex: true };
                    all(text, 1 << 22, &query);
                    all(text, 1_000, &query);
                }
            }
        }
    }

    #[test]
    fn a_slow_search_takes_smaller_steps() {
        let mut search = Search::new(1, 1, Query::default()).unwrap();
        (0..100).for_each(|_| search.took(1_000.0));
        assert_eq!(search.pace, SLOWEST);
        (0..100).for_each(|_| search.took(1.0));
        assert_eq!(search.pace, 64 * PACE);
    }
}
