//! Documents as a caller sees them: lines, spans and entries.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use proptest::prelude::*;
use unstuck_logtext::{Document, Kind, MAX_ENTRY};

fn entry_text(document: &Document, needle: &str) -> String {
    let at = document.text().find(needle).unwrap();
    document.entry_around(at).text(document).into_owned()
}

#[test]
fn lines_and_their_ends() {
    let document = Document::read(b"a\r\nb\n\nc".to_vec());
    assert_eq!(document.line_count(), 4);
    assert_eq!((0..5).map(|i| document.line(i)).collect::<Vec<_>>(), ["a", "b", "", "c", ""]);
    assert_eq!(document.line_at(3), 1);
    assert_eq!(Document::read(Vec::new()).line_count(), 0);
    assert_eq!(Document::read(b"a\n".to_vec()).line_count(), 1);
}

#[test]
fn spans_lead_back_through_colours_and_encodings() {
    let document = Document::read("x \x1b[31mé refused\x1b[0m\r\n".as_bytes().to_vec());
    assert_eq!(document.line(0), "x é refused");
    let at = document.text().find("refused").unwrap();
    assert_eq!(document.input_span(at..at + 7), 10..17);

    let utf16: Vec<u8> =
        "\u{feff}\x1b[1mERROR\x1b[0m ok".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let document = Document::read(utf16.clone());
    assert_eq!(document.text(), "ERROR ok");
    let span = place(&document, 0..5);
    let back: Vec<u16> =
        utf16[span].chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    assert_eq!(String::from_utf16(&back).unwrap(), "ERROR");
}

#[test]
fn a_stack_trace_belongs_to_its_entry() {
    let python = "before\nTraceback (most recent call last):\n  File \"a.py\", line 1\n    x()\nKeyError: 'a'\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File \"b.py\", line 2\nValueError: b\nafter";
    let document = Document::read(python.as_bytes().to_vec());
    let entry = entry_text(&document, "ValueError");
    assert!(entry.starts_with("Traceback") && entry.ends_with("ValueError: b"), "{entry}");
    assert_eq!(entry_text(&document, "after"), "after");
    assert_eq!(entry_text(&document, "before"), "before");

    let java = "2026-01-01 00:00:00 ERROR x\njava.lang.A: b\n\tat c.d(E.java:1)\nCaused by: f.G: h\n\t... 3 more\n2026-01-01 00:00:01 INFO y";
    let document = Document::read(java.as_bytes().to_vec());
    let entry = entry_text(&document, "f.G");
    assert!(entry.starts_with("2026-01-01 00:00:00") && entry.ends_with("3 more"), "{entry}");

    let spring = "2026-03-02T08:00:11Z  INFO a\n2026-03-02T08:00:12Z ERROR pool\n\norg.p.PSQLException: refused\n\tat a\n\tat b\n\tat c\n\tat d\nCaused by: x\n\tat e\n\n2026-03-02T08:00:13Z  INFO b";
    let entry = entry_text(&Document::read(spring.as_bytes().to_vec()), "PSQL");
    assert!(entry.starts_with("2026-03-02T08:00:12Z") && entry.ends_with("at e"), "{entry}");

    let compose = "db-1  | one\nworker-1  | Traceback (most recent call last):\nworker-1  |   File \"a\"\nworker-1  | A: b\ndb-1  | two";
    let document = Document::read(compose.as_bytes().to_vec());
    let entry = entry_text(&document, "File");
    assert!(entry.starts_with("worker-1  | Trace") && entry.ends_with("A: b"), "{entry}");
}

#[test]
fn plain_lines_are_entries_of_their_own() {
    let document = Document::read(b"Connection refused\nFATAL: no\n".to_vec());
    assert_eq!(entry_text(&document, "refused"), "Connection refused");
    assert_eq!(entry_text(&document, "FATAL"), "FATAL: no");
}

#[test]
fn a_very_long_line_is_taken_round_the_place() {
    let mut text = "x".repeat(5 * 1024 * 1024);
    text.push_str("Connection refused");
    text.push_str(&"y".repeat(1024 * 1024));
    let document = Document::read(text.into_bytes());
    let at = document.text().find("Connection").unwrap();
    let entry = document.entry_around(at);
    assert!(entry.span().len() <= MAX_ENTRY + 8 * 1024 && entry.contains(at));
}

#[test]
fn a_cut_trace_ends_where_the_file_ends() {
    let document =
        Document::read(b"Traceback (most recent call last):\n  File \"a.py\", li".to_vec());
    assert_eq!(document.kind(), Kind::Text);
    assert_eq!(entry_text(&document, "File"), document.text());
}

proptest! {
    #[test]
    fn any_bytes_make_a_document(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes)?;
    }

    #[test]
    fn any_mixture_of_log_parts_makes_a_document(
        parts in proptest::collection::vec(prop::sample::select(vec![
            "ERROR", " ", "\n", "\r\n", "\r", "10%", "\r20%", "\x1b[31m", "\x1b", "الوقت", "out", "é", "🔴", "\0",
            "Traceback (most recent call last):\n", "  File \"x\"\n", "web-1  | ", "2026-01-01 00:00:00 ",
            "\n\nDuring handling of the above exception, another exception occurred:\n\n", "{\"a\":1}",
        ]), 0..60),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = parts.concat().into_bytes();
        bytes.truncate(cut.index(bytes.len() + 1));
        check(&bytes)?;
    }
}

/// A place of the text in the input, as an index.
fn place(document: &Document, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let span = document.input_span(range);
    usize::try_from(span.start).unwrap()..usize::try_from(span.end).unwrap()
}

/// Holds for every input: spans stand in the input, in order; entries hold their place.
fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let document = Document::read(bytes.to_vec());
    let text = document.text();
    let mut last = 0;
    for (at, c) in text.char_indices() {
        let span = place(&document, at..at + c.len_utf8());
        prop_assert!(span.start >= last && span.end <= bytes.len() && span.start < span.end);
        prop_assert!(document.text_at(span.start as u64) <= at);
        // A carriage return in the middle of a line is shown as a line feed.
        let same = c.is_ascii() && c != '\n';
        if same && document.encoding().is_none() && document.restored_words() == 0 {
            prop_assert_eq!(&bytes[span.clone()], &[c as u8][..]);
        }
        last = span.start;
        let entry = document.entry_around(at);
        prop_assert!(entry.lines.contains(&document.line_at(at)));
        for part in &entry.parts {
            prop_assert!(part.start <= part.end && part.end <= text.len());
            prop_assert!(text.is_char_boundary(part.start) && text.is_char_boundary(part.end));
        }
    }
    let rebuilt: usize = (0..document.line_count()).map(|index| document.line(index).len()).sum();
    prop_assert!(rebuilt <= text.len());
    Ok(())
}
