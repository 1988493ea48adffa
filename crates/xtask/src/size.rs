//! The size of every file of the site, against the budgets for what people download.
//!
//! The static pages of the rules are a site of their own: whoever opens the page downloads
//! none of them, and whoever comes to one of them from a search downloads that one. So they
//! are no part of the sum; a line of their own says what all of them weigh, which is what a
//! host has to store, and what the heaviest weighs, which is what a reader may wait for.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;
use unstuck_rules::pack;
use xshell::Shell;

use crate::{dist, finish, rule_file, rule_pages};

/// The most that a file may weigh after gzip.
struct Budget {
    /// What the file's name starts with, before its digest.
    stem: &'static str,
    /// What it ends with.
    extension: &'static str,
    what: &'static str,
    most: Most,
}

/// A number of bytes after gzip.
#[derive(Clone, Copy)]
enum Most {
    InAll(u64),
    /// For each of the rules in the file.
    PerRule(u64),
}

const BUDGETS: [Budget; 3] = [
    Budget { stem: finish::PAGE, extension: "wasm", what: "page Wasm", most: Most::InAll(300_000) },
    Budget {
        stem: finish::WORKER,
        extension: "wasm",
        what: "worker Wasm",
        most: Most::InAll(670_000),
    },
    Budget {
        stem: rule_file::STEM,
        extension: rule_file::EXTENSION,
        what: "rule book",
        most: Most::PerRule(1_600),
    },
];

/// One file of the site.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The path below the site's folder, with `/` between folders.
    pub(crate) name: String,
    /// Bytes.
    pub(crate) raw: u64,
    /// Bytes after gzip.
    pub(crate) gzip: u64,
    /// How many rules there are in it, if it is a rule book.
    pub(crate) rules: Option<u32>,
}

impl Row {
    fn budget(&self) -> Option<&'static Budget> {
        let (stem, extension) = self.name.rsplit_once('.')?;
        BUDGETS.iter().find(|budget| {
            let digest = stem.strip_prefix(budget.stem);
            extension == budget.extension && digest.is_some_and(|digest| digest.starts_with('-'))
        })
    }

    /// The most that the file may weigh after gzip, in bytes.
    fn most(&self, budget: &Budget) -> u64 {
        match budget.most {
            Most::InAll(bytes) => bytes,
            // A file that nobody can read has no rules, and room for none.
            Most::PerRule(bytes) => bytes * u64::from(self.rules.unwrap_or(0)),
        }
    }

    /// What the file is, with the number of its rules if it has some.
    fn named(&self, budget: &Budget) -> String {
        match self.rules {
            Some(rules) => format!("{} of {rules} rules", budget.what),
            None => budget.what.to_owned(),
        }
    }
}

/// Prints the table for the site in `dist/`, and fails where a budget is broken.
pub(crate) fn run(sh: &Shell) -> Result<()> {
    let (rows, rule_pages) = files(sh)?;
    print!("{}{}", table(&rows), in_short(&rule_pages));
    let over = over_budget(&rows);
    if !over.is_empty() {
        bail!("{}", over.join("; "));
    }
    Ok(())
}

/// Every file of the page in `dist/`, ordered by name.
pub(crate) fn rows(sh: &Shell) -> Result<Vec<Row>> {
    Ok(files(sh)?.0)
}

/// The files of the page and those of the pages of the rules, each ordered by name.
fn files(sh: &Shell) -> Result<(Vec<Row>, Vec<Row>)> {
    let folder = sh.current_dir().join(dist::FOLDER);
    let mut rows = Vec::new();
    collect(&folder, "", &mut rows).with_context(|| {
        format!("the files of {}/ cannot be read; `cargo xtask dist` makes them", dist::FOLDER)
    })?;
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    for budget in &BUDGETS {
        ensure!(
            rows.iter().any(|row| row.budget().is_some_and(|own| own.stem == budget.stem)),
            "{}/ holds no {}; `cargo xtask dist` makes it",
            dist::FOLDER,
            budget.what
        );
    }
    Ok(rows.into_iter().partition(|row| !rule_pages::made(&row.name)))
}

fn collect(folder: &Path, prefix: &str, rows: &mut Vec<Row>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), rows)?;
        } else {
            let bytes = fs::read(entry.path())?;
            let (raw, gzip) = (bytes.len() as u64, gzip_size(&bytes)?);
            rows.push(Row { name, raw, gzip, rules: pack::rule_count(&bytes).ok() });
        }
    }
    Ok(())
}

/// The size after gzip at its best level, as a host would send it.
fn gzip_size(bytes: &[u8]) -> io::Result<u64> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len() as u64)
}

