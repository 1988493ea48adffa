//! Which part of each literal a scan looks for first.
//!
//! A scan knows the windows of the probes of all literals, and looks twice wherever one of
//! them may stand. Fewer windows make it err less often, so literals that share a rare part
//! are looked for by that part: `connection refused by` and `connection refused:` by
//! `refused`, or by whatever else they have in common and healthy logs have not.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::literals::{Literal, Ordinary, PROBE, SHORT_PROBE};
use crate::{RuleBook, Variant};

/// Where the probe of a text alone begins: in the part that `ordinary` text holds least often,
/// and of several such in the one with the rarest bytes.
pub(crate) fn of(text: &[u8], ordinary: &Ordinary) -> u8 {
    let plain = |at: &usize| -> usize {
        text[*at..at + probe_length(text)].iter().map(|&byte| plainness(byte)).sum()
    };
    rarest(text, ordinary).into_iter().min_by_key(plain).unwrap_or_default() as u8
}

/// Chooses the probes of all literals of a rule book: of the parts of each that `ordinary` text
/// holds least often, those that most literals share.
pub fn share(book: &mut RuleBook, ordinary: &Ordinary) {
    let mut texts: Vec<String> = Vec::new();
    each(book, |literal| texts.push(literal.text.clone()));
    texts.sort();
    texts.dedup();
    let probes = choose(&texts, ordinary);
    each(book, |literal| {
        if let Ok(index) = texts.binary_search(&literal.text) {
            literal.probe = probes[index];
        }
    });
}

/// Calls `with` for every literal of the book.
fn each(book: &mut RuleBook, mut with: impl FnMut(&mut Literal)) {
    for rule in &mut book.rules {
        for Variant { literals, gates, all, none, .. } in &mut rule.variants {
            let conditions =
                all.iter_mut().chain(none).flat_map(|condition| &mut condition.literals);
            literals
                .iter_mut()
                .chain(gates.iter_mut().flatten())
                .chain(conditions)
                .for_each(&mut with);
        }
    }
}

/// Where the probe of each text begins.
///
/// A greedy cover: the part that most texts have that are without a probe is taken, until all
/// have one. Where several are shared by as many, the first in the order of their bytes is.
fn choose(texts: &[String], ordinary: &Ordinary) -> Vec<u8> {
    // For each part, the texts that may be looked for by it, and where it begins in them.
    let mut holders: BTreeMap<&[u8], Vec<(usize, u8)>> = BTreeMap::new();
    for (index, text) in texts.iter().enumerate() {
        for at in rarest(text.as_bytes(), ordinary) {
            let part = &text.as_bytes()[at..at + probe_length(text.as_bytes())];
            let held = holders.entry(part).or_default();
            if held.last().is_none_or(|&(last, _)| last != index) {
                held.push((index, at as u8));
            }
        }
    }
    let mut probes: Vec<Option<u8>> = vec![None; texts.len()];
    // Counts only fall, so a part whose count is still right when it comes first is the best.
    let mut queue: BinaryHeap<(usize, Reverse<&[u8]>)> =
        holders.iter().map(|(&part, held)| (held.len(), Reverse(part))).collect();
    while let Some((count, Reverse(part))) = queue.pop() {
        let Some(held) = holders.get(part) else { continue };
        let left = held.iter().filter(|(index, _)| probes[*index].is_none()).count();
        if left == 0 {
            continue;
        }
        if left < count {
            queue.push((left, Reverse(part)));
            continue;
        }
        for &(index, at) in held {
            probes[index].get_or_insert(at);
        }
    }
    probes.into_iter().map(Option::unwrap_or_default).collect()
}

/// Bytes of the probe of a literal.
fn probe_length(text: &[u8]) -> usize {
    if text.len() < PROBE { SHORT_PROBE.min(text.len()) } else { PROBE }
}

/// The places in a text where a probe may begin: those that ordinary text holds least often.
fn rarest(text: &[u8], ordinary: &Ordinary) -> Vec<usize> {
    let length = probe_length(text);
    let costs: Vec<usize> = (0..=text.len() - length)
        .map(|at| {
            // A scan sees the part through two windows, each shorter by one.
            text[at..at + length].windows(length - 1).map(|window| ordinary.count(window)).sum()
        })
        .collect();
    let least = costs.iter().min().copied().unwrap_or_default();
    (0..costs.len()).filter(|&at| costs[at] == least).collect()
}

/// How ordinary a byte is in English logs, roughly.
fn plainness(byte: u8) -> usize {
    match byte {
        b' ' => 6,
        b'e' | b't' | b'a' | b'o' | b'i' | b'n' | b's' | b'r' => 5,
        b'd' | b'l' | b'c' | b'0'..=b'9' => 4,
        b'u' | b'm' | b'p' | b'f' | b'g' | b'h' => 3,
        b'w' | b'y' | b'b' | b'v' | b'k' | b'.' | b':' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_literals_share_is_looked_for() {
        let healthy = Ordinary::learn([&b"connection ready"[..]]);
        let texts = ["connection refused by".to_owned(), "port 5 refused by".to_owned()];
        let probes = choose(&texts, &healthy);
        let part = |index: usize| &texts[index][usize::from(probes[index])..][..PROBE];
        assert_eq!(part(0), part(1));
    }

    #[test]
    fn what_ordinary_text_holds_is_not() {
        let healthy = Ordinary::learn([&b"a connection to it"[..]]);
        let texts = ["connection a9".to_owned(), "connection b8".to_owned(), "abcde".to_owned()];
        let probes = choose(&texts, &healthy);
        assert!(probes[0] > 4 && probes[1] > 4, "{probes:?}");
        assert_eq!(probes[2], 0);
    }
}
