//! A report in another language is the same report.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod support;

use proptest::prelude::*;
use unstuck_engine::{Engine, say_in};
use unstuck_logtext::Document;
use unstuck_report::{Block, Command, Finding, Inline, Report};
use unstuck_rules::{Block as Words, Inline as Part, RuleBook, Template, Translation};

/// The rule book of the other tests, with one rule in Arabic.
fn book() -> RuleBook {
    let mut book = support::engine().rule_book().clone();
    let text = |text: &str| vec![Part::Text(Template::parse(text))];
    let words = |of: &str| vec![Words::Paragraph(text(of))];
    let refused = Translation {
        title: Template::parse("رفضت {{host|قاعدة البيانات}} الاتصال"),
        summary: "رُفض الاتصال.".to_owned(),
        cause: words("سبب"),
        fix: vec![words("اختبر {{host|المضيف}}.")],
        check: words("تحقق"),
        not_this: vec![text("غيرها")],
    };
    book.add_language("ar", vec![("db/refused".to_owned(), refused)], vec![words("انظر.")]);
    book
}

fn commands(finding: &Finding) -> Vec<&Command> {
    finding.fix.iter().filter_map(|step| step.command.as_ref()).collect()
}

fn said(report: &Report, book: &RuleBook, language: &str) -> Report {
    let mut report = report.clone();
    say_in(book, &mut report, language);
    report
}

#[test]
fn what_is_not_translated_is_said_in_english_and_marked() {
    let engine = Engine::new(book());
    let text = "job failed\ndatabase h1 refused\nERROR something else happened here\n";
    let report = engine.analyze(&Document::read(text.as_bytes().to_vec()));
    assert_eq!(report.language, "en");
    let report = said(&report, engine.rule_book(), "ar-EG");
    assert_eq!(report.language, "ar");
    let languages: Vec<_> = report
        .findings
        .iter()
        .map(|found| (found.rule.as_str(), found.language.as_str()))
        .collect();
    assert_eq!(languages, [("db/refused", "ar"), ("job/failed", "en")]);
    let refused = &report.findings[0];
    assert_eq!(refused.summary, "رُفض الاتصال.");
    let value = Inline::Value { name: "host".to_owned(), text: "h1".to_owned() };
    assert_eq!(refused.title[1], value);
    assert_eq!(commands(refused)[0].text, "ping h1");
    let words = Inline::Text { text: "انظر.".to_owned() };
    assert_eq!(report.guidance[0].text, [Block::Paragraph { text: vec![words] }]);
    // A language that nobody speaks is English.
    let report = said(&report, engine.rule_book(), "tlh");
    assert_eq!((report.language.as_str(), report.findings[0].language.as_str()), ("en", "en"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn only_the_prose_differs(
        lines in prop::collection::vec(
            prop::sample::select(vec![
                "database h1 refused", "database h2; refused", "it refused", "job failed",
                "upstream a", "took 61s", "größe öäü", "ERROR no such thing", "fine",
            ]),
            0..12,
        )
    ) {
        let engine = Engine::new(book());
        let english = engine.analyze(&Document::read(lines.join("\n").into_bytes()));
        let arabic = said(&english, engine.rule_book(), "ar");
        prop_assert_eq!(english.findings.len(), arabic.findings.len());
        for (one, other) in english.findings.iter().zip(&arabic.findings) {
            prop_assert_eq!(commands(one), commands(other));
            let same = Finding {
                language: one.language.clone(),
                title: one.title.clone(),
                summary: one.summary.clone(),
                cause: one.cause.clone(),
                fix: one.fix.clone(),
                check: one.check.clone(),
                not_this: one.not_this.clone(),
                ..other.clone()
            };
            prop_assert_eq!(one, &same);
        }
        prop_assert_eq!(&english.unknown, &arabic.unknown);
        // The way back needs no look at the input either.
        prop_assert_eq!(&said(&arabic, engine.rule_book(), "en"), &english);
    }
}
