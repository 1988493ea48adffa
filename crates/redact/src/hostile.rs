//! Texts that are made to take long. What is counted is how often a byte is looked at, since
//! that does not depend on the machine.

use std::collections::BTreeSet;

use crate::bytes::Text;
use crate::find::{Options, find};
use crate::kind::Kind;
use crate::redactor::Redactor;
use crate::spread::Spread;

/// The size of a text, in bytes: what is not linear shows here already.
const SIZE: usize = 64 << 10;

/// How often each byte may be looked at. Bounded looks backward, such as at the command of an
/// option, take most of it.
const MOST: u64 = 150;

/// Of these, a text of 1 MB.
const LARGE: &[&str] = &["a:", "@", "eyJ", "eyJ-", "-----BEGIN", "password=", "a"];

const PIECES: &[&str] = &[
    "auth plain ",
    "password \"",
    "token ",
    "token a-",
    "for invalid user ",
    "publickey for a",
    ":user/",
    "%2Fhome%2F",
    "docker login -p",
    "a:",
    "@",
    "eyJ",
    "eyJ-",
    "eyJ.",
    "-----BEGIN",
    "-----BEGIN PRIVATE KEY-----",
    "-----",
    "=",
    "://",
    "a://",
    "a://b:",
    "a@",
    "@a",
    "a.a@",
    "a@a.",
    "%40",
    "%",
    "\\",
    "\\n",
    "\\\"",
    "\"",
    "password=",
    "password=\"",
    "password=\"\\\"",
    "password='",
    "password:",
    "password: ",
    "password=a,",
    "password=a&",
    "token=a;",
    "&key=",
    "?key=a",
    "jdbc:",
    "&password=a",
    "<password>",
    "<password>a<",
    "name: password value: ",
    "value:",
    "value=",
    "authorization: digest ",
    "authorization:",
    "authorization: a ",
    "cookie: ",
    "cookie: a=b;",
    "set-cookie:a=",
    "bearer ",
    "basic ",
    "bearer a",
    " --password ",
    " --password",
    " -p",
    " -u a:b",
    "mysql -p",
    "curl -u ",
    "identified by '",
    "password '",
    "sk-",
    "sk-1",
    "xapp-",
    "xoxb-",
    "glpat-",
    "glc_",
    "SG.",
    "AKIA",
    "AC0",
    "Q~",
    "a1Q~",
    "1:AA",
    "12345678:AA",
    "hooks.slack.com/services/",
    "1.1.1.",
    "1.1.1.1",
    "1-1-1-",
    "1:",
    "::",
    "f:",
    "ff:",
    "ff-",
    "fe80::",
    "::ffff:",
    "1 ",
    "1-",
    "4111 ",
    "4",
    "+1",
    "+1 ",
    "+",
    "(",
    "AB12",
    "AB12 ",
    "/home/",
    "/home/a",
    "/home",
    "\\Users\\",
    "C:\\Users\\a ",
    "ssh a@",
    "a@tcp(",
    ":@tcp(",
    "<EMAIL_1>",
    "<SECRET_1:jwt>",
    "<EMAIL_",
    "${",
    "password=${a:-",
    "/:_authToken=",
    "_authToken=a",
    "…",
    "密",
    "a",
    " ",
    "\n",
    "\0",
    "\u{1b}[0m",
    "a.",
    "A-",
    "Proc-Type:",
    "password=(",
    "password=a(",
    "version 1.1.1.",
    "[",
    "]",
    "a]:",
];

#[test]
fn no_text_is_looked_at_often() {
    let starts =
        ["", "\"", "password=\"", "-----BEGIN PRIVATE KEY-----", "a://", "cookie: ", "password="];
    let mut slow = Vec::new();
    for start in starts {
        for piece in PIECES {
            let large = start.is_empty() && LARGE.contains(piece);
            let size = if large { 1 << 20 } else { SIZE };
            let mut text = start.to_owned();
            text.push_str(&piece.repeat(size / piece.len()));
            let text = Text::new(text.as_bytes());
            let hits = find(&text, Options::default());
            let often = text.work.get() / text.len() as u64;
            if often > MOST {
                slow.push(format!("{start:?} and {piece:?}: each byte {often} times"));
            }
            let length: usize = hits.iter().map(|hit| hit.range.len()).sum();
            if length > 8 * text.len() {
                slow.push(format!("{start:?} and {piece:?}: {length} bytes of hits"));
            }
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}

#[test]
fn every_piece_is_survived_and_redacted_once() {
    for pieces in PIECES.windows(3) {
        let text = pieces.concat().repeat(SIZE / 4 / pieces.concat().len());
        let mut redactor = Redactor::new(&[], &BTreeSet::new());
        let once = redactor.redact(&text);
        assert_eq!(redactor.redact(&once), once, "{pieces:?}");
    }
}

#[test]
fn many_values_that_end_alike_cost_little_to_find_again() {
    for unit in ["a", "a1", "ab/"] {
        let mut spread = Spread::default();
        for length in 4..1000 {
            let value: String = unit.chars().cycle().take(length).collect();
            spread.add(&value, if length % 2 == 0 { Kind::Secret } else { Kind::Name });
        }
        let text = unit.repeat(SIZE / unit.len());
        let text = Text::new(text.as_bytes());
        let mut hits = Vec::new();
        spread.find(&text, &mut hits);
        assert!(text.work.get() / text.len() as u64 <= 45, "{unit}");
    }
}
