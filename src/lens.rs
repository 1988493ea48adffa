//! How a person looks at what was found.

use std::rc::Rc;

use crate::compare::Before;
use crate::narrow::Narrow;
use crate::protocol::{RuleList, Told, WhyAnswer};

/// What is shown of the findings, and what else was asked about them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Lens {
    /// Which findings are shown.
    pub(crate) narrow: Narrow,
    /// What was found before, while two logs are compared.
    pub(crate) before: Option<Rc<Before>>,
    /// Rules that somebody looked for.
    pub(crate) rules: Option<Rc<RuleList>>,
    /// The text and the rule that were asked about last, by their ids.
    pub(crate) asked: Option<(u32, String)>,
    /// Why a rule finds something in the text, or why not.
    pub(crate) why: Option<Rc<WhyAnswer>>,
}

/// A change of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Look {
    /// Other findings are to be shown.
    Narrow(Narrow),
    /// What comes is to be compared with this, or with nothing any more.
    Compare(Option<Rc<Before>>),
    /// Why a rule finds something in a text, or why not, was asked.
    Asked(u32, String),
    /// The worker has answered.
    Told(Told),
}

impl Lens {
    /// The same after a change.
    pub(crate) fn after(self, look: Look) -> Self {
        match look {
            Look::Narrow(narrow) => Self { narrow, ..self },
            Look::Compare(before) => Self { before, ..self },
            Look::Asked(document, rule) => Self { asked: Some((document, rule)), ..self },
            Look::Told(Told::Rules(rules)) => Self { rules: Some(Rc::new(rules)), ..self },
            Look::Told(Told::Why(why)) => Self { why: Some(Rc::new(why)), ..self },
            // Of the rules themselves, which is not about findings.
            Look::Told(Told::Book(_) | Told::Browsed(_) | Told::Rule(_)) => self,
            Look::Told(Told::Keys(keys)) => {
                let with_keys =
                    |before: Rc<Before>| Rc::new(Before { all: before.all.clone(), keys });
                Self { before: self.before.map(with_keys), ..self }
            }
        }
    }

    /// The same for another text. A text that grows in the field stays narrowed as it was.
    pub(crate) fn on_another(self, is_same_source: bool) -> Self {
        let narrow = if is_same_source { self.narrow } else { Narrow::default() };
        Self { narrow, before: self.before, rules: self.rules, asked: None, why: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unstuck_report::Severity;

    #[test]
    fn another_text_is_compared_and_not_narrowed() {
        let narrow = Narrow::default().with_severity(Severity::Error);
        let why = WhyAnswer { document: 1, rule: "a/b".to_owned(), ..WhyAnswer::default() };
        let lens = Lens::default()
            .after(Look::Compare(Some(Rc::default())))
            .after(Look::Narrow(narrow.clone()))
            .after(Look::Told(Told::Why(why)))
            .after(Look::Told(Told::Keys(vec![("a/b".to_owned(), vec!["user".to_owned()])])));
        assert_eq!(lens.before.as_ref().unwrap().keys[0].1, ["user"]);
        let grown = lens.clone().on_another(true);
        assert_eq!((grown.narrow, grown.why), (narrow, None));
        let other = lens.on_another(false);
        assert!(!other.narrow.is_on() && other.before.is_some());
    }
}
