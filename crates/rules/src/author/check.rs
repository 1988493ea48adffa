//! Every check on one rule that needs no other rule and no log.

use std::collections::BTreeSet;

use toml::Spanned;
use unstuck_report::{Code, Confidence, Source};

use super::Draft;
use super::body::{Body, Expect, PlacedStep, SECTIONS};
use super::defect::Defects;
use super::front_matter::{ConditionEntry, FrontMatter, Lines, MatchEntry, Placed, WithinEntry};
use crate::literals::Ordinary;
use crate::model::{
    Bounds, Capture, Condition, Rule, SeverityWhen, Sign, Variant, Within, version,
};
use crate::pattern;
use crate::template::Template;
use crate::text::{Block, Inline, RuleText};

/// Characters that change the direction of text or hide: never in a rule.
fn hides(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{feff}')
        || (c.is_control() && c != '\n' && c != '\t' && c != '\u{1b}')
}

/// Checks on the characters of the file.
pub(super) fn raw_text(source: &str, defects: &mut Defects) {
    for (at, line) in source.lines().enumerate() {
        if let Some(c) = line.chars().find(|&c| hides(c)) {
            defects.add(
                at + 1,
                format!("the invisible character U+{:04X}", u32::from(c)),
                "delete it",
            );
        }
    }
}

/// A step of the general guidance has no log to take values from.
pub(super) fn no_gaps(step: &PlacedStep, defects: &mut Defects) {
    let mut templates = Vec::new();
    for block in &step.step.text {
        if let Block::Paragraph(parts) = block {
            templates.extend(parts.iter().filter_map(|part| match part {
                Inline::Text(text) | Inline::Strong(text) | Inline::Code(text) => Some(text),
                Inline::Link { .. } => None,
            }));
        }
    }
    for (name, _) in templates.into_iter().flat_map(Template::gaps) {
        defects.add(
            step.line,
            format!("the gap `{name}` in the general steps"),
            "general steps apply to any log: name no value",
        );
    }
}

/// Puts front matter and body together and checks what they say of each other.
pub(super) fn assemble(
    file: &str,
    id: &str,
    placed: &Placed<FrontMatter>,
    body: Body,
    defects: &mut Defects,
) -> Draft {
    let Placed { lines, front_matter: front } = placed;
    check_id(id, defects);
    check_words(front, lines, defects);
    let mut mentions = body.mentions.clone();
    for list in [&front.explains, &front.over] {
        mentions.extend(list.iter().map(|id| (id.get_ref().clone(), lines.of(id))));
    }
    let default_confidence = if front.general { Confidence::Likely } else { Confidence::Certain };
    let mut groups = Groups::default();
    let variants: Vec<Variant> = front
        .variants
        .iter()
        .map(|entry| variant(entry.get_ref(), default_confidence, lines, &mut groups, defects))
        .collect();
    if variants.is_empty() {
        defects.add(1, "the rule has no [[match]]", "add at least one pattern");
    }
    let captures = captures(front, lines, &groups, defects);
    check_gaps(front, lines, &body, &captures, &groups, defects);
    check_sections(&body, &SECTIONS, defects);
    check_examples(&body, &captures, defects);
    let severity_when = severity_signs(front, lines, &mut mentions, defects);
    let rule = Rule {
        id: id.to_owned(),
        problem: front.problem,
        severity: front.severity,
        severity_when,
        variants,
        captures,
        key: front.key.iter().map(|name| name.get_ref().clone()).collect(),
        explains: front.explains.iter().map(|id| id.get_ref().clone()).collect(),
        over: front.over.iter().map(|id| id.get_ref().clone()).collect(),
        general: front.general,
        follow_up: front.follow_up,
    };
    let text = RuleText {
        title: Template::parse(front.title.get_ref()),
        summary: front.summary.get_ref().clone(),
        system: front.system.get_ref().clone(),
        codes: front.codes.iter().filter_map(|code| read_code(code.get_ref())).collect(),
        applies_to: front.applies_to.clone(),
        reviewed: front.reviewed.get_ref().clone(),
        sources: front.sources.iter().filter_map(|source| read_source(source.get_ref())).collect(),
        cause: body.cause,
        fix: body.fix.into_iter().map(|step| step.step).collect(),
        check: body.check,
        not_this: body.not_this,
    };
    let Body { examples, links, .. } = body;
    let (file, prose) = (file.to_owned(), String::new());
    Draft { file, rule, text, examples, mentions, links, prose }
}

