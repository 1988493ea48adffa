//! The literal text that makes patterns cheap.
//!
//! One pass over a text looks for the literals of all rules; a pattern is tried only where
//! one of its literals stands. That works only if every match of the pattern contains one of
//! them, so they are taken from the parsed pattern itself, not from the author. Which of the
//! possible sets is taken decides how often a pattern is tried in vain: the build counts how
//! often each text stands in healthy logs and takes the rarest ([`Ordinary`]).

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use regex_syntax::hir::{Class, Hir, HirKind};
use serde::{Deserialize, Serialize};

use crate::probes;

/// The most literals that one pattern may need: more would crowd the shared scan.
pub const MAX_LITERALS: usize = 256;
/// Literals are cut to this many bytes; longer ones find nothing that these do not.
const LENGTH: usize = 32;
/// The shortest literal, in bytes. Shorter ones stand by chance in too much of any text.
pub const SHORTEST: usize = 5;
/// How many bytes of fixed text with a letter in it make a pattern more than numbers.
const WORD: usize = 4;
/// How many bytes of a literal the scan looks at before it compares the whole: see
/// [`Literal::probe`].
pub const PROBE: usize = 7;
/// The same for literals that are shorter than [`PROBE`].
pub const SHORT_PROBE: usize = 5;
/// How many texts the parts of a pattern are multiplied out to, as in `status (?:4|5)03`.
const PRODUCT: usize = 256;

/// A text that stands in every match of a pattern, or one of several of which one does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Literal {
    /// The text, in lower case.
    pub text: String,
    /// Where its rarest [`PROBE`] (or [`SHORT_PROBE`]) bytes begin: a scan that looks for
    /// these first is seldom wrong.
    pub probe: u8,
}

impl Literal {
    /// The literal, with the part of it that `ordinary` text holds least often.
    pub fn new(text: String, ordinary: &Ordinary) -> Self {
        Self { probe: probes::of(text.as_bytes(), ordinary), text }
    }
}

/// What ordinary text is full of: healthy logs, in which a literal had better be rare.
#[derive(Debug, Default)]
pub struct Ordinary {
    text: Vec<u8>,
    counts: RefCell<HashMap<Vec<u8>, usize>>,
}

impl Ordinary {
    /// Learns from healthy logs.
    pub fn learn<'a>(texts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut all = Vec::new();
        for text in texts {
            all.extend(text.iter().map(u8::to_ascii_lowercase));
            all.push(b'\n');
        }
        Self { text: all, counts: RefCell::default() }
    }

    /// Whether a text in lower case stands in one line of a hundred or more.
    pub fn is_common(&self, text: &str) -> bool {
        let lines = memchr::memchr_iter(b'\n', &self.text).count();
        self.count(text.as_bytes()) * 100 > lines
    }

    /// How often a text in lower case stands there.
    pub(crate) fn count(&self, text: &[u8]) -> usize {
        if self.text.is_empty() {
            return 0;
        }
        if let Some(&known) = self.counts.borrow().get(text) {
            return known;
        }
        let count = memchr::memmem::find_iter(&self.text, text).count();
        self.counts.borrow_mut().insert(text.to_vec(), count);
        count
    }
}

/// The best set of texts of which every match of `hir` contains one; empty if there is none.
pub(crate) fn required(hir: &Hir, ordinary: &Ordinary) -> Vec<Literal> {
    let chooser = Chooser { ordinary, words_only: false };
    let best = chooser.required(hir).unwrap_or_default();
    best.into_iter().map(|text| Literal::new(text, ordinary)).collect()
}

/// Whether every match contains fixed text with a letter in it.
pub(crate) fn has_words(hir: &Hir) -> bool {
    let chooser = Chooser { ordinary: &Ordinary::default(), words_only: true };
    chooser.required(hir).is_some()
}

struct Chooser<'a> {
    ordinary: &'a Ordinary,
    words_only: bool,
}

