//! The engine as a caller sees it, with a rule book made for the purpose.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]
#![allow(clippy::format_push_string, reason = "short, and seldom run")]

mod support;

use proptest::prelude::*;
use support::engine;
use unstuck_logtext::Document;
use unstuck_report::{Confidence, Format, Inline, Report, Role, Severity};

fn report(text: &str) -> Report {
    engine().analyze(&Document::read(text.as_bytes().to_vec()))
}

fn rules(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.rule.as_str()).collect()
}

#[test]
fn a_general_rule_steps_back_for_a_specific_one() {
    assert_eq!(rules(&report("database h1 refused")), ["db/refused"]);
    assert_eq!(rules(&report("it refused")), ["net/refused"]);
    assert_eq!(rules(&report("database h1 refused\nit refused")), ["db/refused", "net/refused"]);
}

#[test]
fn repeats_are_folded_by_key_with_count_and_places() {
    let text = "database h1 refused\ndatabase h2 refused\n".repeat(10);
    let report = report(&text);
    assert_eq!(rules(&report), ["db/refused", "db/refused"]);
    let second = &report.findings[1];
    assert_eq!((second.count, second.captures["host"].as_str()), (10, "h2"));
    let lines: Vec<u64> = second.evidence.iter().map(|evidence| evidence.line).collect();
    assert_eq!(lines, [2, 4, 6, 8, 10, 20]);
}

#[test]
fn a_cause_comes_before_its_symptom() {
    let found = report("job failed\ndatabase h1 refused\n");
    assert_eq!(rules(&found), ["db/refused", "job/failed"]);
    assert_eq!(found.findings[0].role, Role::Cause);
    assert_eq!(found.findings[1].role, Role::Symptom);
    assert_eq!(found.findings[1].explained_by.as_deref(), Some("db/refused"));
    let far = format!("job failed\n{}database h1 refused\n", "fine\n".repeat(100));
    assert_eq!(report(&far).findings[0].role, Role::Standalone, "a cause does not come long after");
    let far = format!("database h1 refused\n{}job failed\n", "fine\n".repeat(1000));
    let found = report(&far);
    assert_eq!(found.findings[0].role, Role::Standalone, "nor does it reach for ever");
}

#[test]
fn conditions_and_thresholds() {
    assert_eq!(rules(&report("took 5s")), [] as [&str; 0]);
    assert_eq!(rules(&report("upstream a\ntook 5s")), ["slow/call"]);
    assert_eq!(rules(&report("upstream a\nx\ny\ntook 5s")), [] as [&str; 0]);
    assert_eq!(rules(&report("upstream a\ntook 5s, ignored")), [] as [&str; 0]);
    let found = report("upstream a\ntook 61s");
    assert_eq!(found.findings[0].severity, Severity::Critical);
    assert_eq!(found.findings[0].confidence, Confidence::Certain);
    let why: Vec<_> =
        found.findings[0].why.iter().map(|why| (why.text.as_str(), why.met, why.line)).collect();
    assert_eq!(
        why,
        [
            ("The log says “took 61s”.", true, Some(2)),
            ("The log names an upstream nearby.", true, Some(1)),
            ("Nothing shows that the log says that it is ignored.", true, None),
        ]
    );
}

#[test]
fn spans_are_exact_on_bytes_of_the_input() {
    let input = "\r\né \x1b[31mdatabase\x1b[0m h1 refused\r\n";
    let found = report(input);
    let evidence = &found.findings[0].evidence[0];
    let of = |index: usize| {
        let span = evidence.spans[index];
        &input[span.start as usize..span.end as usize]
    };
    assert_eq!((of(0), of(1)), ("database\x1b[0m h1 refused", "h1"));
    assert_eq!(evidence.line, 2);
    assert_eq!(
        &input[evidence.start as usize..evidence.end as usize],
        "é \x1b[31mdatabase\x1b[0m h1 refused"
    );
    let marks = evidence.excerpt.marks[0];
    assert_eq!(evidence.excerpt.text, "é database h1 refused");
    assert_eq!(
        &evidence.excerpt.text[marks.start as usize..marks.end as usize],
        "database h1 refused"
    );
}

#[test]
fn a_value_that_ends_inside_a_character_is_widened_to_it() {
    let found = report("größe ab🔴cd");
    assert_eq!(found.findings[0].captures["word"], "ab🔴");
}

#[test]
fn a_hostile_value_stays_out_of_the_command() {
    let found = report("database $(reboot) refused");
    assert_eq!(found.findings[0].fix[0].command.as_ref().unwrap().text, "ping <host>");
    assert!(
        matches!(&found.findings[0].title[0], Inline::Value { text, .. } if text == "$(reboot)")
    );
}

