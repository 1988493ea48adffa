//! Puts the parts of an input together, in their order, and makes the report of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use unstuck_codes::Scheme;
use unstuck_logtext::{Kind, MAX_ENTRY};
use unstuck_report::{
    Code, CodeMeaning, Finding, Format, Input, LogFormat, Note, Report, Role, Unknown, VERSION,
};
use unstuck_rules::{ORIGINAL, RuleBook};

use crate::Engine;
use crate::causes::causes;
use crate::confirm::{Fact, Need, absent, said};
use crate::explain::{self, FixedText, Values};
use crate::groups::Folded;
use crate::partial::{Group, LineLengths, Partial, Shape};
use crate::plan::Plan;
use crate::severity;
use crate::timeline::Timeline;
use crate::unknown::fingerprint;

/// How many findings of one rule are shown.
const PER_RULE: usize = 50;
/// How many shapes of unknown errors are shown.
const SHAPES: usize = 100;
/// How many of each are remembered while the parts come in.
const KEPT: usize = 2000;

/// The parts of an input that have come in so far.
pub struct Gather<'a> {
    engine: &'a Engine,
    plan: Plan,
    bytes: u64,
    replaced: u64,
    restored: u64,
    lines: LineCount,
    groups: Folded<(u32, Vec<Option<String>>), Group>,
    shapes: Folded<String, Shape>,
    facts: BTreeMap<u32, u64>,
    timeline: Timeline,
    groups_limited: bool,
    shapes_limited: bool,
}

/// Lines so far, and the longest of them.
#[derive(Debug, Default)]
struct LineCount {
    count: u64,
    /// Bytes of the last line so far.
    last: u64,
    /// The longest line that has ended: which, from 1, and its bytes.
    longest: (u64, u64),
}

impl LineCount {
    fn add(&mut self, part: &LineLengths) {
        self.last += part.head;
        if part.begins > 0 {
            self.end_line();
            if part.longest.1 > self.longest.1 {
                self.longest = part.longest;
            }
            self.last = part.tail;
        }
        self.count += part.begins;
    }

    fn end_line(&mut self) {
        if self.last > self.longest.1 && self.count > 0 {
            self.longest = (self.count, self.last);
        }
    }
}

impl Engine {
    /// Begins to gather the parts of an input.
    pub fn gather(&self, plan: Plan) -> Gather<'_> {
        Gather {
            engine: self,
            plan,
            bytes: 0,
            replaced: 0,
            restored: 0,
            lines: LineCount::default(),
            groups: Folded::new(KEPT),
            shapes: Folded::new(KEPT),
            facts: BTreeMap::new(),
            timeline: Timeline::default(),
            groups_limited: false,
            shapes_limited: false,
        }
    }
}

impl Gather<'_> {
    /// Adds the next part: they have to come in the order of the input.
    pub fn add(&mut self, mut part: Partial) {
        part.move_down(self.lines.count);
        self.lines.add(&part.lines);
        self.bytes += part.bytes;
        self.replaced += part.replaced;
        self.restored += part.restored;
        self.groups_limited |= part.groups_limited;
        self.shapes_limited |= part.shapes_limited;
        self.timeline.append(part.timeline);
        for (fact, line) in part.facts {
            self.facts.entry(fact).or_insert(line);
        }
        for group in part.groups {
            let (kind, key) = (group.rule, (group.rule, group.key.clone()));
            self.groups.add(kind, key, group, Group::append);
        }
        for shape in part.shapes {
            let key = shape.template.clone();
            self.shapes.add(0, key, shape, Shape::append);
        }
    }

    /// How many bytes of the input have come in.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// How many lines begin in what has come in.
    pub fn lines(&self) -> u64 {
        self.lines.count
    }

    /// The report on what has come in.
    pub fn finish(mut self) -> Report {
        self.lines.end_line();
        let book = self.engine.rule_book();
        let mut notes = self.input_notes();
        let profile = self.plan.profile();
        let format = match profile.kind() {
            Kind::Empty => Format::Empty,
            Kind::Binary(_) => Format::Binary,
            Kind::Text => Format::Text,
        };
        let known = profile.format();
        let log_format = (format == Format::Text)
            .then(|| LogFormat { id: known.id().to_owned(), name: known.name().to_owned() });
        let mut limited = self.groups_limited || self.groups.limited();
        let facts = Facts { facts: self.engine.confirmer.facts(), seen: self.facts };
        let groups = self.groups.into_items().into_iter().filter_map(|group| facts.sift(group));
        let groups = told_apart(groups.collect(), &mut limited);
        if limited {
            notes.push(limit("findings of one rule", PER_RULE));
        }
        let findings = findings(groups, book);
        let mut limited = self.shapes_limited || self.shapes.limited();
        let unknown = unknown(self.shapes.into_items(), book, !findings.is_empty(), &mut limited);
        if limited {
            notes.push(limit("kinds of unknown error", SHAPES));
        }
        let helpless = format == Format::Text && (findings.is_empty() || !unknown.is_empty());
        Report {
            version: VERSION,
            input: Input {
                bytes: self.plan.total(),
                lines: self.lines.count,
                format,
                log_format,
                notes,
            },
            findings,
            unknown,
            guidance: if helpless { explain::guidance(book.guidance()) } else { Vec::new() },
            language: ORIGINAL.to_owned(),
            timeline: self.timeline.buckets(),
        }
    }

    fn input_notes(&self) -> Vec<Note> {
        /// A line longer than this is looked at in pieces, which is worth saying.
        const LONG_LINE: u64 = MAX_ENTRY as u64;
        let profile = self.plan.profile();
        let mut notes = Vec::new();
        if self.bytes < self.plan.total() {
            notes.push(Note::Cut { kept: self.bytes, total: self.plan.total() });
        }
        if let Some(encoding) = profile.encoding() {
            notes.push(Note::Decoded { encoding: encoding.to_owned() });
        }
        if let Kind::Binary(what) = profile.kind() {
            if let Some(what) = what {
                notes.push(Note::Recognised { what: what.to_owned() });
            }
            return notes;
        }
        if self.replaced > 0 {
            notes.push(Note::Replaced { bytes: self.replaced });
        }
        if self.restored > 0 {
            notes.push(Note::Restored { words: self.restored });
        }
        let (line, bytes) = self.lines.longest;
        if bytes > LONG_LINE {
            notes.push(Note::LongLine { line, bytes });
        }
        notes
    }
}

