//! A search for thousands of literals at once that seldom looks twice.
//!
//! Every second byte is looked at, through a window of six bytes for the long literals and
//! one of four for the short ones. Of each literal, two neighbouring windows are known, so
//! that one of them begins at an even place wherever the literal stands. A window is hashed
//! and looked up in a small bit table (a blocked Bloom filter, in the fastest cache). Only
//! where the table says yes are the literals with that window compared. Letter case is
//! folded by setting bit 5, which may say yes too often and never too seldom.
//!
//! Against an Aho-Corasick automaton over the same literals this does no work per byte that
//! waits for the byte before, and its tables stay small when the rule book grows.
//! `cargo bench -p unstuck-rulebook` compares both.

use unstuck_rules::literals::{Literal, PROBE, SHORT_PROBE};

/// Bytes of a long window.
const WINDOW: usize = PROBE - 1;
/// Bytes of a short window.
const SHORT_WINDOW: usize = SHORT_PROBE - 1;
/// Bits of each hash of a long window: 64 KiB for each of two tables. Some 14,000 literals share
/// 11,000 windows, so that about one other window in three hundred should be flagged for nothing
/// (8 × (11,000 / 8 / 65,536)²); on generated logs 0.44 % are.
const BITS: u32 = 16;
/// Bits of the hash of a short window: 64 KiB, in which some 300 windows are known.
const SHORT_BITS: u32 = 16;
/// Bytes that are filtered before what was flagged is compared.
const BLOCK: usize = 8 * 1024;
/// Sets bit 5 of each byte: what remains of a letter is its lower case.
const FOLD: u64 = 0x2020_2020_2020_2020;
const LONG_MASK: u64 = (1 << (8 * WINDOW)) - 1;
const SHORT_MASK: u64 = (1 << (8 * SHORT_WINDOW)) - 1;
/// Tells a short window from a long one in the table of both.
const SHORT_TAG: u64 = 1 << 63;

/// A literal whose window hashes to a slot: which, and where in it the window begins.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    literal: u32,
    offset: u32,
}

/// The literals that share one window.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    window: u64,
    /// Range in the list of candidates; empty for a free slot.
    start: u32,
    end: u32,
}

/// The tables for a set of literals.
#[derive(Debug)]
pub(super) struct Filter {
    /// The buckets of long windows, by their first hash and by their second.
    first: Box<[u8; 1 << BITS]>,
    second: Box<[u8; 1 << BITS]>,
    /// Not zero where a short window may be.
    short: Box<[u8; 1 << SHORT_BITS]>,
    /// Open addressing, a power of two.
    slots: Vec<Slot>,
    candidates: Vec<Candidate>,
    texts: Vec<Box<[u8]>>,
}

/// Two hashes of a long window. Knuth's multiplicative hashing: a bit of the product depends on
/// the bits of the window up to its own place, so the window is left in the lower six bytes, for
/// all bits above them and the highest below to depend on every byte.
fn hashes(window: u64) -> (usize, usize) {
    const MASK: u64 = (1 << BITS) - 1;
    let hash = (window & LONG_MASK).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((hash >> (64 - BITS)) as usize, (hash >> (64 - 2 * BITS) & MASK) as usize)
}

/// A table of zeros, which never stands on the stack.
#[expect(clippy::unnecessary_box_returns, reason = "that is what it is for")]
fn zeros<const LENGTH: usize>() -> Box<[u8; LENGTH]> {
    let table = vec![0; LENGTH].into_boxed_slice();
    // The length is right, so that the other way is never taken.
    table.try_into().unwrap_or_else(|_| Box::new([0; LENGTH]))
}

fn short_hash(window: u64) -> usize {
    let window = (window as u32) << (32 - 8 * SHORT_WINDOW);
    (window.wrapping_mul(0x85eb_ca6b) >> (32 - SHORT_BITS)) as usize
}

