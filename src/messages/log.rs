//! The words of the log view.

use crate::log::Lines;
use crate::messages::measures::lines_in_words;
use crate::messages::states::remark;
use crate::messages::text::{Text, Value, texts};
use crate::protocol::Next;
use crate::viewport::MOST_WRAPPED;

texts! {
    SHOW_AS = "log.show-as";
    SHOW_FIELD = "log.show-field";
    SHOW_LOG = "log.show-log";
    LOG_TOOLS = "log.tools";
    SEARCH = "log.search";
    SEARCH_HINT = "log.search-hint";
    SEARCH_MEANING = "log.search-meaning";
    SEARCHING = "log.searching";
    NOTHING_SEEN = "log.nothing-seen";
    REGEX = "log.regex";
    ONLY = "log.only";
    ONLY_MEANING = "log.only-meaning";
    PREVIOUS_HIT = "log.previous-hit";
    NEXT_HIT = "log.next-hit";
    PREVIOUS_FINDING = "log.previous-finding";
    NEXT_FINDING = "log.next-finding";
    LEVELS = "log.levels";
    LEVELS_ALL_WORD = "log.levels-all-word";
    LEVELS_ALL_MEANING = "log.levels-all-meaning";
    LEVELS_WARNINGS_WORD = "log.levels-warnings-word";
    LEVELS_WARNINGS_MEANING = "log.levels-warnings-meaning";
    LEVELS_ERRORS_WORD = "log.levels-errors-word";
    LEVELS_ERRORS_MEANING = "log.levels-errors-meaning";
    LINE = "log.line";
    LINE_MEANING = "log.line-meaning";
    GO = "log.go";
    WRAP = "log.wrap";
    KEYS_HEADING = "log.keys-heading";
    SINGLE_KEYS = "log.single-keys";
    KEY_SLASH = "log.key-slash";
    KEY_ENTER = "log.key-enter";
    KEY_ESCAPE = "log.key-escape";
    KEY_N = "log.key-n";
    KEY_P = "log.key-p";
    KEY_G = "log.key-g";
    KEY_CLICK = "log.key-click";
    UNKNOWN_SIGN = "log.unknown-sign";
    SHOW_MORE = "log.show-more";
    CHOSEN = "log.chosen";
    COPY_LINES = "log.copy-lines";
    COPY_LINK = "log.copy-link";
    CHOOSE_NONE = "log.choose-none";
    COPIED_IN_PART = "log.copied-in-part";
    HIT = "log.hit" { which, of, line };
    PLACE = "log.place" { which, of, line, what };
    PLACE_UNKNOWN = "log.place-unknown" { which, of, line };
    NO_SEARCH = "log.no-search" { problem };
    NO_MATCH = "log.no-match";
    MORE_THAN = "log.more-than" { count };
    LINES_SHOWN = "log.lines-shown" { count };
    LINES_FOUND = "log.lines-found" { count };
    NO_REGEX = "log.no-regex" { problem };
    SEEN_CUT = "log.seen-cut" { count };
    SEEN_SO_FAR = "log.seen-so-far" { count, all };
    SEEN_OF = "log.seen-of" { count, all };
    TOO_LONG_TO_WRAP = "log.too-long-to-wrap" { count };
    NO_SUCH_LINE = "log.no-such-line" { count };
    ONE_LINE = "log.one-line" { line };
    LINE_RANGE = "log.line-range" { first, last };
    CHOSEN_LINES = "log.chosen-lines" { lines };
    HITS_MORE = "log.hits-more" { lines };
    HIDDEN_PART = "log.hidden-part" { count };
    HIDDEN_PART_AT_LEAST = "log.hidden-part-at-least" { count };
    VIEWER = "log.viewer" { lines };
}

