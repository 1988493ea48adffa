//! The words round what was found, and round what is not known.

use unstuck_report::{Format, Severity};

use crate::analysis::Analysis;
use crate::messages::measures::pair;
use crate::messages::speech;
use crate::messages::states::{BINARY_HEADING, BLANK_HEADING, CLEAN_HEADING, sentence};
use crate::messages::text::{Value, texts};

texts! {
    FINDINGS_HEADING = "finding.findings-heading";
    OVERVIEW = "finding.overview";
    CAUSE = "finding.cause";
    FIX = "finding.fix";
    CHECK = "finding.check";
    NOT_THIS = "finding.not-this";
    WHY = "finding.why";
    WHY_MEANING_CERTAIN = "finding.why-meaning-certain";
    WHY_MEANING_LIKELY = "finding.why-meaning-likely";
    WHY_MEANING_POSSIBLE = "finding.why-meaning-possible";
    MET = "finding.met";
    NOT_MET = "finding.not-met";
    EXPLANATION = "finding.explanation";
    FOLLOWS_FROM = "finding.follows-from";
    CONSEQUENCES = "finding.consequences";
    CODES = "finding.codes";
    OFFICIAL_LIST = "finding.official-list";
    SOURCES = "finding.sources";
    NEW_TAB = "finding.new-tab";
    CUT = "finding.cut";
    COPY = "finding.copy";
    COPY_DONE = "finding.copy-done";
    COPY_FAILED = "finding.copy-failed";
    COPIED = "finding.copied";
    NOT_COPIED = "finding.not-copied";
    UNKNOWN_HEADING = "unknown.heading";
    UNKNOWN = "unknown.unknown";
    FINGERPRINT = "unknown.fingerprint";
    FINGERPRINT_MEANING = "unknown.fingerprint-meaning";
    NEAREST = "unknown.nearest";
    GUIDANCE_HEADING = "unknown.guidance-heading";
    REPLACE = "finding.replace" { names };
    AND_NAME = "finding.and-name";
    FINDING_COUNT = "finding.count" { count };
    CRITICAL_COUNT = "finding.critical" { count };
    UNKNOWN_COUNT = "finding.unknown" { count };
    MOST_LIKELY = "finding.most-likely" { findings, summary };
    ONLY_UNKNOWN = "finding.only-unknown" { count };
    ONCE = "finding.times" { count };
    SEEN = "finding.seen" { count };
    SEEN_AT = "finding.seen-at" { count, line };
    GO_TO_LINE = "finding.go-to-line" { line };
    AT_LINE = "finding.at-line" { line };
    MORE_PLACES = "finding.more-places" { count };
    REVIEWED = "finding.reviewed" { day };
    OF_STEP = "finding.of-step" { step };
}

/// The number of findings.
pub(crate) fn findings(analysis: &Analysis) -> String {
    FINDING_COUNT.fill(&[analysis.findings.len().into()])
}

/// What stands out among them, and what else there is: "1 critical, 2 not known".
pub(crate) fn tally(analysis: &Analysis) -> String {
    let critical =
        analysis.findings.iter().filter(|finding| finding.severity == Severity::Critical).count();
    let critical_words = CRITICAL_COUNT.fill(&[critical.into()]);
    match (critical, analysis.unknown.len()) {
        (0, 0) => String::new(),
        (_, 0) => critical_words,
        (0, unknown) => unknown_count(unknown),
        (_, unknown) => pair(&critical_words, &unknown_count(unknown)),
    }
}

/// A number of errors that nobody has explained.
pub(super) fn unknown_count(unknown: usize) -> String {
    UNKNOWN_COUNT.fill(&[unknown.into()])
}

/// What the status line says of an analysis.
pub(super) fn summary(analysis: &Analysis) -> String {
    match analysis.input.format {
        Format::Empty => return sentence(BLANK_HEADING),
        Format::Binary => return sentence(BINARY_HEADING),
        Format::Text => {}
    }
    match (analysis.findings.first(), analysis.unknown.len()) {
        (Some(first), _) => {
            let (mut found, tally) = (findings(analysis), tally(analysis));
            if !tally.is_empty() {
                found = pair(&found, &tally);
            }
            MOST_LIKELY.fill(&[(&found).into(), Value::Foreign(&first.summary)])
        }
        (None, 0) => sentence(CLEAN_HEADING),
        (None, unknown) => ONLY_UNKNOWN.fill(&[unknown.into()]),
    }
}

/// How often something occurs.
pub(crate) fn times(count: u64) -> String {
    ONCE.fill(&[count.into()])
}

/// How often and where something was seen.
pub(crate) fn seen(count: u64, first_line: Option<u64>) -> String {
    match first_line {
        None => SEEN.fill(&[count.into()]),
        Some(line) => SEEN_AT.fill(&[count.into(), line.into()]),
    }
}

/// The button that goes to a line.
pub(crate) fn go_to_line(line: u64) -> String {
    GO_TO_LINE.fill(&[line.into()])
}

/// What the status line says on arriving there.
pub(crate) fn at_line(line: u64) -> String {
    AT_LINE.fill(&[line.into()])
}

/// The disclosure of further places.
pub(crate) fn more_places(count: usize) -> String {
    MORE_PLACES.fill(&[count.into()])
}

/// A rule that was last checked on a day.
pub(crate) fn reviewed(day: &str) -> String {
    REVIEWED.fill(&[(&speech::day(day)).into()])
}

/// Which step a box belongs to, for those who do not see where it stands.
pub(crate) fn of_step(step: u32) -> String {
    OF_STEP.fill(&[step.into()])
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::components::testing::{finding, report};
    use crate::messages::text::APART;
    use unstuck_report::{Finding, Report};

    fn said(report: Report) -> String {
        summary(&Analysis::new(1, report, Rc::new([])))
    }

    #[test]
    fn the_status_line_names_the_first_finding() {
        let summary = "The server rejected the password.".to_owned();
        let worse = Finding { severity: Severity::Critical, summary, ..finding() };
        let [from, to] = APART;
        assert_eq!(
            said(Report { findings: vec![worse, finding()], ..report() }),
            format!(
                "2 findings, 1 critical. Most likely: {from}The server rejected the password.{to}"
            )
        );
        assert_eq!(said(Report { findings: vec![], ..report() }), format!("{CLEAN_HEADING}."));
    }

    #[test]
    fn counting_reads_well() {
        assert_eq!(seen(1, Some(3)), "seen once, on line 3");
        assert_eq!(seen(2, None), "seen twice");
        assert_eq!(seen(12, Some(1_003)), "seen 12 times, first on line 1,003");
    }
}
