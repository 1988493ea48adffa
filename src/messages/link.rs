//! The words for findings in a link.

use unstuck_handout::{Flaw, Linked};

use crate::messages::page::rules;
use crate::messages::text::{Text, Value, texts};

texts! {
    LINK_HEADING = "link.heading";
    LINK_HOLDS = "link.holds";
    LINK_FILE = "link.file";
    LINK_TOO_SHORT = "link.too-short";
    COPY_FINDINGS = "link.copy";
    OPENING_LINK = "link.opening";
    LINKED_HEADING = "link.linked-heading";
    LINKED = "link.linked";
    LEAVE_LINK = "link.leave";
    FLAW_TIP_1 = "link.flaw-tip-1";
    FLAW_TIP_2 = "link.flaw-tip-2";
    CUT_OFF_HEADING = "link.cut-off-heading";
    CUT_OFF = "link.cut-off";
    DAMAGED_HEADING = "link.damaged-heading";
    DAMAGED = "link.damaged";
    TOO_NEW_HEADING = "link.too-new-heading";
    TOO_NEW = "link.too-new";
    STRANGE_HEADING = "link.strange-heading";
    STRANGE = "link.strange";
    UNKNOWN_RULES_HEADING = "link.unknown-rules-heading";
    UNKNOWN_RULES = "link.unknown-rules" { rules };
    UNSHOWN_RULES = "link.unshown-rules";
    LINK_SIZE = "link.size" { characters, held };
    LINK_HELD = "link.held" { count };
    LINK_NOT_HELD = "link.not-held" { count };
    LINK_MORE = "link.more" { count };
    LINK_MISSING = "link.missing" { count, rules };
    OTHER_BOOK = "link.other-book" { rules };
    OTHER_BOOK_OF = "link.other-book-of" { rules, day };
}

pub(crate) const FLAW_TIPS: &[Text] = &[FLAW_TIP_1, FLAW_TIP_2];

/// What is wrong with a link, in a few words.
pub(crate) fn flaw_heading(flaw: &Flaw) -> Text {
    match flaw {
        Flaw::CutOff => CUT_OFF_HEADING,
        Flaw::Damaged => DAMAGED_HEADING,
        Flaw::TooNew => TOO_NEW_HEADING,
        Flaw::Strange => STRANGE_HEADING,
        Flaw::UnknownRules(_) => UNKNOWN_RULES_HEADING,
    }
}

/// What that means.
pub(crate) fn flaw(flaw: &Flaw) -> String {
    match flaw {
        Flaw::CutOff => CUT_OFF.words(),
        Flaw::Damaged => DAMAGED.words(),
        Flaw::TooNew => TOO_NEW.words(),
        Flaw::Strange => STRANGE.words(),
        Flaw::UnknownRules(rules) => {
            let named = some(rules);
            UNKNOWN_RULES.fill(&[named.value()])
        }
    }
}

/// Ids, or that they cannot be shown.
enum Named {
    Ids(String),
    Nothing(String),
}

impl Named {
    fn value(&self) -> Value<'_> {
        match self {
            Self::Ids(ids) => Value::Foreign(ids),
            Self::Nothing(words) => Value::Words(words),
        }
    }
}

fn some(rules: &[String]) -> Named {
    if rules.is_empty() {
        Named::Nothing(UNSHOWN_RULES.words())
    } else {
        Named::Ids(rules.join(", "))
    }
}

/// How long a link is and what it holds.
pub(crate) fn link_size(characters: usize, held: u32, left_out: u32) -> String {
    let held = LINK_HELD.fill(&[held.into()]);
    let size = LINK_SIZE.fill(&[characters.into(), (&held).into()]);
    match left_out {
        0 => size,
        some => format!("{size} {}", LINK_NOT_HELD.fill(&[some.into()])),
    }
}

/// What a link does not hold, and what this page does not know of it.
pub(crate) fn link_notes(linked: &Linked) -> Vec<String> {
    let mut notes = Vec::new();
    if linked.left_out > 0 {
        notes.push(LINK_MORE.fill(&[linked.left_out.into()]));
    }
    if linked.missing.0 > 0 {
        let named = some(&linked.missing.1);
        notes.push(LINK_MISSING.fill(&[linked.missing.0.into(), named.value()]));
    }
    if let Some(edition) = &linked.edition {
        let rules = rules(edition.rules);
        notes.push(match edition.reviewed.as_str() {
            "" => OTHER_BOOK.fill(&[(&rules).into()]),
            day => OTHER_BOOK_OF.fill(&[(&rules).into(), Value::Foreign(day)]),
        });
    }
    notes
}
