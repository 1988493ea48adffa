//! A line of a log.

use std::ops::Range;

use yew::{Classes, Html, classes, html};

use crate::components::finding_card::severity_class;
use crate::components::icon;
use crate::components::shown::{segments, shown};
use crate::messages;
use crate::protocol::{LONG_ROW_CHARACTERS, Row};
use crate::text::{self, Highlight};

/// One line with its number, and a sign if something was found in it. Until its text has come,
/// the number stands alone. `marked` is what has to be marked with elements, because the browser
/// cannot paint it.
pub(crate) fn viewer_row(
    number: u32,
    line: Option<&Row>,
    found: Option<&Highlight>,
    marked: Vec<Range<usize>>,
    how: Classes,
) -> Html {
    let content = line.map(|line| {
        if marked.is_empty() {
            return shown(&line.text);
        }
        segments(&text::segments(&line.text, marked.into_iter()))
    });
    let hidden = line.filter(|line| line.hidden > 0).map(|line| {
        let text = messages::hidden(line.hidden, line.open);
        // What was cut at that many characters has at least as many bytes.
        if line.text.len() < LONG_ROW_CHARACTERS {
            html! { <button type="button" class="hidden-part" dir="auto">{ text }{ messages::SHOW_MORE }</button> }
        } else {
            html! { <span class="hidden-part" dir="auto">{ text }</span> }
        }
    });
    let severity = found.map(|found| found.severity.map_or("severity-unknown", severity_class));
    let sign = found.map(|found| {
        let (sign, word) = match found.severity {
            Some(severity) => (icon::severity(severity), messages::severity(severity)),
            None => (icon::question(), messages::UNKNOWN_SIGN),
        };
        html! { <>{ sign }<span class="visually-hidden">{ word }{ ": " }</span></> }
    });
    html! {
        <div
            key={number}
            class={classes!("row", severity, how)}
            data-row={number.to_string()}
            tabindex="-1"
        >
            <span class="row-head">
                <span class="line-number">{ messages::number(u64::from(number) + 1) }</span>
                <span class="row-sign">{ for sign }</span>
            </span>
            <code>{ for content }</code>
            { for hidden }
        </div>
    }
}
