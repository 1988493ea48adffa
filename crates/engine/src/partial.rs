//! What the analysis of one part of an input found, in a form that can be sent from worker
//! to worker and put together with the others in the order of the input.
//!
//! Lines are counted from the beginning of the part until its place in the input is known.

use std::collections::BTreeMap;

use crate::confirm::Need;
use crate::timeline::Timeline;
use serde::{Deserialize, Serialize};
use unstuck_report::{Code, Condition, Confidence, Evidence, Severity};

/// How many places of a finding are shown, besides the last one.
const PLACES: usize = 5;

/// The places of something that repeats: the first few and the last.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Places<P> {
    pub(crate) count: u64,
    first: Vec<P>,
    last: Option<P>,
}

impl<P> Default for Places<P> {
    fn default() -> Self {
        Self { count: 0, first: Vec::new(), last: None }
    }
}

impl<P> Places<P> {
    pub(crate) fn add(&mut self, place: P) {
        self.count += 1;
        self.keep(place);
    }

    fn keep(&mut self, place: P) {
        if self.first.len() < PLACES {
            self.first.push(place);
        } else {
            self.last = Some(place);
        }
    }

    /// Adds the places of the same thing that come later.
    pub(crate) fn append(&mut self, later: Self) {
        self.count += later.count;
        for place in later.first.into_iter().chain(later.last) {
            self.keep(place);
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &P> {
        self.first.iter().chain(&self.last)
    }

    pub(crate) fn map<Q>(self, mut change: impl FnMut(P) -> Q) -> Places<Q> {
        Places {
            count: self.count,
            first: self.first.into_iter().map(&mut change).collect(),
            last: self.last.map(change),
        }
    }
}

/// A place of a match, as it is shown, and where it stands among others.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) evidence: Evidence,
    /// Where its entry begins, in bytes of the input: which entry it is.
    pub(crate) entry: u64,
    pub(crate) time: Option<Moment>,
    /// Who wrote it, where the log says so; else empty.
    pub(crate) writer: String,
}

/// A time as it is compared: the kind of clock, and milliseconds.
pub(crate) type Moment = (u8, i64);

impl Places<Place> {
    /// The line of the first place, from 1.
    pub(crate) fn first_line(&self) -> u64 {
        self.first.first().map_or(0, |place| place.evidence.line)
    }

    /// Puts the known places into the order of the input.
    pub(crate) fn sort(&mut self) {
        let mut all: Vec<Place> = self.first.drain(..).chain(self.last.take()).collect();
        all.sort_by_key(|place| place.evidence.start);
        for place in all {
            self.keep(place);
        }
    }

    fn move_down(&mut self, lines: u64) {
        for Place { evidence, .. } in self.first.iter_mut().chain(&mut self.last) {
            evidence.line += lines;
            evidence.excerpt.first_line += lines;
        }
    }

    /// The times of the first and of the last place that state one.
    pub(crate) fn times(&self) -> (Option<String>, Option<String>) {
        let mut times = self.iter().filter_map(|place| place.evidence.time.clone());
        let first = times.next();
        let last = times.last().or_else(|| first.clone());
        (first, last)
    }

    pub(crate) fn into_evidence(self) -> Vec<Evidence> {
        self.first.into_iter().chain(self.last).map(|place| place.evidence).collect()
    }
}

/// The matches of one rule with the same values in its key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Group<P = Place> {
    /// Place of the rule in the book.
    pub(crate) rule: u32,
    /// Values of the rule's key captures, where they were found.
    pub(crate) key: Vec<Option<String>>,
    pub(crate) confidence: Confidence,
    pub(crate) severity: Severity,
    pub(crate) places: Places<P>,
    /// The first value of each capture.
    pub(crate) captures: BTreeMap<String, String>,
    pub(crate) why: Vec<Condition>,
    /// What has to be true of the whole log: one of these lists has to hold.
    pub(crate) needs: Vec<Vec<Need>>,
}

impl<P> Group<P> {
    /// Adds matches of the same problem that come later.
    pub(crate) fn append(&mut self, later: Self) {
        self.severity = self.severity.max(later.severity);
        if later.confidence > self.confidence {
            self.confidence = later.confidence;
            self.why = later.why;
        }
        for (name, value) in later.captures {
            self.captures.entry(name).or_insert(value);
        }
        for needs in later.needs {
            if !self.needs.contains(&needs) {
                self.needs.push(needs);
            }
        }
        self.places.append(later.places);
    }
}

impl Group {
    fn move_down(&mut self, lines: u64) {
        self.places.move_down(lines);
        for line in self.why.iter_mut().filter_map(|condition| condition.line.as_mut()) {
            *line = line.wrapping_add(lines);
        }
    }
}

/// Entries of one shape that look like errors and that no rule explains.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Shape<P = Place> {
    pub(crate) template: String,
    /// Whether only its words, and no level or shape, say that it is an error.
    pub(crate) weak: bool,
    pub(crate) places: Places<P>,
    pub(crate) codes: Vec<Code>,
    /// Rules by place in the book, with the length of the literal that was there.
    pub(crate) nearest: BTreeMap<u32, u32>,
}

impl<P> Shape<P> {
    pub(crate) fn append(&mut self, later: Self) {
        for (rule, length) in later.nearest {
            let known = self.nearest.entry(rule).or_default();
            *known = (*known).max(length);
        }
        self.weak &= later.weak;
        self.places.append(later.places);
    }
}

/// The longest line of a text that is seen part by part.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct LineLengths {
    /// How many lines begin here.
    pub(crate) begins: u64,
    /// Bytes before the first line that begins here: they belong to a line before.
    pub(crate) head: u64,
    /// Bytes of the last line that begins here, up to the end of the part.
    pub(crate) tail: u64,
    /// The longest line that begins here and is not the last: which, from 1, and its bytes.
    pub(crate) longest: (u64, u64),
}

/// All that one part found.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Partial {
    /// How many bytes of the input the part answers for.
    pub(crate) bytes: u64,
    pub(crate) lines: LineLengths,
    pub(crate) replaced: u64,
    pub(crate) restored: u64,
    /// In the order in which they first occur.
    pub(crate) groups: Vec<Group>,
    pub(crate) shapes: Vec<Shape>,
    /// What is true of the log, by number, with the first line that says so.
    pub(crate) facts: BTreeMap<u32, u64>,
    pub(crate) timeline: Timeline,
    /// Whether there were more kinds of finding than are told apart.
    pub(crate) groups_limited: bool,
    pub(crate) shapes_limited: bool,
}

impl Partial {
    /// Counts lines on from the `lines` that came before the part.
    pub(crate) fn move_down(&mut self, lines: u64) {
        for group in &mut self.groups {
            group.move_down(lines);
        }
        for shape in &mut self.shapes {
            shape.places.move_down(lines);
        }
        for line in self.facts.values_mut() {
            *line += lines;
        }
        if self.lines.longest.1 > 0 {
            self.lines.longest.0 += lines;
        }
    }
}
