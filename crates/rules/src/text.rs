//! What a rule says: needed only once its problem was found.

use serde::{Deserialize, Serialize};
use unstuck_report::{Code, Reader, Risk, Source};

use crate::template::Template;

/// The words of a rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RuleText {
    /// The headline, with values of the log.
    pub title: Template,
    /// The problem in one sentence, without values.
    pub summary: String,
    /// The product that the problem belongs to.
    pub system: String,
    /// Official codes of the problem.
    pub codes: Vec<Code>,
    /// Versions of the product that the explanation holds for, in words.
    pub applies_to: Option<String>,
    /// The day of the last check by a person, `YYYY-MM-DD`.
    pub reviewed: String,
    /// Documentation and source files behind the rule.
    pub sources: Vec<Source>,
    /// Why it happens.
    pub cause: Vec<Block>,
    /// What to do, in order.
    pub fix: Vec<Step>,
    /// How to see that it worked.
    pub check: Vec<Block>,
    /// Problems that look alike.
    pub not_this: Vec<LookAlike>,
}

/// Prose with gaps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A list without an order.
    List(Vec<Vec<Inline>>),
    /// Text to be shown as it is.
    Code(CodeText),
}

/// A part of a line of prose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Inline {
    /// Plain words.
    Text(Template),
    /// Words that matter more.
    Strong(Template),
    /// A name or short command.
    Code(Template),
    /// A link to documentation.
    Link {
        /// An `https:` address.
        url: String,
        /// What to show.
        text: String,
    },
}

/// A command, a query or a piece of configuration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodeText {
    /// Its language.
    pub language: String,
    /// Its text, without a final line feed.
    pub text: Template,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What to do and why.
    pub text: Vec<Block>,
    /// The command or setting that does it.
    pub command: Option<CodeText>,
    /// What can go wrong.
    pub risk: Risk,
    /// Who has the rights.
    pub who: Reader,
}

/// A problem that looks like this one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LookAlike {
    /// The rule that explains it, where there is one.
    pub rule: Option<String>,
    /// How to tell them apart.
    pub text: Vec<Inline>,
}
