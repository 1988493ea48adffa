//! Every check refuses a rule that is broken in just that way, and says where and what to
//! do. Each case is the sound folder `tests/base` with one change.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use unstuck_rulecheck::{Checked, check};

const LOST_IN_ARABIC: &str = "rules/sample/widget-lost.ar.md";
const LOST: &str = "rules/sample/widget-lost.md";

/// The files of the base folder.
const FILES: [&str; 7] = [
    LOST,
    LOST_IN_ARABIC,
    "rules/sample/widget-broken.md",
    "rules/guidance.md",
    "rules/guidance.ar.md",
    "rules/redirects.toml",
    "quiet/widgets.log",
];

fn base() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/base")
}

/// A copy of the base folder with changes: in which file, what, and by what it is replaced.
fn folder(changes: &[(&str, &str, &str)]) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for name in FILES {
        let mut text = fs::read_to_string(base().join(name)).unwrap();
        for (_, from, to) in changes.iter().filter(|(file, ..)| *file == name) {
            assert!(text.contains(from), "{name} has no {from:?}");
            text = text.replacen(from, to, 1);
        }
        let path = copy.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    copy
}

fn check_copy(copy: &TempDir) -> Checked {
    check(&copy.path().join("rules"), Some(&copy.path().join("quiet")))
}

/// The base folder with `from` replaced by `to` in one file.
fn broken(file: &str, from: &str, to: &str) -> Checked {
    check_copy(&folder(&[(file, from, to)]))
}

