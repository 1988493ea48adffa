//! What holds for any text, however odd.

use std::collections::BTreeSet;

use proptest::prelude::*;
use unstuck_redact::{Kind, Known, Redactor};

/// Pieces of which private values, their surroundings and tokens are made.
const PIECES: &[&str] = &[
    "password",
    "token",
    "secret",
    "=",
    ":",
    "://",
    "@",
    "\"",
    "'",
    "\\\"",
    "\\n",
    "\n",
    " ",
    ",",
    ";",
    "&",
    "?",
    "<",
    ">",
    "</",
    "/",
    "\\",
    "-",
    "--",
    "+",
    "%40",
    "%3D",
    "${",
    "}",
    ":-",
    "[",
    "]",
    "(",
    ".",
    "hunter22",
    "x",
    "0a1B2c3D4e5F6g7h",
    "jane",
    "example.com",
    "203.0.113.7",
    "2001:db8::1",
    "::",
    "00:1A:2b:3c:4d:5e",
    "/home/",
    "C:\\Users\\",
    "eyJhbGciOiJIUzI1NiJ9",
    "eyJzdWIiOiIxMjM0",
    "AKIAIOSFODNN7EXAMPLE",
    "ghp_",
    "abcdefghijklmnopqrstuvwxyz0123456789",
    "-----BEGIN RSA PRIVATE KEY-----",
    "-----END RSA PRIVATE KEY-----",
    "Authorization: ",
    "Bearer ",
    "Basic ",
    "Digest ",
    "Cookie: ",
    "sid=",
    "name",
    "value",
    "4111 1111 1111 1111",
    "078-05-1120",
    "+44 20 7946 0958",
    "GB82 WEST 1234 5698 7654 32",
    "<EMAIL_1>",
    "<USER_7>",
    "<SECRET_2:kv-secret>",
    "<SECRET_1:jwt>",
    "ü",
    "密",
    "…",
    "*",
    "ssh ",
    "version ",
    "user",
    "IDENTIFIED BY ",
    "mysql ",
    " -p",
    "curl ",
    " -u ",
    "xoxb-",
    "1234567890",
    "Q~",
    "@tcp(",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat())
}

fn redactor() -> Redactor {
    Redactor::new(&[], &BTreeSet::new())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_redacted_stays_as_it_is(text in text()) {
        let mut first = redactor();
        let once = first.redact(&text);
        prop_assert_eq!(&first.redact(&once), &once);
        prop_assert_eq!(&redactor().redact(&once), &once);
    }

    #[test]
    fn places_lead_back_to_the_original(text in text()) {
        let mut redactor = redactor();
        redactor.learn(&text);
        let (redacted, places) = redactor.redact_marked(&text);
        let mut rebuilt = String::new();
        let mut done = 0;
        for place in &places {
            let item = &redactor.items()[place.item];
            prop_assert_eq!(&redacted[place.redacted.clone()], &item.token);
            prop_assert_eq!(&text[place.original.clone()], &item.value);
            rebuilt.push_str(&redacted[done..place.redacted.start]);
            rebuilt.push_str(&item.value);
            done = place.redacted.end;
        }
        rebuilt.push_str(&redacted[done..]);
        prop_assert_eq!(rebuilt, text);
    }

    #[test]
    fn one_value_has_one_token_and_one_token_one_value(texts in prop::collection::vec(text(), 1..4)) {
        let mut redactor = redactor();
        for text in &texts {
            redactor.learn(text);
        }
        for text in &texts {
            redactor.redact(text);
        }
        let tokens: BTreeSet<_> = redactor.items().iter().map(|item| &item.token).collect();
        let values: BTreeSet<_> = redactor.items().iter().map(|item| &item.value).collect();
        prop_assert_eq!(tokens.len(), redactor.items().len());
        prop_assert_eq!(values.len(), redactor.items().len());
    }

    #[test]
    fn a_secret_that_is_known_is_nowhere_left(
        text in text(),
        place in any::<prop::sample::Index>(),
        known in "[a-z]{3}[0-9]{3}[A-Z]{2}",
    ) {
        let at = place.index(text.len() + 1);
        let at = text.floor_char_boundary(at);
        let text = format!("{}{known}{}", &text[..at], &text[at..]);
        let secret = Known { value: known.clone(), kind: Kind::Secret };
        let mut redactor = Redactor::new(&[secret], &BTreeSet::new());
        prop_assert!(!redactor.redact(&text).contains(&known));
    }

    #[test]
    fn any_text_is_survived(text in "\\PC*") {
        let mut redactor = redactor();
        let once = redactor.redact(&text);
        prop_assert_eq!(redactor.redact(&once), once);
    }
}
