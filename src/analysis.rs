//! A report, taken apart for drawing.

use std::collections::BTreeMap;
use std::rc::Rc;

use unstuck_report::{Finding, Format, Input, Report, Severity, Step, Unknown};

use crate::arrange::{Group, groups};
use crate::text::{Highlight, highlights};
use crate::timeline::Timeline;

/// What one analysis found. Its parts are shared, so that a card can hold its own and
/// compare it by value: after a new analysis only the cards that changed are redrawn.
#[derive(Debug, PartialEq)]
pub(crate) struct Analysis {
    /// The id under which the worker keeps the text.
    pub(crate) document: u32,
    /// What was read.
    pub(crate) input: Input,
    /// Known problems in the order of the report.
    pub(crate) findings: Vec<Rc<Finding>>,
    /// Which of them follow from which.
    pub(crate) groups: Vec<Group>,
    /// Errors that nothing explains.
    pub(crate) unknown: Vec<Rc<Unknown>>,
    /// What to do about those.
    pub(crate) guidance: Rc<Vec<Step>>,
    /// What the viewer highlights, by line.
    pub(crate) highlights: Rc<BTreeMap<u64, Highlight>>,
    /// Its records over time, if there is something to tell apart.
    pub(crate) timeline: Option<Rc<Timeline>>,
    /// What was wrong with the file that the text comes from, in words.
    pub(crate) remarks: Rc<[String]>,
}

impl Analysis {
    /// Takes a report apart.
    pub(crate) fn new(document: u32, report: Report, remarks: Rc<[String]>) -> Self {
        let highlights = Rc::new(highlights(&report));
        let findings: Vec<_> = report.findings.into_iter().map(Rc::new).collect();
        Self {
            document,
            input: report.input,
            groups: groups(&findings),
            findings,
            unknown: report.unknown.into_iter().map(Rc::new).collect(),
            guidance: Rc::new(report.guidance),
            highlights,
            timeline: Timeline::of(&report.timeline).map(Rc::new),
            remarks,
        }
    }

    /// How bad the worst finding is.
    pub(crate) fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// The number of lines that there are to show, as far as the viewer can count.
    pub(crate) fn lines(&self) -> u32 {
        match self.input.format {
            Format::Empty | Format::Binary => 0,
            Format::Text => u32::try_from(self.input.lines).unwrap_or(u32::MAX),
        }
    }
}
