//! Healthy logs: whatever a rule finds in them is wrong.

use std::fs;
use std::path::{Path, PathBuf};

use unstuck_engine::Engine;
use unstuck_logtext::Document;
use unstuck_rules::author::Defect;

/// A healthy log.
pub(crate) struct Quiet {
    pub(crate) path: PathBuf,
    /// How messages name it.
    name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Every file below `root`, in the order of their names.
pub(crate) fn read(root: &Path) -> Vec<Quiet> {
    let mut files = Vec::new();
    collect(root, &mut files);
    files.sort();
    let name = |path: &Path| {
        let inside = path.strip_prefix(root).unwrap_or(path);
        format!("quiet/{}", inside.to_string_lossy().replace('\\', "/"))
    };
    files
        .into_iter()
        .filter_map(|path| Some(Quiet { name: name(&path), bytes: fs::read(&path).ok()?, path }))
        .collect()
}

/// Analyses each log; returns the number of lines.
pub(crate) fn check(engine: &Engine, quiet: Vec<Quiet>, defects: &mut Vec<Defect>) -> usize {
    let mut lines = 0;
    for Quiet { name, bytes, .. } in quiet {
        let document = Document::read(bytes);
        lines += document.line_count();
        for finding in engine.analyze(&document).findings {
            let evidence = finding.evidence.first();
            let words = evidence.map_or("", |evidence| evidence.excerpt.text.as_str());
            defects.push(Defect {
                file: name.clone(),
                line: evidence.map_or(1, |evidence| evidence.line as usize),
                message: format!("`{}` fires on a healthy log: {words}", finding.rule),
                remedy: "ask for more in the rule's pattern, or add a `none` condition".to_owned(),
            });
        }
    }
    lines
}

fn collect(root: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(root) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            collect(&path, files);
        } else if name != "README.md" {
            files.push(path);
        }
    }
}
