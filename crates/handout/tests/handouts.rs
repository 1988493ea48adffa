//! Handouts of the reports on real logs.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its logs has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use unstuck_engine::Engine;
use unstuck_handout::{Feedback, Flaw, Handout, Verdict, form, markdown};
use unstuck_logtext::Document;
use unstuck_report::{Evidence, Report};
use unstuck_rules::Holds;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(unstuck_rulebook::rule_book()));

fn analyze(text: &str) -> Report {
    ENGINE.analyze(&Document::read(text.as_bytes().to_vec()))
}

fn handout(text: &str, keep: &[&str]) -> Handout {
    let keep: BTreeSet<String> = keep.iter().map(|&value| value.to_owned()).collect();
    Handout::of(&analyze(text), "app.log", ENGINE.rule_book(), &keep)
}

/// The characters that are left for a link behind the address of the page.
const ROOM: usize = 1_950;

fn link_of(handout: &Handout, room: usize) -> form::Written {
    form::write(handout, ENGINE.rule_book(), room).unwrap()
}

/// The logs of the corpus, each with its name.
fn logs() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut logs: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|end| end == "log"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned())
        })
        .collect();
    logs.sort();
    assert!(logs.len() >= 25, "{}", logs.len());
    logs
}

fn places(report: &Report) -> impl Iterator<Item = &Evidence> {
    let of_findings = report.findings.iter().flat_map(|finding| &finding.evidence);
    of_findings.chain(report.unknown.iter().flat_map(|unknown| &unknown.evidence))
}

const CONNECTION: &str = "2026-11-21 10:00:00 ERROR psql: error: connection to server at \
    \"db.internal.example.com\" (10.1.2.3), port 5432 failed: FATAL:  password authentication \
    failed for user \"jane\"\npostgres://jane:hunter22@db.internal.example.com/shop\n";

#[test]
fn what_is_private_is_nowhere() {
    let handout = handout(CONNECTION, &[]);
    assert_eq!(handout.report().findings.len(), 1, "{:?}", handout.report().findings);
    let json = serde_json::to_string(handout.report()).unwrap();
    let text = markdown(handout.name(), handout.report(), &[]);
    let opened = form::read(&link_of(&handout, ROOM).fragment, ENGINE.rule_book()).unwrap();
    let packed = serde_json::to_string(&opened.report).unwrap();
    for private in ["db.internal", "10.1.2.3", "jane", "hunter22", "app.log"] {
        for (form, content) in [("JSON", json.as_str()), ("Markdown", &text), ("link", &packed)] {
            assert!(!content.contains(private), "{private} in the {form}:\n{content}");
        }
        assert!(
            handout.hidden().iter().any(|hidden| hidden.value.contains(private))
                || private == "hunter22"
        );
    }
    assert!(text.contains("USER_1"), "{text}");
}

#[test]
fn what_the_person_keeps_stays() {
    let text = |keep: &[&str]| {
        let handout = handout(CONNECTION, keep);
        markdown(handout.name(), handout.report(), &[])
    };
    assert!(text(&["jane"]).contains("jane"));
    assert!(!text(&["jane"]).contains("10.1.2.3"));
    let kept = handout(CONNECTION, &["jane"]);
    let jane = kept.hidden().iter().find(|hidden| hidden.value == "jane").unwrap();
    assert!(jane.kept && jane.count > 0, "{jane:?}");
}

/// Whether `value` stands in `text` as a word of its own.
fn stands_in(value: &str, text: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(value).any(|(at, _)| {
        !text[..at].ends_with(is_word) && !text[at + value.len()..].starts_with(is_word)
    })
}

