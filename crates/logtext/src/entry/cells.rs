//! What is known of single lines, cell by cell: their headers, their neighbours of the same
//! writer, and whether they begin an entry.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::document::Document;
use crate::entry::MAX_ENTRY;
use crate::entry::ahead::Ahead;
use crate::entry::dates::{Count, Dates, Told};
use crate::entry::header::{Piece, REACH, hash, header};
use crate::entry::joins::{Line, State};
use crate::entry::shape::{Stamp, json_line, stamp};
use crate::level::begins_with_timestamp;

/// How many lines of other writers may stand between two lines of one entry.
const FOREIGN: usize = 60;
/// How many lines without a header may follow one that has one and the time.
const ATTACHED: usize = 200;
/// The size of a cell, in bytes of the input.
const SIZE: u64 = MAX_ENTRY as u64;
/// How much text before a cell is read to know what its first lines go on with.
const WARM_UP: u64 = SIZE / 2;
/// How many cells are kept: those that one entry can touch, and a few before.
const KEPT: usize = 6;

/// The offset in the whole input of a byte of the cleaned text.
pub(crate) fn absolute(document: &Document, at: usize) -> u64 {
    document.input_span(at..at).start
}

/// What is known of a line; filled in when it is asked for.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is told by another part of the line")]
struct Known {
    read: bool,
    /// Whether it was asked under which header it stands.
    placed: bool,
    /// Blank behind its header.
    blank: bool,
    /// Longer than an entry can be.
    long: bool,
    json: bool,
    timed: bool,
    piece: Piece,
    stamp: Option<Stamp>,
    /// The length of the header.
    header: u16,
    /// Hashes of what names the writer, and of its process within it; 0 where nothing does.
    name: u64,
    writer: u64,
    /// Where in the text that name stands: every other line of the writer holds it too.
    named: Option<(u32, u32)>,
    /// Whether the line goes under the header of one before it.
    under: bool,
    begins: Option<bool>,
    /// What is known behind the line, as judged from the beginning of the cell before.
    state: Option<State>,
    first: Option<u32>,
}

#[derive(Debug)]
struct Cell {
    number: u64,
    lines: Range<usize>,
    /// The first line that begins at most [`WARM_UP`] before the cell.
    floor: usize,
    known: Vec<Known>,
}

/// The lines of a document, read where they are asked for.
#[derive(Debug)]
pub(crate) struct Cells<'a> {
    document: &'a Document,
    kept: Vec<Cell>,
    /// The place in `kept` that was asked for last.
    last: usize,
    /// How often records tell date and time.
    dates: Dates,
    /// Neighbours that are known to have no header and to tell no time.
    bare: Range<usize>,
}

