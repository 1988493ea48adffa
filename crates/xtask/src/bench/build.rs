//! What has to be built before anything can be measured.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use xshell::{Shell, cmd};

use crate::{dist, finish, html, rule_file, tools};

/// The Wasm program that is measured: its binary in Cargo.toml.
const WORKER: &str = "unstuck-bench-worker";

/// The rule book, as `tests/bench/page.js` asks for it.
const RULES: &str = "rules.bin";

/// The program that measures natively: its package and binary.
const PROGRAM: &str = "unstuck-bench";

/// Cargo's folder for what it builds.
pub(super) fn target_folder(sh: &Shell) -> Result<PathBuf> {
    let metadata = cmd!(sh, "cargo metadata --no-deps --format-version 1").quiet().read()?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    metadata["target_directory"]
        .as_str()
        .map(PathBuf::from)
        .context("Cargo does not say where it builds")
}

/// Builds the Wasm program into `folder` just as Trunk builds the worker's, with the page
/// and the scripts that run it beside it.
pub(super) fn site(sh: &Shell, target: &Path, folder: &Path) -> Result<()> {
    println!("building the Wasm program of the benchmark (minutes the first time)");
    let how = HowWorkerIsBuilt::in_page(&sh.read_file("index.html")?)?;
    let HowWorkerIsBuilt { profile, optimizer } = &how;
    let triple = tools::WASM_TARGET;
    let (variable, flags) = dist::compiler_flags();
    cmd!(sh, "cargo build --package unstuck --bin {WORKER} --profile {profile} --target {triple}")
        .env(variable, flags)
        .quiet()
        .run()
        .context("the Wasm program of the benchmark cannot be built")?;
    sh.remove_path(folder)?;
    sh.create_dir(folder)?;
    rule_file::write(sh, &folder.join(RULES))?;
    let wasm = target.join(triple).join(profile).join(format!("{WORKER}.wasm"));
    let bindgen = ["--target", "no-modules", "--no-typescript", "--out-name", WORKER];
    cmd!(sh, "wasm-bindgen {wasm} {bindgen...} --out-dir {folder}").quiet().run()?;
    let wasm = folder.join(format!("{WORKER}_bg.wasm"));
    cmd!(sh, "wasm-opt {wasm} {optimizer...} --output {wasm}").quiet().run()?;
    for name in ["index.html", "page.js", "worker.js", "javascript.js"] {
        sh.copy_file(Path::new("tests/bench").join(name), folder)?;
    }
    Ok(())
}

/// Builds the program that measures natively, and says where it is.
pub(super) fn program(sh: &Shell, target: &Path) -> Result<PathBuf> {
    println!("building the native program of the benchmark (minutes the first time)");
    cmd!(sh, "cargo build --package {PROGRAM} --release").quiet().run()?;
    Ok(target.join("release").join(format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX)))
}

/// What the page's own tags tell Trunk about the worker.
#[derive(Debug, PartialEq, Eq)]
struct HowWorkerIsBuilt {
    profile: String,
    /// Options of `wasm-opt`.
    optimizer: Vec<String>,
}

impl HowWorkerIsBuilt {
    fn in_page(page: &str) -> Result<Self> {
        let tags = html::start_tags(page);
        let worker = tags
            .iter()
            .find(|tag| tag.attribute("data-bin") == Some(finish::WORKER))
            .with_context(|| format!("index.html builds no {}", finish::WORKER))?;
        let attribute =
            |name| worker.attribute(name).with_context(|| format!("there is no {name}"));
        let mut optimizer = vec![format!("-O{}", attribute("data-wasm-opt")?)];
        let params = worker.attribute("data-wasm-opt-params").unwrap_or_default();
        optimizer.extend(params.split_whitespace().map(str::to_owned));
        Ok(Self { profile: attribute("data-cargo-profile-release")?.to_owned(), optimizer })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_is_built_as_its_tag_says() {
        let tag = |rest: &str| format!("<link data-trunk data-bin=\"unstuck-worker\" {rest}>");
        let page = tag("data-cargo-profile-release=\"wasm\" data-wasm-opt=\"z\"");
        let how = HowWorkerIsBuilt::in_page(&page).unwrap();
        assert_eq!((how.profile.as_str(), how.optimizer), ("wasm", vec!["-Oz".to_owned()]));
        let more =
            tag("data-cargo-profile-release=p data-wasm-opt=3 data-wasm-opt-params=\"-a -b\"");
        assert_eq!(HowWorkerIsBuilt::in_page(&more).unwrap().optimizer, ["-O3", "-a", "-b"]);
        assert!(HowWorkerIsBuilt::in_page("<link data-bin=\"other\">").is_err());
    }

    #[test]
    fn this_pages_own_tag_is_understood() {
        HowWorkerIsBuilt::in_page(include_str!("../../../../index.html")).unwrap();
    }
}
