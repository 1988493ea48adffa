//! All rules together.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::model::Rule;
use crate::pack::{PackError, Section};
use crate::text::{RuleText, Step};

/// All rules, and what to say where none of them helps.
///
/// What the rules say lies packed until somebody asks for it: of the workers that read a
/// large file only one makes the report.
#[derive(Clone, Debug, Default)]
pub struct RuleBook {
    /// The rules, ordered by id.
    pub rules: Vec<Rule>,
    /// Retired ids and what replaced them: an id that was ever published stays valid.
    pub redirects: Vec<(String, String)>,
    packed: Section,
    texts: OnceLock<Texts>,
}

/// Everything that a rule book says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Texts {
    /// What the rules say, in their order.
    pub(crate) rules: Vec<RuleText>,
    /// What to do about an error that no rule explains.
    pub(crate) guidance: Vec<Step>,
}

impl RuleBook {
    /// A book of these rules, in whatever order they come.
    pub fn new(
        mut rules: Vec<(Rule, RuleText)>,
        guidance: Vec<Step>,
        redirects: Vec<(String, String)>,
    ) -> Self {
        rules.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
        let (rules, texts) = rules.into_iter().unzip();
        let texts = OnceLock::from(Texts { rules: texts, guidance });
        Self { rules, redirects, packed: Section::default(), texts }
    }

    /// A book whose texts are still packed.
    pub(crate) fn with_packed_texts(
        rules: Vec<Rule>,
        redirects: Vec<(String, String)>,
        packed: Section,
    ) -> Self {
        Self { rules, redirects, packed, texts: OnceLock::new() }
    }

    /// Where the rule with this id stands, following redirects.
    pub fn place(&self, id: &str) -> Option<usize> {
        let id = self.redirects.iter().find(|(old, _)| old == id).map_or(id, |(_, new)| new);
        self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok()
    }

    /// The rule with this id and what it says, following redirects.
    pub fn rule(&self, id: &str) -> Option<(&Rule, &RuleText)> {
        let place = self.place(id)?;
        Some((&self.rules[place], self.text(place)))
    }

    /// The rules and what they say, ordered by id.
    pub fn entries(&self) -> impl Iterator<Item = (&Rule, &RuleText)> {
        self.rules.iter().zip(&self.texts().rules)
    }

    /// What the rule at a place says.
    ///
    /// # Panics
    ///
    /// If there is no rule at that place.
    pub fn text(&self, place: usize) -> &RuleText {
        &self.texts().rules[place]
    }

    /// What to do about an error that no rule explains.
    pub fn guidance(&self) -> &[Step] {
        &self.texts().guidance
    }

    /// Unpacks what the rules say, if that was not done yet. Whoever has a way to say that a
    /// rule book is damaged calls this first: without it, texts that cannot be unpacked are
    /// empty.
    ///
    /// # Errors
    ///
    /// If the texts are damaged, or are those of other rules.
    pub fn unpack_texts(&self) -> Result<(), PackError> {
        if self.texts.get().is_none() {
            let texts = self.packed_texts()?;
            self.texts.get_or_init(|| texts);
        }
        Ok(())
    }

    pub(crate) fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| {
            self.packed_texts().unwrap_or_else(|_| Texts {
                rules: vec![RuleText::default(); self.rules.len()],
                guidance: Vec::new(),
            })
        })
    }

    fn packed_texts(&self) -> Result<Texts, PackError> {
        if self.rules.is_empty() && self.packed.is_empty() {
            return Ok(Texts::default());
        }
        let texts: Texts = self.packed.unpack()?;
        // Every rule has its text, so a place among the rules is one among the texts.
        if texts.rules.len() == self.rules.len() { Ok(texts) } else { Err(PackError::Damaged) }
    }
}
