//! Tar archives of each format, and broken ones.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod common;

use ::tar::{Builder, EntryType, Header};
use common::{Record, check, gzip, log, record_with, tar};
use unstuck_archive::{Answer, Container, Limits, Problem};

fn header(kind: EntryType, size: usize) -> Header {
    let mut header = Header::new_gnu();
    header.set_size(size as u64);
    header.set_mode(0o644);
    header.set_entry_type(kind);
    header.set_cksum();
    header
}

fn built(build: impl FnOnce(&mut Builder<Vec<u8>>)) -> Vec<u8> {
    let mut builder = Builder::new(Vec::new());
    build(&mut builder);
    builder.into_inner().unwrap()
}

/// One entry as it stands in the file.
fn entry(header: &Header, content: &[u8]) -> Vec<u8> {
    let mut header = header.clone();
    header.set_cksum();
    let mut bytes = [header.as_bytes(), content].concat();
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

fn of_format(mut header: Header, path: &str) -> Vec<u8> {
    header.set_path(path).unwrap();
    header.set_size(6);
    [entry(&header, b"hello\n"), vec![0; 1024]].concat()
}

#[test]
fn formats() {
    let long = format!("{}app.log", "folder/".repeat(24));
    let deep = format!("{}app.log", "folder/".repeat(20));
    let pax = built(|builder| {
        builder.append_pax_extensions([("path", long.as_bytes()), ("mtime", b"1.5")]).unwrap();
        builder.append(&header(EntryType::Regular, 6), &b"hello\n"[..]).unwrap();
        builder.append_data(&mut header(EntryType::Regular, 2), "next", &b"b\n"[..]).unwrap();
    });
    let global = built(|builder| {
        let content = b"52 comment=0123456789012345678901234567890123456789\n";
        builder.append(&header(EntryType::XGlobalHeader, content.len()), &content[..]).unwrap();
        builder.append_data(&mut header(EntryType::Regular, 6), "a.log", &b"hello\n"[..]).unwrap();
    });
    let long_line = format!("{long} \"hello\\n\"");
    check(&[
        ("old.tar", of_format(Header::new_old(), "a.log"), &["a.log \"hello\\n\""]),
        ("ustar.tar", of_format(Header::new_ustar(), &deep), &[&format!("{deep} \"hello\\n\"")]),
        ("gnu.tar", of_format(Header::new_gnu(), "a.log"), &["a.log \"hello\\n\""]),
        ("long.tar", tar(&[(&long, b"hello\n")]), &[&long_line]),
        ("pax.tar", pax, &[&long_line, "next \"b\\n\""]),
        ("global.tar", global, &["a.log \"hello\\n\""]),
        ("no end.tar", tar(&[("a.log", b"hello\n")])[..1024].to_vec(), &["a.log \"hello\\n\""]),
    ]);
}

#[test]
fn what_is_no_file() {
    let archive = built(|builder| {
        for kind in [
            EntryType::Directory,
            EntryType::Symlink,
            EntryType::Link,
            EntryType::Char,
            EntryType::Block,
            EntryType::Fifo,
        ] {
            let mut header = header(kind, 0);
            header.set_path("thing").unwrap();
            header.set_link_name("/etc/passwd").unwrap();
            header.set_cksum();
            builder.append(&header, &b""[..]).unwrap();
        }
        for path in ["./._a.log", "__MACOSX/a.log"] {
            builder.append_data(&mut header(EntryType::Regular, 1), path, &b"x"[..]).unwrap();
        }
    });
    let mut record = Record::default();
    let summary = record_with(&archive, "a.tar", &Limits::default(), &mut record);
    assert_eq!(summary.ignored, 8);
    check(&[("a.tar", archive, &["! Empty"])]);
}

#[test]
fn broken_archives() {
    let content = log(100);
    let whole = tar(&[("a.log", b"hello\n"), ("b.log", &content), ("c.log", b"end\n")]);
    let cut_at = |at: usize| whole[..at].to_vec();
    let half = format!("b.log {} bytes Truncated", 1000);
    let b_whole = format!("b.log {} bytes", content.len());
    let mut checksum = whole.clone();
    checksum[1024] = b'X';
    let mut size = whole.clone();
    size[124..136].fill(b'x');
    let mut huge = header(EntryType::Regular, 0);
    huge.set_path("huge").unwrap();
    huge.set_size(u64::MAX / 2);
    let huge = [entry(&huge, b""), log(50)].concat();
    let huge_line = format!("huge {} bytes Truncated", huge.len() - 512);
    let orphan = entry(&header(EntryType::GNULongName, 5), b"name\0");
    let padding = 1024 + 512 + content.len();
    check(&[
        ("member.tar", cut_at(1536 + 1000), &["a.log \"hello\\n\"", &half, "! Truncated"]),
        ("header.tar", cut_at(1024 + 100), &["a.log \"hello\\n\"", "! Truncated"]),
        ("padding.tar", cut_at(padding), &["a.log \"hello\\n\"", &b_whole, "! Truncated"]),
        ("first header.tar", checksum, &["a.log \"hello\\n\"", "! Damaged"]),
        ("size.tar", size, &["! Damaged"]),
        ("huge.tar", huge, &[&huge_line, "! Truncated"]),
        ("orphan.tar", [orphan, vec![0; 1024]].concat(), &["! Empty"]),
        (
            "inside.tar.gz",
            gzip(&cut_at(1536 + 1000)),
            &["a.log \"hello\\n\"", &half, "! Truncated"],
        ),
    ]);
}

/// The compressed data is cut, not the archive in it.
#[test]
fn half_a_compressed_archive() {
    let content = log(20_000);
    let whole = gzip(&tar(&[("a.log", b"hello\n"), ("b.log", &content), ("c.log", b"end\n")]));
    let mut record = Record::default();
    let summary = record_with(&whole[..whole.len() / 2], "a.tgz", &Limits::default(), &mut record);
    assert_eq!(summary.container, Some(Container::TarGzip));
    assert_eq!(summary.problems, [Problem::Truncated]);
    assert_eq!(record.members.len(), 2);
    let (_, data, outcome) = &record.members[1];
    assert!(content.starts_with(data) && data.len() > content.len() / 3);
    assert_eq!(outcome.as_ref().unwrap().problems, [Problem::Truncated]);
}

#[test]
fn sparse_files_are_named() {
    let mut sparse = header(EntryType::GNUSparse, 512);
    sparse.set_path("sparse.log").unwrap();
    let gnu = [entry(&sparse, &[b'x'; 512]), tar(&[("a.log", b"hello\n")])].concat();
    // As GNU tar 1.34 writes it with --format=posix --sparse.
    let pax = built(|builder| {
        let about = [("GNU.sparse.major", &b"1"[..]), ("GNU.sparse.name", b"sparse.log")];
        builder.append_pax_extensions(about).unwrap();
        let mut sparse = header(EntryType::Regular, 6);
        builder.append_data(&mut sparse, "GNUSparseFile.1/sparse.log", &b"1\n0\n6\n"[..]).unwrap();
        builder.append_data(&mut header(EntryType::Regular, 6), "a.log", &b"hello\n"[..]).unwrap();
    });
    let expected = &["a.log \"hello\\n\"", "- sparse.log Sparse"];
    check(&[("gnu.tar", gnu, expected), ("pax.tar", pax, expected)]);
}

/// More than 8 GiB do not fit into a header, so pax gives the size.
#[test]
fn a_size_in_a_description() {
    let archive = built(|builder| {
        builder.append_pax_extensions([("size", &b"9000000000"[..])]).unwrap();
        builder.append_data(&mut header(EntryType::Regular, 6), "a.log", &b"hello\n"[..]).unwrap();
    });
    check(&[("a.tar", archive, &["- a.log MemberTooLarge(0)", "! Damaged"])]);
}

/// What is refused is stepped over in a plain archive, and unpacked in a compressed one.
#[test]
fn refused_members() {
    let content = log(20_000);
    let plain = tar(&[("core", &content), ("a.log", b"hello\n")]);
    let refuse: fn(&unstuck_archive::Member, &[u8]) -> Answer =
        |member, _| if member.name == "core" { Answer::Skip } else { Answer::Go };
    for (bytes, container) in [(gzip(&plain), Container::TarGzip), (plain.clone(), Container::Tar)]
    {
        let mut record = Record { answer: Some(refuse), ..Record::default() };
        let summary = record_with(&bytes, "a", &Limits::default(), &mut record);
        assert_eq!(summary.container, Some(container));
        assert_eq!((summary.taken, summary.refused), (1, 1));
        assert_eq!(record.members[1].1, b"hello\n");
        assert_eq!(summary.problems, []);
    }
}
