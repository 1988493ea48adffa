//! How bad a problem is in this log.

use std::collections::BTreeSet;

use unstuck_report::Severity;
use unstuck_rules::{Rule, Sign};

use crate::confirm::Match;

/// The severity of one match: the rule's, or what a captured number makes of it.
pub(crate) fn of_match(rule: &Rule, found: &Match) -> Severity {
    let mut severity = rule.severity;
    for when in &rule.severity_when {
        let Sign::Value { capture: name, at_least } = &when.sign else { continue };
        let number = found
            .captures
            .iter()
            .find(|capture| capture.name == *name)
            .and_then(|capture| leading_number(&capture.value));
        if number.is_some_and(|number| number >= *at_least) {
            severity = when.severity;
        }
    }
    severity
}

/// The severity of a finding, from that of its matches: what its count and the rules that
/// found something beside it make of it.
pub(crate) fn of_finding(
    rule: &Rule,
    severity: Severity,
    count: u64,
    found: &BTreeSet<&str>,
) -> Severity {
    let seen = |sign: &Sign| match sign {
        Sign::Value { .. } => false,
        Sign::Count(least) => count >= *least,
        Sign::Beside(other) => found.contains(other.as_str()),
    };
    let last = rule.severity_when.iter().rfind(|when| seen(&when.sign));
    last.map_or(severity, |when| when.severity)
}

/// The number that a text begins with: 20 for `20s`.
fn leading_number(text: &str) -> Option<f64> {
    let digits = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    text[..digits].parse().ok()
}
