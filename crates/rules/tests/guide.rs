//! The guide for authors keeps its word.

#![cfg(feature = "author")]
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::path::Path;

use unstuck_rules::author::{self, Expect};

#[test]
fn the_worked_example_of_the_guide_is_a_sound_rule() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    let (_, rest) = guide.split_once("````markdown\n").unwrap();
    let (example, _) = rest.split_once("\n````").unwrap();
    let (draft, defects) =
        author::read("docs/rules.md", "postgresql/password-authentication-failed", example);
    assert_eq!(defects, []);
    let examples = draft.unwrap().examples;
    assert_eq!(examples.len(), 3);
    assert!(matches!(examples[2].expect, Expect::NearMiss(Some(_))));
}
