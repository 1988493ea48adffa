//! How bad one match is.

use unstuck_report::Severity;
use unstuck_rules::Rule;

use crate::confirm::Match;

/// The severity of one match: the rule's, or what a captured number makes of it.
pub(crate) fn of(rule: &Rule, found: &Match) -> Severity {
    let mut severity = rule.severity;
    for when in &rule.severity_when {
        let number = found
            .captures
            .iter()
            .find(|capture| capture.name == when.capture)
            .and_then(|capture| leading_number(&capture.value));
        if number.is_some_and(|number| number >= when.at_least) {
            severity = when.severity;
        }
    }
    severity
}

/// The number that a text begins with: 20 for `20s`.
fn leading_number(text: &str) -> Option<f64> {
    let digits = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    text[..digits].parse().ok()
}
