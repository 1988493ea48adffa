//! The rule book as a file.

use std::path::Path;

use anyhow::{Context as _, Result};
use xshell::{Shell, cmd};

/// The stem of the name of the rule book in the site.
pub(crate) const STEM: &str = "rules";

/// The ending of its name. Hosts send what they do not know as bytes and do not pack it; it
/// is packed already.
pub(crate) const EXTENSION: &str = "bin";

/// The package whose build checks and packs the rules, and its program that writes them.
const PACKAGE: &str = "unstuck-rulebook";

/// Writes the packed rule book to `file`, once its rules were checked.
pub(crate) fn write(sh: &Shell, file: &Path) -> Result<()> {
    cmd!(sh, "cargo run --quiet --package {PACKAGE} -- {file}")
        .quiet()
        .run()
        .context("the rule book cannot be packed")
}