#[test]
fn unknown_errors_are_grouped_and_guided() {
    let mut text = String::new();
    for index in 0..50 {
        text.push_str(&format!("2026-01-01 00:00:{index:02} ERROR widget {index} fell\n"));
        text.push_str(&format!("2026-01-01 00:00:{index:02} INFO widget {index} is fine\n"));
    }
    let found = report(&text);
    assert!(found.findings.is_empty() && found.guidance.len() == 1);
    let [unknown] = &found.unknown[..] else { panic!("{:?}", found.unknown) };
    assert_eq!((unknown.template.as_str(), unknown.count), ("ERROR widget <num> fell", 50));
    assert_eq!(unknown.evidence.len(), 6);
}

#[test]
fn a_weak_complaint_beside_an_explained_error_is_not_worth_a_word() {
    assert_eq!(report("the gate is unreachable").unknown.len(), 1);
    assert_eq!(report("the gate is unreachable\ndatabase h1 refused").unknown.len(), 0);
    assert_eq!(report("ERROR the gate fell\ndatabase h1 refused").unknown.len(), 1);
}

#[test]
fn inputs_without_anything_to_explain() {
    for (bytes, format) in [
        (&b""[..], Format::Empty),
        (b" \n\t\r\n", Format::Empty),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", Format::Binary),
        (b"x", Format::Text),
    ] {
        let found = engine().analyze(&Document::read(bytes.to_vec()));
        assert_eq!(found.input.format, format, "{bytes:?}");
        assert!(found.findings.is_empty() && found.unknown.is_empty());
        assert_eq!(found.guidance.is_empty(), format != Format::Text);
    }
}

#[test]
fn one_line_of_ten_megabytes() {
    let mut text = "x ".repeat(2_500_000);
    text.push_str("database h1 refused");
    text.push_str(&" y".repeat(2_500_000));
    let found = report(&text);
    assert_eq!(rules(&found), ["db/refused"]);
    assert!(found.findings[0].evidence[0].excerpt.text.len() < 1000);
    assert_eq!(found.input.lines, 1);
}

#[test]
fn a_hundred_thousand_identical_errors() {
    let found = report(&"database h1 refused\n".repeat(100_000));
    assert_eq!((found.findings.len(), found.findings[0].count), (1, 100_000));
}

#[test]
fn different_values_without_end_are_limited() {
    let text: String = (0..3000).map(|index| format!("database h{index} refused\n")).collect();
    let found = report(&text);
    assert_eq!(found.findings.len(), 50);
    assert_eq!(found.findings.iter().map(|finding| finding.count).sum::<u64>(), 3000);
    assert_eq!(found.input.notes.len(), 1);
}

fn holds_for_any(bytes: &[u8]) -> Result<(), TestCaseError> {
    let engine = engine();
    let found = engine.analyze(&Document::read(bytes.to_vec()));
    prop_assert_eq!(&found, &engine.analyze(&Document::read(bytes.to_vec())));
    let size = bytes.len() as u64;
    let lines = found.input.lines;
    let all = found.findings.iter().flat_map(|finding| &finding.evidence);
    for evidence in all.chain(found.unknown.iter().flat_map(|unknown| &unknown.evidence)) {
        prop_assert!(evidence.line >= 1 && evidence.line <= lines);
        prop_assert!(evidence.start <= evidence.end && evidence.end <= size);
        for span in &evidence.spans {
            prop_assert!(span.start <= span.end && span.end <= size);
        }
        let text = &evidence.excerpt.text;
        let mut last = 0;
        for mark in &evidence.excerpt.marks {
            prop_assert!(mark.start >= last && mark.start <= mark.end);
            prop_assert!(text.get(mark.start as usize..mark.end as usize).is_some());
            last = mark.end;
        }
    }
    for finding in &found.findings {
        prop_assert!(finding.count as usize >= finding.evidence.len());
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        holds_for_any(&bytes)?;
    }

    #[test]
    fn any_mixture_of_log_parts_is_survived(
        parts in proptest::collection::vec(prop::sample::select(vec![
            "database ", "h1", " refused", "\n", "\r\n", "\x1b[31m", "ERROR ", "job failed", "took 5s",
            "upstream", "größe ", "🔴", "الوقت", "out", "\0", "  at x\n", "Traceback (most recent call last):\n",
            "2026-01-01 00:00:00 ", "web-1  | ", "\u{202e}",
        ]), 0..50),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = parts.concat().into_bytes();
        bytes.truncate(cut.index(bytes.len() + 1));
        holds_for_any(&bytes)?;
    }
}
