//! Every check and test of the repository, in one run that stops at the first failure.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use xshell::{Shell, cmd};

use crate::{browser, dist, npm, rules, size, tools};

/// The folder of the browser tests, below the root of the repository.
const BROWSER_TESTS: &str = "tests/e2e";

/// The browser tests that the page as one file passes too, opened from the disk.
const ON_BOTH_FORMS: [&str; 5] = [
    "accessibility.test.mjs",
    "analysis.test.mjs",
    "bad-input.test.mjs",
    "files.test.mjs",
    "privacy.test.mjs",
];

/// One part of the run.
struct Stage {
    name: &'static str,
    /// The command that repeats this part alone.
    alone: String,
    run: fn(&Shell) -> Result<()>,
}

/// Runs everything, or with `fast` everything that needs neither site nor browser.
pub(crate) fn run(sh: &Shell, fast: bool) -> Result<()> {
    tools::ensure_checkers(sh)?;
    if fast {
        tools::ensure_wasm_target(sh)?;
    } else {
        prepare_site_tests(sh)?;
    }
    let stages = stages(sh, fast);
    let mut done = Vec::new();
    for (index, stage) in stages.iter().enumerate() {
        println!("\n== {} of {}, {}: {}", index + 1, stages.len(), stage.name, stage.alone);
        let started = Instant::now();
        let outcome = (stage.run)(sh);
        done.push((stage.name, started.elapsed()));
        if outcome.is_err() {
            println!("\n{}", summary(&done, true, stages.len()));
        }
        outcome.with_context(|| {
            format!("the stage \"{}\" failed; to repeat it alone: {}", stage.name, stage.alone)
        })?;
    }
    println!("\n{}", summary(&done, false, stages.len()));
    Ok(())
}

/// Installs what the later stages need first, so that nobody waits for the tests only
/// to learn that there is no browser.
fn prepare_site_tests(sh: &Shell) -> Result<()> {
    npm::require(sh, "for the browser tests")?;
    tools::ensure(sh)?;
    let packages = sh.current_dir().join(BROWSER_TESTS);
    npm::install_locked(sh, &packages)?;
    for browser in [browser::CHROMIUM, browser::FIREFOX] {
        sh.set_var(browser.variable, browser.ensure(sh, &packages)?);
    }
    sh.set_var("UNSTUCK_DIST", sh.current_dir().join(dist::FOLDER));
    Ok(())
}

fn stages(sh: &Shell, fast: bool) -> Vec<Stage> {
    let stage = |name, alone: &str, run| Stage { name, alone: alone.to_owned(), run };
    let mut stages = vec![
        stage("formatting", "cargo fmt --all --check", |sh| {
            Ok(cmd!(sh, "cargo fmt --all --check").quiet().run()?)
        }),
        stage("lints", "cargo clippy --workspace --all-targets -- -D warnings", |sh| {
            let lint = cmd!(sh, "cargo clippy --workspace --all-targets -- -D warnings");
            Ok(lint.quiet().run()?)
        }),
        // The code that only the browser runs is compiled only for it.
        stage(
            "lints of the Wasm build",
            "cargo clippy -p unstuck --target wasm32-unknown-unknown -- -D warnings",
            |sh| {
                let target = tools::WASM_TARGET;
                let lint = cmd!(sh, "cargo clippy -p unstuck --target {target} -- -D warnings");
                Ok(lint.quiet().run()?)
            },
        ),
        stage("tests", "cargo test --workspace", |sh| {
            Ok(cmd!(sh, "cargo test --workspace").quiet().run()?)
        }),
        stage("rule book", "cargo run -p unstuck-cli -- rules check rules", |sh| {
            Ok(cmd!(sh, "cargo run --quiet -p unstuck-cli -- rules check rules").quiet().run()?)
        }),
        stage("list of the rules", "cargo xtask rules index", rules::check_index),
    ];
    if !fast {
        stages.push(stage("site", "cargo xtask dist", |sh| dist::build(sh, None, None)));
        stages.push(stage("sizes", "cargo xtask size", size::run));
        let variable = |name| sh.var(name).unwrap_or_default();
        let [chromium, firefox] = [browser::CHROMIUM.variable, browser::FIREFOX.variable];
        stages.push(Stage {
            name: "browser tests",
            alone: format!(
                "(cd {BROWSER_TESTS} && {chromium}={:?} {firefox}={:?} UNSTUCK_DIST={:?} node --test)",
                variable(chromium),
                variable(firefox),
                variable("UNSTUCK_DIST"),
            ),
            run: |sh| {
                let _in_folder = sh.push_dir(BROWSER_TESTS);
                Ok(cmd!(sh, "node --test").quiet().run()?)
            },
        });
        stages.push(Stage {
            name: "browser tests of the one file",
            alone: format!(
                "(cd {BROWSER_TESTS} && UNSTUCK_FORM=file {chromium}={:?} UNSTUCK_DIST={:?} node --test {})",
                variable(chromium),
                variable("UNSTUCK_DIST"),
                ON_BOTH_FORMS.join(" "),
            ),
            run: |sh| {
                let _in_folder = sh.push_dir(BROWSER_TESTS);
                let tests = ON_BOTH_FORMS;
                Ok(cmd!(sh, "node --test {tests...}").env("UNSTUCK_FORM", "file").quiet().run()?)
            },
        });
    }
    stages
}

/// What was run and how long each part took; the last line counts.
fn summary(done: &[(&str, Duration)], last_failed: bool, planned: usize) -> String {
    use std::fmt::Write as _;
    let mut text = String::from("stages:\n");
    let width = done.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    for (index, (name, took)) in done.iter().enumerate() {
        let failed = last_failed && index + 1 == done.len();
        let outcome = if failed { "  failed" } else { "" };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {name:width$}  {:>6.1} s{outcome}", took.as_secs_f64());
    }
    let failed = usize::from(last_failed);
    let _ = write!(text, "{} passed, {failed} failed", done.len() - failed);
    if planned > done.len() {
        let _ = write!(text, ", {} not run", planned - done.len());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_what_was_run() {
        let done =
            [("formatting", Duration::from_millis(1_250)), ("lints", Duration::from_secs(61))];
        assert_eq!(
            summary(&done, false, 2),
            "stages:\n  formatting     1.2 s\n  lints         61.0 s\n2 passed, 0 failed"
        );
        assert_eq!(
            summary(&done, true, 5),
            "stages:\n  formatting     1.2 s\n  lints         61.0 s  failed\n\
             1 passed, 1 failed, 3 not run"
        );
    }

    #[test]
    fn the_fast_run_needs_neither_site_nor_browser() {
        let sh = Shell::new().unwrap();
        let names = |fast| -> Vec<_> { stages(&sh, fast).iter().map(|stage| stage.name).collect() };
        let (all, fast) = (names(false), names(true));
        assert!(all.starts_with(&fast));
        assert_eq!(
            all[fast.len()..],
            ["site", "sizes", "browser tests", "browser tests of the one file"]
        );
    }
}
