//! Rules as their authors write them: one Markdown file each, TOML front matter on top.
//!
//! Reading never stops at the first mistake: it returns what could be made of the file and
//! every [`Defect`] with its line and remedy. `docs/rules.md` is the guide for authors.

mod body;
mod check;
mod defect;
mod front_matter;
mod prose;
mod translation;

pub use body::{Example, Expect};
pub use defect::Defect;
pub use prose::fingerprint;
pub use translation::{
    StepWords, Translated, is_language, read_guidance_translation, read_translation,
};

use crate::model::Rule;
use crate::text::{RuleText, Step};

/// A rule as read from its file, with what only the build needs.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The file, as it should be named in messages.
    pub file: String,
    /// How the rule finds its problem.
    pub rule: Rule,
    /// What it says.
    pub text: RuleText,
    /// Examples of its file.
    pub examples: Vec<Example>,
    /// Every rule id that the file names, with its line: each must exist.
    pub mentions: Vec<(String, usize)>,
    /// The words of each link to another rule, which the text sets as code, and that rule's
    /// id.
    pub links: Vec<(String, String)>,
    /// The fingerprint of what a translation of the rule says anew.
    pub prose: String,
}

/// Reads one rule. `id` is its path below the rules folder, without the ending.
///
/// A draft comes back only where the front matter could be read at all.
pub fn read(file: &str, id: &str, source: &str) -> (Option<Draft>, Vec<Defect>) {
    let mut defects = defect::Defects::new(file);
    check::raw_text(source, &mut defects);
    let Some((front, front_line, body, body_line)) = front_matter::split(source) else {
        defects.add(
            1,
            "the file does not begin with front matter",
            "begin with a line `+++`, then TOML, then another line `+++`",
        );
        return (None, defects.into_inner());
    };
    let Some(front) = front_matter::read(front, front_line, &mut defects) else {
        return (None, defects.into_inner());
    };
    let body = body::read(body, body_line, id, &mut defects);
    let draft = check::assemble(file, id, &front, body, &mut defects);
    let draft = Draft { prose: prose::fingerprint(source), ..draft };
    (Some(draft), defects.into_inner())
}

/// Reads the general steps for an error that nothing explains: a Markdown file whose
/// `## Fix` section holds them.
pub fn read_guidance(file: &str, source: &str) -> (Vec<Step>, Vec<Defect>) {
    let mut defects = defect::Defects::new(file);
    check::raw_text(source, &mut defects);
    let body = body::read(source, 1, "guidance", &mut defects);
    if body.fix.is_empty() {
        defects.add(1, "there are no steps", "add a section `## Fix` with a numbered list");
    }
    for step in &body.fix {
        check::no_gaps(step, &mut defects);
    }
    (body.fix.into_iter().map(|step| step.step).collect(), defects.into_inner())
}

/// Reads the table of retired ids: what each was, and what replaced it.
///
/// # Errors
///
/// A sentence that says why the text is no such table.
pub fn read_redirects(source: &str) -> Result<Vec<(String, String)>, String> {
    toml::from_str::<std::collections::BTreeMap<String, String>>(source)
        .map(|table| table.into_iter().collect())
        .map_err(|error| format!("the redirects cannot be read: {}", error.message()))
}