/// The rows as text, in KB of 1,000 bytes, with a last line for the sum.
pub(crate) fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or_default().max("all".len());
    let mut text = format!("{:width$}  {:>9}  {:>9}\n", "KB", "raw", "gzip");
    let sum = Row {
        name: "all".to_owned(),
        raw: rows.iter().map(|row| row.raw).sum(),
        gzip: rows.iter().map(|row| row.gzip).sum(),
        rules: None,
    };
    for row in rows.iter().chain([&sum]) {
        let budget = row.budget().map_or_else(String::new, |budget| {
            format!("  of {} for the {}", kilobytes(row.most(budget)), row.named(budget))
        });
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{:width$}  {:>9}  {:>9}{budget}",
            row.name,
            kilobytes(row.raw),
            kilobytes(row.gzip)
        );
    }
    text
}

/// What the pages of the rules weigh, on one line; nothing if there are none.
fn in_short(pages: &[Row]) -> String {
    let Some(heaviest) = pages.iter().max_by_key(|row| row.gzip) else { return String::new() };
    let (raw, gzip): (u64, u64) =
        pages.iter().fold((0, 0), |(raw, gzip), row| (raw + row.raw, gzip + row.gzip));
    format!(
        "{} files of the pages of the rules, which the page does not load: {} raw, {} after gzip; \
         the heaviest is {} with {} after gzip\n",
        pages.len(),
        kilobytes(raw),
        kilobytes(gzip),
        heaviest.name,
        kilobytes(heaviest.gzip),
    )
}

/// One sentence for each file that is too large.
fn over_budget(rows: &[Row]) -> Vec<String> {
    rows.iter()
        .filter_map(|row| {
            let budget = row.budget().filter(|budget| row.gzip > row.most(budget))?;
            Some(format!(
                "the {} is {} KB after gzip, and its budget is {} KB",
                row.named(budget),
                kilobytes(row.gzip),
                kilobytes(row.most(budget))
            ))
        })
        .collect()
}

/// Bytes as KB with one decimal, rounded up: a file just over a budget must not look
/// as if it kept to it.
fn kilobytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, raw: u64, gzip: u64) -> Row {
        Row { name: name.to_owned(), raw, gzip, rules: None }
    }

    fn rules(count: u32, gzip: u64) -> Row {
        Row { rules: Some(count), ..row("rules-0011223344556677.bin", 150_000, gzip) }
    }

    #[test]
    fn the_table_lines_up_and_sums() {
        let rows = [
            row("index.html", 1_000, 501),
            rules(100, 140_000),
            row("unstuck-page-0011223344556677.wasm", 400_000, 150_000),
        ];
        assert_eq!(
            table(&rows),
            "\
KB                                        raw       gzip
index.html                                1.0        0.6
rules-0011223344556677.bin              150.0      140.0  of 160.0 for the rule book of 100 rules
unstuck-page-0011223344556677.wasm      400.0      150.0  of 300.0 for the page Wasm
all                                     551.0      290.6
"
        );
    }

    #[test]
    fn the_pages_of_the_rules_have_a_line_of_their_own() {
        assert_eq!(in_short(&[]), "");
        let pages = [
            row("rules/a/b/index.html", 5_000, 2_000),
            row("rules/index.html", 200_000, 50_000),
            row("sitemap.xml", 9_000, 1_000),
        ];
        assert!(pages.iter().all(|row| rule_pages::made(&row.name)));
        assert_eq!(
            in_short(&pages),
            "3 files of the pages of the rules, which the page does not load: 214.0 raw, 53.0 \
             after gzip; the heaviest is rules/index.html with 50.0 after gzip\n"
        );
        assert!(!rule_pages::made("rules-0011223344556677.bin"));
        assert!(!rule_pages::made("index.html"));
    }

    #[test]
    fn only_the_named_files_have_a_budget() {
        assert!(row("unstuck-page-00.wasm", 0, 0).budget().is_some());
        assert!(row("unstuck-worker-00.wasm", 0, 0).budget().is_some());
        assert!(rules(1, 0).budget().is_some());
        assert!(row("unstuck-page-00.js", 0, 0).budget().is_none());
        assert!(row("rules.bin", 0, 0).budget().is_none());
        assert!(row("unstuck-pages.wasm", 0, 0).budget().is_none());
        assert!(row("demo/unstuck-page-00.wasm", 0, 0).budget().is_none());
    }

    #[test]
    fn one_byte_over_is_over() {
        assert!(over_budget(&[row("unstuck-page-00.wasm", 0, 300_000)]).is_empty());
        assert_eq!(
            over_budget(&[row("unstuck-page-00.wasm", 0, 300_001)]),
            ["the page Wasm is 300.1 KB after gzip, and its budget is 300.0 KB"]
        );
        assert!(over_budget(&[rules(400, 640_000)]).is_empty());
        assert_eq!(
            over_budget(&[rules(400, 640_001)]),
            ["the rule book of 400 rules is 640.1 KB after gzip, and its budget is 640.0 KB"]
        );
        // A file that is no rule book is over whatever it weighs.
        assert_eq!(over_budget(&[row("rules-00.bin", 1, 1)]).len(), 1);
    }

    #[test]
    fn gzip_makes_repetition_small() {
        let size = gzip_size(&[b'a'; 10_000]).unwrap();
        assert!((20..100).contains(&size), "{size}");
    }
}
