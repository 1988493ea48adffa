//! The TOML on top of a rule file.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use unstuck_report::{Confidence, Severity};

use super::defect::Defects;
use crate::model::{CaptureKind, Holds, Problem};

/// The front matter as written; lists that a check may complain about keep their place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrontMatter {
    pub(super) title: Spanned<String>,
    pub(super) summary: Spanned<String>,
    pub(super) system: Spanned<String>,
    pub(super) problem: Problem,
    pub(super) severity: Severity,
    #[serde(default)]
    pub(super) codes: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) key: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) explains: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) over: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) general: bool,
    #[serde(default)]
    pub(super) follow_up: bool,
    #[serde(default)]
    pub(super) applies_to: Option<String>,
    pub(super) reviewed: Spanned<String>,
    pub(super) sources: Vec<Spanned<String>>,
    #[serde(rename = "match")]
    pub(super) variants: Vec<Spanned<MatchEntry>>,
    #[serde(default)]
    pub(super) captures: BTreeMap<String, Spanned<CaptureEntry>>,
    #[serde(default)]
    pub(super) severity_when: Vec<Spanned<SeverityEntry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MatchEntry {
    pub(super) pattern: Spanned<String>,
    #[serde(default)]
    pub(super) case_sensitive: bool,
    #[serde(default)]
    pub(super) confidence: Option<Confidence>,
    #[serde(default)]
    pub(super) all: Vec<Spanned<ConditionEntry>>,
    #[serde(default)]
    pub(super) any: Vec<Spanned<ConditionEntry>>,
    #[serde(default)]
    pub(super) none: Vec<Spanned<ConditionEntry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConditionEntry {
    pub(super) pattern: String,
    #[serde(default)]
    pub(super) within: WithinEntry,
    #[serde(default)]
    pub(super) at_least: Option<String>,
    #[serde(default)]
    pub(super) below: Option<String>,
    pub(super) says: String,
}

/// A number of lines, or the word `log`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum WithinEntry {
    Lines(u32),
    Word(String),
}

impl Default for WithinEntry {
    fn default() -> Self {
        Self::Lines(0)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaptureEntry {
    pub(super) kind: CaptureKind,
    #[serde(default)]
    pub(super) holds: Option<Holds>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeverityEntry {
    #[serde(default)]
    pub(super) capture: Option<String>,
    #[serde(default)]
    pub(super) at_least: Option<f64>,
    #[serde(default)]
    pub(super) count: Option<u64>,
    #[serde(default)]
    pub(super) beside: Option<String>,
    pub(super) severity: Severity,
}

/// The front matter of a translation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TranslationFront {
    pub(super) title: Spanned<String>,
    pub(super) summary: Spanned<String>,
    pub(super) translates: Spanned<String>,
}

/// The front matter of a translation of the general steps.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GuidanceFront {
    pub(super) translates: Spanned<String>,
}

/// The front matter with the line it begins on, and the body with the line it begins on.
pub(super) fn split(source: &str) -> Option<(&str, usize, &str, usize)> {
    let rest = source.strip_prefix("+++\n")?;
    let end = rest.find("\n+++\n")?;
    let front = &rest[..=end];
    let body = &rest[end + "\n+++\n".len()..];
    Some((front, 2, body, 2 + front.matches('\n').count() + 1))
}

/// Reads the front matter that begins on line `first_line` of its file.
pub(super) fn read<T: DeserializeOwned>(
    front: &str,
    first_line: usize,
    defects: &mut Defects,
) -> Option<Placed<T>> {
    match toml::from_str(front) {
        Ok(front_matter) => {
            Some(Placed { lines: Lines { text: front.to_owned(), first_line }, front_matter })
        }
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let lines = Lines { text: front.to_owned(), first_line };
            let mut message = error.message().trim_end().replace('\n', "; ");
            message.insert_str(0, "the front matter cannot be read: ");
            defects.add(
                lines.line(at),
                message,
                "compare with the table of fields in docs/rules.md",
            );
            None
        }
    }
}

/// Front matter that knows its lines.
#[derive(Debug)]
pub(super) struct Placed<T> {
    pub(super) lines: Lines,
    pub(super) front_matter: T,
}

/// From a byte of the front matter to a line of the file.
#[derive(Debug)]
pub(super) struct Lines {
    text: String,
    first_line: usize,
}

impl Lines {
    pub(super) fn line(&self, at: usize) -> usize {
        self.first_line
            + self.text.as_bytes()[..at.min(self.text.len())]
                .iter()
                .filter(|&&b| b == b'\n')
                .count()
    }

    pub(super) fn of<T>(&self, spanned: &Spanned<T>) -> usize {
        self.line(spanned.span().start)
    }
}
