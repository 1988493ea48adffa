//! From matches to findings: repeats are folded, causes are told from symptoms, and the most
//! useful comes first.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use unstuck_logtext::Document;
use unstuck_report::{Condition, Confidence, Evidence, Finding, Note, Role, Severity};
use unstuck_rules::{Rule, RuleBook};

use crate::confirm::Match;
use crate::excerpt::evidence;
use crate::explain::{FixedText, Values};

/// How many places of a finding are shown, besides the last one.
const PLACES: usize = 5;
/// How many findings of one rule are told apart.
const PER_RULE: usize = 50;
/// How many lines before its cause a symptom may first appear: writers are not in step.
const EARLY: usize = 20;
/// How many lines behind its cause a symptom may first appear: later it is another story.
const LATE: usize = 500;

/// The places of something that repeats: the first few and the last.
#[derive(Debug, Default)]
pub(crate) struct Places {
    first: Vec<Vec<Range<usize>>>,
    last: Option<Vec<Range<usize>>>,
    pub(crate) count: u64,
}

impl Places {
    pub(crate) fn add(&mut self, spans: Vec<Range<usize>>) {
        self.count += 1;
        if self.first.len() < PLACES {
            self.first.push(spans);
        } else {
            self.last = Some(spans);
        }
    }

    fn begin(&self) -> usize {
        self.starts().next().unwrap_or(0)
    }

    /// Where the known places begin.
    fn starts(&self) -> impl Iterator<Item = usize> {
        self.first.iter().chain(&self.last).filter_map(|spans| Some(spans.first()?.start))
    }

    pub(crate) fn evidence(&self, document: &Document) -> Vec<Evidence> {
        self.first.iter().chain(&self.last).map(|spans| evidence(document, spans)).collect()
    }
}

/// A finding under construction.
#[derive(Debug)]
struct Group {
    rule: usize,
    /// Values of the rule's key captures, where they were found.
    key: Vec<Option<String>>,
    confidence: Confidence,
    severity: Severity,
    places: Places,
    /// The first value of each capture.
    captures: BTreeMap<String, Range<usize>>,
    why: Vec<Condition>,
}

/// Collects matches, entry by entry, and folds those of the same problem.
#[derive(Debug)]
pub(crate) struct Correlator<'a> {
    book: &'a RuleBook,
    document: &'a Document,
    groups: Vec<Group>,
    /// The groups of each rule, by its place in the book.
    by_rule: HashMap<usize, Vec<usize>>,
    /// The group of each rule and key, so that a million repeats are a million look-ups.
    by_key: HashMap<(usize, Vec<Option<String>>), usize>,
    limited: bool,
}

impl<'a> Correlator<'a> {
    pub(crate) fn new(book: &'a RuleBook, document: &'a Document) -> Self {
        Self {
            book,
            document,
            groups: Vec::new(),
            by_rule: HashMap::new(),
            by_key: HashMap::new(),
            limited: false,
        }
    }

    pub(crate) fn add(&mut self, matches: Vec<Match>) {
        for found in matches {
            self.fold(found);
        }
    }

    fn fold(&mut self, found: Match) {
        let rule = &self.book.rules[found.rule];
        let value = |name: &String| {
            let range = found.captures.iter().find(|(known, _)| known == name)?.1.clone();
            Some(self.document.text()[range].to_ascii_lowercase())
        };
        let key: Vec<Option<String>> = rule.key.iter().map(value).collect();
        let severity = severity(rule, &found, self.document.text());
        let index = self.group_for(found.rule, key);
        let group = &mut self.groups[index];
        group.severity =
            if group.places.count == 0 { severity } else { group.severity.max(severity) };
        if found.confidence > group.confidence || group.places.count == 0 {
            group.confidence = found.confidence;
            group.why = found.why;
        }
        let mut spans = vec![found.span];
        for (name, range) in found.captures {
            spans.push(range.clone());
            group.captures.entry(name).or_insert(range);
        }
        group.places.add(spans);
    }

    /// The group of this rule and key; a key with gaps joins one that says the same where
    /// both speak, and fills its gaps.
    fn group_for(&mut self, rule: usize, key: Vec<Option<String>>) -> usize {
        if let Some(&index) = self.by_key.get(&(rule, key.clone())) {
            return index;
        }
        let of_rule = self.by_rule.entry(rule).or_default();
        let agrees = |index: &usize| {
            self.groups[*index]
                .key
                .iter()
                .zip(&key)
                .all(|(a, b)| a.is_none() || b.is_none() || a == b)
        };
        if let Some(&index) = of_rule.iter().find(|index| agrees(index)) {
            for (known, new) in self.groups[index].key.iter_mut().zip(&key) {
                if known.is_none() {
                    known.clone_from(new);
                }
            }
            self.by_key.insert((rule, key), index);
            return index;
        }
        if of_rule.len() >= PER_RULE {
            self.limited = true;
            return of_rule[PER_RULE - 1];
        }
        let index = self.groups.len();
        of_rule.push(index);
        self.by_key.insert((rule, key.clone()), index);
        self.groups.push(Group {
            rule,
            key,
            confidence: Confidence::Possible,
            severity: Severity::Info,
            places: Places::default(),
            captures: BTreeMap::new(),
            why: Vec::new(),
        });
        index
    }

