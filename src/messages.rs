//! Every word of the interface.
//!
//! Sentences say what is so and what to do next, and blame nobody.

use unstuck_handout::{Flaw, Linked};
pub(crate) use unstuck_report::words::{reader, risk, severity};
use unstuck_report::{Confidence, Format, Note, Severity};

use crate::analysis::Analysis;
use crate::batch::{List, Listed, Stage};
use crate::compare::Comparison;
use crate::log::Lines;
use crate::narrow::Kept;
use crate::progress::{Phase, Progress};
use crate::protocol::{Next, RuleList, Told};
use crate::state::{Failure, Outcome};
use crate::viewport::MOST_WRAPPED;

pub(crate) const NAME: &str = "Unstuck";
pub(crate) const TAGLINE: &str = "Paste an error or a log. Get the cause and the fix.";
pub(crate) const SKIP: &str = "Skip to the findings";

// The input.
pub(crate) const INPUT_HEADING: &str = "Your error or log";
pub(crate) const INPUT_LABEL: &str = "Text to explain";
pub(crate) const INPUT_HINT: &str = "Paste an error message, a stack trace or a whole log here.\n\nOr drop files anywhere on this page, also .gz, .zip and .tar.";
pub(crate) const OPEN_FILE: &str = "Open a file…";
pub(crate) const CLEAR: &str = "Clear";
pub(crate) const CLEAR_VIEWER: &str = "Clear and paste something else";
pub(crate) const STOP: &str = "Stop";
pub(crate) const PROMISE: &str =
    "Stays in this tab. What you paste is never sent and never stored.";
pub(crate) const DROP: &str = "Drop files to explain them";
pub(crate) const DROP_PROMISE: &str =
    "Logs, also in .gz, .zip and .tar. They are read in this tab and sent nowhere.";
pub(crate) const SAMPLE: &str = "Sample";
pub(crate) const PASTED: &str = "Pasted text";
pub(crate) const READING: &str = "Reading…";
pub(crate) const WOVEN: &str = "Together, in the order of their times";
pub(crate) const WOVEN_SHOWN: &str = "They are shown as one, in the order of their times.";
pub(crate) const WORKING: &str = "Looking for known problems…";
pub(crate) const UNPACKING: &str = "Unpacking…";
pub(crate) const STOPPED: &str = "Stopped.";
pub(crate) const VIEWER_EMPTY: &str = "The text appears here as soon as it has been read.";
pub(crate) const VIEWER_BINARY: &str = "There is no text to show.";

// The network lock.
pub(crate) const LOCKED: &str = "Network locked";
pub(crate) const VERIFY: &str = "Verify it yourself";
pub(crate) const LOCK_MEANING: &str = "Once it had loaded, this page gave up the right to make \
     requests. Your browser now blocks every one, from the page and from the worker that reads \
     your log.";
pub(crate) const LOCK_STEPS: &[&str] = &[
    "Open the developer tools (F12) and choose Network. Paste something: the list stays empty.",
    "Or switch to aeroplane mode. Everything here goes on working.",
    "Or read the start script, boot.js. It shows what is given up, and when.",
];
pub(crate) const LOCK_LIMITS_HEADING: &str = "What this does not cover";
pub(crate) const LOCK_LIMITS: &[&str] = &[
    "The server that this page came from saw that you loaded it.",
    "A link that you click leaves the page, as links do. It carries nothing of your text.",
    "Browser extensions can read every page, this one too.",
    "Browsers do not let a page give up WebRTC. Unstuck has no code that uses it.",
];

// The start.
pub(crate) const WELCOME_HEADING: &str = "Stuck on an error?";
pub(crate) const WELCOME: &str = "Paste it. Unstuck looks for problems that it knows and shows \
     what causes each one and how to fix it, with your own host, user or bucket filled in.";
pub(crate) const WELCOME_POINTS: &[(&str, &str)] = &[
    ("Causes first", "In a long log, what went wrong first comes before what followed from it."),
    ("Steps to follow", "In order, with commands to copy and a word on what each one changes."),
    ("Plain about doubt", "Every finding says how sure it is and why. What is not known says so."),
];
pub(crate) const SAMPLES_HEADING: &str = "No error at hand? Try one of these";

// The findings.
pub(crate) const FINDINGS_HEADING: &str = "Findings";
pub(crate) const OVERVIEW: &str = "All findings";
pub(crate) const CAUSE: &str = "Cause";
pub(crate) const FIX: &str = "How to fix it";
pub(crate) const CHECK: &str = "How to see that it worked";
pub(crate) const NOT_THIS: &str = "Not this problem if…";
pub(crate) const WHY: &str = "Why we think so";
pub(crate) const WHY_MEANING_CERTAIN: &str = "Certain: only this problem prints these words.";
pub(crate) const WHY_MEANING_LIKELY: &str = "Likely: the words fit, and little else prints them.";
pub(crate) const WHY_MEANING_POSSIBLE: &str =
    "Possible: the words fit, but other problems print them too.";
pub(crate) const MET: &str = "Yes:";
pub(crate) const NOT_MET: &str = "No:";
pub(crate) const EXPLANATION: &str = "Cause and fix";
pub(crate) const FOLLOWS_FROM: &str = "Follows from:";
pub(crate) const CONSEQUENCES: &str = "What follows from it";
pub(crate) const CODES: &str = "Codes";
pub(crate) const OFFICIAL_LIST: &str = "official list";
pub(crate) const SOURCES: &str = "Sources";
pub(crate) const NEW_TAB: &str = "(opens in a new tab)";
pub(crate) const CUT: &str = "Shortened: the line is too long to show whole.";
pub(crate) const COPY: &str = "Copy";
pub(crate) const COPY_DONE: &str = "Copied";
pub(crate) const COPY_FAILED: &str = "Not copied";
pub(crate) const COPIED: &str = "Copied to the clipboard.";
pub(crate) const NOT_COPIED: &str =
    "The browser did not allow copying. Select the text and copy it with the keyboard.";

