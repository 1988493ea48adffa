//! All rules together.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::model::Rule;
use crate::pack::{PackError, Section};
use crate::text::{Block, RuleText, Step};
use crate::translation::{self, Language, ORIGINAL, Translation, Words};

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
    /// What is translated.
    pub(crate) languages: Vec<Language>,
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
        Self { rules, redirects, packed: Section::default(), texts, languages: Vec::new() }
    }

    /// A book whose texts are still packed.
    pub(crate) fn with_packed_texts(
        rules: Vec<Rule>,
        redirects: Vec<(String, String)>,
        packed: Section,
        languages: Vec<Language>,
    ) -> Self {
        Self { rules, redirects, packed, texts: OnceLock::new(), languages }
    }

    /// Adds a language: translations by the ids of their rules, and what the general steps
    /// say in it, if that is translated.
    pub fn add_language(
        &mut self,
        tag: &str,
        translations: Vec<(String, Translation)>,
        guidance: Vec<Vec<Block>>,
    ) {
        let place = |id: String| self.place(&id).map(|place| place as u32);
        let mut rules: Vec<_> =
            translations.into_iter().filter_map(|(id, words)| Some((place(id)?, words))).collect();
        rules.sort_by_key(|(place, _)| *place);
        self.languages.push(Language::new(tag.to_owned(), Words { rules, guidance }));
    }

    /// The codes of the languages that rules are translated into, without the original's.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(|language| language.tag.as_str())
    }

    /// How many rules are translated into a language.
    pub fn translated(&self, language: &str) -> usize {
        self.words(language).map_or(0, |(_, words)| words.rules.len())
    }

    /// What the rule at a place says in a language, such as `ar` or `ar-EG`; in that of the
    /// original where it is not translated. The second value is the language that it is in.
    ///
    /// # Panics
    ///
    /// If there is no rule at that place.
    pub fn says(&self, place: usize, language: &str) -> (Cow<'_, RuleText>, &str) {
        let original = self.text(place);
        let translated = self.words(language).and_then(|(tag, words)| {
            let at = words.rules.binary_search_by_key(&(place as u32), |(place, _)| *place).ok()?;
            Some((Cow::Owned(words.rules[at].1.of(original)), tag))
        });
        translated.unwrap_or((Cow::Borrowed(original), ORIGINAL))
    }

    /// What to do about an error that no rule explains, in a language if that is translated.
    pub fn guidance_in(&self, language: &str) -> Cow<'_, [Step]> {
        match self.words(language) {
            Some((_, words)) if !words.guidance.is_empty() => {
                Cow::Owned(translation::steps(self.guidance(), &words.guidance))
            }
            _ => Cow::Borrowed(self.guidance()),
        }
    }

    /// The code of the language that is spoken when this one is wanted: such as `ar` for
    /// `ar-EG`, and that of the original if nothing is translated.
    pub fn language(&self, wanted: &str) -> &str {
        self.words(wanted).map_or(ORIGINAL, |(tag, _)| tag)
    }

    /// The words of a language: of the very one, or else without script and region.
    fn words(&self, wanted: &str) -> Option<(&str, &Words)> {
        let of = |tag: &str| {
            self.languages.iter().find(|language| language.tag.eq_ignore_ascii_case(tag))
        };
        let language = of(wanted).or_else(|| of(wanted.split('-').next()?))?;
        let words = language.words(self.rules.len());
        // None are there if they are damaged.
        (*words != Words::default()).then_some((language.tag.as_str(), words))
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

    /// Unpacks the words of a language, if there are any and that was not done yet. Without
    /// it, words that cannot be unpacked are none, and everything is said in the original's
    /// language.
    ///
    /// # Errors
    ///
    /// If the words are damaged, or are those of other rules.
    pub fn unpack_language(&self, tag: &str) -> Result<(), PackError> {
        let language = self.languages.iter().find(|language| language.tag == tag);
        language.map_or(Ok(()), |language| language.unpack(self.rules.len()))
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
