//! `unstuck rules check`.

use std::io::Write;
use std::path::Path;

use unstuck_rulecheck::Checked;

use crate::{Failure, Outcome};

pub(crate) fn run(folder: &Path) -> Result<Outcome, Failure> {
    let checked = checked(folder)?;
    let mut out = anstream::stdout().lock();
    for defect in &checked.defects {
        writeln!(out, "{defect}")?;
    }
    for outdated in &checked.warnings {
        writeln!(out, "warning: {outdated}")?;
    }
    writeln!(
        out,
        "{} rules, {} examples, {} lines of healthy logs: {}",
        checked.book.rules.len(),
        checked.examples,
        checked.quiet_lines,
        match checked.defects.len() {
            0 => "all is well".to_owned(),
            1 => "1 defect".to_owned(),
            count => format!("{count} defects"),
        }
    )?;
    Ok(if checked.defects.is_empty() { Outcome::Clean } else { Outcome::Found })
}

/// Reads and checks a folder of rules, against the healthy logs beside it if there are any.
pub(super) fn checked(folder: &Path) -> Result<Checked, Failure> {
    if !folder.is_dir() {
        return Err(Failure::Unreadable {
            name: folder.display().to_string(),
            reason: "it is no folder".to_owned(),
        });
    }
    let full = std::path::absolute(folder)?;
    let quiet =
        full.parent().map(|parent| parent.join("tests/quiet")).filter(|quiet| quiet.is_dir());
    Ok(unstuck_rulecheck::check(folder, quiet.as_deref()))
}