// Looking at the findings in other ways.
pub(crate) const NOT_SHOWN: &str = "(not shown now)";
pub(crate) const BY_SEVERITY: &str = "Show by severity";
pub(crate) const BY_SYSTEM: &str = "Show by system";
pub(crate) const SHOW_ALL: &str = "Show all";
pub(crate) const TIMELINE: &str = "Timeline";
pub(crate) const TIMELINE_HINT: &str = "Drag over the bars, or fill in the fields, to see only what \
     happened in that stretch.";
pub(crate) const TIMELINE_TABLE: &str = "The same as a table";
pub(crate) const TIMELINE_MARKS: &str = "When the findings occurred";
pub(crate) const FROM: &str = "From";
pub(crate) const TO: &str = "To";
pub(crate) const RECORDS: &str = "Records";
pub(crate) const FINDING: &str = "Finding";
pub(crate) const FIRST_TIME: &str = "First time";
pub(crate) const LAST_TIME: &str = "Last time";
pub(crate) const LEVEL_NAMES: [&str; 6] =
    ["Fatal", "Error", "Warning", "Info", "Debug", "No level"];
pub(crate) const OTHER_LEVELS: &str = "Info, debug, no level";
pub(crate) const COMPARE_HEADING: &str = "Changed something?";
pub(crate) const COMPARE_HINT: &str = "What was found here is kept, and compared with the log that \
     you paste or open next.";
pub(crate) const COMPARE: &str = "Paste the new log";
pub(crate) const COMPARISON_HEADING: &str = "Before and now";
pub(crate) const END_COMPARISON: &str = "End the comparison";
pub(crate) const COMPARISON_ENDED: &str = "The comparison is ended.";
pub(crate) const NOTHING: &str = "Nothing.";
pub(crate) const WHY_NOT: &str = "Looking for something else? See why a rule does not fire";
pub(crate) const WHY_NOT_LABEL: &str = "Search the rules";
pub(crate) const WHY_NOT_HINT: &str = "A product, a problem, a code…";
pub(crate) const WHY_LOOKING: &str = "Looking through the text…";
pub(crate) const WHY_UNREADABLE: &str = "The text can no longer be read. Paste or open it again.";
pub(crate) const PATTERN: &str = "The regular expression";

// What is not known.
pub(crate) const UNKNOWN_HEADING: &str = "Not known to us";
pub(crate) const UNKNOWN: &str = "These look like errors, but no rule explains them. They may be \
     the problem, or noise beside it.";
pub(crate) const FINGERPRINT: &str = "Fingerprint";
pub(crate) const FINGERPRINT_MEANING: &str =
    "The same error has the same fingerprint in every log. Quote it when you ask for help.";
pub(crate) const NEAREST: &str = "Rules that came close";
pub(crate) const GUIDANCE_HEADING: &str = "What to do about an error that nobody has explained";

// Other states.
pub(crate) const CLEAN_HEADING: &str = "Nothing here looks like a problem we know";
pub(crate) const CLEAN: &str = "No known problem was found, and no line looks like an error.";
pub(crate) const CLEAN_TIPS: &[&str] = &[
    "Include the lines before the failure: the first error often explains the rest.",
    "Include the log of the other side as well: server, database, queue or proxy.",
    "If the log is short, raise its level to debug and repeat what failed.",
];
pub(crate) const BLANK_HEADING: &str = "There is no text in it";
pub(crate) const BLANK: &str = "The input is empty, or holds nothing but white space.";
pub(crate) const BLANK_TIPS: &[&str] = &[
    "Check that the program has written its log to this file, and not to standard error.",
    "If you copied from a terminal, select the text again: some clear the clipboard.",
];
pub(crate) const BINARY_HEADING: &str = "This is not text";
pub(crate) const BINARY: &str = "The content looks like data that programs read, not people.";
pub(crate) const BINARY_TIPS: &[&str] = &[
    "If it is an archive, unpack it first, or pack its files again as .zip or .tar.gz.",
    "If it is a screenshot, copy the text of the message instead.",
    "If it is a database or a core dump, look for the log of the program that wrote it.",
];
pub(crate) const UNREADABLE_HEADING: &str = "The file could not be read";
pub(crate) const UNREADABLE: &str = "Your browser would not hand over its content. The file may \
     have been moved, changed or locked since you chose it.";
pub(crate) const UNREADABLE_TIPS: &[&str] =
    &["Choose the file again.", "If it is a folder, open a file inside it."];
pub(crate) const CLOSED_HEADING: &str = "There is no log in it that could be read";
pub(crate) const CLOSED: &str = "Archives are opened here if they are .gz, .zip, .tar or .tar.gz, \
     whole and without a password.";
pub(crate) const CLOSED_TIPS: &[&str] = &[
    "If it needs a password, unpack it and open the files from it.",
    "If it came by a download or by mail, get it once more: it may have been cut off.",
];
pub(crate) const FAILED_HEADING: &str = "The analysis is not running";
pub(crate) const RETRY: &str = "Try again";

// About the input.
pub(crate) const NOTES_HEADING: &str = "About this input";

