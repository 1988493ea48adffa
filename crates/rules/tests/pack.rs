//! A pack is the book that was packed, or an error: never a panic, never other rules.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use flate2::write::ZlibEncoder;
use proptest::prelude::*;
use std::io::Write as _;
use unstuck_report::{Code, Confidence, Reader, Risk, Severity, Source};
use unstuck_rules::literals::Literal;
use unstuck_rules::pack::{self, PackError};
use unstuck_rules::{
    Block, Bounds, Capture, CaptureKind, CodeText, Condition, Holds, Inline, LookAlike, ORIGINAL,
    Problem, Rule, RuleBook, RuleText, SeverityWhen, Sign, Step, Template, Translation, Variant,
    Within,
};

/// Where the header says how long the sections are, packed and unpacked.
const SIZES: usize = 16;
/// Where the first section begins.
const HEADER: usize = 32;

/// A book in which every kind of thing occurs.
fn book() -> RuleBook {
    let text = |text: &str| vec![Inline::Text(Template::parse(text))];
    let literal = Literal { text: "refused".to_owned(), probe: 1 };
    let condition = Condition {
        pattern: "port (?P<value>\\d+)".to_owned(),
        within: Within::Records(3),
        bounds: Some(Bounds { at_least: Some(vec![1, 2]), below: None }),
        says: "names a port".to_owned(),
        literals: Vec::new(),
    };
    let rule = |id: &str| Rule {
        id: id.to_owned(),
        problem: Problem::ConnectionRefused,
        severity: Severity::Error,
        severity_when: vec![SeverityWhen {
            sign: Sign::Value { capture: "port".to_owned(), at_least: 1.5 },
            severity: Severity::Critical,
        }],
        variants: vec![Variant {
            pattern: "(?P<host>\\S+) refused".to_owned(),
            case_sensitive: true,
            confidence: Confidence::Certain,
            literals: vec![literal.clone()],
            gates: vec![vec![literal.clone()]],
            all: vec![condition.clone()],
            any: Vec::new(),
            none: vec![Condition { within: Within::Log, ..condition.clone() }],
        }],
        captures: vec![Capture {
            name: "host".to_owned(),
            kind: CaptureKind::Host,
            holds: Holds::Internal,
        }],
        key: vec!["host".to_owned()],
        explains: vec!["b/b".to_owned()],
        over: Vec::new(),
        general: true,
        follow_up: false,
    };
    let code = CodeText {
        language: "sh".to_owned(),
        text: Template::parse("ping {{host|localhost}}[[ -p {{port}}]]"),
    };
    let step = Step {
        text: vec![Block::Paragraph(text("Look."))],
        command: Some(code.clone()),
        risk: Risk::Safe,
        who: Reader::Anyone,
    };
    let says = RuleText {
        title: Template::parse("{{host}} refuses[[ on {{port}}]]"),
        summary: "Nothing listens there.".to_owned(),
        system: "Example".to_owned(),
        codes: vec![Code { scheme: "errno".to_owned(), value: "ECONNREFUSED".to_owned() }],
        applies_to: Some("3 and later".to_owned()),
        reviewed: "2026-01-01".to_owned(),
        sources: vec![Source {
            title: "Manual".to_owned(),
            url: "https://example.org/".to_owned(),
        }],
        cause: vec![Block::List(vec![text("one"), text("two")]), Block::Code(code)],
        fix: vec![step.clone()],
        check: vec![Block::Paragraph(text("It answers."))],
        not_this: vec![LookAlike { rule: Some("b/b".to_owned()), text: text("It is slow.") }],
    };
    let mut book = RuleBook::new(
        vec![
            (rule("b/b"), RuleText { summary: "Second.".to_owned(), ..says.clone() }),
            (rule("a/a"), says),
        ],
        vec![step],
        vec![("a/old".to_owned(), "a/a".to_owned())],
    );
    let words = Translation {
        title: Template::parse("{{host}} رفض"),
        summary: "لا شيء يستمع هناك.".to_owned(),
        cause: vec![Block::Paragraph(text("سبب"))],
        fix: vec![vec![Block::Paragraph(text("انظر."))]],
        check: Vec::new(),
        not_this: vec![text("بطيء")],
    };
    let guidance = words.fix.clone();
    book.add_language("ar", vec![("a/a".to_owned(), words.clone())], guidance);
    book.add_language("de", vec![("b/b".to_owned(), words)], Vec::new());
    book
}

/// The book of these bytes, all of it.
fn read(pack: &[u8]) -> Result<RuleBook, PackError> {
    let book = pack::decode(pack)?;
    book.unpack_texts()?;
    book.languages().try_for_each(|language| book.unpack_language(language))?;
    Ok(book)
}

