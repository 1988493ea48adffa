//! Reading the tags of a page, and putting others in their place.
//!
//! A scanner rather than a parser: the finishing step looks at the start tags of one
//! page of our own and changes a few of them, and everything between must stay byte
//! for byte as it was written. It follows the HTML standard where the page could
//! differ without looking wrong: letter case, the three kinds of quotes, comments, and
//! elements whose content is text and not markup.

use std::ops::Range;

/// A start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    /// The element's name, in lower case.
    pub(crate) name: String,
    /// The attributes as they were written, names in lower case.
    pub(crate) attributes: Vec<(String, String)>,
    /// Where the tag stands in the page, brackets included.
    pub(crate) place: Range<usize>,
}

impl Tag {
    /// The value of an attribute; empty where it has only a name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Gives an attribute a value, in its old place or as the last one.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        match self.attributes.iter_mut().find(|(own, _)| own == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.attributes.push((name.to_owned(), value.to_owned())),
        }
    }

    /// The tag as text.
    pub(crate) fn render(&self) -> String {
        let mut text = format!("<{}", self.name);
        for (name, value) in &self.attributes {
            text.push(' ');
            text.push_str(name);
            if !value.is_empty() {
                text.push_str("=\"");
                // Values keep whatever character references they came with; only the
                // quote could end them early.
                text.push_str(&value.replace('"', "&quot;"));
                text.push('"');
            }
        }
        text.push('>');
        text
    }
}

/// Every start tag of `html`, in order.
pub(crate) fn start_tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let open = at + found;
        let rest = &html[open + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            at = comment.find("-->").map_or(html.len(), |end| open + 4 + end + 3);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let tag = read_tag(html, open);
            at = tag.place.end;
            if let "script" | "style" | "textarea" | "title" = tag.name.as_str() {
                at = end_of_text(html, at, &tag.name);
            }
            tags.push(tag);
        } else {
            // An end tag, a doctype, or a `<` that is only text.
            at = open + 1;
        }
    }
    tags
}

/// Replaces each tag by its text. The tags are in the page's order.
pub(crate) fn replace_tags(html: &str, tags: &[Tag]) -> String {
    let mut text = String::with_capacity(html.len() + 1024);
    let mut at = 0;
    for tag in tags {
        text.push_str(&html[at..tag.place.start]);
        text.push_str(&tag.render());
        at = tag.place.end;
    }
    text.push_str(&html[at..]);
    text
}

/// Reads the start tag whose `<` is at `open`.
fn read_tag(html: &str, open: usize) -> Tag {
    let bytes = html.as_bytes();
    let skip = |from: usize, wanted: fn(u8) -> bool| {
        bytes[from..].iter().position(|&byte| !wanted(byte)).map_or(bytes.len(), |n| from + n)
    };
    let name_end = skip(open + 1, |byte| !is_space(byte) && byte != b'/' && byte != b'>');
    let mut tag = Tag {
        name: html[open + 1..name_end].to_ascii_lowercase(),
        attributes: Vec::new(),
        place: open..bytes.len(),
    };
    let mut at = name_end;
    loop {
        at = skip(at, |byte| is_space(byte) || byte == b'/');
        match bytes.get(at) {
            None => return tag,
            Some(b'>') => {
                tag.place.end = at + 1;
                return tag;
            }
            Some(_) => {}
        }
        // The first byte belongs to the name whatever it is, so each turn gets on.
        let name_end =
            skip(at + 1, |byte| !is_space(byte) && byte != b'/' && byte != b'>' && byte != b'=');
        let name = html.get(at..name_end).unwrap_or_default().to_ascii_lowercase();
        at = skip(name_end, is_space);
        let mut value = 0..0;
        if bytes.get(at) == Some(&b'=') {
            at = skip(at + 1, is_space);
            match bytes.get(at) {
                Some(b'"') => {
                    value = at + 1..skip(at + 1, |byte| byte != b'"');
                    at = (value.end + 1).min(bytes.len());
                }
                Some(b'\'') => {
                    value = at + 1..skip(at + 1, |byte| byte != b'\'');
                    at = (value.end + 1).min(bytes.len());
                }
                _ => {
                    value = at..skip(at, |byte| !is_space(byte) && byte != b'>');
                    at = value.end;
                }
            }
        }
        tag.attributes.push((name, html[value].to_owned()));
    }
}

/// Where the text that begins at `from` ends: at the end tag of the element `name`.
fn end_of_text(html: &str, from: usize, name: &str) -> usize {
    let lower = html[from..].to_ascii_lowercase();
    lower.find(&format!("</{name}")).map_or(html.len(), |end| from + end)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(html: &str) -> Vec<String> {
        start_tags(html).into_iter().map(|tag| tag.name).collect()
    }

    fn only(html: &str) -> Tag {
        let mut tags = start_tags(html);
        assert_eq!(tags.len(), 1, "{html}");
        tags.remove(0)
    }

    #[test]
    fn attributes_are_read_in_every_spelling() {
        let tag = only("<LINK Rel=\"icon\" href = 'a b.svg' sizes=any hidden data-x=\"\" />");
        assert_eq!(tag.name, "link");
        let expected = [
            ("rel", "icon"),
            ("href", "a b.svg"),
            ("sizes", "any"),
            ("hidden", ""),
            ("data-x", ""),
        ];
        let read: Vec<_> =
            tag.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn comments_and_text_elements_hold_no_tags() {
        assert_eq!(
            names(
                "<!doctype html><!-- <a> --><title>a <b> c</title><p>x<SCRIPT>'<i>'</Script><hr>"
            ),
            ["title", "p", "script", "hr"]
        );
    }

    #[test]
    fn a_bracket_in_a_value_does_not_end_the_tag() {
        let tag = only("<meta content=\"a > b\" name=x>");
        assert_eq!(tag.attribute("content"), Some("a > b"));
        assert_eq!(tag.attribute("name"), Some("x"));
    }

    #[test]
    fn broken_markup_ends_at_the_end_of_the_page() {
        for html in
            ["<", "<a", "<a href", "<a href=", "<a href=\"x", "<!-- ", "<script>", "<a =", "<a é"]
        {
            start_tags(html);
        }
    }

    #[test]
    fn replacing_leaves_the_rest_alone() {
        let html = "<p  class=x>ä < b</p>\n<hr>";
        let mut tags = start_tags(html);
        tags.retain(|tag| tag.name == "p");
        tags[0].set("class", "\"y\"");
        tags[0].set("id", "é");
        assert_eq!(
            replace_tags(html, &tags),
            "<p class=\"&quot;y&quot;\" id=\"é\">ä < b</p>\n<hr>"
        );
        assert_eq!(replace_tags(html, &[]), html);
    }
}