impl Chooser<'_> {
    fn required(&self, hir: &Hir) -> Option<Vec<String>> {
        let whole = finite(hir).and_then(|texts| self.usable_set(&texts));
        let parts = match hir.kind() {
            HirKind::Capture(capture) => self.required(&capture.sub),
            HirKind::Repetition(repetition) if repetition.min > 0 => self.required(&repetition.sub),
            HirKind::Alternation(parts) => {
                let all: Option<Vec<_>> = parts.iter().map(|part| self.required(part)).collect();
                all.map(|all| distinct(all.into_iter().flatten()))
                    .filter(|all| all.len() <= MAX_LITERALS)
            }
            HirKind::Concat(parts) => self.of_sequence(parts),
            _ => None,
        };
        self.better(whole, parts)
    }

    /// The best set of a sequence: of one of its parts, or of neighbours multiplied out.
    fn of_sequence(&self, parts: &[Hir]) -> Option<Vec<String>> {
        let mut best = None;
        let mut run = vec![Vec::new()];
        for part in parts {
            if let Some(longer) = finite(part).and_then(|texts| product(&run, &texts)) {
                run = longer;
            } else {
                // It begins and ends with one of these, whatever stands between.
                let (heads, tails) = (ends(part, End::Head), ends(part, End::Tail));
                let longer = product(&run, &heads);
                best = self.better(best, longer.as_deref().and_then(|all| self.usable_set(all)));
                best = self.better(best, self.usable_set(&run));
                run = tails;
            }
            if !matches!(part.kind(), HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_)) {
                best = self.better(best, self.required(part));
            }
        }
        self.better(best, self.usable_set(&run))
    }

    /// What can be looked for of each of `texts`, if that is something of every one.
    fn usable_set(&self, texts: &[Vec<u8>]) -> Option<Vec<String>> {
        let usable: Option<Vec<String>> = texts.iter().map(|text| self.usable(text)).collect();
        usable.map(distinct)
    }

    /// A text that the scan can look for: the rarest piece of `text` that no format writes
    /// in another way, not too short, not only punctuation.
    fn usable(&self, text: &[u8]) -> Option<String> {
        text.split(|&byte| is_escaped(byte))
            .filter_map(|piece| {
                let mut piece = String::from_utf8(piece.to_vec()).ok()?;
                while piece.len() > LENGTH {
                    piece.pop();
                }
                let digits = piece.bytes().filter(u8::is_ascii_digit).count();
                let enough = if self.words_only {
                    has_letter(&piece)
                } else {
                    has_letter(&piece) || (digits >= 3 && piece.len() > digits)
                };
                let shortest = if self.words_only { WORD } else { SHORTEST };
                (piece.len() >= shortest && enough).then_some(piece)
            })
            .min_by_key(|piece| self.cost(piece))
    }

    /// What a text costs: how often it stands in healthy logs, by powers of two, and where
    /// that is equal, how ordinary its words are.
    fn cost(&self, text: &str) -> (u32, usize) {
        let count = self.ordinary.count(text.as_bytes());
        (usize::BITS - count.leading_zeros(), usize::MAX - rarity(text))
    }

    fn better(&self, one: Option<Vec<String>>, other: Option<Vec<String>>) -> Option<Vec<String>> {
        // A set is as good as its worst text; two further texts cost as much as a rarer letter
        // is worth.
        let cost = |set: &Vec<String>| {
            let worst = set.iter().map(|text| self.cost(text)).max().unwrap_or_default();
            let rarity = usize::MAX - worst.1;
            (worst.0, usize::MAX - (rarity * 2).saturating_sub(set.len()))
        };
        match (one, other) {
            (Some(one), Some(other)) => Some(if cost(&other) < cost(&one) { other } else { one }),
            (one, other) => one.or(other),
        }
    }
}

fn distinct(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut texts: Vec<String> = texts.into_iter().collect();
    texts.sort();
    texts.dedup();
    texts
}

