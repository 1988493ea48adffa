//! From candidates to matches: the patterns of the rules whose literals stand in an entry.

use std::ops::Range;

use regex_automata::{PatternID, Span};
use serde::{Deserialize, Serialize};
use unstuck_logtext::{Document, Entry, Reading, never_begins};
use unstuck_report::{Condition as MetCondition, Confidence};
use unstuck_rules::{Condition, Rule, RuleBook, Variant, Within};

use crate::matcher::Matcher;
use crate::scan::Target;

/// Surroundings are cut to this much before and after an entry.
pub(crate) const REACH: usize = 32 * 1024;

/// A rule that fits an entry.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    /// Place of the rule in the book.
    pub(crate) rule: usize,
    pub(crate) confidence: Confidence,
    /// The matched text, in bytes of the cleaned text.
    pub(crate) span: Range<usize>,
    pub(crate) captures: Vec<Captured>,
    pub(crate) why: Vec<MetCondition>,
    /// What has to be true of the whole log besides.
    pub(crate) needs: Vec<Need>,
}

/// A condition on the whole log, which is known only at its end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Need {
    /// The number of the fact.
    pub(crate) fact: u32,
    /// Whether it has to be so, or has not to be.
    pub(crate) met: bool,
}

/// A condition on the whole log: where it stands in the book.
#[derive(Debug)]
pub(crate) struct Fact {
    pub(crate) condition: Condition,
    pattern: Matcher,
}

/// A value that a pattern picked out.
#[derive(Clone, Debug)]
pub(crate) struct Captured {
    pub(crate) name: String,
    pub(crate) value: String,
    /// Where it stands, in bytes of the cleaned text.
    pub(crate) span: Range<usize>,
}

/// The compiled patterns, each compiled when it is first needed.
#[derive(Debug)]
pub(crate) struct Confirmer {
    /// By rule and variant.
    variants: Vec<Vec<Lazy>>,
    /// The conditions on the whole log.
    facts: Vec<Fact>,
}

/// The patterns of one variant.
#[derive(Debug, Default)]
struct Lazy {
    pattern: Matcher,
    all: Vec<LazyCondition>,
    any: Vec<LazyCondition>,
    none: Vec<LazyCondition>,
}

/// The pattern of a condition, or the number of the fact that it asks for.
#[derive(Debug)]
enum LazyCondition {
    Near(Matcher),
    Fact(u32),
}

impl Confirmer {
    pub(crate) fn new(book: &RuleBook) -> Self {
        let mut facts: Vec<Fact> = Vec::new();
        let mut lazy_conditions = |list: &[Condition]| -> Vec<LazyCondition> {
            let lazy = |condition: &Condition| {
                if condition.within != Within::Log {
                    return LazyCondition::Near(Matcher::default());
                }
                facts.push(Fact { condition: condition.clone(), pattern: Matcher::default() });
                LazyCondition::Fact(facts.len() as u32 - 1)
            };
            list.iter().map(lazy).collect()
        };
        let mut lazy = |variant: &Variant| Lazy {
            pattern: Matcher::default(),
            all: lazy_conditions(&variant.all),
            any: lazy_conditions(&variant.any),
            none: lazy_conditions(&variant.none),
        };
        let variants =
            book.rules.iter().map(|rule| rule.variants.iter().map(&mut lazy).collect()).collect();
        Self { variants, facts }
    }