fn same(one: &RuleBook, other: &RuleBook) -> bool {
    let said = |book: &RuleBook| {
        let languages: Vec<String> = book.languages().map(str::to_owned).collect();
        let says = |language: &String| {
            let rules: Vec<_> = (0..book.rules.len())
                .map(|place| book.says(place, language))
                .map(|(text, language)| (text.into_owned(), language.to_owned()))
                .collect();
            (language.clone(), rules, book.guidance_in(language).into_owned())
        };
        languages.iter().map(says).collect::<Vec<_>>()
    };
    said(one) == said(other)
        && one.rules == other.rules
        && one.redirects == other.redirects
        && one.guidance() == other.guidance()
        && one.entries().map(|(_, text)| text).eq(other.entries().map(|(_, text)| text))
}

#[test]
fn what_is_packed_comes_out_again() {
    for book in [book(), RuleBook::default()] {
        let pack = pack::encode(&book).unwrap();
        assert_eq!(pack, pack::encode(&book.clone()).unwrap(), "the same book is the same pack");
        assert_eq!(pack::rule_count(&pack), Ok(book.rules.len() as u32));
        let again = read(&pack).unwrap();
        assert!(same(&again, &book), "{again:?}");
        assert_eq!(pack::encode(&again).unwrap(), pack);
    }
}

#[test]
fn rules_are_found_with_their_own_texts() {
    // Without asking for the texts first: they unpack themselves.
    let book = pack::decode(&pack::encode(&book()).unwrap()).unwrap();
    for (id, expected) in [
        ("a/a", Some(("a/a", "Nothing listens there."))),
        ("a/old", Some(("a/a", "Nothing listens there."))),
        ("b/b", Some(("b/b", "Second."))),
        ("c/c", None),
    ] {
        let found = book.rule(id).map(|(rule, text)| (rule.id.as_str(), text.summary.as_str()));
        assert_eq!(found, expected, "{id}");
    }
}

#[test]
fn what_is_translated_is_said_in_its_language_and_the_rest_in_the_original_s() {
    // Without asking first: languages unpack themselves, too.
    let book = pack::decode(&pack::encode(&book()).unwrap()).unwrap();
    for (place, wanted, language, summary) in [
        (0, "ar", "ar", "لا شيء يستمع هناك."),
        (0, "ar-EG", "ar", "لا شيء يستمع هناك."),
        (0, "AR", "ar", "لا شيء يستمع هناك."),
        (1, "ar", ORIGINAL, "Second."),
        (0, "de", ORIGINAL, "Nothing listens there."),
        (0, "en-GB", ORIGINAL, "Nothing listens there."),
        (0, "", ORIGINAL, "Nothing listens there."),
    ] {
        let (says, found) = book.says(place, wanted);
        assert_eq!((found, says.summary.as_str()), (language, summary), "{place} {wanted}");
        // What is not prose is the same in every language.
        let original = book.text(place);
        assert_eq!(says.fix[0].command, original.fix[0].command);
        assert_eq!((says.fix[0].risk, &says.sources), (original.fix[0].risk, &original.sources));
        assert_eq!(says.not_this[0].rule, original.not_this[0].rule);
    }
    let translated = |wanted| book.guidance_in(wanted).as_ref() != book.guidance();
    assert_eq!(["ar", "de", "fr"].map(translated), [true, false, false]);
    assert_eq!(["ar-EG", "de", "fr"].map(|wanted| book.language(wanted)), ["ar", "de", ORIGINAL]);
    assert_eq!((book.translated("ar"), book.translated("fr")), (1, 0));
}

#[test]
fn damaged_words_of_a_language_leave_the_original_s() {
    let mut pack = pack::encode(&book()).unwrap();
    let last = pack.len() - 1;
    pack[last] ^= 1;
    let book = pack::decode(&pack).unwrap();
    assert_eq!(book.unpack_texts(), Ok(()));
    assert_eq!(book.unpack_language("ar"), Ok(()));
    assert_eq!(book.unpack_language("de"), Err(PackError::Damaged));
    assert_eq!((book.says(1, "de").1, book.language("de")), (ORIGINAL, ORIGINAL));
}

#[test]
fn a_pack_that_is_cut_off_or_goes_on_is_refused() {
    let mut pack = pack::encode(&book()).unwrap();
    for length in 0..pack.len() {
        assert!(read(&pack[..length]).is_err(), "{length} of {}", pack.len());
    }
    pack.push(0);
    assert_eq!(read(&pack).unwrap_err(), PackError::Damaged);
}

#[test]
fn a_flipped_byte_is_refused_or_changes_nothing() {
    let book = book();
    let pack = pack::encode(&book).unwrap();
    for at in 0..pack.len() {
        for flip in (0..8).map(|bit| 1 << bit).chain([0xff]) {
            let mut damaged = pack.clone();
            damaged[at] ^= flip;
            // A zlib stream says how hard it was tried to pack it, which nobody needs.
            if let Ok(read) = read(&damaged) {
                assert!(same(&read, &book), "byte {at} with {flip:#x}");
                assert!(at >= HEADER, "byte {at} of the header with {flip:#x}");
            }
        }
    }
}

