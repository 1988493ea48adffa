//! The page of one rule.

use unstuck_report::Code;

use crate::address::Place;
use crate::example::Shown;
use crate::frame::{DESCRIPTION, Kind, Sheet};
use crate::html::{Element, Node, element};
use crate::library::{Entry, Library};
use crate::prose::{self, Links, blocks, code, inlines, link_out};
use crate::words;

/// How many examples stand open; the others are there for who asks.
const OPEN: usize = 2;

/// The least of a message that is worth quoting in a description, in characters.
const QUOTE: usize = 24;

/// The page of a rule.
pub(crate) fn sheet(library: &Library, entry: &Entry) -> Sheet {
    let text = entry.text();
    let place = entry.place();
    let links: Links<'_> = entry
        .draft
        .links
        .iter()
        .map(|(words, id)| (words.as_str(), place.to(&Place::of(id))))
        .collect();
    let main = element("main")
        .add(crumbs(entry, &place))
        .add(facts(entry))
        .add(element("h1").extend(prose::line(&text.title)))
        .add(element("p").class("lead").extend(prose::sentence(&text.summary)))
        .add(section("message", words::MESSAGE, message(&entry.examples)))
        .add(invitation(&place))
        .add(section("cause", words::CAUSE, blocks(&text.cause, &links)))
        .add(section("fix", words::FIX, [prose::steps(&text.fix, &links)]))
        .add(section("check", words::CHECK, blocks(&text.check, &links)))
        .extend(not_this(entry, &links))
        .extend(related("causes", words::CAUSED_BY, &place, &library.causes_of(&entry.rule().id)))
        .extend(related(
            "consequences",
            words::CAUSES,
            &place,
            &library.of(&entry.rule().explains).collect::<Vec<_>>(),
        ))
        .add(references(entry));
    let description = description(&text.summary.replace('`', ""), &entry.examples);
    Sheet { place, title: entry.title(), description, main, kind: Kind::Plain }
}

/// The summary and, where there is room, the message that people search for: the longest one
/// that fits whole, else the beginning of the shortest.
fn description(summary: &str, examples: &[Shown]) -> String {
    let room = DESCRIPTION.saturating_sub(summary.chars().count() + " Message: “”".chars().count());
    let mut messages: Vec<String> = examples.iter().filter_map(Shown::message).collect();
    messages.sort_by_key(|message| message.chars().count());
    let fits = |message: &&String| message.chars().count() <= room;
    let quoted = messages.iter().rev().find(fits).or(messages.first());
    match quoted {
        Some(message) if room >= QUOTE => {
            format!("{summary} Message: “{}”", words::cut(message, room))
        }
        _ => summary.to_owned(),
    }
}

fn section<T: Into<Node>>(
    id: &'static str,
    heading: &'static str,
    content: impl IntoIterator<Item = T>,
) -> Element {
    element("section").with("id", id).add(element("h2").add(heading)).extend(content)
}

/// The way to the page from the list of all.
fn crumbs(entry: &Entry, place: &Place) -> Element {
    let link = |to: &Place, text: &str| {
        element("li").add(element("a").with("href", place.to(to)).add(text))
    };
    let list = element("ol")
        .add(link(&Place::all(), words::ALL))
        .add(link(&Place::of(entry.system_id()), &entry.text().system));
    element("nav").class("crumbs").with("aria-label", "Breadcrumb").add(list)
}

fn facts(entry: &Entry) -> Element {
    let rule = entry.rule();
    let severity = element("span")
        .class(words::severity_class(rule.severity))
        .add(words::severity(rule.severity));
    let problem = rule.problem.name().replace('-', " ");
    element("p")
        .class("facts")
        .add(severity)
        .add(element("span").class("system").add(entry.text().system.as_str()))
        .add(element("span").add(problem))
}

fn message(examples: &[Shown]) -> Vec<Element> {
    let (open, more) = examples.split_at(OPEN.min(examples.len()));
    let mut figures: Vec<Element> = open.iter().map(Shown::figure).collect();
    if !more.is_empty() {
        let summary = words::counted(more.len(), "more example", "more examples");
        let more = element("details")
            .class("disclosure")
            .add(element("summary").add(summary))
            .extend(more.iter().map(Shown::figure));
        figures.push(more);
    }
    figures
}

/// The way to the page that reads a person's own log.
fn invitation(place: &Place) -> Element {
    let button = element("a").class("button button-main").with("href", place.to_site());
    element("aside")
        .class("invitation")
        .with("aria-label", words::PASTE_HEADING)
        .add(element("p").add(element("strong").add(words::PASTE_HEADING)))
        .add(element("p").add(words::PASTE_WHY))
        .add(element("p").add(button.add(words::PASTE)))
}

fn not_this(entry: &Entry, links: &Links<'_>) -> Option<Element> {
    let others = &entry.text().not_this;
    let items = others.iter().map(|other| element("li").extend(inlines(&other.text, links)));
    (!others.is_empty())
        .then(|| section("not-this", words::NOT_THIS, [element("ul").extend(items)]))
}

/// Other rules, by their titles.
fn related(
    id: &'static str,
    heading: &'static str,
    place: &Place,
    others: &[&Entry],
) -> Option<Element> {
    let items = others.iter().map(|other| {
        element("li").add(element("a").with("href", place.to(&other.place())).add(other.title()))
    });
    let list = element("ul").class("links").extend(items);
    (!others.is_empty()).then(|| section(id, heading, [list]).class("related"))
}

fn references(entry: &Entry) -> Element {
    let text = entry.text();
    let part = |label: &str, content: Element| {
        element("div")
            .class("reference")
            .add(element("span").class("label").add(label))
            .add(content)
    };
    let codes = (!text.codes.is_empty()).then(|| {
        part(words::CODES, element("ul").class("chips").extend(text.codes.iter().map(chip)))
    });
    let applies = text.applies_to.as_ref().map(|versions| {
        part(words::APPLIES_TO, element("span").class("hint").add(versions.as_str()))
    });
    let sources = text.sources.iter();
    let sources = sources.map(|source| element("li").add(link_out(&source.url, &source.title)));
    let checked =
        element("time").with("datetime", text.reviewed.as_str()).add(text.reviewed.as_str());
    let id = element("code").class("rule").with("translate", "no");
    element("section")
        .class("references")
        .with("id", "sources")
        .add(element("h2").class("visually-hidden").add(words::REFERENCES))
        .extend(codes)
        .extend(applies)
        .add(part(words::SOURCES, element("ul").class("sources").extend(sources)))
        .add(
            element("p")
                .class("hint")
                .add(id.add(entry.rule().id.as_str()))
                .add(" · last checked on ")
                .add(checked),
        )
}

fn chip(official: &Code) -> Element {
    element("li")
        .class("chip")
        .add(format!("{} ", official.scheme))
        .add(code().add(official.value.as_str()))
}
