//! Texts without what is private in them.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use unstuck_rules::{Capture, CaptureKind, Holds};

use crate::bytes::{BARRIER, Text};
use crate::find::{self, Hit, Options};
use crate::kind::{Group, Kind};
use crate::spread::Spread;
use crate::token::{self, Token};

/// How much of a line is shown on either side of a value, in bytes.
const CONTEXT: usize = 60;

/// How often a text is looked through at most; nearly always twice is enough.
const MOST_PASSES: usize = 8;

/// A value that is known to be private from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The value.
    pub value: String,
    /// What it is.
    pub kind: Kind,
}

impl Known {
    /// What a rule's capture says about the value that it picked out. `None` if it may hold
    /// nothing private, or is free text, in which private values are found as in any other.
    pub fn of_capture(capture: &Capture, value: &str) -> Option<Self> {
        let kind = match (capture.holds, capture.kind) {
            (Holds::Credential, _) => Kind::Secret,
            (Holds::Personal, _) => Kind::User,
            (Holds::Internal, CaptureKind::Host) => Kind::Host,
            (Holds::Internal, _) => Kind::Name,
            (Holds::Nothing | Holds::Unknown, _) => return None,
        };
        Some(Self { value: value.to_owned(), kind })
    }
}

/// A value that was hidden, or that would be if the person did not keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What stands for it, such as `<EMAIL_2>`.
    pub token: String,
    /// What it is.
    pub kind: Kind,
    /// The value itself.
    pub value: String,
    /// How often it was replaced, or left standing if it is kept, by [`Redactor::redact`].
    pub count: u64,
    /// Whether the person decided to keep it.
    pub kept: bool,
    /// Where it was seen first.
    pub context: Context,
}

/// The line in which a value was seen first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The number of the line in its text, from 1.
    pub line: usize,
    /// What stands before the value in its line: the last 60 bytes or so.
    pub before: String,
    /// What stands behind it.
    pub after: String,
}

/// A place where a value was replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Where the value stood, in bytes of the original text.
    pub original: Range<usize>,
    /// Where its token stands, in bytes of the redacted text.
    pub redacted: Range<usize>,
    /// Which of [`Redactor::items`] it is.
    pub item: usize,
}

/// Hides what is private, in any number of texts, with the same token for the same value in
/// all of them.
///
/// First show it every text ([`Self::learn`]), then let it hide ([`Self::redact`]): a password
/// that only one text gives away as such is then hidden in the others too.
pub struct Redactor {
    keep: BTreeSet<String>,
    options: Options,
    items: Vec<Item>,
    by_value: HashMap<String, usize>,
    /// The number of the next token of each group.
    next: [u32; Group::ALL.len()],
    spread: Spread,
    spreading: BTreeSet<String>,
}

impl Redactor {
    /// A redactor that hides `known` values besides those that it finds, and leaves the values
    /// in `keep`.
    pub fn new(known: &[Known], keep: &BTreeSet<String>) -> Self {
        Self::with_options(known, keep, Options::default())
    }

    /// As [`Self::new`], with what is left to the caller.
    pub fn with_options(known: &[Known], keep: &BTreeSet<String>, options: Options) -> Self {
        let mut redactor = Self {
            keep: keep.clone(),
            options,
            items: Vec::new(),
            by_value: HashMap::new(),
            next: [1; _],
            spread: Spread::default(),
            spreading: BTreeSet::new(),
        };
        for known in known {
            let value = known.value.trim();
            if Spread::takes_known(value) {
                redactor.look_for(value, known.kind);
            }
        }
        redactor
    }

    /// Notes what is private in a text, so that it is hidden in every text from now on.
    pub fn learn(&mut self, text: &str) {
        self.regions(text, false);
    }

    /// The text with everything private replaced by its token.
    pub fn redact(&mut self, text: &str) -> String {
        self.redact_marked(text).0
    }

