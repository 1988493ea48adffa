//! ZIP archives, honest ones and others.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod common;

use common::{
    DEFLATED, DESCRIPTOR, ENCRYPTED, Part, Record, STORED, UTF8, check, deflate, gzip, part,
    record_with, tar, zip,
};
use unstuck_archive::{Answer, Container, Limits, Problem};

#[test]
fn whole_archives() {
    let log = b"hello\n";
    let plain = part("a.log", log);
    let stored = Part { method: STORED, ..part("b.log", log) };
    let later = Part { flags: DESCRIPTOR, ..part("c.log", log) };
    let zip64 = Part { zip64: true, ..part("d.log", log) };
    let folder = Part { method: STORED, ..part("logs/", b"") };
    let marked_folder = Part { mode: 0o040_755, method: STORED, ..part("logs", b"") };
    let link = Part { mode: 0o120_777, method: STORED, ..part("current", b"a.log") };
    let ignored =
        [folder, marked_folder, link, part("__MACOSX/._a.log", b"x"), part(".DS_Store", b"x")];
    check(&[
        (
            "members.zip",
            zip(&[plain.clone(), stored, later, zip64]),
            &[
                "a.log \"hello\\n\"",
                "b.log \"hello\\n\"",
                "c.log \"hello\\n\"",
                "d.log \"hello\\n\"",
            ],
        ),
        (
            "ignored.zip",
            zip(&[&ignored[..], std::slice::from_ref(&plain)].concat()),
            &["a.log \"hello\\n\""],
        ),
        ("nothing.zip", zip(&ignored), &["! Empty"]),
        ("empty.zip", zip(&[]), &["! Empty"]),
        ("no content.zip", zip(&[part("a.log", b"")]), &["a.log \"\""]),
        (
            "names.zip",
            zip(&[
                Part { name: b"Gr\x81n.log", ..plain.clone() },
                Part { name: "grün.log".as_bytes(), flags: UTF8, ..plain.clone() },
                Part { name: b"../a\n\xe2\x80\xaeb", ..plain.clone() },
                Part { name: b"", ..plain.clone() },
            ]),
            &[
                "Grün.log \"hello\\n\"",
                "grün.log \"hello\\n\"",
                "../a\u{fffd}\u{fffd}b \"hello\\n\"",
                "unnamed \"hello\\n\"",
            ],
        ),
        (
            "nested.zip",
            zip(&[
                part("a.log.gz", &gzip(log)),
                part("b.tar", &tar(&[("b.log", log)])),
                part("c.tgz", &gzip(&tar(&[("c.log", log), ("d.log.gz", &gzip(log))]))),
                part("e.gz.gz", &gzip(&gzip(log))),
                part("f.zip", &zip(&[plain])),
            ]),
            &[
                "a.log.gz \"hello\\n\"",
                "b.tar/b.log \"hello\\n\"",
                "c.tgz/c.log \"hello\\n\"",
                "- c.tgz/d.log.gz Nested(Gzip)",
                "- e.gz.gz Nested(Gzip)",
                "- f.zip Nested(Zip)",
            ],
        ),
    ]);
}

#[test]
fn members_that_cannot_be_opened() {
    let log = b"hello\n";
    let mut table = Vec::new();
    for (method, name) in [
        (9, "deflate64"),
        (12, "bzip2"),
        (14, "lzma"),
        (93, "zstd"),
        (95, "xz"),
        (98, "ppmd"),
        (4711, "method 4711"),
    ] {
        let parts = [Part { method, ..part("a.log", log) }, part("b.log", log)];
        let expected =
            ["b.log \"hello\\n\"".to_owned(), format!("- a.log UnsupportedCompression({name:?})")];
        table.push((zip(&parts), expected));
    }
    for secret in [
        Part { flags: ENCRYPTED, ..part("a.log", log) },
        Part { flags: ENCRYPTED | 1 << 6, ..part("a.log", log) },
        Part { method: 99, ..part("a.log", log) },
    ] {
        let expected = ["b.log \"hello\\n\"".to_owned(), "- a.log Encrypted".to_owned()];
        table.push((zip(&[secret, part("b.log", log)]), expected));
    }
    for (bytes, expected) in table {
        assert_eq!(common::lines(&bytes, "a.zip", &Limits::default()), expected);
    }
}

