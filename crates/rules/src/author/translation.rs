//! Translations as they are written: `<problem>.<language>.md` beside the rule.
//!
//! A translation holds prose alone. Commands, risks and readers are taken over from the
//! original, step by step, so no copy of them can go out of date.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use toml::Spanned;
use unstuck_report::{Reader, Risk};

use super::body::{self, Body, PlacedStep};
use super::defect::{Defect, Defects};
use super::front_matter::{self, GuidanceFront, Lines, Placed, TranslationFront};
use super::{Draft, check};
use crate::literals::Ordinary;
use crate::pattern;
use crate::template::{Piece, Template};
use crate::text::{Block, CodeText, Inline, LookAlike, RuleText, Step};
use crate::translation::{ORIGINAL, Translation};

/// The sections of a translation: those of a rule, without examples.
const SECTIONS: [&str; 4] = ["Cause", "Fix", "Check", "Not this if"];

/// The language of a code block that stands for the original's.
const MARKER: &str = "original";

/// Codes of languages in ISO 639-1.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch \
    co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha \
    he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks \
    ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no \
    nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq \
    sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi \
    yo za zh zu";

/// What each of the general steps says.
pub type StepWords = Vec<Vec<Block>>;

/// A translation as read from its file.
#[derive(Clone, Debug)]
pub struct Translated<T> {
    /// What it says.
    pub words: T,
    /// What to do if the original has changed since.
    pub outdated: Option<Defect>,
}

/// Whether this is the code of a language that rules can be translated into, such as `ar`,
/// `pt-BR` or `zh-Hant`.
pub fn is_language(code: &str) -> bool {
    let (language, rest) = code.split_once('-').map_or((code, None), |(a, b)| (a, Some(b)));
    let upper = |text: &str| text.bytes().all(|b| b.is_ascii_uppercase());
    let is_subtag = |tag: &str| {
        (tag.len() == 2 && upper(tag))
            || (tag.len() == 4
                && tag.is_ascii()
                && upper(&tag[..1])
                && tag.bytes().skip(1).all(|b| b.is_ascii_lowercase()))
    };
    language != ORIGINAL
        && LANGUAGES.split_whitespace().any(|known| known == language)
        && rest.is_none_or(is_subtag)
}

/// Reads the translation of a rule.
pub fn read_translation(
    file: &str,
    source: &str,
    original: &Draft,
) -> (Option<Translated<Translation>>, Vec<Defect>) {
    let mut defects = Defects::new(file);
    let Some((front, body)) = parts::<TranslationFront>(source, &original.rule.id, &mut defects)
    else {
        return (None, defects.into_inner());
    };
    let Placed { lines, front_matter: front } = front;
    check::check_headline(&front.title, &front.summary, &lines, &mut defects);
    check::check_sections(&body, &SECTIONS, &mut defects);
    let title = Template::parse(front.title.get_ref());
    let mut compare = Compare::new(&body, Some(original), &mut defects);
    let says = &original.text;
    compare.gaps(lines.of(&front.title), &[&title], &[&says.title]);
    let line = |name: &str| {
        body.sections.iter().find(|(found, _)| found == name).map_or(1, |(_, line)| *line)
    };
    let cause = compare.section(line("Cause"), &body.cause, &says.cause);
    let check = compare.section(line("Check"), &body.check, &says.check);
    let fix = compare.steps(line("Fix"), &body.fix, &says.fix);
    let not_this = compare.look_alikes(line("Not this if"), &body, says);
    compare.references(&body, original);
    let words = Translation {
        title,
        summary: front.summary.get_ref().clone(),
        cause,
        fix,
        check,
        not_this,
    };
    let outdated = outdated(file, &lines, &front.translates, &original.prose);
    (Some(Translated { words, outdated }), defects.into_inner())
}