/// What is true of the whole log.
struct Facts<'a> {
    facts: &'a [Fact],
    /// By number, with the line that says so.
    seen: BTreeMap<u32, u64>,
}

impl Facts<'_> {
    /// The group with what it needs of the whole log added to its reasons, if that is so.
    fn sift(&self, mut group: Group) -> Option<Group> {
        let holds = |need: &Need| self.seen.contains_key(&need.fact) == need.met;
        let needs = group.needs.iter().find(|needs| needs.iter().all(holds))?;
        for Need { fact, met } in needs {
            let condition = &self.facts.get(*fact as usize)?.condition;
            let mut reason = if *met { said(condition, Some(0)) } else { absent(condition, None) };
            reason.line = self.seen.get(fact).copied();
            group.why.push(reason);
        }
        Some(group)
    }
}

fn limit(what: &str, limit: usize) -> Note {
    Note::Limit { what: what.to_owned(), limit: limit as u64 }
}

/// The groups that are shown. A group whose key has gaps joins the first one of its rule that
/// says the same where both speak.
fn told_apart(groups: Vec<Group>, limited: &mut bool) -> Vec<Group> {
    let mut shown: Vec<Group> = Vec::new();
    let mut of_rule: HashMap<u32, Vec<usize>> = HashMap::new();
    let (whole, with_gaps): (Vec<_>, Vec<_>) = groups
        .into_iter()
        .enumerate()
        .partition(|(_, group)| group.key.iter().all(Option::is_some));
    let mut order: Vec<usize> = Vec::new();
    for (place, group) in whole.into_iter().chain(with_gaps) {
        let known = of_rule.entry(group.rule).or_default();
        let agrees = |index: &&usize| {
            let mut values = shown[**index].key.iter().zip(&group.key);
            values.all(|(one, other)| one.is_none() || other.is_none() || one == other)
        };
        let too_many = known.len() >= PER_RULE;
        *limited |= too_many && !known.iter().any(|index| agrees(&index));
        // Beyond the limit the last one stands for the rest.
        let same = known.iter().find(agrees).or(known.last().filter(|_| too_many));
        if let Some(&index) = same {
            order[index] = order[index].min(place);
            join(&mut shown[index], group);
        } else {
            known.push(shown.len());
            order.push(place);
            shown.push(group);
        }
    }
    let mut ordered: Vec<(usize, Group)> = order.into_iter().zip(shown).collect();
    ordered.sort_by_key(|(place, _)| *place);
    ordered.into_iter().map(|(_, group)| group).collect()
}

/// Joins two groups of one rule, whichever came first.
fn join(known: &mut Group, mut other: Group) {
    for (value, theirs) in known.key.iter_mut().zip(&other.key) {
        if value.is_none() {
            value.clone_from(theirs);
        }
    }
    if other.places.first_line() < known.places.first_line() {
        other.key.clone_from(&known.key);
        std::mem::swap(known, &mut other);
    }
    known.append(other);
    known.places.sort();
}