#[test]
fn damaged_texts_leave_the_rules_as_they_are() {
    let mut pack = pack::encode(&book()).unwrap();
    let length = |at: usize| u32::from_le_bytes(pack[at..at + 4].try_into().unwrap()) as usize;
    let last = HEADER + length(SIZES) + length(SIZES + 8) - 1;
    pack[last] ^= 1;
    let book = pack::decode(&pack).unwrap();
    assert_eq!(book.unpack_texts(), Err(PackError::Damaged));
    // Somebody who did not ask gets empty texts, and no panic.
    assert_eq!(book.text(1), &RuleText::default());
    assert!(book.guidance().is_empty());
}

#[test]
fn what_is_no_pack_of_this_version_says_what_it_is() {
    let pack = pack::encode(&book()).unwrap();
    let with = |at: usize, bytes: &[u8]| {
        let mut pack = pack.clone();
        pack[at..at + bytes.len()].copy_from_slice(bytes);
        pack
    };
    for (bytes, expected) in [
        (Vec::new(), PackError::Foreign),
        (b"<!doctype html>".to_vec(), PackError::Foreign),
        (pack[..20].to_vec(), PackError::Damaged),
        (with(8, &7_u32.to_le_bytes()), PackError::Format(7)),
        // Another number of rules than there are.
        (with(12, &3_u32.to_le_bytes()), PackError::Damaged),
        (with(SIZES, &u32::MAX.to_le_bytes()), PackError::Damaged),
        (with(SIZES + 4, &u32::MAX.to_le_bytes()), PackError::TooLarge),
        (with(SIZES + 12, &u32::MAX.to_le_bytes()), PackError::TooLarge),
        (with(SIZES + 12, &1_u32.to_le_bytes()), PackError::Damaged),
    ] {
        assert_eq!(read(&bytes).unwrap_err(), expected);
        assert!(!expected.to_string().is_empty());
    }
}

/// A pack without rules whose texts are these bytes, which claim to be so many.
fn with_texts(content: &[u8], claimed: u32) -> Vec<u8> {
    let mut pack = pack::encode(&RuleBook::default()).unwrap();
    let first = u32::from_le_bytes(pack[SIZES..SIZES + 4].try_into().unwrap()) as usize;
    pack.truncate(HEADER + first);
    let mut encoder = ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).unwrap();
    let packed = encoder.finish().unwrap();
    pack[SIZES + 8..SIZES + 12].copy_from_slice(&(packed.len() as u32).to_le_bytes());
    pack[SIZES + 12..HEADER].copy_from_slice(&claimed.to_le_bytes());
    pack.extend(packed);
    pack
}

#[test]
fn bombs_do_not_go_off() {
    let zeros = vec![0; 40 << 20];
    // No rules, and one general step that holds a template of optional parts in optional
    // parts: as deep as a section can make it.
    let mut deep = vec![0, 1, 1, 0, 1, 0];
    deep.resize(8 << 20, 2);
    for (at, byte) in deep.iter_mut().enumerate().skip(6) {
        *byte = if at % 2 == 0 { 1 } else { 2 };
    }
    for (what, content, claimed) in [
        ("more than it says", &zeros, 2),
        ("more than there may be", &zeros, 16 << 20),
        ("nested without end", &deep, deep.len() as u32),
        ("too long a list", &vec![0xff, 0xff, 0xff, 0xff, 0x0f], 5),
    ] {
        assert_eq!(read(&with_texts(content, claimed)).unwrap_err(), PackError::Damaged, "{what}");
    }
    // The helper makes packs that can be read, or the above would show nothing.
    assert!(read(&with_texts(&[0, 0], 2)).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_texts_come_out_again(words in prop::collection::vec(".{0,80}", 1..12)) {
        let book = book();
        let rule = |(place, word): (usize, &String)| {
            let (rule, text) = (book.rules[0].clone(), book.text(0).clone());
            (
                Rule { id: format!("r/{place}"), ..rule },
                RuleText { summary: word.clone(), title: Template::parse(word), ..text },
            )
        };
        let rules = words.iter().enumerate().map(rule).collect();
        let book = RuleBook::new(rules, Vec::new(), Vec::new());
        let again = read(&pack::encode(&book).unwrap()).unwrap();
        prop_assert!(same(&again, &book));
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400), of_pack in 0_usize..64) {
        // Also behind the beginning of a real pack, or nothing would get past the header.
        let mut all = pack::encode(&book()).unwrap();
        all.truncate(of_pack);
        all.extend(bytes);
        prop_assert!(read(&all).is_err());
    }
}
