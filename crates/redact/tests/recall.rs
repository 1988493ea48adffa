//! Every kind of secret and personal data, in surroundings as programs print them: all of it
//! must be hidden, and nothing beside it.

#![expect(clippy::print_stdout, reason = "the figure is wanted")]

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use unstuck_redact::{Kind, Redactor};

#[derive(Deserialize)]
struct Data {
    surroundings: BTreeMap<String, Vec<String>>,
    kind: Vec<Cases>,
}

#[derive(Deserialize)]
struct Cases {
    id: String,
    #[serde(default)]
    surroundings: String,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    lines: Vec<String>,
}

impl Cases {
    /// The lines with `⟦…⟧` round what must be hidden.
    fn marked(&self, data: &Data) -> Vec<String> {
        let mut lines: Vec<String> = self.lines.iter().map(|line| line.replace('§', "")).collect();
        for surrounding in data.surroundings.get(&self.surroundings).into_iter().flatten() {
            for value in &self.values {
                let value = format!("⟦{}⟧", value.replace('§', ""));
                lines.push(surrounding.replace("{}", &value));
            }
        }
        lines
    }
}

#[expect(clippy::expect_used, reason = "without the data there is no test")]
fn data() -> Data {
    toml::from_str(include_str!("data/secrets.toml")).expect("data/secrets.toml")
}

fn redactor() -> Redactor {
    Redactor::new(&[], &BTreeSet::new())
}

/// What stands between the marks, and the line without them.
fn unmark(marked: &str) -> (Vec<&str>, String) {
    let secrets = marked.split('⟦').skip(1).filter_map(|rest| rest.split('⟧').next()).collect();
    (secrets, marked.replace(['⟦', '⟧'], ""))
}

/// The line with marks round what was hidden, and the kinds of that.
fn hidden(line: &str) -> (String, Vec<Kind>) {
    let mut redactor = redactor();
    let (_, replacements) = redactor.redact_marked(line);
    let mut marked = line.to_owned();
    for place in replacements.iter().rev() {
        marked.insert(place.original.end, '⟧');
        marked.insert(place.original.start, '⟦');
    }
    (marked, replacements.iter().map(|place| redactor.items()[place.item].kind).collect())
}

#[test]
fn every_secret_is_hidden_and_nothing_beside_it() {
    let data = data();
    let (mut secrets, mut lines, mut wrong) = (0, 0, Vec::new());
    for cases in &data.kind {
        let all = cases.marked(&data);
        assert!(all.len() >= 4, "{} has too few lines", cases.id);
        for marked in all {
            let (inside, line) = unmark(&marked);
            let (found, kinds) = hidden(&line);
            secrets += inside.len();
            lines += 1;
            if found != marked || !kinds.iter().any(|kind| kind.id() == cases.id) {
                wrong.push(format!(
                    "{}\n  expected {marked:?}\n  hidden   {found:?} {kinds:?}",
                    cases.id
                ));
            }
        }
    }
    println!("{secrets} secrets in {lines} lines, {} of the lines come out wrong", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_kind_is_without_an_example() {
    let covered: BTreeSet<_> = data().kind.into_iter().map(|cases| cases.id).collect();
    let missing: Vec<_> =
        Kind::ALL.iter().map(|kind| kind.id()).filter(|id| !covered.contains(*id)).collect();
    assert_eq!(missing, ["secret", "host", "name"], "these are known from elsewhere alone");
}

#[test]
fn whatever_follows_a_secret_does_not_save_it() {
    let data = data();
    for cases in &data.kind {
        for marked in cases.marked(&data) {
            let (inside, line) = unmark(&marked);
            let Some(last) = inside.last().filter(|_| marked.ends_with('⟧')) else { continue };
            for follower in [",", ")", "]", "}", "\"", "&", "<", "|", ";", "\n", " ", "\\n", ""] {
                let redacted = redactor().redact(&format!("{line}{follower}"));
                assert!(
                    !redacted.contains(*last),
                    "{}: {line:?} and {follower:?}: {redacted:?}",
                    cases.id
                );
            }
        }
    }
}