#[test]
fn broken_members() {
    let log = b"hello\n";
    let plain = part("a.log", log);
    let long = [b'x'; 50];
    check(&[
        (
            "sum.zip",
            zip(&[Part { crc: Some(7), ..plain.clone() }]),
            &["a.log \"hello\\n\" WrongChecksum"],
        ),
        (
            "said more.zip",
            zip(&[Part { size: Some(9), ..plain.clone() }]),
            &["a.log \"hello\\n\" WrongSize { said: 9, found: 6 }"],
        ),
        (
            "said less.zip",
            zip(&[Part { size: Some(1), ..plain.clone() }]),
            &["a.log \"hello\\n\" WrongSize { said: 1, found: 6 }"],
        ),
        (
            "packed less.zip",
            zip(&[Part { packed_size: Some(3), ..plain.clone() }]),
            &["a.log \"he\" Truncated"],
        ),
        (
            "not deflated.zip",
            zip(&[Part { packed: Some(vec![0xff; 9]), ..plain.clone() }, part("b.log", log)]),
            &["a.log \"\" Damaged", "b.log \"hello\\n\""],
        ),
        (
            "damaged later.zip",
            zip(&[Part {
                packed: Some([stored_block(&long), vec![0xff]].concat()),
                ..plain.clone()
            }]),
            &[&format!("a.log {:?} Damaged", String::from_utf8_lossy(&long))],
        ),
        (
            "nowhere.zip",
            zip(&[Part { at: Some(3), ..plain.clone() }, part("b.log", log)]),
            &["b.log \"hello\\n\"", "- a.log Overlapping"],
        ),
        (
            "behind.zip",
            zip(&[part("b.log", log), Part { at: Some(99_999), ..plain.clone() }]),
            &["b.log \"hello\\n\"", "- a.log Truncated"],
        ),
    ]);
}

/// A block of deflate data that is not compressed and not the last (RFC 1951, 3.2.4).
fn stored_block(content: &[u8]) -> Vec<u8> {
    let len = content.len() as u16;
    [&[0][..], &len.to_le_bytes(), &(!len).to_le_bytes(), content].concat()
}

#[test]
fn broken_archives() {
    let whole = zip(&[part("a.log", b"hello\n"), part("b.log", b"world\n")]);
    let no_directory = whole[..whole.len() - 30].to_vec();
    let mut wrong_directory = whole.clone();
    let second = wrong_directory.windows(4).rposition(|at| at == b"PK\x01\x02").unwrap();
    wrong_directory[second] = b'X';
    let mut count = whole.clone();
    let end = count.len();
    count[end - 14..end - 10].fill(0xff);
    // Bytes before the archive move every place in it; the directory is still found.
    let moved = [&b"PK\x03\x04 something before"[..], &whole].concat();
    check(&[
        ("half.zip", whole[..40].to_vec(), &["a.log \"hell\" Truncated", "! Truncated"]),
        (
            "no directory.zip",
            no_directory,
            &["a.log \"hello\\n\"", "b.log \"world\\n\"", "! Truncated"],
        ),
        ("directory.zip", wrong_directory, &["a.log \"hello\\n\"", "! Damaged"]),
        ("count.zip", count, &["a.log \"hello\\n\"", "b.log \"world\\n\""]),
        ("moved.zip", moved, &["a.log \"hello\\n\"", "b.log \"world\\n\""]),
        ("magic.zip", b"PK\x03\x04".to_vec(), &["! Truncated"]),
    ]);
}

/// Without the directory at its end, members are found one behind the other.
#[test]
fn archives_that_lost_their_directory() {
    let content = common::log(2000);
    let log = b"hello\n";
    let later = Part { flags: DESCRIPTOR, ..part("later.log", &content) };
    let cut = |parts: &[Part<'_>]| {
        let mut bytes = zip(parts);
        let at = bytes.windows(4).position(|at| at == b"PK\x01\x02").unwrap();
        bytes.truncate(at + 10);
        bytes
    };
    let mut half = cut(&[part("a.log", log), later.clone()]);
    half.truncate(half.len() / 2);
    let mut record = Record::default();
    let summary = record_with(&half, "half.zip", &Limits::default(), &mut record);
    assert_eq!((summary.taken, summary.problems), (2, vec![Problem::Truncated]));
    let (_, data, outcome) = &record.members[1];
    assert!(content.starts_with(data) && data.len() > content.len() / 4);
    assert_eq!(outcome.as_ref().unwrap().problems, [Problem::Truncated]);

    let stored_later = Part { flags: DESCRIPTOR, method: STORED, ..part("s.log", log) };
    let whole = format!("later.log {} bytes", content.len());
    check(&[
        (
            "all.zip",
            cut(&[
                Part { method: STORED, ..part("logs/", b"") },
                Part { zip64: true, ..part("a.log", log) },
                Part { flags: ENCRYPTED, ..part("b.log", log) },
                Part { method: 93, ..part("c.log", log) },
                part(".DS_Store", log),
                later.clone(),
                part("d.log.gz", &gzip(log)),
            ]),
            &[
                "a.log \"hello\\n\"",
                &whole,
                "d.log.gz \"hello\\n\"",
                "- b.log Encrypted",
                "- c.log UnsupportedCompression(\"zstd\")",
                "! Truncated",
            ],
        ),
        // Where a stored member ends is only known behind it.
        (
            "stored.zip",
            cut(&[part("a.log", log), stored_later, part("b.log", log)]),
            &["a.log \"hello\\n\"", "- s.log Truncated", "! Truncated"],
        ),
        (
            "lie.zip",
            cut(&[Part { size: Some(7), ..part("a.log", log) }, part("b.log", log)]),
            &[
                "a.log \"hello\\n\" WrongSize { said: 7, found: 6 }",
                "b.log \"hello\\n\"",
                "! Truncated",
            ],
        ),
        ("a.docx", cut(&[part("[Content_Types].xml", log)]), &["! Truncated", "! OfficeDocument"]),
    ]);

    // A member that is not wanted is unpacked all the same, to find its end.
    let bytes = cut(&[later.clone(), part("a.log", log)]);
    let mut record = Record { answer: Some(|_, _| Answer::Skip), ..Record::default() };
    let summary = record_with(&bytes, "a.zip", &Limits::default(), &mut record);
    assert_eq!(summary.refused, 2);
}

