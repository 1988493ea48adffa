//! Findings in a link: what was found, as short as it can be said, behind a `#`.
//!
//! A link holds redacted findings and a few short lines of evidence, never the log. The rules
//! themselves are not in it: whoever opens it has them, so it holds their ids and the values
//! that go into them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unstuck_engine::refill;
use unstuck_report::{
    Confidence, Evidence, Excerpt, Finding, Format, Input, Report, Role, Severity, Span, Unknown,
    VERSION,
};
use unstuck_rules::RuleBook;

use crate::handout::Handout;

/// The longest line of evidence that a link holds, in bytes.
const LINE: usize = 160;
/// The most that a link may unpack to, in bytes: far more than any that is made.
pub const MOST: usize = 64 * 1024;
/// How much the packed findings may have before compression for a link of some 2,000 characters.
/// The caller measures what comes out and asks for less if it is too much.
pub const START: usize = 6 * 1024;

/// What a link holds. Fields are only ever added at the end, with a new tag for the codec.
#[derive(Debug, Serialize, Deserialize)]
struct Shared {
    bytes: u64,
    lines: u64,
    findings: Vec<SharedFinding>,
    unknown: Vec<SharedUnknown>,
    /// How many findings and unknown errors did not fit.
    left_out: u32,
}

#[derive(Debug, Serialize, Deserialize)]
struct SharedFinding {
    rule: String,
    severity: Severity,
    confidence: Confidence,
    role: Role,
    explained_by: Option<String>,
    count: u64,
    times: (Option<String>, Option<String>),
    captures: BTreeMap<String, String>,
    line: Option<SharedLine>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SharedUnknown {
    fingerprint: String,
    template: String,
    count: u64,
    line: Option<SharedLine>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SharedLine {
    line: u64,
    text: String,
    mark: (u32, u32),
}

/// What a handout has to say in at most `room` bytes, the most important first. None if not even
/// one finding fits, or if there is nothing to say.
pub fn pack(handout: &Handout, room: usize) -> Option<Vec<u8>> {
    let report = handout.report();
    let all = report.findings.len() + report.unknown.len();
    (1..=all).rev().find_map(|kept| {
        let findings = kept.min(report.findings.len());
        let shared = Shared {
            bytes: report.input.bytes,
            lines: report.input.lines,
            findings: report.findings[..findings].iter().map(finding).collect(),
            unknown: report.unknown[..kept - findings].iter().map(unknown).collect(),
            left_out: (all - kept) as u32,
        };
        postcard::to_allocvec(&shared).ok().filter(|packed| packed.len() <= room)
    })
}

/// The report that a link tells of, with how many findings it left out. None if it is no such
/// link, or of rules that the book does not have.
pub fn unpack(packed: &[u8], book: &RuleBook) -> Option<(Report, u32)> {
    if packed.len() > MOST {
        return None;
    }
    let shared: Shared = postcard::from_bytes(packed).ok()?;
    let findings: Option<Vec<_>> =
        shared.findings.into_iter().map(|shared| shared.into_finding(book)).collect();
    let report = Report {
        version: VERSION,
        input: Input {
            bytes: shared.bytes,
            lines: shared.lines,
            format: Format::Text,
            log_format: None,
            notes: Vec::new(),
        },
        findings: findings?,
        unknown: shared.unknown.into_iter().map(SharedUnknown::into_unknown).collect(),
        guidance: Vec::new(),
        language: unstuck_rules::ORIGINAL.to_owned(),
        timeline: Vec::new(),
    };
    Some((report, shared.left_out))
}

fn finding(finding: &Finding) -> SharedFinding {
    SharedFinding {
        rule: finding.rule.clone(),
        severity: finding.severity,
        confidence: finding.confidence,
        role: finding.role,
        explained_by: finding.explained_by.clone(),
        count: finding.count,
        times: (finding.first_time.clone(), finding.last_time.clone()),
        captures: finding.captures.clone(),
        line: finding.evidence.first().map(line),
    }
}

fn unknown(unknown: &Unknown) -> SharedUnknown {
    SharedUnknown {
        fingerprint: unknown.fingerprint.clone(),
        template: unknown.template.clone(),
        count: unknown.count,
        line: unknown.evidence.first().map(line),
    }
}

/// The line of the first mark, round the mark where it is long.
fn line(place: &Evidence) -> SharedLine {
    let Excerpt { text, marks, .. } = &place.excerpt;
    let (from, to) = marks.first().map_or((0, 0), |mark| (mark.start as usize, mark.end as usize));
    let from = text.floor_char_boundary(from.min(text.len()));
    let start = text[..from].rfind('\n').map_or(0, |at| at + 1);
    let end = text[from..].find('\n').map_or(text.len(), |at| from + at);
    let start = if end - start > LINE {
        text.ceil_char_boundary(start.max(from.saturating_sub(LINE / 4)))
    } else {
        start
    };
    let end = text.floor_char_boundary(end.min(start + LINE));
    let mark = |at: usize| (at.clamp(start, end) - start) as u32;
    SharedLine {
        line: place.line,
        text: text[start..end].to_owned(),
        mark: (mark(from), mark(text.floor_char_boundary(to.min(text.len())))),
    }
}

impl SharedFinding {
    fn into_finding(self, book: &RuleBook) -> Option<Finding> {
        let (rule, says) = book.rule(&self.rule)?;
        let mut finding = Finding {
            rule: rule.id.clone(),
            system: says.system.clone(),
            problem: rule.problem.name().to_owned(),
            language: unstuck_rules::ORIGINAL.to_owned(),
            title: Vec::new(),
            summary: says.summary.clone(),
            severity: self.severity,
            confidence: self.confidence,
            role: self.role,
            explained_by: self.explained_by,
            count: self.count,
            first_time: self.times.0,
            last_time: self.times.1,
            evidence: self.line.map(SharedLine::into_evidence).into_iter().collect(),
            captures: self.captures,
            cause: Vec::new(),
            fix: Vec::new(),
            check: Vec::new(),
            not_this: Vec::new(),
            codes: says.codes.clone(),
            sources: says.sources.clone(),
            why: Vec::new(),
            reviewed: says.reviewed.clone(),
        };
        refill(book, &mut finding);
        Some(finding)
    }
}

impl SharedUnknown {
    fn into_unknown(self) -> Unknown {
        Unknown {
            fingerprint: self.fingerprint,
            template: self.template,
            count: self.count,
            first_time: None,
            last_time: None,
            evidence: self.line.map(SharedLine::into_evidence).into_iter().collect(),
            codes: Vec::new(),
            nearest: Vec::new(),
        }
    }
}

impl SharedLine {
    fn into_evidence(self) -> Evidence {
        // The sender may have written anything, so marks are put where they can be.
        let place = |at: u32| self.text.floor_char_boundary((at as usize).min(self.text.len()));
        let (start, end) = (place(self.mark.0), place(self.mark.1));
        let marks = if start < end {
            vec![Span { start: start as u64, end: end as u64 }]
        } else {
            Vec::new()
        };
        Evidence {
            line: self.line,
            start: 0,
            end: 0,
            time: None,
            spans: Vec::new(),
            excerpt: Excerpt { first_line: self.line, text: self.text, marks, cut: true },
        }
    }
}
