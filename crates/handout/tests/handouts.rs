//! Handouts of the reports on real logs.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its logs has failed")]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::{fs, iter};

use unstuck_engine::Engine;
use unstuck_handout::{Feedback, Handout, Verdict, link, markdown};
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
    let packed = link::pack(&handout, link::START).unwrap();
    let packed = String::from_utf8_lossy(&packed);
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
    for (name, log) in logs() {
        let handout = handout(&log, &[]);
        let report = handout.report();
        let Some(packed) = link::pack(&handout, link::MOST) else {
            assert!(report.findings.is_empty() && report.unknown.is_empty(), "{name}");
            continue;
        };
        let (shared, left_out) = link::unpack(&packed, ENGINE.rule_book()).unwrap();
        assert_eq!(left_out, 0, "{name}");
        let told = |report: &Report| -> Vec<_> {
            let said =
                report.findings.iter().map(|finding| (finding.title.clone(), finding.fix.clone()));
            said.collect()
        };
        assert_eq!(told(report), told(&shared), "{name}");
        assert_eq!(report.unknown.len(), shared.unknown.len(), "{name}");
        for Evidence { excerpt, .. } in places(&shared) {
            for mark in &excerpt.marks {
                assert!(excerpt.text.get(mark.start as usize..mark.end as usize).is_some());
            }
        }
        // In less room there is less, and it says so.
        if let Some(less) = link::pack(&handout, packed.len() / 2) {
            let (_, left_out) = link::unpack(&less, ENGINE.rule_book()).unwrap();
            assert!(left_out > 0, "{name}");
        }
    }
}

#[test]
fn a_damaged_link_is_refused() {
    let packed = link::pack(&handout(CONNECTION, &[]), link::START).unwrap();
    for length in 0..packed.len() {
        assert!(link::unpack(&packed[..length], ENGINE.rule_book()).is_none(), "{length}");
    }
    for index in 0..packed.len() {
        for change in [1, 0x80, 0xff] {
            let mut packed = packed.clone();
            packed[index] ^= change;
            // Whatever comes out, nothing breaks.
            let _ = link::unpack(&packed, ENGINE.rule_book());
        }
    }
    let much: Vec<u8> = iter::repeat_n(0, link::MOST + 1).collect();
    assert!(link::unpack(&much, ENGINE.rule_book()).is_none());
}

#[test]
fn what_the_person_said_is_told() {
    let handout = handout(CONNECTION, &[]);
    let said = Feedback { finding: 0, done: vec![0], verdict: Some(Verdict::DidNotHelp) };
    let text = markdown(handout.name(), handout.report(), &[said]);
    assert!(text.contains("\n1. **Done.** ") && !text.contains("\n2. **Done.** "), "{text}");
    assert!(text.contains("did not help"), "{text}");
}