// Handing the report over.
pub(crate) const DONE: &str = "Done";
pub(crate) const SOLVED: &str = "Did this solve it?";
pub(crate) const SOLVED_YES: &str = "Yes, it is gone";
pub(crate) const SOLVED_NO: &str = "No, it is still there";
pub(crate) const NOTED: &str = "Noted. It stands in the report, and nowhere else.";
pub(crate) const TAKE_ALONG_HEADING: &str = "Need somebody's help?";
pub(crate) const TAKE_ALONG: &str = "Take the findings along as a report. You see first what \
     stands in it: passwords, addresses and names are replaced before anything leaves this page.";
pub(crate) const TAKE_ALONG_BUTTON: &str = "Make a report…";
pub(crate) const HAND_OVER_HEADING: &str = "Report to take along";
pub(crate) const HAND_OVER: &str = "This is all that leaves, and only when you copy, save or \
     print it. Private values stand behind tokens; the same value has the same token everywhere.";
pub(crate) const HIDDEN_NONE: &str = "Nothing private was found. Read it through once all the same: \
     no list of patterns knows every secret.";
pub(crate) const HIDDEN_LIMITS: &str = "Read it through once all the same: no list of patterns \
     knows every secret.";
pub(crate) const HIDDEN_VALUE: &str = "Value";
pub(crate) const HIDDEN_TOKEN: &str = "Stands behind";
pub(crate) const HIDDEN_SHOW: &str = "Show it";
pub(crate) const HIDDEN_KEEP_NAMES: &str = "Show names of hosts, databases and the like";
pub(crate) const HIDDEN_ALL: &str = "Hide everything again";
pub(crate) const PREVIEW: &str = "The report";
pub(crate) const COPY_REPORT: &str = "Copy as Markdown";
pub(crate) const SAVE_MARKDOWN: &str = "Save .md";
pub(crate) const SAVE_JSON: &str = "Save .json";
pub(crate) const PRINT: &str = "Print";
pub(crate) const CLOSE: &str = "Close";
pub(crate) const SAVED: &str = "Handed to your browser as a file.";
pub(crate) const HAND_OVER_WORKING: &str = "Making the report…";
pub(crate) const PRINT_NOTE: &str = "To print what was found, choose “Make a report…” and print \
     from there: private values are hidden first.";

// Findings in a link.
pub(crate) const LINK_HEADING: &str = "A link to the findings";
pub(crate) const LINK_HOLDS: &str = "A link holds the findings and a short line of evidence for \
     each, redacted as above, and nothing else of the log. It is on no server: all of it stands \
     behind the # of the link. Whoever has the link can read it.";
pub(crate) const LINK_FILE: &str = "This page was opened from a disk, where nobody else can \
     follow a link. So what you copy is only the part from # on: it belongs behind the address of \
     Unstuck, wherever the other person has it.";
pub(crate) const LINK_TOO_SHORT: &str = "Not even one of the findings fits into a link of \
     2,000 characters. Copy or save the report instead.";
pub(crate) const COPY_FINDINGS: &str = "Copy a link";
pub(crate) const OPENING_LINK: &str = "Opening the link…";
pub(crate) const LINKED_HEADING: &str = "Findings from a link";
pub(crate) const LINKED: &str = "Somebody made this link; none of it comes from a text of yours. \
     What the rules say is part of this page. The lines and values are what the link holds: they \
     are short, private values in them may be hidden, and nobody has checked them.";
pub(crate) const LEAVE_LINK: &str = "Read a log of my own";
pub(crate) const FLAW_TIPS: &[&str] = &[
    "Ask for the link once more, best as a file or in a message that does not break lines.",
    "Or ask for the log, and paste it here.",
];

/// What is wrong with a link, in a few words.
pub(crate) fn flaw_heading(flaw: &Flaw) -> &'static str {
    match flaw {
        Flaw::CutOff => "This link was cut off",
        Flaw::Damaged => "This link is damaged",
        Flaw::TooNew => "This link is too new for this page",
        Flaw::Strange => "This link holds no findings",
        Flaw::UnknownRules(_) => "This page does not know the rules of this link",
    }
}

/// What that means.
pub(crate) fn flaw(flaw: &Flaw) -> String {
    match flaw {
        Flaw::CutOff => "Its end is missing, as it happens where a long link is shortened or \
             broken into lines. The findings in it cannot be read."
            .to_owned(),
        Flaw::Damaged => "Some of its characters are not those that were written. The findings in \
             it cannot be read."
            .to_owned(),
        Flaw::TooNew => "It was made by a later version of Unstuck. Load this page again to get \
             that, or open the link where it was made."
            .to_owned(),
        Flaw::Strange => {
            "It arrived as it was made, but it was not made by Unstuck. Nothing of it \
             was used."
                .to_owned()
        }
        Flaw::UnknownRules(rules) => format!(
            "It was made with another rule book. Load this page again to get the latest. \
             What it names: {}.",
            some(rules)
        ),
    }
}

/// Ids, or that they cannot be shown.
fn some(rules: &[String]) -> String {
    if rules.is_empty() { "nothing that could be shown".to_owned() } else { rules.join(", ") }
}

/// How long a link is and what it holds.
pub(crate) fn link_size(characters: usize, held: u32, left_out: u32) -> String {
    let held = counted(u64::from(held), "finding", "findings");
    let left_out = match left_out {
        0 => String::new(),
        some => format!(" {} did not fit.", number(u64::from(some))),
    };
    format!("It has {} characters and holds {held}.{left_out}", number(characters as u64))
}

