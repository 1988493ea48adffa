//! `unstuck explain`.

use std::io::Write;
use std::path::{Path, PathBuf};

use unstuck_engine::Engine;
use unstuck_logtext::Document;
use unstuck_report::Report;

use crate::{Failure, Outcome, ReportFormat, input, render};

/// A report with the name of what it is about, as printed for several inputs.
#[derive(serde::Serialize)]
struct Named<'a> {
    file: &'a str,
    report: &'a Report,
}

pub(crate) fn run(
    files: &[PathBuf],
    format: ReportFormat,
    rules: Option<&Path>,
) -> Result<Outcome, Failure> {
    let book = match rules {
        None => unstuck_rulebook::rule_book(),
        Some(folder) => {
            let read = unstuck_rulecheck::read(folder);
            for defect in &read.defects {
                render::complain(&defect.to_string());
            }
            read.book
        }
    };
    let engine = Engine::new(book);
    let mut found = false;
    let mut reports: Vec<(String, Report)> = Vec::new();
    for input in input::read(files)? {
        let report = engine.analyze(&Document::read(input.bytes));
        found |= !report.findings.is_empty();
        reports.push((input.name, report));
    }
    let mut out = anstream::stdout().lock();
    match format {
        ReportFormat::Text => {
            for (name, report) in &reports {
                render::text::report(&mut out, name, report, engine.rule_book())?;
            }
        }
        ReportFormat::Markdown => {
            for (name, report) in &reports {
                render::markdown::report(&mut out, name, report)?;
            }
        }
        ReportFormat::Json => {
            let json = if let [(_, report)] = &reports[..] {
                serde_json::to_string_pretty(report)
            } else {
                let list: Vec<Named<'_>> =
                    reports.iter().map(|(file, report)| Named { file, report }).collect();
                serde_json::to_string_pretty(&list)
            };
            writeln!(out, "{}", json.map_err(std::io::Error::from)?)?;
        }
    }
    out.flush()?;
    Ok(if found { Outcome::Found } else { Outcome::Clean })
}
