//! Where a byte of the cleaned text stands in what it was made from.

use std::ops::Range;

/// A stretch of text in which every unit is as long as every other, here and at its source.
///
/// A unit is the smallest piece that has a place of its own at the source: a byte of ASCII,
/// a character of UTF-16, a word that was put in place of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where the stretch begins here.
    here: usize,
    /// Where it begins at the source.
    source: usize,
    /// Length of a unit here.
    unit_here: usize,
    /// Length of a unit at the source.
    unit_source: usize,
}

/// Text under construction that remembers where each part comes from.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    text: String,
    runs: Vec<Run>,
    source_end: usize,
}

impl Builder {
    /// Adds `text`, one unit that takes the place of `source`.
    pub(crate) fn unit(&mut self, text: &str, source: Range<usize>) {
        self.run(text.len(), source.start, source.len());
        self.text.push_str(text);
        self.source_end = source.end;
    }

    /// Adds text that stands byte for byte at `source` of its origin.
    pub(crate) fn same(&mut self, text: &str, source: usize) {
        if !text.is_empty() {
            self.run(1, source, 1);
            self.text.push_str(text);
            self.source_end = source + text.len();
        }
    }

    fn run(&mut self, unit_here: usize, source: usize, unit_source: usize) {
        let here = self.text.len();
        // Goes on with the last run if that one, continued, arrives at this very place.
        let continues = self.runs.last().is_some_and(|run| {
            run.unit_here == unit_here
                && run.unit_source == unit_source
                && self.source_end == source
        });
        if !continues {
            self.runs.push(Run { here, source, unit_here, unit_source });
        }
    }

    pub(crate) fn finish(self) -> (String, Map) {
        (self.text, Map { runs: self.runs })
    }
}

/// The places of a text at its source. Empty for a text that is its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Map {
    runs: Vec<Run>,
}

impl Map {
    /// The smallest range of the source that holds everything `range` was made from.
    pub(crate) fn source(&self, range: Range<usize>) -> Range<usize> {
        if self.runs.is_empty() {
            return range;
        }
        let start = self.place(range.start, range.start, false);
        if range.is_empty() {
            return start..start;
        }
        // The end is that of the last unit inside, so that removed bytes behind it stay out.
        let end = self.place(range.end - 1, range.end, true);
        start..end.max(start)
    }

    /// The first place here that was made from `source` or from something behind it. May lie
    /// behind the end of the text.
    pub(crate) fn here(&self, source: usize) -> usize {
        let Some(index) = self.runs.partition_point(|run| run.source <= source).checked_sub(1)
        else {
            return if self.runs.is_empty() { source } else { 0 };
        };
        let run = self.runs[index];
        let end = self.runs.get(index + 1).map_or(usize::MAX, |next| next.here);
        // What was left out between two runs has its place at the begin of the next.
        (run.here + (source - run.source).div_ceil(run.unit_source.max(1)) * run.unit_here).min(end)
    }

    /// The place of `at`, in the run that holds `inside`; unit borders are rounded outwards.
    fn place(&self, inside: usize, at: usize, up: bool) -> usize {
        let index = self.runs.partition_point(|run| run.here <= inside).saturating_sub(1);
        let run = self.runs[index];
        let bytes = at.saturating_sub(run.here);
        let units = if up { bytes.div_ceil(run.unit_here) } else { bytes / run.unit_here };
        run.source + units * run.unit_source
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removed_and_replaced_parts_keep_their_neighbours_exact() {
        let mut builder = Builder::default();
        builder.same("ab", 0);
        builder.same("cd", 7); // five bytes were removed between
        builder.unit("Time", 9..19); // another word stood here
        builder.same("out", 19);
        let (text, map) = builder.finish();
        assert_eq!(text, "abcdTimeout");
        assert_eq!(map.source(0..2), 0..2);
        assert_eq!(map.source(2..4), 7..9);
        assert_eq!(map.source(1..3), 1..8);
        assert_eq!(map.source(4..8), 9..19);
        assert_eq!(map.source(5..6), 9..19);
        assert_eq!(map.source(8..11), 19..22);
        assert_eq!(map.source(4..4), 9..9);
        for (source, here) in [(0, 0), (1, 1), (2, 2), (5, 2), (7, 2), (8, 3), (9, 4), (10, 8)] {
            assert_eq!(map.here(source), here, "{source}");
        }
        assert_eq!((map.here(19), map.here(22), Map::default().here(3)), (8, 11, 3));
        assert_eq!(Map::default().source(3..5), 3..5);
    }
}
