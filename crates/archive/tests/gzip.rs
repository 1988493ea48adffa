//! Gzip files, whole and broken.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod common;

use std::io::Write;

use common::{check, gzip, log, tar};
use flate2::Compression;
use flate2::write::GzEncoder;
use unstuck_archive::{Limits, Problem};

fn with(mut bytes: Vec<u8>, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    change(&mut bytes);
    bytes
}

/// A gzip file with every optional field of RFC 1952.
fn with_all_fields(content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0x1f, 0x8b, 8, 0b1_1110, 0, 0, 0, 0, 0, 3];
    bytes.extend(b"\x04\0abcd");
    bytes.extend(b"name.log\0a comment\0");
    bytes.extend([0x12, 0x34]);
    bytes.extend(&gzip(content)[10..]);
    bytes
}

#[test]
fn whole_files() {
    let two = [gzip(b"first\n"), gzip(b"second\n")].concat();
    // What bgzip writes at the end: an empty part.
    let blocks = [gzip(b"first\n"), gzip(b"")].concat();
    check(&[
        ("app.log.gz", gzip(b"hello\n"), &["app.log \"hello\\n\""]),
        ("no ending", gzip(b"hello\n"), &["no ending \"hello\\n\""]),
        (".gz", gzip(b"hello\n"), &["unnamed \"hello\\n\""]),
        ("empty.gz", gzip(b""), &["empty \"\""]),
        ("fields.gz", with_all_fields(b"hello\n"), &["fields \"hello\\n\""]),
        ("rotated.gz", two, &["rotated \"first\\nsecond\\n\""]),
        ("blocks.gz", blocks, &["blocks \"first\\n\""]),
        ("twice.log.gz.gz", gzip(&gzip(b"hello\n")), &["twice.log.gz \"hello\\n\""]),
        ("a.tgz", gzip(&tar(&[("a/b.log", b"hello\n")])), &["a/b.log \"hello\\n\""]),
    ]);
}

#[test]
fn what_follows() {
    let followed = |tail: &[u8]| [gzip(b"hello\n"), tail.to_vec()].concat();
    check(&[
        ("zeros.gz", followed(&vec![0; 100_000]), &["zeros \"hello\\n\""]),
        ("garbage.gz", followed(b"garbage"), &["garbage \"hello\\n\" Trailing"]),
        ("both.gz", followed(b"\0\0\0garbage"), &["both \"hello\\n\" Trailing"]),
        ("half.gz", followed(b"\x1fgarbage"), &["half \"hello\\n\" Trailing"]),
        ("cut.gz", followed(b"\x1f"), &["cut \"hello\\n\" Truncated"]),
        ("header.gz", followed(b"\x1f\x8b\x08\0"), &["header \"hello\\n\" Truncated"]),
        ("method.gz", followed(b"\x1f\x8b\x07\0\0\0\0\0\0\0"), &["method \"hello\\n\" Damaged"]),
    ]);
}

#[test]
fn broken_files() {
    let whole = gzip(b"hello\n");
    let len = whole.len();
    let sum = with(whole.clone(), |bytes| bytes[len - 8] ^= 1);
    let two = [sum.clone(), gzip(b"second\n")].concat();
    let tarred = gzip(&tar(&[("b.log", b"hello\n")]));
    check(&[
        ("sum.gz", sum, &["sum \"hello\\n\" WrongChecksum"]),
        ("sums.gz", two, &["sums \"hello\\nsecond\\n\" WrongChecksum"]),
        ("size.gz", with(whole.clone(), |b| b[len - 1] = 9), &["size \"hello\\n\" WrongChecksum"]),
        ("trailer.gz", whole[..len - 3].to_vec(), &["trailer \"hello\\n\" Truncated"]),
        ("start.gz", whole[..5].to_vec(), &["start \"\" Truncated"]),
        (
            "method.gz",
            with(whole.clone(), |b| b[2] = 7),
            &["method \"\" UnsupportedCompression(\"gzip method 7\")"],
        ),
        ("flags.gz", with(whole.clone(), |b| b[3] = 0xe0), &["flags \"\" Damaged"]),
        (
            "name.gz",
            with(vec![b'x'; 100_000], |b| {
                b[..10].copy_from_slice(b"\x1f\x8b\x08\x08\0\0\0\0\0\0");
            }),
            &["name \"\" Damaged"],
        ),
        ("block.gz", with(whole, |b| b[10] = 0xff), &["block \"\" Damaged"]),
        (
            "tar.tgz",
            with(tarred, |b| {
                let at = b.len() - 6;
                b[at] ^= 1;
            }),
            &["b.log \"hello\\n\"", "! WrongChecksum"],
        ),
    ]);
}

/// What was unpacked before the damage is kept, nearly up to the damage.
#[test]
fn half_a_log_is_kept() {
    let content = log(20_000);
    let whole = gzip(&content);
    let half = whole.len() / 2;
    // Noise in a block is mostly valid codes for something else; only the checksum tells.
    let mut noise = whole.clone();
    for (at, byte) in noise[half..half + 2000].iter_mut().enumerate() {
        *byte = (at as u8).wrapping_mul(167) ^ 0x5a;
    }
    // A kind of block that does not exist, behind blocks that do.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&content).unwrap();
    encoder.flush().unwrap();
    let damaged = [&encoder.get_ref()[..], &[0xff; 100]].concat();
    for (bytes, problem) in [
        (whole[..half].to_vec(), Problem::Truncated),
        (noise, Problem::WrongChecksum),
        (damaged, Problem::Damaged),
    ] {
        let mut record = common::Record::default();
        common::record_with(&bytes, "big.log.gz", &Limits::default(), &mut record);
        let (_, data, outcome) = &record.members[0];
        let problems = &outcome.as_ref().unwrap().problems;
        assert!(problems.contains(&problem), "{problems:?}");
        let same = data.iter().zip(&content).take_while(|(a, b)| a == b).count();
        assert!(same > content.len() * 4 / 10, "{same} of {}", content.len());
    }
}