/// All texts that `hir` matches, in lower case, if they are few.
fn finite(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(vec![Vec::new()]),
        HirKind::Literal(literal) => Some(vec![literal.0.to_ascii_lowercase()]),
        HirKind::Class(class) => {
            letters(class).map(|letters| letters.into_iter().map(|byte| vec![byte]).collect())
        }
        HirKind::Capture(capture) => finite(&capture.sub),
        HirKind::Repetition(repetition) => match (repetition.min, repetition.max) {
            (0, Some(1)) => {
                let mut texts = finite(&repetition.sub)?;
                texts.push(Vec::new());
                (texts.len() <= PRODUCT).then_some(texts)
            }
            (min, Some(max)) if min == max && min <= 8 => {
                let texts = finite(&repetition.sub)?;
                (0..min).try_fold(vec![Vec::new()], |so_far, _| product(&so_far, &texts))
            }
            _ => None,
        },
        HirKind::Concat(parts) => {
            parts.iter().try_fold(vec![Vec::new()], |so_far, part| product(&so_far, &finite(part)?))
        }
        HirKind::Alternation(parts) => {
            let mut all: Vec<Vec<u8>> = Vec::new();
            for part in parts {
                all.extend(finite(part)?);
            }
            all.sort();
            all.dedup();
            (all.len() <= PRODUCT).then_some(all)
        }
    }
}

/// Which end of a match.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Head,
    Tail,
}

/// Texts of which every match of `hir` begins, or ends, with one. Among them is the empty text
/// where nothing is known.
fn ends(hir: &Hir, end: End) -> Vec<Vec<u8>> {
    if let Some(texts) = finite(hir) {
        return texts;
    }
    let nothing = || vec![Vec::new()];
    match hir.kind() {
        HirKind::Capture(capture) => ends(&capture.sub, end),
        HirKind::Repetition(repetition) if repetition.min > 0 => ends(&repetition.sub, end),
        HirKind::Alternation(parts) => {
            let all = parts.iter().flat_map(|part| ends(part, end));
            let all = all.collect::<BTreeSet<_>>();
            if all.len() > PRODUCT { nothing() } else { all.into_iter().collect() }
        }
        HirKind::Concat(parts) => {
            // As many parts from this end as have few texts, and of the next its end.
            let mut texts = nothing();
            for index in 0..parts.len() {
                let part = &parts[if end == End::Head { index } else { parts.len() - 1 - index }];
                let whole = finite(part);
                let known = whole.clone().unwrap_or_else(|| ends(part, end));
                let longer = match end {
                    End::Head => product(&texts, &known),
                    End::Tail => product(&known, &texts),
                };
                match longer {
                    Some(longer) => texts = longer,
                    None => break,
                }
                if whole.is_none() {
                    break;
                }
            }
            texts
        }
        _ => nothing(),
    }
}

/// Each of `first` followed by each of `second`, unless that is too many.
fn product(first: &[Vec<u8>], second: &[Vec<u8>]) -> Option<Vec<Vec<u8>>> {
    if first.len() * second.len() > PRODUCT {
        return None;
    }
    let both = |one: &Vec<u8>, other: &Vec<u8>| [one.as_slice(), other].concat();
    Some(first.iter().flat_map(|one| second.iter().map(move |other| both(one, other))).collect())
}

/// The bytes of a class without their upper case, if they are at most four.
fn letters(class: &Class) -> Option<Vec<u8>> {
    let ranges: Vec<(u32, u32)> = match class {
        Class::Bytes(bytes) => {
            bytes.ranges().iter().map(|r| (r.start().into(), r.end().into())).collect()
        }
        Class::Unicode(chars) => {
            chars.ranges().iter().map(|r| (r.start().into(), r.end().into())).collect()
        }
    };
    let mut letters = Vec::new();
    for byte in ranges.into_iter().flat_map(|(start, end)| start..=end).take(10) {
        letters.push(u8::try_from(byte).ok()?.to_ascii_lowercase());
    }
    letters.sort_unstable();
    letters.dedup();
    (!letters.is_empty() && letters.len() <= 4).then_some(letters)
}

