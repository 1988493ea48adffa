//! Text in which one thing stands in another: pretty-printed JSON, XML, HTML.

use crate::entry::ahead::Ahead;
use crate::entry::reports::Report;

pub(crate) fn json_text(text: &str) -> bool {
    text.trim_start()
        .starts_with(|c: char| matches!(c, '"' | '{' | '}' | '[' | ']' | '-') || c.is_ascii_digit())
        || text.starts_with([' ', '\t'])
        || ["true", "false", "null"].iter().any(|word| text.starts_with(word))
}

pub(crate) fn opens_json(text: &str, ahead: &mut impl Ahead) -> Option<Report> {
    text.ends_with(['{', '[']).then_some(())?;
    let next = ahead.text(1)?;
    let list = text == "[";
    let value = next.trim_start().starts_with(['"', '{', '[']) || (!list && next.trim() == "}");
    let depth = brackets(0, text);
    (value && depth > 0).then_some(Report::Json { depth, list })
}

/// How many brackets are open behind a line, those in strings left out.
pub(crate) fn brackets(before: u16, text: &str) -> u16 {
    let (mut depth, mut quoted, mut escaped) = (before, false, false);
    for b in text.bytes() {
        match b {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth = depth.saturating_add(1),
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}

/// Another object of a list, behind one that ended with a comma.
pub(crate) fn element(text: &str) -> Option<Report> {
    (text.trim_start() == "{" && text.len() <= 5).then_some(Report::Json { depth: 2, list: true })
}

/// The name of the element that a line opens with.
pub(crate) fn tag(text: &str) -> Option<&str> {
    let name = element_name(text.trim_start().strip_prefix('<')?);
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name)
}

fn element_name(text: &str) -> &str {
    let named = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_' | b'.');
    &text[..text.bytes().take_while(named).count()]
}

/// FNV-1a of a name without its case, never 0.
pub(crate) fn hash(name: &str) -> u32 {
    name.bytes()
        .fold(0x811c_9dc5_u32, |hash, b| {
            (hash ^ u32::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
        })
        .max(1)
}

/// Whether a line closes the element of that name.
pub(crate) fn closes(text: &str, name: u32) -> bool {
    text.match_indices("</").any(|(at, _)| hash(element_name(&text[at + 2..])) == name)
}

pub(crate) fn opens_xml(text: &str, ahead: &mut impl Ahead) -> Option<Report> {
    let declares = text.starts_with("<?xml")
        || text.get(..9).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype"));
    let next = ahead.text(1)?.trim_start().starts_with('<');
    if declares {
        // The outermost element may stand on the same line.
        return (next && !text.contains("</")).then_some(Report::Xml { name: 0 });
    }
    let name = hash(tag(text)?);
    (next && !closes(text, name) && !text.ends_with("/>")).then_some(Report::Xml { name })
}
