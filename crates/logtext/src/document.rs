//! A text that was read, and where everything in it stands.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr_iter;

use crate::clean::clean;
use crate::decode::{Encoding, decode};
use crate::entry::shape;
use crate::entry::{self, Entry, EntryReader};
use crate::format::{LogFormat, recognise};
use crate::kind::{Kind, kind};
use crate::level::begins_with_timestamp;
use crate::map::Map;
use crate::time::time;

/// How many bytes of one [`Document`] are read at most; one that was larger says so. Larger
/// inputs are read in parts ([`Document::part`]).
pub const MAX_INPUT: usize = 256 * 1024 * 1024;

/// How much of an input's beginning says what it is.
pub const HEAD: usize = 256 * 1024;

/// What the beginning of an input tells about all of it. Every part of it is read the same
/// way, so that it does not matter where it was cut.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    pub(crate) encoding: Encoding,
    kind: Kind,
    has_timestamps: bool,
    has_times: bool,
    format: LogFormat,
}

impl Profile {
    /// Looks at the first bytes of an input: at [`HEAD`] of them, if there are so many.
    pub fn of(head: &[u8]) -> Self {
        let head = &head[..head.len().min(HEAD)];
        let encoding = Encoding::of(head);
        let own = 0..head.len();
        let mut profile = Self { encoding, ..Self::default() };
        let sample = Document::decoded(head.to_vec(), 0, &own, &profile);
        profile.kind = match kind(&head[..head.len().min(64)], &sample.text, sample.replaced) {
            // The share of odd bytes is that of the whole sample, not of its first bytes.
            Kind::Text if sample.replaced * 10 > head.len() * 3 && sample.replaced > 16 => {
                Kind::Binary(None)
            }
            kind => kind,
        };
        profile.has_timestamps = sample.sample_timestamps();
        profile.has_times = sample.sample_times();
        profile.format = recognise(sample.text());
        profile
    }

    /// What kind of thing the input is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The format of the text.
    pub fn format(&self) -> LogFormat {
        self.format
    }

    /// Whether lines state times, wherever in the line.
    pub fn has_times(&self) -> bool {
        self.has_times
    }

    /// The encoding of the input, if it is not UTF-8.
    pub fn encoding(&self) -> Option<&'static str> {
        self.encoding.name()
    }

    /// How many bytes the smallest unit of the encoding has: where an input may be cut.
    pub fn unit(&self) -> usize {
        match self.encoding {
            Encoding::Utf16Le | Encoding::Utf16Be => 2,
            Encoding::Utf8 | Encoding::Windows1252 => 1,
        }
    }
}

/// A text with its lines, made of any bytes: a whole input or a part of one.
#[derive(Clone, Debug)]
pub struct Document {
    text: String,
    /// From the cleaned text back to the input, step by step.
    maps: Vec<Map>,
    /// Where each line begins.
    line_starts: Vec<u32>,
    profile: Profile,
    /// Where in the input the first byte stands.
    base: u64,
    replaced: usize,
    restored: usize,
    input_length: usize,
    kept_length: usize,
}

impl Document {
    /// Reads any bytes. Never fails: what is no text comes out as a document that says so.
    pub fn read(mut bytes: Vec<u8>) -> Self {
        let input_length = bytes.len();
        bytes.truncate(MAX_INPUT);
        let profile = Profile::of(&bytes);
        let own = 0..bytes.len();
        let mut document = Self::decoded(bytes, 0, &own, &profile);
        document.input_length = input_length;
        document
    }

    /// Reads a part of a larger input of `total` bytes: those that begin at `base` of it. The
    /// part had better begin and end with a line; what is no whole character at its ends is
    /// left out, or replaced where the input itself ends with it.
    /// What was odd about it (see [`Self::replaced_bytes`]) is counted in `own` only, a range
    /// of the input.
    pub fn part(
        bytes: Vec<u8>,
        base: u64,
        own: &Range<u64>,
        total: u64,
        profile: &Profile,
    ) -> Self {
        let mut bytes = bytes;
        let mut base = base;
        if profile.encoding == Encoding::Utf8 {
            // Half a character at either end would only cost time.
            let cut = bytes.iter().take(3).take_while(|&&byte| byte & 0xc0 == 0x80).count();
            if base > 0 && cut > 0 {
                bytes.drain(..cut);
                base += cut as u64;
            }
            let end = base + bytes.len() as u64;
            if end > own.end
                && end < total
                && let Err(error) = std::str::from_utf8(&bytes)
                && error.error_len().is_none()
            {
                bytes.truncate(error.valid_up_to());
            }
        }
        let inside = |at: u64| (at.saturating_sub(base) as usize).min(bytes.len());
        let own = inside(own.start)..inside(own.end);
        Self::decoded(bytes, base, &own, profile)
    }

