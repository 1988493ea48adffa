//! Every check refuses a rule that is broken in just that way, and says where and what to
//! do. Each case is the sound folder `tests/base` with one change.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;

use unstuck_rulecheck::{Checked, check};

const LOST: &str = "rules/sample/widget-lost.md";

/// The base folder with `from` replaced by `to` in one file.
fn broken(file: &str, from: &str, to: &str) -> Checked {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/base");
    let copy = tempfile::tempdir().unwrap();
    for name in [
        "rules/sample/widget-lost.md",
        "rules/sample/widget-broken.md",
        "rules/guidance.md",
        "rules/redirects.toml",
        "quiet/widgets.log",
    ] {
        let mut text = fs::read_to_string(base.join(name)).unwrap();
        if name == file {
            assert!(text.contains(from), "{name} has no {from:?}");
            text = text.replacen(from, to, 1);
        }
        let path = copy.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    check(&copy.path().join("rules"), Some(&copy.path().join("quiet")))
}

#[test]
fn the_base_is_sound() {
    let checked = broken(LOST, "", "");
    assert_eq!(checked.defects, []);
    assert_eq!((checked.book.rules.len(), checked.examples, checked.quiet_lines), (2, 6, 1));
    assert_eq!(checked.book.rule("sample/widget-gone").unwrap().0.id, "sample/widget-lost");
}

#[test]
fn every_mistake_is_named_with_its_line() {
    // What is replaced, by what, the line that must be named, a part of the message.
    let cases: &[(&str, &str, usize, &str)] = &[
        ("+++\ntitle", "title", 1, "does not begin with front matter"),
        ("severity = \"error\"", "severity = \"awful\"", 6, "the front matter cannot be read"),
        ("problem =", "probelm =", 5, "unknown field `probelm`"),
        ("A widget does not come back.", "", 3, "the summary is empty"),
        ("A widget does not", "The {{widget}} does not", 3, "the summary has a gap"),
        ("\"Widget W404\"", "\"W404\"", 7, "is no code"),
        ("2026-01-31", "31.1.2026", 9, "is no date"),
        ("<https://example.org/widgets>", "http://example.org", 10, "is no source"),
        ("[\"Widgets <https://example.org/widgets>\"]", "[]", 1, "names no source"),
        (r"(?P<widget>\w+) is", r"(?P<widget>\w+ is", 13, "not a regular expression"),
        (r"(?P<widget>\w+) is lost", r"(?P<widget>(?=x)) is lost", 13, "look-around"),
        (r"(?P<widget>\w+) is lost", r"(?P<widget>[“”]) is lost", 13, "Unicode not allowed"),
        (
            r"'widget (?P<widget>\w+) is lost(?: after (?P<tries>\d+) tries)?'",
            r"'(?P<widget>\w+) (?P<tries>\d+)?'",
            13,
            "no fixed text",
        ),
        (
            r"'widget (?P<widget>\w+) is lost(?: after (?P<tries>\d+) tries)?'",
            r"'(?:widget (?P<widget>\w+) is lost(?: after (?P<tries>\d+) tries)?)?'",
            13,
            "matches the empty text",
        ),
        ("widget = { kind = \"name\" }\n", "", 1, "picks out `widget`, which is not declared"),
        ("tries = { kind", "tires = { kind", 17, "no pattern has a group `tires`"),
        ("key = [\"widget\"]", "key = [\"gadget\"]", 8, "`key` names `gadget`"),
        ("capture = \"tries\"", "capture = \"times\"", 19, "`severity_when` reads `times`"),
        ("[[ after {{tries}} tries]]", " after {{tries}} tries", 2, "nothing stands in for it"),
        ("find-widget {{widget}}", "find-widget {{gadget}}", 33, "the gap `gadget` is no capture"),
        (
            "[[match]]",
            "[[match]]\nnone = [{ pattern = '(', says = \"x\" }]",
            13,
            "not a regular expression",
        ),
        (
            "[[match]]",
            "[[match]]\nnone = [{ pattern = 'xyz', says = \" \" }]",
            13,
            "`says` is empty",
        ),
        (
            "[[match]]",
            "[[match]]\nany = [{ pattern = 'starting', within = \"log\", says = \"x\" }]",
            13,
            "`within = \"log\"` cannot stand here",
        ),
        (
            "[[match]]",
            "[[match]]\nall = [{ pattern = '[a-z]+', within = \"log\", says = \"x\" }]",
            13,
            "the condition on the whole log has no fixed text",
        ),
        (
            "[[match]]",
            "[[match]]\nall = [{ pattern = 'version', at_least = \"2\", says = \"x\" }]",
            13,
            "compare the group `value`",
        ),
        (
            "[[match]]",
            "[[match]]\nall = [{ pattern = 'version (?P<value>.+)', below = \"new\", says = \"x\" }]",
            13,
            "`new` is no number",
        ),
        ("capture = \"tries\"", "capture = \"tries\"\ncount = 3", 19, "names no sign, or several"),
        (
            "capture = \"tries\"\nat_least = ",
            "beside = \"sample/none\"\n# ",
            19,
            "there is no rule `sample/none`",
        ),
        ("## Check", "## Chekc", 1, "the section `Check` is missing"),
        ("## Check", "## Cause", 1, "there more than once"),
        ("## Check", "## Czech", 41, "not one of the fixed ones"),
        ("- It is **there** again.\n", "", 41, "the section `Check` is empty"),
        ("Look for it.", "Look for it.<br>", 31, "raw HTML"),
        ("- It is **there** again.", "- It is\n  - there", 44, "cannot hold"),
        ("https://example.org/book", "http://example.org/book", 27, "neither `https:` nor a rule"),
        ("```sh\n", "```\n", 33, "code without a language"),
        (
            "2. Make a new one.",
            "2. Make a new one.\n\n   ```sh\n   a\n   ```\n\n   ```sh\n   b\n   ```",
            43,
            "two commands",
        ),
        ("Risk: can lose data.", "Risk: boring.", 39, "is no risk and no reader"),
        ("Look for it.", "Look\u{202e} for it.", 31, "the invisible character U+202E"),
        ("```log match widget=\"w2\" tries=\"7\"", "```log near-miss", 1, "1 matching example(s)"),
        (
            "```log near-miss instead=\"sample/widget-broken\"\nwidget w3 is broken",
            "```log match\nwidget w3 is lost",
            1,
            "no near-miss",
        ),
        (
            "```log match widget=\"w1\"",
            "```log mtach widget=\"w1\"",
            51,
            "neither `match` nor `near-miss`",
        ),
        ("widget=\"w1\"", "gadget=\"w1\"", 51, "expects `gadget`, which is no capture"),
        ("(widget-broken.md)", "(widget-bent.md)", 47, "there is no rule `sample/widget-bent`"),
        (
            "key = [\"widget\"]",
            "key = [\"widget\"]\nexplains = [\"sample/none\"]",
            9,
            "there is no rule `sample/none`",
        ),
        (
            "key = [\"widget\"]",
            "key = [\"widget\"]\nover = [\"sample/widget-lost\"]",
            9,
            "names itself",
        ),
        ("system = \"Sample\"", "system = \"Other\"", 1, "the system is"),
        (
            "ERROR widget w1 is lost",
            "ERROR widget w1 is found",
            51,
            "does not fire on its own example; nothing does",
        ),
        (
            "ERROR widget w1 is lost",
            "FATAL widget w1 is broken",
            51,
            "these do: sample/widget-broken",
        ),
        (
            "widget w2 is lost after 7 tries",
            "widget w2 is lost after 8 tries",
            55,
            "`tries` is `8`, not `7`",
        ),
        ("widget w3 is broken", "widget w3 is lost", 59, "fires on its near-miss"),
        ("widget w3 is broken", "widget w3 is well", 59, "`nothing` leads on the near-miss"),
    ];
    let mut wrong = Vec::new();
    for (from, to, line, message) in cases {
        let checked = broken(LOST, from, to);
        let named = checked.defects.iter().any(|defect| {
            defect.file.ends_with("sample/widget-lost.md") || defect.message.contains("widget-lost")
        });
        let hit = checked.defects.iter().find(|defect| defect.message.contains(message));
        let Some(hit) = hit else {
            panic!("{to:?}: no defect says {message:?}, but {:#?}", checked.defects);
        };
        assert!(named && !hit.remedy.is_empty(), "{hit}");
        // The other file of the folder may be the one that is told.
        if hit.line != *line && !hit.message.starts_with("the system") {
            wrong.push(format!("{to:?}: line {line} expected: {hit}"));
        }
        let shown = hit.to_string();
        assert!(
            shown.contains(&format!(":{}: ", hit.line)) && shown.contains("remedy: "),
            "{shown}"
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_example_that_another_rule_steals_is_refused() {
    // The other rule is milder; with a second pattern that fits, it fires too but second.
    let pattern = "pattern = 'widget \\w+ is broken'";
    let second = format!("{pattern}\n\n[[match]]\npattern = 'ERROR widget'");
    let checked = broken("rules/sample/widget-broken.md", pattern, &second);
    assert_eq!(checked.defects, []);
    // On an example of the milder rule, the graver one leads.
    let checked = broken(
        "rules/sample/widget-broken.md",
        "widget w1 is broken",
        "widget w1 is broken because widget w9 is lost",
    );
    let [stolen] = &checked.defects[..] else { panic!("{:?}", checked.defects) };
    assert_eq!(stolen.message, "`sample/widget-lost` leads on this example");
    assert_eq!((stolen.line, stolen.file.as_str()), (32, "rules/sample/widget-broken.md"));
}

#[test]
fn other_files_are_checked_too() {
    for (file, from, to, message) in [
        (
            "rules/redirects.toml",
            "sample/widget-lost",
            "sample/none",
            "there is no rule `sample/none`",
        ),
        (
            "rules/redirects.toml",
            "widget-gone",
            "widget-broken",
            "is retired here but is also a rule",
        ),
        ("rules/redirects.toml", "=", "is", "the redirects cannot be read"),
        ("rules/guidance.md", "1. Read the log.", "Read the log.", "there are no steps"),
        ("rules/guidance.md", "Read the log", "Read {{x}}", "the gap `x`"),
        (
            "quiet/widgets.log",
            "all widgets are well",
            "widget x is lost",
            "`sample/widget-lost` fires on a healthy log",
        ),
    ] {
        let checked = broken(file, from, to);
        assert!(
            checked.defects.iter().any(|defect| defect.message.contains(message)),
            "{to:?}: {:?}",
            checked.defects
        );
    }
}

#[test]
fn a_bad_name_and_a_folder_that_is_not_there() {
    let copy = tempfile::tempdir().unwrap();
    fs::create_dir_all(copy.path().join("rules/Sample")).unwrap();
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/base").join(LOST);
    fs::copy(base, copy.path().join("rules/Sample/widget_lost.md")).unwrap();
    let checked = check(&copy.path().join("rules"), None);
    assert!(checked.defects.iter().any(|defect| defect.message.contains("is no rule id")));
    let checked = check(&copy.path().join("nowhere"), None);
    assert!(checked.defects[0].message.contains("cannot be read"));
}
