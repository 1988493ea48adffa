//! From candidates to matches: the patterns of the rules whose literals stand in an entry.

use std::ops::Range;
use std::sync::OnceLock;

use regex::bytes::Regex;
use unstuck_logtext::{Document, Entry};
use unstuck_report::{Condition as MetCondition, Confidence};
use unstuck_rules::{Condition, Rule, RuleBook, Variant, pattern};

use crate::scan::{Hit, Scanner, Target};

/// A rule that fits an entry.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    /// Place of the rule in the book.
    pub(crate) rule: usize,
    pub(crate) confidence: Confidence,
    /// The matched text, in bytes of the cleaned text.
    pub(crate) span: Range<usize>,
    /// Captured values, by name.
    pub(crate) captures: Vec<(String, Range<usize>)>,
    pub(crate) why: Vec<MetCondition>,
}

/// The compiled patterns, each compiled when it is first needed.
#[derive(Debug)]
pub(crate) struct Confirmer {
    /// By rule and variant.
    variants: Vec<Vec<Lazy>>,
}

/// The patterns of one variant.
#[derive(Debug, Default)]
struct Lazy {
    pattern: OnceLock<Option<Regex>>,
    all: Vec<OnceLock<Option<Regex>>>,
    any: Vec<OnceLock<Option<Regex>>>,
    none: Vec<OnceLock<Option<Regex>>>,
}

impl Confirmer {
    pub(crate) fn new(book: &RuleBook) -> Self {
        let empty = |list: &[Condition]| list.iter().map(|_| OnceLock::new()).collect();
        let lazy = |variant: &Variant| Lazy {
            pattern: OnceLock::new(),
            all: empty(&variant.all),
            any: empty(&variant.any),
            none: empty(&variant.none),
        };
        Self {
            variants: book
                .rules
                .iter()
                .map(|rule| rule.variants.iter().map(lazy).collect())
                .collect(),
        }
    }

    /// The rules that fit `entry`, one match each, without those that step back.
    pub(crate) fn confirm(
        &self,
        book: &RuleBook,
        scanner: &Scanner,
        document: &Document,
        entry: &Entry,
        hits: &[Hit],
    ) -> Vec<Match> {
        let mut targets: Vec<Target> =
            hits.iter().flat_map(|&hit| scanner.targets(hit)).copied().collect();
        targets.sort_unstable();
        targets.dedup();
        let mut matches: Vec<Match> = Vec::new();
        for target in targets {
            let rule_index = target.rule as usize;
            let rule = &book.rules[rule_index];
            let variant = &rule.variants[target.variant as usize];
            let lazy = &self.variants[rule_index][target.variant as usize];
            let Some(found) = try_variant(rule_index, variant, lazy, document, entry) else {
                continue;
            };
            match matches.iter_mut().find(|known| known.rule == rule_index) {
                Some(known) => merge(known, found),
                None => matches.push(found),
            }
        }
        step_back(book, &mut matches);
        matches
    }
}

/// Tries one variant on an entry and its surroundings.
fn try_variant(
    rule: usize,
    variant: &Variant,
    lazy: &Lazy,
    document: &Document,
    entry: &Entry,
) -> Option<Match> {
    let text = document.text();
    let regex = compiled(&lazy.pattern, &variant.pattern, variant.case_sensitive)?;
    let found = regex.captures(text[entry.span.clone()].as_bytes())?;
    let place = |found: regex::bytes::Match<'_>| {
        // Patterns know bytes only: a match may begin or end inside a character.
        let start = text.floor_char_boundary(entry.span.start + found.start());
        start..text.ceil_char_boundary(entry.span.start + found.end()).max(start)
    };
    let span = place(found.get(0)?);
    let line = document.line_at(span.start);
    let shown = excerpt_of(&text[span.clone()]);
    let mut why = vec![MetCondition {
        text: format!("Line {} says “{shown}”.", line + 1),
        met: true,
        line: Some(line as u64 + 1),
    }];
    for (condition, lazy) in variant.all.iter().zip(&lazy.all) {
        let met = holds(condition, lazy, document, entry)?;
        why.push(said(condition, Some(met)));
    }
    let mut any_met = variant.any.is_empty();
    for (condition, lazy) in variant.any.iter().zip(&lazy.any) {
        let met = holds(condition, lazy, document, entry);
        any_met |= met.is_some();
        why.push(said(condition, met));
    }
    if !any_met {
        return None;
    }
    for (condition, lazy) in variant.none.iter().zip(&lazy.none) {
        if holds(condition, lazy, document, entry).is_some() {
            return None;
        }
        why.push(MetCondition {
            text: format!("Nothing shows that the log {}.", condition.says),
            met: true,
            line: None,
        });
    }
    let captures = regex
        .capture_names()
        .flatten()
        .filter_map(|name| {
            let range = place(found.name(name)?);
            (!range.is_empty()).then(|| (name.to_owned(), range))
        })
        .collect();
    Some(Match { rule, confidence: variant.confidence, span, captures, why })
}

