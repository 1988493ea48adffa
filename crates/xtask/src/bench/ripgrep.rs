//! ripgrep, to compare with: from PATH, else installed into the cache folder.

use std::path::PathBuf;

use xshell::{Shell, cmd};

use crate::tools;

/// ripgrep's program, if it can be had. The benchmark goes on without.
pub(super) fn ensure(sh: &Shell) -> Option<PathBuf> {
    if cmd!(sh, "rg --version").quiet().ignore_stderr().ignore_stdout().run().is_ok() {
        return Some(PathBuf::from("rg"));
    }
    match tools::ripgrep(sh) {
        Ok(program) => Some(program),
        Err(problem) => {
            println!("without ripgrep, to compare with: {problem:#}");
            None
        }
    }
}
