//! Packs the tables into the texts that are embedded; see `src/compact.rs` for their form.

use std::path::Path;
use std::{env, fs};

#[path = "src/compact.rs"]
mod compact;
#[allow(
    dead_code,
    unreachable_pub,
    clippy::doc_markdown,
    reason = "shared with the crate, which uses more of it"
)]
#[path = "src/scheme.rs"]
mod scheme;

/// The embedded texts.
#[derive(Default)]
struct Packed {
    values: String,
    names: String,
    meanings: String,
}

fn main() {
    println!("cargo::rerun-if-changed=tables");
    if let Err(problem) = pack() {
        println!("cargo::error={problem}");
    }
}

fn pack() -> Result<(), String> {
    let mut packed = Packed::default();
    for scheme in scheme::Scheme::ALL {
        let name = scheme.name();
        let stem = name.to_ascii_lowercase().replace(' ', "-");
        let file = Path::new("tables").join(stem).with_extension("tsv");
        let text =
            fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        table(name, &text, &mut packed)
            .map_err(|problem| format!("{}: {problem}", file.display()))?;
    }
    let out = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    let Packed { values, names, meanings } = packed;
    for (file, text) in [("values", values), ("names", names), ("meanings", meanings)] {
        let path = Path::new(&out).join(file).with_extension("txt");
        fs::write(path, text).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn table(scheme: &str, text: &str, packed: &mut Packed) -> Result<(), String> {
    let head = |key: &str| {
        text.lines()
            .take_while(|line| line.starts_with('#'))
            .find_map(|line| line.strip_prefix("# ")?.strip_prefix(key)?.strip_prefix(": "))
            .ok_or_else(|| format!("the comment `# {key}: …` is missing"))
    };
    if head("scheme")? != scheme {
        return Err(format!("not the table of {scheme}"));
    }
    let mut rows: Vec<[&str; 3]> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[value, name, meaning] = fields.as_slice() else {
            return Err(format!("not three fields: {line}"));
        };
        if value.is_empty() || meaning.is_empty() {
            return Err(format!("a value or meaning is empty: {line}"));
        }
        if rows.last().is_some_and(|last| last[0] >= value) {
            return Err(format!("{value} is out of order or stands twice"));
        }
        rows.push([value, name, meaning]);
    }
    let shouts =
        |field: usize| rows.iter().all(|row| !row[field].bytes().any(|b| b.is_ascii_lowercase()));
    let (values, names) = (shouts(0), shouts(1));
    let marks = [if values { "v" } else { "" }, if names { "n" } else { "" }].concat();
    packed.values.extend(["=", &marks, "\t", head("source")?, "\n"]);
    let cased = |text: &str, small| if small { text.to_ascii_lowercase() } else { text.to_owned() };
    let mut last: Option<&str> = None;
    for [value, name, meaning] in rows {
        if last.and_then(compact::successor).as_deref() != Some(value) {
            packed.values += &cased(value, values);
        }
        packed.names += &cased(name, names);
        if meaning != compact::words(name) {
            packed.meanings += meaning;
        }
        for text in [&mut packed.values, &mut packed.names, &mut packed.meanings] {
            text.push('\n');
        }
        last = Some(value);
    }
    Ok(())
}
