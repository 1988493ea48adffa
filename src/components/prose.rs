//! The prose of a rule.

use unstuck_report::{Block, Inline};
use yew::{Callback, Html, html};

use crate::components::shown::{shown, value};
use crate::components::steps::command;
use crate::components::tongue::Tongue;
use crate::intent::Intent;
use crate::messages;

/// Blocks of prose.
pub(crate) fn blocks(blocks: &[Block], tongue: Tongue<'_>, act: &Callback<Intent>) -> Html {
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph { text } => html! {
                <p lang={tongue.lang()} dir={tongue.dir()}>{ parts(text) }</p>
            },
            Block::List { items } => html! {
                <ul lang={tongue.lang()} dir={tongue.dir()}>
                    { for items.iter().map(|item| html! { <li>{ parts(item) }</li> }) }
                </ul>
            },
            Block::Code(code) => command(code, act),
        })
        .collect()
}

/// A line of prose.
pub(crate) fn inlines(inlines: &[Inline], tongue: Tongue<'_>) -> Html {
    tongue.within(parts(inlines))
}

fn parts(inlines: &[Inline]) -> Html {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text { text } => shown(text),
            Inline::Strong { text } => html! { <strong>{ shown(text) }</strong> },
            Inline::Code { text } => {
                html! { <bdi dir="ltr"><code translate="no">{ shown(text) }</code></bdi> }
            }
            Inline::Value { text, .. } => value(text),
            Inline::Link { url, text } => link(url, shown(text)),
        })
        .collect()
}

/// A link out. It opens beside the page, because the text in the page would be gone
/// on coming back, and tells the other side nothing. Anything but `https:` stays text.
pub(crate) fn link(url: &str, text: Html) -> Html {
    if !url.starts_with("https://") {
        return text;
    }
    html! {
        <a href={url.to_owned()} target="_blank" rel="noopener noreferrer">
            { text }
            <span class="visually-hidden">{ " " }{ messages::NEW_TAB }</span>
        </a>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::html_of;

    #[test]
    fn links_go_to_https_only() {
        for url in
            ["javascript:alert(1)", "http://example.com", "data:text/html,x", "//example.com"]
        {
            assert_eq!(html_of(move || link(url, shown("text"))), "text", "{url}");
        }
        let html = html_of(|| link("https://example.com/a?b&c", shown("text")));
        assert!(html.contains(r#"rel="noopener noreferrer""#), "{html}");
    }
}
