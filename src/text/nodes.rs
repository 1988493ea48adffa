//! From ranges of a text to the nodes that the page draws it with.

use std::ops::Range;

use crate::text::{Piece, pieces};

/// How many characters of one text are shown by their number. Each is an element, and a
/// text that is full of them is noise that need not cost the page thousands.
pub(crate) const NAMED: usize = 100;

/// A part of a text node, in UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeRange {
    /// Which of the nodes, from 0.
    pub(crate) node: u32,
    /// The first unit.
    pub(crate) start: u32,
    /// One past the last.
    pub(crate) end: u32,
}

/// Where ranges of `text`, in bytes and in rising order, stand in the nodes that show it: one
/// for each piece. Behind [`NAMED`] characters that are shown by their number, nowhere.
pub(crate) fn node_ranges(text: &str, ranges: &[Range<usize>]) -> Vec<NodeRange> {
    let (mut found, mut at, mut named) = (Vec::new(), 0, 0);
    for (node, piece) in (0..).zip(pieces(text)) {
        let shown = match piece {
            Piece::Text(shown) => shown,
            Piece::Control(character) => {
                named += 1;
                at += character.len_utf8();
                if named == NAMED {
                    break;
                }
                continue;
            }
        };
        let units = |byte: usize| -> u32 {
            let end = shown.floor_char_boundary(byte.saturating_sub(at));
            shown[..end].chars().map(char::len_utf16).sum::<usize>() as u32
        };
        let here = at..at + shown.len();
        let within = |range: &&Range<usize>| range.start < here.end && range.end > here.start;
        for range in ranges.iter().filter(within) {
            let (start, end) = (units(range.start), units(range.end));
            if start < end {
                found.push(NodeRange { node, start, end });
            }
        }
        at = here.end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_found_in_their_nodes() {
        let text = "aü🔴b\0cd\0";
        let at = |needle: &str| text.find(needle).unwrap();
        for (range, expected) in [
            (0..1, &[(0, 0, 1)][..]),
            (at("ü")..at("b"), &[(0, 1, 4)]),
            (at("b")..at("d"), &[(0, 4, 5), (2, 0, 1)]),
            (at("c")..99, &[(2, 0, 2)]),
            (2..3, &[(0, 1, 2)]),
            (0..0, &[]),
        ] {
            let found = node_ranges(text, std::slice::from_ref(&range));
            let found: Vec<_> = found.iter().map(|at| (at.node, at.start, at.end)).collect();
            assert_eq!(found, expected, "{range:?}");
        }
        let far = 599..600;
        assert!(node_ranges(&"\0a".repeat(300), std::slice::from_ref(&far)).is_empty());
    }
}
