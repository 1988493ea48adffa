//! The Markdown of a rule, lowered to a small tree. What the tree cannot hold is a defect:
//! raw HTML, pictures, tables, nested lists.

use std::collections::BTreeMap;
use std::iter::Peekable;

use pulldown_cmark::{CodeBlockKind, Event, OffsetIter, Options, Parser, Tag, TagEnd};
use unstuck_report::{Reader, Risk};

use super::defect::Defects;
use crate::template::Template;
use crate::text::{Block, CodeText, Inline, LookAlike, Step};

/// An example of a rule's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The text, as software printed it.
    pub text: String,
    /// The line of the fence in the rule's file.
    pub line: usize,
    /// What must come of it.
    pub expect: Expect,
    /// The words before it, which say where it comes from: empty if there are none, as for
    /// the second of several from the same place.
    pub origin: String,
}

/// What an example shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// The rule must be the leading finding, with these captures among its own.
    Match(BTreeMap<String, String>),
    /// The rule must not fire; if a rule is named, that one must lead.
    NearMiss(Option<String>),
}

#[derive(Debug)]
pub(super) struct PlacedStep {
    pub(super) step: Step,
    pub(super) line: usize,
}

#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) cause: Vec<Block>,
    pub(super) fix: Vec<PlacedStep>,
    pub(super) check: Vec<Block>,
    pub(super) not_this: Vec<LookAlike>,
    pub(super) examples: Vec<Example>,
    /// Section title and its line, in order of appearance.
    pub(super) sections: Vec<(String, usize)>,
    /// Rule ids that links point to.
    pub(super) mentions: Vec<(String, usize)>,
    /// The words of those links, each with its id.
    pub(super) links: Vec<(String, String)>,
    /// Every template with its line, and whether it stands in a command.
    pub(super) templates: Vec<(Template, usize, bool)>,
}

pub(super) const SECTIONS: [&str; 5] = ["Cause", "Fix", "Check", "Not this if", "Examples"];

pub(super) fn read(text: &str, first_line: usize, id: &str, defects: &mut Defects) -> Body {
    let events = Parser::new_ext(text, Options::empty()).into_offset_iter().peekable();
    let (body, origin) = (Body::default(), String::new());
    let mut reader =
        BodyReader { text, first_line, id, events, defects, body, origin, at: first_line };
    reader.run();
    reader.body
}

struct BodyReader<'a> {
    text: &'a str,
    first_line: usize,
    id: &'a str,
    events: Peekable<OffsetIter<'a>>,
    defects: &'a mut Defects,
    body: Body,
    /// The prose read last among the examples.
    origin: String,
    /// The line of the event read last.
    at: usize,
}