/// The findings, in the order in which a person should read them.
fn findings(mut groups: Vec<Group>, book: &RuleBook) -> Vec<Finding> {
    let rule_of = |group: &Group| &book.rules[group.rule as usize];
    let found: BTreeSet<String> = groups.iter().map(|group| rule_of(group).id.clone()).collect();
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    for group in &mut groups {
        let count = group.places.count;
        group.severity = severity::of_finding(rule_of(group), group.severity, count, &found);
    }
    let causes = causes(&groups, book);
    let is_cause = |index: usize| causes.contains(&Some(index));
    let rules: Vec<u32> = groups.iter().map(|group| group.rule).collect();
    let id = |index: usize| book.rules[rules[index] as usize].id.clone();
    let mut order: Vec<(usize, Group)> = groups.into_iter().enumerate().collect();
    order.sort_by_key(|(index, group)| {
        (
            causes[*index].is_some(),
            Reverse(group.severity),
            Reverse(group.confidence),
            book.rules[group.rule as usize].general,
            group.places.first_line(),
            *index,
        )
    });
    order
        .into_iter()
        .map(|(index, group)| {
            let role = match (causes[index], is_cause(index)) {
                (Some(_), _) => Role::Symptom,
                (None, true) => Role::Cause,
                (None, false) => Role::Standalone,
            };
            finding(book, group, role, causes[index].map(id))
        })
        .collect()
}

fn finding(book: &RuleBook, group: Group, role: Role, explained_by: Option<String>) -> Finding {
    let rule = &book.rules[group.rule as usize];
    let says = book.text(group.rule as usize);
    let values = Values::new(rule, &group.captures);
    let FixedText { cause, fix, check, not_this } = values.text(says);
    let (first_time, last_time) = group.places.times();
    Finding {
        rule: rule.id.clone(),
        system: says.system.clone(),
        problem: rule.problem.name().to_owned(),
        language: ORIGINAL.to_owned(),
        title: values.title(&says.title),
        summary: says.summary.clone(),
        severity: group.severity,
        confidence: group.confidence,
        role,
        explained_by,
        count: group.places.count,
        first_time,
        last_time,
        evidence: group.places.into_evidence(),
        cause,
        fix,
        check,
        not_this,
        codes: says.codes.clone(),
        sources: says.sources.clone(),
        why: group.why,
        reviewed: says.reviewed.clone(),
        captures: group.captures,
    }
}

/// The unknown errors, the most frequent first. Where something else was `explained`, those
/// that merely sound like an error are its surroundings and left out.
fn unknown(
    mut shapes: Vec<Shape>,
    book: &RuleBook,
    explained: bool,
    limited: &mut bool,
) -> Vec<Unknown> {
    /// How many rules are named as having come close.
    const NEAREST: usize = 3;
    shapes.retain(|shape| !(shape.weak && explained));
    *limited |= shapes.len() > SHAPES;
    shapes.sort_by_key(|shape| Reverse(shape.places.count));
    shapes.truncate(SHAPES);
    let nearest = |lengths: BTreeMap<u32, u32>| {
        let mut nearest: Vec<(u32, u32)> = lengths.into_iter().collect();
        nearest.sort_by_key(|&(rule, length)| (Reverse(length), rule));
        nearest
            .into_iter()
            .take(NEAREST)
            .map(|(rule, _)| book.rules[rule as usize].id.clone())
            .collect()
    };
    shapes
        .into_iter()
        .map(|shape| {
            let (first_time, last_time) = shape.places.times();
            Unknown {
                fingerprint: fingerprint(&shape.template),
                template: shape.template,
                count: shape.places.count,
                first_time,
                last_time,
                evidence: shape.places.into_evidence(),
                codes: shape.codes.iter().map(meaning).collect(),
                nearest: nearest(shape.nearest),
            }
        })
        .collect()
}

/// What the official list says about a code.
fn meaning(code: &Code) -> CodeMeaning {
    let known =
        Scheme::named(&code.scheme).and_then(|scheme| unstuck_codes::look_up(scheme, &code.value));
    let (scheme, value) = (code.scheme.clone(), code.value.clone());
    match known {
        Some(known) => CodeMeaning {
            scheme,
            value,
            name: known.name.to_owned(),
            text: known.text.to_owned(),
            source: Some(known.source.to_owned()),
        },
        None => {
            CodeMeaning { scheme, value, name: String::new(), text: String::new(), source: None }
        }
    }
}
