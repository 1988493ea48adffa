//! Errors that no rule explains: grouped by their shape, so that a support engineer can see
//! what is new and how often it happens.
//!
//! The shape of an error is its telling line with everything replaced that varies from one
//! occurrence to the next. The fingerprint is the FNV-1a hash (64 bit) of that template,
//! written as sixteen hexadecimal digits: the same error has the same fingerprint everywhere.

use std::ops::Range;

use unstuck_logtext::{
    Document, Level, Reading, level, looks_like_error, message, without_timestamp,
};
use unstuck_report::Code;

use crate::scan::{ERROR_MARK, Hit};

/// How much of a line makes its template.
const TEMPLATE: usize = 240;

/// Words that tell of a failure in a short text, where no level is written.
const COMPLAINTS: [&str; 22] = [
    "error",
    "exception",
    "fail",
    "cannot",
    "can't",
    "could not",
    "couldn't",
    "unable to",
    "denied",
    "refused",
    "rejected",
    "invalid",
    "not found",
    "timed out",
    "timeout",
    "unreachable",
    "unexpected",
    "forbidden",
    "unauthorized",
    "aborted",
    "missing",
    "fatal",
];

/// An entry that looks like an error.
pub(crate) struct UnknownError {
    /// Its shape.
    pub(crate) template: String,
    /// Whether only its words, and no level or shape, say that it is an error.
    pub(crate) weak: bool,
    /// Its telling line, in bytes of the cleaned text.
    pub(crate) span: Range<usize>,
}

/// Whether an entry looks like an error, and what kind. In a `short` text words suffice.
pub(crate) fn error(readings: &[&Reading<'_>], short: bool) -> Option<UnknownError> {
    // The first reading has its escapes undone; the last is the entry as it stands.
    let (first, last) = (readings.first()?, readings.last()?);
    let strong = looks_like_error(last.text()) || looks_like_error(first.text());
    let weak = || short && complains(first.text());
    if !(strong || weak()) {
        return None;
    }
    if let Some((template, said)) = structured(last.text()) {
        return Some(UnknownError { template, weak: !strong, span: last.place(said) });
    }
    let telling = telling_line(first.text());
    Some(UnknownError {
        template: template(&first.text()[telling.clone()]),
        weak: !strong,
        span: first.place(telling),
    })
}

/// The template of what a structured line says, and the first place where it says it.
fn structured(text: &str) -> Option<(String, Range<usize>)> {
    let line = text.lines().next()?;
    let places = message(line)?;
    let templates: Vec<String> = places
        .iter()
        .map(|place| {
            // Of a text with a stack trace the first line is enough.
            let value = line[place.clone()].split("\\n").next().unwrap_or_default();
            template(&value.replace("\\\"", "\""))
        })
        .collect();
    let mut all = templates.join(" · ");
    all.truncate(all.floor_char_boundary(TEMPLATE));
    Some((all, places.first()?.clone()))
}

/// A mark on every line that is not blank.
pub(crate) fn every_line(document: &Document) -> impl Iterator<Item = Hit> {
    (0..document.line_count())
        .filter(|&index| !document.line(index).trim().is_empty())
        .map(|index| Hit::new(document.line_span(index).start, ERROR_MARK))
}

/// Whether a short text complains, though it states no level.
fn complains(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    if level(first).is_some_and(|level| level < Level::Error) {
        return false;
    }
    let folded = text.to_ascii_lowercase();
    COMPLAINTS.iter().any(|word| folded.contains(word))
}

/// The line of an entry that says what went wrong: the root of a chain of exceptions, else
/// the first line.
fn telling_line(text: &str) -> Range<usize> {
    let mut first = None;
    let mut root = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        let line = &text[span.clone()];
        let words = without_timestamp(line);
        if first.is_none() && !line.trim().is_empty() {
            first = Some(span.clone());
        }
        // A line is asked by itself whether it names an exception; a trace's head does not.
        let names = !line.starts_with([' ', '\t'])
            && !words.starts_with("Traceback (most recent")
            && looks_like_error(words);
        if names && (words.starts_with("Caused by: ") || first.as_ref() != Some(&span)) {
            root = Some(span);
        }
    }
    root.or(first).unwrap_or(0..text.len())
}

/// The line with everything replaced that varies. Official codes stay: they say what the
/// error is.
fn template(line: &str) -> String {
    let line = without_timestamp(line).trim();
    let line = &line[..line.floor_char_boundary(TEMPLATE)];
    let plain = replaced(line, &[]);
    // Codes are looked for where one may have been replaced.
    if !plain.contains("<num>") && !plain.contains("<id>") {
        return plain;
    }
    let codes: Vec<_> = unstuck_codes::find(line).into_iter().map(|found| found.range).collect();
    if codes.is_empty() { plain } else { replaced(line, &codes) }
}

