//! Text from the input on its way to the screen: made visible, marked, and found again.

mod marks;
mod nodes;
mod offsets;
mod visible;

pub(crate) use marks::{Highlight, Segment, excerpt_lines, highlights, segments};
pub(crate) use nodes::{NAMED, NodeRange, node_ranges};
pub(crate) use offsets::{Utf16Range, line_bytes, utf16_range};
pub(crate) use visible::{Piece, name_of, pieces};
