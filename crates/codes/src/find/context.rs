//! What stands round a word.

use std::ops::Range;

/// How far a look back goes, in bytes.
const REACH: usize = 96;
/// How many bytes may lie between two words that belong together, such as `": '`.
const GAP: usize = 5;

/// Whether a byte is part of a word of the text.
pub(super) const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a byte is part of a word of the surroundings, such as `http/1.1` or `non-zero`.
const fn is_joined(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'-' | b'.' | b'/' | b'!')
}

/// Whether a text starts with these words.
pub(super) fn starts(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| !rest.bytes().next().is_some_and(is_word))
}

/// A word of the text.
#[derive(Debug, Clone)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    /// The text in small letters.
    pub(super) lower: &'t str,
    pub(super) range: Range<usize>,
}

impl<'t> Word<'t> {
    pub(super) fn as_str(&self) -> &'t str {
        &self.text[self.range.clone()]
    }

    /// The text after the word, in small letters.
    pub(super) fn after(&self) -> &'t str {
        &self.lower[self.range.end..]
    }

    /// The text before the word, in small letters: at most a line and [`REACH`] bytes of it.
    pub(super) fn before(&self) -> &'t str {
        let from = self.lower.ceil_char_boundary(self.range.start.saturating_sub(REACH));
        let before = &self.lower[from.min(self.range.start)..self.range.start];
        before.rsplit('\n').next().unwrap_or(before)
    }

    /// Whether the word is preceded by this, in small letters.
    pub(super) fn comes_after(&self, ending: &str) -> bool {
        self.before().ends_with(ending)
    }

    /// Whether the word is followed by this, in small letters, up to the end of a word.
    pub(super) fn is_followed_by(&self, beginning: &str) -> bool {
        self.after().strip_prefix(beginning).is_some_and(|rest| {
            !beginning.ends_with(|c: char| c.is_ascii_alphanumeric())
                || !rest.bytes().next().is_some_and(is_word)
        })
    }

    /// The three words before, the nearest first, in small letters; empty where there is none.
    /// Whatever joins or quotes lies between them, but no more than a few bytes.
    pub(super) fn previous(&self) -> [&'t str; 3] {
        let before = self.before();
        // The sign of a number is none of the words before it.
        let sign =
            before.strip_suffix('-').filter(|rest| !rest.bytes().next_back().is_some_and(is_word));
        let mut rest = sign.unwrap_or(before);
        let mut words = [""; 3];
        for word in &mut words {
            let trimmed = rest.trim_end_matches(|c: char| !(c.is_ascii() && is_joined(c as u8)));
            if rest.len() - trimmed.len() > GAP {
                break;
            }
            let start = trimmed.bytes().rposition(|b| !is_joined(b)).map_or(0, |at| at + 1);
            *word = trimmed[start..].trim_end_matches(['.', '-', '!']);
            rest = &trimmed[..start];
        }
        words
    }

    /// The byte before the word, if any.
    pub(super) fn byte_before(&self) -> Option<u8> {
        self.range.start.checked_sub(1).map(|at| self.text.as_bytes()[at])
    }

    /// Whether the word is the start of an assignment or a field, such as `error=` or
    /// `"error": "`, whose value follows.
    pub(super) fn is_field_value(&self) -> bool {
        let before = self.before().trim_end_matches(['"', '\'', ' ', '\\']);
        before.ends_with([':', '='])
    }
}
