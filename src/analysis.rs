//! A report, taken apart for drawing.

use std::collections::BTreeMap;
use std::rc::Rc;

use unstuck_handout::Linked;
use unstuck_report::{Finding, Format, Input, Report, Severity, Step, Unknown};

use crate::arrange::{Group, groups};
use crate::protocol::Levels;
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
    /// The language that the report speaks, and `guidance` with it.
    pub(crate) language: String,
    /// What to do about those.
    pub(crate) guidance: Rc<Vec<Step>>,
    /// What the viewer highlights, by line.
    pub(crate) highlights: Rc<BTreeMap<u64, Highlight>>,
    /// The lines, from 0, where a problem shows, and which finding it is; none is an error that
    /// nothing explains.
    pub(crate) places: Vec<(u32, Option<usize>)>,
    /// Whether it states times.
    pub(crate) has_times: bool,
    /// Its records over time, if there is something to tell apart.
    pub(crate) timeline: Option<Rc<Timeline>>,
    /// What was wrong with the file that the text comes from, in words.
    pub(crate) remarks: Rc<[String]>,
    /// What there is to know of the link, if it came by one: then there is no text to it.
    pub(crate) link: Option<Rc<Linked>>,
}

impl Analysis {
    /// Takes a report apart.
    pub(crate) fn new(document: u32, report: Report, remarks: Rc<[String]>) -> Self {
        let highlights = Rc::new(highlights(&report));
        let places = places(&highlights);
        let findings: Vec<_> = report.findings.into_iter().map(Rc::new).collect();
        Self {
            document,
            input: report.input,
            groups: groups(&findings),
            findings,
            unknown: report.unknown.into_iter().map(Rc::new).collect(),
            language: report.language,
            guidance: Rc::new(report.guidance),
            highlights,
            places,
            has_times: !report.timeline.is_empty(),
            timeline: Timeline::of(&report.timeline).map(Rc::new),
            remarks,
            link: None,
        }
    }

    /// How bad the worst finding is.
    pub(crate) fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// The lines, from 0, that a filter by level shows whatever level they state.
    pub(crate) fn serious(&self, levels: Levels) -> Vec<u32> {
        let least = match levels {
            Levels::All => return Vec::new(),
            Levels::Warnings => Severity::Warning,
            Levels::Errors => Severity::Error,
        };
        let serious = self.places.iter().filter(|(_, finding)| {
            finding.is_none_or(|finding| self.findings[finding].severity >= least)
        });
        serious.map(|(line, _)| *line).collect()
    }

    /// The number of lines that there are to show, as far as the viewer can count.
    pub(crate) fn lines(&self) -> u32 {
        match self.input.format {
            Format::Empty | Format::Binary => 0,
            Format::Text => u32::try_from(self.input.lines).unwrap_or(u32::MAX),
        }
    }
}

fn places(highlights: &BTreeMap<u64, Highlight>) -> Vec<(u32, Option<usize>)> {
    let begin = highlights.iter().filter(|(_, highlight)| highlight.begins);
    let line = |line: u64| u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX);
    begin.map(|(number, highlight)| (line(*number), highlight.finding)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::{evidence, finding, report};

    #[test]
    fn places_are_in_the_order_of_the_text() {
        let places = |lines: &[u64]| lines.iter().map(|&at| evidence(at, "a", 0, 1)).collect();
        let report = Report {
            findings: vec![
                Finding { evidence: places(&[9, 4]), ..finding() },
                Finding { evidence: places(&[4, 1]), ..finding() },
            ],
            ..report()
        };
        let analysis = Analysis::new(1, report, Rc::new([]));
        assert_eq!(analysis.places, [(0, Some(1)), (3, Some(0)), (8, Some(0))]);
    }
}
