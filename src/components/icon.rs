//! Pictures, drawn in place: a page that makes no requests has no image files. They
//! say nothing that the words beside them do not, so assistive technology skips them.

use unstuck_report::Severity;
use yew::{Html, html};

/// The mark of the product: a bend that leads out.
pub(crate) fn mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <rect class="mark-ground" width="32" height="32" rx="9" />
            <path class="mark-line" d="M9 9v7.5a6.5 6.5 0 0 0 13 0V9.5" />
            <path class="mark-line" d="M17.5 13.5 22 9l4.5 4.5" />
        </svg>
    }
}

/// A closed lock.
pub(crate) fn lock() -> Html {
    line("M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9")
}

/// The shape of a severity; each has its own, so that colour is not all there is.
pub(crate) fn severity(severity: Severity) -> Html {
    line(match severity {
        Severity::Info => "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M10 9v5M10 6v.5",
        Severity::Warning => "M10 3 2.5 16.5h15zM10 8v4.5M10 14.2v.3",
        Severity::Error => "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M7 7l6 6M13 7l-6 6",
        Severity::Critical => {
            "M6.8 2.5h6.4l4.3 4.3v6.4l-4.3 4.3H6.8l-4.3-4.3V6.8zM10 6v5.5M10 13.6v.3"
        }
    })
}

/// A question.
pub(crate) fn question() -> Html {
    line(
        "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M7.7 7.8a2.4 2.4 0 1 1 3.5 2.2c-.8.4-1.2.9-1.2 1.7M10 14v.3",
    )
}

/// Two sheets.
pub(crate) fn copy() -> Html {
    line("M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4")
}

/// A tick.
pub(crate) fn tick() -> Html {
    line("M4 10.5 8.3 15 16 5.5")
}

/// A cross.
pub(crate) fn cross() -> Html {
    line("M5 5l10 10M15 5 5 15")
}

/// An arrow to the place.
pub(crate) fn go_to() -> Html {
    line("M16.5 4v5.5a3 3 0 0 1-3 3H4M8 8.5l-4 4 4 4")
}

/// A magnifying glass.
pub(crate) fn search() -> Html {
    line("M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M12.5 12.5 17 17")
}

/// An arrow upwards.
pub(crate) fn up() -> Html {
    line("M4.5 12.5 10 7l5.5 5.5")
}

/// An arrow downwards.
pub(crate) fn down() -> Html {
    line("M4.5 7.5 10 13l5.5-5.5")
}

/// Two links of a chain.
pub(crate) fn link() -> Html {
    line(
        "M8.5 11.5a3 3 0 0 0 4.2 0l3-3a3 3 0 0 0-4.2-4.2l-1 1M11.5 8.5a3 3 0 0 0-4.2 0l-3 3a3 3 0 0 0 4.2 4.2l1-1",
    )
}

/// A sheet of paper.
pub(crate) fn file() -> Html {
    line("M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4")
}

/// Two equal strokes.
pub(crate) fn same() -> Html {
    line("M4 7.5h12M4 12.5h12")
}

/// A plus.
pub(crate) fn plus() -> Html {
    line("M10 4v12M4 10h12")
}

/// Two sheets side by side.
pub(crate) fn compare() -> Html {
    line("M3 3.5h5.5v13H3zM11.5 3.5H17v13h-5.5z")
}

/// A globe: the language.
pub(crate) fn language() -> Html {
    line(
        "M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15M2.5 10h15M10 2.5c-4 4.5-4 10.5 0 15M10 2.5c4 4.5 4 10.5 0 15",
    )
}

fn line(path: &'static str) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d={path} />
        </svg>
    }
}
