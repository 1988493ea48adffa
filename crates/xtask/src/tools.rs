//! The tools of the build: which versions, where they are found, how they come to be
//! installed.
//!
//! The versions below work together and move together. Each tool is taken from `PATH`
//! if it is exactly the pinned version, else from the cache folder, else installed
//! into the cache folder, where a second clone finds it.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use xshell::{Shell, cmd};

use crate::{lockfile, npm};

/// The target that the page and the worker are compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The release of the wasm-bindgen crate and of its command, which must be the same.
const WASM_BINDGEN: &str = "0.2.129";

/// A pinned command-line tool.
struct Tool {
    /// The name in messages and in the cache folder.
    name: &'static str,
    /// The command to call.
    command: &'static str,
    /// The release to install.
    release: &'static str,
    /// The version that the command then reports.
    reports: &'static str,
    source: Source,
    /// How long an installation takes.
    takes: &'static str,
}

/// The package manager and package that a tool comes from.
enum Source {
    Cargo { package: &'static str },
    Npm { package: &'static str },
}

const TOOLS: [Tool; 3] = [
    Tool {
        name: "trunk",
        command: "trunk",
        release: "0.21.14",
        reports: "0.21.14",
        source: Source::Cargo { package: "trunk" },
        takes: "about 5 minutes on 2 cores",
    },
    Tool {
        name: "wasm-bindgen",
        command: "wasm-bindgen",
        release: WASM_BINDGEN,
        reports: WASM_BINDGEN,
        source: Source::Cargo { package: "wasm-bindgen-cli" },
        takes: "about 3 minutes on 2 cores",
    },
    // From npm, because Linux distributions carry releases that are too old to read
    // what today's compiler and wasm-bindgen write.
    Tool {
        name: "binaryen",
        command: "wasm-opt",
        release: "132.0.0",
        reports: "132",
        source: Source::Npm { package: "binaryen" },
        takes: "less than a minute",
    },
];

/// Only `bench` wants it, to compare with.
const RIPGREP: Tool = Tool {
    name: "ripgrep",
    command: "rg",
    release: "15.2.0",
    reports: "15.2.0",
    source: Source::Cargo { package: "ripgrep" },
    takes: "about 2 minutes on 2 cores",
};

/// ripgrep's program in the cache folder, installed if it is not there.
pub(crate) fn ripgrep(sh: &Shell) -> Result<PathBuf> {
    let cache = cache_folder(|name| env::var_os(name), env::home_dir())?;
    let folder = RIPGREP.folder(&cache);
    if !RIPGREP.answers(sh, &RIPGREP.program(&folder)) {
        RIPGREP.install(sh, &cache, &folder)?;
    }
    Ok(RIPGREP.program(&folder))
}

/// Makes sure that everything for building the site is there, and puts it first on the
/// `PATH` of the shell's commands, so that Trunk finds each tool and downloads none.
pub(crate) fn ensure(sh: &Shell) -> Result<()> {
    check_pin(&sh.read_file("Cargo.lock").context("Cargo.lock cannot be read")?)?;
    ensure_wasm_target(sh)?;
    let cache = cache_folder(|name| env::var_os(name), env::home_dir())?;
    let mut folders = Vec::new();
    for tool in &TOOLS {
        if tool.answers(sh, Path::new(tool.command)) {
            continue;
        }
        let folder = tool.folder(&cache);
        if !tool.answers(sh, &tool.program(&folder)) {
            tool.install(sh, &cache, &folder)?;
        }
        folders.push(tool.bin(&folder));
    }
    if !folders.is_empty() {
        let path = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(folders.into_iter().chain(env::split_paths(&path)))
            .context("the cache folder's name holds a character that PATH cannot hold")?;
        sh.set_var("PATH", path);
    }
    Ok(())
}

/// Makes sure that code can be compiled for [`WASM_TARGET`].
pub(crate) fn ensure_wasm_target(sh: &Shell) -> Result<()> {
    let libraries = cmd!(sh, "rustc --print target-libdir --target {WASM_TARGET}")
        .quiet()
        .read()
        .context("rustc does not run")?;
    if Path::new(&libraries).is_dir() {
        return Ok(());
    }
    require_rustup(sh, &format!("the Rust target {WASM_TARGET}"))?;
    println!("installing the Rust target {WASM_TARGET} (seconds)");
    cmd!(sh, "rustup target add {WASM_TARGET}")
        .quiet()
        .run()
        .with_context(|| format!("the Rust target {WASM_TARGET} cannot be installed"))
}

/// Makes sure that `cargo fmt` and `cargo clippy` are there; a minimal toolchain comes
/// without them.
pub(crate) fn ensure_checkers(sh: &Shell) -> Result<()> {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let probe = cmd!(sh, "cargo {command} --version").quiet().ignore_stderr();
        if probe.read().is_ok() {
            continue;
        }
        require_rustup(sh, &format!("`cargo {command}`"))?;
        println!("installing `cargo {command}` (seconds)");
        cmd!(sh, "rustup component add {component}")
            .quiet()
            .run()
            .with_context(|| format!("`cargo {command}` cannot be installed"))?;
    }
    Ok(())
}

fn require_rustup(sh: &Shell, missing: &str) -> Result<()> {
    if cmd!(sh, "rustup --version").quiet().ignore_stderr().read().is_err() {
        bail!(
            "{missing} is not installed, and there is no rustup to add it: \
             install it the way that this Rust was installed, or install Rust with rustup"
        );
    }
    Ok(())
}

impl Tool {
    /// The folder of the installation, in the cache folder.
    fn folder(&self, cache: &Path) -> PathBuf {
        cache.join(format!("{}-{}", self.name, self.release))
    }

