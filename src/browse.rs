//! The rules, looked at without a log.

use std::rc::Rc;

use unstuck_report::Finding;

use crate::protocol::{RuleList, SystemRules};

/// What the address of the list of rules begins with, behind that of the page.
const LIST: &str = "#rules";

/// The longest id that is looked for.
const LONGEST: usize = 100;

/// What is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// The list of all rules.
    List,
    /// One rule, by its id, which may be none.
    Rule(String),
}

impl Route {
    /// What stands behind the address of the page, if it names rules.
    pub(crate) fn of(fragment: &str) -> Option<Self> {
        match fragment.strip_prefix(LIST)? {
            "" | "/" => Some(Self::List),
            id => {
                let id = id.strip_prefix('/')?;
                Some(Self::Rule(id.chars().take(LONGEST).collect()))
            }
        }
    }
}

/// What stands behind the address of the page for a rule.
pub(crate) fn address_of(rule: &str) -> String {
    format!("{LIST}/{rule}")
}

/// What a person sees of the rules, and saw of them before.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Browse {
    /// What is looked at now; none while it is the findings.
    pub(crate) route: Option<Route>,
    /// All rules, once the worker has told them.
    pub(crate) book: Rc<Vec<SystemRules>>,
    /// What is looked for in them.
    pub(crate) query: String,
    /// What was found.
    pub(crate) found: Option<Rc<RuleList>>,
    /// The rule that was asked for last, and what it says, if there is such a rule.
    pub(crate) rule: Option<(String, Option<Rc<Finding>>)>,
}

/// What is known of a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Known<'a> {
    /// The worker has not answered yet.
    NotYet,
    /// There is no such rule.
    None,
    /// What it says.
    Rule(&'a Finding),
}

/// A change of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Turn {
    /// Something else is looked at.
    To(Option<Route>),
    /// Something is looked for.
    Find(String),
    /// All rules came.
    Book(Vec<SystemRules>),
    /// Rules were found.
    Found(RuleList),
    /// What a rule says came, or that there is none.
    Rule(String, Option<Rc<Finding>>),
}

impl Browse {
    /// The same after a change.
    pub(crate) fn after(&self, turn: Turn) -> Self {
        let same = self.clone();
        match turn {
            Turn::To(route) => Self { route, ..same },
            Turn::Find(query) => Self { query, ..same },
            Turn::Book(book) => Self { book: Rc::new(book), ..same },
            Turn::Found(list) => Self { found: Some(Rc::new(list)), ..same },
            Turn::Rule(id, rule) => Self { rule: Some((id, rule)), ..same },
        }
    }

    /// What is known of a rule.
    pub(crate) fn rule(&self, id: &str) -> Known<'_> {
        match &self.rule {
            Some((of, rule)) if of == id => rule.as_deref().map_or(Known::None, Known::Rule),
            _ => Known::NotYet,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_rules_are_told_from_others() {
        let rule = |id: &str| Some(Route::Rule(id.to_owned()));
        for (fragment, route) in [
            ("#rules", Some(Route::List)),
            ("#rules/", Some(Route::List)),
            ("#rules/a/b", rule("a/b")),
            ("#rules/<b>", rule("<b>")),
            ("#rules-heading", None),
            ("#results", None),
            ("#L1-L2", None),
            ("#r=1.d", None),
            ("", None),
        ] {
            assert_eq!(Route::of(fragment), route, "{fragment}");
        }
        assert_eq!(Route::of(&address_of("a/b")), rule("a/b"));
        let long = Route::of(&format!("#rules/{}", "ü".repeat(5_000)));
        assert_eq!(long, rule(&"ü".repeat(LONGEST)));
    }

    #[test]
    fn an_answer_about_another_rule_is_not_shown() {
        let browse = Browse::default().after(Turn::Rule("a/b".to_owned(), None));
        assert_eq!(browse.rule("a/b"), Known::None);
        assert_eq!(browse.rule("a/c"), Known::NotYet);
    }
}
