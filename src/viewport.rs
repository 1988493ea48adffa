//! The part of a long text that the viewer holds in the page.
//!
//! Rows have one height, so a line's place is a multiplication. Browsers lose
//! precision, or clamp, beyond some ten million pixels; a text that would be taller is
//! mapped in proportion: the scroll bar then spans the text, and a pixel is more than
//! a pixel's worth of lines.
//!
//! Where lines are wrapped, rows differ in height. Blocks of rows are measured once they are
//! drawn; until then a block counts as if none of its lines were wrapped.

/// The height of a row in CSS pixels. The style sheet has the same number.
pub(crate) const ROW_HEIGHT: f64 = 20.0;

/// No element is made taller than this.
const TALLEST: f64 = 8_000_000.0;

/// Rows are drawn and fetched in multiples of this, so that small movements fetch nothing.
pub(crate) const BLOCK: u32 = 50;

/// Up to so many lines can be wrapped: an element as tall as they may get is still exact.
pub(crate) const MOST_WRAPPED: u32 = 100_000;

/// A text behind a window of a given height, scrolled to some place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Viewport<'a> {
    /// Lines of the text.
    pub(crate) lines: u32,
    /// How far the element is scrolled.
    pub(crate) scroll: f64,
    /// The height of the window.
    pub(crate) height: f64,
    /// How high the blocks are, if lines are wrapped.
    pub(crate) heights: Option<&'a Heights>,
}

/// How high each block of rows is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Heights {
    of: (Option<u32>, Option<u32>, i64),
    lines: u32,
    blocks: Vec<f64>,
}

impl Heights {
    /// Forgets what was measured, unless it was of the same: a text, what is seen of it, and
    /// the width of the window.
    pub(crate) fn of(&mut self, of: (Option<u32>, Option<u32>, i64)) {
        if self.of != of {
            *self = Self { of, ..Self::default() };
        }
    }

    /// Takes note of the heights of blocks. If some are others, it says by how much those have
    /// grown that lie above `top`.
    pub(crate) fn measure(&mut self, blocks: Vec<(u32, f64)>, top: f64) -> Option<f64> {
        let (mut changed, mut above) = (false, 0.0);
        for (block, height) in blocks {
            let end = self.top(block + 1);
            let grown = self.measured(block, height);
            if grown.abs() >= 0.5 {
                changed = true;
                if end <= top {
                    above += grown;
                }
            }
        }
        changed.then_some(above)
    }

    /// Fits to a text of so many lines. What was measured stays, but for the last block, which
    /// may have grown.
    pub(crate) fn fit(&mut self, lines: u32) {
        if self.lines == lines {
            return;
        }
        let kept = (self.lines.min(lines) / BLOCK) as usize;
        self.blocks.truncate(kept);
        let blocks = lines.div_ceil(BLOCK);
        let rows = |block: u32| (lines - block * BLOCK).min(BLOCK);
        self.blocks.extend((kept as u32..blocks).map(|block| f64::from(rows(block)) * ROW_HEIGHT));
        self.lines = lines;
    }

    /// Takes note of the height of a block, and says by how much it has grown.
    fn measured(&mut self, block: u32, height: f64) -> f64 {
        match self.blocks.get_mut(block as usize) {
            Some(known) => height - std::mem::replace(known, height),
            None => 0.0,
        }
    }

    /// How far a block is from the top.
    fn top(&self, block: u32) -> f64 {
        self.blocks.iter().take(block as usize).sum()
    }

    /// The block at a distance from the top.
    fn at(&self, distance: f64) -> u32 {
        let mut top = 0.0;
        let ends = self.blocks.iter().map(|height| {
            top += height;
            top
        });
        ends.take_while(|end| *end <= distance).count() as u32
    }
}

/// The rows to draw, and where.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Frame {
    /// The first row, from 0.
    pub(crate) from: u32,
    /// How many rows.
    pub(crate) count: u32,
    /// The distance of the first row from the top of the scrolled element.
    pub(crate) top: f64,
}

