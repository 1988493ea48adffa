//! Why a rule finds something in a text, or why not.

use std::collections::BTreeMap;

use unstuck_logtext::{Document, Kind, Reading};
use unstuck_report::{Attempt, Condition, Finding, Why};
use unstuck_rules::Variant;

use crate::Engine;
use crate::confirm::{Checked, absent, said};
use crate::scan::{Hit, Hits, Target};

/// How many entries are looked at for each way in which a rule is recognised.
const ENTRIES: usize = 50;
/// How many of a pattern's texts are named.
const NAMED: usize = 4;

impl Engine {
    /// Says which conditions of a rule a text meets, where, and which it does not. `None` if
    /// there is no such rule.
    pub fn why(&self, document: &Document, rule: &str) -> Option<Why> {
        let index = self.book.place(rule)?;
        let rule = &self.book.rules[index];
        let report = self.analyze(document);
        let finding = report.findings.iter().find(|finding| finding.rule == rule.id);
        let hits = match document.kind() {
            Kind::Text => self.scanner.hits(document.text(), 0..document.text().len()),
            _ => Hits::default(),
        };
        let facts = self.facts(document, &hits);
        let attempts: Vec<Attempt> = rule
            .variants
            .iter()
            .enumerate()
            .map(|(number, variant)| {
                let target = Target { rule: index as u32, variant: number as u32 };
                self.attempt(document, &hits, target, variant, &facts)
            })
            .collect();
        let outcome = outcome(finding, &attempts, &report.findings);
        Some(Why {
            rule: rule.id.clone(),
            summary: self.book.text(index).summary.clone(),
            found: finding.is_some(),
            outcome,
            attempts,
        })
    }

    /// The conditions on the whole log that hold, with the line, from 1.
    fn facts(&self, document: &Document, hits: &Hits) -> BTreeMap<u32, u64> {
        let mut seen = BTreeMap::new();
        for &hit in &hits.places {
            for fact in self.scanner.facts(hit) {
                if seen.contains_key(&fact) {
                    continue;
                }
                let entry = document.entry_around(hit.at());
                let plain = Reading::plain(document, &entry);
                let unescaped = plain.unescaped();
                let readings: Vec<&Reading<'_>> = unescaped.iter().chain([&plain]).collect();
                if let Some(at) = self.confirmer.fact_in(fact, &readings) {
                    seen.insert(fact, document.line_at(at) as u64 + 1);
                }
            }
        }
        seen
    }

    /// The entry in which a variant gets furthest.
    fn attempt(
        &self,
        document: &Document,
        hits: &Hits,
        target: Target,
        variant: &Variant,
        facts: &BTreeMap<u32, u64>,
    ) -> Attempt {
        let of_variant = |hit: &&Hit| self.scanner.targets(**hit).contains(&target);
        let mut places = hits.places.iter().filter(of_variant).peekable();
        let named: Vec<String> = variant
            .literals
            .iter()
            .take(NAMED)
            .map(|literal| format!("“{}”", literal.text.trim()))
            .collect();
        let more = if variant.literals.len() > NAMED { " or the like" } else { "" };
        let holds_words = |line: Option<u64>| Condition {
            text: format!("The log holds {}{more}.", named.join(" or ")),
            met: line.is_some(),
            line,
        };
        let Some(first) = places.peek() else {
            let conditions = vec![holds_words(None)];
            return Attempt { pattern: variant.pattern.clone(), met: false, conditions };
        };
        let first_line = document.line_at(first.at()) as u64 + 1;
        let mut best: Option<(usize, bool, Vec<Condition>)> = None;
        let mut end = 0;
        let mut tried = 0;
        for hit in places {
            if hit.at() < end || tried >= ENTRIES {
                continue;
            }
            tried += 1;
            let entry = document.entry_around(hit.at());
            end = entry.span().end;
            let plain = Reading::plain(document, &entry);
            let unescaped = plain.unescaped();
            let readings: Vec<&Reading<'_>> = unescaped.iter().chain([&plain]).collect();
            let examined = self.confirmer.examine(target, variant, document, &entry, &readings);
            let Some(checked) = examined else { continue };
            let (met, conditions) = self.with_facts(checked, facts);
            let count = conditions.iter().filter(|condition| condition.met).count();
            if best.as_ref().is_none_or(|(most, ..)| met || count > *most) {
                best = Some((count, met, conditions));
            }
            if met {
                break;
            }
        }
        let (met, conditions) = best.map_or_else(
            || {
                let unfit = Condition {
                    text: "The words round it are those of this problem.".to_owned(),
                    met: false,
                    line: Some(first_line),
                };
                (false, vec![holds_words(Some(first_line)), unfit])
            },
            |(_, met, conditions)| (met, conditions),
        );
        Attempt { pattern: variant.pattern.clone(), met, conditions }
    }

    /// The conditions with those on the whole log added, and whether all are met.
    fn with_facts(&self, checked: Checked, facts: &BTreeMap<u32, u64>) -> (bool, Vec<Condition>) {
        let Checked { mut met, said: mut conditions, needs } = checked;
        for need in needs {
            let Some(fact) = self.confirmer.facts().get(need.fact as usize) else { continue };
            let line = facts.get(&need.fact).map(|line| *line as usize - 1);
            let condition =
                if need.met { said(&fact.condition, line) } else { absent(&fact.condition, line) };
            met &= condition.met;
            conditions.push(condition);
        }
        (met, conditions)
    }
}

/// What came of it, in one sentence.
fn outcome(finding: Option<&Finding>, attempts: &[Attempt], findings: &[Finding]) -> String {
    if let Some(finding) = finding {
        let times = match finding.count {
            1 => "once".to_owned(),
            count => format!("{count} times"),
        };
        return match &finding.explained_by {
            Some(cause) => format!("The rule fits, {times}, as a consequence of {cause}."),
            None => format!("The rule fits, {times}."),
        };
    }
    if !attempts.iter().any(|attempt| attempt.met) {
        return "The rule does not fit: no way of recognising it is met as a whole.".to_owned();
    }
    let lines: Vec<u64> = attempts
        .iter()
        .filter(|attempt| attempt.met)
        .filter_map(|attempt| attempt.conditions.first()?.line)
        .collect();
    let near = findings.iter().find(|finding| {
        finding.evidence.iter().any(|place| {
            let end = place.excerpt.first_line + place.excerpt.text.lines().count() as u64;
            lines.iter().any(|line| (place.line..end.max(place.line + 1)).contains(line))
        })
    });
    match near {
        Some(finding) => {
            format!("The rule fits, but {} says more about the same entry.", finding.rule)
        }
        None => "The rule fits, but another one says more about the same entry.".to_owned(),
    }
}