fn check_id(id: &str, defects: &mut Defects) {
    let kebab = |part: &str| {
        !part.is_empty()
            && part.split('-').all(|word| {
                !word.is_empty()
                    && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            })
    };
    if id.split('/').count() != 2 || !id.split('/').all(kebab) {
        defects.add(
            1,
            format!("`{id}` is no rule id"),
            "name the file rules/<system>/<problem>.md in lower-case words joined by hyphens",
        );
    }
}

/// Checks on single fields.
fn check_words(front: &FrontMatter, lines: &Lines, defects: &mut Defects) {
    check_headline(&front.title, &front.summary, lines, defects);
    if !is_date(front.reviewed.get_ref()) {
        defects.add(
            lines.of(&front.reviewed),
            format!("`{}` is no date", front.reviewed.get_ref()),
            "write YYYY-MM-DD",
        );
    }
    for code in &front.codes {
        if read_code(code.get_ref()).is_none() {
            defects.add(
                lines.of(code),
                format!("`{}` is no code", code.get_ref()),
                "write the scheme, a space and the code, such as \"SQLSTATE 28P01\"",
            );
        }
    }
    for source in &front.sources {
        if read_source(source.get_ref()).is_none() {
            defects.add(
                lines.of(source),
                format!("`{}` is no source", source.get_ref()),
                "write a title and an https address: \"PostgreSQL: Error codes <https://…>\"",
            );
        }
    }
    if front.sources.is_empty() {
        defects.add(
            1,
            "the rule names no source",
            "add the documentation or source file that the message is in",
        );
    }
}

/// Checks on title and summary, in whatever language.
pub(super) fn check_headline(
    title: &Spanned<String>,
    summary: &Spanned<String>,
    lines: &Lines,
    defects: &mut Defects,
) {
    for (field, name, limit) in [(title, "title", 120), (summary, "summary", 200)] {
        let text = field.get_ref();
        if text.trim().is_empty() || text.chars().count() > limit {
            defects.add(
                lines.of(field),
                format!("the {name} is empty or longer than {limit} characters"),
                "say the problem in one short sentence",
            );
        }
    }
    if !Template::parse(summary.get_ref()).gaps().is_empty() {
        defects.add(
            lines.of(summary),
            "the summary has a gap for a value",
            "the summary is the same for every log: use the title for values",
        );
    }
}

fn is_date(text: &str) -> bool {
    let number =
        |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse::<u32>().ok());
    let parts = (number(0..4), number(5..7), number(8..10));
    text.len() == 10
        && text.as_bytes()[4] == b'-'
        && text.as_bytes()[7] == b'-'
        && matches!(parts, (Some(2020..=2100), Some(1..=12), Some(1..=31)))
}

fn read_code(text: &str) -> Option<Code> {
    let (scheme, value) = text.rsplit_once(' ')?;
    (!scheme.is_empty() && !value.is_empty())
        .then(|| Code { scheme: scheme.to_owned(), value: value.to_owned() })
}

fn read_source(text: &str) -> Option<Source> {
    let (title, url) = text.strip_suffix('>')?.split_once(" <")?;
    (url.starts_with("https://") && !title.trim().is_empty())
        .then(|| Source { title: title.trim().to_owned(), url: url.to_owned() })
}

