//! How fast the product is: in Chromium and natively, on the same generated logs, in one
//! run, with what it is compared with beside it. `docs/performance.md` explains the figures.

mod build;
mod figures;
mod machine;
mod ripgrep;

use anyhow::{Context as _, Result};
use serde_json::json;
use xshell::{Shell, cmd};

use crate::{browser, dist, npm, size, tools};
use figures::Figures;

/// The folder of the browser tests, whose packages and helpers the benchmark uses too.
const BROWSER_TESTS: &str = "tests/e2e";

/// Measures everything and prints one table; the figures are kept in `target/bench.json`.
/// With `quick` the logs are small and the runs few: to try the benchmark itself.
pub(crate) fn run(sh: &Shell, quick: bool) -> Result<()> {
    npm::require(sh, "for the measurements in the browser")?;
    tools::ensure(sh)?;
    let packages = sh.current_dir().join(BROWSER_TESTS);
    npm::install_locked(sh, &packages)?;
    let browser = browser::CHROMIUM.ensure(sh, &packages)?;
    let ripgrep = ripgrep::ensure(sh);

    dist::build(sh, None, None)?;
    let target = build::target_folder(sh)?;
    let folder = target.join("bench");
    build::site(sh, &target, &folder.join("site"))?;
    let program = build::program(sh, &target)?;
    let options: &[&str] = if quick { &["--quick"] } else { &[] };
    let logs = folder.join("logs");
    println!("writing the logs");
    cmd!(sh, "{program} logs rules {logs} {options...}").quiet().run()?;

    println!("measuring ({})", if quick { "some minutes" } else { "a quarter of an hour" });
    let samples = folder.join("samples.json");
    let mut driver = cmd!(sh, "node tests/bench/run.mjs {folder} {program} {options...}")
        .env(browser::CHROMIUM.variable, &browser)
        .env("UNSTUCK_DIST", sh.current_dir().join(dist::FOLDER));
    if let Some(ripgrep) = &ripgrep {
        driver = driver.env("UNSTUCK_RG", ripgrep);
    }
    driver.quiet().run().context("the measurements failed")?;

    let samples = sh.read_file(&samples).context("the measurements left nothing behind")?;
    let figures = Figures::read(&samples, &machine::description(sh))?;
    let result = target.join("bench.json");
    // A file that is too large is shown here and refused elsewhere: `cargo xtask size`.
    let rows = size::rows(sh)?;
    let sizes: Vec<_> = rows
        .iter()
        .map(|row| json!({"file": row.name, "raw": row.raw, "gzip": row.gzip}))
        .collect();
    sh.write_file(&result, figures.to_json(&sizes.into()))?;
    print!("{}\n{}", figures.table(), size::table(&rows));
    println!("\nAll figures, with every sample: {}", result.display());
    Ok(())
}
