//! A file that is read part by part, for its analysis and for the viewer.

use std::collections::VecDeque;

use unstuck::protocol::Row;
use unstuck_engine::{Engine, Partial, Plan};
use unstuck_logtext::{Document, HEAD, Kind};

use crate::search::{Stretch, Stretches};
use crate::source::{Source, Unreadable};

/// How many parts stay decoded for the viewer: those on both sides of a border.
const DECODED: usize = 2;

/// A file and what its beginning says about it.
pub(crate) struct File<S> {
    source: S,
    plan: Plan,
}

impl<S: Source> File<S> {
    /// Looks at the beginning of a file.
    pub(crate) fn open(source: S) -> Result<Self, Unreadable> {
        let size = source.size();
        let head = source.read(0..size.min(HEAD as u64))?;
        Ok(Self { plan: Plan::new(&head, size), source })
    }

    /// How it is cut.
    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// How many parts are worth reading. Beyond its beginning there is nothing to see in a
    /// file that is no text.
    pub(crate) fn parts(&self) -> u64 {
        match self.plan.profile().kind() {
            Kind::Binary(_) => self.plan.parts().min(2),
            Kind::Empty | Kind::Text => self.plan.parts(),
        }
    }

    /// Analyses a part.
    pub(crate) fn analyze(&self, engine: &Engine, part: u64) -> Result<Partial, Unreadable> {
        let part = self.plan.part(part);
        let bytes = self.source.read(part.read.clone())?;
        Ok(engine.analyze_part(&self.plan, &part, bytes))
    }

    fn decode(&self, part: u64) -> Result<Decoded, Unreadable> {
        let range = self.plan.part(part);
        let bytes = self.source.read(range.read.clone())?;
        let (base, total) = (range.read.start, self.plan.total());
        let document = Document::part(bytes, base, &range.own, total, self.plan.profile());
        // The same place as in the analysis, or lines would be counted otherwise.
        let own = document.text().ceil_char_boundary(document.text_at(range.own.start));
        Ok(Decoded {
            first: document.lines_before(own),
            cut: range.read.end < self.plan.total(),
            document,
        })
    }
}

/// A part as text.
struct Decoded {
    document: Document,
    /// The first line that begins in the part, counted in the text from 0.
    first: usize,
    /// Whether the input goes on behind the text.
    cut: bool,
}

impl Decoded {
    /// The line that is the `index`-th to begin in the part, cut at so many characters.
    fn row(&self, index: usize, characters: usize) -> Row {
        let line = self.first + index;
        let mut row = Row::cut(self.document.line(line), characters);
        row.open = row.hidden > 0 && self.cut && line + 1 >= self.document.line_count();
        row
    }
}

/// The lines of a file, by number: where those of each part begin is remembered, the rest is
/// read when somebody looks.
pub(crate) struct Lines<S> {
    file: File<S>,
    /// How many lines begin before each part that was read, and in all.
    before: Vec<u64>,
    decoded: VecDeque<(u64, Decoded)>,
}

impl<S: Source> Lines<S> {
    /// The lines of `file`; `before` says how many begin before each of its parts, and ends
    /// with how many there are.
    pub(crate) fn new(file: File<S>, before: Vec<u64>) -> Self {
        Self { file, before, decoded: VecDeque::new() }
    }

    /// A line, counted from 0 and cut at so many characters, if there is one.
    pub(crate) fn row(&mut self, line: u64, characters: usize) -> Result<Option<Row>, Unreadable> {
        if line >= self.all() {
            return Ok(None);
        }
        // The last part that begins at or before the line: the ones between have no line.
        let part = self.before.partition_point(|&before| before <= line) - 1;
        let index = (line - self.before[part]) as usize;
        Ok(Some(self.decoded(part as u64)?.row(index, characters)))
    }

    fn all(&self) -> u64 {
        self.before.last().copied().unwrap_or_default()
    }

    /// The beginning of the file as one text, and the sizes of both in bytes.
    pub(crate) fn beginning(&self, most: u64) -> Result<(Document, u64, u64), Unreadable> {
        let total = self.file.source.size();
        let read = total.min(most);
        Ok((Document::read(self.file.source.read(0..read)?), read, total))
    }

    /// The file as one text. It had better be small.
    pub(crate) fn whole(&self) -> Result<Document, Unreadable> {
        self.beginning(u64::MAX).map(|(text, ..)| text)
    }

    /// Lets go of decoded text.
    pub(crate) fn rest(&mut self) {
        self.decoded.clear();
    }

    fn decoded(&mut self, part: u64) -> Result<&Decoded, Unreadable> {
        if let Some(place) = self.decoded.iter().position(|(known, _)| *known == part) {
            self.decoded.swap(0, place);
        } else {
            self.decoded.truncate(DECODED - 1);
            self.decoded.push_front((part, self.file.decode(part)?));
        }
        Ok(&self.decoded[0].1)
    }
}

/// A search goes through a file part by part.
impl<S: Source> Stretches for Lines<S> {
    fn count(&self) -> u64 {
        self.before.len() as u64 - 1
    }