/// What a link does not hold, and what this page does not know of it.
pub(crate) fn link_notes(linked: &Linked) -> Vec<String> {
    let mut notes = Vec::new();
    if linked.left_out > 0 {
        let findings = counted(u64::from(linked.left_out), "finding", "findings");
        notes.push(format!("{findings} more did not fit into the link."));
    }
    if linked.missing.0 > 0 {
        notes.push(format!(
            "{} of rules that this page does not know: {}.",
            counted(
                u64::from(linked.missing.0),
                "finding is left out, being",
                "findings are left out, being"
            ),
            some(&linked.missing.1)
        ));
    }
    if let Some(edition) = &linked.edition {
        let reviewed = match edition.reviewed.as_str() {
            "" => String::new(),
            day => format!(", last checked on {day}"),
        };
        notes.push(format!(
            "The link was made with another rule book ({}{reviewed}). What stands here is what \
             the rules of this page say.",
            rules(edition.rules)
        ));
    }
    notes
}

// The rules without a log.
pub(crate) const RULES_HEADING: &str = "All rules";
pub(crate) const RULES_LABEL: &str = "Search by words, code or a line of a log";
pub(crate) const RULES_LOADING: &str = "Getting the rules…";
pub(crate) const RULES_SITE: &str = "As pages of their own, with examples";
pub(crate) const RULE_SITE: &str = "This rule as a page of its own, with examples";
pub(crate) const RULES_BACK: &str = "Read a log";
pub(crate) const NO_RULE_HEADING: &str = "There is no such rule";
pub(crate) const NO_RULE: &str = "The address names a rule that this page does not have. It may \
     come from another version. Search for what it is about:";

/// The title of the tab for a page within the page.
pub(crate) fn titled(title: &str) -> String {
    format!("{title} · {NAME}")
}

/// That a rule is shown under another id than was asked for.
pub(crate) fn renamed(old: &str) -> String {
    format!("It was called {old} before.")
}

/// The name of a system and how many rules it has.
pub(crate) fn system_rules(count: usize) -> String {
    rules(count as u32)
}

// The foot of the page.
pub(crate) const ONE_FILE: &str = "One file for use offline";
pub(crate) const OFFLINE: &str = "Install, or use offline";
pub(crate) const LICENCE: &str = "Free software under the MIT or the Apache 2.0 licence.";
// The log view.
pub(crate) const SHOW_AS: &str = "Show the text as";
pub(crate) const SHOW_FIELD: &str = "Edit";
pub(crate) const SHOW_LOG: &str = "Log";
pub(crate) const LOG_TOOLS: &str = "Search and filter";
pub(crate) const SEARCH: &str = "Search in the log";
pub(crate) const SEARCH_HINT: &str = "Search";
pub(crate) const SEARCH_MEANING: &str = "Searching ignores the case of the letters A to Z. A regular \
     expression looks at each line on its own, at its first 64 KB.";
pub(crate) const SEARCHING: &str = "Searching…";
pub(crate) const NOTHING_SEEN: &str = "No line fits the filter.";
pub(crate) const REGEX: &str = "Regular expression";
pub(crate) const ONLY: &str = "Only";
pub(crate) const ONLY_MEANING: &str = "Show only entries that match";
pub(crate) const PREVIOUS_HIT: &str = "Previous match";
pub(crate) const NEXT_HIT: &str = "Next match";
pub(crate) const PREVIOUS_FINDING: &str = "Previous finding";
pub(crate) const NEXT_FINDING: &str = "Next finding";
pub(crate) const LEVELS: &str = "Level";
pub(crate) const LEVELS_ALL: (&str, &str) = ("All", "All lines");
pub(crate) const LEVELS_WARNINGS: (&str, &str) = ("Warnings", "Warnings and errors");
pub(crate) const LEVELS_ERRORS: (&str, &str) = ("Errors", "Errors only");
pub(crate) const LINE: &str = "Line";
pub(crate) const LINE_MEANING: &str = "A line such as 120, or a range such as 120-140";
pub(crate) const GO: &str = "Go";
pub(crate) const WRAP: &str = "Wrap";
pub(crate) const KEYS_HEADING: &str = "Help";
pub(crate) const SINGLE_KEYS: &str = "Single-key shortcuts";
pub(crate) const KEYS: &[(&str, &str)] = &[
    ("/", "Search"),
    ("Enter", "In the search: next match, with Shift the previous one"),
    ("Esc", "Empty the search, then leave it"),
    ("n", "Next finding"),
    ("p", "Previous finding"),
    ("g", "Go to a line"),
    ("Click", "On a line number: choose the line, with Shift a range"),
];
pub(crate) const UNKNOWN_SIGN: &str = "Not known";
pub(crate) const SHOW_MORE: &str = ". Show more";
pub(crate) const CHOSEN: &str = "Chosen lines";
pub(crate) const COPY_LINES: &str = "Copy lines";
pub(crate) const COPY_LINK: &str = "Copy link";
pub(crate) const CHOOSE_NONE: &str = "Choose none";
pub(crate) const COPIED_IN_PART: &str =
    "Only the first of these lines were copied: they are too long for the clipboard.";

/// How many lines a search has found; there may be more.
pub(crate) fn hits(count: u32, more: bool) -> String {
    let lines = counted(u64::from(count), "line", "lines");
    if more { format!("{lines} +") } else { lines }
}

/// What the status line says at a line that was found.
pub(crate) fn hit(which: u32, of: u32, line: u32) -> String {
    let (which, of) = (number(u64::from(which)), number(u64::from(of)));
    format!("Match {which} of {of}, line {}.", number(u64::from(line) + 1))
}

