//! One look at every byte: which literals of the rule book stand where.

use std::collections::BTreeMap;

use daachorse::DoubleArrayAhoCorasick;
use unstuck_rules::RuleBook;

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

/// Bytes folded and searched at a time: small enough to stay in the fast cache.
const CHUNK: usize = 32 * 1024;

/// Place of a rule and one of its variants in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Target {
    pub(crate) rule: u32,
    pub(crate) variant: u32,
}

#[derive(Debug)]
struct Literal {
    text: String,
    targets: Vec<Target>,
    error_word: bool,
}

/// The automaton over the literals of all rules, ignoring ASCII case.
pub(crate) struct Scanner {
    automaton: Option<DoubleArrayAhoCorasick<u32>>,
    literals: Vec<Literal>,
    longest: usize,
}

impl Scanner {
    pub(crate) fn new(book: &RuleBook) -> Self {
        let mut by_text: BTreeMap<&str, Vec<Target>> = BTreeMap::new();
        for (rule_index, rule) in book.rules.iter().enumerate() {
            for (variant_index, variant) in rule.variants.iter().enumerate() {
                for literal in &variant.literals {
                    by_text
                        .entry(literal)
                        .or_default()
                        .push(Target { rule: rule_index as u32, variant: variant_index as u32 });
                }
            }
        }
        for word in ERROR_WORDS {
            by_text.entry(word).or_default();
        }
        let literals: Vec<Literal> = by_text
            .into_iter()
            .filter(|(text, _)| !text.is_empty())
            .map(|(text, targets)| Literal {
                error_word: ERROR_WORDS.contains(&text),
                text: text.to_owned(),
                targets,
            })
            .collect();
        let longest = literals.iter().map(|literal| literal.text.len()).max().unwrap_or(1);
        // Fails only for an empty or doubled set, and this one is neither.
        let automaton =
            DoubleArrayAhoCorasick::new(literals.iter().map(|literal| literal.text.as_bytes()))
                .ok();
        Self { automaton, literals, longest }
    }

    /// Calls `found` for every literal in the text, overlapping ones too, roughly in order.
    pub(crate) fn scan(&self, text: &str, mut found: impl FnMut(Hit)) {
        let Some(automaton) = &self.automaton else { return };
        let bytes = text.as_bytes();
        let mut folded = Vec::with_capacity(CHUNK + self.longest);
        let mut start = 0;
        // Chunks overlap by one byte less than the longest literal, so that none is cut;
        // what ends in the overlap was reported by the chunk before.
        while start < bytes.len() {
            let from = start.saturating_sub(self.longest - 1);
            let end = (start + CHUNK).min(bytes.len());
            folded.clear();
            folded.extend_from_slice(&bytes[from..end]);
            folded.make_ascii_lowercase();
            let overlap = start - from;
            for hit in automaton.find_overlapping_iter(&folded) {
                if hit.end() > overlap {
                    found(Hit::new(from + hit.start(), hit.value()));
                }
            }
            start = end;
        }
    }

    /// The rule variants that a hit makes candidates.
    pub(crate) fn targets(&self, hit: Hit) -> &[Target] {
        self.literals.get(hit.literal as usize).map_or(&[], |literal| &literal.targets)
    }

    /// The length of the literal that was hit.
    pub(crate) fn length(&self, hit: Hit) -> usize {
        self.literals.get(hit.literal as usize).map_or(0, |literal| literal.text.len())
    }

    /// Whether the hit makes its entry a possible error.
    pub(crate) fn marks_error(&self, hit: Hit) -> bool {
        hit.literal == ERROR_MARK
            || self.literals.get(hit.literal as usize).is_some_and(|literal| literal.error_word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanner(literals: &[&str]) -> Scanner {
        let literals: Vec<Literal> = literals
            .iter()
            .map(|text| Literal {
                text: (*text).to_owned(),
                targets: Vec::new(),
                error_word: false,
            })
            .collect();
        let longest = literals.iter().map(|literal| literal.text.len()).max().unwrap();
        let automaton =
            DoubleArrayAhoCorasick::new(literals.iter().map(|literal| literal.text.as_bytes()))
                .ok();
        Scanner { automaton, literals, longest }
    }

    #[test]
    fn literals_are_found_across_chunk_borders_once() {
        let scanner = scanner(&["needle", "need", "lens"]);
        for before in [0, 1, CHUNK - 7, CHUNK - 6, CHUNK - 5, CHUNK - 1, CHUNK, 3 * CHUNK - 2] {
            let text = format!("{}NEEDLENS{}", "x".repeat(before), "y".repeat(CHUNK));
            let mut hits = Vec::new();
            scanner.scan(&text, |hit| hits.push((hit.at(), hit.literal)));
            hits.sort_unstable();
            assert_eq!(hits, [(before, 0), (before, 1), (before + 4, 2)], "{before}");
        }
    }
}
