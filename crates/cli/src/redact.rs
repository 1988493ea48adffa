//! `unstuck redact`.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use unstuck_logtext::{Document, MAX_INPUT};
use unstuck_redact::{Item, Redactor};
use unstuck_report::words::visible;

use crate::input::{self, Input};
use crate::{Failure, Outcome, render};

pub(crate) fn run(files: &[PathBuf], keep: Vec<String>, list: bool) -> Result<Outcome, Failure> {
    let keep: BTreeSet<String> = keep.into_iter().collect();
    let mut redactor = Redactor::new(&[], &keep);
    let mut documents = Vec::new();
    for input in input::open(files, &mut |problem| render::complain(problem))? {
        for damage in &input.damage {
            render::complain(&format!("{}: {damage}", input.name));
        }
        let name = input.name.clone();
        documents.push(read(input).map_err(|reason| Failure::Unreadable { name, reason })?);
    }
    for document in &documents {
        redactor.learn(document.text());
    }
    let mut out = anstream::stdout().lock();
    for document in &documents {
        let redacted = redactor.redact(document.text());
        if !list {
            out.write_all(redacted.as_bytes())?;
        }
    }
    if list {
        write_list(&mut out, redactor.items())?;
    }
    out.flush()?;
    Ok(Outcome::Clean)
}

/// The whole input: of a part, nobody could say that the rest holds nothing.
fn read(input: Input) -> Result<Document, String> {
    if input.bytes > MAX_INPUT as u64 {
        return Err(format!("it is larger than {} MB", MAX_INPUT >> 20));
    }
    let mut bytes = Vec::new();
    let mut file = input.file;
    file.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    Ok(Document::read(bytes))
}

/// One line for each value: its token, what it is, how often it stands, in which line first,
/// and the value with its middle hidden.
fn write_list(out: &mut impl Write, items: &[Item]) -> io::Result<()> {
    let width = items.iter().map(|item| item.token.len()).max().unwrap_or_default();
    for item in items {
        let times = if item.count == 1 { "once" } else { "times" };
        let count = if item.count == 1 { String::new() } else { format!("{} ", item.count) };
        let kept = if item.kept { ", kept" } else { "" };
        writeln!(
            out,
            "{:width$}  {}, {count}{times}{kept}, first in line {}: {}",
            item.token,
            item.kind.name(),
            item.context.line,
            masked(&item.value),
        )?;
    }
    Ok(())
}

/// Enough of a value to recognise it, for whoever knows it: its first bytes and its length.
fn masked(value: &str) -> String {
    let shown = (value.chars().count() / 4).min(3);
    let start: String = value.chars().take(shown).collect();
    format!("{}… ({} bytes)", visible(&start).replace('\n', " "), value.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_of_a_value_is_masked() {
        for (value, expected) in [
            ("x", "… (1 bytes)"),
            ("hunter22", "hu… (8 bytes)"),
            ("jane@example.com", "jan… (16 bytes)"),
            ("\u{1b}[31mabcdefgh", "<U+001B>[3… (13 bytes)"),
        ] {
            assert_eq!(masked(value), expected);
        }
    }
}