#[test]
fn the_base_is_sound() {
    let checked = broken(LOST, "", "");
    assert_eq!((&checked.defects[..], &checked.warnings[..]), (&[][..], &[][..]));
    assert_eq!(checked.book.translated("ar"), 1);
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
fn every_mistake_of_a_translation_is_named_with_its_line() {
    // What is replaced, by what, the line that must be named, a part of the message.
    let step = "1. ابحث عنها.\n";
    let with_step = |more: &str| format!("{step}{more}");
    let cases: &[(&str, &str, usize, &str)] = &[
        ("+++\n", "", 1, "does not begin with front matter"),
        ("summary =", "system =", 3, "unknown field `system`"),
        ("translates =", "# ", 2, "missing field `translates`"),
        ("القطعة لا تعود.", "", 3, "the summary is empty"),
        ("القطعة لا تعود.", "{{widget}}", 3, "the summary has a gap"),
        ("{{widget}}[[", "[[", 2, "the gap `widget` of the original is lost"),
        ("{{tries}}", "{{times}}", 2, "the gap `times` is not in the original"),
        ("[[ بعد {{tries}} محاولات]]", "{{tries}}", 2, "nothing stands in for it"),
        ("`{{widget}}`", "", 7, "the gap `widget` of the original is lost"),
        ("`{{widget}}`", "{{widget}}", 7, "`{{widget}}` of the original is lost"),
        ("ولم تُؤخذ", "ولم `x` تُؤخذ", 7, "`x` is not in the original"),
        ("example.org/book", "example.org/kitab", 1, "`https://example.org/kitab` is not in"),
        ("(https://example.org/book)", "(http://example.org/book)", 9, "neither `https:` nor"),
        ("2. اصنع قطعة جديدة.\n", "", 11, "1 steps, the original has 2"),
        ("## Check", "3. ثم انتظر.\n\n## Check", 11, "3 steps, the original has 2"),
        (step, &with_step("\n   ```sh\n   find-it\n   ```\n"), 13, "code in a translation"),
        (step, &with_step("\n   *Risk: can lose data.*\n"), 13, "with risk or reader"),
        (step, &with_step("\n   *Who: the boss.*\n"), 15, "is no risk and no reader"),
        (step, &with_step("\n   *الخطر: فقدان بيانات.*\n"), 13, "with risk or reader"),
        ("- إنها", "```original\n```\n\n- إنها", 17, "more code blocks than the original"),
        ("- إنها", "```sh\nls\n```\n\n- إنها", 17, "code in a translation"),
        ("## Check", "## التحقق", 17, "not one of the fixed ones"),
        ("## Check", "## Examples", 17, "not one of the fixed ones"),
        ("- إنها **هناك** من جديد.\n", "", 17, "the section `Check` is empty"),
        ("(widget-broken.md)", "(widget-lost.md)", 21, "are not those of the original"),
        ("- القطعة مكسورة", "- غير ذلك.\n- القطعة مكسورة", 21, "are not those of the original"),
        ("ابحث", "ابحث<br>", 13, "raw HTML"),
        ("ابحث", "\u{200f}ابحث", 13, "the invisible character U+200F"),
    ];
    for (from, to, line, message) in cases {
        let checked = broken(LOST_IN_ARABIC, from, to);
        let hit = checked.defects.iter().find(|defect| defect.message.contains(message));
        let Some(hit) = hit else {
            panic!("{to:?}: no defect says {message:?}, but {:#?}", checked.defects);
        };
        assert_eq!((hit.line, hit.file.as_str()), (*line, LOST_IN_ARABIC), "{to:?}: {hit}");
        assert!(!hit.remedy.is_empty(), "{hit}");
    }
}

#[test]
fn a_code_block_of_the_original_is_kept_by_its_marker() {
    let code = "## Check\n\n```sh\ncount-widgets\n```\n";
    let copy = folder(&[(LOST, "## Check\n", code)]);
    let lost = "a code block of the original is lost";
    let defects = check_copy(&copy).defects;
    assert!(defects.iter().any(|defect| defect.message == lost), "{defects:?}");
    let marker = "## Check\n\n```original\n```\n";
    let copy = folder(&[(LOST, "## Check\n", code), (LOST_IN_ARABIC, "## Check\n", marker)]);
    let checked = check_copy(&copy);
    assert_eq!(checked.defects, []);
    let place = checked.book.place("sample/widget-lost").unwrap();
    let (says, _) = checked.book.says(place, "ar");
    assert_eq!(says.check[0], checked.book.text(place).check[0]);
}

#[test]
fn a_translation_of_something_older_is_told_and_no_defect() {
    for (file, from, to, in_arabic) in [
        (LOST, "Look for it.", "Look for it everywhere.", LOST_IN_ARABIC),
        (LOST, "A widget does not", "The widget does not", LOST_IN_ARABIC),
        ("rules/guidance.md", "Read the log", "Read the whole log", "rules/guidance.ar.md"),
    ] {
        let checked = broken(file, from, to);
        assert_eq!(checked.defects, []);
        let [outdated] = &checked.warnings[..] else { panic!("{:?}", checked.warnings) };
        assert_eq!(outdated.file, in_arabic);
        // What the remedy tells to write is right.
        let now = outdated.remedy.split('"').nth(1).unwrap();
        let old = fs::read_to_string(base().join(in_arabic)).unwrap();
        let old = old.split("translates = \"").nth(1).unwrap().split('"').next().unwrap();
        let copy = folder(&[(file, from, to), (in_arabic, old, now)]);
        assert_eq!(check_copy(&copy).warnings, []);
    }
    // One that fits no more is left out, and its rule said in English.
    let checked = broken(LOST, "2. Make a new one.", "2. Wait.\n\n3. Make a new one.");
    assert_eq!((&checked.defects[..], checked.book.translated("ar")), (&[][..], 0));
    let messages: Vec<&str> =
        checked.warnings.iter().map(|warning| warning.message.as_str()).collect();
    assert!(messages.contains(&"2 steps, the original has 3"), "{messages:?}");
    // What is not translated may change.
    for (from, to) in [("2026-01-31", "2026-02-01"), ("find-widget", "search-widget")] {
        assert_eq!(broken(LOST, from, to).warnings, []);
    }
}

#[test]
fn a_translation_has_its_language_and_its_original_in_its_name() {
    for (name, message) in [
        ("sample/widget-lost.xx.md", "`xx` is no language"),
        ("sample/widget-lost.en.md", "`en` is no language"),
        ("sample/widget-found.ar.md", "there is no rule `sample/widget-found`"),
        ("sample/widget-lost.de.md", "the general steps are not translated"),
    ] {
        let copy = folder(&[]);
        let arabic = fs::read(base().join(LOST_IN_ARABIC)).unwrap();
        fs::write(copy.path().join("rules").join(name), arabic).unwrap();
        let defects = check_copy(&copy).defects;
        let [defect] = &defects[..] else { panic!("{defects:?}") };
        assert!(defect.message.contains(message), "{defect}");
    }
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