/// The groups of all patterns of a rule.
#[derive(Default)]
struct Groups {
    all: BTreeSet<String>,
    /// In every match of every pattern; `None` before the first pattern.
    certain: Option<BTreeSet<String>>,
}

fn variant(
    entry: &MatchEntry,
    default_confidence: Confidence,
    lines: &Lines,
    groups: &mut Groups,
    defects: &mut Defects,
) -> Variant {
    let line = lines.of(&entry.pattern);
    let source = entry.pattern.get_ref();
    if let Some(anatomy) = check_pattern(source, entry.case_sensitive, line, defects) {
        groups.all.extend(anatomy.groups);
        let certain: BTreeSet<String> = anatomy.certain_groups.into_iter().collect();
        groups.certain = Some(match groups.certain.take() {
            Some(so_far) => so_far.intersection(&certain).cloned().collect(),
            None => certain,
        });
        if anatomy.literals.is_empty() || !anatomy.has_words {
            defects.add(
                line,
                "the pattern has no fixed text that every match contains",
                "add at least five fixed characters, one of them a letter, that the message always has",
            );
        }
    }
    let mut conditions = |list: &[Spanned<ConditionEntry>], of_log: bool| {
        list.iter()
            .map(|entry| condition(entry.get_ref(), of_log, lines.of(entry), defects))
            .collect::<Vec<_>>()
    };
    let mut variant = Variant {
        pattern: source.clone(),
        case_sensitive: entry.case_sensitive,
        confidence: entry.confidence.unwrap_or(default_confidence),
        literals: Vec::new(),
        gates: Vec::new(),
        all: conditions(&entry.all, true),
        any: conditions(&entry.any, false),
        none: conditions(&entry.none, true),
    };
    variant.look_for_rarest(&Ordinary::default());
    variant
}

/// Reads a condition; only where `of_log` may it look at the whole log.
fn condition(
    entry: &ConditionEntry,
    of_log: bool,
    line: usize,
    defects: &mut Defects,
) -> Condition {
    let anatomy = check_pattern(&entry.pattern, false, line, defects);
    let within = match &entry.within {
        WithinEntry::Lines(0) => Within::Entry,
        WithinEntry::Lines(lines) => {
            if *lines > 200 {
                defects.add(line, "`within` is more than 200 records", "look closer by");
            }
            Within::Records(*lines)
        }
        WithinEntry::Word(word) => {
            if word != "log" || !of_log {
                defects.add(
                    line,
                    format!("`within = \"{word}\"` cannot stand here"),
                    "give a number of lines, or \"log\" in `all` and `none`",
                );
            }
            let literals = anatomy.as_ref().map_or(0, |anatomy| anatomy.literals.len());
            if literals == 0 {
                defects.add(
                    line,
                    "the condition on the whole log has no fixed text that every match contains",
                    "add at least five fixed characters",
                );
            }
            Within::Log
        }
    };
    if entry.says.trim().is_empty() {
        defects.add(line, "`says` is empty", "say the condition in words");
    }
    let mut bound = |text: &Option<String>| {
        let text = text.as_ref()?;
        let value = version(text);
        if value.is_none() {
            defects.add(line, format!("`{text}` is no number"), "write it like \"15\" or \"15.3\"");
        }
        value
    };
    let (at_least, below) = (bound(&entry.at_least), bound(&entry.below));
    let bounds = (at_least.is_some() || below.is_some()).then_some(Bounds { at_least, below });
    let has_value =
        anatomy.is_some_and(|anatomy| anatomy.groups.iter().any(|name| name == "value"));
    if bounds.is_some() != has_value {
        defects.add(
            line,
            "`at_least` and `below` compare the group `value` of the pattern",
            "have all of them or none",
        );
    }
    Condition {
        pattern: entry.pattern.clone(),
        within,
        bounds,
        says: entry.says.clone(),
        literals: Vec::new(),
    }
}

