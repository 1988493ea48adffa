//! What rules say in other languages than their own.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::pack::{PackError, Section};
use crate::template::Template;
use crate::text::{Block, Inline, LookAlike, RuleText, Step};

/// The language that every rule is written in, as its code in ISO 639-1.
pub const ORIGINAL: &str = "en";

/// The prose of a rule in another language. What is not prose (commands, risks, readers,
/// codes, sources) is the original's, so it cannot differ.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Translation {
    /// The headline, with values of the log.
    pub title: Template,
    /// The problem in one sentence, without values.
    pub summary: String,
    /// Why it happens.
    pub cause: Vec<Block>,
    /// What each step says, without its command.
    pub fix: Vec<Vec<Block>>,
    /// How to see that it worked.
    pub check: Vec<Block>,
    /// How to tell each problem that looks alike.
    pub not_this: Vec<Vec<Inline>>,
}

impl Translation {
    /// All that the rule says, in this language as far as it is prose.
    pub fn of(&self, original: &RuleText) -> RuleText {
        let look_alikes = original.not_this.iter().zip(&self.not_this);
        RuleText {
            title: self.title.clone(),
            summary: self.summary.clone(),
            cause: self.cause.clone(),
            fix: steps(&original.fix, &self.fix),
            check: self.check.clone(),
            not_this: look_alikes
                .map(|(other, text)| LookAlike { rule: other.rule.clone(), text: text.clone() })
                .collect(),
            ..original.clone()
        }
    }
}

/// The steps of the original with these words.
pub(crate) fn steps(original: &[Step], words: &[Vec<Block>]) -> Vec<Step> {
    let both = original.iter().zip(words);
    both.map(|(step, text)| Step { text: text.clone(), ..step.clone() }).collect()
}

/// All that is said in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Words {
    /// Translations with the place of their rule, in the order of the rules.
    pub(crate) rules: Vec<(u32, Translation)>,
    /// What the general steps say; empty if they are not translated.
    pub(crate) guidance: Vec<Vec<Block>>,
}

/// A language, whose words lie packed until a report in it is made.
#[derive(Clone, Debug)]
pub(crate) struct Language {
    /// Its code, such as `ar`.
    pub(crate) tag: String,
    packed: Section,
    words: OnceLock<Words>,
}

impl Language {
    pub(crate) fn new(tag: String, words: Words) -> Self {
        Self { tag, packed: Section::default(), words: OnceLock::from(words) }
    }

    pub(crate) fn packed(tag: String, packed: Section) -> Self {
        Self { tag, packed, words: OnceLock::new() }
    }

    /// The words; none if they are damaged: then everything is said in the original's.
    pub(crate) fn words(&self, rules: usize) -> &Words {
        self.words.get_or_init(|| self.unpacked(rules).unwrap_or_default())
    }

    /// Unpacks the words, if that was not done yet.
    pub(crate) fn unpack(&self, rules: usize) -> Result<(), PackError> {
        if self.words.get().is_none() {
            let words = self.unpacked(rules)?;
            self.words.get_or_init(|| words);
        }
        Ok(())
    }

    fn unpacked(&self, rules: usize) -> Result<Words, PackError> {
        let words: Words = self.packed.unpack()?;
        let in_order = words.rules.is_sorted_by(|(a, _), (b, _)| a < b);
        let known = words.rules.last().is_none_or(|(place, _)| (*place as usize) < rules);
        if in_order && known { Ok(words) } else { Err(PackError::Damaged) }
    }
}
