//! What a person asks about rules.

use std::collections::BTreeMap;

use unstuck::protocol::{RuleList, SystemRules};
use unstuck_engine::{Engine, blank_finding, refill};
use unstuck_logtext::Document;
use unstuck_report::Finding;

/// How many rules an answer names.
const NAMED: usize = 20;

/// How much of a pasted message is looked at, in bytes.
const MESSAGE: usize = 4_096;

/// The rules that a pasted message shows, then those that come close to it, then those that have
/// all of these words in their id, title, summary, codes or in the messages they look for; of
/// these, those with more of the words in the id first.
pub(crate) fn rules_with(engine: &Engine, query: &str) -> RuleList {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return RuleList { query: query.to_owned(), ..RuleList::default() };
    }
    let mut hits = Vec::new();
    for (rule, text) in engine.rule_book().entries() {
        let mut all = format!("{} {} {}", rule.id, text.title.source(), text.summary);
        for part in [text.system.as_str(), rule.problem.name()] {
            all.extend([" ", part]);
        }
        for code in &text.codes {
            all.extend([" ", &code.scheme, " ", &code.value]);
        }
        for literal in rule.variants.iter().flat_map(|variant| &variant.literals) {
            all.extend([" ", &literal.text]);
        }
        let all = all.to_lowercase();
        if words.iter().all(|word| all.contains(word)) {
            let elsewhere = words.iter().filter(|word| !rule.id.contains(*word)).count();
            hits.push((elsewhere, rule.id.clone()));
        }
    }
    // Rules come in the order of their ids, and stay so.
    hits.sort_by_key(|(elsewhere, _)| *elsewhere);
    let mut ids = shown_by(engine, query);
    for (_, id) in hits {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let more = ids.len().saturating_sub(NAMED) as u64;
    let book = engine.rule_book();
    let named = ids.into_iter().take(NAMED).filter_map(|id| {
        let summary = book.rule(&id)?.1.summary.clone();
        Some((id, summary))
    });
    RuleList { query: query.to_owned(), rules: named.collect(), more }
}

/// The ids of the rules that a message shows, and of those that come close.
fn shown_by(engine: &Engine, message: &str) -> Vec<String> {
    let message = &message[..message.floor_char_boundary(MESSAGE)];
    let report = engine.analyze(&Document::read(message.as_bytes().to_vec()));
    let mut ids = Vec::new();
    let shown = report.findings.into_iter().map(|finding| finding.rule);
    let near = report.unknown.into_iter().flat_map(|unknown| unknown.nearest);
    for id in shown.chain(near) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// All rules, by what they belong to, in the order of the names.
pub(crate) fn all_rules(engine: &Engine) -> Vec<SystemRules> {
    let mut systems: BTreeMap<String, SystemRules> = BTreeMap::new();
    for (rule, text) in engine.rule_book().entries() {
        let system = systems.entry(text.system.to_lowercase()).or_default();
        system.name.clone_from(&text.system);
        system.rules.push((rule.id.clone(), text.summary.clone()));
    }
    systems.into_values().collect()
}

/// What a rule says in a language, as a finding without a place whose values are the names of the
/// gaps.
pub(crate) fn rule_page(engine: &Engine, id: &str, language: &str) -> Option<Finding> {
    let book = engine.rule_book();
    let (rule, _) = book.rule(id)?;
    let gap = |name: &str| (name.to_owned(), format!("<{}>", name.replace('_', "-")));
    let mut finding = Finding {
        language: language.to_owned(),
        captures: rule.captures.iter().map(|capture| gap(&capture.name)).collect(),
        ..blank_finding(book, id)?
    };
    refill(book, &mut finding);
    Some(finding)
}

/// The captures that tell findings of these rules apart.
pub(crate) fn keys_of(engine: &Engine, rules: Vec<String>) -> Vec<(String, Vec<String>)> {
    let book = engine.rule_book();
    let key = |id: String| {
        let key = book.place(&id).map(|place| book.rules[place].key.clone());
        key.map(|key| (id, key))
    };
    rules.into_iter().filter_map(key).collect()
}

#[cfg(test)]
mod tests {
    use unstuck_rules::ORIGINAL;

    use super::*;

    #[test]
    fn rules_are_found_by_their_words() {
        let engine = Engine::new(unstuck_rulebook::rule_book());
        let found = |query: &str| rules_with(&engine, query);
        let first = |query: &str| found(query).rules.first().map(|(id, _)| id.clone());
        let password = "postgresql/password-authentication-failed";
        assert_eq!(first("postgresql password-authentication").as_deref(), Some(password));
        assert_eq!(first("PASSWORD  postgresql/password-auth").as_deref(), Some(password));
        // By official code, by kind of problem, and by a message with somebody's own values.
        for query in [
            "28P01",
            "sqlstate 28p01",
            "postgresql authentication password",
            "FATAL:  password authentication failed for user \"somebody\"",
        ] {
            assert!(found(query).rules.iter().any(|(id, _)| id == password), "{query}");
        }
        assert_eq!(
            first("FATAL:  password authentication failed for user \"x\"").as_deref(),
            Some(password)
        );
        let broad = found("a");
        assert!(broad.rules.len() == NAMED && broad.more > 0);
        for nothing in ["", "  ", "no-such-words-anywhere"] {
            assert_eq!(found(nothing).rules, [], "{nothing}");
        }
        assert!(keys_of(&engine, vec!["no/such".to_owned()]).is_empty());
        let keys = keys_of(&engine, vec![password.to_owned()]);
        assert_eq!(keys[0].0, password);
    }

    #[test]
    fn every_rule_has_a_page_under_all_its_names() {
        let engine = Engine::new(unstuck_rulebook::rule_book());
        let all = all_rules(&engine);
        let count: usize = all.iter().map(|system| system.rules.len()).sum();
        assert_eq!(count, engine.rules().len());
        for (id, summary) in all.iter().flat_map(|system| &system.rules) {
            let page = rule_page(&engine, id, ORIGINAL).unwrap();
            assert_eq!((&page.rule, &page.summary), (id, summary));
            assert!(
                !page.title.is_empty() && !page.cause.is_empty() && !page.fix.is_empty(),
                "{id}"
            );
        }
        for (old, new) in &engine.rule_book().redirects {
            assert_eq!(&rule_page(&engine, old, ORIGINAL).unwrap().rule, new);
        }
        assert!(rule_page(&engine, "no/such", ORIGINAL).is_none());
    }
}
