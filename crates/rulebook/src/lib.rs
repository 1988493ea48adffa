//! The rule book of this repository, embedded at build time.
//!
//! The build script reads `rules/`, checks every rule against its examples, its neighbours
//! and the healthy logs in `tests/quiet/`, and packs them. A program that links this crate
//! carries the rules and needs no file. The page's workers do not: they get the same bytes as
//! a file of the site, which this crate's program writes.

use unstuck_rules::{RuleBook, pack};

/// The rules under `rules/`, packed, as they were when this crate was built.
pub const PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rulebook.bin"));

/// The rules under `rules/` as they were when this crate was built.
pub fn rule_book() -> RuleBook {
    // The build script read the pack with the same code before it let the build go on.
    pack::decode(PACK).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_pack_holds_the_rules() {
        let book = pack::decode(PACK).expect("the pack is whole");
        book.unpack_texts().expect("and so are its texts");
        assert!(!book.rules.is_empty() && !book.guidance().is_empty());
        assert!(book.rules.is_sorted_by(|a, b| a.id < b.id));
        assert!(book.entries().all(|(_, text)| !text.summary.is_empty()));
    }
}
