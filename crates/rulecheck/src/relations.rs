//! What rules say of each other.

use std::collections::BTreeMap;

use unstuck_rules::author::{Defect, Draft};

use crate::folder::{Redirect, by_id};

pub(crate) fn check(drafts: &[Draft], redirects: &[Redirect], defects: &mut Vec<Defect>) {
    let known = by_id(drafts);
    let mut add = |file: &str, line: usize, message: String, remedy: &str| {
        defects.push(Defect { file: file.to_owned(), line, message, remedy: remedy.to_owned() });
    };
    let mut systems: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for draft in drafts {
        for (id, line) in &draft.mentions {
            if *id == draft.rule.id {
                add(
                    &draft.file,
                    *line,
                    "the rule names itself".to_owned(),
                    "name another rule, or none",
                );
            } else if !known.contains_key(id.as_str()) {
                add(
                    &draft.file,
                    *line,
                    format!("there is no rule `{id}`"),
                    "correct the id, or write that rule",
                );
            }
        }
        let folder = draft.rule.id.split('/').next().unwrap_or_default();
        let system = draft.text.system.as_str();
        let (first, first_file) = systems.entry(folder).or_insert((system, &draft.file));
        if *first != system {
            add(
                &draft.file,
                1,
                format!("the system is `{system}` here and `{first}` in {first_file}"),
                "one folder is one system: use the same name, or another folder",
            );
        }
    }
    for redirect in redirects {
        if known.contains_key(redirect.old.as_str()) {
            let message = format!("`{}` is retired here but is also a rule", redirect.old);
            add(&redirect.file, redirect.line, message, "drop one of them");
        }
        if !known.contains_key(redirect.new.as_str()) {
            let message = format!("there is no rule `{}`", redirect.new);
            add(&redirect.file, redirect.line, message, "redirect to a rule that exists");
        }
    }
}