#[test]
fn office_documents() {
    for parts in [
        &["[Content_Types].xml", "word/document.xml"][..],
        &["mimetype", "content.xml", "META-INF/manifest.xml"],
    ] {
        let parts: Vec<_> = parts.iter().map(|name| part(name, b"<xml/>")).collect();
        check(&[("report.docx", zip(&parts), &["! OfficeDocument"])]);
    }
    // A bundle of logs may hold such names elsewhere.
    let parts = [part("old/[Content_Types].xml", b"x"), part("mimetype", b"y")];
    check(&[("a.zip", zip(&parts), &["old/[Content_Types].xml \"x\"", "mimetype \"y\""])]);
}

/// The ways to pack one bomb many times: all entries at one place, and each entry's data
/// holding the next one's header.
#[test]
fn members_that_share_bytes() {
    let bomb = part("0", b"boom");
    let mut parts = vec![bomb.clone()];
    let names: Vec<_> = (1..300).map(|at| at.to_string()).collect();
    parts.extend(names.iter().map(|name| Part { at: Some(0), ..part(name, b"boom") }));
    let mut record = Record::default();
    let summary = record_with(&zip(&parts), "same.zip", &Limits::default(), &mut record);
    assert_eq!((summary.taken, summary.passed_over), (1, 299));
    assert!(record.passed.iter().all(|(_, problem)| *problem == Problem::Overlapping));

    let inner = zip(&[part("inner", b"boom")]);
    let outer = Part { method: STORED, ..part("outer", &inner) };
    let at = 30 + "outer".len() as u32;
    let archive = zip(&[outer, Part { at: Some(at), ..part("inner", b"boom") }]);
    check(&[("quoted.zip", archive, &["- outer Nested(Zip)", "- inner Overlapping"])]);
}

/// A quine holds itself; one step into it is too many already.
#[test]
fn an_archive_in_an_archive_is_named() {
    let inner = zip(&[part("r.zip", b"")]);
    let archive = zip(&[Part { method: STORED, ..part("r.zip", &inner) }]);
    check(&[("r.zip", archive, &["- r.zip Nested(Zip)"])]);
}

#[test]
fn the_sink_decides() {
    let content = common::log(5000);
    let archive = zip(&[
        part("picture.png", b"\x89PNG\r\n\x1a\n"),
        part("a.log", &content),
        part("b.log", &content),
        part("c.log", b"end\n"),
    ]);
    let picture = |_: &unstuck_archive::Member, head: &[u8]| {
        if head.starts_with(b"\x89PNG") { Answer::Skip } else { Answer::Go }
    };
    let limits = Limits::default();
    let mut record = Record { answer: Some(picture), ..Record::default() };
    let summary = record_with(&archive, "a.zip", &limits, &mut record);
    assert_eq!(summary.container, Some(Container::Zip));
    assert_eq!((summary.taken, summary.refused), (3, 1));
    assert_eq!(summary.bytes, 2 * content.len() as u64 + 4);
    assert!(record.piece <= 64 * 1024);
    assert!(record.progress.is_sorted() && record.progress.len() > 4);
    let (read, all) = *record.progress.last().unwrap();
    assert!(read > all / 2 && all == archive.len() as u64);

    let mut record = Record { enough: Some((1, Answer::Skip)), ..Record::default() };
    let summary = record_with(&archive, "a.zip", &limits, &mut record);
    assert_eq!(summary.taken, 4);
    assert_eq!(record.members[1].2.as_ref().unwrap().problems, [Problem::Skipped]);

    for mut record in [
        Record { enough: Some((1, Answer::Stop)), ..Record::default() },
        Record { answer: Some(|_, _| Answer::Stop), ..Record::default() },
        Record { patience: Some(1), ..Record::default() },
    ] {
        let summary = record_with(&archive, "a.zip", &limits, &mut record);
        assert_eq!(summary.problems, [Problem::Stopped]);
        assert_eq!(record.members.len(), 1);
    }
}

/// Sizes as a directory of zip64 gives them, with a packed size that is a lie.
#[test]
fn zip64_lies() {
    let packed = deflate(b"hello\n");
    let lie = Part {
        zip64: true,
        packed_size: Some(packed.len() as u32 + 5000),
        ..part("a.log", b"hello\n")
    };
    check(&[("a.zip", zip(&[lie]), &["a.log \"hello\\n\" Truncated"])]);
    assert_eq!(DEFLATED, 8);
}
