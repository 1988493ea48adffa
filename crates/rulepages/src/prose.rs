//! The prose of a rule as markup. Where a log would fill in a value, the page shows the words
//! that stand in for it, else the name of the value: ‹host›.

use std::collections::BTreeMap;

use unstuck_engine::placeholders;
use unstuck_rules::{Block, CodeText, Inline, Piece, Step, Template};

use crate::html::{Element, Node, element};
use crate::words;

/// Where links to other rules lead from one page: their words, and the address.
pub(crate) type Links<'a> = BTreeMap<&'a str, String>;

/// How the name of a value is set.
#[derive(Clone, Copy)]
enum Gap {
    /// In prose: ‹host name›.
    Prose,
    /// In a command, where it is written as people write what is to be replaced:
    /// `<host-name>`.
    Command,
}

impl Gap {
    fn named(self, capture: &str) -> String {
        match self {
            Self::Prose => format!("‹{}›", capture.replace('_', " ")),
            Self::Command => format!("<{}>", capture.replace('_', "-")),
        }
    }
}

/// The parts of a template that stand without a log, each with whether it is only named.
/// What is optional is left out, as where a log does not tell.
fn parts(template: &Template, gap: Gap) -> impl Iterator<Item = (String, bool)> {
    template.0.iter().filter_map(move |piece| match piece {
        Piece::Text(text) => Some((text.clone(), false)),
        Piece::Value { capture, default } if default.is_empty() => Some((gap.named(capture), true)),
        Piece::Value { default, .. } => Some((default.clone(), false)),
        Piece::Optional(_) => None,
    })
}

/// A template as words alone, for titles.
pub(crate) fn plain(template: &Template) -> String {
    text(template, Gap::Prose)
}

fn text(template: &Template, gap: Gap) -> String {
    parts(template, gap).map(|(text, _)| text).collect()
}

/// A template as a line of prose.
pub(crate) fn line(template: &Template) -> Vec<Node> {
    let node = |(text, named)| if named { placeholder(text) } else { Node::from(text) };
    parts(template, Gap::Prose).map(node).collect()
}

/// The name of something that the reader knows, or puts in its place.
fn placeholder(name: impl Into<Node>) -> Node {
    element("var").class("gap").add(name).into()
}

/// A sentence in which backticks set names apart.
pub(crate) fn sentence(text: &str) -> Vec<Node> {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return vec![text.into()];
    }
    let node = |(index, part): (usize, &&str)| match index % 2 {
        0 => Node::from(*part),
        _ => code().add(*part).into(),
    };
    parts.iter().enumerate().filter(|(_, part)| !part.is_empty()).map(node).collect()
}

/// A code, an option, a name: never translated.
pub(crate) fn code() -> Element {
    element("code").with("translate", "no")
}

/// A link that leaves the site. Anything but `https:` stays text.
pub(crate) fn link_out(url: &str, text: &str) -> Node {
    if !url.starts_with("https://") {
        return text.into();
    }
    element("a").with("href", url).with("rel", "noopener noreferrer").add(text).into()
}

/// The parts of a line of prose.
pub(crate) fn inlines(inlines: &[Inline], links: &Links<'_>) -> Vec<Node> {
    let mut out = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Text(template) => out.extend(line(template)),
            Inline::Strong(template) => {
                out.push(element("strong").extend(line(template)).into());
            }
            Inline::Code(template) => {
                // The words of a link to another rule are kept as code, see `Draft::links`.
                let words = template.source();
                out.push(match links.get(words.as_str()) {
                    Some(href) => element("a").with("href", href).add(words).into(),
                    None => code().extend(line(template)).into(),
                });
            }
            Inline::Link { url, text } => out.push(link_out(url, text)),
        }
    }
    out
}

/// Blocks of prose.
pub(crate) fn blocks(blocks: &[Block], links: &Links<'_>) -> Vec<Element> {
    let item = |item: &Vec<Inline>| element("li").extend(inlines(item, links));
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(text) => element("p").extend(inlines(text, links)),
            Block::List(items) => element("ul").extend(items.iter().map(item)),
            Block::Code(code) => command(code),
        })
        .collect()
}

/// Something to run, or to put into a file, with what has to be replaced in it set apart.
fn command(code_text: &CodeText) -> Element {
    let text = text(&code_text.text, Gap::Command);
    let names = placeholders(&text, &code_text.language);
    let mut nodes = Vec::new();
    let mut rest = text.as_str();
    while let Some((at, name)) =
        names.iter().filter_map(|name| Some((rest.find(name.as_str())?, name))).min()
    {
        nodes.push(Node::from(&rest[..at]));
        nodes.push(placeholder(name.as_str()));
        rest = &rest[at + name.len()..];
    }
    nodes.push(rest.into());
    element("div").class("command").add(element("pre").add(code().extend(nodes)))
}

