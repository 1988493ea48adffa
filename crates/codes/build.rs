//! Packs the tables into one text that is embedded; see `src/compact.rs` for its form.

use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/compact.rs"]
#[allow(dead_code)]
mod compact;

fn main() {
    if let Err(problem) = pack() {
        println!("cargo::error={problem}");
    }
}

fn pack() -> Result<(), String> {
    println!("cargo::rerun-if-changed=tables");
    let folder = Path::new("tables");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(|error| format!("tables: {error}"))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    files.sort();
    let mut packed = String::new();
    for file in &files {
        let text =
            fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        packed += &table(&text).map_err(|problem| format!("{}: {problem}", file.display()))?;
    }
    let out = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    fs::write(Path::new(&out).join("tables.txt"), packed).map_err(|error| error.to_string())
}

/// One table: a line `=scheme TAB source`, then its rows.
fn table(text: &str) -> Result<String, String> {
    let head = |key: &str| {
        text.lines()
            .take_while(|line| line.starts_with('#'))
            .find_map(|line| line.strip_prefix("# ")?.strip_prefix(key)?.strip_prefix(": "))
            .ok_or_else(|| format!("the comment `# {key}: …` is missing"))
    };
    let scheme = head("scheme")?;
    let symbols = matches!(scheme, "MySQL" | "MariaDB");
    let mut packed = format!("={scheme}\t{}\n", head("source")?);
    let mut last: Option<&str> = None;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(value), Some(name), Some(meaning), None) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err(format!("not three fields: {line}"));
        };
        if value.is_empty() || meaning.is_empty() {
            return Err(format!("a value or meaning is empty: {line}"));
        }
        if last.is_some_and(|last| last >= value) {
            return Err(format!("{value} is out of order or stands twice"));
        }
        if last.and_then(compact::successor).as_deref() != Some(value) {
            packed += value;
        }
        packed.push('\t');
        packed += &if symbols { compact::pack_name(name) } else { name.to_owned() };
        if meaning != compact::words(name) {
            packed.push('\t');
            packed += meaning;
        }
        packed.push('\n');
        last = Some(value);
    }
    Ok(packed)
}
