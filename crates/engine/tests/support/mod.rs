//! A small rule book for tests of the engine.

use unstuck_engine::Engine;
use unstuck_rules::{Rule, RuleBook, RuleText, author};

/// A rule with the given front matter lines and match tables.
pub(crate) fn rule(
    id: &str,
    title: &str,
    fields: &str,
    tables: &str,
    command: &str,
) -> (Rule, RuleText) {
    let source = format!(
        "+++\ntitle = '{title}'\nsummary = 's'\nsystem = 'S'\nreviewed = '2026-01-01'\n\
         sources = ['a <https://example.org>']\n{fields}\n{tables}\n+++\n\
         ## Cause\n\nc\n\n## Fix\n\n1. f\n\n   ```sh\n   {command}\n   ```\n\n## Check\n\nk\n\n## Not this if\n\n- n\n\n## Examples\n"
    );
    let (draft, defects) = author::read(id, id, &source);
    let serious: Vec<_> =
        defects.iter().filter(|defect| !defect.message.contains("the rule has")).collect();
    assert!(serious.is_empty(), "{id}: {serious:?}");
    let draft = draft.unwrap();
    (draft.rule, draft.text)
}

/// An engine with rules that name, in turn, a cause, a general case, a symptom, a condition
/// and a value beyond ASCII.
pub(crate) fn engine() -> Engine {
    let timeout = "problem = 'timeout'\nseverity = 'warning'";
    let refused = "problem = 'connection-refused'\nseverity = 'error'";
    let rules = vec![
        rule(
            "db/refused",
            "{{host|db}} refused",
            &format!("{refused}\nkey = ['host']\nexplains = ['job/failed']"),
            "[[match]]\npattern = 'database (?P<host>\\S+) refused'\n[captures]\nhost = { kind = 'host' }",
            "ping {{host}}",
        ),
        rule(
            "net/refused",
            "refused",
            &format!("{refused}\ngeneral = true"),
            "[[match]]\npattern = '(?:refused)'",
            "x",
        ),
        rule(
            "job/failed",
            "job",
            "problem = 'crash'\nseverity = 'critical'",
            "[[match]]\npattern = 'job failed'",
            "x",
        ),
        rule(
            "slow/call",
            "slow",
            timeout,
            "[[match]]\npattern = 'took (?P<time>\\d+)s'\nall = [{ pattern = 'upstream', within = 2, says = 'names an upstream nearby' }]\nnone = [{ pattern = 'ignored', says = 'says that it is ignored' }]\n[captures]\ntime = { kind = 'duration' }\n[[severity_when]]\ncapture = 'time'\nat_least = 60\nseverity = 'critical'",
            "x",
        ),
        rule(
            "utf/word",
            "{{word}}",
            timeout,
            "[[match]]\npattern = 'größe (?P<word>.{1,3})'\n[captures]\nword = { kind = 'text' }",
            "x",
        ),
    ];
    let (guidance, _) = author::read_guidance("g", "## Fix\n\n1. Look.\n");
    Engine::new(RuleBook::new(rules, guidance, Vec::new()))
}
