//! A text as the detectors see it: bytes with classes, runs of them, and where words begin.

use std::cell::Cell;

/// Stands where a token already is. No UTF-8 text holds this byte.
pub(crate) const BARRIER: u8 = 0xff;

/// A set of bytes, by their classes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Set(u16);

impl Set {
    const HEX_LETTER_LOWER: u16 = 1;
    const OTHER_LOWER: u16 = 1 << 1;
    const HEX_LETTER_UPPER: u16 = 1 << 2;
    const OTHER_UPPER: u16 = 1 << 3;
    const DIGITS: u16 = 1 << 4;
    const UNDERSCORE: u16 = 1 << 5;
    const HYPHEN: u16 = 1 << 6;
    const DOTS: u16 = 1 << 7;
    const PLUS: u16 = 1 << 8;
    const SLASH: u16 = 1 << 9;
    const EQUALS: u16 = 1 << 10;
    const TILDE: u16 = 1 << 11;
    const COLONS: u16 = 1 << 12;
    const HIGH: u16 = 1 << 13;
    const WHITE: u16 = 1 << 14;
    const WALL: u16 = 1 << 15;

    pub(crate) const LOWER: Self = Self(Self::HEX_LETTER_LOWER | Self::OTHER_LOWER);
    pub(crate) const UPPER: Self = Self(Self::HEX_LETTER_UPPER | Self::OTHER_UPPER);
    pub(crate) const LETTER: Self = Self(Self::LOWER.0 | Self::UPPER.0);
    pub(crate) const DIGIT: Self = Self(Self::DIGITS);
    pub(crate) const ALNUM: Self = Self(Self::LETTER.0 | Self::DIGITS);
    pub(crate) const UPPER_DIGIT: Self = Self(Self::UPPER.0 | Self::DIGITS);
    pub(crate) const HEX_LOWER: Self = Self(Self::HEX_LETTER_LOWER | Self::DIGITS);
    pub(crate) const HEX: Self = Self(Self::HEX_LOWER.0 | Self::HEX_LETTER_UPPER);
    pub(crate) const HEX_COLON: Self = Self(Self::HEX.0 | Self::COLONS);
    /// `\w`, and a token, beside which no word begins or ends.
    pub(crate) const WORD: Self = Self(Self::ALNUM.0 | Self::UNDERSCORE | Self::WALL);
    pub(crate) const ALNUM_: Self = Self(Self::ALNUM.0 | Self::UNDERSCORE);
    /// base64 for addresses.
    pub(crate) const BASE64URL: Self = Self(Self::ALNUM_.0 | Self::HYPHEN);
    pub(crate) const BASE64: Self = Self(Self::ALNUM.0 | Self::PLUS | Self::SLASH | Self::EQUALS);
    pub(crate) const BASE64URL_EQUALS: Self = Self(Self::BASE64URL.0 | Self::EQUALS);
    pub(crate) const BASE64_ANY: Self =
        Self(Self::BASE64.0 | Self::UNDERSCORE | Self::HYPHEN | Self::DOTS | Self::TILDE);
    pub(crate) const AZURE: Self = Self(Self::BASE64URL.0 | Self::TILDE | Self::DOTS);
    pub(crate) const DOTTED: Self = Self(Self::BASE64URL.0 | Self::DOTS);
    pub(crate) const PATH_SECRET: Self =
        Self(Self::ALNUM_.0 | Self::HYPHEN | Self::PLUS | Self::SLASH);
    pub(crate) const LOCAL_PART: Self =
        Self(Self::ALNUM_.0 | Self::HYPHEN | Self::DOTS | Self::PLUS | Self::HIGH);
    pub(crate) const LABEL: Self = Self(Self::ALNUM.0 | Self::HYPHEN | Self::HIGH);
    pub(crate) const DIGIT_DOT: Self = Self(Self::DIGITS | Self::DOTS);
    pub(crate) const SPACE: Self = Self(Self::WHITE);

    /// Whether the set holds `byte`.
    pub(crate) fn holds(self, byte: u8) -> bool {
        CLASSES[byte as usize] & self.0 != 0
    }
}

