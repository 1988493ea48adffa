//! `unstuck rules stats`: how much the rules cover.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

use unstuck_rules::RuleBook;

use crate::{Failure, Outcome};

pub(crate) fn run(folder: &Path) -> Result<Outcome, Failure> {
    let checked = super::check::checked(folder)?;
    let mut out = anstream::stdout().lock();
    write(&mut out, &checked.book)?;
    writeln!(out, "examples: {}", checked.examples)?;
    writeln!(out, "lines of healthy logs without a finding: {}", checked.quiet_lines)?;
    if checked.defects.is_empty() {
        return Ok(Outcome::Clean);
    }
    writeln!(out, "defects: {} (see `unstuck rules check`)", checked.defects.len())?;
    Ok(Outcome::Found)
}

fn write(out: &mut impl Write, book: &RuleBook) -> io::Result<()> {
    let texts = || book.entries().map(|(_, text)| text);
    let systems = tally(texts().map(|text| text.system.as_str()));
    let problems = tally(book.rules.iter().map(|rule| rule.problem.name()));
    let codes: BTreeSet<(&str, &str)> = texts()
        .flat_map(|text| &text.codes)
        .map(|code| (code.scheme.as_str(), code.value.as_str()))
        .collect();
    let schemes = tally(codes.iter().map(|(scheme, _)| *scheme));
    let variants = book.rules.iter().flat_map(|rule| &rule.variants);
    let literals: usize = variants.clone().map(|variant| variant.literals.len()).sum();
    let sources: BTreeSet<&str> =
        texts().flat_map(|text| &text.sources).map(|source| source.url.as_str()).collect();
    writeln!(out, "rules: {}", book.rules.len())?;
    writeln!(out, "ways in which they are recognised: {}", variants.count())?;
    writeln!(out, "texts that are looked for: {literals}")?;
    writeln!(out, "steps: {}", texts().map(|text| text.fix.len()).sum::<usize>())?;
    for language in book.languages() {
        writeln!(out, "translated into {language}: {}", book.translated(language))?;
    }
    writeln!(out, "sources: {}", sources.len())?;
    writeln!(out, "systems: {}", list(&systems))?;
    writeln!(out, "problems: {}", list(&problems))?;
    writeln!(out, "codes: {} in {}", codes.len(), list(&schemes))
}

/// How often each name occurs.
fn tally<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// `3 (b 7, a 2, c 1)`: what occurs most often comes first.
fn list(counts: &BTreeMap<&str, usize>) -> String {
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    let words: Vec<String> = sorted.iter().map(|(name, count)| format!("{name} {count}")).collect();
    format!("{} ({})", counts.len(), words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_occurs_most_often_comes_first() {
        assert_eq!(list(&tally(["b", "a", "c", "b", "a", "b"].into_iter())), "3 (b 3, a 2, c 1)");
    }
}