impl Viewport<'_> {
    /// The height of the scrolled element.
    pub(crate) fn total(&self) -> f64 {
        if let Some(heights) = self.heights {
            return heights.blocks.iter().sum();
        }
        self.natural().min(TALLEST)
    }

    /// The rows to draw now: all that can be seen and a margin on both sides.
    pub(crate) fn frame(&self) -> Frame {
        if let Some(heights) = self.heights {
            let from = heights.at(self.scroll).saturating_sub(1);
            let last = heights.at(self.scroll + self.height) + 1;
            let count = (last + 1 - from) * BLOCK;
            let (top, from) = (heights.top(from), from * BLOCK);
            return Frame { from, count: count.min(self.lines.saturating_sub(from)), top };
        }
        let first = self.first();
        let seen = whole(self.height / ROW_HEIGHT) + 2;
        let block = whole(first) / BLOCK;
        let from = block.saturating_sub(1) * BLOCK;
        // The first visible row is at most two blocks further; one block follows.
        let count = (2 * BLOCK + seen).div_ceil(BLOCK) * BLOCK + BLOCK;
        let count = count.min(self.lines.saturating_sub(from));
        Frame { from, count, top: self.scroll - (first - f64::from(from)) * ROW_HEIGHT }
    }

    /// How far to scroll to have `row` in the upper third of the window.
    pub(crate) fn scroll_to(&self, row: u32) -> f64 {
        let row = row.min(self.lines.saturating_sub(1));
        if let Some(heights) = self.heights {
            let block = row / BLOCK;
            let height = heights.blocks.get(block as usize).copied().unwrap_or_default();
            let within = height * f64::from(row % BLOCK) / f64::from(BLOCK);
            return (heights.top(block) + within - self.height / 3.0).max(0.0);
        }
        let first = f64::from(row) - self.height / ROW_HEIGHT / 3.0;
        if self.is_exact() {
            return (first * ROW_HEIGHT).clamp(0.0, (self.total() - self.height).max(0.0));
        }
        (first / self.last_first() * (self.total() - self.height))
            .clamp(0.0, self.total() - self.height)
    }

    /// Which rows can be seen, roughly if lines are wrapped.
    pub(crate) fn visible(&self) -> std::ops::Range<u32> {
        if let Some(heights) = self.heights {
            let row = |distance: f64| {
                let block = heights.at(distance);
                let height = heights.blocks.get(block as usize).copied().unwrap_or(1.0).max(1.0);
                let within = (distance - heights.top(block)) / height;
                block * BLOCK + whole(within * f64::from(BLOCK))
            };
            return row(self.scroll)..row(self.scroll + self.height);
        }
        let first = self.first();
        whole(first)..whole(first + self.height / ROW_HEIGHT)
    }

    /// The first visible row, with the part of it that is scrolled away.
    fn first(&self) -> f64 {
        let scroll = self.scroll.clamp(0.0, (self.total() - self.height).max(0.0));
        if self.is_exact() {
            return scroll / ROW_HEIGHT;
        }
        scroll / (self.total() - self.height) * self.last_first()
    }

    /// The first visible row when scrolled to the end.
    fn last_first(&self) -> f64 {
        (f64::from(self.lines) - self.height / ROW_HEIGHT).max(0.0)
    }

    fn natural(&self) -> f64 {
        f64::from(self.lines) * ROW_HEIGHT
    }

    fn is_exact(&self) -> bool {
        self.natural() <= TALLEST
    }
}

