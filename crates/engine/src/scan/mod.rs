//! One look at every byte: which literals of the rule book stand where.

mod filter;

use std::collections::BTreeMap;

use unstuck_rules::RuleBook;
use unstuck_rules::literals::{Literal, Ordinary};

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

    /// The same hit in a text before which `before` more bytes stand.
    pub(crate) fn moved(self, before: usize) -> Self {
        Self { at: self.at + before as u32, ..self }
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
}

/// The search for the literals of all rules, ignoring ASCII case.
pub(crate) struct Scanner {
    filter: Filter,
    /// By number of the literal.
    meanings: Vec<Meaning>,
}

impl Scanner {
    pub(crate) fn new(book: &RuleBook) -> Self {
        let mut by_text: BTreeMap<&str, (Literal, Vec<Target>)> = BTreeMap::new();
        for (rule_index, rule) in book.rules.iter().enumerate() {
            for (variant_index, variant) in rule.variants.iter().enumerate() {
                for literal in &variant.literals {
                    by_text
                        .entry(&literal.text)
                        .or_insert_with(|| (literal.clone(), Vec::new()))
                        .1
                        .push(Target { rule: rule_index as u32, variant: variant_index as u32 });
                }
            }
        }
        for word in ERROR_WORDS {
            by_text.entry(word).or_insert_with(|| {
                (Literal::new(word.to_owned(), &Ordinary::default()), Vec::new())
            });
        }
        let (literals, meanings): (Vec<Literal>, Vec<Meaning>) = by_text
            .into_values()
            .map(|(literal, targets)| {
                let meaning = Meaning {
                    length: literal.text.len(),
                    targets,
                    error_word: ERROR_WORDS.contains(&literal.text.as_str()),
                };
                (literal, meaning)
            })
            .unzip();
        Self { filter: Filter::new(&literals), meanings }
    }

    /// Calls `found` for every literal in the text, overlapping ones too, roughly in order.
    pub(crate) fn scan(&self, text: &str, mut found: impl FnMut(Hit)) {
        self.filter.scan(text.as_bytes(), |at, literal| found(Hit::new(at, literal)));
    }

    /// The rule variants that a hit makes candidates.
    pub(crate) fn targets(&self, hit: Hit) -> &[Target] {
        self.meanings.get(hit.literal as usize).map_or(&[], |meaning| &meaning.targets)
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
