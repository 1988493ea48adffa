//! Text from the input, as text.

use yew::{Html, html};

use crate::messages::APART;
use crate::text::{NAMED, Piece, Segment, name_of, pieces};

/// Text in which nothing acts on the page: what cannot be seen is shown by its number,
/// and from some number on by the sign for what cannot be shown.
pub(crate) fn shown(text: &str) -> Html {
    let mut parts = Vec::new();
    let mut pieces = pieces(text);
    let mut named = 0;
    while named < NAMED {
        match pieces.next() {
            None => return parts.into_iter().collect(),
            Some(Piece::Text(text)) => parts.push(html! { { text } }),
            Some(Piece::Control(character)) => {
                parts.push(html! { <span class="control">{ name_of(character) }</span> });
                named += 1;
            }
        }
    }
    let rest: String = pieces
        .map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Control(_) => "\u{FFFD}",
        })
        .collect();
    parts.push(html! { { rest } });
    parts.into_iter().collect()
}

/// A sentence of the interface, whose values keep their own direction to themselves.
pub(crate) fn said(sentence: &str) -> Html {
    let parts = sentence.split(APART[0]).enumerate().flat_map(|(index, part)| {
        let (value, words) = match part.split_once(APART[1]) {
            Some((value, words)) if index > 0 => (Some(value), words),
            _ => (None, part),
        };
        let value = value.map(|value| html! { <bdi>{ shown(value) }</bdi> });
        value.into_iter().chain([shown(words)])
    });
    parts.collect()
}

/// A value of the input inside a sentence: it keeps its own direction to itself.
pub(crate) fn value(text: &str) -> Html {
    html! { <bdi dir="ltr"><code class="value" translate="no">{ shown(text) }</code></bdi> }
}

/// Parts of a line, with what matched marked.
pub(crate) fn segments(segments: &[Segment<'_>]) -> Html {
    segments
        .iter()
        .map(|segment| {
            let text = shown(segment.text);
            if segment.marked {
                html! { <mark>{ text }</mark> }
            } else {
                text
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::html_of;

    #[test]
    fn markup_is_text() {
        let html = html_of(|| shown("<img src=x onerror=alert(1)>"));
        assert_eq!(html, "&lt;img src=x onerror=alert(1)&gt;");
    }

    #[test]
    fn what_would_turn_a_name_round_is_seen() {
        let html = html_of(|| value("a\u{202E}gpj.exe\0"));
        assert!(!html.contains('\u{202E}') && !html.contains('\0'), "{html}");
        assert!(html.contains("U+202E") && html.contains("U+0000"), "{html}");
    }

    #[test]
    fn noise_does_not_fill_the_page() {
        let html = html_of(|| shown(&"a\0".repeat(5_000)));
        assert_eq!(html.matches("<span").count(), NAMED);
        assert_eq!(html.matches('\u{FFFD}').count(), 5_000 - NAMED);
        assert!(!html.contains('\0'));
    }
}
