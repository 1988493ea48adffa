//! The fields of a structured log line: the first level of a JSON object, and `key=value`.
//!
//! Nothing is checked that is not needed to find the next field: a line that was cut, or is
//! JSON only half the way, gives the fields up to there.

use crate::eights::find_either;
use crate::prefix::first_word;

/// How much of a line is read as fields. Collectors cut lines at 16 KB; what they add behind
/// the message, its time among it, still lies within.
const LONGEST: usize = 64 * 1024;

/// A field: its key without quotes, and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field<'a> {
    /// The key, escapes as written.
    pub(crate) key: &'a [u8],
    /// Where the value begins in the line: behind the quote of a string.
    pub(crate) start: usize,
    /// The value: what is between the quotes of a string, or an object or array as a whole.
    pub(crate) value: &'a [u8],
    /// Whether the value is a string in quotes.
    pub(crate) quoted: bool,
}

/// The fields of the JSON object that begins at a place of a line.
pub(crate) struct JsonFields<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> JsonFields<'a> {
    /// The fields of the object whose brace stands at `at`; none if there is none.
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Self {
        let bytes = &bytes[..bytes.len().min(at.saturating_add(LONGEST))];
        let at = if bytes.get(at) == Some(&b'{') { at + 1 } else { bytes.len() };
        Self { bytes, at }
    }

    /// The fields from `at` on, where a key begins: a line of a JSON text over several lines.
    pub(crate) fn inside(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes: &bytes[..bytes.len().min(at.saturating_add(LONGEST))], at }
    }
}

impl<'a> Iterator for JsonFields<'a> {
    type Item = Field<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.bytes;
        let mut at = self.at;
        // Whatever happens below, a line that is not understood is not read again.
        self.at = bytes.len();
        while matches!(bytes.get(at), Some(b' ' | b',' | b'\t' | b'\n' | b'\r')) {
            at += 1;
        }
        if bytes.get(at) != Some(&b'"') {
            return None;
        }
        let key = at + 1..string_end(bytes, at + 1)?;
        at = blanks(bytes, key.end + 1);
        if bytes.get(at) != Some(&b':') {
            return None;
        }
        at = blanks(bytes, at + 1);
        let quoted = bytes.get(at) == Some(&b'"');
        let value = if quoted {
            at + 1..string_end(bytes, at + 1).unwrap_or(bytes.len())
        } else {
            at..value_end(bytes, at)
        };
        self.at = value.end + usize::from(quoted);
        Some(Field { key: &bytes[key], start: value.start, value: &bytes[value], quoted })
    }
}

fn blanks(bytes: &[u8], at: usize) -> usize {
    at + bytes
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take_while(|b| matches!(b, b' ' | b'\t'))
        .count()
}

/// The place of the quote that ends the string whose text begins at `at`.
fn string_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at = find_either(bytes, at, b'"', b'\\')?;
        if bytes[at] == b'"' {
            return Some(at);
        }
        at += 2;
    }
}

/// The end of a number, a word, an object or an array.
fn value_end(bytes: &[u8], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' | b',' if depth == 0 => return at,
            b'}' | b']' => depth -= 1,
            b'"' => at = string_end(bytes, at + 1).unwrap_or(bytes.len()),
            _ => {}
        }
        at += 1;
    }
    at.min(bytes.len())
}

/// The pairs `key=value` of a logfmt line, from a place where a key begins.
pub(crate) struct Pairs<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Pairs<'a> {
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes: &bytes[..bytes.len().min(at.saturating_add(LONGEST))], at }
    }
}

impl<'a> Iterator for Pairs<'a> {
    type Item = Field<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.bytes;
        let mut at = std::mem::replace(&mut self.at, bytes.len());
        at = blanks(bytes, at);
        let length = first_word(bytes, at);
        if length == 0 || bytes.get(at + length) != Some(&b'=') {
            return None;
        }
        let key = &bytes[at..at + length];
        at += length + 1;
        let quoted = bytes.get(at) == Some(&b'"');
        let value = if quoted {
            at + 1..string_end(bytes, at + 1).unwrap_or(bytes.len())
        } else {
            let word = bytes[at..].iter().take_while(|b| !matches!(b, b' ' | b'\t')).count();
            at..at + word
        };
        self.at = value.end + usize::from(quoted);
        Some(Field { key, start: value.start, value: &bytes[value], quoted })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'a>(fields: impl Iterator<Item = Field<'a>>) -> String {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        fields.map(|f| format!("{}={};", text(f.key), text(f.value))).collect()
    }

    #[test]
    fn json_fields() {
        for (line, expected) in [
            (r#"{"a":"b","c":1}"#, "a=b;c=1;"),
            (
                r#"{ "a" : "b\"}" , "c" : {"d":"}","e":[1,"]"]}, "f":null }"#,
                r#"a=b\"};c={"d":"}","e":[1,"]"]};f=null ;"#,
            ),
            (r#"{"a":"cut"#, "a=cut;"),
            (r#"{"a":{"b":"#, r#"a={"b":;"#),
            (r#"{"a":"cut\"#, r"a=cut\;"),
            (
                r#"{"long":"0123456789012345678901234567890123456789\"x","z":2}"#,
                r#"long=0123456789012345678901234567890123456789\"x;z=2;"#,
            ),
            ("{}", ""),
            ("{\"a\"}", ""),
            ("{", ""),
            ("", ""),
            ("[1]", ""),
        ] {
            assert_eq!(read(JsonFields::new(line.as_bytes(), 0)), expected, "{line}");
        }
    }

    #[test]
    fn pairs() {
        for (line, expected) in [
            ("a=b c=\"d e\" f= g", "a=b;c=d e;f=;"),
            ("a=b  c=d", "a=b;c=d;"),
            ("a=\"cut", "a=cut;"),
            ("a b=c", ""),
            ("=", ""),
            ("", ""),
        ] {
            assert_eq!(read(Pairs::new(line.as_bytes(), 0)), expected, "{line}");
        }
    }
}
