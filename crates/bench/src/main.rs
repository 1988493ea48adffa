//! The native side of `cargo xtask bench`: writes the logs that everything is measured on,
//! and times the engine outside the browser.
//!
//! It measures one thing at a time, when asked on standard input, so that whoever asks can
//! take turns between this program and the browser: a busy machine then slows both.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks to its terminal")]

mod logs;
mod measure;

use std::io::BufRead as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

const HELP: &str = "\
Usage: unstuck-bench logs RULES FOLDER [--quick]   write the logs and the literals
       unstuck-bench serve FOLDER                  measure what standard input asks for,
                                                   such as `analysis plain-1`
       unstuck-bench once FILE                     analyse a file, for a profiler";

fn run(arguments: &[&str]) -> Result<()> {
    match arguments {
        ["logs", rules, folder] => logs::write(Path::new(rules), Path::new(folder), false),
        ["logs", rules, folder, "--quick"] => {
            logs::write(Path::new(rules), Path::new(folder), true)
        }
        ["serve", folder] => serve(Path::new(folder)),
        ["once", file] => {
            let bytes = std::fs::read(file).with_context(|| format!("{file} cannot be read"))?;
            // The first time compiles patterns, which a large log pays once: see
            // docs/performance.md for how a profiler is told to leave it out.
            let desk = measure::Desk::default();
            desk.analysis(&bytes, 1);
            let found = desk.profiled(&bytes);
            println!("{found} findings and kinds of unknown error");
            Ok(())
        }
        _ => bail!("{HELP}"),
    }
}

/// Answers each line `WHAT LOG` by a line with milliseconds and a count.
fn serve(folder: &Path) -> Result<()> {
    let mut desk = measure::Desk::default();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (what, log) = line.split_once(' ').context("a request is `WHAT LOG`")?;
        let (took, found) = desk.measure(what, &folder.join(format!("{log}.log")))?;
        println!("{} {found}", took.as_secs_f64() * 1000.0);
    }
    Ok(())
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure:#}");
            ExitCode::FAILURE
        }
    }
}