static CLASSES: [u16; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'f' => Set::HEX_LETTER_LOWER,
            b'g'..=b'z' => Set::OTHER_LOWER,
            b'A'..=b'F' => Set::HEX_LETTER_UPPER,
            b'G'..=b'Z' => Set::OTHER_UPPER,
            b'0'..=b'9' => Set::DIGITS,
            b'_' => Set::UNDERSCORE,
            b'-' => Set::HYPHEN,
            b'.' => Set::DOTS,
            b'+' => Set::PLUS,
            b'/' => Set::SLASH,
            b'=' => Set::EQUALS,
            b'~' => Set::TILDE,
            b':' => Set::COLONS,
            b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0x0c => Set::WHITE,
            BARRIER => Set::WALL,
            0x80.. => Set::HIGH,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// How many runs are remembered at a time: more than there are sets.
const REMEMBERED: usize = 24;

/// A run of so many bytes is remembered.
const SHORT_RUN: usize = 16;

/// The bytes of a text. Remembers the ends of runs that were looked for, so that no text makes
/// the detectors walk over one byte often: the whole work is linear in the text.
pub(crate) struct Text<'a> {
    pub(crate) bytes: &'a [u8],
    runs: [Cell<(Set, usize, usize)>; REMEMBERED],
    next: Cell<usize>,
    /// For each byte that was looked for: where from, and where the next one is.
    ahead: [Cell<(u8, usize, usize)>; 8],
    /// The last value without quotes, whose end is the same from anywhere in it.
    pub(crate) bare: Cell<(usize, usize)>,
    /// How many bytes were looked at, for the tests of hostile texts.
    pub(crate) work: Cell<u64>,
}

