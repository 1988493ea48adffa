//! What the rules cover, and the list of them in `docs/`.

use anyhow::{Result, ensure};
use xshell::{Shell, cmd};

/// The list, which is generated.
const INDEX: &str = "docs/rules-index.md";

/// Prints how much the rules cover.
pub(crate) fn stats(sh: &Shell) -> Result<()> {
    Ok(cmd!(sh, "cargo run --quiet --release -p unstuck-cli -- rules stats rules").quiet().run()?)
}

/// Writes the list anew.
pub(crate) fn write_index(sh: &Shell) -> Result<()> {
    Ok(sh.write_file(INDEX, index(sh)?)?)
}

/// Fails if the list is not what [`write_index`] would write.
pub(crate) fn check_index(sh: &Shell) -> Result<()> {
    let current = index(sh)?;
    ensure!(
        sh.read_file(INDEX)? == current,
        "{INDEX} is not up to date; write it anew with `cargo xtask rules index`"
    );
    Ok(())
}

fn index(sh: &Shell) -> Result<String> {
    let mut index =
        cmd!(sh, "cargo run --quiet -p unstuck-cli -- rules index rules").quiet().read()?;
    index.push('\n');
    Ok(index)
}