    /// Everything about one variant in one entry, whether it fits or not: for saying why.
    /// `None` if its words do not fit.
    pub(crate) fn examine(
        &self,
        target: Target,
        variant: &Variant,
        document: &Document,
        entry: &Entry,
        readings: &[&Reading<'_>],
    ) -> Option<Checked> {
        let lazy = &self.variants[target.rule as usize][target.variant as usize];
        readings.iter().find_map(|reading| {
            let text = reading.text();
            let (pattern, case_sensitive) = (&variant.pattern, variant.case_sensitive);
            let found = lazy.pattern.find(pattern, case_sensitive, text.as_bytes())?;
            let start = text.floor_char_boundary(found.start);
            let end = text.ceil_char_boundary(found.end);
            let line = document.line_at(reading.place(start..start).start);
            let around = Surroundings { document, entry, reading };
            let mut checked = check(variant, lazy, &around, true)?;
            checked.said.insert(0, words_fit(&text[start..end], line));
            Some(checked)
        })
    }

    /// The conditions on the whole log, by number.
    pub(crate) fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// Where in the document a fact stands in one of the readings of an entry, if it does.
    pub(crate) fn fact_in(&self, fact: u32, readings: &[&Reading<'_>]) -> Option<usize> {
        let Fact { condition, pattern } = self.facts.get(fact as usize)?;
        readings.iter().find_map(|reading| {
            let at = find_within(pattern, condition, reading.text().as_bytes())?;
            let at = reading.text().floor_char_boundary(at);
            Some(reading.place(at..at).start)
        })
    }

    /// Those of the `targets` that fit `entry`, one match for each rule, without those that step back. Each pattern
    /// is tried on the first of the `readings`, and on the next only where it does not fit.
    pub(crate) fn confirm(
        &self,
        book: &RuleBook,
        document: &Document,
        entry: &Entry,
        readings: &[&Reading<'_>],
        targets: &[Target],
    ) -> Vec<Match> {
        let mut matches: Vec<Match> = Vec::new();
        for &target in targets {
            let rule_index = target.rule as usize;
            let rule = &book.rules[rule_index];
            let variant = &rule.variants[target.variant as usize];
            let lazy = &self.variants[rule_index][target.variant as usize];
            let found = readings.iter().find_map(|reading| {
                try_variant(rule_index, variant, lazy, document, entry, reading)
            });
            let Some(found) = found else { continue };
            match matches.iter_mut().find(|known| known.rule == rule_index) {
                Some(known) => merge(known, found),
                None => matches.push(found),
            }
        }
        step_back(book, &mut matches);
        matches
    }
}

/// Tries one variant on a reading of an entry and on its surroundings.
fn try_variant(
    rule: usize,
    variant: &Variant,
    lazy: &Lazy,
    document: &Document,
    entry: &Entry,
    reading: &Reading<'_>,
) -> Option<Match> {
    let text = reading.text();
    let (pattern, case_sensitive) = (&variant.pattern, variant.case_sensitive);
    let found = lazy.pattern.captures(pattern, case_sensitive, text.as_bytes())?;
    let range = |found: Span| {
        // Patterns know bytes only: a match may begin or end inside a character.
        let start = text.floor_char_boundary(found.start);
        start..text.ceil_char_boundary(found.end).max(start)
    };
    let whole = range(found.get_group(0)?);
    let span = reading.place(whole.clone());
    let line = document.line_at(span.start);
    let mut why = vec![words_fit(&text[whole], line)];
    let around = Surroundings { document, entry, reading };
    let checked = check(variant, lazy, &around, false)?;
    why.extend(checked.said);
    let captures = found
        .group_info()
        .pattern_names(PatternID::ZERO)
        .flatten()
        .filter_map(|name| {
            let range = range(found.get_group_by_name(name)?);
            (!range.is_empty()).then(|| Captured {
                name: name.to_owned(),
                value: text[range.clone()].to_owned(),
                span: reading.place(range),
            })
        })
        .collect();
    let (confidence, needs) = (variant.confidence, checked.needs);
    Some(Match { rule, confidence, span, captures, why, needs })
}

/// What became of the conditions of a variant.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// Whether all hold that can be told here.
    pub(crate) met: bool,
    pub(crate) said: Vec<MetCondition>,
    pub(crate) needs: Vec<Need>,
}

/// Checks the conditions of a variant. The first that does not hold ends it with `None`,
/// unless all are asked for.
fn check(
    variant: &Variant,
    lazy: &Lazy,
    around: &Surroundings<'_>,
    thorough: bool,
) -> Option<Checked> {
    let mut out = Checked { met: true, ..Checked::default() };
    for (condition, lazy) in variant.all.iter().zip(&lazy.all) {
        match lazy {
            LazyCondition::Fact(fact) => out.needs.push(Need { fact: *fact, met: true }),
            LazyCondition::Near(lazy) => {
                let line = around.hold(condition, lazy);
                out.met &= line.is_some();
                if !out.met && !thorough {
                    return None;
                }
                out.said.push(said(condition, line));
            }
        }
    }
    let mut any_met = variant.any.is_empty();
    for (condition, lazy) in variant.any.iter().zip(&lazy.any) {
        let LazyCondition::Near(lazy) = lazy else { continue };
        let line = around.hold(condition, lazy);
        any_met |= line.is_some();
        out.said.push(said(condition, line));
    }
    out.met &= any_met;
    if !out.met && !thorough {
        return None;
    }
    for (condition, lazy) in variant.none.iter().zip(&lazy.none) {
        match lazy {
            LazyCondition::Fact(fact) => out.needs.push(Need { fact: *fact, met: false }),
            LazyCondition::Near(lazy) => {
                let line = around.hold(condition, lazy);
                out.met &= line.is_none();
                if !out.met && !thorough {
                    return None;
                }
                out.said.push(absent(condition, line));
            }
        }
    }
    Some(out)
}

/// Where conditions look: an entry and the records round it.
struct Surroundings<'a> {
    document: &'a Document,
    entry: &'a Entry,
    reading: &'a Reading<'a>,
}

impl Surroundings<'_> {
    /// The line on which a condition holds, in the entry or in one of so many records round it.
    fn hold(&self, condition: &Condition, lazy: &Matcher) -> Option<usize> {
        let text = self.reading.text();
        if let Some(at) = find_within(lazy, condition, text.as_bytes()) {
            let at = text.floor_char_boundary(at);
            return Some(self.document.line_at(self.reading.place(at..at).start));
        }
        let Within::Records(within) = condition.within else { return None };
        let span = self.neighbourhood(within as usize);
        let near = &self.document.text().as_bytes()[span.clone()];
        let at = find_within(lazy, condition, near)?;
        Some(self.document.line_at(span.start + at))
    }

