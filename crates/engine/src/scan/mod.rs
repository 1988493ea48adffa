//! One look at every byte: which literals of the rule book stand where.

mod filter;

use std::collections::BTreeMap;
use std::ops::Range;

use unstuck_rules::literals::{Literal, Ordinary};
use unstuck_rules::{Rule, RuleBook, Variant};

use crate::confirm::Fact;
use filter::Filter;

/// A literal that stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hit {
    /// Where it begins. Texts are shorter than 4 GiB, and hits are many.
    at: u32,
    literal: u32,
}

impl Hit {
    pub(crate) fn new(at: usize, literal: u32) -> Self {
        Self { at: at as u32, literal }
    }

    pub(crate) fn at(self) -> usize {
        self.at as usize
    }
}

/// A hit of no rule: the line is to be looked at as a possible unknown error.
pub(crate) const ERROR_MARK: u32 = u32::MAX;

/// Words without which an entry does not look like an error in a long log.
const ERROR_WORDS: [&str; 12] = [
    "error",
    "exception",
    "fatal",
    "critical",
    "panic",
    "emerg",
    "alert",
    "severe",
    "traceback",
    "failure",
    "fail",
    "curl: (",
];

/// Place of a rule and one of its variants in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Target {
    pub(crate) rule: u32,
    pub(crate) variant: u32,
}

/// What a literal stands for.
#[derive(Debug)]
struct Meaning {
    length: usize,
    targets: Vec<Target>,
    error_word: bool,
    /// Whether a condition asks for it.
    gate: bool,
    /// The conditions on the whole log that may hold here, by number.
    facts: Vec<u32>,
}

/// The numbers of the literals of which one must stand near.
type Gate = Vec<u32>;

/// The search for the literals of all rules, ignoring ASCII case.
pub(crate) struct Scanner {
    filter: Filter,
    /// By number of the literal.
    meanings: Vec<Meaning>,
    /// By rule and variant.
    gates: Vec<Vec<Vec<Gate>>>,
}

/// What a scan found.
#[derive(Debug, Default)]
pub(crate) struct Hits {
    /// Places where a rule may fit or an error may be, in their order.
    pub(crate) places: Vec<Hit>,
    /// What conditions ask for: the places of each literal, in their order.
    gates: Vec<Vec<u32>>,
    /// What of the text was scanned; nothing is known of the rest.
    scanned: Range<usize>,
    /// The length of the text.
    length: usize,
}

impl Hits {
    /// Whether one of the literals of `gate` stands in `range`, or may stand there.
    fn may_hold(&self, gate: &Gate, range: &Range<usize>) -> bool {
        let seen_before = self.scanned.start == 0 || self.scanned.start <= range.start;
        let seen_behind = self.scanned.end == self.length || self.scanned.end >= range.end;
        !(seen_before && seen_behind)
            || gate.iter().any(|&literal| {
                let Some(places) = self.gates.get(literal as usize) else { return false };
                let next = places.partition_point(|&at| (at as usize) < range.start);
                places.get(next).is_some_and(|&at| (at as usize) < range.end)
            })
    }
}

impl Scanner {
    pub(crate) fn new(book: &RuleBook, facts: &[Fact]) -> Self {
        let mut by_text: BTreeMap<&str, (Literal, Meaning)> = BTreeMap::new();
        for (rule_index, rule) in book.rules.iter().enumerate() {
            for (variant_index, variant) in rule.variants.iter().enumerate() {
                let target = Target { rule: rule_index as u32, variant: variant_index as u32 };
                for literal in &variant.literals {
                    meaning(&mut by_text, literal).targets.push(target);
                }
                for literal in variant.gates.iter().flatten() {
                    meaning(&mut by_text, literal).gate = true;
                }
            }
        }
        for (number, fact) in facts.iter().enumerate() {
            for literal in &fact.condition.literals {
                meaning(&mut by_text, literal).facts.push(number as u32);
            }
        }
        let words = ERROR_WORDS.map(|word| Literal::new(word.to_owned(), &Ordinary::default()));
        for word in &words {
            meaning(&mut by_text, word).error_word = true;
        }
        let number: BTreeMap<&str, u32> =
            by_text.keys().enumerate().map(|(index, text)| (*text, index as u32)).collect();
        let numbers = |gate: &Vec<Literal>| -> Gate {
            gate.iter().filter_map(|literal| number.get(literal.text.as_str()).copied()).collect()
        };
        let of_rule = |rule: &Rule| -> Vec<Vec<Gate>> {
            let gates = |variant: &Variant| variant.gates.iter().map(numbers).collect();
            rule.variants.iter().map(gates).collect()
        };
        let gates = book.rules.iter().map(of_rule).collect();
        let (literals, meanings): (Vec<Literal>, Vec<Meaning>) = by_text.into_values().unzip();
        Self { filter: Filter::new(&literals), meanings, gates }
    }

