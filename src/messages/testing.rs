//! The files of the languages as tests read them, without a browser, and what must hold of
//! them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::messages::{
    files, findings, link, log, look, measures, page, report, rules, states, words,
};

/// English, as the browser would speak it.
pub(super) struct Locale(Value);

pub(super) fn open(tag: &str) -> Option<Locale> {
    (tag == "en").then(|| Locale(file(include_str!("../../www/locales/en.json"))))
}

fn file(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[expect(
    clippy::unused_self,
    clippy::unnecessary_literal_bound,
    clippy::self_only_used_in_recursion,
    reason = "the browser's locale, in whose place it stands, needs itself"
)]
impl Locale {
    pub(super) fn words(&self, key: &str, count: Option<u64>) -> Option<String> {
        let message = &self.0["words"][key];
        let words = match (message, count) {
            (Value::Object(forms), Some(count)) => forms
                .get(&format!("={count}"))
                .or_else(|| forms.get(if count == 1 { "one" } else { "other" }))?,
            _ => message,
        };
        words.as_str().map(str::to_owned)
    }

    pub(super) fn tag(&self) -> &str {
        "en"
    }

    pub(super) fn number(&self, number: u64) -> String {
        match number {
            0..1_000 => number.to_string(),
            _ => format!("{},{:03}", self.number(number / 1_000), number % 1_000),
        }
    }

    pub(super) fn tenths(&self, tenths: u64) -> String {
        format!("{}.{}", self.number(tenths / 10), tenths % 10)
    }

    pub(super) fn day(&self, day: &str) -> String {
        day.to_owned()
    }
}

/// The plural forms of languages (Unicode CLDR, cardinal numbers). Whoever adds a language adds
/// its forms.
const FORMS: &[(&str, &[&str])] = &[
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("bn", &["one", "other"]),
    ("cs", &["one", "few", "many", "other"]),
    ("de", &["one", "other"]),
    ("en", &["one", "other"]),
    ("es", &["one", "many", "other"]),
    ("fa", &["one", "other"]),
    ("fr", &["one", "many", "other"]),
    ("he", &["one", "two", "other"]),
    ("hi", &["one", "other"]),
    ("id", &["other"]),
    ("it", &["one", "many", "other"]),
    ("ja", &["other"]),
    ("ko", &["other"]),
    ("nl", &["one", "other"]),
    ("pl", &["one", "few", "many", "other"]),
    ("pt", &["one", "many", "other"]),
    ("ru", &["one", "few", "many", "other"]),
    ("sv", &["one", "other"]),
    ("tr", &["one", "other"]),
    ("uk", &["one", "few", "many", "other"]),
    ("ur", &["one", "other"]),
    ("vi", &["other"]),
    ("zh", &["other"]),
];

fn languages() -> BTreeMap<String, Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/www/locales");
    let read = |entry: Result<fs::DirEntry, _>| {
        let path = entry.unwrap().path();
        let tag = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (tag, file(&fs::read_to_string(path).unwrap()))
    };
    fs::read_dir(folder).unwrap().map(read).collect()
}

/// The forms of a message by their names; one that counts nothing has a form without a name.
fn forms(message: &Value) -> BTreeMap<String, String> {
    match message {
        Value::String(words) => BTreeMap::from([(String::new(), words.clone())]),
        Value::Object(forms) => {
            let words = |words: &Value| words.as_str().unwrap().to_owned();
            forms.iter().map(|(name, form)| (name.clone(), words(form))).collect()
        }
        _ => panic!("{message} is neither a text nor forms of one"),
    }
}

fn gaps(words: &str) -> BTreeSet<&str> {
    words.split('{').skip(1).map(|rest| rest.split_once('}').unwrap().0).collect()
}

/// The messages that the code knows, with their gaps.
fn known() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let parts = [
        files::ALL,
        findings::ALL,
        log::ALL,
        look::ALL,
        measures::ALL,
        page::ALL,
        report::ALL,
        states::ALL,
        words::ALL,
        link::ALL,
        rules::ALL,
    ];
    let all: Vec<_> = parts.concat();
    let known: BTreeMap<_, _> =
        all.iter().map(|text| (text.key, text.gaps.iter().copied().collect())).collect();
    assert_eq!(known.len(), all.len(), "a key occurs twice");
    known
}

#[test]
fn every_language_has_every_message_and_no_other() {
    let known = known();
    for (tag, language) in languages() {
        let words = language["words"].as_object().unwrap();
        let has: BTreeSet<&str> = words.keys().map(String::as_str).collect();
        let wants: BTreeSet<&str> = known.keys().copied().collect();
        assert!(wants.is_subset(&has), "{tag} lacks {:?}", wants.difference(&has));
        assert!(has.is_subset(&wants), "{tag}: nobody says {:?}", has.difference(&wants));
        for name in ["name", "direction"] {
            assert!(language[name].is_string(), "{tag} has no {name}");
        }
        assert!(["ltr", "rtl"].contains(&language["direction"].as_str().unwrap()), "{tag}");
        assert_eq!(language.as_object().unwrap().len(), 3, "{tag} has something else");
    }
}

#[test]
fn every_form_has_the_gaps_that_the_code_fills() {
    for (tag, language) in languages() {
        for (key, gaps_of_it) in known() {
            for (form, words) in forms(&language["words"][key]) {
                let mut wants = gaps_of_it.clone();
                // A form for just one number need not write it.
                let says_it = ["zero", "one", "two"].contains(&&*form) || form.starts_with('=');
                if says_it && !words.contains("{count}") {
                    wants.remove("count");
                }
                assert_eq!(gaps(&words), wants, "{tag}: {key} {form}");
            }
        }
    }
}

#[test]
fn what_counts_has_the_plural_forms_of_its_language() {
    let known = known();
    for (tag, language) in languages() {
        let base = tag.split('-').next().unwrap();
        let (_, wants) =
            FORMS.iter().find(|(language, _)| *language == base).unwrap_or_else(|| {
                panic!("add the plural forms of {tag} to the table in src/messages/testing.rs")
            });
        let wants: BTreeSet<&str> = wants.iter().copied().collect();
        for (key, gaps) in &known {
            let forms = forms(&language["words"][key]);
            let has: BTreeSet<&str> =
                forms.keys().map(String::as_str).filter(|form| !form.starts_with('=')).collect();
            let wants = if gaps.contains("count") { wants.clone() } else { BTreeSet::from([""]) };
            assert_eq!(has, wants, "{tag}: {key}");
        }
    }
}

#[test]
fn words_are_words() {
    for (tag, language) in languages() {
        for (key, message) in language["words"].as_object().unwrap() {
            for words in forms(message).values() {
                assert!(!words.trim().is_empty(), "{tag}: {key} is empty");
                // Marks that turn the direction are nothing for people to look after: the page
                // sets apart what has a direction of its own.
                let turns = |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
                let odd = |c: char| c == '<' || c == '&' || turns(c);
                assert!(!words.contains(odd), "{tag}: {key} holds markup: {words}");
            }
        }
    }
}

#[test]
fn numbers_are_grouped() {
    let numbers = [0, 7, 999, 1_000, 12_345, 1_234_567].map(crate::messages::number);
    assert_eq!(numbers, ["0", "7", "999", "1,000", "12,345", "1,234,567"]);
}

#[test]
fn a_value_is_set_apart_and_cannot_end_that() {
    let [from, to] = crate::messages::APART;
    let note = unstuck_report::Note::Recognised { what: format!("a{to}b{{c}}") };
    let words = crate::messages::note(&note);
    assert_eq!(words, format!("It was recognised as: {from}ab{{c}}{to}."));
}