/// The whole part of a number of rows, which is never negative and far below 2^32.
#[expect(clippy::cast_sign_loss, reason = "negative numbers become 0 first")]
pub(crate) fn whole(rows: f64) -> u32 {
    rows.max(0.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(frame: &Frame, row: u32) -> bool {
        (frame.from..frame.from + frame.count).contains(&row)
    }

    fn at(lines: u32, scroll: f64) -> Viewport<'static> {
        Viewport { lines, scroll, height: 600.0, heights: None }
    }

    #[test]
    fn wrapped_rows_fill_the_window_wherever_one_scrolls() {
        for lines in [0, 1, 49, 50, 51, 1_234, 99_999] {
            let mut heights = Heights::default();
            heights.fit(lines);
            for block in (0..lines.div_ceil(BLOCK)).step_by(3) {
                heights.measured(block, f64::from(block % 7 + 1) * 900.0);
            }
            let mut view = Viewport { heights: Some(&heights), ..at(lines, 0.0) };
            for step in 0..=500 {
                view.scroll = (view.total() - view.height).max(0.0) * f64::from(step) / 500.0;
                let frame = view.frame();
                let end = frame.from + frame.count;
                let bottom = heights.top(end.div_ceil(BLOCK));
                assert!(frame.top <= view.scroll, "{lines} lines, {frame:?}");
                assert!(bottom >= (view.scroll + view.height).min(view.total()), "{frame:?}");
                assert!(frame.count <= 250 && end <= lines, "{frame:?}");
            }
            for row in [0, lines / 2, lines.saturating_sub(1)] {
                view.scroll = view.scroll_to(row);
                assert!(lines == 0 || holds(&view.frame(), row), "{row} of {lines}");
            }
        }
    }

    #[test]
    fn what_was_measured_stays_when_lines_are_added() {
        let mut heights = Heights::default();
        heights.fit(130);
        assert!((heights.measured(1, 1_500.0) - 500.0).abs() < 1e-6);
        assert!((heights.measured(2, 900.0) - 300.0).abs() < 1e-6);
        heights.fit(200);
        assert_eq!(heights.blocks, [1_000.0, 1_500.0, 1_000.0, 1_000.0]);
        heights.fit(60);
        assert_eq!(heights.blocks, [1_000.0, 200.0]);
        assert!(heights.measured(9, 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_short_text_is_drawn_whole() {
        let frame = at(12, 0.0).frame();
        assert_eq!(frame, Frame { from: 0, count: 12, top: 0.0 });
        assert_eq!(at(0, 0.0).frame().count, 0);
    }

    #[test]
    fn rows_stand_where_they_belong() {
        let view = at(100_000, 40_010.0);
        let frame = view.frame();
        assert!((frame.top - f64::from(frame.from) * ROW_HEIGHT).abs() < 1e-6);
        assert!(frame.from < 2_000 && frame.from + frame.count > 2_031);
        assert!(frame.count <= 250);
    }

    #[test]
    fn small_movements_fetch_nothing() {
        assert_eq!(at(100_000, 40_000.0).frame(), at(100_000, 40_500.0).frame());
    }

    #[test]
    fn everything_visible_is_in_the_frame_wherever_one_scrolls() {
        for lines in [1, 29, 30, 31, 49, 50, 51, 399_999, 400_000, 400_001, 5_000_000] {
            let mut view = at(lines, 0.0);
            let end = (view.total() - view.height).max(0.0);
            for step in 0..=1_000 {
                view.scroll = end * f64::from(step) / 1_000.0;
                let frame = view.frame();
                let bottom = frame.top + f64::from(frame.count) * ROW_HEIGHT;
                assert!(frame.top <= view.scroll + 1e-3, "{lines} lines, {frame:?}");
                assert!(
                    bottom + 1e-3 >= (view.scroll + view.height).min(view.total()),
                    "{lines} lines at {}, {frame:?}",
                    view.scroll
                );
            }
        }
    }

    #[test]
    fn going_to_a_line_shows_it() {
        for lines in [10, 1_000, 400_000, 10_000_000] {
            for row in [0, 7, lines / 2, lines - 1] {
                let mut view = at(lines, 0.0);
                view.scroll = view.scroll_to(row);
                let frame = view.frame();
                assert!(holds(&frame, row), "{row} of {lines}: {frame:?}");
                let top = frame.top + f64::from(row - frame.from) * ROW_HEIGHT;
                assert!(top + 1e-3 >= view.scroll, "{row} of {lines}");
                assert!(top + ROW_HEIGHT <= view.scroll + view.height + 1e-3, "{row} of {lines}");
            }
        }
    }
}
