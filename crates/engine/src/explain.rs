//! Fills the values of a log into the prose and the commands of a rule.

use std::collections::BTreeMap;

use serde::Serialize;
use unstuck_report::{self as report, Inline};
use unstuck_rules::{self as rules, CaptureKind, Piece, Rule, RuleBook, RuleText, Template};

/// A value is shown up to this many bytes; the evidence shows the rest.
const SHOWN: usize = 200;

/// The general steps, for errors that no rule explains.
pub(crate) fn guidance(steps: &[rules::Step]) -> Vec<report::Step> {
    let (nothing, none) = (BTreeMap::new(), []);
    let values = Values { captures: &nothing, declared: &none };
    steps.iter().map(|step| values.step(step)).collect()
}

/// What a rule says without a log: values are left out, or named by the words that stand in
/// for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FixedText {
    /// Why it happens.
    pub cause: Vec<report::Block>,
    /// What to do.
    pub fix: Vec<report::Step>,
    /// How to see that it worked.
    pub check: Vec<report::Block>,
    /// Problems that look alike.
    pub not_this: Vec<report::LookAlike>,
}

/// The text of a rule on its own, for lists and pages of rules.
pub fn fixed_text(text: &RuleText) -> FixedText {
    let (nothing, none) = (BTreeMap::new(), []);
    Values { captures: &nothing, declared: &none }.text(text)
}

/// Says a report in a language, such as `ar` or `ar-EG`, without a look at the input: what is
/// not translated into it, in English.
pub fn say_in(book: &RuleBook, report: &mut report::Report, language: &str) {
    for finding in &mut report.findings {
        language.clone_into(&mut finding.language);
        refill(book, finding);
    }
    book.language(language).clone_into(&mut report.language);
    if !report.guidance.is_empty() {
        report.guidance = guidance(&book.guidance_in(language));
    }
}

/// A finding of a rule without anything that comes from an input, and without prose, which
/// [`refill`] gives it; none if there is no such rule. A rule that was renamed is found by its old
/// id.
pub fn blank_finding(book: &RuleBook, id: &str) -> Option<report::Finding> {
    let (rule, says) = book.rule(id)?;
    let confidence = rule.variants.iter().map(|variant| variant.confidence).max();
    Some(report::Finding {
        rule: rule.id.clone(),
        system: says.system.clone(),
        problem: rule.problem.name().to_owned(),
        language: rules::ORIGINAL.to_owned(),
        title: Vec::new(),
        summary: says.summary.clone(),
        severity: rule.severity,
        confidence: confidence.unwrap_or(report::Confidence::Possible),
        role: report::Role::Standalone,
        explained_by: None,
        count: 0,
        first_time: None,
        last_time: None,
        evidence: Vec::new(),
        captures: BTreeMap::new(),
        cause: Vec::new(),
        fix: Vec::new(),
        check: Vec::new(),
        not_this: Vec::new(),
        codes: says.codes.clone(),
        sources: says.sources.clone(),
        why: Vec::new(),
        reviewed: says.reviewed.clone(),
    })
}

/// Fills the prose of a finding anew, in its language if the rule is translated into it, after
/// its values were changed: for a report whose private values were replaced. Of a rule that the
/// book does not have, nothing is left that could hold a value.
pub fn refill(book: &RuleBook, finding: &mut report::Finding) {
    let Some(place) = book.place(&finding.rule) else {
        finding.title = vec![Inline::Text { text: finding.summary.clone() }];
        (finding.cause, finding.fix) = (Vec::new(), Vec::new());
        (finding.check, finding.not_this) = (Vec::new(), Vec::new());
        return;
    };
    let (says, language) = book.says(place, &finding.language);
    let values = Values::new(&book.rules[place], &finding.captures);
    let title = values.title(&says.title);
    let FixedText { cause, fix, check, not_this } = values.text(&says);
    (finding.summary, finding.language) = (says.summary.clone(), language.to_owned());
    (finding.title, finding.cause, finding.fix) = (title, cause, fix);
    (finding.check, finding.not_this) = (check, not_this);
}

/// What a text can be filled with.
pub(crate) struct Values<'a> {
    captures: &'a BTreeMap<String, String>,
    declared: &'a [rules::Capture],
}

