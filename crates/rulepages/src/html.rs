//! Markup as a tree. Text becomes text by construction: names of elements and attributes are
//! written in this crate, everything else is escaped on its way out, and there is no way to
//! add markup as text.

use std::fmt::Write as _;

/// Elements that hold nothing and have no end tag.
const VOID: [&str; 5] = ["meta", "link", "img", "input", "br"];

/// Elements behind which a line of the file ends: between these a line end is never seen.
const LINES: [&str; 25] = [
    "head", "meta", "title", "link", "script", "body", "header", "nav", "main", "footer",
    "section", "div", "p", "h1", "h2", "h3", "ul", "ol", "li", "figure", "details", "summary",
    "search", "url", "loc",
];

/// What stands between two tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// An element with what it holds.
    Element(Element),
    /// Words.
    Text(String),
}

/// An element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

/// An element without attributes that holds nothing yet.
pub(crate) fn element(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), children: Vec::new() }
}

impl Element {
    /// Gives it an attribute.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// Gives it a class.
    pub(crate) fn class(self, name: &'static str) -> Self {
        self.with("class", name)
    }

    /// Puts something behind what it holds.
    pub(crate) fn add(mut self, child: impl Into<Node>) -> Self {
        self.children.push(child.into());
        self
    }

    /// Puts several things behind what it holds.
    pub(crate) fn extend<T: Into<Node>>(mut self, children: impl IntoIterator<Item = T>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }

    /// The element as markup.
    pub(crate) fn render(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            if !value.is_empty() {
                out.push_str("=\"");
                escape(value, true, out);
                out.push('"');
            }
        }
        out.push('>');
        if !VOID.contains(&self.name) {
            for child in &self.children {
                match child {
                    Node::Element(element) => element.write(out),
                    Node::Text(text) => escape(text, false, out),
                }
            }
            // Writing to a String cannot fail.
            let _ = write!(out, "</{}>", self.name);
        }
        if LINES.contains(&self.name) {
            out.push('\n');
        }
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Writes text so that it is nothing but text, in an element or in a quoted value. Characters
/// that markup cannot hold become pictures of themselves.
fn escape(text: &str, in_quotes: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if in_quotes => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\0'..='\x1f' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
            '\x7f' => out.push('\u{2421}'),
            // Some would turn the direction of what follows.
            '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.push('\u{fffd}');
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_text_comes_of_text() {
        for (text, expected) in [
            ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
            (
                "</code><script>alert(1)</script>",
                "&lt;/code&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
            ),
            ("&lt;", "&amp;lt;"),
            ("tab\tand\nline", "tab\tand\nline"),
            ("\x1b[31mred\0\r\x7f", "␛[31mred␀␍␡"),
            ("a\u{202e}b\u{85}", "a\u{fffd}b\u{fffd}"),
            ("ü 错误 🔴", "ü 错误 🔴"),
        ] {
            let html = element("code").with("title", text).add(text).render();
            assert_eq!(html, format!("<code title=\"{expected}\">{expected}</code>"));
        }
        let quotes = element("b").with("title", "\" onclick=\"x").add("\"").render();
        assert_eq!(quotes, "<b title=\"&quot; onclick=&quot;x\">\"</b>");
    }

    #[test]
    fn elements_are_written_in_order() {
        let html = element("p")
            .class("x")
            .add("a")
            .add(element("img").with("src", "i.svg").with("alt", ""))
            .extend([element("b").add("c"), element("i")])
            .render();
        assert_eq!(html, "<p class=\"x\">a<img src=\"i.svg\" alt><b>c</b><i></i></p>\n");
    }
}
