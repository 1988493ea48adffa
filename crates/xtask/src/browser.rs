//! The browser that the tests drive.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};
use xshell::{Shell, cmd};

use crate::npm;

/// The variable that names the browser, for this crate and for the tests.
pub(crate) const VARIABLE: &str = "UNSTUCK_CHROMIUM";

/// The names that systems give to a Chromium on PATH.
const COMMANDS: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Finds a Chromium, or installs one. `packages` is the folder of the browser tests,
/// with their npm packages installed.
pub(crate) fn ensure(sh: &Shell, packages: &Path) -> Result<PathBuf> {
    if let Some(named) = std::env::var_os(VARIABLE).filter(|value| !value.is_empty()) {
        let named = PathBuf::from(named);
        ensure!(
            works(sh, &named),
            "{VARIABLE} names {}, which does not run as a browser",
            named.display()
        );
        return Ok(named);
    }
    if let Some(found) = on_path(sh).or_else(|| downloaded(sh, packages)) {
        return Ok(found);
    }
    println!("installing Chromium for the browser tests (1 to 3 minutes)");
    if let Some(installed) = from_apt(sh).or_else(|| download(sh, packages)) {
        return Ok(installed);
    }
    bail!(
        "no Chromium was found, and none could be installed: \
         install Chromium or Chrome, or set {VARIABLE} to one"
    )
}

fn works(sh: &Shell, program: &Path) -> bool {
    cmd!(sh, "{program} --version").quiet().ignore_stderr().read().is_ok()
}

/// A browser on PATH, by its whole path: the tests hand it to a library that does not
/// search.
fn on_path(sh: &Shell) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    COMMANDS
        .iter()
        .flat_map(|command| std::env::split_paths(&path).map(move |folder| folder.join(command)))
        .find(|program| program.is_file() && works(sh, program))
}

/// Debian and its relatives. A failure here is not the end, so it is no error.
fn from_apt(sh: &Shell) -> Option<PathBuf> {
    cmd!(sh, "apt-get --version").quiet().ignore_stderr().read().ok()?;
    let is_root = cmd!(sh, "id -u").quiet().read().is_ok_and(|id| id.trim() == "0");
    // Without a password or not at all: nobody may be there to type one.
    let as_root: &[&str] = if is_root { &[] } else { &["sudo", "-n", "env"] };
    let quietly = ["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"];
    cmd!(sh, "env {as_root...} {quietly...} update").quiet().run().ok()?;
    cmd!(sh, "env {as_root...} {quietly...} install --yes chromium").quiet().run().ok()?;
    on_path(sh)
}

/// The browser that Playwright downloads, if it has.
fn downloaded(sh: &Shell, packages: &Path) -> Option<PathBuf> {
    let _in_packages = sh.push_dir(packages);
    let ask = "import('playwright-core').then((p) => console.log(p.chromium.executablePath()))";
    let program = cmd!(sh, "node --eval {ask}").quiet().ignore_stderr().read().ok()?;
    let program = PathBuf::from(program);
    (program.is_file() && works(sh, &program)).then_some(program)
}

fn download(sh: &Shell, packages: &Path) -> Option<PathBuf> {
    let npx = npm::NPX;
    let in_packages = sh.push_dir(packages);
    cmd!(sh, "{npx} --no-install playwright-core install chromium").quiet().run().ok()?;
    drop(in_packages);
    downloaded(sh, packages)
}
