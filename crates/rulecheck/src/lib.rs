//! A folder of rules, made into a rule book, or refused.
//!
//! What one file can tell is checked by `unstuck_rules::author`; here the rules meet each
//! other, their examples and healthy logs: links and relations must lead somewhere, every
//! example must come out as its author says, and no healthy log may look broken.

mod examples;
mod folder;
mod quiet;
mod relations;

use std::path::Path;

use folder::Folder;
use unstuck_engine::Engine;
use unstuck_rules::RuleBook;
pub use unstuck_rules::author::{Defect, Draft};
use unstuck_rules::literals::Ordinary;
use unstuck_rules::probes;

/// What came of checking a folder.
pub struct Checked {
    /// The rule book, of every rule that could be read at all.
    pub book: RuleBook,
    /// The same rules with what does not travel with them, such as their examples.
    pub drafts: Vec<Draft>,
    /// Everything that is wrong, in the order of files and lines. Empty if all is well.
    pub defects: Vec<Defect>,
    /// Translations that are out of date: no defects, as English ones stay true.
    pub warnings: Vec<Defect>,
    /// How many examples were run.
    pub examples: usize,
    /// How many lines of healthy logs were read.
    pub quiet_lines: usize,
    /// Every file that was read, for a build that must run again when one changes.
    pub files: Vec<std::path::PathBuf>,
}

/// Reads and checks the rules in `rules`, against the healthy logs in `quiet` if there are
/// any.
pub fn check(rules: &Path, quiet: Option<&Path>) -> Checked {
    let folder = folder::read(rules);
    let quiet = quiet.map(quiet::read).unwrap_or_default();
    let book = book(&folder, &Ordinary::learn(quiet.iter().map(|log| log.bytes.as_slice())));
    let Folder { drafts, redirects, mut files, mut defects, warnings, .. } = folder;
    files.extend(quiet.iter().map(|log| log.path.clone()));
    relations::check(&drafts, &redirects, &mut defects);
    let engine = Engine::new(book.clone());
    let examples = examples::check(&engine, &drafts, &mut defects);
    let quiet_lines = quiet::check(&engine, quiet, &mut defects);
    defects.sort();
    Checked { book, drafts, defects, warnings, examples, quiet_lines, files }
}

/// The rule book of a folder without relations, examples or healthy logs: for trying rules
/// that are being written.
pub fn read(rules: &Path) -> Checked {
    let folder = folder::read(rules);
    let book = book(&folder, &Ordinary::default());
    let Folder { drafts, defects, warnings, files, .. } = folder;
    Checked { book, drafts, defects, warnings, examples: 0, quiet_lines: 0, files }
}

/// The rules of a folder as the engine takes them: looked for by the texts
/// that `ordinary` logs hold least often.
fn book(folder: &Folder, ordinary: &Ordinary) -> RuleBook {
    let drafts = folder.drafts.iter();
    let mut rules: Vec<_> = drafts.map(|draft| (draft.rule.clone(), draft.text.clone())).collect();
    for variant in rules.iter_mut().flat_map(|(rule, _)| &mut rule.variants) {
        variant.look_for_rarest(ordinary);
    }
    let redirects =
        folder.redirects.iter().map(|entry| (entry.old.clone(), entry.new.clone())).collect();
    let mut book = RuleBook::new(rules, folder.guidance.clone(), redirects);
    for (tag, language) in &folder.languages {
        book.add_language(tag, language.rules.clone(), language.guidance.clone());
    }
    probes::share(&mut book, ordinary);
    book
}