    /// The folder that holds the command, in an installation at `folder`.
    fn bin(&self, folder: &Path) -> PathBuf {
        match self.source {
            Source::Cargo { .. } => folder.join("bin"),
            Source::Npm { .. } => folder.join("node_modules").join(".bin"),
        }
    }

    /// The command itself, in an installation at `folder`.
    fn program(&self, folder: &Path) -> PathBuf {
        let suffix = match self.source {
            Source::Npm { .. } if cfg!(windows) => ".cmd",
            _ => env::consts::EXE_SUFFIX,
        };
        self.bin(folder).join(format!("{}{suffix}", self.command))
    }

    /// Whether `program` runs and is the pinned version.
    fn answers(&self, sh: &Shell, program: &Path) -> bool {
        cmd!(sh, "{program} --version")
            .quiet()
            .ignore_stderr()
            .read()
            .is_ok_and(|output| version_in(&output) == Some(self.reports))
    }

    /// Installs into a folder beside `folder` and moves it there when it works, so
    /// that an interrupted installation is never taken for a complete one.
    fn install(&self, sh: &Shell, cache: &Path, folder: &Path) -> Result<()> {
        let Self { name, release, takes, .. } = self;
        if let Source::Npm { .. } = self.source {
            npm::require(sh, &format!("to install {} {}", self.command, self.reports))?;
        }
        println!("installing {name} {release} into {} ({takes})", cache.display());
        let partial = cache.join(format!(".partial-{name}-{release}-{}", std::process::id()));
        let installed = self.install_into(sh, &partial).and_then(|()| {
            ensure!(
                self.answers(sh, &self.program(&partial)),
                "`{} --version` does not say {}",
                self.command,
                self.reports
            );
            // What is in the way did not answer: an installation that was damaged. Or
            // another run was quicker, and its work is as good.
            if !self.answers(sh, &self.program(folder)) {
                sh.remove_path(folder)?;
                fs::rename(&partial, folder)?;
            }
            Ok(())
        });
        let tidied = sh.remove_path(&partial);
        installed.with_context(|| format!("{name} {release} cannot be installed"))?;
        tidied.with_context(|| format!("{} cannot be removed", partial.display()))
    }

