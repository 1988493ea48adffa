//! ZIP archives, zip64 and such with data descriptors included.

use std::cell::RefCell;
use std::io::{self, Read, Seek, SeekFrom};

use crate::crc::Crc;
use rawzip::{
    CompressionMethod, ErrorKind, MAX_CENTRAL_DIRECTORY_RECORD_SIZE, ReaderAt, ZipArchive,
    ZipArchiveEntryWayfinder, ZipFileHeaderRecord, ZipLocator,
};

use crate::inflate::Inflated;
use crate::run::{Flow, Origin, Run};
use crate::source::{Meter, Source};
use crate::{Member, Problem, name, recover};

/// Bytes of a member's own header before its name (APPNOTE, 4.3.7).
pub(crate) const LOCAL_HEADER: u64 = 30;

/// A file that every document of Office Open XML has in its root (ECMA-376, part 2).
pub(crate) const CONTENT_TYPES: &str = "[Content_Types].xml";

/// The file, for the directory at its end.
struct Anywhere<'a, 'b>(&'a RefCell<Source<'b>>);

impl ReaderAt for Anywhere<'_, '_> {
    fn read_at(&self, out: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut source = self.0.try_borrow_mut().map_err(io::Error::other)?;
        if offset >= source.len {
            return Ok(0);
        }
        source.seek(SeekFrom::Start(offset))?;
        source.read(out)
    }
}

/// What the directory says of one entry.
struct Entry {
    /// Its path, already short: a directory may hold many names of 64 KB.
    path: String,
    place: ZipArchiveEntryWayfinder,
    /// The bytes of the archive that it takes at the least, its header included.
    begin: u64,
    end: u64,
    method: CompressionMethod,
    crc: u32,
    encrypted: bool,
    /// A file, and not one that no one meant to send.
    wanted: bool,
    /// Whether an entry before it in the archive takes some of the same bytes.
    overlaps: bool,
}

impl Entry {
    fn new(record: &ZipFileHeaderRecord<'_>) -> Self {
        let flags = record.flags();
        let path = name::from_zip(record.file_path().as_ref(), flags.is_utf8());
        let begin = record.local_header_offset();
        let taken = LOCAL_HEADER.saturating_add(record.compressed_size_hint());
        Self {
            wanted: is_file(record) && !name::is_dropping(&path),
            path: name::shown(&path),
            place: record.wayfinder(),
            begin,
            end: begin.saturating_add(taken),
            method: record.compression_method(),
            crc: record.crc32(),
            encrypted: flags.is_encrypted() || flags.has_strong_encryption(),
            overlaps: false,
        }
    }

    /// Why it cannot be opened, as far as the directory tells.
    fn obstacle(&self) -> Option<Problem> {
        match obstacle(self.encrypted, self.method) {
            None if self.overlaps => Some(Problem::Overlapping),
            obstacle => obstacle,
        }
    }
}

/// Why a member that is packed like this cannot be opened.
pub(crate) fn obstacle(encrypted: bool, method: CompressionMethod) -> Option<Problem> {
    if encrypted || method == CompressionMethod::AES {
        return Some(Problem::Encrypted);
    }
    match method {
        CompressionMethod::STORE | CompressionMethod::DEFLATE => None,
        method => Some(Problem::UnsupportedCompression(match method.name() {
            Some(name) => name.to_ascii_lowercase().replace('_', " "),
            None => format!("method {}", method.as_u16()),
        })),
    }
}

/// Folders end with a slash or are marked as such; links hold a path.
fn is_file(record: &ZipFileHeaderRecord<'_>) -> bool {
    const TYPE: u32 = 0o170_000;
    const FOLDER: u32 = 0o040_000;
    let mode = record.mode();
    !record.is_dir() && !mode.is_symlink() && mode.value() & TYPE != FOLDER
}