/// What to do, in order.
pub(crate) fn steps(steps: &[Step], links: &Links<'_>) -> Element {
    let item = |step: &Step| {
        element("li")
            .extend(labels(step))
            .extend(blocks(&step.text, links))
            .extend(step.command.as_ref().map(command))
    };
    element("ol").class("steps").extend(steps.iter().map(item))
}

/// What a step can do and who can do it, unless it is harmless and for anyone.
fn labels(step: &Step) -> Option<Element> {
    let risk = words::risk(step.risk);
    let risk = risk.map(|(words, class)| element("span").class(class).add(words));
    let reader = words::reader(step.who);
    let reader = reader.map(|words| element("span").class("tag tag-plain").add(words));
    let labels: Vec<_> = risk.into_iter().chain(reader).collect();
    (!labels.is_empty()).then(|| element("p").class("tags").extend(labels))
}

#[cfg(test)]
mod tests {
    use unstuck_report::{Reader, Risk};

    use super::*;

    fn html(nodes: impl IntoIterator<Item = impl Into<Node>>) -> String {
        element("b").extend(nodes).render()
    }

    #[test]
    fn values_are_named_or_spoken_for() {
        for (template, prose, in_command) in [
            (
                "{{host_name}} is gone",
                "<var class=\"gap\">‹host name›</var> is gone",
                "<var class=\"gap\">&lt;host-name&gt;</var> is gone",
            ),
            ("{{host|the server}} is gone", "the server is gone", "the server is gone"),
            ("gone[[ after {{time}}]].", "gone.", "gone."),
            (
                "{{.Names}} <x> < {{y}} <x>",
                "{{.Names}} &lt;x&gt; &lt; <var class=\"gap\">‹y›</var> &lt;x&gt;",
                "{{.Names}} <var class=\"gap\">&lt;x&gt;</var> &lt; <var class=\"gap\">&lt;y&gt;\
                 </var> <var class=\"gap\">&lt;x&gt;</var>",
            ),
        ] {
            let text = Template::parse(template);
            assert_eq!(html(line(&text)), format!("<b>{prose}</b>"));
            let html = command(&CodeText { language: "sh".to_owned(), text }).render();
            assert!(
                html.contains(&format!("<code translate=\"no\">{in_command}</code>")),
                "{html}"
            );
        }
        assert_eq!(plain(&Template::parse("{{a}} < {{b|b}}")), "‹a› < b");
    }

    #[test]
    fn names_in_a_sentence_are_set_apart() {
        for (text, expected) in [
            ("plain", "plain"),
            (
                "`a` needs `b`.",
                "<code translate=\"no\">a</code> needs <code translate=\"no\">b</code>.",
            ),
            ("one ` alone", "one ` alone"),
        ] {
            assert_eq!(html(sentence(text)), format!("<b>{expected}</b>"));
        }
    }

    #[test]
    fn only_https_becomes_a_link_that_leaves() {
        for url in ["javascript:alert(1)", "http://example.org", "//example.org", "data:,x"] {
            assert_eq!(html([link_out(url, "text")]), "<b>text</b>", "{url}");
        }
        let link = html([link_out("https://example.org/?a=1&b=\"", "text")]);
        assert_eq!(
            link,
            "<b><a href=\"https://example.org/?a=1&amp;b=&quot;\" rel=\"noopener noreferrer\">text</a></b>"
        );
    }

    #[test]
    fn words_that_name_another_rule_lead_to_it() {
        let text = [Inline::Code(Template::parse("lost")), Inline::Code(Template::parse("other"))];
        let links = Links::from([("lost", "../lost/".to_owned())]);
        assert_eq!(
            html(inlines(&text, &links)),
            "<b><a href=\"../lost/\">lost</a><code translate=\"no\">other</code></b>"
        );
    }

    #[test]
    fn harmless_steps_carry_no_label() {
        let step = |risk, who| {
            let command =
                CodeText { language: "sh".to_owned(), text: Template::parse("ping {{host}}") };
            steps(&[Step { text: Vec::new(), command: Some(command), risk, who }], &Links::new())
                .render()
        };
        assert!(!step(Risk::Safe, Reader::Anyone).contains("tag"));
        let html = step(Risk::CanLoseData, Reader::Administrator);
        assert!(
            html.contains("tag-danger\">Can lose data") && html.contains("For the adm"),
            "{html}"
        );
        assert!(
            html.contains("ping <var class=\"gap\">&lt;host&gt;</var></code></pre></div>"),
            "{html}"
        );
    }
}