    /// The entry with so many records before and after it, at most [`REACH`] on either side.
    /// A line that cannot begin a record, such as a frame of a trace, is counted with the one
    /// before it.
    fn neighbourhood(&self, within: usize) -> Range<usize> {
        let (document, entry) = (self.document, self.entry.span());
        let begins = |line: &usize| !never_begins(document.line(*line));
        let near = |line: &usize| {
            let span = document.line_span(*line);
            span.end + REACH >= entry.start && span.start <= entry.end + REACH
        };
        let lines = self.entry.lines.clone();
        let before = (0..lines.start).rev().take_while(near);
        let first = before.filter(begins).take(within).last().unwrap_or(lines.start);
        let behind = (lines.end..document.line_count()).take_while(near);
        // Up to where one record too many begins.
        let end = behind.clone().filter(begins).nth(within);
        let end = end.or_else(|| behind.last().map(|line| line + 1)).unwrap_or(lines.end);
        let start = document.line_span(first).start.max(entry.start.saturating_sub(REACH));
        let end = document.line_span(end - 1).end.min(entry.end + REACH);
        start.min(entry.start)..end.max(entry.end)
    }
}

/// The first match of a condition whose group `value` lies within its bounds, if it has any.
fn find_within(matcher: &Matcher, condition: &Condition, text: &[u8]) -> Option<usize> {
    /// So many matches are compared.
    const TRIED: usize = 200;
    let pattern = &condition.pattern;
    let Some(bounds) = &condition.bounds else {
        return matcher.find(pattern, false, text).map(|found| found.start);
    };
    let fits = |value: &[u8]| std::str::from_utf8(value).is_ok_and(|value| bounds.hold(value));
    matcher.all(pattern, text).take(TRIED).find_map(|found| {
        let value = found.get_group_by_name("value")?;
        fits(&text[value.range()]).then(|| found.get_group(0).map_or(0, |all| all.start))
    })
}

/// That the words of a pattern stand on a line, counted from 0.
fn words_fit(words: &str, line: usize) -> MetCondition {
    MetCondition {
        text: format!("The log says “{}”.", excerpt_of(words)),
        met: true,
        line: Some(line as u64 + 1),
    }
}

/// A condition that has to hold, as it is told.
pub(crate) fn said(condition: &Condition, line: Option<usize>) -> MetCondition {
    MetCondition {
        text: format!("The log {}.", condition.says),
        met: line.is_some(),
        line: line.map(|line| line as u64 + 1),
    }
}

/// A condition that must not hold, as it is told.
pub(crate) fn absent(condition: &Condition, line: Option<usize>) -> MetCondition {
    MetCondition {
        text: format!("Nothing shows that the log {}.", condition.says),
        met: line.is_none(),
        line: line.map(|line| line as u64 + 1),
    }
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
    for capture in other.captures {
        if !known.captures.iter().any(|known| known.name == capture.name) {
            known.captures.push(capture);
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
        // What caused the other one in the same entry has something to add.
        let causes = rule(found).explains.contains(&rule(other).id);
        !rule(found).general || rule(other).general || !same || causes
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
