//! The rule book of this repository, embedded at build time.
//!
//! The build script reads `rules/`, checks every rule against its examples, its neighbours
//! and the healthy logs in `tests/quiet/`, and packs them. A program that links this crate
//! carries the rules and needs no file.

use unstuck_rules::{RuleBook, pack};

const PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rulebook.bin"));

/// The rules under `rules/` as they were when this crate was built.
pub fn rule_book() -> RuleBook {
    // The build script wrote the pack with the same code; the test below decodes it.
    pack::decode(PACK).unwrap_or_default()
}

/// The size of the embedded pack, in bytes.
pub fn packed_size() -> usize {
    PACK.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_pack_holds_the_rules() {
        let book = pack::decode(PACK).expect("the pack is whole");
        assert!(!book.rules.is_empty() && !book.guidance.is_empty());
        assert!(book.rules.is_sorted_by(|a, b| a.id < b.id));
    }
}