#[test]
fn no_value_that_a_rule_calls_private_is_left_in_the_evidence() {
    let mut hidden = 0;
    for (name, log) in logs() {
        let report = analyze(&log);
        let handout = Handout::of(&report, &name, ENGINE.rule_book(), &BTreeSet::new());
        for finding in &report.findings {
            let (rule, _) = ENGINE.rule_book().rule(&finding.rule).unwrap();
            for capture in &rule.captures {
                let Some(value) = finding.captures.get(&capture.name) else { continue };
                // Of accounts, those that every installation has stay.
                let public = !matches!(capture.holds, Holds::Internal | Holds::Credential);
                // A machine's name for itself tells nothing.
                if value.starts_with("127.") || value == "localhost" {
                    continue;
                }
                // A plain word, such as `root` or `postgres`, is the name of much else too.
                let is_word =
                    value.len() < 8 || value.bytes().all(|byte| byte.is_ascii_alphabetic());
                if public || is_word {
                    continue;
                }
                for place in places(handout.report()) {
                    let text = &place.excerpt.text;
                    assert!(!stands_in(value, text), "{name}: {value} of {} in\n{text}", rule.id);
                }
                hidden += 1;
            }
        }
    }
    assert!(hidden > 30, "{hidden}");
}

#[test]
fn marks_stay_inside_of_their_text() {
    for (name, log) in logs() {
        let handout = handout(&log, &[]);
        for Evidence { excerpt, .. } in places(handout.report()) {
            for mark in &excerpt.marks {
                let marked = excerpt.text.get(mark.start as usize..mark.end as usize);
                assert!(marked.is_some_and(|text| !text.is_empty()), "{name}: {excerpt:?}");
            }
        }
    }
}

#[test]
fn what_was_redacted_is_redacted() {
    for (name, log) in logs() {
        let once = handout(&log, &[]);
        let twice = Handout::of(once.report(), once.name(), ENGINE.rule_book(), &BTreeSet::new());
        let texts = |handout: &Handout| -> Vec<String> {
            places(handout.report()).map(|place| place.excerpt.text.clone()).collect()
        };
        assert_eq!(texts(&once), texts(&twice), "{name}");
    }
}

#[test]
fn a_link_tells_the_same_findings() {
    let book = ENGINE.rule_book();
    for (name, log) in logs() {
        let handout = handout(&log, &[]);
        let report = handout.report();
        let all = (report.findings.len() + report.unknown.len()) as u32;
        let Some(link) = form::write(&handout, book, ROOM) else {
            assert_eq!(all, 0, "{name}");
            continue;
        };
        assert!(link.fragment.len() <= ROOM, "{name}: {}", link.fragment.len());
        assert_eq!(link.held + link.left_out, all, "{name}");
        let opened = form::read(&link.fragment, book).unwrap();
        assert_eq!(opened.linked.left_out, link.left_out, "{name}");
        assert_eq!(opened.linked.edition, None, "{name}");
        let shared = &opened.report;
        assert_eq!((shared.findings.len() + shared.unknown.len()) as u32, link.held, "{name}");
        for (told, shared) in report.findings.iter().zip(&shared.findings) {
            assert_eq!((&told.rule, told.count), (&shared.rule, shared.count), "{name}");
            if told.captures == shared.captures {
                assert_eq!((&told.title, &told.fix), (&shared.title, &shared.fix), "{name}");
            }
        }
        for Evidence { excerpt, .. } in places(shared) {
            assert!(excerpt.text.len() <= 240, "{name}: {excerpt:?}");
            for mark in &excerpt.marks {
                assert!(excerpt.text.get(mark.start as usize..mark.end as usize).is_some());
            }
        }
        // In less room there is less, and it says so.
        if let Some(less) = form::write(&handout, book, link.fragment.len() / 2) {
            let opened = form::read(&less.fragment, book).unwrap();
            let places = |report: &Report| -> usize {
                places(report).map(|place| place.excerpt.text.len()).sum()
            };
            assert!(
                opened.linked.left_out > 0 || places(&opened.report) < places(shared),
                "{name}"
            );
        }
        assert_eq!(form::write(&handout, book, 60), None, "{name}");
    }
}