/// The line on which a condition holds, in the entry or within its lines round it.
fn holds(
    condition: &Condition,
    lazy: &OnceLock<Option<Regex>>,
    document: &Document,
    entry: &Entry,
) -> Option<usize> {
    /// Surroundings are cut to this much before and after the entry.
    const REACH: usize = 32 * 1024;
    let regex = compiled(lazy, &condition.pattern, false)?;
    let text = document.text();
    let span = if condition.within == 0 {
        entry.span.clone()
    } else {
        let within = condition.within as usize;
        let first = entry.lines.start.saturating_sub(within);
        let last = (entry.lines.end - 1 + within).min(document.line_count().saturating_sub(1));
        let start = document.line_span(first).start.max(entry.span.start.saturating_sub(REACH));
        let end = document.line_span(last).end.min(entry.span.end + REACH);
        text.ceil_char_boundary(start).min(entry.span.start)
            ..text.floor_char_boundary(end).max(entry.span.end)
    };
    let found = regex.find(text[span.clone()].as_bytes())?;
    Some(document.line_at(span.start + found.start()))
}

fn said(condition: &Condition, line: Option<usize>) -> MetCondition {
    MetCondition {
        text: format!("The log {}.", condition.says),
        met: line.is_some(),
        line: line.map(|line| line as u64 + 1),
    }
}

fn compiled<'a>(
    lazy: &'a OnceLock<Option<Regex>>,
    source: &str,
    case_sensitive: bool,
) -> Option<&'a Regex> {
    lazy.get_or_init(|| pattern::compile(source, case_sensitive).ok()).as_ref()
}

/// The matched words, short enough for a sentence.
fn excerpt_of(text: &str) -> String {
    const LENGTH: usize = 120;
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.len() <= LENGTH {
        return words;
    }
    format!("{}…", &words[..words.floor_char_boundary(LENGTH)])
}

/// Two variants of one rule fit the same entry: one occurrence. The surer one stays, and
/// takes from the other what it did not pick out itself.
fn merge(known: &mut Match, found: Match) {
    let better =
        (found.confidence, found.captures.len()) > (known.confidence, known.captures.len());
    let other = if better { std::mem::replace(known, found) } else { found };
    for (name, range) in other.captures {
        if !known.captures.iter().any(|(known, _)| *known == name) {
            known.captures.push((name, range));
        }
    }
}

/// Drops the matches that have nothing to add to another of the same entry: first those that
/// another rule names, then general ones beside the specific ones that are left. In this
/// order a rule that is gone drives no other away.
fn step_back(book: &RuleBook, matches: &mut Vec<Match>) {
    let rule = |found: &Match| -> &Rule { &book.rules[found.rule] };
    retain(matches, |found, other| {
        let named = rule(other).over.contains(&rule(found).id);
        // Of two rules that name each other, the first in the book stays.
        let mutual = rule(found).over.contains(&rule(other).id);
        !(named && !(mutual && found.rule < other.rule))
    });
    retain(matches, |found, other| {
        let overlap = other.span.start < found.span.end && found.span.start < other.span.end;
        let same = overlap || rule(other).problem == rule(found).problem;
        !(rule(found).general && !rule(other).general && same)
    });
}

/// Keeps the matches that `stands` beside every other one.
fn retain(matches: &mut Vec<Match>, stands: impl Fn(&Match, &Match) -> bool) {
    if matches.len() < 2 {
        return;
    }
    let keep: Vec<bool> =
        matches.iter().map(|found| matches.iter().all(|other| stands(found, other))).collect();
    let mut keep = keep.into_iter();
    matches.retain(|_| keep.next().unwrap_or(true));
}
