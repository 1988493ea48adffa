//! The finished static site, built by Trunk.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use xshell::{Cmd, Shell, cmd};

use crate::{rule_pages, single_file};

/// The folder of the finished site, below the root of the repository.
pub(crate) const FOLDER: &str = "dist";

/// Builds the site into [`FOLDER`]. Expects [`crate::tools::ensure`] to have run.
///
/// Every address in the site is relative, so it works at any path; `public_url`
/// replaces that by a fixed path for hosts that need one. `site_url` is the address at
/// which the site is published, for what has to name it (see [`rule_pages`]).
pub(crate) fn build(sh: &Shell, public_url: Option<&str>, site_url: Option<&str>) -> Result<()> {
    // Before the long build, since it can be refused.
    let address = rule_pages::address(site_url)?;
    let mut options = Vec::new();
    if let Some(public_url) = public_url {
        ensure!(
            public_url.starts_with("./") || is_path(public_url),
            "--public-url is {public_url}, but it must be a path, such as /docs/: \
             the page's policy lets it load nothing from another host"
        );
        options.extend(["--public-url", public_url]);
    }
    println!("building the site (1 to 5 minutes the first time)");
    trunk(sh, "build")
        .arg("--release")
        .args(options)
        .quiet()
        .run()
        .context("the site cannot be built")?;
    rule_pages::add_to_site(sh, address.as_deref())?;
    let sum = sh.read_file(format!("{FOLDER}/{}", single_file::SUM))?;
    println!(
        "the site is in {FOLDER}/; the SHA-256 of its one file for use offline:\n{}",
        sum.trim()
    );
    Ok(())
}

fn is_path(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//")
}

/// A call of Trunk.
pub(crate) fn trunk<'sh>(sh: &'sh Shell, verb: &str) -> Cmd<'sh> {
    let (variable, flags) = compiler_flags();
    let trunk = cmd!(sh, "trunk --skip-version-check {verb}")
        .env(variable, flags)
        // Its errors are sentences; a trace of its own code helps nobody here.
        .env("RUST_LIB_BACKTRACE", "0");
    // Trunk reads the variable as a truth value, and stops at the usual `NO_COLOR=1`.
    match env::var_os("NO_COLOR") {
        Some(value) if !value.is_empty() => trunk.env("NO_COLOR", "true"),
        _ => trunk.env_remove("NO_COLOR"),
    }
}

/// The variable with the compiler's flags for all Wasm, and its value. Cargo adds them to
/// whatever flags its configuration gives to the same target.
pub(crate) fn compiler_flags() -> (&'static str, String) {
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")));
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", hide_paths(cargo_home.as_deref()))
}

/// The compiler flag that keeps the name of the folder of downloaded crates, and with
/// it the name of whoever builds, out of the panic messages in the Wasm.
fn hide_paths(cargo_home: Option<&Path>) -> String {
    match cargo_home.and_then(Path::to_str) {
        // Cargo separates flags by spaces, so such a folder cannot be named to it.
        Some(folder) if !folder.contains(char::is_whitespace) => {
            format!("--remap-path-prefix={folder}=cargo")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_crates_is_hidden() {
        assert_eq!(
            hide_paths(Some(Path::new("/home/ada/.cargo"))),
            "--remap-path-prefix=/home/ada/.cargo=cargo"
        );
        assert_eq!(hide_paths(Some(Path::new("/home/ada lovelace/.cargo"))), "");
        assert_eq!(hide_paths(None), "");
    }

    #[test]
    fn a_path_names_no_host() {
        assert!(is_path("/"));
        assert!(is_path("/docs/"));
        assert!(!is_path("//example.org/"));
        assert!(!is_path("https://example.org/"));
    }
}