    pub(crate) fn notes(&self) -> Option<Note> {
        self.limited.then(|| Note::Limit {
            what: "findings of one rule".to_owned(),
            limit: PER_RULE as u64,
        })
    }

    /// The findings, in the order in which a person should read them.
    pub(crate) fn into_findings(self) -> Vec<Finding> {
        let causes = causes(&self.groups, self.book, self.document);
        let is_cause = |index: usize| causes.contains(&Some(index));
        let mut order: Vec<usize> = (0..self.groups.len()).collect();
        order.sort_by_key(|&index| {
            let group = &self.groups[index];
            let rule = &self.book.rules[group.rule];
            (
                causes[index].is_some(),
                std::cmp::Reverse(group.severity),
                std::cmp::Reverse(group.confidence),
                rule.general,
                group.places.begin(),
                index,
            )
        });
        order
            .into_iter()
            .map(|index| {
                let role = match (causes[index], is_cause(index)) {
                    (Some(_), _) => Role::Symptom,
                    (None, true) => Role::Cause,
                    (None, false) => Role::Standalone,
                };
                let explained_by =
                    causes[index].map(|cause| self.book.rules[self.groups[cause].rule].id.clone());
                finding(self.book, self.document, &self.groups[index], role, explained_by)
            })
            .collect()
    }
}

/// The severity of one match: the rule's, or what a captured number makes of it.
fn severity(rule: &Rule, found: &Match, text: &str) -> Severity {
    let mut severity = rule.severity;
    for when in &rule.severity_when {
        let number = found
            .captures
            .iter()
            .find(|(name, _)| *name == when.capture)
            .and_then(|(_, range)| leading_number(&text[range.clone()]));
        if number.is_some_and(|number| number >= when.at_least) {
            severity = when.severity;
        }
    }
    severity
}

/// The number that a text begins with: 20 for `20s`.
fn leading_number(text: &str) -> Option<f64> {
    let digits = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    text[..digits].parse().ok()
}

/// For each group the one that causes it, if any: a finding whose rule explains this one's
/// and that shows near its first place. Nothing is its own cause, not even in a ring.
fn causes(groups: &[Group], book: &RuleBook, document: &Document) -> Vec<Option<usize>> {
    let mut causes: Vec<Option<usize>> = vec![None; groups.len()];
    for (index, group) in groups.iter().enumerate() {
        let id = &book.rules[group.rule].id;
        let symptom = document.line_at(group.places.begin());
        // The distance to the nearest place of a possible cause.
        let distance = |candidate: &Group| {
            candidate
                .places
                .starts()
                .map(|start| document.line_at(start))
                .filter(|&cause| cause <= symptom + EARLY && symptom <= cause + LATE)
                .map(|cause| cause.abs_diff(symptom))
                .min()
        };
        let cause = groups
            .iter()
            .enumerate()
            .filter(|(other, candidate)| {
                *other != index
                    && book.rules[candidate.rule].explains.contains(id)
                    && !leads_to(&causes, *other, index)
            })
            .filter_map(|(other, candidate)| Some((distance(candidate)?, other)))
            .min();
        causes[index] = cause.map(|(_, other)| other);
    }
    causes
}

/// Whether the chain of causes that begins at `from` passes `to`.
fn leads_to(causes: &[Option<usize>], from: usize, to: usize) -> bool {
    let mut at = Some(from);
    while let Some(index) = at {
        if index == to {
            return true;
        }
        at = causes[index];
    }
    false
}

fn finding(
    book: &RuleBook,
    document: &Document,
    group: &Group,
    role: Role,
    explained_by: Option<String>,
) -> Finding {
    let rule = &book.rules[group.rule];
    let captures: BTreeMap<String, String> = group
        .captures
        .iter()
        .map(|(name, range)| (name.clone(), document.text()[range.clone()].to_owned()))
        .collect();
    let values = Values::new(rule, &captures);
    let FixedText { cause, fix, check, not_this } = values.text(rule);
    Finding {
        rule: rule.id.clone(),
        system: rule.system.clone(),
        problem: rule.problem.name().to_owned(),
        title: values.title(&rule.title),
        summary: rule.summary.clone(),
        severity: group.severity,
        confidence: group.confidence,
        role,
        explained_by,
        count: group.places.count,
        evidence: group.places.evidence(document),
        cause,
        fix,
        check,
        not_this,
        codes: rule.codes.clone(),
        sources: rule.sources.clone(),
        why: group.why.clone(),
        reviewed: rule.reviewed.clone(),
        captures,
    }
}
