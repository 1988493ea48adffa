//! Numbers of lines in rising order, which come in pieces.

use std::rc::Rc;

/// A list of lines. A copy shares its pieces, so that the state of the page can be copied
/// however long the list is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Index {
    /// Each piece, with how many lines come before it.
    pieces: Vec<(u32, Rc<[u32]>)>,
    len: u32,
}

impl Index {
    /// Adds lines that come after all others.
    pub(crate) fn add(&mut self, lines: Vec<u32>) {
        if !lines.is_empty() {
            let count = lines.len() as u32;
            self.pieces.push((self.len, lines.into()));
            self.len += count;
        }
    }

    /// How many lines there are.
    pub(crate) fn len(&self) -> u32 {
        self.len
    }

    /// The line at a place, counted from 0.
    pub(crate) fn get(&self, place: u32) -> Option<u32> {
        let piece = self.pieces.partition_point(|(before, _)| *before <= place).checked_sub(1)?;
        let (before, lines) = &self.pieces[piece];
        lines.get((place - before) as usize).copied()
    }

    /// The place of a line, or the one where it would be.
    pub(crate) fn place(&self, line: u32) -> Result<u32, u32> {
        let piece = self.pieces.partition_point(|(_, lines)| lines[0] <= line);
        let Some((before, lines)) = piece.checked_sub(1).map(|piece| &self.pieces[piece]) else {
            return Err(0);
        };
        match lines.binary_search(&line) {
            Ok(place) => Ok(before + place as u32),
            Err(place) => Err(before + place as u32),
        }
    }

    /// The lines from a place on.
    pub(crate) fn iter_from(&self, place: u32) -> impl Iterator<Item = u32> {
        (place..self.len).map_while(|place| self.get(place))
    }

    /// The line after this one, or the first one behind the last; and the same backwards.
    pub(crate) fn next(&self, line: u32, back: bool) -> Option<u32> {
        let last = self.len.checked_sub(1)?;
        let place = match (self.place(line), back) {
            (Ok(place), false) => {
                if place == last {
                    0
                } else {
                    place + 1
                }
            }
            (Err(place), false) => {
                if place > last {
                    0
                } else {
                    place
                }
            }
            (Ok(place) | Err(place), true) => place.checked_sub(1).unwrap_or(last),
        };
        self.get(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(pieces: &[&[u32]]) -> Index {
        let mut index = Index::default();
        for piece in pieces {
            index.add(piece.to_vec());
        }
        index
    }

    #[test]
    fn lines_are_found_by_place_and_places_by_line() {
        let lines = [2, 3, 7, 20, 21, 100];
        for pieces in [&[&lines[..]][..], &[&lines[..2], &[], &lines[2..3], &lines[3..]]] {
            let index = index(pieces);
            assert_eq!(index.iter_from(1).collect::<Vec<_>>(), lines[1..]);
            assert_eq!((index.get(6), index.len()), (None, 6));
            for line in 0..120 {
                assert_eq!(
                    index.place(line),
                    lines.binary_search(&line).map(|at| at as u32).map_err(|at| at as u32),
                    "{line}"
                );
            }
        }
        assert_eq!(Index::default().place(3), Err(0));
        assert_eq!(Index::default().next(3, false), None);
    }

    #[test]
    fn behind_the_last_comes_the_first() {
        let index = index(&[&[2, 5], &[9]]);
        for (line, next, previous) in
            [(0, 2, 9), (2, 5, 9), (3, 5, 2), (5, 9, 2), (9, 2, 5), (10, 2, 9)]
        {
            let found = (index.next(line, false), index.next(line, true));
            assert_eq!(found, (Some(next), Some(previous)), "from {line}");
        }
    }
}
