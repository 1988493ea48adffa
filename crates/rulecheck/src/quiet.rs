//! Healthy logs: whatever a rule finds in them is wrong.

use std::fs;
use std::path::{Path, PathBuf};

use unstuck_engine::Engine;
use unstuck_logtext::Document;
use unstuck_rules::author::Defect;

/// Reads every file below `root`; returns the number of lines read.
pub(crate) fn check(
    engine: &Engine,
    root: &Path,
    read: &mut Vec<PathBuf>,
    defects: &mut Vec<Defect>,
) -> usize {
    let mut files = Vec::new();
    collect(root, &mut files);
    files.sort();
    let mut lines = 0;
    for path in files {
        let Ok(bytes) = fs::read(&path) else { continue };
        read.push(path.clone());
        let document = Document::read(bytes);
        lines += document.line_count();
        let inside = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        for finding in engine.analyze(&document).findings {
            let evidence = finding.evidence.first();
            let words = evidence.map_or("", |evidence| evidence.excerpt.text.as_str());
            defects.push(Defect {
                file: format!("quiet/{inside}"),
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
