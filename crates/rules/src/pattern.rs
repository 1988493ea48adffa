//! Patterns: how they are compiled everywhere, and the literal text that makes them cheap.
//!
//! One automaton looks for the literals of all rules in one pass; a pattern is tried only
//! where one of its literals stands. That works only if every match of the pattern contains
//! one of them, so they are taken from the parsed pattern itself, not from the author.

use regex::bytes::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// The longest pattern that is accepted, in bytes.
pub const MAX_LENGTH: usize = 2048;
/// The largest compiled pattern, in bytes: refuses compile bombs, passes real ones.
pub const MAX_COMPILED: usize = 1 << 20;
/// The most literals that one pattern may need: more would crowd the shared automaton.
pub const MAX_LITERALS: usize = 32;
/// Literals are cut to this many bytes; longer ones find nothing that these do not.
const LITERAL_LENGTH: usize = 32;

/// Compiles a pattern with the options that hold for all: on bytes, without Unicode classes,
/// `^` and `$` at line ends. Letter case is ignored unless the author asks for it.
///
/// # Errors
///
/// If the pattern is not a regular expression of the `regex` crate, or compiles to more than
/// [`MAX_COMPILED`] bytes.
pub fn compile(pattern: &str, case_sensitive: bool) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern)
        .unicode(false)
        .multi_line(true)
        .case_insensitive(!case_sensitive)
        .size_limit(MAX_COMPILED)
        .dfa_size_limit(MAX_COMPILED)
        .nest_limit(64)
        .build()
}

/// What the build learns from a parsed pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anatomy {
    /// Lower-case texts of which every match contains at least one; empty if there are none.
    pub literals: Vec<String>,
    /// Whether every match contains fixed text with a letter in it. A pattern without is one
    /// that matches bare numbers or punctuation.
    pub has_words: bool,
    /// The names of all capture groups.
    pub groups: Vec<String>,
    /// The names of the groups that take part in every match.
    pub certain_groups: Vec<String>,
}

/// Takes a pattern apart; `None` if it does not parse.
pub fn anatomy(pattern: &str, case_sensitive: bool) -> Option<Anatomy> {
    let hir = ParserBuilder::new()
        .unicode(false)
        .utf8(false)
        .multi_line(true)
        .case_insensitive(!case_sensitive)
        .build()
        .parse(pattern)
        .ok()?;
    let mut anatomy = Anatomy {
        literals: required(&hir, usable).unwrap_or_default(),
        has_words: required(&hir, |text| usable(text).filter(|text| has_letter(text))).is_some(),
        ..Default::default()
    };
    groups(&hir, true, &mut anatomy);
    Some(anatomy)
}

fn groups(hir: &Hir, certain: bool, anatomy: &mut Anatomy) {
    match hir.kind() {
        HirKind::Capture(capture) => {
            if let Some(name) = &capture.name {
                anatomy.groups.push(name.to_string());
                if certain {
                    anatomy.certain_groups.push(name.to_string());
                }
            }
            groups(&capture.sub, certain, anatomy);
        }
        HirKind::Concat(parts) => parts.iter().for_each(|part| groups(part, certain, anatomy)),
        HirKind::Alternation(parts) => parts.iter().for_each(|part| groups(part, false, anatomy)),
        HirKind::Repetition(repetition) => {
            groups(&repetition.sub, certain && repetition.min > 0, anatomy);
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => {}
    }
}

/// The best set of texts of which every match of `hir` contains one. `usable` says what of
/// a fixed text can be looked for.
fn required(hir: &Hir, usable: fn(&[u8]) -> Option<String>) -> Option<Vec<String>> {
    if let Some(text) = fixed(hir) {
        return usable(&text).map(|text| vec![text]);
    }
    match hir.kind() {
        HirKind::Capture(capture) => required(&capture.sub, usable),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub, usable),
        HirKind::Alternation(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(required(part, usable)?);
            }
            all.sort();
            all.dedup();
            (all.len() <= MAX_LITERALS).then_some(all)
        }
        HirKind::Concat(parts) => {
            let mut best: Option<Vec<String>> = None;
            let mut consider = |candidate: Option<Vec<String>>| {
                let Some(candidate) = candidate else { return };
                if best.as_ref().is_none_or(|best| worth(&candidate) > worth(best)) {
                    best = Some(candidate);
                }
            };
            let mut run = Vec::new();
            for part in parts {
                if let Some(text) = fixed(part) {
                    run.extend(text);
                } else {
                    consider(usable(&std::mem::take(&mut run)).map(|text| vec![text]));
                    consider(required(part, usable));
                }
            }
            consider(usable(&run).map(|text| vec![text]));
            best
        }
        _ => None,
    }
}

/// A set is worth as much as its commonest text is rare; each further text costs a little.
fn worth(literals: &[String]) -> usize {
    let rarest = literals.iter().map(|literal| rarity(literal)).min().unwrap_or(0);
    (rarest * 8).saturating_sub(literals.len())
}

