//! `unstuck rules list`.

use std::io::Write;

use serde::Serialize;
use unstuck_engine::fixed_text;
use unstuck_report::{Code, Severity, Source};

use crate::{Failure, ListFormat, Outcome};

/// A rule without a log: its fixed text, with words standing in for values.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    system: &'a str,
    problem: &'a str,
    title: String,
    summary: &'a str,
    severity: Severity,
    general: bool,
    codes: &'a [Code],
    explains: &'a [String],
    #[serde(flatten)]
    text: unstuck_engine::FixedText,
    sources: &'a [Source],
    reviewed: &'a str,
}

pub(crate) fn run(format: ListFormat) -> Result<Outcome, Failure> {
    let book = unstuck_rulebook::rule_book();
    let mut out = anstream::stdout().lock();
    match format {
        ListFormat::Text => {
            let width = book.rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
            for rule in &book.rules {
                writeln!(out, "{:width$}  {}", rule.id, rule.summary)?;
            }
        }
        ListFormat::Json => {
            let list: Vec<Listed<'_>> = book
                .rules
                .iter()
                .map(|rule| Listed {
                    id: &rule.id,
                    system: &rule.system,
                    problem: rule.problem.name(),
                    title: rule.title.source(),
                    summary: &rule.summary,
                    severity: rule.severity,
                    general: rule.general,
                    codes: &rule.codes,
                    explains: &rule.explains,
                    text: fixed_text(rule),
                    sources: &rule.sources,
                    reviewed: &rule.reviewed,
                })
                .collect();
            let json = serde_json::to_string_pretty(&list).map_err(std::io::Error::from)?;
            writeln!(out, "{json}")?;
        }
    }
    Ok(Outcome::Clean)
}
