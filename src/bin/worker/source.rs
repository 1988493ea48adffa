//! Bytes that are read piece by piece.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

/// The browser would not hand over the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable;

/// Something with bytes that is never whole in memory.
pub(crate) trait Source {
    /// How many bytes it has.
    fn size(&self) -> u64;

    /// Some of them. `range` is within the size.
    fn read(&self, range: Range<u64>) -> Result<Vec<u8>, Unreadable>;
}

/// How much a [`Reader`] asks for at once.
const BLOCK: u64 = 1024 * 1024;

/// A source as a stream of bytes.
pub(crate) struct Reader<'a, S> {
    source: &'a S,
    at: u64,
    /// What was read last, and where it begins.
    block: (u64, Vec<u8>),
}

impl<'a, S: Source> Reader<'a, S> {
    /// Begins at the beginning.
    pub(crate) fn new(source: &'a S) -> Self {
        Self { source, at: 0, block: (0, Vec::new()) }
    }

    /// What the block holds from the current place on.
    fn rest(&self) -> &[u8] {
        let (start, bytes) = &self.block;
        self.at
            .checked_sub(*start)
            .and_then(|skip| bytes.get(usize::try_from(skip).ok()?..))
            .unwrap_or_default()
    }
}

impl<S: Source> Read for Reader<'_, S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.rest().is_empty() {
            let end = self.at.saturating_add(BLOCK).min(self.source.size());
            if self.at >= end {
                return Ok(0);
            }
            // A closed file is not asked for twice: whatever fails here fails again.
            let bytes = self.source.read(self.at..end).map_err(|Unreadable| {
                io::Error::other("the browser would not hand over its content")
            })?;
            self.block = (self.at, bytes);
        }
        let read = self.rest().read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl<S: Source> Seek for Reader<'_, S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.source.size().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Bytes in memory.
    pub(crate) struct Memory(pub(crate) Vec<u8>);

    impl Source for Memory {
        fn size(&self) -> u64 {
            self.0.len() as u64
        }

        fn read(&self, range: Range<u64>) -> Result<Vec<u8>, Unreadable> {
            Ok(self.0[range.start as usize..range.end as usize].to_vec())
        }
    }

    #[test]
    fn a_stream_has_the_bytes_of_its_source_wherever_one_begins() {
        let bytes: Vec<u8> = (0..3 * BLOCK + 7).map(|at| (at / 3) as u8).collect();
        let source = Memory(bytes.clone());
        let mut reader = Reader::new(&source);
        for start in [0, 5, BLOCK - 1, BLOCK, 3 * BLOCK + 6, 3 * BLOCK + 7, 9 * BLOCK] {
            assert_eq!(reader.seek(SeekFrom::Start(start)).unwrap(), start);
            let mut read = Vec::new();
            reader.read_to_end(&mut read).unwrap();
            assert_eq!(read, bytes.get(start as usize..).unwrap_or_default(), "from {start}");
        }
        assert_eq!(reader.seek(SeekFrom::End(-2)).unwrap(), 3 * BLOCK + 5);
        assert_eq!(reader.seek(SeekFrom::Current(1)).unwrap(), 3 * BLOCK + 6);
        assert!(reader.seek(SeekFrom::Current(-9_999_999)).is_err());
    }
}
