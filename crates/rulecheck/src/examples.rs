//! Every example through the whole engine, against the whole rule book.

use unstuck_engine::Engine;
use unstuck_logtext::Document;
use unstuck_report::Finding;
use unstuck_rules::author::{Defect, Draft, Example, Expect};

pub(crate) fn check(engine: &Engine, drafts: &[Draft], defects: &mut Vec<Defect>) -> usize {
    let mut run = 0;
    for draft in drafts {
        for example in &draft.examples {
            run += 1;
            let findings =
                engine.analyze(&Document::read(example.text.clone().into_bytes())).findings;
            if let Some((message, remedy)) = complaint(draft, example, &findings) {
                defects.push(Defect {
                    file: draft.file.clone(),
                    line: example.line,
                    message,
                    remedy,
                });
            }
        }
    }
    run
}

fn complaint(draft: &Draft, example: &Example, findings: &[Finding]) -> Option<(String, String)> {
    let id = draft.rule.id.as_str();
    let found: Vec<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
    match &example.expect {
        Expect::Match(values) => {
            let Some(own) = findings.iter().find(|finding| finding.rule == id) else {
                let instead = match &found[..] {
                    [] => "nothing does".to_owned(),
                    _ => format!("these do: {}", found.join(", ")),
                };
                return Some((
                    format!("the rule does not fire on its own example; {instead}"),
                    "mend the pattern or the conditions, or see whether another rule's `over` \
                     or a specific rule drives it away"
                        .to_owned(),
                ));
            };
            // The cause of this rule's problem may stand in its own example, and then leads.
            let led_by_cause = own.explained_by.as_deref() == found.first().copied();
            if found.first() != Some(&id) && !led_by_cause {
                return Some((
                    format!("`{}` leads on this example", found[0]),
                    format!(
                        "tell them apart by their patterns, or add `over = [\"{}\"]` here if it \
                         has nothing to add",
                        found[0]
                    ),
                ));
            }
            values.iter().find_map(|(name, expected)| {
                let value = own.captures.get(name);
                (value != Some(expected)).then(|| {
                    let value = value.map_or("missing".to_owned(), |value| format!("`{value}`"));
                    (
                        format!("`{name}` is {value}, not `{expected}`"),
                        "mend the group in the pattern, or the expectation".to_owned(),
                    )
                })
            })
        }
        Expect::NearMiss(instead) => {
            if let Some(own) = findings.iter().find(|finding| finding.rule == id) {
                let line = own.evidence.first().map_or(0, |evidence| evidence.line);
                return Some((
                    format!("the rule fires on its near-miss (its line {line})"),
                    "ask for more in the pattern, or add a condition".to_owned(),
                ));
            }
            let instead = instead.as_ref()?;
            (found.first() != Some(&instead.as_str())).then(|| {
                let found = found.first().map_or("nothing", |id| *id);
                (
                    format!("`{found}` leads on the near-miss, not `{instead}`"),
                    "mend that rule, or the expectation".to_owned(),
                )
            })
        }
    }
}
