//! Findings in a link: what was found, as short as it can be said, behind a `#`.
//!
//! A link holds redacted findings and a few short lines of evidence, never the log. The rules
//! themselves are not in it: whoever opens it has them, so it holds their ids and the values
//! that go into them. How that becomes characters is in [`crate::form`]; `docs/share-link.md`
//! describes both.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unstuck_engine::{blank_finding, refill};
use unstuck_report::{
    Confidence, Evidence, Excerpt, Finding, Format, Input, Report, Role, Severity, Span, Unknown,
    VERSION,
};
use unstuck_rules::RuleBook;

use crate::handout::Handout;

/// How long lines of evidence may be, in bytes: the first with which everything fits is taken.
const LINES: [usize; 4] = [240, 160, 80, 40];
/// The longest value that goes into a link, in bytes. A longer one is left out rather than cut:
/// half a value would be another one.
const VALUE: usize = 160;
/// The most that a link may unpack to, in bytes: far more than any that is made.
pub(crate) const MOST: usize = 64 * 1024;
/// The most findings that a link may tell of, and as many unknown errors. A few hundred bytes can
/// name thousands, each with pages of what its rule says.
const ENTRIES: usize = 100;
/// No number in a link counts beyond this, so that sums of them stay numbers.
const COUNT: u64 = 1 << 40;
/// How many unknown ids of rules are named.
const NAMED: usize = 5;

/// What a link holds. Fields are only ever added at the end, with a new version of the link.
#[derive(Debug, Serialize, Deserialize)]
struct Shared {
    edition: Edition,
    bytes: u64,
    lines: u64,
    findings: Vec<SharedFinding>,
    unknown: Vec<SharedUnknown>,
    /// How many findings and unknown errors did not fit.
    left_out: u32,
}

/// What tells one rule book from another, for a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// How many rules it has.
    pub rules: u32,
    /// The day on which a rule was last checked, as `YYYY-MM-DD`; empty if that is unknown.
    pub reviewed: String,
}

/// What a link tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The findings, with what the rules of this book say about them.
    pub report: Report,
    /// What else there is to know.
    pub linked: Linked,
}

/// What there is to know about findings that came by a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// How many findings and unknown errors did not fit into the link.
    pub left_out: u32,
    /// How many findings are of rules that this book does not have, and the first ids of them.
    pub missing: (u32, Vec<String>),
    /// The rule book that the link was made with, if it is another.
    pub edition: Option<Edition>,
}

/// What is wrong with a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Flaw {
    /// Its end is missing.
    CutOff,
    /// Some of its characters are others than were written.
    Damaged,
    /// It was made by a later version.
    TooNew,
    /// It is whole, but holds nothing that this program writes.
    Strange,
    /// All its findings are of rules that this book does not have: some of their ids.
    UnknownRules(Vec<String>),
}

/// What tells a rule book from another.
fn edition(book: &RuleBook) -> Edition {
    let reviewed = book.entries().map(|(_, says)| &says.reviewed).max();
    Edition { rules: book.rules.len() as u32, reviewed: reviewed.cloned().unwrap_or_default() }
}

/// How many findings and unknown errors there are to tell of.
pub(crate) fn entries(handout: &Handout) -> usize {
    let report = handout.report();
    report.findings.len().min(ENTRIES) + report.unknown.len().min(ENTRIES)
}

/// As many of the entries of a handout, the most important first, as `fits` takes, with as much
/// of their lines as it takes; and how many entries that are. None if not even one fits.
pub(crate) fn pack<T>(
    handout: &Handout,
    book: &RuleBook,
    fits: impl Fn(&[u8]) -> Option<T>,
) -> Option<(T, usize)> {
    let (all, edition) = (entries(handout), edition(book));
    let packed = |kept: usize, line: usize| {
        let report = handout.report();
        let findings = kept.min(report.findings.len()).min(ENTRIES);
        let shared = Shared {
            edition: edition.clone(),
            bytes: report.input.bytes,
            lines: report.input.lines,
            findings: report.findings[..findings].iter().map(|it| finding(it, line)).collect(),
            unknown: report.unknown[..kept - findings].iter().map(|it| unknown(it, line)).collect(),
            left_out: (report.findings.len() + report.unknown.len() - kept) as u32,
        };
        fits(&postcard::to_allocvec(&shared).ok().filter(|packed| packed.len() <= MOST)?)
    };
    if all == 0 {
        return None;
    }
    if let Some(whole) = LINES.iter().find_map(|line| packed(all, *line)) {
        return Some((whole, all));
    }
    // More entries need more room, all but exactly: what is found fits, and hardly anything
    // more would.
    let (mut most, mut best) = (all, None);
    let mut least = 0;
    while most - least > 1 {
        let kept = least.midpoint(most);
        match packed(kept, LINES[LINES.len() - 1]) {
            Some(some) => (least, best) = (kept, Some((some, kept))),
            None => most = kept,
        }
    }
    best
}

