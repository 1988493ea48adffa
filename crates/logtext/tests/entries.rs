//! Which lines form an entry: files under `tests/entries/`, with a line `<<>>` between two
//! entries; and what holds for every text.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fmt::Write;
use std::path::Path;

use proptest::prelude::*;
use unstuck_logtext::{Document, MAX_ENTRY};

/// Stands between two entries. Lines of several writers are marked by what stands before
/// them: `<1>` belongs to the first entry of the file, `<2>` to the second, and so on.
const BORDER: &str = "<<>>";

/// The text with its borders, as the entries of the document say.
fn with_borders(document: &Document) -> String {
    let mut out = String::new();
    let mut reader = document.entries();
    for line in 0..document.line_count() {
        let entry = reader.around(document.line_span(line).start);
        let blank = document.line(line).trim().is_empty();
        // A blank line between two entries belongs to nobody.
        if entry.lines.start == line && line > 0 && !blank {
            writeln!(out, "{BORDER}").unwrap();
        }
        writeln!(out, "{}", document.line(line)).unwrap();
    }
    out
}

/// The text with the number of its entry before each line.
fn with_numbers(document: &Document) -> String {
    let mut out = String::new();
    let mut reader = document.entries();
    let mut firsts: Vec<usize> = Vec::new();
    for line in 0..document.line_count() {
        let first = reader.around(document.line_span(line).start).lines.start;
        if !firsts.contains(&first) {
            firsts.push(first);
        }
        let number = firsts.iter().position(|&known| known == first).unwrap() + 1;
        writeln!(out, "<{number}> {}", document.line(line)).unwrap();
    }
    out
}

#[test]
fn the_lines_of_each_file_belong_together_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/entries");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 30, "the files are there");
    let mut wrong = String::new();
    for file in files {
        let expected = std::fs::read_to_string(&file).unwrap();
        let numbered = expected.starts_with("<1> ");
        let mut text = String::new();
        for line in expected.lines().filter(|line| *line != BORDER) {
            let line = if numbered { line.split_once("> ").unwrap().1 } else { line };
            writeln!(text, "{line}").unwrap();
        }
        let document = Document::read(text.into_bytes());
        let found = if numbered { with_numbers(&document) } else { with_borders(&document) };
        if found != expected && std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&file, &found).unwrap();
        } else if found != expected {
            let name = file.file_name().unwrap().to_string_lossy();
            writeln!(wrong, "=== {name}: found\n{found}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The parts that texts are made of: lines of every kind, with and without headers.
fn lines() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(
        prop::sample::select(vec![
            "",
            "  ",
            "plain",
            "  indented",
            "ERROR: level",
            "2026-03-02 10:11:12,123 ERROR stamped",
            "2026-03-02 10:11:12.123 UTC [99] ERROR:  no",
            "2026-03-02 10:11:12.123 UTC [99] STATEMENT:  select",
            "2026-03-02 10:11:12.123 UTC [98] ERROR:  no",
            "\tfrom x",
            "web-1  | Traceback (most recent call last):",
            "web-1  |   File \"a.py\", line 1",
            "web-1  | KeyError: 'a'",
            "web-1  | ",
            "db-1   | 2026-03-02 10:11:12.123 UTC [99] ERROR:  no",
            "db-1   | \tfrom x",
            "Mar  2 10:11:12 node1 app[1]: java.lang.Error: x",
            "Mar  2 10:11:12 node1 app[1]: \tat a.b(C.java:1)",
            "2026-03-02T10:11:12.1234567Z panic: x",
            "2026-03-02T10:11:12.1234567Z goroutine 1 [running]:",
            "2026-03-02T10:11:12.123456789Z stdout P piece",
            "2026-03-02T10:11:12.123456789Z stdout F piece",
            "{",
            "  {",
            "  },",
            "\"a\": [",
            "]",
            "}",
            "[",
            "{\"a\":1}",
            "<html>",
            "</html>",
            "< HTTP/1.1 200 OK",
            "*   Trying 10.0.0.7:443...",
            "<",
            "* Closing connection 0",
            "HTTP/1.1 200 OK",
            "Server: x",
            "***************************",
            "APPLICATION FAILED TO START",
            "Action:",
            "java.lang.IllegalStateException: é",
            "Caused by: java.io.IOException: 🔴",
            "Mar 02, 2026 10:11:12 AM A main",
            "thread 'main' panicked at a.rs:1:1:",
            "note: run with `RUST_BACKTRACE=1`",
            "/srv/a.js:1",
            "  ^",
            "------",
            " > [6/8] RUN x",
            "npm error code E404",
            "remote: no",
            "To x",
            " ! [rejected] x",
        ]),
        0..50,
    )
}

fn pieces() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(
        prop::sample::select(vec![
            "<34>",
            "1 ",
            "2026-03-02T10:11:12",
            "2026-03-02 10:11:12",
            ".1234567",
            ".123456",
            "Z",
            "+00:00",
            " UTC",
            " ",
            "  ",
            "[",
            "]",
            "[99]",
            "#12",
            "#1 ",
            "==1==",
            "00O",
            "01E+",
            "stdout P",
            "stderr F ",
            "Mar  2 10:11:12",
            "Mon ",
            " host ",
            "app",
            "app[1]",
            ":",
            ":  ",
            "LOG",
            "STATEMENT",
            "pod/a/b",
            "|",
            "| ",
            "-1",
            "0|",
            "E, [",
            " -- ",
            "é",
            "🔴",
            "12.345678",
            "\n",
            "\r\n",
            "\t",
            "at a.b",
            "Caused by: ",
            "<",
            "</",
            "a>",
            "{",
            "}",
            "[",
            "* ",
            "> ",
            "< ",
            "HTTP/1.1 200",
            "\"",
            "\\",
            "'",
            ":in `",
            "1:",
            "::",
            "10:11:12 ",
            "web-7d9c5b6f8-x2x5z ",
            "npm error",
            "remote:",
            "Error",
            "(",
            ")",
            ",",
            "null",
            "─",
        ]),
        0..80,
    )
}

