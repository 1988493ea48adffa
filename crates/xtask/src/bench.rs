//! How fast the engine is and how large the site is, side by side.

use anyhow::{Context as _, Result};
use xshell::{Shell, cmd};

use crate::{dist, size};

/// Times the engine, then prints the sizes of the site, if it is built.
pub(crate) fn run(sh: &Shell) -> Result<()> {
    cmd!(sh, "cargo bench -p unstuck-rulebook").quiet().run().context("the benchmark failed")?;
    if sh.path_exists(dist::FOLDER) {
        size::run(sh)
    } else {
        println!("no sizes: `cargo xtask dist` has not been run");
        Ok(())
    }
}
