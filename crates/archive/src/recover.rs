//! ZIP archives that lost their end, and with it their directory.

use std::io::{self, Read, Seek, SeekFrom};

use rawzip::CompressionMethod;
use rawzip::extra_fields::{ExtraFieldId, ExtraFields};

use crate::inflate::Inflated;
use crate::run::{Flow, Origin, Run};
use crate::source::Source;
use crate::zip::{CONTENT_TYPES, LOCAL_HEADER, Packed, obstacle};
use crate::{Problem, name};

/// The longest thing between a member's data and the next header: a data descriptor of zip64
/// with its signature (APPNOTE, 4.3.9).
const DESCRIPTOR: usize = 24;

/// A header before a member's data (APPNOTE, 4.3.7).
struct Header {
    path: String,
    encrypted: bool,
    /// Checksum and sizes stand behind the data.
    later: bool,
    method: CompressionMethod,
    sum: u32,
    packed: u64,
    unpacked: u64,
    /// Where the data begins.
    from: u64,
}

impl Header {
    fn read(source: &mut Source<'_>, at: u64) -> io::Result<Option<Self>> {
        source.seek(SeekFrom::Start(at))?;
        let mut fixed = [0; LOCAL_HEADER as usize];
        source.read_exact(&mut fixed)?;
        if !fixed.starts_with(b"PK\x03\x04") {
            return Ok(None);
        }
        let two = |at: usize| u16::from_le_bytes([fixed[at], fixed[at + 1]]);
        let four = |at: usize| u32::from(two(at)) | u32::from(two(at + 2)) << 16;
        let (flags, name_len, extra_len) = (two(6), two(26), two(28));
        let mut rest = vec![0; usize::from(name_len) + usize::from(extra_len)];
        source.read_exact(&mut rest)?;
        let (path, extra) = rest.split_at(usize::from(name_len));
        let (mut packed, mut unpacked) = (u64::from(four(18)), u64::from(four(22)));
        if packed == u64::from(u32::MAX) || unpacked == u64::from(u32::MAX) {
            // In a header before data both sizes are there or none (APPNOTE, 4.5.3).
            let sizes = ExtraFields::new(extra)
                .find(|(id, sizes)| *id == ExtraFieldId::ZIP64 && sizes.len() >= 16);
            let Some((_, sizes)) = sizes else { return Ok(None) };
            let eight = |at: usize| {
                sizes[at..at + 8].iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte))
            };
            (unpacked, packed) = (eight(0), eight(8));
        }
        Ok(Some(Self {
            path: name::from_zip(path, flags & 1 << 11 != 0),
            encrypted: flags & 1 != 0,
            later: flags & 1 << 3 != 0,
            method: CompressionMethod::new(two(8)),
            sum: four(14),
            packed,
            unpacked,
            from: at + LOCAL_HEADER + rest.len() as u64,
        }))
    }
}

/// Hands over the members as far as each tells where the next one begins.
pub(crate) fn read(run: &mut Run<'_>, source: &mut Source<'_>) -> Flow {
    let mut at = 0;
    // A header that cannot be read is where the file ends, which is known already.
    while let Ok(Some(header)) = Header::read(source, at) {
        run.entry()?;
        if header.path == CONTENT_TYPES {
            run.summary.note(Problem::OfficeDocument);
            break;
        }
        let size = (!header.later).then_some(header.unpacked);
        let member = Run::named(None, &header.path, size);
        let unwanted = header.path.ends_with('/') || name::is_dropping(&header.path);
        let obstacle = obstacle(header.encrypted, header.method);
        if header.later {
            let unknown =
                Some(Problem::Truncated).filter(|_| header.method == CompressionMethod::STORE);
            if let Some(obstacle) = obstacle.or(unknown) {
                return run.pass_over(&member, &obstacle);
            }
            let origin = Origin { level: 0, gzip: false, used: run.meter.used() };
            let mut content = Inflated::new(source, run.meter);
            if unwanted {
                run.summary.ignored += 1;
            } else {
                run.member(member, &mut content, origin)?;
            }
            run.drain(&mut content)?;
            match next_header(source) {
                Ok(Some(next)) => at = next,
                _ => break,
            }
        } else {
            if unwanted {
                run.summary.ignored += 1;
            } else if let Some(obstacle) = obstacle {
                run.pass_over(&member, &obstacle)?;
            } else {
                let Header { from, method, unpacked: said, sum, .. } = header;
                let to = from.saturating_add(header.packed);
                Packed { from, to, method, said, sum }.hand_over(run, source, member)?;
            }
            at = header.from.saturating_add(header.packed);
        }
    }
    Flow::Continue(())
}

/// Where the header behind a data descriptor begins, which may have a signature or not and
/// sizes of four or of eight bytes.
fn next_header(source: &mut Source<'_>) -> io::Result<Option<u64>> {
    let end = source.stream_position()?;
    let mut near = [0; DESCRIPTOR + 4];
    let filled = crate::source::fill(source, &mut near, DESCRIPTOR + 4);
    let step = near[..filled.bytes].windows(4).position(|at| at == b"PK\x03\x04");
    Ok(step.map(|step| end + step as u64))
}