/// What a link tells of, from its unpacked bytes. Whoever wrote them may have written anything.
pub(crate) fn unpack(packed: &[u8], book: &RuleBook) -> Result<Opened, Flaw> {
    let (shared, rest): (Shared, _) =
        postcard::take_from_bytes(packed).map_err(|_| Flaw::Strange)?;
    if !rest.is_empty() {
        return Err(Flaw::Strange);
    }
    let entries = shared.findings.len() + shared.unknown.len();
    if entries == 0 || shared.findings.len() > ENTRIES || shared.unknown.len() > ENTRIES {
        return Err(Flaw::Strange);
    }
    let mut missing = (0, Vec::new());
    let mut findings = Vec::new();
    for shared in shared.findings {
        match shared.into_finding(book) {
            Ok(finding) => findings.push(finding),
            Err(rule) => {
                missing.0 += 1;
                if is_id(&rule) && missing.1.len() < NAMED && !missing.1.contains(&rule) {
                    missing.1.push(rule);
                }
            }
        }
    }
    if missing.0 as usize == entries {
        return Err(Flaw::UnknownRules(missing.1));
    }
    let report = Report {
        version: VERSION,
        input: Input {
            bytes: shared.bytes.min(COUNT),
            lines: shared.lines.min(COUNT),
            format: Format::Text,
            log_format: None,
            notes: Vec::new(),
        },
        findings,
        unknown: shared.unknown.into_iter().map(SharedUnknown::into_unknown).collect(),
        guidance: Vec::new(),
        language: unstuck_rules::ORIGINAL.to_owned(),
        timeline: Vec::new(),
    };
    let Edition { rules, reviewed } = shared.edition;
    let reviewed = if is_time(&reviewed) { reviewed } else { String::new() };
    let made_with = Edition { rules, reviewed };
    let edition = (made_with != edition(book)).then_some(made_with);
    Ok(Opened { report, linked: Linked { left_out: shared.left_out, missing, edition } })
}

/// Whether a text looks like the id of a rule.
fn is_id(text: &str) -> bool {
    text.len() <= 100 && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'/'))
}

/// Whether a text can be a day or a time.
fn is_time(text: &str) -> bool {
    text.len() <= 40 && text.bytes().all(|byte| byte.is_ascii_graphic())
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
    /// Whether there is more of the line.
    cut: bool,
    mark: (u32, u32),
}

fn finding(finding: &Finding, longest: usize) -> SharedFinding {
    let short = finding.captures.iter().filter(|(_, value)| value.len() <= VALUE);
    SharedFinding {
        rule: finding.rule.clone(),
        severity: finding.severity,
        confidence: finding.confidence,
        role: finding.role,
        explained_by: finding.explained_by.clone(),
        count: finding.count,
        times: (finding.first_time.clone(), finding.last_time.clone()),
        captures: short.map(|(name, value)| (name.clone(), value.clone())).collect(),
        line: finding.evidence.first().map(|place| line(place, longest)),
    }
}

fn unknown(unknown: &Unknown, longest: usize) -> SharedUnknown {
    let end = unknown.template.floor_char_boundary(unknown.template.len().min(VALUE));
    SharedUnknown {
        fingerprint: unknown.fingerprint.clone(),
        template: unknown.template[..end].to_owned(),
        count: unknown.count,
        line: unknown.evidence.first().map(|place| line(place, longest)),
    }
}

/// The line of the first mark, round the mark where it is long.
fn line(place: &Evidence, longest: usize) -> SharedLine {
    let Excerpt { text, marks, cut, .. } = &place.excerpt;
    let (from, to) = marks.first().map_or((0, 0), |mark| (mark.start as usize, mark.end as usize));
    let from = text.floor_char_boundary(from.min(text.len()));
    let start = text[..from].rfind('\n').map_or(0, |at| at + 1);
    let end = text[from..].find('\n').map_or(text.len(), |at| from + at);
    let whole = (start, end);
    let start = if end - start > longest {
        text.ceil_char_boundary(start.max(from.saturating_sub(longest / 4)))
    } else {
        start
    };
    let end = text.floor_char_boundary(end.min(start + longest));
    let mark = |at: usize| (at.clamp(start, end) - start) as u32;
    SharedLine {
        line: place.line,
        text: text[start..end].to_owned(),
        cut: *cut || (start, end) != whole,
        mark: (mark(from), mark(text.floor_char_boundary(to.min(text.len())))),
    }
}

impl SharedFinding {
    /// The finding, or the id of its rule if the book does not have that.
    fn into_finding(self, book: &RuleBook) -> Result<Finding, String> {
        let found = book.rule(&self.rule).zip(blank_finding(book, &self.rule));
        let Some(((rule, _), blank)) = found else { return Err(self.rule) };
        let declared = self.captures.into_iter().filter(|(name, _)| rule.capture(name).is_some());
        let time = |time: Option<String>| time.filter(|time| is_time(time));
        let mut finding = Finding {
            severity: self.severity,
            confidence: self.confidence,
            role: self.role,
            // It may have another name by now too.
            explained_by: self.explained_by.and_then(|id| Some(book.rule(&id)?.0.id.clone())),
            count: self.count.min(COUNT),
            first_time: time(self.times.0),
            last_time: time(self.times.1),
            evidence: self.line.map(SharedLine::into_evidence).into_iter().collect(),
            captures: declared.collect(),
            ..blank
        };
        refill(book, &mut finding);
        Ok(finding)
    }
}

impl SharedUnknown {
    fn into_unknown(self) -> Unknown {
        Unknown {
            fingerprint: self.fingerprint,
            template: self.template,
            count: self.count.min(COUNT),
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
        let line = self.line.min(COUNT);
        // One line, as it was written; marks are put where they can be.
        let text = self.text.lines().next().unwrap_or_default().to_owned();
        let place = |at: u32| text.floor_char_boundary((at as usize).min(text.len()));
        let (start, end) = (place(self.mark.0), place(self.mark.1));
        let marks = if start < end {
            vec![Span { start: start as u64, end: end as u64 }]
        } else {
            Vec::new()
        };
        Evidence {
            line,
            // There is no text that it could be a place of.
            start: 0,
            end: 0,
            time: None,
            spans: Vec::new(),
            excerpt: Excerpt { first_line: line, text, marks, cut: self.cut },
        }
    }
}