    fn decoded(bytes: Vec<u8>, base: u64, own: &Range<usize>, profile: &Profile) -> Self {
        let length = bytes.len();
        let decoded = decode(bytes, profile.encoding, own);
        let mut maps = vec![decoded.map];
        let mut text = decoded.text;
        let mut restored = 0;
        let counts = |at: usize| own.contains(&maps[0].source(at..at).start);
        if let Some(cleaned) = clean(&text, counts) {
            text = cleaned.text;
            restored = cleaned.restored;
            maps.insert(0, cleaned.map);
        }
        Self {
            line_starts: line_starts(&text),
            text,
            maps,
            profile: profile.clone(),
            base,
            replaced: decoded.replaced,
            restored,
            input_length: length,
            kept_length: length,
        }
    }

    /// Whether entries begin with date and time, so that a line without them goes on with
    /// the entry before. Told from the first lines.
    fn sample_timestamps(&self) -> bool {
        const SAMPLE: usize = 200;
        let (mut all, mut dated) = (0, 0);
        let lines = (0..self.line_count()).map(|index| self.line(index));
        // Traces and indented blocks are long, and say nothing about how entries begin.
        for line in lines.filter(|line| !shape::never_begins(line)).take(SAMPLE) {
            all += 1;
            dated += usize::from(begins_with_timestamp(line));
        }
        dated >= 2 && dated * 10 >= all * 3
    }

    /// Whether some of the first lines state times.
    fn sample_times(&self) -> bool {
        const SAMPLE: usize = 200;
        let lines = self.line_count().min(SAMPLE);
        let timed = (0..lines).filter(|&index| time(self.line(index)).is_some()).count();
        timed >= 2 && timed * 10 >= lines
    }

    /// The cleaned text: UTF-8, without terminal sequences.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What kind of thing the input is.
    pub fn kind(&self) -> Kind {
        self.profile.kind
    }

    /// The encoding of the input, if it was not UTF-8.
    pub fn encoding(&self) -> Option<&'static str> {
        self.profile.encoding()
    }

    /// How many bytes of the input were no text and are shown as U+FFFD.
    pub fn replaced_bytes(&self) -> usize {
        self.replaced
    }

    /// How many words that a broken translation had damaged were restored.
    pub fn restored_words(&self) -> usize {
        self.restored
    }

    /// The size of the input, in bytes.
    pub fn input_length(&self) -> usize {
        self.input_length
    }

    /// How many bytes of the input were read: less than all above [`MAX_INPUT`].
    pub fn kept_length(&self) -> usize {
        self.kept_length
    }

    /// Whether entries of this log begin with date and time.
    pub fn has_timestamps(&self) -> bool {
        self.profile.has_timestamps
    }

    /// What is known about the whole input.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The number of lines; a last line without a line feed counts.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The line, counted from 0, that byte `at` of the cleaned text belongs to.
    pub fn line_at(&self, at: usize) -> usize {
        self.line_starts.partition_point(|&start| start as usize <= at).saturating_sub(1)
    }

    /// How many lines begin before byte `at` of the cleaned text.
    pub fn lines_before(&self, at: usize) -> usize {
        self.line_starts.partition_point(|&start| (start as usize) < at)
    }

    /// The bytes of a line, counted from 0, without its line end. Empty behind the last one.
    pub fn line_span(&self, index: usize) -> Range<usize> {
        let Some(&start) = self.line_starts.get(index) else {
            return self.text.len()..self.text.len();
        };
        let start = start as usize;
        let end = self.line_starts.get(index + 1).map_or(self.text.len(), |&next| next as usize);
        let line = &self.text[start..end];
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        start..start + line.len()
    }

    /// The text of a line, counted from 0, without its line end. Empty behind the last one.
    pub fn line(&self, index: usize) -> &str {
        &self.text[self.line_span(index)]
    }

    /// The bytes of the input from which a range of the cleaned text was made.
    pub fn input_span(&self, range: Range<usize>) -> Range<u64> {
        let span = self.maps.iter().fold(range, |range, map| map.source(range));
        self.base + span.start as u64..self.base + span.end as u64
    }

    /// The first byte of the cleaned text that was made from byte `at` of the input or from
    /// one behind it.
    pub fn text_at(&self, at: u64) -> usize {
        let source = (at.saturating_sub(self.base) as usize).min(self.input_length);
        // The maps lead back one after the other; this goes the other way.
        self.maps.iter().rev().fold(source, |at, map| map.here(at)).min(self.text.len())
    }

    /// The log entry that byte `at` of the cleaned text belongs to.
    pub fn entry_around(&self, at: usize) -> Entry {
        entry::around(self, at)
    }

    /// A reader of entries for many places.
    pub fn entries(&self) -> EntryReader<'_> {
        EntryReader::new(self)
    }

    /// The lines with their line ends as `\n`, for showing a part of the text.
    pub fn lines_text(&self, lines: Range<usize>) -> Cow<'_, str> {
        let span = self.line_span(lines.start).start
            ..self.line_span(lines.end.saturating_sub(1).max(lines.start)).end;
        let text = &self.text[span];
        if text.contains('\r') {
            Cow::Owned(text.replace("\r\n", "\n"))
        } else {
            Cow::Borrowed(text)
        }
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut starts = vec![0];
    starts.extend(memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
    // A line feed at the very end closes the last line; it begins no other.
    if text.ends_with('\n') {
        starts.pop();
    }
    starts
}
