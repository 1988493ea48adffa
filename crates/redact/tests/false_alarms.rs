//! The healthy logs of `tests/quiet`: what is hidden there is pinned, so that a change shows.
//!
//! Addresses and e-mail addresses are rightly hidden, and so are the few keys and passwords.
//! When a figure changes, look at what is hidden (`unstuck redact --list FILE`) before the
//! figure is changed here.

#![expect(clippy::print_stdout, reason = "the figures are wanted")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use unstuck_redact::{Group, Redactor};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.file_name().is_none_or(|name| name != "README.md") {
            found.push(path);
        }
    }
}

#[test]
fn healthy_logs_lose_what_is_private_and_nothing_else() {
    let mut paths = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/quiet"), &mut paths);
    paths.sort();
    let mut lines = 0;
    let mut kinds: BTreeMap<&str, (usize, u64)> = BTreeMap::new();
    let mut secrets = BTreeSet::new();
    for path in paths {
        let text = String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
        lines += text.lines().count();
        let mut redactor = Redactor::new(&[], &BTreeSet::new());
        redactor.learn(&text);
        let redacted = redactor.redact(&text);
        assert_eq!(redactor.redact(&redacted), redacted, "redacted twice");
        for item in redactor.items() {
            let (values, places) = kinds.entry(item.kind.id()).or_default();
            *values += 1;
            *places += item.count;
            if matches!(item.kind.group(), Group::Secret | Group::User) {
                secrets.insert(item.value.clone());
            }
        }
    }
    let mut table = String::new();
    for (kind, (values, places)) in &kinds {
        writeln!(table, "{kind}: {values} values in {places} places").unwrap();
    }
    println!("{lines} lines\n{table}{secrets:#?}");
    assert_eq!(table, EXPECTED, "hidden: {secrets:#?}");
}

const EXPECTED: &str = "\
auth-header: 2 values in 4 places
aws-access-key-id: 2 values in 3 places
email: 52 values in 175 places
ipv4: 319 values in 821 places
ipv6: 1 values in 6 places
kv-secret: 10 values in 49 places
mac: 1 values in 1 places
url-userinfo: 1 values in 1 places
user: 3 values in 6 places
";
