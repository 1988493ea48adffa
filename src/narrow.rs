//! Showing only some of what was found.

use unstuck_report::Severity;

use crate::analysis::Analysis;
use crate::timeline::{Presence, Stretch, Timeline};

/// What a person wants to see: everything, unless they say otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Narrow {
    /// Only findings this bad. All, if there are none here.
    pub(crate) severities: Vec<Severity>,
    /// Only findings of these systems. All, if there are none here.
    pub(crate) systems: Vec<String>,
    /// Only what occurs in this stretch.
    pub(crate) stretch: Option<Stretch>,
}

/// What is shown of an analysis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Whether each finding is.
    pub(crate) findings: Vec<bool>,
    /// Whether each unknown error is.
    pub(crate) unknown: Vec<bool>,
    /// How many of either are not, only because they state no time.
    pub(crate) timeless: usize,
}

impl Kept {
    /// How many findings are shown.
    pub(crate) fn count(&self) -> usize {
        self.findings.iter().filter(|kept| **kept).count()
    }

    /// How many unknown errors are shown.
    pub(crate) fn unknown_count(&self) -> usize {
        self.unknown.iter().filter(|kept| **kept).count()
    }
}

impl Narrow {
    /// Whether anything may be left out.
    pub(crate) fn is_on(&self) -> bool {
        *self != Self::default()
    }

    /// The same with one severity more, or less.
    pub(crate) fn with_severity(&self, severity: Severity) -> Self {
        let mut narrow = self.clone();
        toggle(&mut narrow.severities, severity);
        narrow
    }

    /// The same with one system more, or less.
    pub(crate) fn with_system(&self, system: &str) -> Self {
        let mut narrow = self.clone();
        toggle(&mut narrow.systems, system.to_owned());
        narrow
    }

    /// The same for another stretch.
    pub(crate) fn with_stretch(&self, stretch: Option<Stretch>) -> Self {
        Self { stretch, ..self.clone() }
    }

    /// What is shown of an analysis.
    pub(crate) fn keep(&self, analysis: &Analysis) -> Kept {
        let mut timeless = 0;
        // A stretch of a log that has changed meanwhile says nothing about one without times.
        let time = self.stretch.zip(analysis.timeline.as_deref());
        let mut occurs = |places: &[_], count| {
            let present = |(stretch, timeline): (Stretch, &Timeline)| {
                timeline.presence(stretch, places, count)
            };
            match time.map(present) {
                None | Some(Presence::In) => true,
                Some(Presence::Out) => false,
                Some(Presence::Timeless) => {
                    timeless += 1;
                    false
                }
            }
        };
        let unknown =
            analysis.unknown.iter().map(|error| occurs(&error.evidence, error.count)).collect();
        let findings = analysis
            .findings
            .iter()
            .map(|finding| {
                let chosen = allows(&self.severities, &finding.severity)
                    && allows(&self.systems, &finding.system);
                chosen && occurs(&finding.evidence, finding.count)
            })
            .collect();
        Kept { findings, unknown, timeless }
    }
}

fn allows<T: PartialEq>(chosen: &[T], value: &T) -> bool {
    chosen.is_empty() || chosen.contains(value)
}

fn toggle<T: PartialEq>(chosen: &mut Vec<T>, value: T) {
    match chosen.iter().position(|known| *known == value) {
        Some(place) => drop(chosen.remove(place)),
        None => chosen.push(value),
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::components::testing::{evidence, finding, report};
    use unstuck_report::{Bucket, Evidence, Finding, Report};

    /// Four findings, and the timeline of the ten seconds in which two of them occur.
    fn analysis() -> Analysis {
        let found = |system: &str, severity, time: Option<&str>| Finding {
            system: system.to_owned(),
            severity,
            evidence: vec![Evidence { time: time.map(str::to_owned), ..evidence(1, "a", 0, 1) }],
            ..finding()
        };
        let bucket = |second: u32| Bucket {
            from: format!("10:00:{second:02}"),
            to: format!("10:00:{:02}", second + 1),
            levels: [("info".to_owned(), 9)].into(),
        };
        let report = Report {
            findings: vec![
                found("A", Severity::Error, Some("10:00:01")),
                found("B", Severity::Error, Some("10:00:09.5")),
                found("B", Severity::Warning, None),
                found("C", Severity::Critical, Some("10:00:01.2")),
            ],
            timeline: vec![bucket(1), bucket(9)],
            ..report()
        };
        Analysis::new(1, report, Rc::new([]))
    }

    #[test]
    fn groups_narrow_together_and_their_members_add_up() {
        let (analysis, all) = (analysis(), Narrow::default());
        let kept = |narrow: &Narrow| narrow.keep(&analysis).findings;
        assert_eq!(kept(&all), [true; 4]);
        let bad = all.with_severity(Severity::Error);
        assert_eq!(kept(&bad), [true, true, false, false]);
        let worse = bad.with_severity(Severity::Critical);
        assert_eq!(kept(&worse), [true, true, false, true]);
        assert_eq!(kept(&worse.with_system("B")), [false, true, false, false]);
        assert_eq!(worse.with_severity(Severity::Error).with_severity(Severity::Critical), all);
        assert!(worse.is_on() && !all.is_on());
    }

    #[test]
    fn a_stretch_says_what_it_cannot_tell() {
        let analysis = analysis();
        let timeline = analysis.timeline.as_ref().unwrap();
        let late = Narrow::default().with_stretch(Some(timeline.stretch(8, 8)));
        let kept = late.keep(&analysis);
        assert_eq!((kept.findings, kept.timeless), (vec![false, true, false, false], 1));
        let other = Analysis::new(2, report(), Rc::new([]));
        assert_eq!(late.keep(&other).findings, [true], "a log without times");
    }
}
