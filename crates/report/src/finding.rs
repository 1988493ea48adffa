//! What was found: known problems with their evidence, and errors that nothing explains.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::content::{Block, Inline, Source, Step};

/// A known problem that the input shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The permanent id of the rule, such as `postgresql/password-authentication-failed`.
    pub rule: String,
    /// The product that the problem belongs to, such as `PostgreSQL`.
    pub system: String,
    /// The kind of problem, such as `authentication`.
    pub problem: String,
    /// The language of what the rule says (title, summary, cause, steps, check, look-alikes),
    /// as a code such as `en` or `ar`: English where the rule is not translated. Conditions in
    /// `why` are in English always.
    pub language: String,
    /// The headline, with values of this input.
    pub title: Vec<Inline>,
    /// The problem in one sentence, the same for every input.
    pub summary: String,
    /// How bad it is.
    pub severity: Severity,
    /// How sure this is.
    pub confidence: Confidence,
    /// Whether this is the root, a consequence of another finding, or neither.
    pub role: Role,
    /// The rule of the finding that causes this one.
    pub explained_by: Option<String>,
    /// How often it occurs.
    pub count: u64,
    /// The time of its first entry in ISO 8601, as far as the log says it.
    pub first_time: Option<String>,
    /// The time of its last entry that states one.
    pub last_time: Option<String>,
    /// The first places, and the last one where there are many.
    pub evidence: Vec<Evidence>,
    /// Values taken from the input.
    pub captures: BTreeMap<String, String>,
    /// Why this happens.
    pub cause: Vec<Block>,
    /// What to do, the most promising first.
    pub fix: Vec<Step>,
    /// How to see that it worked.
    pub check: Vec<Block>,
    /// Problems that look alike, and how to tell them apart.
    pub not_this: Vec<LookAlike>,
    /// Official codes of this problem.
    pub codes: Vec<Code>,
    /// Documentation behind the explanation.
    pub sources: Vec<Source>,
    /// What the confidence rests on.
    pub why: Vec<Condition>,
    /// The day on which a person last checked the rule, as `YYYY-MM-DD`.
    pub reviewed: String,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; nothing is broken.
    Info,
    /// Works for now, or heals by itself.
    Warning,
    /// Something does not work.
    Error,
    /// Data or the whole service is at risk.
    Critical,
}

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// The words fit, but other things print them too.
    Possible,
    /// The words fit and little else prints them.
    Likely,
    /// Only this problem prints these words.
    Certain,
}

/// The place of a finding among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Other findings follow from it.
    Cause,
    /// It follows from another finding.
    Symptom,
    /// Neither.
    Standalone,
}

/// A place in the input that shows a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The line of the match, from 1.
    pub line: u64,
    /// Where the matched line or lines begin, in bytes of the input.
    pub start: u64,
    /// Where they end.
    pub end: u64,
    /// The time that the entry states, in ISO 8601 as far as it says it.
    pub time: Option<String>,
    /// What matched: the whole match first, then the captured values.
    pub spans: Vec<Span>,
    /// The same lines as cleaned text.
    pub excerpt: Excerpt,
}

/// A half-open range of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
}

/// Lines of the input as a person reads them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The first line, from 1.
    pub first_line: u64,
    /// The text; lines are separated by `\n`.
    pub text: String,
    /// What to highlight, in bytes of `text`, in order and without overlap.
    pub marks: Vec<Span>,
    /// Whether the text was cut at the start or the end because it is too long to show.
    pub cut: bool,
}

/// A problem that looks like this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookAlike {
    /// The rule that explains the other problem, where there is one.
    pub rule: Option<String>,
    /// How to tell them apart.
    pub text: Vec<Inline>,
}

/// An official code.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Code {
    /// Whose code it is, such as `SQLSTATE` or `HTTP`.
    pub scheme: String,
    /// The code, such as `28P01`.
    pub value: String,
}

/// An official code that stands in a text, and what its owner says that it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeMeaning {
    /// Whose code it is, such as `SQLSTATE` or `HTTP`.
    pub scheme: String,
    /// The code, such as `28P01`.
    pub value: String,
    /// Its official name, such as `invalid_password`. Empty if it has none, or is unknown.
    pub name: String,
    /// What it means, in one sentence. Empty if the code is in no official list.
    pub text: String,
    /// The address of the official list, where the code is in one.
    pub source: Option<String>,
}

/// One condition of a rule and whether the input met it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The condition in words.
    pub text: String,
    /// Whether it was met.
    pub met: bool,
    /// The line that met it, from 1.
    pub line: Option<u64>,
}

/// Why a rule finds something in an input, or why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// The rule's id.
    pub rule: String,
    /// Its problem in one sentence.
    pub summary: String,
    /// Whether it is among the findings.
    pub found: bool,
    /// What came of it, in one sentence.
    pub outcome: String,
    /// Each way in which the rule is recognised, at the place where it gets furthest.
    pub attempts: Vec<Attempt>,
}

/// One way in which a rule is recognised, held against an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// The regular expression.
    pub pattern: String,
    /// Whether all conditions are met.
    pub met: bool,
    /// The conditions, met and not met.
    pub conditions: Vec<Condition>,
}

/// Error-looking entries of one shape that no rule explains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unknown {
    /// A short id of the template, the same for the same error everywhere.
    pub fingerprint: String,
    /// The first line of the entry with what varies replaced, such as `<num>`.
    pub template: String,
    /// How many entries have this shape.
    pub count: u64,
    /// The time of the first entry in ISO 8601, as far as the log says it.
    pub first_time: Option<String>,
    /// The time of the last entry that states one.
    pub last_time: Option<String>,
    /// The first places, and the last one where there are many.
    pub evidence: Vec<Evidence>,
    /// Official codes that stand in the first entry, and what they mean.
    pub codes: Vec<CodeMeaning>,
    /// Rules that came close: their words are there, their pattern does not fit.
    pub nearest: Vec<String>,
}