    /// Every place of `range` of a text where a rule may fit or an error may be.
    pub(crate) fn hits(&self, text: &str, range: Range<usize>) -> Hits {
        let mut hits = Hits {
            gates: vec![Vec::new(); self.meanings.len()],
            scanned: range.clone(),
            length: text.len(),
            ..Hits::default()
        };
        self.filter.scan(&text.as_bytes()[range.clone()], |at, literal| {
            let Some(meaning) = self.meanings.get(literal as usize) else { return };
            let hit = Hit::new(range.start + at, literal);
            if meaning.error_word || !meaning.targets.is_empty() || !meaning.facts.is_empty() {
                hits.places.push(hit);
            }
            if meaning.gate {
                // A literal is met in the order of the text.
                hits.gates[literal as usize].push(hit.at);
            }
        });
        // What is nearly sorted is sorted soonest by looking for runs.
        hits.places.sort();
        hits
    }

    /// How many literals stand in the text, overlapping ones too.
    pub(crate) fn count(&self, text: &str) -> usize {
        let mut count = 0;
        self.filter.scan(text.as_bytes(), |_, _| count += 1);
        count
    }

    /// Whether `hit` can come to something: it marks an error, or one of its rules finds what
    /// its conditions ask for within `reach` of it.
    pub(crate) fn is_open(&self, hits: &Hits, hit: Hit, reach: usize) -> bool {
        let range = hit.at().saturating_sub(reach)..hit.at() + reach;
        self.marks_error(hit)
            || self.facts(hit).next().is_some()
            || self.targets(hit).iter().any(|&target| self.passes(hits, target, &range))
    }

    /// Whether what the conditions of a variant ask for stands in `range`, or may stand there.
    pub(crate) fn passes(&self, hits: &Hits, target: Target, range: &Range<usize>) -> bool {
        let gates = &self.gates[target.rule as usize][target.variant as usize];
        gates.iter().all(|gate| hits.may_hold(gate, range))
    }

    /// The rule variants that a hit makes candidates.
    pub(crate) fn targets(&self, hit: Hit) -> &[Target] {
        self.meanings.get(hit.literal as usize).map_or(&[], |meaning| &meaning.targets)
    }

    /// The conditions on the whole log that may hold where a hit is.
    pub(crate) fn facts(&self, hit: Hit) -> impl Iterator<Item = u32> + '_ {
        let meaning = self.meanings.get(hit.literal as usize);
        meaning.into_iter().flat_map(|meaning| meaning.facts.iter().copied())
    }

    /// The length of the literal that was hit.
    pub(crate) fn length(&self, hit: Hit) -> usize {
        self.meanings.get(hit.literal as usize).map_or(0, |meaning| meaning.length)
    }

    /// Whether the hit makes its entry a possible error.
    pub(crate) fn marks_error(&self, hit: Hit) -> bool {
        hit.literal == ERROR_MARK
            || self.meanings.get(hit.literal as usize).is_some_and(|meaning| meaning.error_word)
    }
}

/// The meaning of a literal, made if it is new.
fn meaning<'a, 'b>(
    by_text: &'b mut BTreeMap<&'a str, (Literal, Meaning)>,
    literal: &'a Literal,
) -> &'b mut Meaning {
    let new = || {
        let length = literal.text.len();
        (
            literal.clone(),
            Meaning {
                length,
                targets: Vec::new(),
                error_word: false,
                gate: false,
                facts: Vec::new(),
            },
        )
    };
    &mut by_text.entry(&literal.text).or_insert_with(new).1
}
