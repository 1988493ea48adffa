//! `unstuck rules show`.

use std::io::Write;

use unstuck_report::words::UNTRANSLATED;

use crate::{Failure, Outcome, render};

pub(crate) fn run(id: &str, language: &str) -> Result<Outcome, Failure> {
    let book = unstuck_rulebook::rule_book();
    render::known_language(&book, language)?;
    let Some(place) = book.place(id) else {
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
    let (text, found) = book.says(place, language);
    render::text::rule(&mut out, &book.rules[place], &text)?;
    if found != book.language(language) {
        writeln!(out, "    {UNTRANSLATED}")?;
    }
    Ok(Outcome::Clean)
}
