//! It does not matter how a large input is cut, nor in which order its parts are analysed.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod support;

use proptest::prelude::*;
use unstuck_engine::{Engine, Partial, Plan};
use unstuck_logtext::Document;
use unstuck_report::Report;
use unstuck_rules::pack;

/// The report on an input that is analysed in parts of `size` bytes, the last part first.
fn in_parts(engine: &Engine, bytes: &[u8], size: u64) -> Report {
    let plan = Plan::new(bytes, bytes.len() as u64).with_part_size(size);
    let mut partials: Vec<Partial> = (0..plan.parts())
        .rev()
        .map(|index| {
            let part = plan.part(index);
            let read =
                usize::try_from(part.read.start).unwrap()..usize::try_from(part.read.end).unwrap();
            engine.analyze_part(&plan, &part, bytes[read].to_vec())
        })
        .collect();
    let mut gather = engine.gather(plan);
    while let Some(partial) = partials.pop() {
        // Parts travel between workers.
        let sent = postcard::to_allocvec(&partial).unwrap();
        gather.add(postcard::from_bytes(&sent).unwrap());
    }
    gather.finish()
}

/// Lines that make findings, unknown errors, long entries, gaps and borders of every kind.
const LINES: [&str; 16] = [
    "2026-01-01 00:00:00 INFO all is well with request 12",
    "2026-01-01 00:00:01 ERROR database h1 refused",
    "2026-01-01 00:00:02 ERROR database h2 refused",
    "2026-01-01 00:00:02 ERROR job failed",
    "2026-01-01 00:00:03 WARN upstream is slow",
    "2026-01-01 00:00:03 WARN call took 75s",
    "2026-01-01 00:00:04 ERROR something else went wrong in step 3",
    "Traceback (most recent call last):",
    "  File \"a.py\", line 1, in b",
    "    at com.example.Main(Main.java:1)",
    "größe 🔴 ERROR refused \x1b[31mred\x1b[0m",
    "",
    "web-1  | 2026-01-01 00:00:05 ERROR database h1 refused",
    "web-2  |   at x",
    "{\"level\":\"error\",\"msg\":\"database \\\"h3\\\" refused\\njob failed\"}",
    "الوقتout and progress 10%\rprogress 20%",
];

#[test]
fn a_part_is_analysed_without_what_the_rules_say() {
    let engine = support::engine();
    // The texts come last in a pack, with a checksum at their end.
    let mut damaged = pack::encode(engine.rule_book()).unwrap();
    *damaged.last_mut().unwrap() ^= 1;
    let helper = Engine::new(pack::decode(&damaged).unwrap());
    let text = LINES.join("\n");
    let plan = Plan::new(text.as_bytes(), text.len() as u64);
    let partial = |engine: &Engine| {
        let found = engine.analyze_part(&plan, &plan.part(0), text.clone().into_bytes());
        postcard::to_allocvec(&found).unwrap()
    };
    assert_eq!(partial(&helper), partial(&engine));
    assert!(helper.rule_book().unpack_texts().is_err(), "nobody has asked for the texts");
    // Nor does a lead before the end.
    let mut gather = helper.gather(plan.clone());
    gather.add(postcard::from_bytes(&partial(&helper)).unwrap());
    assert!(helper.rule_book().unpack_texts().is_err());
    let report = gather.finish();
    assert!(!report.findings.is_empty());
    assert!(report.findings.iter().all(|finding| finding.summary.is_empty()));
}

fn check(text: &[u8], size: u64) -> Result<(), TestCaseError> {
    let engine = support::engine();
    let whole = engine.analyze(&Document::read(text.to_vec()));
    prop_assert_eq!(in_parts(&engine, text, size), whole);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_result_does_not_depend_on_the_borders(
        picks in proptest::collection::vec((0..LINES.len(), 1..400_usize), 20..60),
        size in 20_000..400_000_u64,
        utf16 in prop::bool::weighted(0.2),
    ) {
        let text: String =
            picks.iter().flat_map(|&(line, count)| std::iter::repeat_n(LINES[line], count))
            .map(|line| format!("{line}\n"))
            .collect();
        let bytes = if utf16 {
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        } else {
            text.into_bytes()
        };
        check(&bytes, size)?;
    }

    #[test]
    fn nor_do_small_texts_in_tiny_parts(
        picks in proptest::collection::vec(0..LINES.len(), 1..30),
        size in 1..300_u64,
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = picks.iter().map(|&line| LINES[line]).collect::<Vec<_>>().join("\n").into_bytes();
        bytes.truncate(cut.index(bytes.len() + 1));
        check(&bytes, size)?;
    }
}

#[test]
fn one_long_line_comes_out_the_same_in_parts() {
    let text = format!("start {}", "INFO ok; ERROR database h1 refused; ".repeat(20_000));
    check(text.as_bytes(), 100_000).unwrap();
}

#[test]
fn an_input_may_end_within_a_character() {
    for text in [&b"gr\xc3\xb6\xc3\x9fe \xf0\x9f"[..], b"upstream\ngr\xc3\xb6\xc3\x9fe \xe2"] {
        for size in 1..=text.len() as u64 {
            check(text, size).unwrap();
        }
    }
}