impl<'a> BodyReader<'a> {
    fn next(&mut self) -> Option<Event<'a>> {
        let (event, range) = self.events.next()?;
        let before = &self.text.as_bytes()[..range.start];
        self.at = self.first_line + before.iter().filter(|&&byte| byte == b'\n').count();
        Some(event)
    }

    fn refuse(&mut self, what: &str, remedy: &str) {
        self.defects.add(self.at, what, remedy);
    }

    fn run(&mut self) {
        let mut section = String::new();
        while let Some(event) = self.next() {
            let line = self.at;
            match event {
                Event::Start(Tag::Heading { .. }) => {
                    section =
                        plain(&self.inlines(TagEnd::Heading(pulldown_cmark::HeadingLevel::H2)));
                    self.body.sections.push((section.clone(), line));
                }
                Event::Start(tag) => match section.as_str() {
                    "Cause" => {
                        if let Some(block) = self.block(tag) {
                            self.body.cause.push(block);
                        }
                    }
                    "Check" => {
                        if let Some(block) = self.block(tag) {
                            self.body.check.push(block);
                        }
                    }
                    "Fix" => self.steps(&tag),
                    "Not this if" => self.look_alikes(&tag),
                    "Examples" => self.example(tag),
                    _ => {
                        self.refuse(
                            "text outside of the fixed sections",
                            "move it below one of the headings Cause, Fix, Check, Not this if, Examples",
                        );
                        self.skip();
                    }
                },
                Event::Html(_) | Event::InlineHtml(_) => self.html(),
                _ => {}
            }
        }
    }

    fn html(&mut self) {
        self.refuse("raw HTML", "write plain Markdown; put `<placeholder>` into code marks");
    }

    /// Passes over an element whose start was just read.
    fn skip(&mut self) {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next() {
                Some(Event::Start(_)) => depth += 1,
                Some(Event::End(_)) => depth -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }

    /// The words of an element whose start was just read, without their marks.
    fn words(&mut self) -> String {
        let (mut words, mut depth) = (String::new(), 1_usize);
        while depth > 0 {
            match self.next() {
                Some(Event::Start(_)) => depth += 1,
                Some(Event::End(_)) => depth -= 1,
                Some(Event::Text(text) | Event::Code(text)) => words.push_str(&text),
                Some(Event::SoftBreak | Event::HardBreak) => words.push(' '),
                Some(_) => {}
                None => break,
            }
        }
        words
    }

    fn block(&mut self, tag: Tag<'a>) -> Option<Block> {
        match tag {
            Tag::Paragraph => Some(Block::Paragraph(self.inlines(TagEnd::Paragraph))),
            Tag::List(None) => Some(Block::List(self.items())),
            Tag::CodeBlock(kind) => Some(Block::Code(self.code(&kind))),
            _ => {
                self.refuse(
                    "an element that a rule cannot hold",
                    "use paragraphs, plain lists (one level) and fenced code",
                );
                self.skip();
                None
            }
        }
    }

    /// The items of a list whose start was just read.
    fn items(&mut self) -> Vec<Vec<Inline>> {
        let mut items = Vec::new();
        while let Some(event) = self.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.inlines(TagEnd::Item)),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>) -> CodeText {
        let line = self.at;
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or("").to_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        if language.is_empty() {
            self.refuse("code without a language", "fence it and name one, such as ```sh");
        }
        let text = Template::parse(self.fenced().trim_end_matches('\n'));
        self.body.templates.push((text.clone(), line, true));
        CodeText { language, text }
    }

    fn fenced(&mut self) -> String {
        let mut text = String::new();
        while let Some(event) = self.next() {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        text
    }

    /// The parts of a line of prose up to `end`. A tight list item has no paragraph of its
    /// own, a loose one has: both read the same.
    fn inlines(&mut self, end: TagEnd) -> Vec<Inline> {
        let line = self.at;
        let mut out: Vec<Inline> = Vec::new();
        let mut words = String::new();
        let mut link: Option<(String, String)> = None;
        let mut strong: Option<String> = None;
        let flush = |words: &mut String, out: &mut Vec<Inline>| {
            if !words.is_empty() {
                out.push(Inline::Text(Template::parse(&std::mem::take(words))));
            }
        };
        while let Some(event) = self.next() {
            let in_link = link.is_some();
            let sink = match (&mut link, &mut strong) {
                (Some((_, text)), _) | (None, Some(text)) => text,
                (None, None) => &mut words,
            };
            match event {
                Event::Text(text) => sink.push_str(&text),
                Event::SoftBreak | Event::HardBreak => sink.push(' '),
                Event::Code(code) => {
                    if in_link {
                        sink.push_str(&code);
                    } else {
                        flush(&mut words, &mut out);
                        out.push(Inline::Code(Template::parse(&code)));
                    }
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    flush(&mut words, &mut out);
                    link = Some((dest_url.to_string(), String::new()));
                }
                Event::End(TagEnd::Link) => {
                    if let Some((url, text)) = link.take() {
                        self.link(url, text, &mut out);
                    }
                }
                Event::Start(Tag::Strong | Tag::Emphasis) => {
                    flush(&mut words, &mut out);
                    strong = Some(String::new());
                }
                Event::End(TagEnd::Strong | TagEnd::Emphasis) => {
                    if let Some(text) = strong.take() {
                        out.push(Inline::Strong(Template::parse(&text)));
                    }
                }
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)
                    if end != TagEnd::Paragraph => {}
                Event::InlineHtml(_) | Event::Html(_) => self.html(),
                Event::End(found)
                    if std::mem::discriminant(&found) == std::mem::discriminant(&end) =>
                {
                    break;
                }
                Event::Start(_) => {
                    self.refuse(
                        "an element that a line of prose cannot hold",
                        "use words, `code`, **strong** and links; one level of lists",
                    );
                    self.skip();
                }
                _ => {}
            }
        }
        flush(&mut words, &mut out);
        for part in &out {
            if let Inline::Text(text) | Inline::Strong(text) | Inline::Code(text) = part {
                self.body.templates.push((text.clone(), line, false));
            }
        }
        out
    }

    fn link(&mut self, url: String, text: String, out: &mut Vec<Inline>) {
        if url.starts_with("https://") {
            out.push(Inline::Link { url, text });
        } else if let Some(id) = self.rule_id(&url) {
            self.body.links.push((text.clone(), id.clone()));
            self.body.mentions.push((id, self.at));
            out.push(Inline::Code(Template::parse(&text)));
        } else {
            self.refuse(
                &format!("the link target `{url}` is neither `https:` nor a rule"),
                "link to `https://…` or to another rule's file, such as `../http/forbidden.md`",
            );
        }
    }

    /// The id that a relative link to another rule's file means.
    fn rule_id(&self, url: &str) -> Option<String> {
        let path = url.strip_suffix(".md")?;
        let folder = self.id.rsplit_once('/').map_or("", |(folder, _)| folder);
        match path.strip_prefix("../") {
            Some(other) if other.matches('/').count() == 1 => Some(other.to_owned()),
            Some(_) => None,
            None if path.contains('/') || path.contains(':') => None,
            None => Some(format!("{folder}/{path}")),
        }
    }

    fn steps(&mut self, tag: &Tag<'_>) {
        if !matches!(tag, Tag::List(Some(_))) {
            self.refuse("Fix holds something else than a numbered list", "write `1. …`, `2. …`");
            self.skip();
            return;
        }
        while let Some(event) = self.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let step = self.step();
                    self.body.fix.push(step);
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
    }

    /// One item of the Fix section: prose, at most one fenced block, and at the end an
    /// emphasised line with risk and reader.
    fn step(&mut self) -> PlacedStep {
        let line = self.at;
        let mut step =
            Step { text: Vec::new(), command: None, risk: Risk::Safe, who: Reader::Anyone };
        // A tight item has its text without a paragraph round it.
        if matches!(
            self.events.peek(),
            Some((Event::Start(Tag::Paragraph | Tag::List(_) | Tag::CodeBlock(_)), _))
        ) {
            while let Some(event) = self.next() {
                match event {
                    Event::Start(Tag::Paragraph) => {
                        let text = self.inlines(TagEnd::Paragraph);
                        if let [Inline::Strong(only)] = &text[..]
                            && let Some((risk, who)) = self.risk_line(&only.source())
                        {
                            (step.risk, step.who) = (risk, who);
                        } else {
                            step.text.push(Block::Paragraph(text));
                        }
                    }
                    Event::Start(Tag::CodeBlock(kind)) => {
                        let code = self.code(&kind);
                        if step.command.replace(code).is_some() {
                            self.refuse("a step with two commands", "make it two steps");
                        }
                    }
                    Event::Start(tag) => step.text.extend(self.block(tag)),
                    Event::End(TagEnd::Item) => break,
                    _ => {}
                }
            }
        } else {
            let text = self.inlines(TagEnd::Item);
            step.text.push(Block::Paragraph(text));
        }
        PlacedStep { step, line }
    }

    /// Reads `Risk: … Who: ….`; `None` if the line is something else.
    fn risk_line(&mut self, text: &str) -> Option<(Risk, Reader)> {
        if !text.starts_with("Risk:") && !text.starts_with("Who:") {
            return None;
        }
        let (mut risk, mut who) = (Risk::Safe, Reader::Anyone);
        for part in text.split_inclusive('.') {
            let part = part.trim().trim_end_matches('.');
            match part.split_once(':').map(|(name, value)| (name.trim(), value.trim())) {
                Some(("Risk", "safe")) => risk = Risk::Safe,
                Some(("Risk", "changes configuration")) => risk = Risk::ChangesConfiguration,
                Some(("Risk", "interrupts")) => risk = Risk::Interrupts,
                Some(("Risk", "can lose data")) => risk = Risk::CanLoseData,
                Some(("Who", "anyone")) => who = Reader::Anyone,
                Some(("Who", "developer")) => who = Reader::Developer,
                Some(("Who", "administrator")) => who = Reader::Administrator,
                Some(("Who", "network administrator")) => who = Reader::NetworkAdministrator,
                Some(("Who", "provider")) => who = Reader::Provider,
                _ if part.is_empty() => {}
                _ => self.refuse(
                    &format!("`{part}` is no risk and no reader"),
                    "risks: safe, changes configuration, interrupts, can lose data; readers: \
                     anyone, developer, administrator, network administrator, provider",
                ),
            }
        }
        Some((risk, who))
    }

    fn look_alikes(&mut self, tag: &Tag<'_>) {
        if !matches!(tag, Tag::List(None)) {
            self.refuse("Not this if holds something else than a list", "write `- …` items");
            self.skip();
            return;
        }
        while let Some(event) = self.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let before = self.body.mentions.len();
                    let text = self.inlines(TagEnd::Item);
                    let rule = self.body.mentions.get(before).map(|(id, _)| id.clone());
                    self.body.not_this.push(LookAlike { rule, text });
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
    }

    fn example(&mut self, tag: Tag<'a>) {
        let Tag::CodeBlock(CodeBlockKind::Fenced(info)) = tag else {
            // Prose between examples says where they come from.
            self.origin = self.words();
            return;
        };
        let line = self.at;
        let text = self.fenced();
        let text = text.strip_suffix('\n').unwrap_or(&text).to_owned();
        let origin = std::mem::take(&mut self.origin);
        match expectation(&info) {
            Ok(expect) => self.body.examples.push(Example { text, line, expect, origin }),
            Err(message) => self.defects.add(
                line,
                message,
                "begin the fence with ```log match name=\"value\"… or ```log near-miss [instead=\"rule\"]",
            ),
        }
    }
}

