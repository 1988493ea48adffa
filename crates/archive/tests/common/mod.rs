//! Archives made in code, and a sink that writes down what comes out.
#![allow(dead_code, reason = "each test program uses a part of it")]

use std::io::{Cursor, Write};
use std::ops::ControlFlow;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use unstuck_archive::{Answer, Limits, Member, Outcome, Problem, Sink, Summary, open};

/// Writes down everything, and checks that calls come in their order.
#[derive(Default)]
pub(crate) struct Record {
    pub(crate) members: Vec<(Member, Vec<u8>, Option<Outcome>)>,
    pub(crate) passed: Vec<(Member, Problem)>,
    pub(crate) progress: Vec<(u64, u64)>,
    /// What to answer; by default everything is wanted.
    pub(crate) answer: Option<fn(&Member, &[u8]) -> Answer>,
    /// Stops after this many bytes of a member.
    pub(crate) enough: Option<(usize, Answer)>,
    /// Breaks off after this many calls of `progress`.
    pub(crate) patience: Option<usize>,
    /// Largest piece so far.
    pub(crate) piece: usize,
    pub(crate) head: Vec<u8>,
}

impl Record {
    fn is_open(&self) -> bool {
        self.members.last().is_some_and(|(_, _, outcome)| outcome.is_none())
    }
}

impl Sink for Record {
    fn begin(&mut self, member: &Member, head: &[u8]) -> Answer {
        assert!(!self.is_open(), "the member before was not ended");
        self.members.push((member.clone(), Vec::new(), None));
        self.head = head.to_vec();
        self.answer.map_or(Answer::Go, |answer| answer(member, head))
    }

    fn data(&mut self, bytes: &[u8]) -> Answer {
        assert!(self.is_open() && !bytes.is_empty());
        self.piece = self.piece.max(bytes.len());
        let data = &mut self.members.last_mut().unwrap().1;
        if data.is_empty() {
            assert!(
                self.head.starts_with(bytes),
                "the head comes first, or what may be taken of it"
            );
        }
        data.extend_from_slice(bytes);
        match self.enough {
            Some((enough, answer)) if data.len() >= enough => answer,
            _ => Answer::Go,
        }
    }

    fn end(&mut self, outcome: Outcome) {
        assert!(self.is_open());
        let last = self.members.last_mut().unwrap();
        assert_eq!(outcome.bytes, last.1.len() as u64);
        last.2 = Some(outcome);
    }

    fn passed_over(&mut self, member: &Member, problem: &Problem) {
        assert!(!self.is_open());
        self.passed.push((member.clone(), problem.clone()));
    }

    fn progress(&mut self, read: u64, all: u64) -> ControlFlow<()> {
        assert!(read <= all);
        self.progress.push((read, all));
        match self.patience {
            Some(patience) if self.progress.len() >= patience => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    }
}

/// Opens bytes and gives back what came out, with a summary that fits it.
pub(crate) fn record_with(
    bytes: &[u8],
    name: &str,
    limits: &Limits,
    record: &mut Record,
) -> Summary {
    let summary = open(Cursor::new(bytes), name, limits, record);
    assert!(!record.is_open(), "the last member was not ended");
    assert_eq!(record.members.len(), summary.taken + summary.refused);
    assert_eq!(record.passed.len(), summary.passed_over);
    assert_eq!(record.members.iter().map(|m| m.1.len() as u64).sum::<u64>(), summary.bytes);
    for (member, ..) in &record.members {
        assert!(member.name.chars().count() <= 200);
        assert!(!member.name.chars().any(char::is_control));
    }
    summary
}

/// What comes out, one line for each thing: `name "content" [problems]` for a member,
/// `- name problem` for one that was passed over, `! problem` for the archive.
pub(crate) fn lines(bytes: &[u8], name: &str, limits: &Limits) -> Vec<String> {
    let mut record = Record::default();
    let summary = record_with(bytes, name, limits, &mut record);
    let members = record.members.iter().map(|(member, data, outcome)| {
        let content = match data.len() {
            0..100 => format!("{:?}", String::from_utf8_lossy(data)),
            len => format!("{len} bytes"),
        };
        let problems = &outcome.as_ref().unwrap().problems;
        let problems: String = problems.iter().map(|problem| format!(" {problem:?}")).collect();
        format!("{} {content}{problems}", member.name)
    });
    let passed = record.passed.iter().map(|(member, p)| format!("- {} {p:?}", member.name));
    let notes = summary.problems.iter().map(|problem| format!("! {problem:?}"));
    members.chain(passed).chain(notes).collect()
}

/// Checks what comes out of each archive under the default limits.
pub(crate) fn check(table: &[(&str, Vec<u8>, &[&str])]) {
    for (name, bytes, expected) in table {
        assert_eq!(lines(bytes, name, &Limits::default()), *expected, "{name}");
    }
}

pub(crate) fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn deflate(content: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// Zeros, compressed without ever being whole in memory.
pub(crate) fn gzip_zeros(bytes: u64) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    std::io::copy(&mut std::io::Read::take(std::io::repeat(0), bytes), &mut encoder).unwrap();
    encoder.finish().unwrap()
}

/// A log that does not compress to nothing.
pub(crate) fn log(lines: usize) -> Vec<u8> {
    let mut state = 1_u32;
    (0..lines)
        .flat_map(|line| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            format!("2026-01-01 00:00:00 request {line} took {state} ms\n").into_bytes()
        })
        .collect()
}