/// Reads the translation of the general steps; `prose` is the fingerprint of the original.
pub fn read_guidance_translation(
    file: &str,
    source: &str,
    original: &[Step],
    prose: &str,
) -> (Option<Translated<StepWords>>, Vec<Defect>) {
    let mut defects = Defects::new(file);
    let Some((front, body)) = parts::<GuidanceFront>(source, "guidance", &mut defects) else {
        return (None, defects.into_inner());
    };
    check::check_sections(&body, &["Fix"], &mut defects);
    let line = body.sections.first().map_or(1, |(_, line)| *line);
    let words = Compare::new(&body, None, &mut defects).steps(line, &body.fix, original);
    let outdated = outdated(file, &front.lines, &front.front_matter.translates, prose);
    (Some(Translated { words, outdated }), defects.into_inner())
}

/// The front matter and the body of a translation.
fn parts<T: DeserializeOwned>(
    source: &str,
    id: &str,
    defects: &mut Defects,
) -> Option<(Placed<T>, Body)> {
    check::raw_text(source, defects);
    let Some((front, front_line, body, body_line)) = front_matter::split(source) else {
        defects.add(
            1,
            "the translation does not begin with front matter",
            "begin with a line `+++`, then TOML, then another line `+++`",
        );
        return None;
    };
    let front = front_matter::read(front, front_line, defects)?;
    Some((front, body::read(body, body_line, id, defects)))
}

/// What is to be done about a translation of something else than what is there now.
fn outdated(
    file: &str,
    lines: &Lines,
    translates: &Spanned<String>,
    prose: &str,
) -> Option<Defect> {
    (translates.get_ref() != prose).then(|| Defect {
        file: file.to_owned(),
        line: lines.of(translates),
        message: "the original has changed since it was translated".to_owned(),
        remedy: format!("compare the two, then write `translates = \"{prose}\"`"),
    })
}

/// Holds a translation against its original.
struct Compare<'a> {
    /// Captures that every match has.
    certain: BTreeSet<String>,
    /// The words of links to other rules, in both.
    link_words: BTreeSet<String>,
    defects: &'a mut Defects,
}

impl<'a> Compare<'a> {
    fn new(body: &Body, original: Option<&Draft>, defects: &'a mut Defects) -> Self {
        let links = original.iter().flat_map(|draft| &draft.links).chain(&body.links);
        Self {
            certain: original.map(certain).unwrap_or_default(),
            link_words: links.map(|(words, _)| Template::parse(words).source()).collect(),
            defects,
        }
    }

    /// Each gap of the original must be there, no other, and none may stay empty.
    fn gaps(&mut self, line: usize, words: &[&Template], original: &[&Template]) {
        let names = |templates: &[&'_ Template]| -> BTreeSet<String> {
            templates.iter().flat_map(|t| t.gaps()).map(|(name, _)| name.to_owned()).collect()
        };
        let (here, there) = (names(words), names(original));
        for name in there.difference(&here) {
            self.defects.add(
                line,
                format!("the gap `{name}` of the original is lost"),
                format!("say it with `{{{{{name}}}}}`, as the original does at this place"),
            );
        }
        for name in here.difference(&there) {
            self.defects.add(
                line,
                format!("the gap `{name}` is not in the original"),
                "name only values that the original names at this place",
            );
        }
        for (name, stands_in) in words.iter().flat_map(|template| template.gaps()) {
            if there.contains(name) && !stands_in && !self.certain.contains(name) {
                self.defects.add(
                    line,
                    format!("`{name}` is not in every match, and nothing stands in for it"),
                    format!("write {{{{{name}|words}}}}, or put the part into [[ … ]]"),
                );
            }
        }
    }

    /// Gaps and code of prose, which stay as they are.
    fn prose(&mut self, line: usize, words: &[&Inline], original: &[&Inline]) {
        self.gaps(line, &templates(words), &templates(original));
        let (here, there) = (self.codes(words), self.codes(original));
        for code in there.difference(&here) {
            self.defects.add(
                line,
                format!("`{code}` of the original is lost"),
                "code is not translated: keep it as the original has it at this place",
            );
        }
        for code in here.difference(&there) {
            self.defects.add(
                line,
                format!("`{code}` is not in the original"),
                "code is not translated: keep it as the original has it at this place",
            );
        }
    }