/// What the status line says at the place of a finding.
pub(crate) fn place(which: usize, of: usize, line: u32, what: Option<&str>) -> String {
    let (which, of) = (number(which as u64), number(of as u64));
    let what = what.unwrap_or("An error that is not known to us.");
    format!("Place {which} of {of}, line {}: {what}", number(u64::from(line) + 1))
}

/// What the status line says when a search has ended.
pub(crate) fn searched(hits: u32, seen: u32, next: &Next) -> String {
    match next {
        Next::Problem(problem) => format!("No search: {problem}."),
        Next::More | Next::Done | Next::Enough if hits == 0 && seen == 0 => "No match.".to_owned(),
        Next::Enough => {
            let most = number(u64::from(hits.max(seen)));
            format!("There are more than {most} lines. The rest is left out.")
        }
        _ if hits == 0 => format!("{} shown.", counted(u64::from(seen), "line", "lines")),
        _ => format!("{} found.", counted(u64::from(hits), "line", "lines")),
    }
}

/// Why a search could not begin.
pub(crate) fn no_regex(problem: &str, regex: bool) -> String {
    if regex { format!("Not a regular expression: {problem}.") } else { remark(problem) }
}

/// What a filter shows, of how many lines.
pub(crate) fn seen_lines(seen: u32, all: u32, so_far: u32, running: bool, cut: bool) -> String {
    let seen_lines = counted(u64::from(seen), "line", "lines");
    if cut {
        return format!("The first {seen_lines} that fit are shown. There are more.");
    }
    if running {
        let so_far = number(u64::from(so_far));
        return format!("{seen_lines} of the first {so_far} are shown so far…");
    }
    format!("{seen_lines} of {} shown.", number(u64::from(all)))
}

/// Why lines are not wrapped.
pub(crate) fn too_long_to_wrap() -> String {
    let most = number(u64::from(MOST_WRAPPED));
    format!("Lines are wrapped where there are at most {most}. A filter can bring them below.")
}

/// There is no such line.
pub(crate) fn no_such_line(count: u32) -> String {
    format!("There is no such line: the text has {}.", number(u64::from(count)))
}

/// A range of lines.
pub(crate) fn line_range(lines: Lines) -> String {
    let (first, last) = (u64::from(lines.first) + 1, u64::from(lines.last) + 1);
    if first == last {
        format!("Line {}", number(first))
    } else {
        format!("Lines {}–{}", number(first), number(last))
    }
}

/// What the status line says when lines were chosen.
pub(crate) fn chosen(lines: Lines) -> String {
    format!("{} chosen. The address now leads there.", line_range(lines))
}

/// What a confidence is called.
pub(crate) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Possible => "Possible",
        Confidence::Likely => "Likely",
        Confidence::Certain => "Certain",
    }
}

/// What a confidence means.
pub(crate) fn confidence_meaning(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Possible => WHY_MEANING_POSSIBLE,
        Confidence::Likely => WHY_MEANING_LIKELY,
        Confidence::Certain => WHY_MEANING_CERTAIN,
    }
}

/// Which step a box belongs to, for those who do not see where it stands.
pub(crate) fn of_step(step: u32) -> String {
    format!(", step {step}")
}

/// The heading over what is hidden in a report.
pub(crate) fn hidden_values(hidden: usize, kept: usize) -> String {
    let values = counted(hidden as u64, "private value is hidden", "private values are hidden");
    match kept {
        0 => values,
        kept => format!("{values}, {} shown", number(kept as u64)),
    }
}

/// The label of the box that shows a hidden value.
pub(crate) fn show_value(token: &str) -> String {
    format!("{HIDDEN_SHOW}: {token}")
}

/// What to replace in a command.
pub(crate) const REPLACE: &str = "Replace";
pub(crate) const REPLACE_WITH: &str = "with your own.";

/// How many of the findings and unknown errors are shown.
pub(crate) fn narrowed(analysis: &Analysis, kept: &Kept) -> String {
    let of = |shown: usize, all: usize, one, many| {
        format!("{} of {} shown", number(shown as u64), counted(all as u64, one, many))
    };
    let (known, unknown) = (analysis.findings.len(), analysis.unknown.len());
    let mut parts = Vec::new();
    if known > 0 {
        parts.push(of(kept.count(), known, "finding", "findings"));
    }
    if unknown > 0 && (known == 0 || kept.unknown_count() < unknown) {
        parts.push(of(kept.unknown_count(), unknown, "unknown error", "unknown errors"));
    }
    let timeless = match kept.timeless {
        0 => String::new(),
        1 => " One that states no time is left out.".to_owned(),
        more => format!(" {more} that state no time are left out."),
    };
    format!("{}.{timeless}", parts.join(", "))
}

/// Further systems to choose from.
pub(crate) fn more_systems(count: usize) -> String {
    counted(count as u64, "more system", "more systems")
}

/// What the bars of a timeline are.
pub(crate) fn bars(step: i64, most: u64) -> String {
    let records = counted(most, "record", "records");
    format!("One bar is {}. The highest has {records}.", stretch_length(step))
}

/// Which clock the times are read from.
pub(crate) fn zone(minutes: Option<i16>) -> String {
    match minutes {
        None => "Times are as the log writes them; it states no zone.".to_owned(),
        Some(0) => "Times are in UTC.".to_owned(),
        Some(minutes) => {
            let (sign, minutes) = (if minutes < 0 { '-' } else { '+' }, minutes.unsigned_abs());
            format!("Times are in UTC{sign}{:02}:{:02}.", minutes / 60, minutes % 60)
        }
    }
}

/// A timeline for those who do not see it.
pub(crate) fn timeline(from: &str, to: &str, records: u64) -> String {
    let records = counted(records, "record", "records");
    format!("{records} by level from {from} to {to}. The table below has the numbers.")
}

