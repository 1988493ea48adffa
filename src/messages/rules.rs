//! The words for looking at the rules without a log.

use crate::messages::page::NAME;
use crate::messages::text::{Value, texts};

texts! {
    RULES_HEADING = "rules.heading";
    RULES_LABEL = "rules.label";
    RULES_LOADING = "rules.loading";
    RULES_SITE = "rules.site";
    RULE_SITE = "rules.rule-site";
    RULES_BACK = "rules.back";
    NO_RULE_HEADING = "rules.none-heading";
    NO_RULE_TEXT = "rules.none";
    RENAMED = "rules.renamed" { old };
}

/// The title of the tab for a page within the page.
pub(crate) fn titled(title: &str) -> String {
    format!("{title} · {NAME}")
}

/// That a rule is shown under another id than was asked for.
pub(crate) fn renamed(old: &str) -> String {
    RENAMED.fill(&[Value::Foreign(old)])
}