/// Reads what changes the severity.
fn severity_signs(
    front: &FrontMatter,
    lines: &Lines,
    mentions: &mut Vec<(String, usize)>,
    defects: &mut Defects,
) -> Vec<SeverityWhen> {
    let mut signs = Vec::new();
    for spanned in &front.severity_when {
        let entry = spanned.get_ref();
        let sign = match (&entry.capture, entry.at_least, entry.count, &entry.beside) {
            (Some(capture), Some(at_least), None, None) => {
                Sign::Value { capture: capture.clone(), at_least }
            }
            (None, None, Some(count), None) => Sign::Count(count),
            (None, None, None, Some(rule)) => {
                mentions.push((rule.clone(), lines.of(spanned)));
                Sign::Beside(rule.clone())
            }
            _ => {
                defects.add(
                    lines.of(spanned),
                    "`severity_when` names no sign, or several",
                    "give `capture` and `at_least`, or `count`, or `beside`",
                );
                continue;
            }
        };
        signs.push(SeverityWhen { sign, severity: entry.severity });
    }
    signs
}

fn check_pattern(
    source: &str,
    case_sensitive: bool,
    line: usize,
    defects: &mut Defects,
) -> Option<pattern::Anatomy> {
    if source.len() > pattern::MAX_LENGTH {
        defects.add(
            line,
            format!("the pattern is longer than {} bytes", pattern::MAX_LENGTH),
            "make it several [[match]] entries",
        );
    }
    match pattern::compile(source, case_sensitive) {
        Err(error) => {
            let message = match error.syntax_error() {
                Some(error) => error.to_string(),
                None => "error: it is too large when compiled".to_owned(),
            };
            let reason = message.lines().last().unwrap_or_default().trim();
            let remedy = if reason.contains("Unicode not allowed") {
                "a class in brackets holds ASCII only; write a choice, such as (?:“|”)"
            } else {
                "see the syntax of the Rust crate `regex`: no look-around, no back-references"
            };
            defects.add(line, format!("the pattern is not a regular expression: {reason}"), remedy);
            None
        }
        Ok(regex) if regex.is_match("") => {
            defects.add(line, "the pattern matches the empty text", "require some text");
            None
        }
        Ok(_) => pattern::anatomy(source, case_sensitive, &Ordinary::default()),
    }
}

fn captures(
    front: &FrontMatter,
    lines: &Lines,
    groups: &Groups,
    defects: &mut Defects,
) -> Vec<Capture> {
    for name in &groups.all {
        if !front.captures.contains_key(name) {
            defects.add(
                1,
                format!("the pattern picks out `{name}`, which is not declared"),
                format!("add `[captures] {name} = {{ kind = \"…\" }}`, or make the group `(?:…)`"),
            );
        }
    }
    let mut out = Vec::new();
    for (name, entry) in &front.captures {
        if !groups.all.contains(name) {
            defects.add(
                lines.of(entry),
                format!("no pattern has a group `{name}`"),
                format!("write `(?P<{name}>…)` in a pattern, or drop the declaration"),
            );
        }
        let entry = entry.get_ref();
        out.push(Capture {
            name: name.clone(),
            kind: entry.kind,
            holds: entry.holds.unwrap_or_else(|| entry.kind.holds()),
        });
    }
    for (list, what) in [(&front.key, "key")] {
        for name in list {
            if !front.captures.contains_key(name.get_ref()) {
                defects.add(
                    lines.of(name),
                    format!("`{what}` names `{}`, which is no capture", name.get_ref()),
                    "name a declared capture",
                );
            }
        }
    }
    for entry in &front.severity_when {
        let Some(name) = &entry.get_ref().capture else { continue };
        if !front.captures.contains_key(name) {
            defects.add(
                lines.of(entry),
                format!("`severity_when` reads `{name}`, which is no capture"),
                "name a declared capture",
            );
        }
    }
    out
}

