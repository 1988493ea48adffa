//! The file itself, read once, with a count of what is done with.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use crate::{Limits, Problem};

/// How much is unpacked or read in one go, in bytes.
pub(crate) const CHUNK: usize = 64 * 1024;

/// Anything that can be read from any place.
pub(crate) trait ReadSeek: Read + Seek {}
impl<T: Read + Seek> ReadSeek for T {}

/// How many compressed parts all gzip files of an archive may have together. Some programs
/// write one for each flush, block compressors one for 64 KB; each costs a fixed effort of a
/// few microseconds, even an empty one of 20 bytes.
const MAX_PARTS: u32 = 1_000_000;

/// What readers that lie within each other share.
pub(crate) struct Meter {
    used: Cell<u64>,
    notes: Cell<Vec<Problem>>,
    parts: Cell<u32>,
    /// Bytes that may still be unpacked.
    room: Cell<u64>,
}

impl Meter {
    pub(crate) fn new(limits: &Limits) -> Self {
        // What is handed over is limited exactly elsewhere. This limits the effort for what
        // never gets there: an archive within an archive is unpacked twice, and padding or
        // headers are not handed over at all.
        let room = limits.bytes_in_all.saturating_mul(2).max(64 << 20);
        Self {
            used: Cell::default(),
            notes: Cell::default(),
            parts: Cell::new(MAX_PARTS),
            room: Cell::new(room),
        }
    }

    /// Counts a part of a gzip file.
    pub(crate) fn part(&self) -> Result<(), Problem> {
        let left = self.parts.get().checked_sub(1).ok_or(Problem::Bomb)?;
        self.parts.set(left);
        Ok(())
    }

    /// Counts unpacked bytes, at whatever level. Fails when there were too many before.
    pub(crate) fn unpacked(&self, bytes: usize) -> Result<(), Problem> {
        let left = self.room.get().checked_sub(bytes as u64).ok_or(Problem::Bomb)?;
        self.room.set(left);
        Ok(())
    }

    /// Bytes of the file that are done with. Bytes that are read twice count twice.
    pub(crate) fn used(&self) -> u64 {
        self.used.get()
    }

    pub(crate) fn add(&self, bytes: u64) {
        self.used.set(self.used.get().saturating_add(bytes));
    }

    /// Says a problem that does not end the reading.
    pub(crate) fn note(&self, problem: Problem) {
        let mut notes = self.notes.take();
        if !notes.contains(&problem) {
            notes.push(problem);
        }
        self.notes.set(notes);
    }

    /// The problems since the last call.
    pub(crate) fn take_notes(&self) -> Vec<Problem> {
        self.notes.take()
    }
}

/// The file as it was given. An interrupted read is tried again, and an error is marked as the
/// system's own, so that no one above takes it for damage of the archive.
struct Given<'a>(&'a mut dyn ReadSeek);

impl Read for Given<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.0.read(out) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => return other.map_err(|error| unreadable(&error)),
            }
        }
    }
}

impl Seek for Given<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to).map_err(|error| unreadable(&error))
    }
}

fn unreadable(error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), Problem::Unreadable(error.to_string()))
}

/// The file, buffered. Only bytes that are taken out of the buffer count, so that the ratio
/// of what comes out to what went in is exact.
pub(crate) struct Source<'a> {
    inner: BufReader<Given<'a>>,
    meter: &'a Meter,
    /// Bytes of the whole file.
    pub(crate) len: u64,
}

impl<'a> Source<'a> {
    pub(crate) fn new(reader: &'a mut dyn ReadSeek, meter: &'a Meter) -> io::Result<Self> {
        let mut reader = Given(reader);
        let len = reader.seek(SeekFrom::End(0))?;
        reader.rewind()?;
        Ok(Self { inner: BufReader::with_capacity(CHUNK, reader), meter, len })
    }
}

impl Read for Source<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.meter.add(read as u64);
        Ok(read)
    }
}

impl BufRead for Source<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
        self.meter.add(amount as u64);
    }
}

impl Seek for Source<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// What a reader gave when it was asked to fill a buffer.
pub(crate) struct Filled {
    pub(crate) bytes: usize,
    pub(crate) ended: bool,
    pub(crate) problem: Option<Problem>,
}

/// Reads until there are `enough` bytes, the end or an error.
pub(crate) fn fill(reader: &mut dyn Read, out: &mut [u8], enough: usize) -> Filled {
    let mut filled = Filled { bytes: 0, ended: false, problem: None };
    while filled.bytes < enough.min(out.len()) {
        match reader.read(&mut out[filled.bytes..]) {
            Ok(0) => {
                filled.ended = true;
                break;
            }
            Ok(read) => filled.bytes += read,
            Err(error) => {
                filled.problem = Some(Problem::of(&error));
                filled.ended = true;
                break;
            }
        }
    }
    filled
}