/// A time that nobody can read, or a stretch that ends before it begins.
pub(crate) fn not_a_time(like: &str) -> String {
    format!("Write a time as the log does, such as {like}; the end after the beginning.")
}

/// How long a stretch is, in milliseconds.
fn stretch_length(millis: i64) -> String {
    let seconds = u64::try_from(millis / 1_000).unwrap_or_default();
    match seconds {
        0..60 => counted(seconds, "second", "seconds"),
        60..3_600 => counted(seconds / 60, "minute", "minutes"),
        3_600..86_400 => counted(seconds / 3_600, "hour", "hours"),
        _ => counted(seconds / 86_400, "day", "days"),
    }
}

/// What is kept to be compared with.
pub(crate) fn kept_to_compare(count: usize) -> String {
    let kept = match count {
        0 => "That nothing was found is kept".to_owned(),
        1 => "One finding is kept".to_owned(),
        more => format!("{} findings are kept", number(more as u64)),
    };
    format!("{kept}. Paste the new log, or open it as a file.")
}

/// What a comparison came to.
pub(crate) fn comparison(comparison: &Comparison) -> String {
    let Comparison { gone: left, still, new: came } = comparison;
    format!(
        "Compared with before: {}, {}, {}.",
        gone(left.len()),
        still_there(still.len()),
        new(came.len())
    )
}

/// What only the log before has.
pub(crate) fn gone(count: usize) -> String {
    format!("{} gone", number(count as u64))
}

/// What both logs have.
pub(crate) fn still_there(count: usize) -> String {
    format!("{} still there", number(count as u64))
}

/// What only the new log has.
pub(crate) fn new(count: usize) -> String {
    format!("{} new", number(count as u64))
}

/// Entries of a list that are not in it.
pub(crate) fn and_more(count: usize) -> String {
    format!("and {} more", number(count as u64))
}

/// How often something occurs.
pub(crate) fn times(count: u64) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{} times", number(more)),
    }
}

/// How often something occurs in each of two logs.
pub(crate) fn times_before_and_now(before: u64, now: u64) -> String {
    format!("{} now, {} before", times(now), times(before))
}

/// How many rules have the words that were looked for.
pub(crate) fn rules_found(list: &RuleList) -> String {
    match (list.rules.len(), list.more) {
        (0, _) if list.query.trim().is_empty() => String::new(),
        (0, _) => "No rule has these words.".to_owned(),
        (found, 0) => rules(found as u32),
        (found, more) => format!("{}, and {} more", rules(found as u32), number(more)),
    }
}

/// What the status line says of an answer about rules, if it is one to hear.
pub(crate) fn told(told: &Told) -> Option<String> {
    match told {
        Told::Rules(list) => Some(rules_found(list)),
        Told::Keys(_) | Told::Book(_) | Told::Browsed(_) | Told::Rule(_) => None,
        Told::Why(answer) => Some(match &answer.why {
            Some(why) => why.outcome.clone(),
            None => WHY_UNREADABLE.to_owned(),
        }),
    }
}

/// How much of a large text was looked through for a rule.
pub(crate) fn why_partly(read: u64, total: u64) -> String {
    format!(
        "The file is large: this holds for the first {} of {}.",
        bytes_in_words(read),
        bytes_in_words(total)
    )
}

/// One of the ways in which a problem is recognised.
pub(crate) fn way(which: usize, all: usize, met: bool) -> String {
    let met = if met { "fits" } else { "does not fit" };
    format!("Way {which} of {all} to recognise it: {met}")
}

/// Further ways in which a problem is recognised.
pub(crate) fn more_ways(count: usize) -> String {
    match count {
        1 => "One more way to recognise it".to_owned(),
        more => format!("{more} more ways to recognise it"),
    }
}

/// How often and where something was seen.
pub(crate) fn seen(count: u64, first_line: Option<u64>) -> String {
    let times = format!("seen {}", times(count));
    match first_line {
        None => times,
        Some(line) if count == 1 => format!("{times}, on line {}", number(line)),
        Some(line) => format!("{times}, first on line {}", number(line)),
    }
}

/// The button that goes to a line.
pub(crate) fn go_to_line(line: u64) -> String {
    format!("Go to line {}", number(line))
}

/// What the status line says on arriving there.
pub(crate) fn at_line(line: u64) -> String {
    format!("Line {}.", number(line))
}

/// The disclosure of further places.
pub(crate) fn more_places(count: usize) -> String {
    match count {
        1 => "One more place".to_owned(),
        more => format!("{more} more places"),
    }
}

/// The mark at the end of a line that the viewer does not show whole. Where the line is
/// longer than what was read of it, there are `even_more`.
pub(crate) fn hidden(characters: u64, even_more: bool) -> String {
    let than = if even_more { "more than " } else { "" };
    format!("… {than}{} more characters", number(characters))
}

/// The name of the viewer.
pub(crate) fn viewer(lines: u64) -> String {
    format!("The text, {}", counted(lines, "line", "lines"))
}

/// The size of a file and its number of lines.
pub(crate) fn size(bytes: u64, lines: Option<u64>) -> String {
    match lines {
        None => bytes_in_words(bytes),
        Some(lines) => format!("{}, {}", bytes_in_words(bytes), counted(lines, "line", "lines")),
    }
}

/// The length of a pasted text and its number of lines.
pub(crate) fn length(characters: u64, lines: Option<u64>) -> String {
    let characters = counted(characters, "character", "characters");
    match lines {
        None => characters,
        Some(lines) => format!("{characters}, {}", counted(lines, "line", "lines")),
    }
}

