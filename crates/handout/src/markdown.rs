//! A report for a ticket or a chat.

use serde::{Deserialize, Serialize};
use unstuck_report::words::{UNTRANSLATED, caution, confidence, note, severity, visible};
use unstuck_report::{Block, Command, Evidence, Finding, Format, Inline, Report, Step, Unknown};

/// What the person said about one finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// The place of the finding in the report, from 0.
    pub finding: u32,
    /// The steps that were taken, from 0.
    pub done: Vec<u32>,
    /// Whether it helped, if they said so.
    pub verdict: Option<Verdict>,
}

/// Whether an explanation helped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// The problem is gone.
    Helped,
    /// It is still there.
    DidNotHelp,
}

/// A report on the input with this name, if it has one, as Markdown, with what the person said
/// about it.
///
/// Nothing of the input becomes markup: fences are longer than any run of backticks inside, and
/// what Markdown could take for a sign is escaped. Control characters are written out.
pub fn markdown(name: &str, report: &Report, feedback: &[Feedback]) -> String {
    let mut page = Page(String::new());
    let heading = if name.is_empty() { "Unstuck report" } else { name };
    page.line(&format!("# {}\n", escaped(heading)));
    page.line(&format!("{}\n", escaped(&about(report))));
    for entry in &report.input.notes {
        page.line(&format!("> {}\n", escaped(&note(entry))));
    }
    for (index, finding) in report.findings.iter().enumerate() {
        let said = feedback.iter().find(|said| said.finding as usize == index);
        page.finding(finding, said, &report.language);
    }
    for unknown in &report.unknown {
        page.unknown(unknown);
    }
    if !report.guidance.is_empty() {
        page.line("## What helps with an error that no rule explains\n");
        page.steps(&report.guidance, &[]);
    }
    page.0
}

/// What was read, and whether anything was found.
fn about(report: &Report) -> String {
    let input = &report.input;
    let known = match input.format {
        Format::Empty => return "The input is empty.".to_owned(),
        Format::Binary => return "The input is not text.".to_owned(),
        Format::Text => match report.findings.len() {
            0 => "No known problem".to_owned(),
            1 => "One known problem".to_owned(),
            more => format!("{more} known problems"),
        },
    };
    let format = input.log_format.as_ref().filter(|format| format.id != "text");
    let format = format.map_or(String::new(), |format| format!(", {}", format.name));
    let lines = if input.lines == 1 { "line" } else { "lines" };
    format!("{known} in {} {lines} ({} bytes{format}).", input.lines, input.bytes)
}

struct Page(String);

impl Page {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn finding(&mut self, finding: &Finding, said: Option<&Feedback>, language: &str) {
        self.line(&format!("## {}: {}\n", severity(finding.severity), inlines(&finding.title)));
        let codes: String =
            finding.codes.iter().map(|code| format!(", {} {}", code.scheme, code.value)).collect();
        self.line(&format!(
            "`{}` ({}{}, seen {} time(s){})\n",
            finding.rule,
            confidence(finding.confidence),
            escaped(&codes),
            finding.count,
            times(finding.first_time.as_deref(), finding.last_time.as_deref()),
        ));
        if finding.language != language {
            self.line(&format!("*{UNTRANSLATED}*\n"));
        }
        if let Some(cause) = &finding.explained_by {
            self.line(&format!("Follows from `{cause}`.\n"));
        }
        match said.and_then(|said| said.verdict) {
            None => {}
            Some(Verdict::Helped) => {
                self.line("**The explanation helped: the problem is gone.**\n");
            }
            Some(Verdict::DidNotHelp) => self.line("**The explanation did not help.**\n"),
        }
        self.places(&finding.evidence);
        self.line("### Cause\n");
        self.blocks(&finding.cause);
        self.line("### Fix\n");
        self.steps(&finding.fix, said.map_or(&[], |said| &said.done));
        if !finding.check.is_empty() {
            self.line("### Check\n");
            self.blocks(&finding.check);
        }
        for source in &finding.sources {
            self.line(&format!("- [{}]({})", escaped(&source.title), source.url));
        }
        self.line("");
    }

    fn unknown(&mut self, unknown: &Unknown) {
        self.line(&format!("## Not known: {}\n", code(&unknown.template)));
        self.line(&format!(
            "Fingerprint `{}`, seen {} time(s){}\n",
            unknown.fingerprint,
            unknown.count,
            times(unknown.first_time.as_deref(), unknown.last_time.as_deref()),
        ));
        self.places(&unknown.evidence);
    }

    fn places(&mut self, places: &[Evidence]) {
        for place in places {
            self.line(&format!("Line {}:\n", place.line));
            self.fenced("text", &place.excerpt.text, "");
        }
    }

    fn fenced(&mut self, language: &str, text: &str, indent: &str) {
        let marks = "`".repeat((longest_run(text) + 1).max(3));
        self.line(&format!("{indent}{marks}{language}"));
        for line in visible(text).lines() {
            self.line(&format!("{indent}{line}"));
        }
        self.line(&format!("{indent}{marks}\n"));
    }

    fn command(&mut self, command: &Command, indent: &str) {
        self.fenced(&command.language, &command.text, indent);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph { text } => self.line(&format!("{}\n", inlines(text))),
                Block::List { items } => {
                    for item in items {
                        self.line(&format!("- {}", inlines(item)));
                    }
                    self.line("");
                }
                Block::Code(code) => self.command(code, ""),
            }
        }
    }

    fn steps(&mut self, steps: &[Step], done: &[u32]) {
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
            let done = if done.contains(&(index as u32)) { "**Done.** " } else { "" };
            self.line(&format!(
                "{}. {done}{}{}\n",
                index + 1,
                texts.join(" "),
                caution.unwrap_or_default()
            ));
            if let Some(code) = &step.command {
                self.command(code, "   ");
            }
        }
    }
}

/// When something was seen, as far as the log says it.
fn times(first: Option<&str>, last: Option<&str>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first != last => {
            format!(", from {} to {}", escaped(first), escaped(last))
        }
        (Some(time), _) | (None, Some(time)) => format!(", at {}", escaped(time)),
        (None, None) => String::new(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_log_becomes_markup() {
        assert_eq!(escaped("<b>*x*</b>\u{202e}"), "\\<b\\>\\*x\\*\\</b\\>\\<U+202E\\>");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`"), "`` ` ``");
        let mut page = Page(String::new());
        page.fenced("text", "x\n```\ny", "");
        assert_eq!(page.0, "````text\nx\n```\ny\n````\n\n");
    }
}