/// A text with everything replaced that varies, but for the words in which a code stands.
fn replaced(text: &str, codes: &[Range<usize>]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let up_to = |ends: fn(char) -> bool| {
            rest.char_indices().find(|&(at, c)| at > 0 && ends(c)).map_or(rest.len(), |(at, _)| at)
        };
        let mut length = up_to(separates);
        if rest[..length].contains("://") {
            length = up_to(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>'));
        }
        if separates(c) {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            let at = text.len() - rest.len();
            let is_code = codes.iter().any(|code| code.start < at + length && at < code.end);
            out.push_str(if is_code { &rest[..length] } else { placeholder(&rest[..length]) });
            rest = &rest[length..];
        }
    }
    out
}

/// Characters between the words of a message.
fn separates(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '"' | '\''
                | '`'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '<'
                | '>'
                | ','
                | ';'
                | '='
                | '|'
        )
}

/// What a word of a message stands for: itself, or the kind of value that it is.
fn placeholder(word: &str) -> &str {
    let core = word.trim_end_matches(['.', ':', '!', '?']);
    let digits = core.bytes().filter(u8::is_ascii_digit).count();
    let hexadecimal = core.bytes().filter(u8::is_ascii_hexdigit).count();
    if core.contains("://") {
        "<url>"
    } else if core.contains('@') && core.contains('.') {
        "<address>"
    } else if (core.starts_with('/') || core.starts_with("./") || core.contains(":\\"))
        && core.len() > 2
    {
        "<path>"
    } else if core.starts_with("0x")
        || (core.len() >= 8 && digits > 0 && hexadecimal + core.matches('-').count() == core.len())
    {
        "<id>"
    } else if digits > 0
        && core.split('.').count() == 4
        && core.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b':')
    {
        "<ip>"
    } else if digits > 0 && core.bytes().all(|b| b.is_ascii_digit() || b".:,-+%/".contains(&b)) {
        "<num>"
    } else if digits > 0
        && core.starts_with(|c: char| c.is_ascii_digit())
        && core.len() <= digits + 3
    {
        // A number with its unit, such as 20s or 512MiB.
        "<num>"
    } else if (digits >= 4 && core.len() >= 12) || is_numbered(core) {
        "<id>"
    } else {
        word
    }
}

/// Whether a word is a kind of thing with its number: `evt_7700`, `job-17`.
fn is_numbered(word: &str) -> bool {
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
    word.len() - name.len() >= 2
        && name.strip_suffix(['_', '-', '#']).is_some_and(|name| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_')
        })
}

/// The fingerprint of a template.
pub(crate) fn fingerprint(template: &str) -> String {
    let hash = template.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// The official codes in an entry.
pub(crate) fn codes(text: &str) -> Vec<Code> {
    unstuck_codes::find(text)
        .into_iter()
        .map(|found| Code { scheme: found.scheme.name().to_owned(), value: found.value })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_varies_is_replaced() {
        for (line, expected) in [
            (
                "2026-03-02 10:11:12 ERROR widget 4711 (id=9f8e7d6c5b4a) of 10.0.0.7:8080 lost",
                "ERROR widget <num> (id=<id>) of <ip> lost",
            ),
            (
                "Could not fetch https://h.example/a?b=1 into /var/tmp/x after 20s",
                "Could not fetch <url> into <path> after <num>",
            ),
            ("user 'ana@example.org' has no seat", "user '<address>' has no seat"),
            (
                "req 550e8400-e29b-41d4-a716-446655440000 failed: E_WIDGET",
                "req <id> failed: E_WIDGET",
            ),
            (
                "ERROR sync 17 failed with SQLSTATE 23505",
                "ERROR sync <num> failed with SQLSTATE 23505",
            ),
            (
                "ERROR step 4 of 9: process 812 exited with exit code 137",
                "ERROR step <num> of <num> process <num> exited with exit code 137",
            ),
            (
                "upstream 12 answered HTTP status 503 after 30 s",
                "upstream <num> answered HTTP status 503 after <num> s",
            ),
        ] {
            assert_eq!(template(line), expected);
        }
    }

    #[test]
    fn fingerprints_are_those_of_fnv_1a() {
        assert_eq!(fingerprint(""), "cbf29ce484222325");
        assert_eq!(fingerprint("foobar"), "85944171f73967e8");
    }
}
