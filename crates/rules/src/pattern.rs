//! Patterns: how they are compiled everywhere, and what the build learns from them.

use regex_automata::meta::{BuildError, Regex};
use regex_automata::nfa::thompson::{self, backtrack::BoundedBacktracker};
use regex_automata::util::syntax;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind};

use crate::literals::{self, Literal, Ordinary};

/// The longest pattern that is accepted, in bytes.
pub const MAX_LENGTH: usize = 2048;
/// The largest compiled pattern, in bytes: refuses compile bombs, passes real ones.
pub const MAX_COMPILED: usize = 1 << 20;
/// How deep groups may be nested.
const NEST_LIMIT: u32 = 64;

/// Compiles a pattern with the options that hold for all: on bytes, without Unicode classes,
/// `^` and `$` at line ends. Letter case is ignored unless the author asks for it.
///
/// # Errors
///
/// If the pattern is not a regular expression of the `regex` crate, or compiles to more than
/// [`MAX_COMPILED`] bytes.
#[allow(clippy::result_large_err, reason = "it is the error of the library, and rare")]
pub fn compile(pattern: &str, case_sensitive: bool) -> Result<Regex, BuildError> {
    let config = Regex::config()
        .utf8_empty(false)
        // The scan has found the texts that a prefilter would look for.
        .auto_prefilter(false)
        .nfa_size_limit(Some(MAX_COMPILED))
        .hybrid_cache_capacity(MAX_COMPILED);
    Regex::builder().syntax(syntax(case_sensitive)).configure(config).build(pattern)
}

/// Compiles a pattern to what finds the same in short texts. It is made several times sooner
/// than what [`compile`] makes, and looks at each byte longer.
///
/// # Errors
///
/// As [`compile`].
#[allow(clippy::result_large_err, reason = "it is the error of the library, and rare")]
pub fn compile_for_few(
    pattern: &str,
    case_sensitive: bool,
) -> Result<BoundedBacktracker, thompson::BuildError> {
    let config = thompson::Config::new().utf8(false).nfa_size_limit(Some(MAX_COMPILED));
    BoundedBacktracker::builder().syntax(syntax(case_sensitive)).thompson(config).build(pattern)
}

fn syntax(case_sensitive: bool) -> syntax::Config {
    syntax::Config::new()
        .unicode(false)
        .utf8(false)
        .multi_line(true)
        .case_insensitive(!case_sensitive)
        .nest_limit(NEST_LIMIT)
}

/// What the build learns from a parsed pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anatomy {
    /// Texts of which every match contains at least one; empty if there are none.
    pub literals: Vec<Literal>,
    /// Whether every match contains fixed text with a letter in it. A pattern without is one
    /// that matches bare numbers or punctuation.
    pub has_words: bool,
    /// The names of all capture groups.
    pub groups: Vec<String>,
    /// The names of the groups that take part in every match.
    pub certain_groups: Vec<String>,
}

/// Takes a pattern apart; `None` if it does not parse.
pub fn anatomy(pattern: &str, case_sensitive: bool, ordinary: &Ordinary) -> Option<Anatomy> {
    let hir = parse(pattern, case_sensitive)?;
    let mut anatomy = Anatomy {
        literals: literals::required(&hir, ordinary),
        has_words: literals::has_words(&hir),
        ..Default::default()
    };
    groups(&hir, true, &mut anatomy);
    Some(anatomy)
}

/// The syntax tree of a pattern, under the options of [`compile`].
fn parse(pattern: &str, case_sensitive: bool) -> Option<Hir> {
    ParserBuilder::new()
        .unicode(false)
        .utf8(false)
        .multi_line(true)
        .case_insensitive(!case_sensitive)
        .build()
        .parse(pattern)
        .ok()
}

fn groups(hir: &Hir, certain: bool, anatomy: &mut Anatomy) {
    match hir.kind() {
        HirKind::Capture(capture) => {
            if let Some(name) = &capture.name {
                anatomy.groups.push(name.to_string());
                if certain {
                    anatomy.certain_groups.push(name.to_string());
                }
            }
            groups(&capture.sub, certain, anatomy);
        }
        HirKind::Concat(parts) => parts.iter().for_each(|part| groups(part, certain, anatomy)),
        HirKind::Alternation(parts) => parts.iter().for_each(|part| groups(part, false, anatomy)),
        HirKind::Repetition(repetition) => {
            groups(&repetition.sub, certain && repetition.min > 0, anatomy);
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_certain_only_outside_of_choices() {
        let anatomy =
            anatomy(r"a(?P<x>b)(?:(?P<y>c))?(?:(?P<z>d)|e)(?P<w>f)+", false, &Ordinary::default())
                .unwrap();
        assert_eq!(anatomy.groups, ["x", "y", "z", "w"]);
        assert_eq!(anatomy.certain_groups, ["x", "w"]);
    }

    #[test]
    fn compile_bombs_are_refused() {
        assert!(compile("(?:a{1000}){1000}", false).is_err());
        assert!(compile(r"(?i)(error|warn|fatal).{0,200}(timeout|refused)", false).is_ok());
    }
}
