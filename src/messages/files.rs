//! The words for several files at once.

use unstuck_report::{Format, Severity};

use crate::batch::{List, Listed, Stage};
use crate::messages::findings::{findings, summary, unknown_count};
use crate::messages::measures::bytes_in_words;
use crate::messages::states::{BINARY_HEADING, BLANK_HEADING, UNREADABLE_HEADING, remark};
use crate::messages::text::{Value, texts};
use crate::state::Outcome;

texts! {
    WOVEN = "files.woven";
    WOVEN_SHOWN = "files.woven-shown" { words };
    TOO_LARGE_TO_WEAVE = "files.too-large-to-weave" { most };
    NOT_WOVEN = "files.not-woven" { names };
    FILE_COUNT = "files.count" { count };
    FILE_WAITING = "files.waiting";
    FILE_READING = "files.reading";
    FILE_CLEAN = "files.clean";
    WORST_INFO = "files.worst-info" { findings };
    WORST_WARNING = "files.worst-warning" { findings };
    WORST_ERROR = "files.worst-error" { findings };
    WORST_CRITICAL = "files.worst-critical" { findings };
    VERDICT_REMARKED = "files.verdict-remarked" { verdict, remarks };
    HIT_FILES = "files.hit" { count };
    LISTED_WORST = "files.listed-worst" { files, tally, name, summary };
    LISTED_CLEAN = "files.listed-clean" { files };
    LISTED_UNREAD = "files.listed-unread" { files };
}

/// A number of files.
pub(crate) fn files(count: usize) -> String {
    FILE_COUNT.fill(&[count.into()])
}

/// What was found in a file, or why there is nothing to say, in a few words.
pub(crate) fn verdict(file: &Listed) -> String {
    let remarks = file.remarks.iter().map(|text| remark(text)).collect::<Vec<_>>().join(" ");
    let verdict = match &file.stage {
        Stage::Waiting => FILE_WAITING.words(),
        Stage::Reading => FILE_READING.words(),
        Stage::Closed | Stage::Done(Outcome::Closed(_)) => return remarks,
        Stage::Done(Outcome::Unreadable | Outcome::Flawed(_)) => UNREADABLE_HEADING.words(),
        Stage::Done(Outcome::Found(analysis)) => match (analysis.worst(), analysis.unknown.len()) {
            (Some(worst), _) => {
                let worst = match worst {
                    Severity::Info => WORST_INFO,
                    Severity::Warning => WORST_WARNING,
                    Severity::Error => WORST_ERROR,
                    Severity::Critical => WORST_CRITICAL,
                };
                worst.fill(&[(&findings(analysis)).into()])
            }
            (None, 0) => match analysis.input.format {
                Format::Empty => BLANK_HEADING.words(),
                Format::Binary => BINARY_HEADING.words(),
                Format::Text => FILE_CLEAN.words(),
            },
            (None, unknown) => unknown_count(unknown),
        },
    };
    if remarks.is_empty() {
        return verdict;
    }
    VERDICT_REMARKED.fill(&[(&verdict).into(), (&remarks).into()])
}

/// In how many of the files something was found.
pub(crate) fn files_tally(list: &List) -> String {
    let all = list.files.iter();
    let hit = all.filter(|file| match &file.stage {
        Stage::Done(Outcome::Found(analysis)) => !analysis.findings.is_empty(),
        _ => false,
    });
    match hit.count() {
        0 => String::new(),
        hit => HIT_FILES.fill(&[hit.into()]),
    }
}

/// What the status line says when all files were read, and the text `shown` is shown.
pub(crate) fn listed(list: &List, shown: Option<u32>) -> String {
    let words = tallied(list);
    match &list.woven {
        Some(woven) if shown == Some(woven.document) => WOVEN_SHOWN.fill(&[(&words).into()]),
        _ => words,
    }
}

/// Why several files are not shown as one.
pub(crate) fn too_large_to_weave(most: u64) -> String {
    TOO_LARGE_TO_WEAVE.fill(&[(&bytes_in_words(most)).into()])
}

/// Which files are not among those that were put together.
pub(crate) fn not_woven(names: &[String]) -> String {
    NOT_WOVEN.fill(&[Value::Foreign(&names.join(", "))])
}

fn tallied(list: &List) -> String {
    let all = files(list.files.len());
    let worst = match list.files.first() {
        Some(Listed { name, stage: Stage::Done(Outcome::Found(analysis)), .. })
            if !analysis.findings.is_empty() =>
        {
            return LISTED_WORST.fill(&[
                (&all).into(),
                (&files_tally(list)).into(),
                Value::Foreign(name),
                (&summary(analysis)).into(),
            ]);
        }
        Some(Listed { stage: Stage::Done(_), .. }) => LISTED_CLEAN,
        _ => LISTED_UNREAD,
    };
    worst.fill(&[(&all).into()])
}