fn slot_hash(window: u64) -> usize {
    (window.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize
}

/// Up to eight bytes as a folded number; what is missing is zero before folding.
fn folded(bytes: &[u8]) -> u64 {
    let mut eight = [0; 8];
    let length = bytes.len().min(8);
    eight[..length].copy_from_slice(&bytes[..length]);
    u64::from_le_bytes(eight) | FOLD
}

impl Filter {
    /// Tables for literals of at least [`unstuck_rules::literals::SHORTEST`] bytes; shorter
    /// ones are never found.
    pub(super) fn new(literals: &[Literal]) -> Self {
        let mut filter = Self {
            first: zeros(),
            second: zeros(),
            short: zeros(),
            slots: Vec::new(),
            candidates: Vec::new(),
            texts: literals.iter().map(|literal| literal.text.as_bytes().into()).collect(),
        };
        let mut windows: Vec<(u64, Candidate)> = Vec::new();
        for (index, literal) in literals.iter().enumerate() {
            let bytes = literal.text.as_bytes();
            let long = bytes.len() >= PROBE;
            let probe = if long { PROBE } else { SHORT_PROBE };
            let Some(last) = bytes.len().checked_sub(probe) else { continue };
            let first = usize::from(literal.probe).min(last);
            for offset in [first, first + 1] {
                let window = folded(&bytes[offset..]);
                let candidate = Candidate { literal: index as u32, offset: offset as u32 };
                if long {
                    // Equal windows are in one bucket, so that they set no more than one bit.
                    let bucket = 1 << (slot_hash(window & LONG_MASK) & 7);
                    let (first, second) = hashes(window);
                    filter.first[first] |= bucket;
                    filter.second[second] |= bucket;
                    windows.push((window & LONG_MASK, candidate));
                } else {
                    filter.short[short_hash(window)] = 1;
                    windows.push((window & SHORT_MASK | SHORT_TAG, candidate));
                }
            }
        }
        filter.fill_slots(windows);
        filter
    }

    fn fill_slots(&mut self, mut windows: Vec<(u64, Candidate)>) {
        windows.sort_by_key(|&(window, candidate)| (window, candidate.literal, candidate.offset));
        self.slots = vec![Slot::default(); (windows.len() * 2).next_power_of_two().max(16)];
        let mask = self.slots.len() - 1;
        for group in windows.chunk_by(|one, other| one.0 == other.0) {
            let start = self.candidates.len() as u32;
            self.candidates.extend(group.iter().map(|&(_, candidate)| candidate));
            let window = group[0].0;
            let mut at = slot_hash(window) & mask;
            while self.slots[at].end != 0 {
                at = (at + 1) & mask;
            }
            self.slots[at] = Slot { window, start, end: self.candidates.len() as u32 };
        }
    }

    /// Not zero where a literal may have a window.
    #[inline]
    fn flags(&self, window: u64) -> u8 {
        let (first, second) = hashes(window);
        (self.first[first] & self.second[second]) | self.short[short_hash(window)]
    }

    /// Calls `found` with place and literal for each literal that has a window at `at`.
    fn compare(&self, text: &[u8], at: usize, window: u64, found: &mut impl FnMut(usize, u32)) {
        let (first, second) = hashes(window);
        if self.first[first] & self.second[second] != 0 {
            self.compare_slot(text, at, window & LONG_MASK, found);
        }
        if self.short[short_hash(window)] != 0 {
            self.compare_slot(text, at, window & SHORT_MASK | SHORT_TAG, found);
        }
    }

    fn compare_slot(&self, text: &[u8], at: usize, key: u64, found: &mut impl FnMut(usize, u32)) {
        let mask = self.slots.len() - 1;
        let mut slot = slot_hash(key) & mask;
        loop {
            let Slot { window, start, end } = self.slots[slot & mask];
            if end == 0 {
                return;
            }
            if window == key {
                for candidate in &self.candidates[start as usize..end as usize] {
                    let literal = &self.texts[candidate.literal as usize];
                    let Some(begin) = at.checked_sub(candidate.offset as usize) else {
                        continue;
                    };
                    let here = text.get(begin..begin + literal.len());
                    if here.is_some_and(|here| here.eq_ignore_ascii_case(literal)) {
                        found(begin, candidate.literal);
                    }
                }
                return;
            }
            slot += 1;
        }
    }

    /// Calls `found` with place and number of every literal in the text, overlapping ones
    /// too, roughly in order. Letter case of ASCII is ignored.
    pub(super) fn scan(&self, text: &[u8], mut found: impl FnMut(usize, u32)) {
        let eight = |at: usize| folded(&text[at..at + 8]);
        let windows =
            |low: u64, high: u64| [low, low >> 16, low >> 32 | high << 32, low >> 48 | high << 16];
        // Where groups of eight bytes begin that need a second look. Written without a
        // branch: whether a group is flagged is what a processor cannot guess.
        let mut flagged = [0_u32; BLOCK / 8];
        let mut start = 0;
        while start + 16 <= text.len() {
            let groups = (BLOCK / 8).min((text.len() - start - 8) / 8);
            let end = start + groups * 8;
            let mut count = 0;
            let mut low = eight(start);
            let mut at = start as u32;
            for group in text[start + 8..end + 8].chunks_exact(8) {
                let high = folded(group);
                let [a, b, c, d] = windows(low, high);
                let any = self.flags(a) | self.flags(b) | self.flags(c) | self.flags(d);
                flagged[count % (BLOCK / 8)] = at;
                count += usize::from(any != 0);
                low = high;
                at += 8;
            }
            for &at in &flagged[..count.min(BLOCK / 8)] {
                let at = at as usize;
                for (step, window) in windows(eight(at), eight(at + 8)).into_iter().enumerate() {
                    self.compare(text, at + 2 * step, window, &mut found);
                }
            }
            start = end;
        }
        // The last few bytes, fewer than a group and what follows it.
        for at in (start..text.len()).step_by(2) {
            self.compare(text, at, folded(&text[at..]), &mut found);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unstuck_rules::literals::Ordinary;

    use super::*;

    fn literals(texts: &[&str]) -> Vec<Literal> {
        texts.iter().map(|text| Literal::new((*text).to_owned(), &Ordinary::default())).collect()
    }

    /// Every place of every literal, found the slow way.
    fn expected(texts: &[&str], text: &[u8]) -> Vec<(usize, u32)> {
        let mut all = Vec::new();
        for (index, literal) in texts.iter().enumerate() {
            for at in 0..text.len() {
                let here = text.get(at..at + literal.len());
                if here.is_some_and(|here| here.eq_ignore_ascii_case(literal.as_bytes())) {
                    all.push((at, index as u32));
                }
            }
        }
        all.sort_unstable();
        all
    }

    fn found(texts: &[&str], text: &[u8]) -> Vec<(usize, u32)> {
        let mut all = Vec::new();
        Filter::new(&literals(texts)).scan(text, |at, literal| all.push((at, literal)));
        all.sort_unstable();
        all
    }

    const TEXTS: [&str; 8] = [
        "babab",
        "ababab",
        "abababa",
        "bababaab",
        "aab bb",
        "connection refused",
        "refused",
        "b\u{e9}a ",
    ];

    proptest! {
        #[test]
        fn finds_what_a_slow_search_finds(
            text in "([aAbB ]|bé|connection ref|used|REFUSED){0,60}",
            before in 0..40_usize,
        ) {
            let text = format!("{}{text}", "\n".repeat(before));
            prop_assert_eq!(found(&TEXTS, text.as_bytes()), expected(&TEXTS, text.as_bytes()));
        }
    }

    #[test]
    fn finds_across_the_borders_of_blocks() {
        for before in (BLOCK - 40..BLOCK + 24).chain([0, 1, 3 * BLOCK - 5]) {
            for behind in [0, 1, 7, 8, 9, 40, BLOCK] {
                let text = format!("{}Refused{}", "x".repeat(before), "y".repeat(behind));
                assert_eq!(found(&TEXTS, text.as_bytes()), [(before, 6)], "{before} {behind}");
            }
        }
    }
}
