//! Tar archives: the oldest format, ustar, GNU and pax.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};

use ::tar::{Archive, Entry, EntryType, PaxExtensions};

use crate::run::{Flow, Origin, Run};
use crate::source::{Meter, ReadSeek, fill};
use crate::{Problem, name};

/// The most that is read of an entry that describes the next one. Paths have 4,096 bytes at
/// most on common systems, extended attributes 64 KB.
const MAX_DESCRIPTION: u64 = 256 * 1024;

/// Where a tar archive lies.
pub(crate) enum Input<'a> {
    /// In the file itself: what no one wants is stepped over.
    File(&'a mut dyn ReadSeek, u64),
    /// In something that unpacks: it has to be read to its end.
    Stream(&'a mut dyn Read),
}

/// What the tar crate reads from. It must know of the end, because the crate's errors do not
/// tell a file that ends early from one that is damaged.
struct Tape<'i, 'm> {
    input: Input<'i>,
    /// Bytes from the beginning of the archive.
    at: u64,
    ended: &'m Cell<bool>,
    meter: &'m Meter,
}

impl Read for Tape<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.input {
            Input::File(file, _) => file.read(out)?,
            Input::Stream(stream) => stream.read(out)?,
        };
        self.at += read as u64;
        if read == 0 && !out.is_empty() {
            self.ended.set(true);
        }
        Ok(read)
    }
}

/// The crate steps over what was not read of an entry.
impl Seek for Tape<'_, '_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let SeekFrom::Current(step) = to else { return Err(Problem::Damaged.into()) };
        let step = u64::try_from(step).map_err(|_| Problem::Damaged)?;
        let to = self.at.saturating_add(step);
        match &mut self.input {
            Input::File(file, len) => {
                if to > *len {
                    self.ended.set(true);
                    return Err(Problem::Truncated.into());
                }
                if step > 0 {
                    file.seek(SeekFrom::Start(to))?;
                    self.meter.add(step);
                }
            }
            // Entries are read to their end here, so that the limits hold for what no one
            // wants too; only the filling of the last block is left.
            Input::Stream(stream) => {
                if io::copy(&mut stream.take(step), &mut io::sink())? < step {
                    self.ended.set(true);
                    return Err(Problem::Truncated.into());
                }
            }
        }
        self.at = to;
        Ok(to)
    }
}

/// A member's content, which must not end before its announced size.
struct Content<'a> {
    inner: &'a mut dyn Read,
    left: u64,
}

impl Read for Content<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        if read == 0 && self.left > 0 && !out.is_empty() {
            return Err(Problem::Truncated.into());
        }
        self.left = self.left.saturating_sub(read as u64);
        Ok(read)
    }
}

/// What entries before a file say about it.
#[derive(Default)]
struct Description {
    path: Option<Vec<u8>>,
    /// Only there if the size does not fit into the file's own header.
    size: Option<u64>,
    /// Whether the content begins with a map of gaps (GNU tar's formats within pax).
    sparse: bool,
}

impl Description {
    /// A pax header: records of length, key and value.
    fn pax(&mut self, content: &[u8]) {
        for record in PaxExtensions::new(content).flatten() {
            match record.key_bytes() {
                b"path" => self.path = Some(record.value_bytes().to_vec()),
                b"GNU.sparse.name" => {
                    self.path = Some(record.value_bytes().to_vec());
                    self.sparse = true;
                }
                b"GNU.sparse.map" | b"GNU.sparse.size" => self.sparse = true,
                b"size" => self.size = record.value().ok().and_then(|size| size.parse().ok()),
                _ => {}
            }
        }
    }
}

/// Hands over the files of a tar archive; `folder` is put before their names. Whatever is
/// wrong with the archive itself is noted in the summary.
pub(crate) fn read(
    run: &mut Run<'_>,
    input: Input<'_>,
    folder: Option<&str>,
    level: usize,
) -> Flow {
    let stream = matches!(input, Input::Stream(_));
    let ended = Cell::new(false);
    let mut archive = Archive::new(Tape { input, at: 0, ended: &ended, meter: run.meter });
    // Raw entries: putting descriptions and sparse files together is unbounded in the crate.
    let entries = match archive.entries_with_seek() {
        Ok(entries) => entries.raw(true),
        Err(error) => {
            run.summary.note(Problem::of(&error));
            return Flow::Continue(());
        }
    };
    let mut about = Description::default();
    for entry in entries {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let problem = match Problem::of(&error) {
                    Problem::Damaged if ended.get() => Problem::Truncated,
                    other => other,
                };
                run.summary.note(problem);
                break;
            }
        };
        run.entry()?;
        match entry.header().entry_type() {
            // The path with a zero behind it.
            EntryType::GNULongName => about.path = Some(description(&mut entry)),
            EntryType::XHeader => about.pax(&description(&mut entry)),
            EntryType::GNULongLink | EntryType::XGlobalHeader => {}
            _ => {
                let about = std::mem::take(&mut about);
                let too_large = about.size.is_some_and(|size| size != entry.size());
                file(run, &mut entry, &about, folder, level)?;
                if too_large {
                    // Where the next entry begins is known to the description alone.
                    break;
                }
            }
        }
        if stream {
            run.drain(&mut entry)?;
        }
    }
    Flow::Continue(())
}

/// The content of an entry that describes the next.
fn description(entry: &mut Entry<'_, Tape<'_, '_>>) -> Vec<u8> {
    let size = entry.size().min(MAX_DESCRIPTION) as usize;
    let mut content = vec![0; size];
    let filled = fill(entry, &mut content, size);
    content.truncate(filled.bytes);
    content
}

/// Hands over an entry if it is a file.
fn file(
    run: &mut Run<'_>,
    entry: &mut Entry<'_, Tape<'_, '_>>,
    about: &Description,
    folder: Option<&str>,
    level: usize,
) -> Flow {
    let path = match &about.path {
        Some(path) => path.clone(),
        None => entry.header().path_bytes().into_owned(),
    };
    let path = path.split(|&byte| byte == 0).next().unwrap_or_default();
    let path = String::from_utf8_lossy(path);
    let kind = entry.header().entry_type();
    // The oldest format has no type for folders: a slash ends their names.
    let is_file =
        matches!(kind, EntryType::Regular | EntryType::Continuous) && !path.ends_with('/');
    if !(is_file || kind == EntryType::GNUSparse) || name::is_dropping(&path) {
        run.summary.ignored += 1;
        return Flow::Continue(());
    }
    let size = about.size.unwrap_or(entry.size());
    let member = Run::named(folder, &path, Some(size));
    if size != entry.size() {
        run.summary.note(Problem::Damaged);
        return run.pass_over(&member, &Problem::MemberTooLarge(0));
    }
    if kind == EntryType::GNUSparse || about.sparse {
        return run.pass_over(&member, &Problem::Sparse);
    }
    let origin = Origin { level, gzip: false, used: run.meter.used() };
    run.member(member, &mut Content { inner: entry, left: size }, origin)
}