/// Words that healthy logs are full of.
const COMMON: [&str; 60] = [
    "and",
    "api",
    "application",
    "by",
    "caused",
    "client",
    "code",
    "com",
    "connect",
    "connected",
    "connection",
    "content",
    "data",
    "debug",
    "error",
    "errors",
    "exception",
    "failed",
    "failure",
    "false",
    "file",
    "for",
    "from",
    "get",
    "host",
    "html",
    "http",
    "https",
    "info",
    "java",
    "json",
    "key",
    "level",
    "line",
    "log",
    "message",
    "msg",
    "name",
    "not",
    "null",
    "org",
    "path",
    "port",
    "post",
    "request",
    "requests",
    "response",
    "return",
    "returned",
    "server",
    "status",
    "text",
    "the",
    "time",
    "timeout",
    "true",
    "type",
    "url",
    "user",
    "with",
];

/// A guess at how rare a text is in a healthy log: long is rare, digits are rarer than
/// letters, and words that every log has count little.
fn rarity(literal: &str) -> usize {
    let mut total = 0;
    for word in literal.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        total += if COMMON.contains(&word) {
            3
        } else {
            word.chars().map(|c| if c.is_ascii_digit() { 4 } else { 2 }).sum()
        };
    }
    (total + literal.chars().filter(|c| !c.is_alphanumeric()).count()).min(48)
}

/// The one text that `hir` matches, ignoring ASCII case and positions between characters.
fn fixed(hir: &Hir) -> Option<Vec<u8>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(Vec::new()),
        HirKind::Literal(literal) => Some(literal.0.to_ascii_lowercase()),
        HirKind::Class(class) => one_letter(class).map(|byte| vec![byte]),
        HirKind::Capture(capture) => fixed(&capture.sub),
        HirKind::Concat(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(fixed(part)?);
            }
            Some(all)
        }
        HirKind::Repetition(_) | HirKind::Alternation(_) => None,
    }
}

/// The letter, if the class is one letter in its two cases: how a parser writes `(?i)a`.
fn one_letter(class: &Class) -> Option<u8> {
    let mut letters = match class {
        Class::Bytes(bytes) => {
            bytes.ranges().iter().flat_map(|r| r.start()..=r.end()).take(3).collect::<Vec<u8>>()
        }
        Class::Unicode(chars) => chars
            .ranges()
            .iter()
            .flat_map(|r| r.start()..=r.end())
            .take(3)
            .map(|c| u8::try_from(c).ok())
            .collect::<Option<Vec<u8>>>()?,
    };
    letters.make_ascii_lowercase();
    letters.dedup();
    let [letter] = letters[..] else { return None };
    Some(letter)
}

/// A text that the scan can look for: on one line, not too short, not only punctuation.
fn usable(text: &[u8]) -> Option<String> {
    let piece = text.split(|&byte| byte == b'\n').max_by_key(|piece| piece.len())?;
    let mut piece = String::from_utf8(piece.to_vec()).ok()?;
    while piece.len() > LITERAL_LENGTH {
        piece.pop();
    }
    let digits = piece.bytes().filter(u8::is_ascii_digit).count();
    let enough = has_letter(&piece) || (digits >= 3 && piece.len() > digits);
    (piece.chars().count() >= 3 && enough).then_some(piece)
}

fn has_letter(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_what_every_match_contains() {
        for (pattern, expected) in [
            ("Connection refused", &["connection refused"][..]),
            (
                r#"authentication failed for user "(?P<user>[^"]+)""#,
                &["authentication failed for user \""],
            ),
            (r"\b(?:ECONNREFUSED|connection refused)\b", &["connection refused", "econnrefused"]),
            (r"(?:a|bcd)", &[]),
            (r"(?:foo)?", &[]),
            (r"(?:abc)+", &["abc"]),
            (r"\d+ 401 \d", &[" 401 "]),
            (r"https?://\S+: 401 (?:OK|Unauthorized)", &[": 401 "]),
            (r"(?:returned|status):? 401\b", &[" 401"]),
            (
                r"the (?P<n>\d)(?:rate limit exceeded|throttled)",
                &["rate limit exceeded", "throttled"],
            ),
            (r"first line\nthe second one", &["the second one"]),
            (r"[Tt]imeout", &["timeout"]),
            (r".*", &[]),
            (r"الوقت", &["الوقت"]),
        ] {
            assert_eq!(anatomy(pattern, false).unwrap().literals, expected, "{pattern}");
        }
    }

    #[test]
    fn a_bare_number_has_no_words() {
        assert!(!anatomy(r" 401 \d", false).unwrap().has_words);
        assert!(anatomy(r" 401 Unauthorized", false).unwrap().has_words);
        assert!(!anatomy(r" 401 (?:Unauthorized|\d)", false).unwrap().has_words);
    }

    #[test]
    fn a_group_is_certain_only_outside_of_choices() {
        let anatomy = anatomy(r"a(?P<x>b)(?:(?P<y>c))?(?:(?P<z>d)|e)(?P<w>f)+", false).unwrap();
        assert_eq!(anatomy.groups, ["x", "y", "z", "w"]);
        assert_eq!(anatomy.certain_groups, ["x", "w"]);
    }

    #[test]
    fn compile_bombs_are_refused() {
        assert!(compile("(?:a{1000}){1000}", false).is_err());
        assert!(compile(r"(?i)(error|warn|fatal).{0,200}(timeout|refused)", false).is_ok());
    }
}
