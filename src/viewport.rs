//! The part of a long text that the viewer holds in the page.
//!
//! Rows have one height, so a line's place is a multiplication. Browsers lose
//! precision, or clamp, beyond some ten million pixels; a text that would be taller is
//! mapped in proportion: the scroll bar then spans the text, and a pixel is more than
//! a pixel's worth of lines.

/// The height of a row in CSS pixels. The style sheet has the same number.
pub(crate) const ROW_HEIGHT: f64 = 20.0;

/// No element is made taller than this.
const TALLEST: f64 = 8_000_000.0;

/// Rows are fetched in multiples of this, so that small movements fetch nothing.
const BLOCK: u32 = 50;

/// A text behind a window of a given height, scrolled to some place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Viewport {
    /// Lines of the text.
    pub(crate) lines: u32,
    /// How far the element is scrolled.
    pub(crate) scroll: f64,
    /// The height of the window.
    pub(crate) height: f64,
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

impl Frame {
    /// Whether the row stands in the frame.
    pub(crate) fn holds(&self, row: u32) -> bool {
        (self.from..self.from + self.count).contains(&row)
    }
}

impl Viewport {
    /// The height of the scrolled element.
    pub(crate) fn total(&self) -> f64 {
        self.natural().min(TALLEST)
    }

    /// The rows to draw now: all that can be seen and a margin on both sides.
    pub(crate) fn frame(&self) -> Frame {
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
        let first = f64::from(row) - self.height / ROW_HEIGHT / 3.0;
        if self.is_exact() {
            return (first * ROW_HEIGHT).clamp(0.0, (self.total() - self.height).max(0.0));
        }
        (first / self.last_first() * (self.total() - self.height))
            .clamp(0.0, self.total() - self.height)
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
fn whole(rows: f64) -> u32 {
    rows.max(0.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lines: u32, scroll: f64) -> Viewport {
        Viewport { lines, scroll, height: 600.0 }
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
                assert!(frame.holds(row), "{row} of {lines}: {frame:?}");
                let top = frame.top + f64::from(row - frame.from) * ROW_HEIGHT;
                assert!(top + 1e-3 >= view.scroll, "{row} of {lines}");
                assert!(top + ROW_HEIGHT <= view.scroll + view.height + 1e-3, "{row} of {lines}");
            }
        }
    }
}