#[test]
fn a_link_with_much_to_say_holds_the_first_of_it() {
    let one = handout(CONNECTION, &[]);
    let mut report = one.report().clone();
    report.findings = (1..=90)
        .map(|count| unstuck_report::Finding { count, ..report.findings[0].clone() })
        .collect();
    for (line, finding) in report.findings.iter_mut().enumerate() {
        for place in &mut finding.evidence {
            // Nothing that repeats, and so nothing that shrinks.
            let noise: String = (0..30_u64)
                .map(|word| format!("{:x} ", (line as u64 * 977 + word * 131).wrapping_pow(5)))
                .collect();
            place.excerpt.text = noise;
            place.excerpt.marks.clear();
        }
    }
    let book = ENGINE.rule_book();
    let handout = Handout::of(&report, "app.log", book, &BTreeSet::new());
    let link = link_of(&handout, ROOM);
    assert!(link.fragment.len() <= ROOM && link.fragment.len() > ROOM / 2, "{link:?}");
    assert!(link.held > 5 && link.left_out > 0 && link.held + link.left_out == 90, "{link:?}");
    let opened = form::read(&link.fragment, book).unwrap();
    let counts: Vec<u64> = opened.report.findings.iter().map(|finding| finding.count).collect();
    assert_eq!(counts, (1..=u64::from(link.held)).collect::<Vec<_>>());
}

#[test]
fn a_link_that_was_cut_or_changed_says_so() {
    let book = ENGINE.rule_book();
    let link = link_of(&handout(CONNECTION, &[]), ROOM).fragment;
    let whole = form::read(&link, book).unwrap();
    for length in form::BEGIN.len()..link.len() {
        assert_eq!(form::read(&link[..length], book), Err(Flaw::CutOff), "{length}");
    }
    // What a chat leaves behind a link does no harm.
    for behind in [".", ")", ">", "\u{201d}", "%20and"] {
        assert_eq!(form::read(&format!("{link}{behind}"), book).as_ref(), Ok(&whole), "{behind}");
    }
    for (at, old) in link.char_indices().skip(form::BEGIN.len()) {
        for new in ['A', 'z', '0', '.', '\u{202e}', '%'] {
            let changed = format!("{}{new}{}", &link[..at], &link[at + 1..]);
            let read = form::read(&changed, book);
            // The sum is the same whatever the case of its letters.
            assert!(read.is_err() || new == old || read.as_ref() == Ok(&whole), "{at} {new}");
        }
    }
    let rest = link.strip_prefix("#r=1.d").unwrap();
    for (link, flaw) in [
        (format!("#r=2.d{rest}"), Flaw::TooNew),
        (format!("#r=1.b{rest}"), Flaw::TooNew),
        (format!("#r=0.d{rest}"), Flaw::Damaged),
        (format!("#r=x.d{rest}"), Flaw::Damaged),
        ("#r=".to_owned(), Flaw::CutOff),
        ("#r=1.d.99999999999.00000000.AAAA".to_owned(), Flaw::Damaged),
        ("#L120-L140".to_owned(), Flaw::Strange),
        (String::new(), Flaw::Strange),
    ] {
        assert_eq!(form::read(&link, book), Err(flaw), "{link}");
    }
}

#[test]
fn rules_that_the_reader_does_not_have_are_named() {
    let link = link_of(&handout(CONNECTION, &[]), ROOM).fragment;
    let report = analyze(CONNECTION);
    let rule = report.findings[0].rule.clone();
    let nothing = unstuck_rules::RuleBook::default();
    assert_eq!(form::read(&link, &nothing), Err(Flaw::UnknownRules(vec![rule])));
    // A rule that was renamed is found under its old id.
    let mut book = unstuck_rulebook::rule_book();
    let (old, new) = book.redirects.first().cloned().unwrap_or_default();
    if !old.is_empty() {
        let place = book.place(&new).unwrap();
        book.redirects.clear();
        book.rules[place].id.clone_from(&old);
        let mut report = report;
        report.findings[0].rule.clone_from(&old);
        let handout = Handout::of(&report, "", &book, &BTreeSet::new());
        let link = form::write(&handout, &book, ROOM).unwrap().fragment;
        assert_eq!(form::read(&link, ENGINE.rule_book()).unwrap().report.findings[0].rule, new);
    }
}

#[test]
fn what_the_person_said_is_told() {
    let handout = handout(CONNECTION, &[]);
    let said = Feedback { finding: 0, done: vec![0], verdict: Some(Verdict::DidNotHelp) };
    let text = markdown(handout.name(), handout.report(), &[said]);
    assert!(text.contains("\n1. **Done.** ") && !text.contains("\n2. **Done.** "), "{text}");
    assert!(text.contains("did not help"), "{text}");
}