impl<'a> Values<'a> {
    pub(crate) fn new(rule: &'a Rule, captures: &'a BTreeMap<String, String>) -> Self {
        Self { captures, declared: &rule.captures }
    }

    /// Everything that a rule says below its headline.
    pub(crate) fn text(&self, says: &RuleText) -> FixedText {
        let other = |other: &rules::LookAlike| report::LookAlike {
            rule: other.rule.clone(),
            text: self.inlines(&other.text),
        };
        FixedText {
            cause: self.blocks(&says.cause),
            fix: says.fix.iter().map(|step| self.step(step)).collect(),
            check: self.blocks(&says.check),
            not_this: says.not_this.iter().map(other).collect(),
        }
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        self.captures.get(name).map(String::as_str)
    }

    /// A line of plain prose as parts, so that each value can be set apart when shown.
    pub(crate) fn title(&self, template: &Template) -> Vec<Inline> {
        let mut out = Vec::new();
        self.prose(&template.0, &mut out);
        out
    }

    fn prose(&self, pieces: &[Piece], out: &mut Vec<Inline>) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => push_text(out, text),
                Piece::Value { capture, default } => match self.get(capture) {
                    Some(value) => {
                        out.push(Inline::Value { name: capture.clone(), text: shown(value) });
                    }
                    None => push_text(out, default),
                },
                Piece::Optional(inner) => {
                    if self.knows_all(inner) {
                        self.prose(inner, out);
                    }
                }
            }
        }
    }

    fn knows_all(&self, pieces: &[Piece]) -> bool {
        pieces.iter().all(|piece| match piece {
            Piece::Value { capture, default } => self.get(capture).is_some() || !default.is_empty(),
            Piece::Text(_) | Piece::Optional(_) => true,
        })
    }

    /// Words without parts: for what is set in one face.
    fn words(&self, template: &Template) -> String {
        let mut parts = Vec::new();
        self.prose(&template.0, &mut parts);
        parts
            .into_iter()
            .map(|part| match part {
                Inline::Text { text } | Inline::Value { text, .. } => text,
                _ => String::new(),
            })
            .collect()
    }

    pub(crate) fn inlines(&self, parts: &[rules::Inline]) -> Vec<Inline> {
        let mut out = Vec::new();
        for part in parts {
            match part {
                rules::Inline::Text(template) => self.prose(&template.0, &mut out),
                rules::Inline::Strong(template) => {
                    out.push(Inline::Strong { text: self.words(template) });
                }
                rules::Inline::Code(template) => {
                    out.push(Inline::Code { text: self.words(template) });
                }
                rules::Inline::Link { url, text } => {
                    out.push(Inline::Link { url: url.clone(), text: text.clone() });
                }
            }
        }
        out
    }

    pub(crate) fn blocks(&self, blocks: &[rules::Block]) -> Vec<report::Block> {
        blocks
            .iter()
            .map(|block| match block {
                rules::Block::Paragraph(text) => {
                    report::Block::Paragraph { text: self.inlines(text) }
                }
                rules::Block::List(items) => report::Block::List {
                    items: items.iter().map(|item| self.inlines(item)).collect(),
                },
                rules::Block::Code(code) => report::Block::Code(self.command(code)),
            })
            .collect()
    }

    pub(crate) fn step(&self, step: &rules::Step) -> report::Step {
        report::Step {
            text: self.blocks(&step.text),
            command: step.command.as_ref().map(|code| self.command(code)),
            risk: step.risk,
            who: step.who,
        }
    }

    /// A command with values filled in: only those that are harmless for their kind, quoted
    /// where a shell needs it. Anything else stays a placeholder for the reader to replace.
    fn command(&self, code: &rules::CodeText) -> report::Command {
        let shell = matches!(code.language.as_str(), "sh" | "bash" | "shell" | "console");
        let mut text = String::new();
        self.fill(&code.text.0, shell, &mut text);
        let placeholders = placeholders(&text, &code.language);
        report::Command { language: code.language.clone(), text, placeholders }
    }

    fn fill(&self, pieces: &[Piece], shell: bool, out: &mut String) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Value { capture, default } => match self.harmless(capture) {
                    Some(value) if shell && !inside_quotes(out) => out.push_str(&quoted(value)),
                    Some(value) => out.push_str(value),
                    None if !default.is_empty() => out.push_str(default),
                    None => {
                        out.push('<');
                        out.push_str(&capture.replace('_', "-"));
                        out.push('>');
                    }
                },
                Piece::Optional(inner) => {
                    let harmless = inner.iter().all(|piece| match piece {
                        Piece::Value { capture, .. } => self.harmless(capture).is_some(),
                        _ => true,
                    });
                    if harmless {
                        self.fill(inner, shell, out);
                    }
                }
            }
        }
    }

    fn harmless(&self, name: &str) -> Option<&'a str> {
        let kind = self.declared.iter().find(|capture| capture.name == name)?.kind;
        self.get(name).filter(|value| kind != CaptureKind::Text && kind.allows(value))
    }
}

