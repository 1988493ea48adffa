//! What a person asks about rules.

use unstuck::protocol::RuleList;
use unstuck_engine::Engine;

/// How many rules an answer names.
const NAMED: usize = 20;

/// The rules that have all of these words in their id, title, summary or codes; those with
/// more of them in the id first.
pub(crate) fn rules_with(engine: &Engine, query: &str) -> RuleList {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return RuleList { query: query.to_owned(), ..RuleList::default() };
    }
    let mut hits = Vec::new();
    for (rule, text) in engine.rule_book().entries() {
        let codes: String = text.codes.iter().map(|code| format!(" {}", code.value)).collect();
        let (title, system) = (text.title.source(), &text.system);
        let all = format!("{} {title} {} {system}{codes}", rule.id, text.summary).to_lowercase();
        if words.iter().all(|word| all.contains(word)) {
            let elsewhere = words.iter().filter(|word| !rule.id.contains(*word)).count();
            hits.push((elsewhere, rule.id.clone(), text.summary.clone()));
        }
    }
    // Rules come in the order of their ids, and stay so.
    hits.sort_by_key(|(elsewhere, ..)| *elsewhere);
    let more = hits.len().saturating_sub(NAMED) as u64;
    let rules = hits.into_iter().take(NAMED).map(|(_, id, summary)| (id, summary)).collect();
    RuleList { query: query.to_owned(), rules, more }
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
    use super::*;

    #[test]
    fn rules_are_found_by_their_words() {
        let engine = Engine::new(unstuck_rulebook::rule_book());
        let found = |query: &str| rules_with(&engine, query);
        let first = |query: &str| found(query).rules.first().map(|(id, _)| id.clone());
        let password = "postgresql/password-authentication-failed";
        assert_eq!(first("postgresql password-authentication").as_deref(), Some(password));
        assert_eq!(first("PASSWORD  postgresql/password-auth").as_deref(), Some(password));
        let broad = found("a");
        assert!(broad.rules.len() == NAMED && broad.more > 0);
        for nothing in ["", "  ", "no-such-words-anywhere"] {
            assert_eq!(found(nothing).rules, [], "{nothing}");
        }
        assert!(keys_of(&engine, vec!["no/such".to_owned()]).is_empty());
        let keys = keys_of(&engine, vec![password.to_owned()]);
        assert_eq!(keys[0].0, password);
    }
}
