//! The browsers that the tests drive.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};
use xshell::{Shell, cmd};

use crate::npm;

/// One of them, and where it comes from.
pub(crate) struct Browser {
    name: &'static str,
    /// The variable that names its program, for this crate and for the tests.
    pub(crate) variable: &'static str,
    /// The names that systems give to the program on PATH.
    commands: &'static [&'static str],
    /// The packages that Debian and its relatives have it in, the best first.
    packages: &'static [&'static str],
    /// Whether the library of the tests can download one that it can drive.
    is_downloadable: bool,
    /// What a person can do where none is found.
    advice: &'static str,
}

/// The one that runs every test.
pub(crate) const CHROMIUM: Browser = Browser {
    name: "Chromium",
    variable: "UNSTUCK_CHROMIUM",
    commands: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    packages: &["chromium"],
    is_downloadable: true,
    advice: "install Chromium or Chrome",
};

/// The one that shows that the page is not made for one browser alone. Debian has the release
/// with long support, others the newest one.
pub(crate) const FIREFOX: Browser = Browser {
    name: "Firefox",
    variable: "UNSTUCK_FIREFOX",
    commands: &["firefox-esr", "firefox"],
    packages: &["firefox-esr", "firefox"],
    is_downloadable: false,
    advice: "install Firefox",
};

impl Browser {
    /// Finds it, or installs it. `packages` is the folder of the browser tests, with their
    /// npm packages installed.
    pub(crate) fn ensure(&self, sh: &Shell, packages: &Path) -> Result<PathBuf> {
        let &Self { name, variable, advice, is_downloadable, .. } = self;
        if let Some(named) = std::env::var_os(variable).filter(|value| !value.is_empty()) {
            let named = PathBuf::from(named);
            ensure!(
                works(sh, &named),
                "{variable} names {}, which does not run as a browser",
                named.display()
            );
            return Ok(named);
        }
        let downloaded = || is_downloadable.then(|| downloaded(sh, packages)).flatten();
        if let Some(found) = self.on_path(sh).or_else(downloaded) {
            return Ok(found);
        }
        println!("installing {name} for the browser tests (1 to 3 minutes)");
        let download = || is_downloadable.then(|| download(sh, packages)).flatten();
        if let Some(installed) = self.install_by_apt(sh).or_else(download) {
            return Ok(installed);
        }
        bail!(
            "no {name} was found, and none could be installed: {advice}, or set {variable} to one"
        )
    }

    /// A browser on PATH, by its whole path: the tests hand it to a library that does not
    /// search.
    fn on_path(&self, sh: &Shell) -> Option<PathBuf> {
        let path = std::env::var_os("PATH")?;
        self.commands
            .iter()
            .flat_map(|command| {
                std::env::split_paths(&path).map(move |folder| folder.join(command))
            })
            .find(|program| program.is_file() && works(sh, program))
    }

    /// Debian and its relatives. A failure here is not the end, so it is no error.
    fn install_by_apt(&self, sh: &Shell) -> Option<PathBuf> {
        cmd!(sh, "apt-get --version").quiet().ignore_stderr().read().ok()?;
        let is_root = cmd!(sh, "id -u").quiet().read().is_ok_and(|id| id.trim() == "0");
        // Without a password or not at all: nobody may be there to type one.
        let as_root: &[&str] = if is_root { &[] } else { &["sudo", "-n", "env"] };
        let quietly = ["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"];
        cmd!(sh, "env {as_root...} {quietly...} update").quiet().run().ok()?;
        self.packages.iter().find_map(|package| {
            cmd!(sh, "env {as_root...} {quietly...} install --yes {package}").quiet().run().ok()?;
            self.on_path(sh)
        })
    }
}

fn works(sh: &Shell, program: &Path) -> bool {
    cmd!(sh, "{program} --version").quiet().ignore_stderr().read().is_ok()
}

/// The Chromium that Playwright downloads, if it has.
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