    fn stretch(&mut self, index: u64) -> Result<Stretch<'_>, Unreadable> {
        let (before, next) = (self.before[index as usize], self.before[index as usize + 1]);
        let Decoded { document, first, .. } = self.decoded(index)?;
        let own = *first..*first + (next - before) as usize;
        Ok(Stretch { document, own, around: 0..document.line_count(), before })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::Range;

    use crate::assembly::Assembly;
    use crate::search::Search;
    use crate::source::tests::Memory;
    use unstuck::protocol::{Levels, Next, Query, ROW_CHARACTERS};
    use unstuck_rules::RuleBook;

    /// The lines of a text as the viewer would get them, after an analysis of its parts.
    fn lines(text: &[u8]) -> Lines<Memory> {
        let engine: &'static Engine = Box::leak(Box::new(Engine::new(RuleBook::default())));
        let file = File::open(Memory(text.to_vec())).unwrap();
        let mut assembly = Assembly::new(engine, file.plan().clone(), file.parts());
        for part in (0..file.parts()).rev() {
            assembly.put(part, file.analyze(engine, part).unwrap());
        }
        let (report, before) = assembly.finish();
        assert_eq!(report.input.lines, *before.last().unwrap());
        Lines::new(file, before)
    }

    fn rows(lines: &mut Lines<Memory>, which: Range<u64>) -> Vec<Row> {
        which.map_while(|line| lines.row(line, ROW_CHARACTERS).unwrap()).collect()
    }

    #[test]
    fn a_search_finds_the_lines_of_a_file_wherever_the_borders_fall() {
        let text: String = (0..300_000)
            .map(|line| match line % 1_000 {
                3 => format!("2026-03-14 09:00:00 ERROR no {line}\n  more\n"),
                _ => format!("2026-03-14 09:00:00 INFO line {line}\n"),
            })
            .collect();
        let mut lines = lines(text.as_bytes());
        assert!(lines.before.len() > 3, "several parts");
        let levels = Levels::Errors;
        for query in [
            Query { text: "error".to_owned(), ..Query::default() },
            Query { levels, ..Query::default() },
        ] {
            let mut search = Search::new(1, 1, query.clone()).unwrap();
            let mut found = Vec::new();
            let last = loop {
                let step = search.step(&mut lines).unwrap();
                found.extend(if query.filters() { step.seen } else { step.hits });
                if step.next == Next::Done {
                    break step.lines;
                }
            };
            let is_found = |line: &str| {
                line.contains("ERROR") || (query.filters() && line.starts_with("  more"))
            };
            let expected: Vec<u32> =
                (0..).zip(text.lines()).filter(|(_, line)| is_found(line)).map(|at| at.0).collect();
            assert_eq!(found, expected);
            assert_eq!(u64::from(last), lines.all());
            assert_eq!(search.kept(found[0]).is_some(), query.filters());
        }
    }

    #[test]
    fn rows_are_the_lines_of_the_text_wherever_the_borders_fall() {
        let long = "ü".repeat(3_000_000);
        let mut text: String = (0..150_000)
            .map(|line| format!("line {line} of größer 🔴 text that \x1b[31mgoes\x1b[0m on\r\n"))
            .collect();
        text.push_str(&long);
        text.push('\n');
        text.extend((0..100_000).map(|line| format!("{line}\n")));
        text.push_str("the end");
        let whole = Document::read(text.clone().into_bytes());
        let mut lines = lines(text.as_bytes());
        assert!(lines.before.len() > 3, "several parts");
        let expected: Vec<Row> =
            (0..whole.line_count()).map(|line| Row::of(whole.line(line))).collect();
        let all = expected.len() as u64;
        for from in (0..all).step_by(7_000).chain(lines.before.clone()) {
            for (from, count) in [(from.saturating_sub(3), 6), (from, 1)] {
                let rows = rows(&mut lines, from..from + count);
                let end = (from + count).min(all) as usize;
                let expected = &expected[(from as usize).min(end)..end];
                assert_eq!(rows.len(), expected.len(), "from {from}");
                for (row, expected) in rows.iter().zip(expected) {
                    assert_eq!(row.text, expected.text, "from {from}");
                    assert!(row.open || row.hidden == expected.hidden, "from {from}");
                }
            }
        }
        let row = &rows(&mut lines, 150_000..150_001)[0];
        assert!(row.open && row.hidden > 1_000 && row.hidden < 3_000_000);
        assert!(lines.decoded.len() <= DECODED);
    }

    #[test]
    fn nothing_has_no_lines() {
        assert!(rows(&mut lines(b""), 0..10).is_empty());
        assert!(rows(&mut lines(b"x"), u64::MAX - 1..u64::MAX).is_empty());
        assert_eq!(rows(&mut lines(b"x\n"), 0..10), [Row::of("x")]);
    }

    #[test]
    fn of_what_is_no_text_only_the_beginning_is_read() {
        let noise: Vec<u8> =
            (0..20_000_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let file = File::open(Memory(noise)).unwrap();
        assert_eq!((file.parts(), file.plan().parts()), (2, 5));
    }
}
