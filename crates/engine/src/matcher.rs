//! Patterns as the engine runs them.
//!
//! Of a large rule book, one log needs few patterns, and most of those once or twice: the time
//! to compile them is what a person waits for after pasting. So a pattern begins as a
//! backtracker, which is made at once and takes longer for each byte, and becomes the lazy
//! automata of `regex` when it is used often or on a long text. Both find the same.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use regex_automata::Input;
use regex_automata::meta::Regex;
use regex_automata::nfa::thompson::backtrack::BoundedBacktracker;
use regex_automata::util::captures::Captures;
use unstuck_rules::pattern;

/// After so many uses the automata have paid.
const FEW: u32 = 8;
/// The longest text that is not worth their making, in bytes.
const SHORT: usize = 4 * 1024;

/// One pattern, compiled when it is first needed.
#[derive(Debug, Default)]
pub(crate) struct Matcher {
    used: AtomicU32,
    few: OnceLock<Option<BoundedBacktracker>>,
    many: OnceLock<Option<Regex>>,
}

impl Matcher {
    /// The first match of `pattern` in a text, with its groups. The pattern is the same at
    /// every call.
    pub(crate) fn captures(
        &self,
        pattern: &str,
        case_sensitive: bool,
        text: &[u8],
    ) -> Option<Captures> {
        if let Some(few) = self.few(pattern, case_sensitive, text) {
            let mut captures = few.create_captures();
            if few.try_captures(&mut few.create_cache(), text, &mut captures).is_ok() {
                return captures.is_match().then_some(captures);
            }
        }
        let regex = self.many(pattern, case_sensitive)?;
        let mut captures = regex.create_captures();
        regex.captures(text, &mut captures);
        captures.is_match().then_some(captures)
    }

    /// Where the first match of `pattern` stands.
    pub(crate) fn find(
        &self,
        pattern: &str,
        case_sensitive: bool,
        text: &[u8],
    ) -> Option<Range<usize>> {
        if let Some(few) = self.few(pattern, case_sensitive, text) {
            let mut slots = [None; 2];
            let (mut cache, input) = (few.create_cache(), Input::new(text));
            if let Ok(found) = few.try_search_slots(&mut cache, &input, &mut slots) {
                found?;
                return Some(slots[0]?.get()..slots[1]?.get());
            }
        }
        self.many(pattern, case_sensitive)?.find(text).map(|found| found.range())
    }

    /// Every match of a pattern that ignores letter case.
    pub(crate) fn all<'a>(
        &'a self,
        pattern: &str,
        text: &'a [u8],
    ) -> impl Iterator<Item = Captures> + 'a {
        let regex = self.many(pattern, false);
        regex.into_iter().flat_map(move |regex| regex.captures_iter(text))
    }

    /// The backtracker, where it is the better choice. What it works in is made for each use:
    /// kept for thousands of patterns, it would be most of a worker's memory.
    fn few(&self, pattern: &str, case_sensitive: bool, text: &[u8]) -> Option<&BoundedBacktracker> {
        if text.len() > SHORT || self.used.fetch_add(1, Ordering::Relaxed) >= FEW {
            return None;
        }
        self.few.get_or_init(|| pattern::compile_for_few(pattern, case_sensitive).ok()).as_ref()
    }

    fn many(&self, pattern: &str, case_sensitive: bool) -> Option<&Regex> {
        self.many.get_or_init(|| pattern::compile(pattern, case_sensitive).ok()).as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_use_finds_what_the_hundredth_does() {
        for (pattern, text, expected) in [
            (r"refused (?P<host>\S+)", "Refused db-1 and db-2", Some(0..12)),
            (r"(?:time|timed) ?out", "a timed out request", Some(2..11)),
            (r"^b+$", "a\nbbb\nc", Some(2..5)),
            (r"x.y", "x\ny", None),
            (r"\xff\S", "", None),
            ("größe (?P<word>.{1,3})", "größe \u{fffd}", Some(0..11)),
            ("größe (?P<word>.{1,3})", "Größe x", Some(0..9)),
        ] {
            let matcher = Matcher::default();
            for _ in 0..3 * FEW {
                let bytes = text.as_bytes();
                assert_eq!(matcher.find(pattern, false, bytes), expected, "{pattern}");
                let captures = matcher.captures(pattern, false, bytes);
                let whole = captures.and_then(|captures| captures.get_group(0));
                assert_eq!(whole.map(|span| span.range()), expected, "{pattern}");
            }
        }
    }

    #[test]
    fn a_text_too_long_for_the_backtracker_is_searched_all_the_same() {
        let matcher = Matcher::default();
        let text = format!("{}refused", "x".repeat(3 * SHORT));
        for text in [text.as_str(), &text[2 * SHORT..]] {
            let found = matcher.find("re(?:fused|set){1,9}", false, text.as_bytes());
            assert_eq!(found, Some(text.len() - 7..text.len()));
        }
    }
}