/// A number of files.
pub(crate) fn files(count: usize) -> String {
    counted(count as u64, "file", "files")
}

/// Files beyond the number that is read at once.
pub(crate) fn left_out(count: usize, left_out: usize) -> String {
    let all = number((count + left_out) as u64);
    format!("You chose {all} files. Only the first {} are read.", number(count as u64))
}

/// What is going on.
pub(crate) fn working(progress: Option<&Progress>) -> &'static str {
    match progress {
        Some(Progress { phase: Phase::Unpacking, .. }) => UNPACKING,
        Some(Progress { phase: Phase::Reading, .. }) | None => WORKING,
    }
}

/// How far it is: "41 % · 412.0 MB of 1.0 GB · 95.0 MB/s · 4 s, about 6 s left".
pub(crate) fn progress(progress: &Progress) -> String {
    let done = format!(
        "{} % · {} of {}",
        progress.share() / 10,
        bytes_in_words(progress.done),
        bytes_in_words(progress.total),
    );
    if progress.rate() == 0 {
        return done;
    }
    let (rate, time) = (bytes_in_words(progress.rate()), duration(progress.elapsed / 1_000));
    match progress.seconds_left() {
        None => format!("{done} · {rate}/s · {time}"),
        Some(seconds) => format!("{done} · {rate}/s · {time}, about {} left", duration(seconds)),
    }
}

/// What the status line says when a quarter of the work is done, or two, or three.
pub(crate) fn quarter(quarter: u64) -> String {
    format!("{} % done.", quarter * 25)
}

fn duration(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

/// What was found in a file, or why there is nothing to say, in a few words.
pub(crate) fn verdict(file: &Listed) -> String {
    let remarks = file.remarks.iter().map(|text| remark(text)).collect::<Vec<_>>().join(" ");
    let verdict = match &file.stage {
        Stage::Waiting => "waiting".to_owned(),
        Stage::Reading => "being read…".to_owned(),
        Stage::Closed | Stage::Done(Outcome::Closed(_)) => return remarks,
        Stage::Done(Outcome::Unreadable | Outcome::Flawed(_)) => UNREADABLE_HEADING.to_owned(),
        Stage::Done(Outcome::Found(analysis)) => match (analysis.worst(), analysis.unknown.len()) {
            (Some(worst), _) => {
                format!(
                    "{}, the worst: {}",
                    findings(analysis),
                    severity(worst).to_ascii_lowercase()
                )
            }
            (None, 0) => match analysis.input.format {
                Format::Empty => BLANK_HEADING.to_owned(),
                Format::Binary => BINARY_HEADING.to_owned(),
                Format::Text => "nothing found".to_owned(),
            },
            (None, unknown) => format!("{unknown} not known"),
        },
    };
    if remarks.is_empty() { verdict } else { format!("{verdict}. {remarks}") }
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
        hit => format!("findings in {}", number(hit as u64)),
    }
}

/// What the status line says when all files were read, and the text `shown` is shown.
pub(crate) fn listed(list: &List, shown: Option<u32>) -> String {
    let words = tallied(list);
    match &list.woven {
        Some(woven) if shown == Some(woven.document) => format!("{words} {WOVEN_SHOWN}"),
        _ => words,
    }
}

fn tallied(list: &List) -> String {
    let all = files(list.files.len());
    let worst = match list.files.first() {
        Some(Listed { name, stage: Stage::Done(Outcome::Found(analysis)), .. })
            if !analysis.findings.is_empty() =>
        {
            let tally = files_tally(list);
            return format!("{all}, {tally}. The worst is {name}: {}", summary(analysis));
        }
        Some(Listed { stage: Stage::Done(_), .. }) => "No known problem was found.",
        _ => "None of them could be read.",
    };
    format!("{all}. {worst}")
}

/// Why several files are not shown as one.
pub(crate) fn too_large_to_weave(most: u64) -> String {
    let most = bytes_in_words(most);
    format!("the files with times have more than {most}, so they are not put together by time")
}

/// Which files are not among those that were put together.
pub(crate) fn not_woven(names: &[&str]) -> String {
    let names = names.join(", ");
    format!("not in it, because their times cannot be compared with the others': {names}")
}

/// A remark on a file as a sentence.
pub(crate) fn remark(remark: &str) -> String {
    // The words are ours, and plain: nothing here is worth the tables of Unicode.
    let mut sentence = format!("{remark}.");
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}

/// The rules at work, for the foot of the page.
pub(crate) fn rules(count: u32) -> String {
    counted(u64::from(count), "rule", "rules")
}

/// The version, for the foot of the page.
pub(crate) fn version() -> String {
    format!("Version {}", env!("CARGO_PKG_VERSION"))
}

/// A rule that was last checked on a day.
pub(crate) fn reviewed(day: &str) -> String {
    format!("checked {day}")
}

/// Why the worker is gone.
pub(crate) fn failure(failure: Failure) -> &'static str {
    match failure {
        Failure::Refused => {
            "Your browser did not allow the background worker that reads logs. A strict browser \
             setting or an extension may block it."
        }
        Failure::Silent => "The background worker that reads logs did not start in time.",
        Failure::Stranger => {
            "This page and its background worker come from different versions. Reload the page \
             to get both from the same one."
        }
        Failure::NoRules => {
            "The file with the rules is damaged, and without rules no problem can be found. \
             Reload the page to fetch it again."
        }
        Failure::Stopped => {
            "The background worker stopped. The input may be too large for the memory of this \
             tab, or it met a fault in Unstuck. Your text is still only here."
        }
    }
}