    fn codes(&self, parts: &[&Inline]) -> BTreeSet<String> {
        let code = |part: &&Inline| match part {
            Inline::Code(code) if !self.link_words.contains(&code.source()) => Some(skeleton(code)),
            _ => None,
        };
        parts.iter().filter_map(code).collect()
    }

    /// The blocks of a translation, with the code of the original.
    fn section(&mut self, line: usize, words: &[Block], original: &[Block]) -> Vec<Block> {
        self.prose(line, &inlines(words), &inlines(original));
        let mut codes = original.iter().filter_map(|block| match block {
            Block::Code(code) => Some(code),
            _ => None,
        });
        let mut out = Vec::new();
        for block in words {
            let Block::Code(marker) = block else {
                out.push(self.without_link_code(block));
                continue;
            };
            match codes.next() {
                _ if !is_marker(marker) => self.code(line),
                Some(code) => out.push(Block::Code(code.clone())),
                None => self.defects.add(
                    line,
                    "more code blocks than the original has here",
                    "drop the marker",
                ),
            }
        }
        if codes.next().is_some() {
            self.defects.add(
                line,
                "a code block of the original is lost",
                "put an empty block with the language `original` where it belongs",
            );
        }
        out
    }

    fn code(&mut self, line: usize) {
        self.defects.add(
            line,
            "code in a translation",
            "leave a step's command out, it is the original's; elsewhere write an empty block \
             with the language `original`",
        );
    }

    fn steps(&mut self, line: usize, steps: &[PlacedStep], original: &[Step]) -> Vec<Vec<Block>> {
        if steps.len() != original.len() {
            self.defects.add(
                line,
                format!("{} steps, the original has {}", steps.len(), original.len()),
                "write the same steps in the same order",
            );
        }
        let mut out = Vec::new();
        for (PlacedStep { step, line }, original) in steps.iter().zip(original) {
            if step.command.is_some() {
                self.code(*line);
            }
            // Such a line in translated words is a paragraph that is emphasised as a whole.
            let emphasised = |block: &Block| match block {
                Block::Paragraph(parts) => matches!(parts[..], [Inline::Strong(_)]),
                _ => false,
            };
            let given = (step.risk, step.who) != (Risk::Safe, Reader::Anyone);
            if given || step.text.iter().any(emphasised) {
                self.defects.add(
                    *line,
                    "a line with risk or reader in a translation",
                    "leave it out: it is the original's",
                );
            }
            out.push(self.section(*line, &step.text, &original.text));
        }
        out
    }

    fn look_alikes(&mut self, line: usize, body: &Body, original: &RuleText) -> Vec<Vec<Inline>> {
        let ids =
            |text: &[LookAlike]| text.iter().map(|other| other.rule.clone()).collect::<Vec<_>>();
        if ids(&body.not_this) != ids(&original.not_this) {
            self.defects.add(
                line,
                "the problems that look alike are not those of the original",
                "write the same items in the same order, with links to the same rules",
            );
        }
        let mut out = Vec::new();
        for (other, original) in body.not_this.iter().zip(&original.not_this) {
            let (here, there): (Vec<_>, Vec<_>) =
                (other.text.iter().collect(), original.text.iter().collect());
            self.prose(line, &here, &there);
            out.push(self.plain_links(&other.text));
        }
        out
    }

