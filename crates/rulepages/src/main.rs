//! Writes the pages of a folder of rules, for `cargo xtask`.

#![expect(clippy::print_stderr, reason = "a command speaks to its terminal")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use unstuck_rulepages::{Assets, Library, Options, SiteUrl, pages};

const USAGE: &str =
    "Usage: unstuck-rulepages RULES SITE STYLE ICON SCRIPT SCRIPT-INTEGRITY [ADDRESS]";

fn main() -> ExitCode {
    match run(env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the pages of the rules in one folder into another.
fn run(arguments: Vec<String>) -> Result<(), String> {
    let mut arguments = arguments.into_iter();
    let mut next = || arguments.next().ok_or(USAGE);
    let (rules, site) = (PathBuf::from(next()?), PathBuf::from(next()?));
    let (style, icon) = (next()?, next()?);
    let assets = Assets { style, icon, script: next()?, script_integrity: next()? };
    let address = arguments.next().map(|url| SiteUrl::parse(&url)).transpose()?;

    let read = unstuck_rulecheck::read(&rules);
    if let Some(defect) = read.defects.first() {
        return Err(format!("{defect}\n`unstuck rules check` says more"));
    }
    let library = Library::new(read.book, read.drafts);
    for page in pages(&library, &Options { assets, site: address }) {
        let file = site.join(&page.path);
        write(&file, &page.text).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}

fn write(file: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, text)
}
