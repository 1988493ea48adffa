//! The value of a setting: how far it reaches, and whether it is a value at all.

use std::ops::Range;

use super::keys::{self, Strength};
use crate::bytes::{BARRIER, Set, Text};

/// The longest value of a setting, in bytes.
const LONGEST: usize = 16 * 1024;

/// So many quotes within a value, and the rest of its line counts as part of it.
const MOST_QUOTES: usize = 64;

/// How a value is written down.
pub(super) struct Value {
    pub(super) range: Range<usize>,
    pub(super) quoted: bool,
}

/// Words that stand where a value would, and are none.
const NO_VALUES: &[&str] = &[
    "absent",
    "any",
    "arg",
    "argument",
    "auto",
    "bearer",
    "bool",
    "boolean",
    "bytes",
    "cannot",
    "configured",
    "default",
    "denied",
    "disabled",
    "does",
    "empty",
    "enabled",
    "error",
    "example",
    "expired",
    "failed",
    "false",
    "field",
    "file",
    "filtered",
    "found",
    "from",
    "hidden",
    "in",
    "incorrect",
    "invalid",
    "is",
    "key",
    "masked",
    "mismatch",
    "missing",
    "must",
    "needed",
    "nil",
    "no",
    "none",
    "not",
    "null",
    "off",
    "ok",
    "on",
    "optional",
    "or",
    "pass",
    "passed",
    "passwd",
    "password",
    "present",
    "prompt",
    "provided",
    "redacted",
    "removed",
    "required",
    "reset",
    "secret",
    "self",
    "set",
    "str",
    "string",
    "success",
    "successful",
    "the",
    "this",
    "to",
    "token",
    "true",
    "undefined",
    "unchanged",
    "unexpected",
    "unknown",
    "unset",
    "unsupported",
    "valid",
    "value",
    "was",
    "wrong",
    "yes",
    "you",
    "your",
    "&str",
    "&string",
    "option",
    "text",
    "varchar",
    "sensitive",
    "computed",
    "md5",
    "scram-sha-256",
    "sha256",
    "nothing",
    "anonymous",
];

/// A word that stands in any log, and that is therefore never hidden elsewhere for having been
/// a value once.
pub(crate) fn is_ordinary(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    NO_VALUES.contains(&lower.as_str()) || super::is_role(value.as_bytes())
}

/// The value that begins at `at`, up to the end of its line; without its quotes.
pub(super) fn read(text: &Text<'_>, at: usize) -> Value {
    let mut start = at;
    // A list of one, as Go prints headers and JSON writes repeated ones.
    if text.at(start) == b'[' {
        start += 1;
    }
    // Python writes the kind of a text before its quote.
    if matches!(text.at(start), b'b' | b'u' | b'r') && matches!(text.at(start + 1), b'"' | b'\'') {
        start += 1;
    }
    let slashes = (0..8).take_while(|&index| text.at(start + index) == b'\\').count();
    let quote = text.at(start + slashes);
    if matches!(quote, b'"' | b'\'' | b'`') {
        let start = start + slashes + 1;
        return Value { range: start..quoted_end(text, start, quote, slashes), quoted: true };
    }
    Value { range: start..bare_end(text, start), quoted: false }
}

/// Where a quoted value ends: at the same quote with as many backslashes before it.
fn quoted_end(text: &Text<'_>, start: usize, quote: u8, slashes: usize) -> usize {
    let line_end = text.line_end(start);
    let mut from = start;
    for _ in 0..MOST_QUOTES {
        let Some(end) = text.next(quote, from).filter(|&end| end < line_end) else { break };
        let before = text.backslashes_before(end, start);
        if before <= slashes {
            return end - before;
        }
        from = end + 1;
    }
    if from > start {
        return line_end.min(from + LONGEST);
    }
    // The closing quote was cut off.
    bare_end(text, start)
}

/// Where a value without quotes ends: at white space or a quote, or at a separator that
/// something else follows.
pub(super) fn bare_end(text: &Text<'_>, start: usize) -> usize {
    let (from, to) = text.bare.get();
    let known = (from..to).contains(&start);
    let mut end = if known { to } else { start };
    let begin = end;
    while end < text.len() && end - start < LONGEST {
        match text.bytes[end] {
            b' ' | b'\t' | b'\r' | b'\n' | b'"' | b'\'' | b'`' | b'<' | b'>' | BARRIER => break,
            b'\\' if matches!(text.at(end + 1), b'n' | b'r' | b't' | b'"' | b'\'' | b'\\') => break,
            b'\\' if text.is(end, r"\u00") => break,
            b',' | b';' | b'&' | b')' | b']' | b'}' | b'|' if separates(text, end + 1) => break,
            _ => end += 1,
        }
    }
    text.worked(end - begin + 1);
    if end > begin {
        text.bare.set((if known { from } else { start }, end));
    }
    // A full stop ends a sentence, a colon a clause.
    if end > start && matches!(text.bytes[end - 1], b'.' | b':' | b',') {
        end -= 1;
    }
    end
}