/// Gaps must name captures, say something when the value is missing, and use every capture.
fn check_gaps(
    front: &FrontMatter,
    lines: &Lines,
    body: &Body,
    captures: &[Capture],
    groups: &Groups,
    defects: &mut Defects,
) {
    let certain = groups.certain.clone().unwrap_or_default();
    let mut used: BTreeSet<String> = front.key.iter().map(|name| name.get_ref().clone()).collect();
    used.extend(front.severity_when.iter().filter_map(|entry| entry.get_ref().capture.clone()));
    let title = Template::parse(front.title.get_ref());
    let title_line = lines.of(&front.title);
    let prose = body.templates.iter().map(|(template, line, command)| (template, *line, *command));
    for (template, line, in_command) in std::iter::once((&title, title_line, false)).chain(prose) {
        for (name, has_default) in template.gaps() {
            used.insert(name.to_owned());
            if !captures.iter().any(|capture| capture.name == name) {
                defects.add(
                    line,
                    format!("the gap `{name}` is no capture"),
                    "name a declared capture, or drop the braces",
                );
            } else if !has_default && !in_command && !certain.contains(name) {
                defects.add(
                    line,
                    format!("`{name}` is not in every match, and nothing stands in for it"),
                    format!("write {{{{{name}|words}}}}, or put the part into [[ … ]]"),
                );
            }
        }
    }
    for capture in captures {
        if !used.contains(&capture.name) {
            let line = front.captures.get(&capture.name).map_or(1, |entry| lines.of(entry));
            defects.add(
                line,
                format!("the capture `{}` is used nowhere", capture.name),
                "use it in the title, the text, a command, `key` or `severity_when`, or drop it",
            );
        }
    }
}

/// Checks that the body has these sections, each once and with something in it.
pub(super) fn check_sections(body: &Body, sections: &[&str], defects: &mut Defects) {
    for (name, line) in &body.sections {
        if !sections.contains(&name.as_str()) {
            defects.add(
                *line,
                format!("the section `{name}` is not one of the fixed ones"),
                format!("use {}", sections.join(", ")),
            );
        }
    }
    let found: Vec<&str> = body.sections.iter().map(|(name, _)| name.as_str()).collect();
    for name in sections {
        let times = found.iter().filter(|found| *found == name).count();
        if times != 1 {
            let problem = if times == 0 { "missing" } else { "there more than once" };
            defects.add(
                1,
                format!("the section `{name}` is {problem}"),
                format!("write one heading `## {name}`"),
            );
        }
    }
    for (name, empty) in [
        ("Cause", body.cause.is_empty()),
        ("Fix", body.fix.is_empty()),
        ("Check", body.check.is_empty()),
        ("Not this if", body.not_this.is_empty()),
    ] {
        let line = body.sections.iter().find(|(found, _)| found == name).map(|(_, line)| *line);
        if let Some(line) = line
            && empty
        {
            defects.add(line, format!("the section `{name}` is empty"), "fill it");
        }
    }
}

fn check_examples(body: &Body, captures: &[Capture], defects: &mut Defects) {
    let mut matches = BTreeSet::new();
    let mut near_misses = 0;
    for example in &body.examples {
        match &example.expect {
            Expect::Match(values) => {
                matches.insert(example.text.as_str());
                for name in values.keys() {
                    if !captures.iter().any(|capture| capture.name == *name) {
                        defects.add(
                            example.line,
                            format!("the example expects `{name}`, which is no capture"),
                            "name a declared capture",
                        );
                    }
                }
            }
            Expect::NearMiss(_) => near_misses += 1,
        }
        if example.text.trim().is_empty() {
            defects.add(example.line, "the example is empty", "put real output into it");
        }
    }
    if matches.len() < 2 {
        defects.add(
            1,
            format!("the rule has {} matching example(s) that differ", matches.len()),
            "add real output, at least two that differ: ```log match",
        );
    }
    if near_misses == 0 {
        defects.add(
            1,
            "the rule has no near-miss",
            "add real output that looks alike and is another problem: ```log near-miss",
        );
    }
}
