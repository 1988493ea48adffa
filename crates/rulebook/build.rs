//! Compiles `rules/` into the pack that this crate embeds, and refuses to build when a rule
//! is wrong.

#![expect(clippy::print_stderr, reason = "how a build script speaks")]

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use unstuck_rules::RuleBook;
use unstuck_rules::pack::{self, PackError};

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (rules, quiet) = (root.join("rules"), root.join("tests/quiet"));
    println!("cargo::rerun-if-changed={}", rules.display());
    println!("cargo::rerun-if-changed={}", quiet.display());
    let checked = unstuck_rulecheck::check(&rules, Some(&quiet));
    for file in &checked.files {
        println!("cargo::rerun-if-changed={}", file.display());
    }
    for outdated in &checked.warnings {
        println!("cargo::warning={}", outdated.to_string().replace('\n', " "));
    }
    for defect in &checked.defects {
        eprintln!("{defect}");
    }
    if !checked.defects.is_empty() {
        eprintln!("\n{} defect(s) in the rule book", checked.defects.len());
        return ExitCode::FAILURE;
    }
    let out = env::var_os("OUT_DIR").unwrap_or_default();
    let pack = match packed(&checked.book) {
        Ok(pack) => pack,
        Err(error) => {
            eprintln!("the rule book cannot be packed: {error}");
            return ExitCode::FAILURE;
        }
    };
    match fs::write(Path::new(&out).join("rulebook.bin"), pack) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the rule book cannot be written: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The book as bytes that were seen to be readable.
fn packed(book: &RuleBook) -> Result<Vec<u8>, PackError> {
    let pack = pack::encode(book)?;
    let again = pack::decode(&pack)?;
    again.unpack_texts()?;
    again.languages().try_for_each(|language| again.unpack_language(language))?;
    Ok(pack)
}
