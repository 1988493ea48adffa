//! A line of a long text.

use yew::{Html, classes, html};

use crate::components::finding_card::severity_class;
use crate::components::shown::{segments, shown};
use crate::messages;
use crate::protocol::Row;
use crate::text::Highlight;

/// One line with its number. Until its text has come, the number stands alone.
pub(crate) fn viewer_row(
    row: u32,
    line: Option<&Row>,
    highlight: Option<&Highlight>,
    current: bool,
) -> Html {
    let text = line.map(|line| match highlight {
        Some(highlight) => segments(&highlight.segments(&line.text)),
        None => shown(&line.text),
    });
    let hidden = line.filter(|line| line.hidden > 0).map(|line| {
        html! { <span class="hidden-part">{ messages::hidden(line.hidden, line.open) }</span> }
    });
    let severity =
        highlight.map(|highlight| highlight.severity.map_or("severity-unknown", severity_class));
    html! {
        <div
            key={row}
            class={classes!("row", severity, current.then_some("row-current"))}
            data-row={row.to_string()}
            tabindex="-1"
        >
            <span class="line-number">{ messages::number(u64::from(row) + 1) }</span>
            <code>{ for text }{ for hidden }</code>
        </div>
    }
}