/// Whether what stands behind a separator shows that the value has ended: nothing, white
/// space, more punctuation, or the name of another setting.
fn separates(text: &Text<'_>, at: usize) -> bool {
    let next = text.at(at);
    if at >= text.len() || !(Set::WORD.holds(next) && next != BARRIER) && next < 0x80 {
        return true;
    }
    let mut end = at;
    while end < at + 40 && Set::DOTTED.holds(text.at(end)) {
        end += 1;
    }
    text.worked(end - at);
    end > at && (matches!(text.at(end), b'=' | b':') || text.is_like(at, "user id"))
}

/// How a setting is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `key=value`, `key:value`.
    Tight,
    /// `key = value`, `key: value` alone on its line.
    Line,
    /// `key: value` within other text.
    Prose,
}

/// Whether `value` of a setting called `key` is a secret, and no placeholder, code or word.
pub(super) fn is_secret(
    key: &[u8],
    strength: Strength,
    value: &[u8],
    quoted: bool,
    style: Style,
) -> bool {
    if is_placeholder(value) || (!quoted && is_code(value)) {
        return false;
    }
    if value.len() <= keys::LONGEST_KEY {
        let same = |byte: &&u8| byte.is_ascii_alphanumeric();
        let lower = |text: &[u8]| -> Vec<u8> {
            text.iter().filter(same).map(u8::to_ascii_lowercase).collect()
        };
        let word = lower(value);
        if !word.is_empty() && lower(key).ends_with(&word) {
            return false;
        }
    }
    // The folder that a program is in.
    if key.eq_ignore_ascii_case(b"pwd") || key.eq_ignore_ascii_case(b"oldpwd") {
        let is_path = matches!(value, [b'/' | b'~', ..] | [_, b':', b'\\' | b'/', ..]);
        if is_path {
            return false;
        }
    }
    let number = value.iter().all(u8::is_ascii_digit);
    if number && value.len() < 4 {
        return false;
    }
    match (strength, style) {
        _ if quoted && style != Style::Prose => match strength {
            Strength::Strong => true,
            Strength::Middle => value.len() >= 4,
            Strength::Weak => value.len() >= 6 && (!number || value.len() > 9),
        },
        (Strength::Strong, Style::Tight | Style::Line) => true,
        (Strength::Strong, Style::Prose) => looks_random(value) && !is_name(value),
        (Strength::Middle, Style::Tight) => value.len() >= 5,
        (Strength::Weak, Style::Tight) => {
            value.len() >= 6 && looks_random(value) || value.len() >= 16 && !number
        }
        (Strength::Middle | Strength::Weak, Style::Line) => value.len() >= 8 && looks_random(value),
        (Strength::Middle | Strength::Weak, Style::Prose) => {
            value.len() >= 8 && !number && looks_random(value) && !is_name(value)
        }
    }
}

