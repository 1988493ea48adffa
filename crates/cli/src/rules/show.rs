//! `unstuck rules show`.

use crate::{Failure, Outcome, render};

pub(crate) fn run(id: &str) -> Result<Outcome, Failure> {
    let book = unstuck_rulebook::rule_book();
    let Some((rule, text)) = book.rule(id) else {
        let last = id.rsplit('/').next().unwrap_or(id);
        let near: Vec<&str> = book
            .rules
            .iter()
            .map(|rule| rule.id.as_str())
            .filter(|known| known.contains(last) || known.split('/').next() == id.split('/').next())
            .take(5)
            .collect();
        let hint = if near.is_empty() {
            "`unstuck rules list` names them all".to_owned()
        } else {
            format!("near: {}", near.join(", "))
        };
        return Err(Failure::Usage(format!("there is no rule `{id}`; {hint}")));
    };
    let mut out = anstream::stdout().lock();
    render::text::rule(&mut out, rule, text)?;
    Ok(Outcome::Clean)
}
