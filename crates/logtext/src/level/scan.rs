//! The level of a line behind its time, by words and the places where they stand.

use memchr::memchr2;

use super::names::{Name, letter, name, placed};
use super::{Level, json, json::says_level};
use crate::eights::find_within;
use crate::fields::Pairs;
use crate::time::is_access_time;

/// How far into a line its level is looked for: behind date, host, process and logger.
const HEAD: usize = 160;
/// Up to here, a word counts as first: `10:11AM ` of zerolog may stand before it.
const FIRST: usize = 8;

/// The level that the line states from byte `at` on.
pub(super) fn level(bytes: &[u8], at: usize) -> Option<Level> {
    let first = *bytes.get(at)?;
    if first == b'{'
        && let Some(level) = json::level(bytes, at)
    {
        return Some(level);
    }
    let head = &bytes[at..bytes.len().min(at + HEAD)];
    if let Some(level) = beginning(head, first) {
        return Some(level);
    }
    words(bytes, at)
}

/// The level of a line that says it first.
fn beginning(head: &[u8], first: u8) -> Option<Level> {
    match first {
        b'0'..=b'9' => return logcat(head),
        // GitHub Actions: ##[error], ::error file=a::
        b'#' => return placed(word(head.strip_prefix(b"##[")?)),
        b':' => {
            let word = word(head.strip_prefix(b"::")?);
            let ends = matches!(head.get(2 + word.len()), Some(b':' | b' '));
            return if ends { placed(word) } else { None };
        }
        _ if !first.is_ascii_alphabetic() => return None,
        _ => {}
    }
    let word = word(head);
    let behind = &head[word.len()..];
    if let (Some(Name::Level(level)), [b' ' | b']', ..]) = (capitals(word), behind) {
        return Some(level);
    }
    if behind.first() == Some(&b'=') {
        return pairs(head);
    }
    // Android's logcat: `E/Tag( 1234): text`
    if let ([one], [b'/', tag @ ..]) = (word, behind) {
        let paren = tag.iter().take(40).position(|&b| b == b'(')?;
        let number = &tag[paren + 1..];
        let digits = number.iter().take_while(|b| b.is_ascii_digit() || **b == b' ').count();
        return if number[digits..].starts_with(b"):") { letter(*one) } else { None };
    }
    match (behind, name(word)) {
        // .NET writes it small; in other words, a heading of prose: `Config: …`
        ([b':', ..], Some(Name::Colon(level)))
            if word.len() == 4 || word[1].is_ascii_uppercase() =>
        {
            return Some(level);
        }
        // `error: …`; `Error\t3/2/2026 10:11:12 AM` of the Windows event viewer
        ([b':', ..] | [b'\t', b'0'..=b'9', ..], Some(Name::Level(level))) => return Some(level),
        _ => {}
    }
    match word {
        b"PHP" => return php(behind.strip_prefix(b" ")?),
        b"Fatal" | b"Parse" | b"Recoverable" | b"Deprecated" => return php(head),
        // `npm error code E404`, `npm warn deprecated`
        b"npm" => return placed(self::word(behind.strip_prefix(b" ")?)),
        _ => {}
    }
    // `psql: error: …`: behind the name of a program
    let blank = head.iter().position(|&b| b == b' ')?;
    if blank > 0 && head[blank - 1] == b':' {
        let word = self::word(&head[blank + 1..]);
        if head.get(blank + 1 + word.len()) == Some(&b':') {
            return placed(word);
        }
    }
    None
}

/// What PHP puts before a message; on the console without its name.
fn php(text: &[u8]) -> Option<Level> {
    const WORDS: [(&[u8], Level); 6] = [
        (b"Fatal error:", Level::Fatal),
        (b"Parse error:", Level::Error),
        (b"Recoverable fatal error:", Level::Error),
        (b"Warning:", Level::Warning),
        (b"Notice:", Level::Info),
        (b"Deprecated:", Level::Info),
    ];
    WORDS.iter().find(|(word, _)| text.starts_with(word)).map(|(_, level)| *level)
}

/// The level of a logfmt line: `level=error`, `lvl=warn`, `severity=ERROR`.
fn pairs(head: &[u8]) -> Option<Level> {
    Pairs::new(head, 0)
        .find_map(|pair| if says_level(pair.key) { placed(pair.value) } else { None })
}

/// What a word in capitals means.
fn capitals(word: &[u8]) -> Option<Name> {
    word.iter().all(u8::is_ascii_uppercase).then(|| name(word))?
}

/// The word that `bytes` begin with.
fn word(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.iter().take_while(|b| in_word(**b)).count()]
}

fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// `1234  5678 E Tag: text`, of Android's logcat behind the time: process, thread, level.
fn logcat(head: &[u8]) -> Option<Level> {
    let mut at = 0;
    for _ in 0..2 {
        let digits = head[at..].iter().take(7).take_while(|b| b.is_ascii_digit()).count();
        let blanks = head[at + digits..].iter().take(6).take_while(|&&b| b == b' ').count();
        if digits == 0 || blanks == 0 {
            return None;
        }
        at += digits + blanks;
    }
    match head.get(at..)? {
        [one, b' ', tag, ..] if tag.is_ascii_alphabetic() => letter(*one),
        _ => None,
    }
}

/// The first level among the words of a line.
fn words(bytes: &[u8], start: usize) -> Option<Level> {
    let head = &bytes[start..bytes.len().min(start + HEAD)];
    let mut at = 0;
    // Capitals, brackets and what stands behind a key all lie between these two in ASCII.
    while let Some(found) = find_within(head, at, b':', b'[') {
        at = found + 1;
        match head[found] {
            b'A'..=b'Z' => {
                if !head.get(at).is_some_and(u8::is_ascii_uppercase) {
                    continue;
                }
                at += head[at..].iter().take_while(|b| b.is_ascii_uppercase()).count();
                let inside = (found > 0 && in_word(head[found - 1]))
                    || head.get(at).is_some_and(|&b| in_word(b));
                match if inside { None } else { name(&head[found..at]) } {
                    Some(Name::Level(level)) => return Some(level),
                    // First in the line, or behind a time such as `10:11AM`.
                    Some(Name::First(level)) if found <= FIRST => return Some(level),
                    Some(Name::Belongs) if head.get(at) == Some(&b':') => return None,
                    _ => {}
                }
            }
            b'[' => {
                if let Some(level) = in_brackets(head, at) {
                    return Some(level);
                }
                if is_access_time(&head[at..]) {
                    return status(&bytes[start + at..]);
                }
            }
            b'=' | b':' => {
                if let Some(level) = behind_key(head, found) {
                    return Some(level);
                }
            }
            _ => {}
        }
    }
    None
}

/// `[error]`, `[info ]`, and Apache's `[core:error]`.
fn in_brackets(head: &[u8], at: usize) -> Option<Level> {
    let mut text = &head[at..];
    let mut found = word(text);
    text = &text[found.len()..];
    if let [b':', rest @ ..] = text {
        found = word(rest);
        text = &rest[found.len()..];
    }
    let level = placed(found)?;
    let blanks = text.iter().take(8).take_while(|&&b| b == b' ').count();
    (text.get(blanks) == Some(&b']')).then_some(level)
}

/// What stands behind a key such as `level=` or `"severity": `.
fn behind_key(head: &[u8], at: usize) -> Option<Level> {
    const KEYS: [&[u8]; 6] =
        [b"level", b"lvl", b"severity", b"levelname", b"leveldisplayname", b"severitytext"];
    let is_around = |b: &&u8| matches!(b, b'"' | b'\'' | b' ');
    let blanks = head[..at].iter().rev().take(16).take_while(is_around).count();
    let before = &head[..at - blanks];
    let plausible = matches!(before.last(), Some(b'l' | b'L' | b'y' | b'Y' | b'e' | b'E' | b't'));
    let is_key = |key: &&[u8]| {
        before.len() >= key.len() && before[before.len() - key.len()..].eq_ignore_ascii_case(key)
    };
    if !plausible || !KEYS.iter().any(is_key) {
        return None;
    }
    // `  severity: critical` is a setting among others, not what a line says of itself.
    if head[at] == b':' && head[0] == b' ' && before.trim_ascii_start().iter().all(|&b| in_word(b))
    {
        return None;
    }
    let around = head[at + 1..].iter().take(24).take_while(is_around).count();
    placed(word(&head[at + 1 + around..]))
}

/// The level of an access log's line by the status behind the request: the server's fault is
/// an error, the client's a warning.
fn status(text: &[u8]) -> Option<Level> {
    /// Servers take requests of 8 KB.
    const LONGEST: usize = 10 * 1024;
    let text = &text[..text.len().min(LONGEST)];
    let close = text.iter().take(40).position(|&b| b == b']')?;
    let request = text[close..].strip_prefix(b"] \"")?;
    let mut end = 0;
    loop {
        end += memchr2(b'"', b'\\', request.get(end..)?)?;
        if request[end] == b'"' {
            break;
        }
        end += 2;
    }
    match &request[end..] {
        [_, b' ', class, b'0'..=b'9', b'0'..=b'9', rest @ ..]
            if matches!(rest.first(), None | Some(b' ')) =>
        {
            match class {
                b'5' => Some(Level::Error),
                b'4' => Some(Level::Warning),
                b'1'..=b'3' => Some(Level::Info),
                _ => None,
            }
        }
        _ => None,
    }
}