/// Hands over the files of a ZIP archive.
pub(crate) fn read(run: &mut Run<'_>, source: Source<'_>) -> Flow {
    let len = source.len;
    let source = RefCell::new(source);
    let mut buffer = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
    let located = ZipLocator::new().locate_in_reader(Anywhere(&source), &mut buffer, len);
    let (archive, mut entries) = match located {
        Ok(archive) => {
            let entries = directory(run, &archive, &mut buffer);
            (Some(archive), entries)
        }
        Err((_, error)) => {
            run.summary.note(problem(&error));
            (None, Vec::new())
        }
    };
    let Some(archive) = archive.filter(|_| !entries.is_empty() || run.summary.problems.is_empty())
    else {
        // No directory, or one that is damaged from its first entry on.
        return recover::read(run, &mut source.into_inner());
    };
    if is_office_document(&entries) {
        run.summary.note(Problem::OfficeDocument);
        return Flow::Continue(());
    }
    mark_overlaps(&mut entries);
    for entry in entries {
        if !entry.wanted {
            run.summary.ignored += 1;
            continue;
        }
        let said = entry.place.uncompressed_size_hint();
        let member = Run::named(None, &entry.path, Some(said));
        let found = match entry.obstacle() {
            Some(obstacle) => Err(obstacle),
            None => archive.get_entry(entry.place).map_err(|error| problem(&error)),
        };
        let (from, to) = match found {
            Ok(found) => found.compressed_data_range(),
            Err(obstacle) => {
                run.pass_over(&member, &obstacle)?;
                continue;
            }
        };
        // The archive does not read while a member is read.
        let Ok(mut source) = source.try_borrow_mut() else { continue };
        let packed = Packed { from, to, method: entry.method, said, sum: entry.crc };
        packed.hand_over(run, &mut source, member)?;
    }
    Flow::Continue(())
}

/// The entries, as many of them as are looked at; whatever is wrong is noted.
fn directory(
    run: &mut Run<'_>,
    archive: &ZipArchive<Anywhere<'_, '_>>,
    buffer: &mut [u8],
) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut records = archive.entries(buffer);
    loop {
        match records.next_entry() {
            Ok(Some(record)) => {
                if run.entry().is_break() {
                    break;
                }
                entries.push(Entry::new(&record));
            }
            Ok(None) => break,
            Err(error) => {
                run.summary.note(problem(&error));
                break;
            }
        }
    }
    entries
}

/// Office Open XML has a list of content types, `OpenDocument` a media type and a manifest.
fn is_office_document(entries: &[Entry]) -> bool {
    let has = |path: &str| entries.iter().any(|entry| entry.path == path);
    has(CONTENT_TYPES) || (has("mimetype") && has("META-INF/manifest.xml"))
}

/// Finds entries that take bytes which an earlier one has: the way to pack the same bomb a
/// thousand times into one small archive. The first one is left as it is.
fn mark_overlaps(entries: &mut [Entry]) {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_unstable_by_key(|&at| (entries[at].begin, at));
    let mut reached = 0;
    for at in order {
        let entry = &mut entries[at];
        entry.overlaps = entry.begin < reached;
        reached = reached.max(entry.end);
    }
}

fn problem(error: &rawzip::Error) -> Problem {
    match error.kind() {
        ErrorKind::IO(error) => Problem::of(error),
        // The directory stands at the end of the file.
        ErrorKind::MissingEndOfCentralDirectory | ErrorKind::Eof => Problem::Truncated,
        _ => Problem::Damaged,
    }
}

/// Where a member's content lies, and what it should be.
pub(crate) struct Packed {
    pub(crate) from: u64,
    pub(crate) to: u64,
    /// Stored or deflated.
    pub(crate) method: CompressionMethod,
    /// Bytes that should come out.
    pub(crate) said: u64,
    /// The checksum that they should have.
    pub(crate) sum: u32,
}

impl Packed {
    pub(crate) fn hand_over(
        &self,
        run: &mut Run<'_>,
        source: &mut Source<'_>,
        member: Member,
    ) -> Flow {
        if let Err(error) = source.seek(SeekFrom::Start(self.from)) {
            return run.pass_over(&member, &Problem::of(&error));
        }
        let origin = Origin { level: 0, gzip: false, used: run.meter.used() };
        let cut = self.to > source.len;
        let mut packed = source.take(self.to.saturating_sub(self.from));
        let mut inflated;
        let inner: &mut dyn Read = if self.method == CompressionMethod::STORE {
            &mut packed
        } else {
            inflated = Inflated::new(&mut packed, run.meter);
            &mut inflated
        };
        let meter = run.meter;
        let mut content = Checked { inner, meter, crc: Crc::new(), found: 0, expected: self, cut };
        run.member(member, &mut content, origin)
    }
}

/// A member's content, compared with what is said of it when it ends.
struct Checked<'a> {
    inner: &'a mut dyn Read,
    meter: &'a Meter,
    crc: Crc,
    /// Bytes so far.
    found: u64,
    expected: &'a Packed,
    /// Whether the file ends within the member.
    cut: bool,
}

impl Read for Checked<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.crc.update(&out[..read]);
        self.found += read as u64;
        if read == 0 && !out.is_empty() {
            let &Packed { said, sum, .. } = self.expected;
            if self.cut {
                self.meter.note(Problem::Truncated);
            } else if self.found != said {
                self.meter.note(Problem::WrongSize { said, found: self.found });
            } else if sum != self.crc.sum() {
                self.meter.note(Problem::WrongChecksum);
            }
        }
        Ok(read)
    }
}