    /// As [`Self::redact`], with the places where something was replaced, in order.
    pub fn redact_marked(&mut self, text: &str) -> (String, Vec<Replacement>) {
        let regions = self.regions(text, true);
        let mut redacted = String::with_capacity(text.len());
        let mut replacements = Vec::with_capacity(regions.len());
        let mut done = 0;
        for region in regions {
            let item = &mut self.items[region.item];
            item.count += 1;
            if item.kept {
                continue;
            }
            redacted.push_str(&text[done..region.range.start]);
            let start = redacted.len();
            redacted.push_str(&item.token);
            done = region.range.end;
            replacements.push(Replacement {
                original: region.range,
                redacted: start..redacted.len(),
                item: region.item,
            });
        }
        redacted.push_str(&text[done..]);
        (redacted, replacements)
    }

    /// Every value that was found, hidden or kept, in the order in which they were seen.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The private parts of a text, in order and without overlap; with `all`, also what is
    /// private because of another text.
    fn regions(&mut self, text: &str, all: bool) -> Vec<Region> {
        let tokens = token::read(text);
        for token in &tokens {
            // A text that was redacted before has tokens of its own.
            let next = &mut self.next[token.group as usize];
            *next = (*next).max(token.number.saturating_add(1));
        }
        let mut shown = Shown::new(text, &tokens);
        let mut regions: Vec<Region> = Vec::new();
        // A token changes what stands beside it. So look again until nothing is found any
        // more: then a text that was redacted stays as it is.
        for _ in 0..MOST_PASSES {
            let (hidden, kept) = self.pass(text, &shown, all);
            let last = hidden.is_empty();
            let mut found: Vec<(Hit, bool)> = hidden.into_iter().map(|hit| (hit, true)).collect();
            found.extend(kept.into_iter().map(|hit| (hit, last)));
            found.sort_by_key(|(hit, _)| hit.range.start);
            let mut lines = Lines::new(text);
            for (hit, counts) in found {
                // A kept value has its number too, so that keeping one renames no other.
                let item = self.item(text, &hit, &mut lines);
                if counts {
                    regions.push(Region { range: hit.range, item });
                }
            }
            regions.sort_by_key(|region| region.range.start);
            if last {
                break;
            }
            let hidden = regions
                .iter()
                .map(|region| (region.range.clone(), self.items[region.item].token.len()));
            let tokens = tokens.iter().map(|token| (token.range.clone(), token.range.len()));
            let mut walls: Vec<_> = hidden.chain(tokens).collect();
            walls.sort_by_key(|(range, _)| range.start);
            shown = Shown::walled(text, &walls);
        }
        regions
    }

    /// What is private in the parts of a text that are still shown: what is to be hidden, and
    /// what the person keeps.
    fn pass(&mut self, text: &str, shown: &Shown<'_>, all: bool) -> (Vec<Hit>, Vec<Hit>) {
        let bytes = Text::new(&shown.bytes);
        let mut hits = find::find(&bytes, self.options);
        for hit in &hits {
            let value = text.get(shown.original(&hit.range));
            if let Some(value) = value.filter(|value| Spread::takes(value, hit.kind)) {
                self.look_for(value, hit.kind);
            }
        }
        if all {
            self.spread.find(&bytes, &mut hits);
        }
        for hit in &mut hits {
            hit.range = shown.original(&hit.range);
        }
        let is_kept =
            |hit: &Hit| text.get(hit.range.clone()).is_some_and(|value| self.keep.contains(value));
        let (kept, hidden): (Vec<_>, Vec<_>) = hits.into_iter().partition(is_kept);
        let (hidden, mut kept) = (merge(text, hidden), merge(text, kept));
        // What lies within something that is hidden is not kept there.
        kept.retain(|kept| {
            let at = hidden.partition_point(|hidden| hidden.range.end <= kept.range.start);
            hidden.get(at).is_none_or(|next| kept.range.end <= next.range.start)
        });
        (hidden, kept)
    }

    /// Looks for a value in every text from now on.
    fn look_for(&mut self, value: &str, kind: Kind) {
        if !self.spreading.contains(value) {
            self.spreading.insert(value.to_owned());
            self.spread.add(value, kind);
        }
    }

