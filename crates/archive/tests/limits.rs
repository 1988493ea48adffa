//! Archives that were built to overwhelm, under limits small enough for a test.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod common;

use std::io::Cursor;

use common::{Part, Record, STORED, gzip, gzip_zeros, lines, part, record_with, tar, zip};
use unstuck_archive::{Answer, Limits, Problem};

fn small() -> Limits {
    Limits {
        members: 3,
        entries: 20,
        bytes_per_member: 1000,
        bytes_in_all: 2500,
        ..Limits::default()
    }
}

#[test]
fn bytes() {
    let big = vec![b'x'; 3000];
    let many = [("a", &big[..1000]), ("b", &big[..1000]), ("c", &big[..1000])];
    let zipped = zip(&many.map(|(name, content)| part(name, content)));
    let one_too_many = [
        "a 1000 bytes",
        "b 1000 bytes",
        "c 500 bytes ArchiveTooLarge(2500)",
        "! ArchiveTooLarge(2500)",
    ];
    for (bytes, expected) in [
        (gzip(&big[..1000]), &["a 1000 bytes"][..]),
        (gzip(&big[..1001]), &["a 1000 bytes MemberTooLarge(1000)"]),
        (
            zip(&[part("a", &big), part("b", b"b\n")]),
            &["a 1000 bytes MemberTooLarge(1000)", "b \"b\\n\""],
        ),
        (zipped, &one_too_many),
        (tar(&many), &one_too_many),
        (gzip(&tar(&many)), &one_too_many),
        (tar(&[("a", &big), ("b", b"b\n")]), &["a 1000 bytes MemberTooLarge(1000)", "b \"b\\n\""]),
        // What no one takes has to be unpacked too, so it counts.
        (
            gzip(&tar(&[("a", &vec![b'x'; 100_000]), ("b", b"b\n")])),
            &["a 1000 bytes MemberTooLarge(1000)", "! ArchiveTooLarge(2500)"],
        ),
    ] {
        assert_eq!(lines(&bytes, "a", &small()), expected);
    }
}

#[test]
fn numbers() {
    let names: Vec<_> = (0..30).map(|at| at.to_string()).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    let parts: Vec<_> = names.iter().map(|name| part(name, b"x")).collect();
    for archive in [zip(&parts[..4]), tar(&files[..4]), gzip(&tar(&files[..4]))] {
        let expected = ["0 \"x\"", "1 \"x\"", "2 \"x\"", "! TooManyMembers(3)"];
        assert_eq!(lines(&archive, "a", &small()), expected);
    }
    for archive in [zip(&parts), tar(&files), gzip(&tar(&files))] {
        // Refused ones do not count as members, but as entries.
        let mut record = Record { answer: Some(|_, _| Answer::Skip), ..Record::default() };
        let summary = record_with(&archive, "a", &small(), &mut record);
        assert_eq!((summary.taken, summary.refused), (0, 20));
        assert_eq!(summary.problems, [Problem::TooManyEntries(20)]);
    }
}

#[test]
fn ratio() {
    let bytes = 80 << 20;
    let zeros = gzip_zeros(bytes);
    assert!(zeros.len() < 100 << 10);
    let Problem::Bomb = bomb(&zeros, &Limits::default()) else { panic!("not seen") };
    // The same as a member, and once more compressed.
    let packed = zeros[10..zeros.len() - 8].to_vec();
    let member = Part { packed: Some(packed), size: Some(bytes as u32), ..part("a", b"") };
    for archive in [zip(&[member]), gzip(&zeros)] {
        assert_eq!(bomb(&archive, &Limits::default()), Problem::Bomb);
    }
    // Far below it nothing is said.
    let repeated = gzip(&common::log(1).repeat(100_000));
    let limits = Limits { ratio_after: 1 << 20, ..Limits::default() };
    let mut counter = Counter::default();
    let summary = unstuck_archive::open(Cursor::new(repeated), "a", &limits, &mut counter);
    assert_eq!((counter.problems, summary.problems), (vec![], vec![]));
}

/// What is said of the one member, which is also what is said of the archive.
fn bomb(bytes: &[u8], limits: &Limits) -> Problem {
    let mut counter = Counter::default();
    let summary = unstuck_archive::open(Cursor::new(bytes), "a", limits, &mut counter);
    assert_eq!(counter.problems, summary.problems);
    assert!(counter.bytes > 64 << 20 && counter.bytes < 65 << 20, "{}", counter.bytes);
    summary.problems[0].clone()
}

/// Takes everything and keeps nothing.
#[derive(Default)]
struct Counter {
    bytes: u64,
    problems: Vec<Problem>,
}

impl unstuck_archive::Sink for Counter {
    fn begin(&mut self, _: &unstuck_archive::Member, _: &[u8]) -> Answer {
        Answer::Go
    }
    fn data(&mut self, bytes: &[u8]) -> Answer {
        self.bytes += bytes.len() as u64;
        Answer::Go
    }
    fn end(&mut self, outcome: unstuck_archive::Outcome) {
        self.problems = outcome.problems;
    }
}

#[test]
fn depth() {
    let mut nested = b"hello\n".to_vec();
    for _ in 0..20 {
        nested = gzip(&nested);
    }
    for depth in [0, 1, 8, usize::MAX] {
        let limits = Limits { depth, ..Limits::default() };
        assert_eq!(lines(&nested, "a", &limits), ["- a Nested(Gzip)"]);
    }
    let inner = tar(&[("a.log", b"hello\n")]);
    let outer = tar(&[("b.tar", &inner)]);
    for (depth, expected) in [(0, "- b.tar Nested(Tar)"), (1, "b.tar/a.log \"hello\\n\"")] {
        let limits = Limits { depth, ..Limits::default() };
        assert_eq!(lines(&outer, "a", &limits), [expected]);
    }
}

/// Each part of a gzip file costs the same, however little it holds.
#[test]
fn endless_empty_parts() {
    let many = gzip(b"").repeat(600_000);
    let parts = [part("a.gz", &many), part("b.gz", &many)];
    assert_eq!(lines(&zip(&parts), "a", &Limits::default()), ["a.gz \"\"", "b.gz \"\" Bomb"]);
}

/// Zeros behind a gzip file are left out, but they have to be unpacked for that.
#[test]
fn much_that_is_not_handed_over() {
    let padded = [gzip(b"hello\n"), vec![0; 40 << 20]].concat();
    let parts = [part("a.gz", &padded), part("b.gz", &padded)];
    let expected = ["a.gz \"hello\\n\"", "b.gz \"hello\\n\" Bomb"];
    assert_eq!(lines(&zip(&parts), "a", &small()), expected);
}

/// A small stored member that says it is huge is not made room for.
#[test]
fn sizes_are_not_believed() {
    let lie = Part { method: STORED, size: Some(u32::MAX - 1), ..part("a.log", b"hello\n") };
    let found = "a.log \"hello\\n\" WrongSize { said: 4294967294, found: 6 }";
    assert_eq!(lines(&zip(&[lie]), "a", &Limits::default()), [found]);
}
