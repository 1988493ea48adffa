//! On what machine, and how busy it was: figures mean nothing without.

use std::collections::BTreeMap;
use std::fs;

use xshell::{Shell, cmd};

/// Names and values, for the head of the table.
pub(super) fn description(sh: &Shell) -> BTreeMap<&'static str, String> {
    let mut words = BTreeMap::new();
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    words.insert("cores", cores.to_string());
    words.insert("system", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH));
    // These two files are on Linux only.
    let processor = fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    });
    let load = fs::read_to_string("/proc/loadavg")
        .ok()
        .map(|text| text.split(' ').take(3).collect::<Vec<_>>().join(" "));
    let commit = cmd!(sh, "git rev-parse --short HEAD").quiet().ignore_stderr().read().ok();
    for (name, value) in [("processor", processor), ("load at the end", load), ("commit", commit)] {
        words.extend(value.map(|value| (name, value)));
    }
    words
}