/// Something about the input that limits the answer.
pub(crate) fn note(note: &Note) -> String {
    match note {
        Note::Cut { kept, total } => format!(
            "Only the first {} of {} were read.",
            bytes_in_words(*kept),
            bytes_in_words(*total)
        ),
        Note::Decoded { encoding } => format!("It was decoded from {encoding}."),
        Note::Replaced { bytes: 1 } => {
            "One byte was no valid text. It is shown as \u{FFFD}.".to_owned()
        }
        Note::Replaced { bytes } => {
            format!("{} bytes were no valid text. They are shown as \u{FFFD}.", number(*bytes))
        }
        Note::Restored { words: 1 } => {
            "A translation had put a foreign word inside an English one. It was undone.".to_owned()
        }
        Note::Restored { words } => format!(
            "A translation had put foreign words inside English ones. It was undone in {} places.",
            number(*words)
        ),
        Note::Recognised { what } => format!("It was recognised as: {what}."),
        Note::LongLine { line, bytes } => format!(
            "Line {} is {} long. It was looked at in pieces.",
            number(*line),
            bytes_in_words(*bytes)
        ),
        Note::Archive { says } => says.clone(),
        Note::Limit { what, limit } => {
            format!("There are more than {} {what}. The rest is only counted.", number(*limit))
        }
    }
}

/// What the status line says when an analysis has ended.
pub(crate) fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Unreadable => format!("{UNREADABLE_HEADING}."),
        Outcome::Closed(_) => format!("{CLOSED_HEADING}."),
        Outcome::Flawed(flaw) => format!("{}.", flaw_heading(flaw)),
        Outcome::Found(analysis) => summary(analysis),
    }
}

/// The number of findings.
pub(crate) fn findings(analysis: &Analysis) -> String {
    counted(analysis.findings.len() as u64, "finding", "findings")
}

/// What stands out among them, and what else there is: "1 critical, 2 not known".
pub(crate) fn tally(analysis: &Analysis) -> String {
    let critical =
        analysis.findings.iter().filter(|finding| finding.severity == Severity::Critical).count();
    match (critical, analysis.unknown.len()) {
        (0, 0) => String::new(),
        (critical, 0) => format!("{critical} critical"),
        (0, unknown) => format!("{unknown} not known"),
        (critical, unknown) => format!("{critical} critical, {unknown} not known"),
    }
}

fn summary(analysis: &Analysis) -> String {
    match analysis.input.format {
        Format::Empty => return format!("{BLANK_HEADING}."),
        Format::Binary => return format!("{BINARY_HEADING}."),
        Format::Text => {}
    }
    match (analysis.findings.first(), analysis.unknown.len()) {
        (Some(first), _) => {
            let tally = [findings(analysis), tally(analysis)];
            let tally: Vec<_> = tally.into_iter().filter(|part| !part.is_empty()).collect();
            format!("{}. Most likely: {}", tally.join(", "), first.summary)
        }
        (None, 0) => format!("{CLEAN_HEADING}."),
        (None, 1) => "One error that is not known to us.".to_owned(),
        (None, more) => format!("{more} errors that are not known to us."),
    }
}

fn counted(count: u64, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        more => format!("{} {many}", number(more)),
    }
}

/// A number with its thousands set apart.
pub(crate) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn bytes_in_words(bytes: u64) -> String {
    // Tenths of the unit, rounded, without the code that prints floating point.
    let with = |unit: u64, name| {
        let tenths = (bytes + unit / 20) / (unit / 10);
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    };
    match bytes {
        0..1_000 => counted(bytes, "byte", "bytes"),
        1_000..999_950 => with(1_000, "KB"),
        999_950..999_950_000 => with(1_000_000, "MB"),
        _ => with(1_000_000_000, "GB"),
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::components::testing::{finding, report};
    use unstuck_report::{Finding, Report};

    fn said(report: Report) -> String {
        summary(&Analysis::new(1, report, Rc::new([])))
    }

    #[test]
    fn numbers_are_grouped() {
        let numbers = [0, 7, 999, 1_000, 12_345, 1_234_567].map(number);
        assert_eq!(numbers, ["0", "7", "999", "1,000", "12,345", "1,234,567"]);
    }

    #[test]
    fn the_status_line_names_the_first_finding() {
        let summary = "The server rejected the password.".to_owned();
        let worse = Finding { severity: Severity::Critical, summary, ..finding() };
        assert_eq!(
            said(Report { findings: vec![worse, finding()], ..report() }),
            "2 findings, 1 critical. Most likely: The server rejected the password."
        );
        assert_eq!(said(Report { findings: vec![], ..report() }), format!("{CLEAN_HEADING}."));
    }

    #[test]
    fn counting_reads_well() {
        assert_eq!(seen(1, Some(3)), "seen once, on line 3");
        assert_eq!(seen(12, Some(1_003)), "seen 12 times, first on line 1,003");
        assert_eq!(size(1, Some(1)), "1 byte, 1 line");
        assert_eq!(size(1_000, None), "1.0 KB");
        assert_eq!(size(999_949, None), "999.9 KB");
        assert_eq!(size(10_485_760, None), "10.5 MB");
        assert_eq!(left_out(200, 5_000), "You chose 5,200 files. Only the first 200 are read.");
        let half = Progress {
            phase: Phase::Reading,
            done: 500_000_000,
            total: 1_000_000_000,
            elapsed: 70_000,
        };
        assert_eq!(
            progress(&half),
            "50 % · 500.0 MB of 1.0 GB · 7.1 MB/s · 1 min 10 s, about 1 min 10 s left"
        );
    }
}
