//! Log entries: which lines belong together.
//!
//! Entries are found only round places of interest; a document is never cut up as a whole.
//! Still every line belongs to exactly one entry, whoever asks and wherever reading began:
//! whether a line begins an entry, and which it belongs to, is decided from the text less than
//! 192 KiB before and behind it. Cells are 64 KiB of the input, counted from its first byte. A line
//! that is the first of its writer to begin in a cell begins an entry if in the cell before
//! no line of that writer did, so an entry reaches over two cells at most.

mod ahead;
mod cells;
mod dated;
mod dates;
mod header;
mod http;
mod joins;
mod nested;
mod reports;
pub(crate) mod shape;
mod traces;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::document::Document;
use cells::{Cells, absolute};
pub use shape::never_begins;

/// The longest line that belongs together with others, in bytes, and the size of the cells.
/// Of a longer line, the part round the place asked for is taken.
pub const MAX_ENTRY: usize = 64 * 1024;
/// The size of the parts of a very long line, in bytes of the input: patterns run over each
/// that something was found in, so it is no longer than what they need.
const PIECE: u64 = 4 * 1024;
/// How far such a part reaches into its neighbours, in bytes.
const OVERLAP: usize = 2 * 1024;
/// How many entries a reader remembers.
const REMEMBERED: usize = 4096;

/// A log entry: its place in the cleaned text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Pieces of [`Document::text`], in order, read with a line feed between them. One piece
    /// where all lines stand together and no header has to be left out.
    pub parts: Vec<Range<usize>>,
    /// From the first line to behind the last, from 0; others' lines between included.
    pub lines: Range<usize>,
}

impl Entry {
    /// From the beginning to the end, others' lines between included.
    pub fn span(&self) -> Range<usize> {
        let start = self.parts.first().map_or(0, |part| part.start);
        start..self.parts.last().map_or(start, |part| part.end)
    }

    /// Whether a byte of the cleaned text is one of the entry's, the end of a line included.
    /// One in the header of a line that goes on with the entry is not.
    pub fn contains(&self, at: usize) -> bool {
        let next = self.parts.partition_point(|part| part.end < at);
        self.parts.get(next).is_some_and(|part| part.start <= at)
    }

    /// The entry's text as it is read: its parts with a line feed between them.
    pub fn text<'a>(&self, document: &'a Document) -> Cow<'a, str> {
        if let [part] = &self.parts[..] {
            return Cow::Borrowed(&document.text()[part.clone()]);
        }
        let parts: Vec<&str> =
            self.parts.iter().map(|part| &document.text()[part.clone()]).collect();
        Cow::Owned(parts.join("\n"))
    }
}

/// Who wrote a line, where the transport that brought it says so: a service of Compose, a pod,
/// a program in syslog. Empty if it does not.
pub fn writer(line: &str) -> &str {
    &line[header::header(line).writer]
}

/// The entry that byte `at` of the cleaned text belongs to.
pub(crate) fn around(document: &Document, at: usize) -> Entry {
    // The reader keeps a copy of its own.
    Entry::clone(&EntryReader::new(document).around(at))
}

/// Reads entries at many places of a document. The answers are those of
/// [`Document::entry_around`]; places in rising order cost little, however many they are.
#[derive(Debug)]
pub struct EntryReader<'a> {
    document: &'a Document,
    cells: Cells<'a>,
    /// Entries by their first line.
    known: BTreeMap<usize, Rc<Entry>>,
}

impl<'a> EntryReader<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        Self { document, cells: Cells::new(document), known: BTreeMap::new() }
    }

    /// The entry that byte `at` of the cleaned text belongs to.
    pub fn around(&mut self, at: usize) -> Rc<Entry> {
        let line = self.document.line_at(at);
        let span = self.document.line_span(line);
        if span.len() > MAX_ENTRY {
            return Rc::new(self.window(line, &span, at));
        }
        let first = self.first_line(line);
        if let Some(entry) = self.known.get(&first) {
            return Rc::clone(entry);
        }
        let entry = Rc::new(self.from(first));
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        self.known.insert(first, Rc::clone(&entry));
        entry
    }

    /// The first line of the entry of `line`.
    fn first_line(&mut self, line: usize) -> usize {
        if let Some(first) = self.cells.first_line(line) {
            return first;
        }
        let own = self.cells.cell(line);
        let mut passed = vec![line];
        let mut at = line;
        // Where the search left the cell of `line`: the first of its writer there.
        let mut edge = None;
        let first = loop {
            if self.cells.begins(at) {
                break at;
            }
            let Some(before) = self.cells.previous(at) else { break at };
            let cell = self.cells.cell(before);
            if cell + 1 < own {
                break edge.unwrap_or(at);
            }
            if cell < own && edge.is_none() {
                edge = Some(at);
            }
            at = before;
            passed.push(at);
        };
        for line in passed.into_iter().filter(|&line| line >= first) {
            self.cells.set_first_line(line, first);
        }
        first
    }

    /// The entry that begins on line `first`.
    fn from(&mut self, first: usize) -> Entry {
        let natural = self.cells.begins(first);
        let own = self.cells.cell(first);
        let mut parts = vec![self.document.line_span(first)];
        let mut last = first;
        let mut at = first;
        while let Some(next) = self.cells.next(at) {
            let cell = self.cells.cell(next);
            let forced = cell > self.cells.cell(at) && !(natural && cell == own + 1);
            if forced || self.cells.begins(next) {
                break;
            }
            let whole = self.document.line_span(next);
            let header = self.cells.header_length(next);
            let piece = (whole.start + header).min(whole.end)..whole.end;
            match parts.last_mut() {
                Some(part) if header == 0 && next == last + 1 => part.end = piece.end,
                _ => parts.push(piece),
            }
            self.cells.set_first_line(next, first);
            last = next;
            at = next;
        }
        Entry { parts, lines: first..last + 1 }
    }

    /// The part of a very long line round `at`: the piece that it stands in, and a little more.
    fn window(&self, line: usize, span: &Range<usize>, at: usize) -> Entry {
        let text = self.document.text();
        let at = text.floor_char_boundary(at.clamp(span.start, span.end.saturating_sub(1)));
        let piece = absolute(self.document, at) / PIECE;
        let begins = |piece: u64| {
            let (mut low, mut high) = (span.start, span.end);
            while low < high {
                let middle = low + (high - low) / 2;
                let boundary = text.floor_char_boundary(middle);
                if absolute(self.document, boundary) < piece * PIECE {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            low
        };
        let start = text.floor_char_boundary(begins(piece).saturating_sub(OVERLAP)).max(span.start);
        let end =
            text.ceil_char_boundary((begins(piece + 1) + OVERLAP).min(span.end)).min(span.end);
        let part = start..end;
        Entry { parts: Vec::from([part]), lines: line..line + 1 }
    }
}
