//! What a redactor promises beyond finding: the same tokens everywhere, what is kept, what is
//! known from elsewhere, and what the person is shown.

use std::collections::BTreeSet;

use unstuck_redact::{Kind, Known, Options, Redactor};
use unstuck_rules::{Capture, CaptureKind, Holds};

fn redactor(known: &[(&str, Kind)], keep: &[&str]) -> Redactor {
    let known: Vec<_> = known
        .iter()
        .map(|(value, kind)| Known { value: (*value).to_owned(), kind: *kind })
        .collect();
    Redactor::new(&known, &keep.iter().map(|value| (*value).to_owned()).collect())
}

#[test]
fn what_one_text_gives_away_is_hidden_in_all() {
    let texts = [
        "auth failed with hunter22 for jane",
        "password=hunter22",
        "cwd=/home/jane/app; janet stays",
        "xhunter22x",
    ];
    let mut redactor = redactor(&[], &[]);
    for text in texts {
        redactor.learn(text);
    }
    let redacted: Vec<_> = texts.iter().map(|text| redactor.redact(text)).collect();
    assert_eq!(
        redacted,
        [
            "auth failed with <SECRET_1:kv-secret> for <USER_1>",
            "password=<SECRET_1:kv-secret>",
            "cwd=/home/<USER_1>/app; janet stays",
            "x<SECRET_1:kv-secret>x",
        ]
    );
}

#[test]
fn known_values_are_hidden_where_they_are_words() {
    let known = [
        ("db-1", Kind::Host),
        ("bob", Kind::User),
        ("shop-data", Kind::Name),
        ("s3", Kind::Secret),
        ("127.0.0.1", Kind::Host),
        ("root", Kind::User),
        ("", Kind::Secret),
    ];
    for (text, expected) in [
        ("db-1 refused bob", "<HOST_1> refused <USER_1>"),
        ("db-12, bobby, mydb-1", "db-12, bobby, mydb-1"),
        ("s3://shop-data/x", "<SECRET_1:secret>://<NAME_1>/x"),
        ("root at 127.0.0.1", "root at 127.0.0.1"),
    ] {
        assert_eq!(redactor(&known, &[]).redact(text), expected);
    }
}

#[test]
fn captures_say_what_their_value_is() {
    let capture = |kind, holds| Capture { name: "x".to_owned(), kind, holds };
    for (kind, holds, expected) in [
        (CaptureKind::Host, Holds::Internal, Some(Kind::Host)),
        (CaptureKind::Path, Holds::Internal, Some(Kind::Name)),
        (CaptureKind::User, Holds::Personal, Some(Kind::User)),
        (CaptureKind::Text, Holds::Credential, Some(Kind::Secret)),
        (CaptureKind::Text, Holds::Unknown, None),
        (CaptureKind::Port, Holds::Nothing, None),
    ] {
        let known = Known::of_capture(&capture(kind, holds), "value");
        assert_eq!(known.map(|known| known.kind), expected);
    }
}

#[test]
fn what_is_kept_stays_and_is_told_of() {
    let text = "203.0.113.7 and 203.0.113.8, jane@example.com, password=jane@example.com1";
    let mut redactor = redactor(&[], &["203.0.113.7", "jane@example.com"]);
    redactor.learn(text);
    assert_eq!(
        redactor.redact(text),
        "203.0.113.7 and <IPV4_2>, jane@example.com, password=<SECRET_1:kv-secret>"
    );
    let kept: Vec<_> = redactor
        .items()
        .iter()
        .filter(|item| item.kept)
        .map(|item| (item.value.as_str(), item.count))
        .collect();
    assert_eq!(kept, [("203.0.113.7", 1), ("jane@example.com", 1)]);
}

#[test]
fn an_item_shows_its_first_line() {
    let long = "x ".repeat(60);
    let text = format!("first\nüber {long}jane@example.com {long}\njane@example.com\n");
    let mut redactor = redactor(&[], &[]);
    redactor.learn(&text);
    redactor.redact(&text);
    let item = &redactor.items()[0];
    assert_eq!((item.token.as_str(), item.kind, item.count), ("<EMAIL_1>", Kind::Email, 2));
    assert_eq!(item.context.line, 2);
    assert_eq!(item.context.before, "x ".repeat(30));
    assert_eq!(item.context.after, " x".repeat(30));
}

#[test]
fn places_carry_highlights_over() {
    let text = "from 203.0.113.7 to 203.0.113.7";
    let (redacted, places) = redactor(&[], &[]).redact_marked(text);
    assert_eq!(redacted, "from <IPV4_1> to <IPV4_1>");
    let ranges: Vec<_> = places
        .iter()
        .map(|place| (place.original.clone(), place.redacted.clone(), place.item))
        .collect();
    assert_eq!(ranges, [(5..16, 5..13, 0), (20..31, 17..25, 0)]);
}

#[test]
fn overlapping_finds_become_the_widest() {
    for (text, expected) in [
        ("token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdef", "token=<SECRET_1:jwt>"),
        ("password=jane@example.com", "password=<SECRET_1:kv-secret>"),
        ("2001:db8::203.0.113.7", "<IPV6_1>"),
    ] {
        assert_eq!(redactor(&[], &[]).redact(text), expected);
    }
}

#[test]
fn new_tokens_are_numbered_after_those_of_the_text() {
    assert_eq!(redactor(&[], &[]).redact("<EMAIL_4> jane@example.com"), "<EMAIL_4> <EMAIL_5>");
}

#[test]
fn private_addresses_stay_if_the_caller_says_so() {
    let options = Options { keep_private_addresses: true };
    let mut redactor = Redactor::with_options(&[], &BTreeSet::new(), options);
    assert_eq!(redactor.redact("10.0.0.1 8.8.4.4"), "10.0.0.1 <IPV4_1>");
}
