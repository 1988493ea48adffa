//! What is found in messages, and what is not.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a panic is how a test fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use unstuck_codes::{LIMIT, find};

/// The codes of a text, as the table of messages writes them.
fn codes(text: &str) -> String {
    let found: Vec<String> =
        find(text).iter().map(|found| format!("{} {}", found.scheme.name(), found.value)).collect();
    if found.is_empty() { "-".to_owned() } else { found.join("; ") }
}

fn messages() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("messages.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once('\t').expect("codes, a tab and a message"))
}

#[test]
fn codes_are_found_where_they_are_codes() {
    let mut wrong = String::new();
    for (expected, text) in messages() {
        let found = codes(text);
        if found != expected {
            writeln!(wrong, "{text}\n  expected {expected}\n  found    {found}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_table_of_messages_has_enough_of_both_kinds() {
    let negatives = messages().filter(|&(expected, _)| expected == "-").count();
    assert!(negatives >= 60, "{negatives}");
    assert!(messages().count() - negatives >= 120);
}

#[test]
fn ranges_are_where_the_code_stands() {
    for (text, expected) in [
        ("ERROR 1045 (28000): Access denied", vec!["1045", "28000"]),
        ("SQLSTATE[42P01]: x", vec!["42P01"]),
        ("é ORA-00942 é", vec!["ORA-00942"]),
        ("connect() failed (111: Connection refused)", vec!["111"]),
        ("tlsv1 alert unknown ca:s3_pkt.c", vec!["unknown ca"]),
        ("exit status -9.", vec!["-9"]),
        ("550 5.1.1 no such user", vec!["550", "5.1.1"]),
        ("signal: killed", vec!["killed"]),
        ("rpc error: code = Unavailable desc", vec!["Unavailable"]),
    ] {
        let found: Vec<&str> = find(text).into_iter().map(|found| &text[found.range]).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn each_code_is_found_once_and_not_too_many() {
    assert_eq!(codes("exit code 1, exit code 1, exit status 1"), "exit code 1");
    let many: String = (1..100).map(|number| format!("exit code {number}, ")).collect();
    assert_eq!(find(&many).len(), LIMIT);
}

/// Healthy logs speak of codes too, but only of those that they mean.
#[test]
fn healthy_logs_hold_no_codes_by_accident() {
    /// Codes that healthy logs do mean: an answer to a request, a signal to end, and the
    /// names of errors in sources and in the titles of tests.
    const MEANT: [&str; 5] = ["HTTP ", "signal ", "exit code ", "errno E", "SQLSTATE 00000"];
    /// What tells of errors, or handles them, names their codes.
    const ABOUT: [&str; 8] = [
        "README.md",
        "source",
        "documentation",
        "changelogs",
        "configuration",
        "ci",
        "data",
        "prose",
    ];
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/quiet")];
    let mut lines = 0;
    let mut wrong = String::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if ABOUT.iter().any(|about| path.ends_with(about)) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            for line in fs::read_to_string(&path).unwrap_or_default().lines() {
                lines += 1;
                let found = codes(line);
                let meant = |code: &str| MEANT.iter().any(|meant| code.starts_with(meant));
                if found != "-" && !found.split("; ").all(meant) {
                    writeln!(wrong, "{}: {found}: {line}", path.display()).unwrap();
                }
            }
        }
    }
    assert!(lines > 100, "{lines}");
    assert!(wrong.is_empty(), "{wrong}");
}

/// Anything may be pasted; nothing of it may take long or end the program.
#[test]
fn hostile_texts_are_searched_quickly() {
    const SIZE: usize = 64 * 1024;
    for piece in [
        "a",
        "1",
        "E",
        "_",
        " ",
        "\n",
        "\u{1f4a9}",
        "(",
        "errno ",
        "errno 7777 ",
        "exit code 999 ",
        "SQLSTATE[",
        "ORA-",
        "ERROR 9999 (HY000) ",
        "alert alert ",
        "tlsv1 alert ",
        "5.1.1",
        "550 5.",
        "code = Xxxxxx ",
        "rpc error: code = Xxxxx ",
        "ER_X ",
        "<Code>Xxxxx</Code>",
        "error occurred (Xxxx) ",
        "Xxxx: ",
        "MOVED 1 ",
        "curl: (",
        "(404: ",
        "os error 1 ",
        "404 a ",
        "X.Y.",
        "0xC0000005 ",
        "Signal: ",
        "\"error\":\"invalid_x\" ",
    ] {
        let text: String = piece.chars().cycle().take(SIZE).collect();
        let started = Instant::now();
        find(&text);
        let taken = started.elapsed();
        assert!(taken < Duration::from_secs(2), "{piece:?} took {taken:?}");
    }
}

#[test]
fn every_cut_of_a_message_can_be_searched() {
    for (_, text) in messages() {
        for at in (0..text.len()).filter(|&at| text.is_char_boundary(at)) {
            find(&text[at..]);
            find(&text[..at]);
        }
    }
}