/// A member of a ZIP archive, with everything that can be lied about.
#[derive(Clone)]
pub(crate) struct Part<'a> {
    pub(crate) name: &'a [u8],
    pub(crate) content: &'a [u8],
    pub(crate) method: u16,
    pub(crate) flags: u16,
    /// Packed bytes instead of the right ones.
    pub(crate) packed: Option<Vec<u8>>,
    pub(crate) size: Option<u32>,
    pub(crate) packed_size: Option<u32>,
    pub(crate) crc: Option<u32>,
    pub(crate) mode: u32,
    pub(crate) zip64: bool,
    /// The place of the local header instead of the right one; then none is written.
    pub(crate) at: Option<u32>,
}

pub(crate) const STORED: u16 = 0;
pub(crate) const DEFLATED: u16 = 8;
pub(crate) const ENCRYPTED: u16 = 1;
pub(crate) const DESCRIPTOR: u16 = 8;
pub(crate) const UTF8: u16 = 1 << 11;

pub(crate) fn part<'a>(name: &'a str, content: &'a [u8]) -> Part<'a> {
    Part {
        name: name.as_bytes(),
        content,
        method: DEFLATED,
        flags: 0,
        packed: None,
        size: None,
        packed_size: None,
        crc: None,
        mode: 0o100_644,
        zip64: false,
        at: None,
    }
}

/// A ZIP archive as APPNOTE 4.3 has it.
pub(crate) fn zip(parts: &[Part<'_>]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let packed = part.packed.clone().unwrap_or_else(|| match part.method {
            DEFLATED => deflate(part.content),
            _ => part.content.to_vec(),
        });
        let crc = part.crc.unwrap_or_else(|| {
            let mut crc = flate2::Crc::new();
            crc.update(part.content);
            crc.sum()
        });
        let size = part.size.unwrap_or(part.content.len() as u32);
        let packed_size = part.packed_size.unwrap_or(packed.len() as u32);
        let at = part.at.unwrap_or(file.len() as u32);
        let later = part.flags & DESCRIPTOR != 0;
        let extra: Vec<u8> = if part.zip64 {
            [
                &[1, 0, 16, 0][..],
                &u64::from(size).to_le_bytes(),
                &u64::from(packed_size).to_le_bytes(),
            ]
            .concat()
        } else {
            Vec::new()
        };
        // Version, flags, method, time, date; then checksum and sizes; then lengths.
        let common = |crc: u32, packed_size: u32, size: u32| {
            let mut bytes = vec![45, 0];
            bytes.extend(part.flags.to_le_bytes());
            bytes.extend(part.method.to_le_bytes());
            bytes.extend([0, 0, 0x21, 0x5c]);
            for value in [crc, packed_size, size] {
                bytes.extend(value.to_le_bytes());
            }
            bytes.extend((part.name.len() as u16).to_le_bytes());
            bytes.extend((extra.len() as u16).to_le_bytes());
            bytes
        };
        let (shown_packed, shown) =
            if part.zip64 { (u32::MAX, u32::MAX) } else { (packed_size, size) };
        if part.at.is_none() {
            file.extend(b"PK\x03\x04");
            file.extend(if later { common(0, 0, 0) } else { common(crc, shown_packed, shown) });
            file.extend(part.name);
            file.extend(&extra);
            file.extend(&packed);
            if later {
                file.extend(b"PK\x07\x08");
                for value in [crc, packed_size, size] {
                    file.extend(value.to_le_bytes());
                }
            }
        }
        // Made by Unix, so that the mode counts.
        directory.extend(b"PK\x01\x02\x2d\x03");
        directory.extend(common(crc, shown_packed, shown));
        directory.extend([0; 6]);
        directory.extend((part.mode << 16).to_le_bytes());
        directory.extend(at.to_le_bytes());
        directory.extend(part.name);
        directory.extend(&extra);
    }
    let (at, len) = (file.len() as u32, directory.len() as u32);
    file.extend(directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    for _ in 0..2 {
        file.extend((parts.len() as u16).to_le_bytes());
    }
    file.extend(len.to_le_bytes());
    file.extend(at.to_le_bytes());
    file.extend([0, 0]);
    file
}

/// A tar archive of plain files.
pub(crate) fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = ::tar::Builder::new(Vec::new());
    for (path, content) in files {
        let mut header = ::tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, path, *content).unwrap();
    }
    builder.into_inner().unwrap()
}
