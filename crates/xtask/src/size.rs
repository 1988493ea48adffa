//! The size of every file of the site, against the budgets for what people download.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;
use xshell::Shell;

use crate::{dist, finish};

/// The most that a file may weigh after gzip, in bytes.
struct Budget {
    /// What the file's name starts with.
    stem: &'static str,
    what: &'static str,
    gzip: u64,
}

const BUDGETS: [Budget; 2] = [
    Budget { stem: finish::PAGE, what: "page Wasm", gzip: 185_000 },
    Budget { stem: finish::WORKER, what: "worker Wasm with the rule book", gzip: 660_000 },
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
}

impl Row {
    fn budget(&self) -> Option<&'static Budget> {
        let (stem, extension) = self.name.rsplit_once('.')?;
        BUDGETS.iter().find(|budget| {
            let digest = stem.strip_prefix(budget.stem);
            extension == "wasm" && digest.is_some_and(|digest| digest.starts_with('-'))
        })
    }
}

/// Prints the table for the site in `dist/`, and fails where a budget is broken.
pub(crate) fn run(sh: &Shell) -> Result<()> {
    let rows = rows(sh)?;
    print!("{}", table(&rows));
    let over = over_budget(&rows);
    if !over.is_empty() {
        bail!("{}", over.join("; "));
    }
    Ok(())
}

/// Every file of the site in `dist/`, ordered by name.
pub(crate) fn rows(sh: &Shell) -> Result<Vec<Row>> {
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
    Ok(rows)
}

fn collect(folder: &Path, prefix: &str, rows: &mut Vec<Row>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), rows)?;
        } else {
            let bytes = fs::read(entry.path())?;
            rows.push(Row { name, raw: bytes.len() as u64, gzip: gzip_size(&bytes)? });
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
    };
    for row in rows.iter().chain([&sum]) {
        let budget = row.budget().map_or_else(String::new, |budget| {
            format!("  of {} for the {}", kilobytes(budget.gzip), budget.what)
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

/// One sentence for each file that is too large.
fn over_budget(rows: &[Row]) -> Vec<String> {
    rows.iter()
        .filter_map(|row| {
            let budget = row.budget().filter(|budget| row.gzip > budget.gzip)?;
            Some(format!(
                "the {} is {} KB after gzip, and its budget is {} KB",
                budget.what,
                kilobytes(row.gzip),
                kilobytes(budget.gzip)
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
        Row { name: name.to_owned(), raw, gzip }
    }

    #[test]
    fn the_table_lines_up_and_sums() {
        let rows = [
            row("index.html", 1_000, 501),
            row("unstuck-page-0011223344556677.wasm", 400_000, 150_000),
        ];
        assert_eq!(
            table(&rows),
            "\
KB                                        raw       gzip
index.html                                1.0        0.6
unstuck-page-0011223344556677.wasm      400.0      150.0  of 185.0 for the page Wasm
all                                     401.0      150.6
"
        );
    }

    #[test]
    fn only_the_named_wasm_files_have_a_budget() {
        assert!(row("unstuck-page-00.wasm", 0, 0).budget().is_some());
        assert!(row("unstuck-worker-00.wasm", 0, 0).budget().is_some());
        assert!(row("unstuck-page-00.js", 0, 0).budget().is_none());
        assert!(row("unstuck-pages.wasm", 0, 0).budget().is_none());
        assert!(row("demo/unstuck-page-00.wasm", 0, 0).budget().is_none());
    }

    #[test]
    fn one_byte_over_is_over() {
        assert!(over_budget(&[row("unstuck-page-00.wasm", 0, 185_000)]).is_empty());
        assert_eq!(
            over_budget(&[row("unstuck-page-00.wasm", 0, 185_001)]),
            ["the page Wasm is 185.1 KB after gzip, and its budget is 185.0 KB"]
        );
    }

    #[test]
    fn gzip_makes_repetition_small() {
        let size = gzip_size(&[b'a'; 10_000]).unwrap();
        assert!((20..100).contains(&size), "{size}");
    }
}
