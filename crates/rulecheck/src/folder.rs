//! Rules from disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use unstuck_rules::author::{self, Defect, Draft, Translated};
use unstuck_rules::{Block, Step, Translation};

/// A retired id.
pub(crate) struct Redirect {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) old: String,
    pub(crate) new: String,
}

/// What is translated into one language.
#[derive(Default)]
pub(crate) struct Language {
    pub(crate) rules: Vec<(String, Translation)>,
    pub(crate) guidance: Vec<Vec<Block>>,
}

/// Everything that a rules folder holds.
#[derive(Default)]
pub(crate) struct Folder {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) guidance: Vec<Step>,
    pub(crate) redirects: Vec<Redirect>,
    /// By the code of the language.
    pub(crate) languages: BTreeMap<String, Language>,
    pub(crate) files: Vec<PathBuf>,
    pub(crate) defects: Vec<Defect>,
    /// Translations that are out of date.
    pub(crate) warnings: Vec<Defect>,
}

/// A translation that waits for its original to be read.
struct Waiting {
    file: String,
    /// The id of the rule, or `guidance`.
    id: String,
    language: String,
    text: String,
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
    let (mut waiting, mut prose) = (Vec::new(), String::new());
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
                prose = author::fingerprint(&text);
                folder.defects.extend(defects);
            }
            "redirects.toml" => redirects(&file, &text, &mut folder),
            inside => {
                let Some(id) = inside.strip_suffix(".md") else { continue };
                if let Some((id, language)) = id.rsplit_once('.') {
                    let (id, language) = (id.to_owned(), language.to_owned());
                    waiting.push(Waiting { file, id, language, text });
                    continue;
                }
                let (draft, defects) = author::read(&file, id, &text);
                folder.drafts.extend(draft);
                folder.defects.extend(defects);
            }
        }
    }
    for translation in waiting {
        translate(translation, &prose, &mut folder);
    }
    // A report whose findings are translated speaks that language as a whole.
    for (tag, language) in &folder.languages {
        let file = name(&root.join(format!("guidance.{tag}.md")));
        let is_behind = folder.warnings.iter().any(|warning| warning.file == file);
        if language.guidance.is_empty() && !folder.guidance.is_empty() && !is_behind {
            folder.defects.push(Defect {
                file,
                line: 1,
                message: "the general steps are not translated".to_owned(),
                remedy: "translate guidance.md into every language that rules are in".to_owned(),
            });
        }
    }
    folder
}

/// Reads a translation, for which its original was read before.
fn translate(waiting: Waiting, prose: &str, folder: &mut Folder) {
    let Waiting { file, id, language, text } = waiting;
    let mut refuse = |message: String, remedy: &str| {
        let (file, remedy) = (file.clone(), remedy.to_owned());
        folder.defects.push(Defect { file, line: 1, message, remedy });
    };
    if !author::is_language(&language) {
        refuse(
            format!("`{language}` is no language that rules are translated into"),
            "name a translation <problem>.<language>.md, with a code such as ar, de or pt-BR",
        );
        return;
    }
    if id == "guidance" {
        let (read, defects) =
            author::read_guidance_translation(&file, &text, &folder.guidance, prose);
        folder.take(read, defects, |folder, words| {
            folder.languages.entry(language).or_default().guidance = words;
        });
    } else {
        let Some(draft) = folder.drafts.iter().find(|draft| draft.rule.id == id) else {
            refuse(
                format!("there is no rule `{id}` that this could translate"),
                "correct the file's name, or delete it",
            );
            return;
        };
        let (read, defects) = author::read_translation(&file, &text, draft);
        folder.take(read, defects, |folder, words| {
            folder.languages.entry(language).or_default().rules.push((id, words));
        });
    }
}

impl Folder {
    /// Takes a translation in. One that no longer fits a changed original is left out until
    /// somebody brings it up to date: whoever changes a rule need not know every language.
    fn take<T>(
        &mut self,
        read: Option<Translated<T>>,
        defects: Vec<Defect>,
        with: impl FnOnce(&mut Self, T),
    ) {
        match read {
            Some(Translated { outdated: Some(outdated), .. }) if !defects.is_empty() => {
                self.warnings.push(outdated);
                self.warnings.extend(defects);
            }
            Some(Translated { words, outdated }) => {
                self.warnings.extend(outdated);
                self.defects.extend(defects);
                with(self, words);
            }
            None => self.defects.extend(defects),
        }
    }
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
