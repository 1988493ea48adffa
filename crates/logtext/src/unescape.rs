//! Undoes the escapes with which formats write one text inside another: JSON strings, the
//! quoted values of loggers (logfmt, Go's `%q`), Python's `b'…'`, and the entities of XML.
//!
//! A log is seldom one whole document of any format: lines are cut, JSON stands within
//! prose. So nothing is parsed as a whole. A quote that follows what comes before a value
//! opens a string, and only inside strings a backslash is undone.

use std::ops::Range;

use memchr::{memchr, memchr2, memchr3};

use crate::map::{Builder, Map};

/// A place of a text, and what it stands for.
struct Edit {
    place: Range<usize>,
    /// At most one character; none for what is left out.
    meant: Option<char>,
}

/// The text that `text` stands for, with the way back; `None` if nothing is escaped.
pub(crate) fn unescape(text: &str) -> Option<(String, Map)> {
    let bytes = text.as_bytes();
    memchr2(b'\\', b'&', bytes)?;
    let mut edits = Vec::new();
    strings(text, &mut edits);
    entities(text, &mut edits);
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|edit| edit.place.start);
    let mut builder = Builder::default();
    let mut at = 0;
    for Edit { place, meant } in edits {
        if place.start < at {
            continue;
        }
        builder.same(&text[at..place.start], at);
        at = place.end;
        if let Some(meant) = meant {
            builder.unit(meant.encode_utf8(&mut [0; 4]), place);
        }
    }
    builder.same(&text[at..], at);
    Some(builder.finish())
}

/// Finds the strings of a text, and the escapes in them.
fn strings(text: &str, edits: &mut Vec<Edit>) {
    let bytes = text.as_bytes();
    if memchr(b'\\', bytes).is_none() {
        return;
    }
    let mut at = 0;
    while let Some(found) = memchr2(b'"', b'\'', &bytes[at..]) {
        let open = at + found;
        at = open + 1;
        if !opens(bytes, open) {
            continue;
        }
        let quote = bytes[open];
        let before = edits.len();
        match string_end(text, open + 1, quote, edits) {
            Some(end) => at = end,
            // It does not end on its line, so it was no string.
            None => edits.truncate(before),
        }
    }
}

/// Whether the quote at `open` stands where a value begins.
fn opens(bytes: &[u8], open: usize) -> bool {
    let single = bytes[open] == b'\'';
    let before = &bytes[..open];
    if single {
        // Python's bytes only: an apostrophe is far more common than a string.
        return before.ends_with(b"b")
            && !before[..open - 1].last().is_some_and(u8::is_ascii_alphanumeric);
    }
    let trimmed = before.trim_ascii_end();
    match trimmed.last() {
        None => true,
        Some(b'{' | b'[' | b',' | b':' | b'=' | b'(') => before.len() - trimmed.len() <= 200,
        Some(_) => false,
    }
}

/// Collects the escapes of the string that begins at `start`; the place behind its end, or
/// `None` if a line ends before it does.
fn string_end(text: &str, start: usize, quote: u8, edits: &mut Vec<Edit>) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(found) = memchr3(quote, b'\\', b'\n', &bytes[at..]) {
        let here = at + found;
        match bytes[here] {
            b'\n' => return None,
            b'\\' => at = escape(text, here, edits),
            _ => return Some(here + 1),
        }
    }
    // The log was cut here.
    Some(text.len())
}

/// Notes the escape whose backslash stands at `at`; returns the place behind it.
fn escape(text: &str, at: usize, edits: &mut Vec<Edit>) -> usize {
    let bytes = text.as_bytes();
    let Some(&kind) = bytes.get(at + 1) else { return at + 1 };
    let mut end = at + 2;
    let meant = match kind {
        b'"' | b'\\' | b'/' | b'\'' => Some(char::from(kind)),
        b't' => Some('\t'),
        // A line feed follows, or it ends the line by itself.
        b'r' if bytes[end..].starts_with(b"\\n") => None,
        b'n' | b'r' => Some('\n'),
        b'b' | b'f' => Some(' '),
        b'u' => {
            let Some((c, behind)) = unicode(bytes, at) else { return end };
            end = behind;
            Some(c)
        }
        // Something else's escape, or half a character: left as it is.
        _ => {
            let step = text[at + 1..].chars().next().map_or(1, char::len_utf8);
            return at + 1 + step;
        }
    };
    edits.push(Edit { place: at..end, meant });
    end
}