/// Reads what a fence says behind its backticks.
fn expectation(info: &str) -> Result<Expect, String> {
    let mut rest = info.trim();
    let word = |rest: &mut &str| {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(end);
        *rest = tail.trim_start();
        word.to_owned()
    };
    let (language, kind) = (word(&mut rest), word(&mut rest));
    if language != "log" {
        return Err(format!("an example whose language is `{language}`, not `log`"));
    }
    let mut values = BTreeMap::new();
    while !rest.is_empty() {
        let Some((name, tail)) = rest.split_once("=\"") else {
            return Err(format!("`{rest}` is not of the form name=\"value\""));
        };
        let Some((value, tail)) = tail.split_once('"') else {
            return Err(format!("the value of `{name}` has no closing quote"));
        };
        values.insert(name.to_owned(), value.to_owned());
        rest = tail.trim_start();
    }
    match kind.as_str() {
        "match" => Ok(Expect::Match(values)),
        "near-miss" => {
            let instead = values.remove("instead");
            match values.into_keys().next() {
                None => Ok(Expect::NearMiss(instead)),
                Some(name) => Err(format!("a near-miss has no capture `{name}`")),
            }
        }
        _ => Err(format!("`{kind}` is neither `match` nor `near-miss`")),
    }
}

fn plain(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) | Inline::Strong(text) | Inline::Code(text) => text.source(),
            Inline::Link { text, .. } => text.clone(),
        })
        .collect()
}
