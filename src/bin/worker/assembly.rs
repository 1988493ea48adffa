//! Puts together what was found in the parts of a file, whoever found it and in whichever
//! order it comes.

use std::collections::BTreeMap;

use unstuck_engine::{Engine, Gather, Partial, Plan};
use unstuck_report::Report;

/// What was found so far.
pub(crate) struct Assembly {
    gather: Gather<'static>,
    parts: u64,
    /// How many lines begin before each part that is in, and in all that is in.
    before: Vec<u64>,
    /// What came before its turn. The page hands out parts so that these are few.
    early: BTreeMap<u64, Partial>,
}

impl Assembly {
    /// Nothing so far, of so many parts.
    pub(crate) fn new(engine: &'static Engine, plan: Plan, parts: u64) -> Self {
        Self { gather: engine.gather(plan), parts, before: vec![0], early: BTreeMap::new() }
    }

    /// Takes what was found in a part.
    pub(crate) fn put(&mut self, part: u64, found: Partial) {
        self.early.insert(part, found);
        while let Some(found) = self.early.remove(&self.added()) {
            self.gather.add(found);
            self.before.push(self.gather.lines());
        }
    }

    /// How many parts are in, from the first one on.
    pub(crate) fn added(&self) -> u64 {
        self.before.len() as u64 - 1
    }

    /// How many bytes they have.
    pub(crate) fn bytes(&self) -> u64 {
        self.gather.bytes()
    }

    /// Whether that is all.
    pub(crate) fn is_complete(&self) -> bool {
        self.added() >= self.parts
    }

    /// The report, and how many lines begin before each part and in all.
    pub(crate) fn finish(self) -> (Report, Vec<u64>) {
        (self.gather.finish(), self.before)
    }
}
