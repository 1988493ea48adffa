//! Writes the packed rule book into the file that it is given, for the site.

#![expect(clippy::print_stderr, reason = "a command speaks to its terminal")]

use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    let Some(file) = env::args_os().nth(1) else {
        eprintln!("Usage: unstuck-rulebook FILE");
        return ExitCode::from(2);
    };
    match fs::write(&file, unstuck_rulebook::PACK) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{} cannot be written: {error}", file.display());
            ExitCode::FAILURE
        }
    }
}
