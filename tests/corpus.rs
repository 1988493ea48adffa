//! Real logs and what is found in them, as a whole: `tests/corpus/<case>.log` and beside it
//! `<case>.expected`.
//!
//! `UPDATE_EXPECT=1 cargo test -p unstuck --test corpus` writes the expectations anew; read
//! the difference as a change of behaviour.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fmt::Write;
use std::path::Path;

use unstuck_engine::Engine;
use unstuck_logtext::Document;
use unstuck_report::{Evidence, Inline, Report};

/// The report in a form in which a change is easy to see.
fn outline(report: &Report) -> String {
    let mut out = String::new();
    if let Some(format) = &report.input.log_format {
        writeln!(out, "format {}", format.id).unwrap();
    }
    for note in &report.input.notes {
        writeln!(out, "note {note:?}").unwrap();
    }
    for finding in &report.findings {
        writeln!(
            out,
            "{:?} {:?} {} ×{} on {}",
            finding.severity,
            finding.confidence,
            finding.rule,
            finding.count,
            lines(&finding.evidence)
        )
        .unwrap();
        if let (Some(first), Some(last)) = (&finding.first_time, &finding.last_time) {
            writeln!(out, "    {first} to {last}").unwrap();
        }
        let title: String = finding
            .title
            .iter()
            .map(|part| match part {
                Inline::Text { text } => text.clone(),
                Inline::Value { text, .. } => format!("‹{text}›"),
                _ => String::new(),
            })
            .collect();
        writeln!(out, "    {title}").unwrap();
        if let Some(cause) = &finding.explained_by {
            writeln!(out, "    follows from {cause}").unwrap();
        }
        for (name, value) in &finding.captures {
            writeln!(out, "    {name} = {value}").unwrap();
        }
    }
    for unknown in &report.unknown {
        writeln!(
            out,
            "unknown {} ×{} on {}: {}",
            unknown.fingerprint,
            unknown.count,
            lines(&unknown.evidence),
            unknown.template
        )
        .unwrap();
        for code in &unknown.codes {
            writeln!(out, "    {} {} {}: {}", code.scheme, code.value, code.name, code.text)
                .unwrap();
        }
    }
    if !report.guidance.is_empty() {
        writeln!(out, "general steps").unwrap();
    }
    out
}

fn lines(evidence: &[Evidence]) -> String {
    evidence.iter().map(|evidence| evidence.line.to_string()).collect::<Vec<_>>().join(", ")
}

#[test]
fn every_log_comes_out_as_expected() {
    let engine = Engine::new(unstuck_rulebook::rule_book());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut logs: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "log"))
        .collect();
    logs.sort();
    assert!(logs.len() >= 8, "the corpus is there");
    for log in logs {
        let report = engine.analyze(&Document::read(std::fs::read(&log).unwrap()));
        expect_test::expect_file![log.with_extension("expected")].assert_eq(&outline(&report));
    }
}