pub(crate) const LEVELS_ALL: (Text, Text) = (LEVELS_ALL_WORD, LEVELS_ALL_MEANING);
pub(crate) const LEVELS_WARNINGS: (Text, Text) = (LEVELS_WARNINGS_WORD, LEVELS_WARNINGS_MEANING);
pub(crate) const LEVELS_ERRORS: (Text, Text) = (LEVELS_ERRORS_WORD, LEVELS_ERRORS_MEANING);
/// What each key does. The keys are called what is printed on them.
pub(crate) const KEYS: &[(&str, Text)] = &[
    ("/", KEY_SLASH),
    ("Enter", KEY_ENTER),
    ("Esc", KEY_ESCAPE),
    ("n", KEY_N),
    ("p", KEY_P),
    ("g", KEY_G),
    ("Click", KEY_CLICK),
];

/// How many lines a search has found; there may be more.
pub(crate) fn hits(count: u32, more: bool) -> String {
    let lines = lines_in_words(count.into());
    if more { HITS_MORE.fill(&[(&lines).into()]) } else { lines }
}

/// What the status line says at a line that was found. It is counted from 0.
pub(crate) fn hit(which: u32, of: u32, line: u32) -> String {
    HIT.fill(&[which.into(), of.into(), (u64::from(line) + 1).into()])
}

/// What the status line says at the place of a finding, on a line counted from 0.
pub(crate) fn place(which: usize, of: usize, line: u32, what: Option<&str>) -> String {
    let (which, of, line) = (which.into(), of.into(), (u64::from(line) + 1).into());
    match what {
        Some(what) => PLACE.fill(&[which, of, line, Value::Foreign(what)]),
        None => PLACE_UNKNOWN.fill(&[which, of, line]),
    }
}

/// What the status line says when a search has ended.
pub(crate) fn searched(hits: u32, seen: u32, next: &Next) -> String {
    match next {
        Next::Problem(problem) => NO_SEARCH.fill(&[Value::Foreign(problem)]),
        Next::More | Next::Done | Next::Enough if hits == 0 && seen == 0 => NO_MATCH.words(),
        Next::Enough => MORE_THAN.fill(&[hits.max(seen).into()]),
        _ if hits == 0 => LINES_SHOWN.fill(&[seen.into()]),
        _ => LINES_FOUND.fill(&[hits.into()]),
    }
}

/// Why a search could not begin.
pub(crate) fn no_regex(problem: &str, regex: bool) -> String {
    if regex { NO_REGEX.fill(&[Value::Foreign(problem)]) } else { remark(problem) }
}

/// What a filter shows, of how many lines.
pub(crate) fn seen_lines(seen: u32, all: u32, so_far: u32, running: bool, cut: bool) -> String {
    if cut {
        SEEN_CUT.fill(&[seen.into()])
    } else if running {
        SEEN_SO_FAR.fill(&[seen.into(), so_far.into()])
    } else {
        SEEN_OF.fill(&[seen.into(), all.into()])
    }
}

/// Why lines are not wrapped.
pub(crate) fn too_long_to_wrap() -> String {
    TOO_LONG_TO_WRAP.fill(&[MOST_WRAPPED.into()])
}

/// There is no such line.
pub(crate) fn no_such_line(count: u32) -> String {
    NO_SUCH_LINE.fill(&[count.into()])
}

/// A range of lines.
pub(crate) fn line_range(lines: Lines) -> String {
    let (first, last) = (u64::from(lines.first) + 1, u64::from(lines.last) + 1);
    if first == last {
        ONE_LINE.fill(&[first.into()])
    } else {
        LINE_RANGE.fill(&[first.into(), last.into()])
    }
}

/// What the status line says when lines were chosen.
pub(crate) fn chosen(lines: Lines) -> String {
    CHOSEN_LINES.fill(&[(&line_range(lines)).into()])
}

/// The mark at the end of a line that the viewer does not show whole. Where the line is
/// longer than what was read of it, there are `even_more`.
pub(crate) fn hidden(characters: u64, even_more: bool) -> String {
    let hidden = if even_more { HIDDEN_PART_AT_LEAST } else { HIDDEN_PART };
    hidden.fill(&[characters.into()])
}

/// The name of the viewer.
pub(crate) fn viewer(lines: u64) -> String {
    VIEWER.fill(&[(&lines_in_words(lines)).into()])
}