fn push_text(out: &mut Vec<Inline>, more: &str) {
    match out.last_mut() {
        Some(Inline::Text { text }) => text.push_str(more),
        _ if more.is_empty() => {}
        _ => out.push(Inline::Text { text: more.to_owned() }),
    }
}

fn shown(value: &str) -> String {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if value.len() <= SHOWN {
        return value;
    }
    format!("{}…", &value[..value.floor_char_boundary(SHOWN)])
}

/// Whether the end of a shell text stands inside quotes.
fn inside_quotes(text: &str) -> bool {
    let mut quote = None;
    let mut escaped = false;
    for c in text.chars() {
        match (quote, c) {
            _ if escaped => escaped = false,
            (None | Some('"'), '\\') => escaped = true,
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    quote.is_some()
}

/// A harmless value (see [`CaptureKind::allows`]: it holds no quote) as one word of a shell.
fn quoted(value: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-/:@%+=,".contains(&b);
    if value.bytes().all(plain) { value.to_owned() } else { format!("'{value}'") }
}

/// The placeholders such as `<host>` that a command still has, in order of appearance.
pub fn placeholders(text: &str, language: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    if matches!(language, "xml" | "html") {
        return found;
    }
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        let Some(close) = rest.find('>') else { break };
        let name = &rest[..close];
        let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let whole = format!("<{name}>");
        if is_name && !found.contains(&whole) {
            found.push(whole);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(language: &str, text: &str, kind: CaptureKind, value: Option<&str>) -> String {
        let declared =
            [rules::Capture { name: "x".to_owned(), kind, holds: rules::Holds::Nothing }];
        let captures: BTreeMap<String, String> =
            value.map(|value| ("x".to_owned(), value.to_owned())).into_iter().collect();
        let values = Values { captures: &captures, declared: &declared };
        let code = rules::CodeText { language: language.to_owned(), text: Template::parse(text) };
        values.command(&code).text
    }

    #[test]
    fn commands_are_filled_safely() {
        use CaptureKind::{Host, Url, User};
        for (language, text, kind, value, expected) in [
            ("sh", "ping {{x}}", Host, Some("db.internal"), "ping db.internal"),
            ("sh", "ping {{x}}", Host, Some("a;reboot"), "ping <x>"),
            ("sh", "ping {{x}}", Host, Some("-f"), "ping <x>"),
            ("sh", "ping {{x|localhost}}", Host, Some("$(id)"), "ping localhost"),
            ("sh", "ping {{x}}", Host, None, "ping <x>"),
            ("sh", "curl {{x}}", Url, Some("https://h/?a=1&b=2"), "curl 'https://h/?a=1&b=2'"),
            (
                "sh",
                "curl \"{{x}}\"",
                Url,
                Some("https://h/?a=1&b=2"),
                "curl \"https://h/?a=1&b=2\"",
            ),
            ("sh", "echo it\\'s {{x}}", Url, Some("https://h/?a"), "echo it\\'s 'https://h/?a'"),
            ("sql", "ALTER ROLE {{x}}", User, Some("ana; DROP TABLE t"), "ALTER ROLE <x>"),
            ("sh", "nc[[ -p {{x}}]]", Host, None, "nc"),
        ] {
            assert_eq!(filled(language, text, kind, value), expected);
        }
    }

    #[test]
    fn placeholders_are_listed_once() {
        assert_eq!(
            placeholders("a <host> b <host> <your-bucket> < 3 <3>", "sh"),
            ["<host>", "<your-bucket>"]
        );
    }
}