impl<'a> Cells<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        Self { document, kept: Vec::new(), last: 0, dates: Dates::default(), bare: 0..0 }
    }

    /// The number of the cell in which a line begins.
    pub(crate) fn cell(&mut self, line: usize) -> u64 {
        let index = self.index(line);
        self.kept[index].number
    }

    pub(crate) fn header_length(&mut self, line: usize) -> usize {
        usize::from(self.known(line).header)
    }

    /// The first line of the entry of a line, where it was told before.
    pub(crate) fn first_line(&mut self, line: usize) -> Option<usize> {
        self.known(line).first.map(|first| first as usize)
    }

    pub(crate) fn set_first_line(&mut self, line: usize, first: usize) {
        self.known(line).first = Some(first as u32);
    }

    /// The line of the same writer before, if it is near enough to go on with.
    pub(crate) fn previous(&mut self, line: usize) -> Option<usize> {
        let (writer, reach) = self.reach(line);
        let lowest = line.saturating_sub(reach);
        self.of_writer(line, writer, (lowest..line).rev())
    }

    /// The line of the same writer behind, if it is near enough to go on.
    pub(crate) fn next(&mut self, line: usize) -> Option<usize> {
        let (writer, reach) = self.reach(line);
        let end = (line + 1 + reach).min(self.document.line_count());
        self.of_writer(line, writer, line + 1..end)
    }

    /// How far away the next line of the same writer may be. Without a name there is no
    /// telling, and only neighbours belong together.
    fn reach(&mut self, line: usize) -> (u64, usize) {
        let writer = self.known(line).writer;
        (writer, if writer == 0 { 1 } else { FOREIGN + 1 })
    }

    /// The first of some lines that is of a writer, in the cell of `line` or next to it.
    fn of_writer(
        &mut self,
        line: usize,
        writer: u64,
        lines: impl Iterator<Item = usize>,
    ) -> Option<usize> {
        let cell = self.cell(line);
        let name = self.known(line).named.map(|(start, end)| {
            Finder::new(&self.document.text().as_bytes()[start as usize..end as usize])
        });
        for other in lines {
            if self.cell(other).abs_diff(cell) > 1 {
                return None;
            }
            // It is asked whether or not more is known, so that the answer is always the same.
            let foreign = name.as_ref().is_some_and(|name| self.is_of_another(name, other));
            if !foreign && self.known(other).writer == writer {
                return Some(other);
            }
        }
        None
    }

    /// Whether one look tells that a line is not of the writer with this name: it does not
    /// name that one, and states its own time, so that it goes under no other header. So it is
    /// with most lines between two of one writer.
    fn is_of_another(&self, name: &Finder<'_>, other: usize) -> bool {
        let line = self.document.line(other);
        let head = &line.as_bytes()[..line.len().min(REACH)];
        name.find(head).is_none() && (json_line(line) || begins_with_timestamp(line))
    }

    /// A line behind its header.
    fn text(&mut self, line: usize) -> &'a str {
        let header = self.header_length(line);
        &self.document.line(line)[header..]
    }

    /// Whether a line begins an entry by itself, and not only because a cell does.
    pub(crate) fn begins(&mut self, line: usize) -> bool {
        if let Some(begins) = self.known(line).begins {
            return begins;
        }
        if !self.known(line).blank && self.fresh(line) {
            self.known(line).begins = Some(true);
            return true;
        }
        let index = self.index(line);
        let (own, floor) = (self.kept[index].number, self.kept[index].floor);
        let mut chain = vec![line];
        let mut state = State::closed();
        let mut at = line;
        // Back to where the lines before make no difference, or to the cell before.
        while !self.fresh(at) {
            let Some(before) = self.previous(at).filter(|&before| before >= floor) else { break };
            if self.cell(before) == own
                && let Some(known) = self.known(before).state
            {
                state = known;
                break;
            }
            chain.push(before);
            at = before;
        }
        let mut blanks: Vec<usize> = Vec::new();
        let mut next = chain.pop();
        while let Some(at) = next {
            let mut resolved = None;
            if self.known(at).long {
                state = State::closed();
                resolved = Some(true);
                self.judged(own, &mut blanks, true);
            } else if !self.known(at).blank {
                let line = self.line(at, &state, own);
                let (goes_on, after) =
                    state.step(&line, &mut Behind { cells: self, lines: vec![at] });
                state = after;
                resolved = Some(!goes_on);
                self.judged(own, &mut blanks, !goes_on);
            } else if state.takes_blank() {
                state = state.blank();
                blanks.push(at);
            } else {
                state = State::closed();
                resolved = Some(true);
                self.judged(own, &mut blanks, true);
            }
            if self.cell(at) == own {
                let known = self.known(at);
                known.begins = resolved;
                known.state = Some(state);
            }
            next = chain.pop();
            if next.is_none() && !blanks.is_empty() {
                next = self.next(at).filter(|&next| self.cell(next) <= own + 1);
            }
        }
        self.judged(own, &mut blanks, true);
        self.known(line).begins.unwrap_or(true)
    }

    /// Blank lines go on with an entry if the line behind them does; else each is its own.
    fn judged(&mut self, own: u64, blanks: &mut Vec<usize>, begins: bool) {
        for at in blanks.drain(..) {
            if self.cell(at) == own {
                self.known(at).begins = Some(begins);
            }
        }
    }

    /// Whether a line begins an entry whatever stands before it.
    fn fresh(&mut self, line: usize) -> bool {
        let known = self.known(line);
        if known.long || (known.stamp.is_some() && known.piece != Piece::Next) {
            return true;
        }
        known.json && self.previous(line).is_some_and(|before| self.known(before).json)
    }

    /// A line as it is judged for the lines of cell `own`.
    fn line(&mut self, at: usize, state: &State, own: u64) -> Line<'a> {
        let fresh = self.fresh(at);
        let text = self.text(at);
        let known = self.known(at);
        let (stamp, piece, attached) = (known.stamp, known.piece, known.under);
        let name = self.known(at).name;
        let dated = !fresh
            && state.asks_for_dates()
            && self.dated(own.saturating_sub(1)..own + 1, Some(name), Told::ByItself);
        Line { text, piece, stamp, fresh, attached, dated }
    }

    fn known(&mut self, line: usize) -> &mut Known {
        if !self.raw(line).placed {
            self.raw(line).placed = true;
            if let Some(under) = self.above(line) {
                let above = self.raw(under);
                let (name, writer, named) = (above.name, above.writer, above.named);
                let known = self.raw(line);
                (known.under, known.name, known.writer, known.named) = (true, name, writer, named);
            }
        }
        self.raw(line)
    }

    /// What a line tells by itself, whatever it goes under.
    fn raw(&mut self, line: usize) -> &mut Known {
        let index = self.index(line);
        let document = self.document;
        let cell = &mut self.kept[index];
        let known = &mut cell.known[line - cell.lines.start];
        if !known.read {
            *known = read(document, line);
        }
        known
    }

    /// The line under whose header a line stands that has no full one itself: where every
    /// record has a header with the time, what has none is the rest of a record that holds a
    /// line feed. A line that names its writer alone goes under the last one of that writer.
    fn above(&mut self, line: usize) -> Option<usize> {
        let own = self.raw(line).clone();
        if own.stands_alone() {
            return None;
        }
        let named = own.header > 0;
        let mut lowest = line.saturating_sub(if named { FOREIGN } else { ATTACHED });
        let offset = self.offset(line).saturating_sub(WARM_UP);
        if self.offset(lowest) < offset {
            lowest = self.first_from(offset);
        }
        let mut at = line;
        while at > lowest {
            at -= 1;
            if !named && self.bare.contains(&at) {
                at = self.bare.start;
                continue;
            }
            let known = self.raw(at).clone();
            if named && known.name != own.name {
                continue;
            }
            if known.timed && !known.long {
                let cell = self.cell(at);
                let name = named.then_some(own.name);
                return self.dated(cell..cell + 2, name, Told::ByAnyMeans).then_some(at);
            }
            if known.stands_alone() || (!named && known.header > 0) {
                return None;
            }
            if !named {
                // Lines without a header are many: each is looked at once.
                if self.bare.end == at {
                    self.bare.end = at + 1;
                } else if self.bare.start == at + 1 {
                    self.bare.start = at;
                } else {
                    self.bare = at..at + 1;
                }
            }
        }
        None
    }

    /// Whether records begin with date and time in some cells: all, or those of one writer.
    fn dated(&mut self, cells: Range<u64>, name: Option<u64>, told: Told) -> bool {
        let mut sum = Count::default();
        for number in cells {
            if !self.dates.knows(number) {
                let lines = self.lines_of(number);
                self.dates.ask(self.document, number, lines);
            }
            sum += self.dates.count(number, name, told);
        }
        sum.enough()
    }

    /// The place of a line's cell in `kept`, where it is put if it was not there.
    fn index(&mut self, line: usize) -> usize {
        let here = |cell: &Cell| cell.lines.contains(&line);
        if self.kept.get(self.last).is_some_and(here) {
            return self.last;
        }
        if let Some(index) = self.kept.iter().position(here) {
            self.last = index;
            return index;
        }
        let number = self.offset(line) / SIZE;
        let lines = self.lines_of(number);
        let cell = Cell {
            number,
            floor: self.first_from((number * SIZE).saturating_sub(WARM_UP)),
            known: vec![Known::default(); lines.len()],
            lines,
        };
        if self.kept.len() < KEPT {
            self.kept.push(cell);
            self.last = self.kept.len() - 1;
        } else {
            // The one farthest away is the one that is needed last.
            let far = |cell: &Cell| cell.number.abs_diff(number);
            let farthest = (0..KEPT).max_by_key(|&index| far(&self.kept[index])).unwrap_or(0);
            self.kept[farthest] = cell;
            self.last = farthest;
        }
        self.last
    }

    fn lines_of(&self, number: u64) -> Range<usize> {
        self.first_from(number * SIZE)..self.first_from((number + 1) * SIZE)
    }

    /// The first line that begins at an offset of the input or behind it.
    fn first_from(&self, offset: u64) -> usize {
        let (mut low, mut high) = (0, self.document.line_count());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.offset(middle) < offset {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Where in the input a line begins.
    fn offset(&self, line: usize) -> u64 {
        absolute(self.document, self.document.line_span(line).start)
    }
}

/// What a line tells by itself.
fn read(document: &Document, line: usize) -> Known {
    let whole = document.line(line);
    let header = header(whole);
    let text = &whole[header.end..];
    let name = hash(&whole[header.writer.clone()], 0);
    let long = whole.len() > MAX_ENTRY;
    let process = if header.process.is_empty() { &header.writer } else { &header.process };
    let start = document.line_span(line).start;
    let named = (!process.is_empty())
        .then(|| ((start + process.start) as u32, (start + process.end) as u32));
    Known {
        read: true,
        blank: text.trim().is_empty(),
        long,
        json: !long && json_line(text),
        timed: header.timed,
        piece: header.piece,
        stamp: stamp(text),
        header: header.end as u16,
        name,
        named,
        writer: if header.process.is_empty() { name } else { hash(&whole[header.process], name) },
        ..Known::default()
    }
}

impl Known {
    /// Whether a line is a record or under a header with the time by itself.
    fn stands_alone(&self) -> bool {
        self.timed || self.stamp.is_some() || self.json || self.long
    }
}

/// The lines behind one, for those who judge it.
struct Behind<'c, 'a> {
    cells: &'c mut Cells<'a>,
    /// The line, and those of its writer behind it as far as they were asked for.
    lines: Vec<usize>,
}

impl Ahead for Behind<'_, '_> {
    fn text(&mut self, n: usize) -> Option<&str> {
        while self.lines.len() <= n {
            let next = self.cells.next(*self.lines.last()?)?;
            let far = self.cells.cell(next) > self.cells.cell(self.lines[0]) + 1;
            if far || self.cells.known(next).long {
                return None;
            }
            self.lines.push(next);
        }
        Some(self.cells.text(self.lines[n]))
    }
}
