//! Rules from disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use unstuck_rules::Step;
use unstuck_rules::author::{self, Defect, Draft};

/// A retired id.
pub(crate) struct Redirect {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) old: String,
    pub(crate) new: String,
}

/// Everything that a rules folder holds.
#[derive(Default)]
pub(crate) struct Folder {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) guidance: Vec<Step>,
    pub(crate) redirects: Vec<Redirect>,
    pub(crate) files: Vec<PathBuf>,
    pub(crate) defects: Vec<Defect>,
}

pub(crate) fn read(root: &Path) -> Folder {
    let mut folder = Folder::default();
    let name = |path: &Path| {
        let inside = path.strip_prefix(root).unwrap_or(path);
        let shown = root.file_name().map_or_else(PathBuf::new, PathBuf::from).join(inside);
        shown.to_string_lossy().replace('\\', "/")
    };
    let mut files = Vec::new();
    if let Err(error) = collect(root, &mut files) {
        folder.defects.push(Defect {
            file: name(root),
            line: 1,
            message: format!("the folder cannot be read: {error}"),
            remedy: "name a folder that holds rules".to_owned(),
        });
    }
    files.sort();
    for path in files {
        let file = name(&path);
        let text = match fs::read(&path).map(String::from_utf8) {
            Ok(Ok(text)) => text.replace("\r\n", "\n"),
            Ok(Err(_)) => {
                folder.defects.push(unreadable(file, "it is not UTF-8"));
                continue;
            }
            Err(error) => {
                folder.defects.push(unreadable(file, &error.to_string()));
                continue;
            }
        };
        folder.files.push(path.clone());
        let inside = path.strip_prefix(root).unwrap_or(&path);
        match inside.to_string_lossy().replace('\\', "/").as_str() {
            "guidance.md" => {
                let (guidance, defects) = author::read_guidance(&file, &text);
                folder.guidance = guidance;
                folder.defects.extend(defects);
            }
            "redirects.toml" => redirects(&file, &text, &mut folder),
            inside => {
                let Some(id) = inside.strip_suffix(".md") else { continue };
                let (draft, defects) = author::read(&file, id, &text);
                folder.drafts.extend(draft);
                folder.defects.extend(defects);
            }
        }
    }
    folder
}

fn unreadable(file: String, why: &str) -> Defect {
    let message = format!("the file cannot be read: {why}");
    Defect { file, line: 1, message, remedy: "save it as UTF-8 text".to_owned() }
}

fn collect(root: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(root)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') || name == "README.md" {
            continue;
        }
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "md") || name == "redirects.toml"
        {
            files.push(path);
        }
    }
    Ok(())
}

fn redirects(file: &str, text: &str, folder: &mut Folder) {
    match author::read_redirects(text) {
        Ok(entries) => folder.redirects.extend(entries.into_iter().map(|(old, new)| {
            let quoted = format!("\"{old}\"");
            let line = text.lines().position(|line| line.contains(&quoted)).map_or(1, |at| at + 1);
            Redirect { file: file.to_owned(), line, old, new }
        })),
        Err(message) => folder.defects.push(Defect {
            file: file.to_owned(),
            line: 1,
            message,
            remedy: "write lines of the form \"old/id\" = \"new/id\"".to_owned(),
        }),
    }
}

/// The drafts by id.
pub(crate) fn by_id(drafts: &[Draft]) -> BTreeMap<&str, &Draft> {
    drafts.iter().map(|draft| (draft.rule.id.as_str(), draft)).collect()
}
