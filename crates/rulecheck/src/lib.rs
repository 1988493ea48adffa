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

use unstuck_engine::Engine;
use unstuck_rules::RuleBook;
pub use unstuck_rules::author::Defect;

/// What came of checking a folder.
pub struct Checked {
    /// The rule book, of every rule that could be read at all.
    pub book: RuleBook,
    /// Everything that is wrong, in the order of files and lines. Empty if all is well.
    pub defects: Vec<Defect>,
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
    let mut defects = folder.defects;
    relations::check(&folder.drafts, &folder.redirects, &mut defects);
    let mut list: Vec<_> = folder.drafts.iter().map(|draft| draft.rule.clone()).collect();
    list.sort_by(|a, b| a.id.cmp(&b.id));
    let redirects = folder.redirects.into_iter().map(|entry| (entry.old, entry.new)).collect();
    let book = RuleBook { rules: list, guidance: folder.guidance, redirects };
    let engine = Engine::new(book.clone());
    let examples = examples::check(&engine, &folder.drafts, &mut defects);
    let mut files = folder.files;
    let quiet_lines =
        quiet.map_or(0, |quiet| quiet::check(&engine, quiet, &mut files, &mut defects));
    defects.sort();
    Checked { book, defects, examples, quiet_lines, files }
}

/// The rule book of a folder without running examples or healthy logs: for trying rules
/// that are being written.
pub fn read(rules: &Path) -> Checked {
    let folder = folder::read(rules);
    let mut list: Vec<_> = folder.drafts.iter().map(|draft| draft.rule.clone()).collect();
    list.sort_by(|a, b| a.id.cmp(&b.id));
    let book = RuleBook { rules: list, guidance: folder.guidance, redirects: Vec::new() };
    Checked { book, defects: folder.defects, examples: 0, quiet_lines: 0, files: folder.files }
}