/// Fillings that push what follows over the borders of cells, in few lines.
fn filling() -> impl Strategy<Value = String> {
    let wide = "x".repeat(600);
    prop::sample::select(vec![
        String::new(),
        format!("\tat a.b(C.java:1) {wide}\n").repeat(110),
        format!("plain text {wide}\n").repeat(220),
        format!("db-1   |   {wide}\nweb-1  |   {wide}\n").repeat(70),
        format!("2026-03-02T10:11:12.1234567Z   {wide}\n").repeat(300),
        format!("{}\n", "x".repeat(MAX_ENTRY + 100)),
        "\n".repeat(300),
    ])
}

/// Holds for every text: each line has one entry, whichever of its bytes is asked about and
/// by whom, and no byte is in two.
fn check(text: &str) -> Result<(), TestCaseError> {
    let document = Document::read(text.as_bytes().to_vec());
    let mut reader = document.entries();
    let mut taken = vec![false; document.line_count()];
    for line in 0..document.line_count() {
        let span = document.line_span(line);
        if span.len() > MAX_ENTRY {
            continue;
        }
        let entry = reader.around(span.start);
        prop_assert_eq!(&reader.around(span.end), &entry);
        prop_assert!(entry.lines.contains(&line));
        prop_assert!(entry.parts.iter().any(|part| part.start <= span.end && span.end <= part.end));
        if entry.lines.start == line {
            let mut last = None;
            for part in &entry.parts {
                prop_assert!(last.is_none_or(|end| end < part.start), "parts are in order");
                last = Some(part.end);
                let lines = document.line_at(part.start)..=document.line_at(part.end);
                for taken in &mut taken[lines] {
                    prop_assert!(!*taken, "a line is in two entries");
                    *taken = true;
                }
            }
            prop_assert!(entry.span().len() <= 3 * MAX_ENTRY);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn every_line_belongs_to_one_entry(lines in lines()) {
        check(&lines.join("\n"))?;
    }

    /// Headers of any kind, cut anywhere and mixed with text of many bytes a character.
    #[test]
    fn pieces_of_headers_break_nothing(pieces in pieces()) {
        check(&pieces.concat())?;
    }

    /// A fresh reader at any place says what one says that walked there.
    #[test]
    fn nobody_asks_in_vain_where_reading_began(
        lines in lines(),
        before in filling(),
        between in filling(),
        places in proptest::collection::vec(any::<prop::sample::Index>(), 12),
    ) {
        let half = lines.len() / 2;
        let text = format!(
            "{before}{}\n{between}{}", lines[..half].join("\n"), lines[half..].join("\n")
        );
        check(&text)?;
        let document = Document::read(text.into_bytes());
        let mut reader = document.entries();
        for line in 0..document.line_count() {
            reader.around(document.line_span(line).start);
        }
        if document.line_count() > 0 {
            for place in places {
                // Half of the places near the lines that are not filling.
                let line = place.index(document.line_count());
                let at = document.line_span(line).start;
                prop_assert_eq!(&document.entry_around(at), &*reader.around(at), "line {}", line);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Text far away makes no difference, even to records that never seem to end.
    #[test]
    fn far_text_makes_no_difference(
        lines in lines(),
        filling in filling(),
        before in filling(),
        instead in filling(),
    ) {
        let far = 3 * MAX_ENTRY;
        let piece = format!("{}\n{filling}", lines.join("\n"));
        let same = piece.repeat(1 + (far + 3 * MAX_ENTRY) / piece.len());
        // Two beginnings of one length.
        let cut = |text: &str| {
            let length = 2 * MAX_ENTRY - 1;
            let mut text = text[..text.len().min(length)].to_owned();
            text.push_str(&"y".repeat(length - text.len()));
            text + "\n"
        };
        let [one, other] = [before, instead]
            .map(|text| Document::read((cut(&text) + &same).into_bytes()));
        let (mut ones, mut others) = (one.entries(), other.entries());
        let first = one.line_at(far + 2 * MAX_ENTRY) + 1;
        for line in first..one.line_count() {
            let at = one.line_span(line).start;
            prop_assert_eq!(&ones.around(at).parts, &others.around(at).parts);
        }
    }
}