    fn install_into(&self, sh: &Shell, folder: &Path) -> Result<()> {
        let release = self.release;
        sh.create_dir(folder)?;
        match self.source {
            Source::Cargo { package } => {
                cmd!(sh, "cargo install --locked --root {folder} {package} --version {release}")
                    // The workspace's own target folder would keep the tool's objects.
                    .env_remove("CARGO_TARGET_DIR")
                    .quiet()
                    .run()?;
            }
            Source::Npm { package } => {
                let npm = npm::NPM;
                let options = ["--no-fund", "--no-audit", "--ignore-scripts"];
                cmd!(sh, "{npm} install {options...} --prefix {folder} {package}@{release}")
                    .quiet()
                    .run()?;
            }
        }
        Ok(())
    }
}

/// The first word of a command's `--version` output that starts with a digit.
fn version_in(output: &str) -> Option<&str> {
    output.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// Refuses to build with a wasm-bindgen command of another version than the crate's:
/// the two would not understand each other.
fn check_pin(lock: &str) -> Result<()> {
    match lockfile::version_of(lock, "wasm-bindgen") {
        Some(WASM_BINDGEN) => Ok(()),
        Some(locked) => bail!(
            "Cargo.lock has wasm-bindgen {locked}, but the build is set up for {WASM_BINDGEN}: \
             change both in one commit (Cargo.toml and crates/xtask/src/tools.rs)"
        ),
        None => bail!("Cargo.lock has no wasm-bindgen, which the page is built with"),
    }
}

/// The folder that tools are installed into. Shared by every clone of one user.
fn cache_folder(
    variable: impl Fn(&str) -> Option<OsString>,
    home: Option<PathBuf>,
) -> Result<PathBuf> {
    let set = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = set("UNSTUCK_CACHE") {
        // Trunk and npm are run from several folders, so a relative one would move.
        return std::path::absolute(&folder)
            .with_context(|| format!("UNSTUCK_CACHE={} is not a folder", folder.display()));
    }
    if let Some(folder) = set("XDG_CACHE_HOME").filter(|folder| folder.is_absolute()) {
        return Ok(folder.join("unstuck"));
    }
    let home = home.context("there is no home folder to keep tools in: set UNSTUCK_CACHE")?;
    Ok(home.join(".cache").join("unstuck"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_the_tools_print() {
        assert_eq!(version_in("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(version_in("wasm-bindgen 0.2.129"), Some("0.2.129"));
        assert_eq!(version_in("wasm-opt version 132 (version_132)"), Some("132"));
        assert_eq!(version_in("wasm-opt version_108"), None);
        assert_eq!(version_in(""), None);
    }

    #[test]
    fn the_lock_file_must_hold_the_pinned_wasm_bindgen() {
        let lock = |version: &str| {
            format!("[[package]]\nname = \"wasm-bindgen\"\nversion = \"{version}\"\n")
        };
        assert!(check_pin(&lock(WASM_BINDGEN)).is_ok());
        assert!(check_pin(&lock("0.2.130")).is_err());
        assert!(check_pin("").is_err());
    }

    #[test]
    fn the_first_variable_that_is_set_names_the_cache_folder() {
        let folder = |set: &[(&str, &str)]| {
            cache_folder(
                |name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into()),
                Some(PathBuf::from("/home/ada")),
            )
            .unwrap()
        };
        let both = [("XDG_CACHE_HOME", "/xdg"), ("UNSTUCK_CACHE", "/own")];
        assert_eq!(folder(&both), Path::new("/own"));
        assert_eq!(folder(&both[..1]), Path::new("/xdg/unstuck"));
        assert_eq!(folder(&[]), Path::new("/home/ada/.cache/unstuck"));
        assert_eq!(folder(&[("UNSTUCK_CACHE", "")]), Path::new("/home/ada/.cache/unstuck"));
        assert_eq!(folder(&[("XDG_CACHE_HOME", "here")]), Path::new("/home/ada/.cache/unstuck"));
    }

    #[test]
    fn without_a_home_folder_the_cache_folder_must_be_named() {
        assert!(cache_folder(|_| None, None).is_err());
    }
}
