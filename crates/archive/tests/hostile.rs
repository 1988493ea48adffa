//! Any bytes give a summary: nothing panics, hangs or hands over more than the limits allow.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod common;

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use common::{DESCRIPTOR, Part, Record, STORED, gzip, log, part, record_with, tar, zip};
use proptest::prelude::*;
use unstuck_archive::{Limits, Problem, open};

/// Archives of every kind, small ones.
fn archives() -> Vec<Vec<u8>> {
    let content = log(50);
    let long = format!("{}b.log", "folder/".repeat(30));
    let tarred = tar(&[("a.log", &content), (&long, b"hello\n"), ("c.log.gz", &gzip(b"x"))]);
    let mut pax = ::tar::Builder::new(Vec::new());
    pax.append_pax_extensions([("path", long.as_bytes()), ("size", b"6")]).unwrap();
    let mut header = ::tar::Header::new_ustar();
    header.set_size(6);
    pax.append_data(&mut header, "a.log", &b"hello\n"[..]).unwrap();
    let zipped = zip(&[
        part("a.log", &content),
        Part { method: STORED, ..part("b.log", b"hello\n") },
        Part { flags: DESCRIPTOR, ..part("c.log", b"hello\n") },
        Part { zip64: true, ..part("d.log", b"hello\n") },
        part("e.log.gz", &gzip(b"hello\n")),
        part("f.tar", &tar(&[("a.log", b"hello\n")])),
    ]);
    let parts = [gzip(&content), gzip(b""), gzip(b"end\n"), vec![0; 50]].concat();
    vec![parts, gzip(&tarred), tarred, pax.into_inner().unwrap(), zipped]
}

fn small() -> Limits {
    Limits {
        members: 5,
        entries: 50,
        bytes_per_member: 100_000,
        bytes_in_all: 200_000,
        ratio_after: 10_000,
        ..Limits::default()
    }
}

fn survives(bytes: &[u8]) {
    let limits = small();
    let mut record = Record::default();
    let summary = record_with(bytes, "a", &limits, &mut record);
    assert!(summary.taken <= limits.members && summary.bytes <= limits.bytes_in_all);
    assert!(record.members.iter().all(|(_, data, _)| data.len() as u64 <= limits.bytes_per_member));
}

/// A change to some bytes of an archive.
#[derive(Clone, Debug)]
enum Change {
    Set(prop::sample::Index, u8),
    /// Numbers at the edges are where sums overflow.
    Fill(prop::sample::Index, usize, u8),
    Cut(prop::sample::Index),
    Remove(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        6 => (at(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        4 => (at(), 1..9_usize, prop_oneof![Just(0xff), Just(0), Just(0x7f), Just(b'7')])
            .prop_map(|(at, len, byte)| Change::Fill(at, len, byte)),
        1 => at().prop_map(Change::Cut),
        1 => (at(), 1..600_usize).prop_map(|(at, len)| Change::Remove(at, len)),
        1 => (at(), 1..600_usize).prop_map(|(at, len)| Change::Repeat(at, len)),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: Vec<Change>) -> Vec<u8> {
    for change in changes {
        if bytes.is_empty() {
            break;
        }
        let len = bytes.len();
        match change {
            Change::Set(at, byte) => bytes[at.index(len)] = byte,
            Change::Fill(at, count, byte) => {
                let at = at.index(len);
                bytes[at..len.min(at + count)].fill(byte);
            }
            Change::Cut(at) => bytes.truncate(at.index(len)),
            Change::Remove(at, count) => {
                let at = at.index(len);
                bytes.drain(at..len.min(at + count));
            }
            Change::Repeat(at, count) => {
                let at = at.index(len);
                bytes.extend_from_within(at..len.min(at + count));
            }
        }
    }
    bytes
}

/// Changes leave few tar headers with a right checksum, so it is set right again.
fn with_right_checksums(mut bytes: Vec<u8>) -> Vec<u8> {
    for block in bytes.chunks_exact_mut(512) {
        if block[257..].starts_with(b"ustar") {
            block[148..156].fill(b' ');
            let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
            block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn changed_archives(which in 0..5_usize, changes in prop::collection::vec(change(), 1..6)) {
        let bytes = changed(archives().swap_remove(which), changes);
        survives(&bytes);
        survives(&with_right_checksums(bytes.clone()));
        survives(&gzip(&with_right_checksums(bytes)));
    }

    #[test]
    fn any_bytes(which in 0..4_usize, mut bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let magic = [&b"\x1f\x8b\x08\0"[..], b"PK\x03\x04", b"PK\x05\x06", b""][which];
        bytes.splice(0..0, magic.iter().copied());
        survives(&bytes);
        // An end of a directory makes a ZIP archive of anything.
        bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0\0\0\0\0\0\0\0\0\0\0");
        survives(&bytes);
    }
}

/// Each beginning of each archive.
#[test]
fn cut_archives() {
    for bytes in archives() {
        for len in 0..bytes.len() {
            survives(&bytes[..len]);
        }
    }
}

/// A file that cannot be read from some place on, and that gives few bytes at a time.
struct Failing {
    bytes: Cursor<Vec<u8>>,
    from: u64,
    interrupted: bool,
}

impl Read for Failing {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.interrupted = !self.interrupted;
        if self.interrupted {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let left = self.from.saturating_sub(self.bytes.position());
        if left == 0 {
            return Err(io::Error::other("the disk is gone"));
        }
        let most = out.len().min(7).min(left as usize);
        self.bytes.read(&mut out[..most])
    }
}

impl Seek for Failing {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

#[test]
fn files_that_cannot_be_read() {
    let gone = Problem::Unreadable("the disk is gone".to_owned());
    for bytes in archives() {
        let mut whole = Record::default();
        let expected = record_with(&bytes, "a", &Limits::default(), &mut whole);
        for from in (0..bytes.len()).step_by(97).chain([bytes.len() + 1]) {
            let file = Failing {
                bytes: Cursor::new(bytes.clone()),
                from: from as u64,
                interrupted: false,
            };
            let mut record = Record::default();
            let summary = open(file, "a", &Limits::default(), &mut record);
            if from > bytes.len() {
                assert_eq!((summary, record.members), (expected.clone(), whole.members.clone()));
                continue;
            }
            let problems =
                record.members.iter().flat_map(|member| &member.2.as_ref().unwrap().problems);
            let passed = record.passed.iter().map(|(_, problem)| problem);
            let all: Vec<_> = problems.chain(passed).chain(&summary.problems).collect();
            // The end of a tar archive is not needed.
            assert!(all.contains(&&gone) || record.members == whole.members, "{from}: {all:?}");
        }
    }
}
