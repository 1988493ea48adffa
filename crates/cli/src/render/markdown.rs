//! A report for a ticket or a chat.

use std::io::{self, Write};

use unstuck_report::{Block, Command, Format, Inline, Report, Step};

use super::{caution, confidence, note, severity, visible};

/// Prints what was found in one input as Markdown.
pub(crate) fn report(out: &mut impl Write, name: &str, report: &Report) -> io::Result<()> {
    writeln!(out, "# {}\n", escaped(name))?;
    for entry in &report.input.notes {
        writeln!(out, "> {}\n", escaped(&note(entry)))?;
    }
    match report.input.format {
        Format::Empty => writeln!(out, "The input is empty.\n")?,
        Format::Binary => writeln!(out, "The input is not text.\n")?,
        Format::Text if report.findings.is_empty() => writeln!(out, "No known problem.\n")?,
        Format::Text => {}
    }
    for finding in &report.findings {
        writeln!(out, "## {}: {}\n", severity(finding.severity), inlines(&finding.title))?;
        let codes: String =
            finding.codes.iter().map(|code| format!(", {} {}", code.scheme, code.value)).collect();
        writeln!(
            out,
            "`{}` ({}{}, seen {} time(s))\n",
            finding.rule,
            confidence(finding.confidence),
            escaped(&codes),
            finding.count
        )?;
        for place in &finding.evidence {
            writeln!(out, "Line {}:\n", place.line)?;
            fenced(out, "text", &place.excerpt.text, "")?;
        }
        writeln!(out, "### Cause\n")?;
        blocks(out, &finding.cause)?;
        writeln!(out, "### Fix\n")?;
        steps(out, &finding.fix)?;
        writeln!(out, "### Check\n")?;
        blocks(out, &finding.check)?;
        for source in &finding.sources {
            writeln!(out, "- [{}]({})", escaped(&source.title), source.url)?;
        }
        writeln!(out)?;
    }
    for unknown in &report.unknown {
        writeln!(out, "## Not known: {}\n", escaped(&unknown.template))?;
        writeln!(out, "Fingerprint `{}`, seen {} time(s)\n", unknown.fingerprint, unknown.count)?;
        for place in &unknown.evidence {
            writeln!(out, "Line {}:\n", place.line)?;
            fenced(out, "text", &place.excerpt.text, "")?;
        }
    }
    if !report.guidance.is_empty() {
        writeln!(out, "## What helps with an error that no rule explains\n")?;
        steps(out, &report.guidance)?;
    }
    Ok(())
}

/// Text in which Markdown sees no markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' | '&')
        {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

/// Code marks that no run of backticks inside can close.
fn code(text: &str) -> String {
    let text = visible(text).replace('\n', " ");
    let marks = "`".repeat(longest_run(&text) + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{marks}{space}{text}{space}{marks}")
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

fn fenced(out: &mut impl Write, language: &str, text: &str, indent: &str) -> io::Result<()> {
    let marks = "`".repeat((longest_run(text) + 1).max(3));
    writeln!(out, "{indent}{marks}{language}")?;
    for line in visible(text).lines() {
        writeln!(out, "{indent}{line}")?;
    }
    writeln!(out, "{indent}{marks}\n")
}

fn inlines(parts: &[Inline]) -> String {
    parts
        .iter()
        .map(|part| match part {
            Inline::Text { text } => escaped(text),
            Inline::Strong { text } => format!("**{}**", escaped(text)),
            Inline::Code { text } | Inline::Value { text, .. } => code(text),
            Inline::Link { url, text } => format!("[{}]({url})", escaped(text)),
        })
        .collect()
}

fn command(out: &mut impl Write, command: &Command, indent: &str) -> io::Result<()> {
    fenced(out, &command.language, &command.text, indent)
}

fn blocks(out: &mut impl Write, blocks: &[Block]) -> io::Result<()> {
    for block in blocks {
        match block {
            Block::Paragraph { text } => writeln!(out, "{}\n", inlines(text))?,
            Block::List { items } => {
                for item in items {
                    writeln!(out, "- {}", inlines(item))?;
                }
                writeln!(out)?;
            }
            Block::Code(code) => command(out, code, "")?,
        }
    }
    Ok(())
}

fn steps(out: &mut impl Write, steps: &[Step]) -> io::Result<()> {
    for (index, step) in steps.iter().enumerate() {
        let texts: Vec<String> = step
            .text
            .iter()
            .map(|block| match block {
                Block::Paragraph { text } => inlines(text),
                Block::List { items } => {
                    items.iter().map(|item| format!("\n   - {}", inlines(item))).collect()
                }
                Block::Code(command) => code(&command.text),
            })
            .collect();
        let caution = caution(step.risk, step.who).map(|text| format!(" *({text})*"));
        writeln!(out, "{}. {}{}\n", index + 1, texts.join(" "), caution.unwrap_or_default())?;
        if let Some(code) = &step.command {
            command(out, code, "   ")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_log_becomes_markup() {
        assert_eq!(escaped("<b>*x*</b>\u{202e}"), "\\<b\\>\\*x\\*\\</b\\>\\<U+202E\\>");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`"), "`` ` ``");
        let mut out = Vec::new();
        fenced(&mut out, "text", "x\n```\ny", "").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "````text\nx\n```\ny\n````\n\n");
    }
}
