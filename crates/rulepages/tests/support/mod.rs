//! A reader of markup that forgives nothing. Browsers mend what is wrong, each page looks
//! right, and what the author meant is somewhere else in the tree: so it must be refused here.

use std::collections::BTreeSet;

/// Elements without an end tag.
const VOID: [&str; 4] = ["meta", "link", "img", "input"];

/// Elements that stand in a line, and so may stand in the elements of [`LINES`].
const INLINE: [&str; 10] =
    ["a", "span", "code", "strong", "var", "mark", "time", "img", "input", "label"];

/// Elements that hold nothing but what stands in a line.
const LINES: [&str; 16] = [
    "title",
    "p",
    "h1",
    "h2",
    "a",
    "span",
    "code",
    "strong",
    "var",
    "mark",
    "time",
    "pre",
    "label",
    "summary",
    "figcaption",
    "loc",
];

/// All others.
const BLOCKS: [&str; 20] = [
    "html", "head", "body", "meta", "link", "script", "header", "nav", "main", "footer", "section",
    "aside", "div", "ul", "ol", "li", "figure", "details", "search", "urlset",
];

/// An element as it was read.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    /// All text in it, the text of inner elements too.
    pub(crate) text: String,
    /// The elements round it, the innermost last.
    pub(crate) inside: Vec<String>,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// Every element of a page in the order of their start tags, or what is wrong with it.
pub(crate) fn read(page: &str) -> Result<Vec<Element>, String> {
    let body = page.strip_prefix("<!doctype html>\n").ok_or("there is no doctype")?;
    elements(body)
}

/// Every element of a piece of markup.
pub(crate) fn elements(markup: &str) -> Result<Vec<Element>, String> {
    let mut found: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = markup;
    while let Some(start) = rest.find('<') {
        let text = plain(&rest[..start])?;
        match open.last() {
            None if !text.trim().is_empty() => return Err(format!("text outside: {text:?}")),
            Some(&parent) if !text.trim().is_empty() => {
                let name = &found[parent].name;
                if !LINES.contains(&name.as_str()) && name != "li" {
                    return Err(format!("text in {name}: {text:?}"));
                }
            }
            _ => {}
        }
        for &outer in &open {
            found[outer].text.push_str(&text);
        }
        let end = rest.find('>').ok_or("a tag without an end")?;
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let closed = open.pop().map(|open| found[open].name.clone());
            if closed.as_deref() != Some(name) {
                return Err(format!("</{name}> where {closed:?} is open"));
            }
            continue;
        }
        let inside: Vec<String> = open.iter().map(|&outer| found[outer].name.clone()).collect();
        let element = start_tag(tag, inside)?;
        fits(&element)?;
        if !VOID.contains(&element.name.as_str()) {
            open.push(found.len());
        }
        found.push(element);
    }
    if !rest.trim().is_empty() || !open.is_empty() {
        return Err(format!("{} elements are left open before {rest:?}", open.len()));
    }
    Ok(found)
}

fn start_tag(tag: &str, inside: Vec<String>) -> Result<Element, String> {
    let (name, mut rest) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
    let mut attributes = Vec::new();
    let mut names = BTreeSet::new();
    while let Some(attribute) = rest.strip_prefix(' ') {
        let end = attribute.find([' ', '=']).unwrap_or(attribute.len());
        let (name, after) = attribute.split_at(end);
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        if !is_name || !names.insert(name) {
            return Err(format!("the attribute {name:?} in <{tag}>"));
        }
        let value = match after.strip_prefix("=\"") {
            None => "",
            Some(value) => {
                let end = value.find('"').ok_or_else(|| format!("an open quote in <{tag}>"))?;
                rest = &value[end + 1..];
                attributes.push((name.to_owned(), plain(&value[..end])?));
                continue;
            }
        };
        rest = after;
        attributes.push((name.to_owned(), value.to_owned()));
    }
    if !rest.is_empty() {
        return Err(format!("{rest:?} in <{tag}>"));
    }
    Ok(Element { name: name.to_owned(), attributes, text: String::new(), inside })
}

/// Whether an element may stand where it does, by the content models of HTML as far as these
/// pages use them.
fn fits(element: &Element) -> Result<(), String> {
    let name = element.name.as_str();
    let parent = element.inside.last().map_or("", String::as_str);
    let is_inline = INLINE.contains(&name);
    let known = is_inline || LINES.contains(&name) || BLOCKS.contains(&name);
    let right = known
        && match name {
            "li" => matches!(parent, "ul" | "ol"),
            "title" | "meta" | "link" | "script" => parent == "head",
            "head" | "body" => parent == "html",
            "summary" => parent == "details",
            "figcaption" => parent == "figure",
            "a" => !element.inside.iter().any(|outer| outer == "a"),
            _ => !matches!(parent, "ul" | "ol" | "head"),
        }
        && (is_inline || !LINES.contains(&parent));
    if right { Ok(()) } else { Err(format!("<{name}> in <{parent}>")) }
}

/// Text with its references resolved.
fn plain(text: &str) -> Result<String, String> {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, tail) = part.split_once(';').ok_or_else(|| format!("a bare & in {text:?}"))?;
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            _ => return Err(format!("&{name}; in {text:?}")),
        });
        out.push_str(tail);
    }
    match out.chars().find(|c| c.is_control() && !"\n\t".contains(*c)) {
        Some(control) => Err(format!("the character {control:?} in {text:?}")),
        None => Ok(out),
    }
}