/// Whether JSON, XML or a quoting logger may write this byte as something else.
fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || b"\"'\\/<>&".contains(&byte)
}

fn has_letter(text: &str) -> bool {
    text.contains(char::is_alphabetic)
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
        // A part of a common word is no rarer than the word.
        total += if COMMON.iter().any(|common| common.contains(word)) {
            3
        } else {
            word.chars().map(|c| if c.is_ascii_digit() { 4 } else { 2 }).sum()
        };
    }
    (total + literal.chars().filter(|c| !c.is_alphanumeric()).count()).min(48)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::anatomy;

    fn literals(pattern: &str, ordinary: &Ordinary) -> Vec<String> {
        let anatomy = anatomy(pattern, false, ordinary).unwrap();
        anatomy.literals.into_iter().map(|literal| literal.text).collect()
    }

    #[test]
    fn literals_are_what_every_match_contains() {
        for (pattern, expected) in [
            ("Connection refused", &["connection refused"][..]),
            (
                r#"authentication failed for user "(?P<user>[^"]+)""#,
                &["authentication failed for user "],
            ),
            (r"\b(?:ECONNREFUSED|connection refused)\b", &["connection refused", "econnrefused"]),
            (r"(?:a|bcdef)", &[]),
            (r"(?:foo)?", &[]),
            (r"(?:abcde)+", &["abcde"]),
            (r"\d+ 401 \d", &[" 401 "]),
            (r"https?://\S+: 401 (?:OK|Unauthorized)", &[": 401 ok", ": 401 unauthorized"]),
            (
                r"(?:returned|status):? 401\b",
                &["returned 401", "returned: 401", "status 401", "status: 401"],
            ),
            (
                r"the (?P<n>\d)(?:rate limit exceeded|throttled)",
                &["rate limit exceeded", "throttled"],
            ),
            (r"first line\nthe second one", &["the second one"]),
            (r"error (?:NU1\d{3}|NU3\d{3}): ", &["error nu1", "error nu3"]),
            (r"\d(?:\w+ day|week)s of rest", &[" days of rest", "weeks of rest"]),
            (r"[Tt]imeout", &["timeout"]),
            (r#"\{"code":"NoSuchThing"\}"#, &["nosuchthing"]),
            (r"got (?:a )?(?:x |y )+end", &["got a x ", "got a y ", "got x ", "got y "]),
            (r".*", &[]),
            (r"الوقت", &["الوقت"]),
        ] {
            assert_eq!(literals(pattern, &Ordinary::default()), expected, "{pattern}");
        }
    }

    #[test]
    fn of_several_sets_the_one_that_healthy_logs_hold_least_is_taken() {
        let pattern = r"storage pool (?P<n>\d+) is empty";
        assert_eq!(literals(pattern, &Ordinary::default()), ["storage pool "]);
        let healthy = Ordinary::learn([&b"INFO Storage pool 1 ready\n"[..]]);
        assert_eq!(literals(pattern, &healthy), [" is empty"]);
    }

    #[test]
    fn a_probe_is_the_rarest_part() {
        let healthy = Ordinary::learn([&b"connection refresh connection"[..]]);
        let literal = Literal::new("connection refused".to_owned(), &healthy);
        assert!(literal.probe >= 6, "{literal:?}");
        assert_eq!(Literal::new("oops".to_owned(), &healthy).probe, 0);
    }

    #[test]
    fn a_bare_number_has_no_words() {
        let words =
            |pattern: &str| anatomy(pattern, false, &Ordinary::default()).unwrap().has_words;
        assert!(!words(r" 401 \d"));
        assert!(words(r" 401 Unauthorized"));
        assert!(!words(r" 401 (?:Unauthorized|\d)"));
    }
}