impl<'a> Text<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            runs: std::array::from_fn(|_| Cell::new((Set(0), 0, 0))),
            next: Cell::new(0),
            ahead: std::array::from_fn(|_| Cell::new((0, 0, 0))),
            bare: Cell::new((0, 0)),
            work: Cell::new(0),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The byte at `at`; beyond the ends, a line feed.
    pub(crate) fn at(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    /// The byte before `at`; before the text, a line feed.
    pub(crate) fn before(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(b'\n', |before| self.at(before))
    }

    /// Whether `text` stands at `at`.
    pub(crate) fn is(&self, at: usize, text: &str) -> bool {
        self.bytes.get(at..).is_some_and(|rest| rest.starts_with(text.as_bytes()))
    }

    /// Whether `text` stands at `at`, in any letter case.
    pub(crate) fn is_like(&self, at: usize, text: &str) -> bool {
        self.bytes
            .get(at..at.saturating_add(text.len()))
            .is_some_and(|here| here.eq_ignore_ascii_case(text.as_bytes()))
    }

    /// Whether `text` ends before `at`, in any letter case.
    pub(crate) fn ends_like(&self, at: usize, text: &str) -> bool {
        at.checked_sub(text.len()).is_some_and(|start| self.is_like(start, text))
    }

    /// Where the run of bytes of `set` that `at` stands in ends; `at` if it stands in none.
    pub(crate) fn run_end(&self, set: Set, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let outside = |&byte: &u8| !set.holds(byte);
        // Most runs are short, and a short one is soon looked for again: it is not worth
        // remembering, and must not displace a long one.
        let near = &rest[..rest.len().min(SHORT_RUN)];
        if let Some(length) = near.iter().position(outside) {
            self.worked(length + 1);
            return at + length;
        }
        let known = self.runs.iter().find(|run| run.get().0 == set);
        if let Some(run) = known {
            let (_, start, end) = run.get();
            if (start..end).contains(&at) {
                self.worked(near.len());
                return end;
            }
        }
        let length = rest.iter().position(outside).unwrap_or(rest.len());
        self.worked(length + 1);
        let run = known.unwrap_or_else(|| {
            let slot = self.next.get();
            self.next.set((slot + 1) % REMEMBERED);
            &self.runs[slot]
        });
        run.set((set, at, at + length));
        at + length
    }

    /// Where the run of bytes of `set` before `at` begins, looking at `most` bytes.
    pub(crate) fn run_start(&self, set: Set, at: usize, most: usize) -> usize {
        let least = at.saturating_sub(most);
        let mut start = at;
        while start > least && set.holds(self.bytes[start - 1]) {
            start -= 1;
        }
        self.worked(at - start + 1);
        start
    }

    /// Where the text before `at` begins that has no white space or quote in it, looking at 128
    /// bytes.
    pub(crate) fn run_start_until_blank(&self, at: usize) -> usize {
        let least = at.saturating_sub(128);
        let mut start = at;
        while start > least
            && !matches!(
                self.bytes[start - 1],
                b' ' | b'\t' | b'\n' | b'\r' | b'"' | b'\'' | b'`' | BARRIER
            )
        {
            start -= 1;
        }
        self.worked(at - start + 1);
        start
    }

    /// The place of the next `byte` from `at` on.
    pub(crate) fn next(&self, byte: u8, at: usize) -> Option<usize> {
        let slot = self.ahead.iter().find(|slot| [byte, 0].contains(&slot.get().0));
        let slot = slot.unwrap_or(&self.ahead[0]);
        let (known, from, to) = slot.get();
        let to = if known == byte && (from..=to).contains(&at) {
            to
        } else {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let distance = memchr::memchr(byte, rest).unwrap_or(rest.len());
            self.worked(distance + 1);
            slot.set((byte, at, at + distance));
            at + distance
        };
        (to < self.len()).then_some(to)
    }

    /// Where the line that `at` stands in ends.
    pub(crate) fn line_end(&self, at: usize) -> usize {
        self.next(b'\n', at).unwrap_or(self.len())
    }

    /// Behind the spaces and tabs at `at`, of which there are at most `most`.
    pub(crate) fn skip_blanks(&self, at: usize, most: usize) -> usize {
        let mut end = at;
        while end < at + most && matches!(self.at(end), b' ' | b'\t') && end < self.len() {
            end += 1;
        }
        self.worked(end - at + 1);
        end
    }

    /// Before the spaces and tabs that end at `at`, of which there are at most `most`.
    pub(crate) fn skip_blanks_back(&self, at: usize, most: usize) -> usize {
        let mut start = at;
        while start > 0 && at - start < most && matches!(self.bytes[start - 1], b' ' | b'\t') {
            start -= 1;
        }
        self.worked(at - start + 1);
        start
    }

    /// How many backslashes stand before `at`, not further back than `least`.
    pub(crate) fn backslashes_before(&self, at: usize, least: usize) -> usize {
        let mut start = at;
        while start > least && at - start < 8 && self.bytes[start - 1] == b'\\' {
            start -= 1;
        }
        at - start
    }

    /// Whether a word can begin at `at`: nothing of a word stands before it, or what does is
    /// the end of an escape, such as `\n`, `%3D` or a colour.
    pub(crate) fn begins_word(&self, at: usize) -> bool {
        !Set::WORD.holds(self.before(at)) || self.escape_ends(at)
    }

    /// Whether a word can end before `at`.
    pub(crate) fn ends_word(&self, at: usize) -> bool {
        !Set::WORD.holds(self.at(at))
    }

    /// Whether an escape ends before `at`.
    pub(crate) fn escape_ends(&self, at: usize) -> bool {
        (2..=6).any(|length| {
            at.checked_sub(length).is_some_and(|start| self.escape_end(start) == Some(at))
        })
    }

    /// Where the escape at `at` ends, if there is one: of JSON and the like, of an address, or
    /// a short colour of a terminal.
    pub(crate) fn escape_end(&self, at: usize) -> Option<usize> {
        let hex = |from: usize, count: usize| {
            (from..from + count).all(|at| Set::HEX.holds(self.at(at))).then_some(from + count)
        };
        match (self.at(at), self.at(at + 1)) {
            (b'\\', b'n' | b'r' | b't' | b'f' | b'b' | b'v') => Some(at + 2),
            (b'\\', b'u') => hex(at + 2, 4),
            (b'\\', b'x') => hex(at + 2, 2),
            (b'%', _) => hex(at + 1, 2),
            (0x1b, b'[') => {
                let end = (at + 2..at + 6).find(|&end| self.at(end) == b'm')?;
                Some(end + 1)
            }
            _ => None,
        }
    }

    /// Notes that so many bytes were looked at.
    pub(crate) fn worked(&self, bytes: usize) {
        self.work.set(self.work.get() + bytes as u64);
    }
}