/// The character written as `\uXXXX` at `at`, or as a pair of them, and the place behind.
fn unicode(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        digits
            .iter()
            .try_fold(0_u32, |value, &digit| Some(value * 16 + char::from(digit).to_digit(16)?))
    };
    let first = unit(at)?;
    if let Some(c) = char::from_u32(first) {
        return Some((c, at + 6));
    }
    let second = unit(at + 6).filter(|unit| (0xdc00..0xe000).contains(unit))?;
    let code = 0x10000 + (first.checked_sub(0xd800).filter(|high| *high < 0x400)? << 10);
    Some((char::from_u32(code + (second - 0xdc00))?, at + 12))
}

/// Finds the entities of XML and HTML.
fn entities(text: &str, edits: &mut Vec<Edit>) {
    /// The longest is `&#1114111;`.
    const LONGEST: usize = 10;
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'&', bytes) {
        let rest = &bytes[at + 1..bytes.len().min(at + LONGEST)];
        let Some(end) = memchr(b';', rest) else { continue };
        let Some(name) = text.get(at + 1..at + 1 + end) else { continue };
        let meant = match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => ' ',
            _ => {
                let Some(number) = name.strip_prefix('#') else { continue };
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(digits) => u32::from_str_radix(digits, 16),
                    None => number.parse(),
                };
                match code.ok().and_then(char::from_u32) {
                    Some('\r') => ' ',
                    Some(c) if c != '\0' => c,
                    _ => continue,
                }
            }
        };
        edits.push(Edit { place: at..at + 2 + end, meant: Some(meant) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_in_strings_only() {
        for (text, expected) in [
            (
                r#"{"msg":"user \"app\" at C:\\new\nnext\ttab\/x"}"#,
                "{\"msg\":\"user \"app\" at C:\\new\nnext\ttab/x\"}",
            ),
            (
                r#"{"a": "line one\r\nline two", "b": 1}"#,
                "{\"a\": \"line one\nline two\", \"b\": 1}",
            ),
            (r#"{"a":"\u00e9 \ud83d\udd34 \ud83d \u12"}"#, "{\"a\":\"é 🔴 \\ud83d \\u12\"}"),
            (
                r#"level=error msg="dial \"tcp\": refused" x=1"#,
                "level=error msg=\"dial \"tcp\": refused\" x=1",
            ),
            (r#"{"cut":"half a \"line"#, "{\"cut\":\"half a \"line"),
            (r#"body b'{\n  "error": "invalid"}'"#, "body b'{\n  \"error\": \"invalid\"}'"),
            (
                "<Message>key &quot;a&quot; &lt;x&gt; &#39;y&#x27; &amp;lt;</Message>",
                "<Message>key \"a\" <x> 'y' &lt;</Message>",
            ),
        ] {
            assert_eq!(unescape(text).unwrap().0, expected, "{text}");
        }
        for same in [
            r#"File "C:\new\table.py", line 1"#,
            r"C:\new\table",
            "it's \\n no string",
            "a & b; c &unknown; &#0; &",
            "{\"a\":\"b\"}",
            "key=\"never closed \\\n\"",
            "plain",
        ] {
            assert!(unescape(same).is_none(), "{same}");
        }
    }

    #[test]
    fn places_lead_back_to_the_escapes() {
        let text = r#"{"m":"a \"b\" c"}"#;
        let (meant, map) = unescape(text).unwrap();
        let at = meant.find("\"b\"").unwrap();
        assert_eq!(&text[map.source(at..at + 3)], r#"\"b\""#);
        let at = meant.find("b\"").unwrap();
        assert_eq!(&text[map.source(at..at + 1)], "b");
    }
}
