//! Whether records begin with date and time: told from a sample of the lines, near by, so that
//! the answer is the same wherever reading began.

use std::collections::BTreeMap;
use std::ops::{AddAssign, Range};

use crate::document::Document;
use crate::entry::MAX_ENTRY;
use crate::entry::header::{hash, header};
use crate::entry::shape::{continues_by_shape, stamp};

/// How many lines of a cell are asked.
const SAMPLE: usize = 64;
/// How many cells are remembered.
const KEPT: usize = 6;

/// How many lines might begin a record, and how many of them tell date and time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    lines: usize,
    dated: usize,
}

impl Count {
    fn add(&mut self, dated: bool) {
        self.lines += 1;
        self.dated += usize::from(dated);
    }

    /// Whether so many are dated that a line without date and time begins no record.
    pub(crate) fn enough(self) -> bool {
        self.dated >= 2 && self.dated * 10 >= self.lines * 3
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.lines += other.lines;
        self.dated += other.dated;
    }
}

/// Who told the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// The record, or the transport that brought it.
    ByAnyMeans,
    /// The record.
    ByItself,
}

/// The counts of one cell.
#[derive(Debug, Default)]
struct Cell {
    all: Count,
    /// By a hash of the writer's name: by any means, and by itself.
    writers: BTreeMap<u64, [Count; 2]>,
}

/// The counts of the cells that were asked about.
#[derive(Debug, Default)]
pub(crate) struct Dates {
    cells: BTreeMap<u64, Cell>,
}

impl Dates {
    pub(crate) fn knows(&self, cell: u64) -> bool {
        self.cells.contains_key(&cell)
    }

    /// What the lines of a known cell told: all of them, or those of one writer.
    pub(crate) fn count(&self, cell: u64, name: Option<u64>, told: Told) -> Count {
        let Some(cell) = self.cells.get(&cell) else { return Count::default() };
        match name {
            None => cell.all,
            Some(name) => {
                cell.writers.get(&name).map_or(Count::default(), |counts| counts[told as usize])
            }
        }
    }

    /// Asks the lines of a cell. Traces and indented blocks are long, and say nothing about
    /// how records begin.
    pub(crate) fn ask(&mut self, document: &Document, number: u64, lines: Range<usize>) {
        let mut cell = Cell::default();
        for line in lines {
            let whole = document.line(line);
            let header = header(whole);
            let text = &whole[header.end..];
            if whole.len() > MAX_ENTRY || continues_by_shape(text) {
                continue;
            }
            let stamped = stamp(text).is_some();
            let dated = stamped || header.timed;
            cell.all.add(dated);
            let name = hash(&whole[header.writer], 0);
            let [any, own] = cell.writers.entry(name).or_default();
            any.add(dated);
            own.add(stamped);
            if cell.all.lines >= SAMPLE {
                break;
            }
        }
        if self.cells.len() >= KEPT {
            self.cells.pop_first();
        }
        self.cells.insert(number, cell);
    }
}