    /// Links to other rules and to pages lead where those of the original do.
    fn references(&mut self, body: &Body, original: &Draft) {
        let rules = |links: &[(String, String)]| -> BTreeSet<String> {
            links.iter().map(|(_, id)| id.clone()).collect()
        };
        let (mut here, mut there) = (rules(&body.links), rules(&original.links));
        let steps: Vec<&Step> = body.fix.iter().map(|step| &step.step).collect();
        here.extend(pages(&body.cause, &steps, &body.check, &body.not_this));
        let says = &original.text;
        let steps: Vec<&Step> = says.fix.iter().collect();
        there.extend(pages(&says.cause, &steps, &says.check, &says.not_this));
        for target in there.symmetric_difference(&here) {
            let line = body.mentions.iter().find(|(id, _)| id == target).map_or(1, |(_, at)| *at);
            let what = if here.contains(target) { "not in the original" } else { "lost" };
            self.defects.add(
                line,
                format!("the link to `{target}` is {what}"),
                "link to what the original links to",
            );
        }
    }

    fn without_link_code(&self, block: &Block) -> Block {
        match block {
            Block::Paragraph(text) => Block::Paragraph(self.plain_links(text)),
            Block::List(items) => {
                Block::List(items.iter().map(|item| self.plain_links(item)).collect())
            }
            Block::Code(code) => Block::Code(code.clone()),
        }
    }

    /// The words of links to rules as words: a code face is for what is not translated.
    fn plain_links(&self, parts: &[Inline]) -> Vec<Inline> {
        let plain = |part: &Inline| match part {
            Inline::Code(code) if self.link_words.contains(&code.source()) => {
                Inline::Text(code.clone())
            }
            part => part.clone(),
        };
        parts.iter().map(plain).collect()
    }
}

/// The captures that every match of a rule has.
fn certain(draft: &Draft) -> BTreeSet<String> {
    let groups = draft.rule.variants.iter().map(|variant| {
        let ordinary = Ordinary::default();
        let anatomy = pattern::anatomy(&variant.pattern, variant.case_sensitive, &ordinary);
        anatomy.map(|anatomy| anatomy.certain_groups.into_iter().collect()).unwrap_or_default()
    });
    groups
        .reduce(|a: BTreeSet<String>, b| a.intersection(&b).cloned().collect())
        .unwrap_or_default()
}

fn is_marker(code: &CodeText) -> bool {
    code.language == MARKER && code.text.0.is_empty()
}

/// The prose of blocks.
fn inlines(blocks: &[Block]) -> Vec<&Inline> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(text) => out.extend(text),
            Block::List(items) => out.extend(items.iter().flatten()),
            Block::Code(_) => {}
        }
    }
    out
}

fn templates<'a>(parts: &[&'a Inline]) -> Vec<&'a Template> {
    let template = |part: &&'a Inline| match *part {
        Inline::Text(text) | Inline::Strong(text) | Inline::Code(text) => Some(text),
        Inline::Link { .. } => None,
    };
    parts.iter().filter_map(template).collect()
}

/// The addresses that the prose of a rule links to.
fn pages(
    cause: &[Block],
    fix: &[&Step],
    check: &[Block],
    not_this: &[LookAlike],
) -> BTreeSet<String> {
    let blocks = [cause, check].into_iter().chain(fix.iter().map(|step| step.text.as_slice()));
    let parts = blocks.flat_map(inlines).chain(not_this.iter().flat_map(|other| &other.text));
    let address = |part: &Inline| match part {
        Inline::Link { url, .. } => Some(url.clone()),
        _ => None,
    };
    parts.filter_map(address).collect()
}

/// Code with its gaps by name alone: what stands in for a value is translated.
fn skeleton(code: &Template) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Value { capture, .. } => format!("{{{{{capture}}}}}"),
        Piece::Optional(_) => code.source(),
    };
    code.0.iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_languages() {
        for code in ["ar", "pt-BR", "zh-Hant", "de"] {
            assert!(is_language(code), "{code}");
        }
        for code in ["en", "en-US", "", "arabic", "AR", "ar-eg", "ar-", "xx", "ar_EG"] {
            assert!(!is_language(code), "{code}");
        }
    }
}