    /// The index of the item of a region.
    fn item(&mut self, text: &str, region: &Hit, lines: &mut Lines<'_>) -> usize {
        let value = &text[region.range.clone()];
        if let Some(&index) = self.by_value.get(value) {
            return index;
        }
        let next = &mut self.next[region.kind.group() as usize];
        let index = self.items.len();
        self.items.push(Item {
            token: token::write(region.kind, *next),
            kind: region.kind,
            value: value.to_owned(),
            count: 0,
            kept: self.keep.contains(value),
            context: lines.context(&region.range),
        });
        *next = next.saturating_add(1);
        self.by_value.insert(value.to_owned(), index);
        index
    }
}

/// A private part of a text.
struct Region {
    range: Range<usize>,
    item: usize,
}

/// The bytes of a text with walls where tokens stand, or will stand.
struct Shown<'a> {
    bytes: Cow<'a, [u8]>,
    /// Where the parts between the walls begin: here, and in the text.
    parts: Vec<(usize, usize)>,
}

impl<'a> Shown<'a> {
    fn new(text: &'a str, tokens: &[Token]) -> Self {
        if tokens.is_empty() {
            return Self { bytes: Cow::Borrowed(text.as_bytes()), parts: vec![(0, 0)] };
        }
        let walls: Vec<_> =
            tokens.iter().map(|token| (token.range.clone(), token.range.len())).collect();
        Self::walled(text, &walls)
    }

    /// A text in which each range is replaced by a wall of so many bytes.
    fn walled(text: &str, walls: &[(Range<usize>, usize)]) -> Self {
        let mut bytes = Vec::with_capacity(text.len());
        let mut parts = vec![(0, 0)];
        let mut done = 0;
        for (range, length) in walls {
            bytes.extend_from_slice(&text.as_bytes()[done..range.start]);
            bytes.resize(bytes.len() + length, BARRIER);
            done = range.end;
            parts.push((bytes.len(), done));
        }
        bytes.extend_from_slice(&text.as_bytes()[done..]);
        Self { bytes: Cow::Owned(bytes), parts }
    }

    /// Where in the text a range without a wall in it stands.
    fn original(&self, range: &Range<usize>) -> Range<usize> {
        let part = self.parts.partition_point(|(here, _)| *here <= range.start) - 1;
        let (here, there) = self.parts[part];
        range.start - here + there..range.end - here + there
    }
}

/// Joins what overlaps, and widens it to whole characters.
fn merge(text: &str, mut hits: Vec<Hit>) -> Vec<Hit> {
    for hit in &mut hits {
        hit.range =
            text.floor_char_boundary(hit.range.start)..text.ceil_char_boundary(hit.range.end);
    }
    hits.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end)));
    let mut merged: Vec<Hit> = Vec::with_capacity(hits.len());
    for hit in hits {
        match merged.last_mut() {
            Some(last) if hit.range.start < last.range.end => {
                last.range.end = last.range.end.max(hit.range.end);
                if hit.kind.says_more_than(last.kind) {
                    last.kind = hit.kind;
                }
            }
            _ => merged.push(hit),
        }
    }
    merged
}

/// Counts the lines of a text while going through it.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1 }
    }

    /// The line round a range, which begins behind those asked for before.
    fn context(&mut self, range: &Range<usize>) -> Context {
        let passed = &self.text.as_bytes()[self.at.min(range.start)..range.start];
        self.line += memchr::memchr_iter(b'\n', passed).count();
        self.at = range.start;
        let from = self.text.floor_char_boundary(range.start.saturating_sub(CONTEXT));
        let to = self.text.ceil_char_boundary((range.end + CONTEXT).min(self.text.len()));
        let before = &self.text[from..range.start];
        let after = &self.text[range.end..to];
        Context {
            line: self.line,
            before: before.rsplit('\n').next().unwrap_or_default().to_owned(),
            after: after.split('\n').next().unwrap_or_default().to_owned(),
        }
    }
}
