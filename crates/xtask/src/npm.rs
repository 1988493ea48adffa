//! npm: the one other package manager, for `wasm-opt` and for the browser tests.

use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use xshell::{Shell, cmd};

/// The program's file name: npm is a script, and Windows starts scripts only by their
/// full name.
pub(crate) const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// npm's program for running a package's own commands.
pub(crate) const NPX: &str = if cfg!(windows) { "npx.cmd" } else { "npx" };

/// The oldest release line of Node.js that the packages below run on.
const OLDEST_NODE: u32 = 20;

/// Says what to do where Node.js or npm is missing. `purpose` completes "it is needed".
pub(crate) fn require(sh: &Shell, purpose: &str) -> Result<()> {
    let advice = format!("install Node.js {OLDEST_NODE} or later, which brings npm");
    for program in ["node", NPM] {
        let Ok(version) = cmd!(sh, "{program} --version").quiet().ignore_stderr().read() else {
            bail!("`{program}` is not on PATH, and it is needed {purpose}: {advice}");
        };
        ensure!(
            program != "node" || major(&version).is_some_and(|major| major >= OLDEST_NODE),
            "`node` is {version}, which is too old {purpose}: {advice}"
        );
    }
    Ok(())
}

/// The first number of a version such as `v20.1.0`.
fn major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

/// Installs exactly what the lock file of `folder` says, unless that is there already.
pub(crate) fn install_locked(sh: &Shell, folder: &Path) -> Result<()> {
    let lock = sh
        .read_file(folder.join("package-lock.json"))
        .context("the lock file of the browser tests cannot be read")?;
    // `npm ci` always starts from nothing, so a copy of the lock file that it was run
    // for, written last, tells a complete installation.
    let done = folder.join("node_modules/.installed-lock.json");
    if sh.read_file(&done).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("installing the packages of the browser tests (npm ci, seconds)");
    let _in_folder = sh.push_dir(folder);
    cmd!(sh, "{NPM} ci --no-fund --no-audit")
        .quiet()
        .run()
        .with_context(|| format!("the packages of {} cannot be installed", folder.display()))?;
    sh.write_file(done, lock)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_line_is_the_first_number() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("22.1.0"), Some(22));
        assert_eq!(major(""), None);
    }
}
