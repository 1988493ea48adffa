//! All rules with what the pages need to know of them.

use std::collections::BTreeMap;

use unstuck_engine::Engine;
use unstuck_rules::author::Draft;
use unstuck_rules::{Rule, RuleBook, RuleText};

use crate::address::Place;
use crate::example::{self, Shown};
use crate::prose;

/// All rules, with their examples.
pub struct Library {
    entries: BTreeMap<String, Entry>,
    /// For each rule, those that say it follows from them.
    causes: BTreeMap<String, Vec<String>>,
    /// Retired ids, each with the id that is valid now.
    pub(crate) redirects: Vec<(String, String)>,
}

/// One rule.
pub(crate) struct Entry {
    pub(crate) draft: Draft,
    pub(crate) examples: Vec<Shown>,
}

/// The rules of one system, which share the first part of their ids.
pub(crate) struct System<'a> {
    /// The first part of the ids.
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) entries: Vec<&'a Entry>,
}

impl Library {
    /// The rules of a book. `drafts` are the same rules, with their examples.
    pub fn new(book: RuleBook, drafts: Vec<Draft>) -> Self {
        let redirects = book.redirects.iter().filter_map(|(old, _)| {
            let place = book.place(old)?;
            Some((old.clone(), book.rules[place].id.clone()))
        });
        let redirects = redirects.collect();
        let mut causes: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for rule in &book.rules {
            for other in &rule.explains {
                causes.entry(other.clone()).or_default().push(rule.id.clone());
            }
        }
        let engine = Engine::new(book);
        let entries = drafts
            .into_iter()
            .map(|draft| {
                let examples = example::shown(&engine, &draft);
                (draft.rule.id.clone(), Entry { draft, examples })
            })
            .collect();
        Self { entries, causes, redirects }
    }

    /// The rules, ordered by id.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// The rules with these ids.
    pub(crate) fn of<'a>(&'a self, ids: &'a [String]) -> impl Iterator<Item = &'a Entry> {
        ids.iter().filter_map(|id| self.entries.get(id))
    }

    /// The rules whose findings can be the cause of this one's.
    pub(crate) fn causes_of(&self, id: &str) -> Vec<&Entry> {
        self.causes.get(id).map_or_else(Vec::new, |ids| self.of(ids).collect())
    }

    /// The systems by name.
    pub(crate) fn systems(&self) -> Vec<System<'_>> {
        let mut systems: Vec<System<'_>> = Vec::new();
        for entry in self.entries() {
            let id = entry.system_id();
            if let Some(last) = systems.last_mut().filter(|last| last.id == id) {
                last.entries.push(entry);
            } else {
                let name = entry.text().system.as_str();
                systems.push(System { id, name, entries: vec![entry] });
            }
        }
        systems.sort_by_key(|system| system.name.to_lowercase());
        systems
    }
}

impl Entry {
    pub(crate) fn rule(&self) -> &Rule {
        &self.draft.rule
    }

    pub(crate) fn text(&self) -> &RuleText {
        &self.draft.text
    }

    pub(crate) fn place(&self) -> Place {
        Place::of(&self.rule().id)
    }

    pub(crate) fn system_id(&self) -> &str {
        self.rule().id.split('/').next().unwrap_or_default()
    }

    /// The headline as words.
    pub(crate) fn title(&self) -> String {
        prose::plain(&self.text().title)
    }

    /// Its official codes as one line of words: `SQLSTATE 28P01, HTTP 401`.
    pub(crate) fn codes(&self) -> String {
        let codes = self.text().codes.iter();
        codes.map(|code| format!("{} {}", code.scheme, code.value)).collect::<Vec<_>>().join(", ")
    }
}
