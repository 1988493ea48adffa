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
            for (rule, text) in book.entries() {
                writeln!(out, "{:width$}  {}", rule.id, text.summary)?;
            }
        }
        ListFormat::Json => {
            let list: Vec<Listed<'_>> = book
                .entries()
                .map(|(rule, text)| Listed {
                    id: &rule.id,
                    system: &text.system,
                    problem: rule.problem.name(),
                    title: text.title.source(),
                    summary: &text.summary,
                    severity: rule.severity,
                    general: rule.general,
                    codes: &text.codes,
                    explains: &rule.explains,
                    text: fixed_text(text),
                    sources: &text.sources,
                    reviewed: &text.reviewed,
                })
                .collect();
            let json = serde_json::to_string_pretty(&list).map_err(std::io::Error::from)?;
            writeln!(out, "{json}")?;
        }
    }
    Ok(Outcome::Clean)
}
