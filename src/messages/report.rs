//! The words for handing the report over.

use crate::messages::text::{Value, texts};

texts! {
    DONE = "report.done";
    SOLVED = "report.solved";
    SOLVED_YES = "report.solved-yes";
    SOLVED_NO = "report.solved-no";
    NOTED = "report.noted";
    TAKE_ALONG_HEADING = "report.take-along-heading";
    TAKE_ALONG = "report.take-along";
    TAKE_ALONG_BUTTON = "report.take-along-button";
    HAND_OVER_HEADING = "report.hand-over-heading";
    HAND_OVER = "report.hand-over";
    HIDDEN_NONE = "report.hidden-none";
    HIDDEN_LIMITS = "report.hidden-limits";
    HIDDEN_VALUE = "report.hidden-value";
    HIDDEN_TOKEN = "report.hidden-token";
    HIDDEN_SHOW = "report.hidden-show";
    HIDDEN_KEEP_NAMES = "report.hidden-keep-names";
    HIDDEN_ALL = "report.hidden-all";
    PREVIEW = "report.preview";
    COPY_REPORT = "report.copy-report";
    SAVE_MARKDOWN = "report.save-markdown";
    SAVE_JSON = "report.save-json";
    PRINT = "report.print";
    CLOSE = "report.close";
    SAVED = "report.saved";
    HAND_OVER_WORKING = "report.hand-over-working";
    PRINT_NOTE = "report.print-note";
    HIDDEN_VALUES = "report.hidden-values" { count };
    HIDDEN_VALUES_SHOWN = "report.hidden-values-shown" { hidden, count };
    SHOW_VALUE = "report.show-value" { token };
}

/// The heading over what is hidden in a report.
pub(crate) fn hidden_values(hidden: usize, kept: usize) -> String {
    let hidden = HIDDEN_VALUES.fill(&[hidden.into()]);
    match kept {
        0 => hidden,
        kept => HIDDEN_VALUES_SHOWN.fill(&[(&hidden).into(), kept.into()]),
    }
}

/// The label of the box that shows a hidden value.
pub(crate) fn show_value(token: &str) -> String {
    SHOW_VALUE.fill(&[Value::Words(token)])
}
