//! Finding values again that were seen once, wherever they stand.

use std::net::IpAddr;

use aho_corasick::MatchKind;
use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, PatternID};

use crate::bytes::{Set, Text};
use crate::find::{Hit, is_ordinary};
use crate::kind::{Group, Kind};

/// Shorter values stand everywhere by chance, in bytes: those that were found, and those that
/// are known for sure.
const SHORTEST: usize = 3;
const SHORTEST_KNOWN: usize = 2;
/// Shorter values count only as a word of their own, in bytes.
const SHORT: usize = 6;
/// So many letters in a row can be an ordinary word, and count only as a word of their own.
const LONGEST_WORD: usize = 32;
/// Longer values are known by their shape, in bytes.
const LONGEST: usize = 4096;
/// How much is searched for at most, in bytes: what an automaton is made of in good time.
const MOST: usize = 16 << 20;
/// How many of the values that end at one place are tried.
const MOST_ENDING: usize = 40;

/// The values to find again.
#[derive(Default)]
pub(crate) struct Spread {
    values: Vec<Value>,
    bytes: usize,
    /// Made of the values; missing when there are new ones.
    automaton: Option<NFA>,
}

struct Value {
    text: String,
    kind: Kind,
    /// Whether it counts only as a word of its own.
    word: bool,
}

impl Spread {
    /// Whether a value of this kind that was found is looked for elsewhere.
    pub(crate) fn takes(value: &str, kind: Kind) -> bool {
        let by_place =
            matches!(kind.group(), Group::Secret | Group::User | Group::Host | Group::Name);
        by_place && (SHORTEST..=LONGEST).contains(&value.len()) && !is_ordinary(value)
    }

    /// Whether a value that is known from elsewhere is looked for.
    pub(crate) fn takes_known(value: &str) -> bool {
        let nobody = value
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback() || address.is_unspecified());
        let letter = value.bytes().any(|byte| !byte.is_ascii_digit());
        (SHORTEST_KNOWN..=LONGEST).contains(&value.len())
            && (letter || value.len() >= SHORT)
            && !nobody
            && !is_ordinary(value)
    }

    /// Adds a value that is new.
    pub(crate) fn add(&mut self, value: &str, kind: Kind) {
        self.bytes += value.len();
        if self.bytes > MOST {
            return;
        }
        let letters = value.bytes().all(|byte| byte.is_ascii_alphabetic());
        let digits = value.bytes().all(|byte| byte.is_ascii_digit());
        let word = value.len() < SHORT
            || (letters && value.len() <= LONGEST_WORD)
            || digits
            || kind.group() != Group::Secret;
        self.values.push(Value { text: value.to_owned(), kind, word });
        self.automaton = None;
    }

    /// Where the values stand in a text: at each place where one ends, the longest.
    pub(crate) fn find(&mut self, text: &Text<'_>, hits: &mut Vec<Hit>) {
        if self.values.is_empty() {
            return;
        }
        if self.automaton.is_none() {
            let texts = self.values.iter().map(|value| &value.text);
            let built = NFA::builder().match_kind(MatchKind::Standard).build(texts);
            self.automaton = built.ok();
        }
        let Some(automaton) = &self.automaton else { return };
        let Ok(mut state) = automaton.start_state(Anchored::No) else { return };
        for (at, &byte) in text.bytes.iter().enumerate() {
            state = automaton.next_state(Anchored::No, state, byte);
            if !automaton.is_special(state) || !automaton.is_match(state) {
                continue;
            }
            let end = at + 1;
            let ending = automaton.match_len(state).min(MOST_ENDING);
            let found = (0..ending).filter_map(|index| {
                let id: PatternID = automaton.match_pattern(state, index);
                let value = self.values.get(id.as_usize())?;
                let start = end - value.text.len();
                let whole = !value.word || (is_edge(text, start) && text.ends_word(end));
                whole.then_some(Hit { range: start..end, kind: value.kind })
            });
            text.worked(ending);
            hits.extend(found.min_by_key(|hit| hit.range.start));
        }
        text.worked(text.len());
    }
}

/// Whether a word can begin at `at`.
fn is_edge(text: &Text<'_>, at: usize) -> bool {
    !Set::WORD.holds(text.before(at)) || text.escape_ends(at)
}
