//! The problems of the guides that the product was made from are explained in Arabic too.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::path::Path;

use unstuck_engine::{Engine, say_in};
use unstuck_logtext::Document;
use unstuck_report::{Block, Inline, Report};

/// The general steps and everything that the findings say, without code and values.
fn prose(report: &Report) -> Vec<&str> {
    let guidance = report.guidance.iter().flat_map(|step| &step.text);
    let said = report.findings.iter().flat_map(|finding| {
        let steps = finding.fix.iter().flat_map(|step| &step.text);
        finding.cause.iter().chain(steps).chain(&finding.check)
    });
    let mut parts: Vec<&Inline> = Vec::new();
    for block in guidance.chain(said) {
        match block {
            Block::Paragraph { text } => parts.extend(text),
            Block::List { items } => parts.extend(items.iter().flatten()),
            Block::Code(_) => {}
        }
    }
    let text = |part: &&'_ Inline| matches!(part, Inline::Text { .. });
    let words = parts.into_iter().filter(text).map(|part| match part {
        Inline::Text { text } => text.as_str(),
        _ => "",
    });
    words.collect()
}

#[test]
fn the_guides_are_explained_in_arabic() {
    let engine = Engine::new(unstuck_rulebook::rule_book());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut findings = 0;
    for guide in ["guide-integration", "guide-knowledge-base", "guide-connector-status"] {
        let log = std::fs::read(folder.join(guide).with_extension("log")).unwrap();
        let mut report = engine.analyze(&Document::read(log));
        let english = report.clone();
        say_in(engine.rule_book(), &mut report, "ar");
        assert_eq!(report.language, "ar");
        for (arabic, english) in report.findings.iter().zip(&english.findings) {
            assert_eq!(arabic.language, "ar", "{}", arabic.rule);
            assert_ne!(arabic.title, english.title, "{}", arabic.rule);
            let commands = |finding: &unstuck_report::Finding| {
                finding.fix.iter().map(|step| step.command.clone()).collect::<Vec<_>>()
            };
            assert_eq!(commands(arabic), commands(english), "{}", arabic.rule);
        }
        findings += report.findings.len();
        let arabic = |c: char| ('\u{0600}'..='\u{06ff}').contains(&c);
        for text in prose(&report).into_iter().filter(|text| text.split(' ').count() > 8) {
            assert!(text.contains(arabic), "{text}");
        }
    }
    assert!(findings >= 18, "{findings}");
}