/// What stands for a value: `<password>`, `****`, `${VAR}`, `[REDACTED]`, `null`.
pub(super) fn is_placeholder(value: &[u8]) -> bool {
    // The kinds of letters count, not how many: a long value is no placeholder.
    if value.len() > 64 {
        return value.iter().all(|byte| *byte == value[0]);
    }
    let Some((&first, rest)) = value.split_first() else { return true };
    let alnum = value.iter().any(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    let repeated = rest.iter().all(|byte| *byte == first) && value.len() > 2;
    let masked = value.windows(3).any(|three| three == b"***" || three == b"...")
        || memchr::memmem::find(value, "…".as_bytes()).is_some()
        || memchr::memmem::find(value, "•••".as_bytes()).is_some()
        || value.len() > 3 && value.iter().all(|byte| matches!(byte, b'x' | b'X' | b'-'));
    let variable = match value {
        [b'$', next, ..] => matches!(next, b'{' | b'(' | b'_') || next.is_ascii_alphabetic(),
        [b'%', next, ..] => b"svdqr({[".contains(next) || value.ends_with(b"%"),
        [b':', next, ..] => next.is_ascii_lowercase(),
        [b'#' | b'{', b'{', ..] | [b'{', .., b'}'] | [b'<', .., b'>'] => true,
        _ => false,
    };
    let variable = variable || matches!(value, [b'$', b'1'..=b'9']) || value.starts_with(b"file:");
    let trimmed = value.trim_ascii();
    let trimmed = trimmed.strip_prefix(b"[").unwrap_or(trimmed);
    let trimmed = trimmed.strip_prefix(b"(").unwrap_or(trimmed);
    let inner: Vec<u8> = trimmed
        .iter()
        .map(u8::to_ascii_lowercase)
        .take_while(|byte| !matches!(byte, b']' | b')' | b',' | b';' | b'!'))
        .collect();
    let word = NO_VALUES.iter().any(|word| word.as_bytes() == inner);
    // What a program says of the setting.
    let sentence = trimmed.contains(&b' ') && matches!(trimmed.last(), Some(b'.' | b'!' | b'?'));
    let example = [b"your".as_slice(), b"my-", b"my_", b"enter "]
        .iter()
        .any(|start| inner.starts_with(start) && inner.iter().all(|byte| !byte.is_ascii_digit()));
    !alnum || repeated || masked || variable || word || example || sentence
}

/// Whether a value without quotes is an expression of a programming language: a call, or a
/// path to something that is itself called a secret.
fn is_code(value: &[u8]) -> bool {
    let value = &value[..value.len().min(256)];
    let name = value.iter().take_while(|byte| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'.' | b':' | b'&' | b'-' | b'*' | b'$')
    });
    let name = name.count();
    if name > 0 && matches!(value.get(name), Some(b'(' | b'[')) {
        return true;
    }
    let dotted = value[..name].contains(&b'.') && !value.iter().any(u8::is_ascii_digit);
    let ends = name == value.len() || matches!(value[name], b')' | b',' | b';');
    let last = value[..name].rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    ends && dotted && (keys::strength(last).is_some() || value.starts_with(b"self."))
}

/// Whether a text is a name in a program, such as `BaseClient#getSecret` or `API_KEY`: in prose
/// such stand behind a colon.
fn is_name(value: &[u8]) -> bool {
    value.iter().all(|byte| byte.is_ascii_alphabetic() || b"._#-/".contains(byte))
}

/// Whether a text looks like one that a person would not write in a sentence: letters with
/// digits, upper with lower case within a word, or signs that words do not have.
pub(super) fn looks_random(value: &[u8]) -> bool {
    let value = &value[..value.len().min(256)];
    let digit = value.iter().any(u8::is_ascii_digit);
    let letter = value.iter().any(u8::is_ascii_alphabetic);
    let lower = value.iter().any(u8::is_ascii_lowercase);
    let upper_inside = value.iter().skip(1).any(u8::is_ascii_uppercase);
    let sign = value
        .iter()
        .any(|byte| matches!(byte, b'!' | b'#' | b'$' | b'%' | b'^' | b'*' | b'?' | b'~' | b'+'));
    (digit && letter) || (lower && upper_inside) || (sign && letter) || (digit && value.len() >= 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_a_value_is_none() {
        for (value, expected) in [
            ("<password>", true),
            ("****", true),
            ("sk-****1234", true),
            ("${DB_PASSWORD}", true),
            ("$DB_PASSWORD", true),
            ("{{ .Values.token }}", true),
            ("%s", true),
            ("[REDACTED]", true),
            ("[FILTERED]", true),
            ("NULL", true),
            ("YES", true),
            ("required", true),
            ("xxxxxxxx", true),
            ("your-api-key-here", true),
            ("?", true),
            ("", true),
            ("hunter22", false),
            ("changeme", false),
            ("Pa$$w0rd", false),
            ("$2y$10$abcdefghij", false),
            ("пароль", false),
        ] {
            assert_eq!(is_placeholder(value.as_bytes()), expected, "{value}");
        }
    }

    #[test]
    fn values_end_where_something_else_begins() {
        for (line, expected) in [
            ("hunter22, next", "hunter22"),
            ("hunter22,user=x", "hunter22"),
            ("hun,ter22", "hun,ter22"),
            ("hunter22) failed", "hunter22"),
            ("hunter22).", "hunter22"),
            ("hunter22;Database=x", "hunter22"),
            (r"hunter22\nnext", "hunter22"),
            ("hunter22.", "hunter22"),
            (r#""hun ter22", x"#, "hun ter22"),
            (r#"\"hunter22\", x"#, "hunter22"),
            (r#""hun\"ter22" x"#, r#"hun\"ter22"#),
            ("'hunter22' x", "hunter22"),
            ("[hunter22] x", "hunter22"),
            (r#""hunter22"#, "hunter22"),
            ("b'hunter22'", "hunter22"),
        ] {
            let value = read(&Text::new(line.as_bytes()), 0);
            assert_eq!(&line[value.range], expected, "{line}");
        }
    }
}
