//! The words for looking at the findings in other ways: timeline, filter, comparison, rules.

use crate::analysis::Analysis;
use crate::compare::Comparison;
use crate::messages::findings::times;
use crate::messages::measures::{bytes_in_words, pair, records, stretch_length};
use crate::messages::page::rules;
use crate::messages::text::{Text, Value, apart, texts};
use crate::narrow::Kept;
use crate::protocol::{RuleList, Told};

texts! {
    NOT_SHOWN = "look.not-shown";
    BY_SEVERITY = "look.by-severity";
    BY_SYSTEM = "look.by-system";
    SHOW_ALL = "look.show-all";
    TIMELINE = "look.timeline";
    TIMELINE_HINT = "look.timeline-hint";
    TIMELINE_TABLE = "look.timeline-table";
    TIMELINE_MARKS = "look.timeline-marks";
    FROM = "look.from";
    TO = "look.to";
    RECORDS = "look.records";
    FINDING = "look.finding";
    FIRST_TIME = "look.first-time";
    LAST_TIME = "look.last-time";
    LEVEL_FATAL = "look.level-fatal";
    LEVEL_ERROR = "look.level-error";
    LEVEL_WARNING = "look.level-warning";
    LEVEL_INFO = "look.level-info";
    LEVEL_DEBUG = "look.level-debug";
    LEVEL_NONE = "look.level-none";
    OTHER_LEVELS = "look.other-levels";
    COMPARE_HEADING = "look.compare-heading";
    COMPARE_HINT = "look.compare-hint";
    COMPARE = "look.compare";
    COMPARISON_HEADING = "look.comparison-heading";
    END_COMPARISON = "look.end-comparison";
    COMPARISON_ENDED = "look.comparison-ended";
    NOTHING = "look.nothing";
    WHY_NOT = "look.why-not";
    WHY_NOT_LABEL = "look.why-not-label";
    WHY_NOT_HINT = "look.why-not-hint";
    WHY_LOOKING = "look.why-looking";
    WHY_UNREADABLE = "look.why-unreadable";
    PATTERN = "look.pattern";
    NARROWED_FINDINGS = "look.narrowed-findings" { shown, count };
    NARROWED_UNKNOWN = "look.narrowed-unknown" { shown, count };
    NARROWED = "look.narrowed" { shown };
    NARROWED_TIMELESS = "look.narrowed-timeless" { shown, count };
    MORE_SYSTEMS = "look.more-systems" { count };
    BARS = "look.bars" { length, records };
    NO_ZONE = "look.no-zone";
    ZONE = "look.zone" { zone };
    TIMELINE_NAME = "look.timeline-name" { records, from, to };
    NOT_A_TIME = "look.not-a-time" { like };
    KEPT_NOTHING = "look.kept-nothing";
    KEPT = "look.kept" { count };
    COMPARED = "look.compared" { gone, still, new };
    GONE = "look.gone" { count };
    STILL_THERE = "look.still-there" { count };
    NEW = "look.new" { count };
    AND_MORE = "look.and-more" { count };
    NOW_AND_BEFORE = "look.now-and-before" { now, before };
    NO_RULE = "look.no-rule";
    RULES_AND_MORE = "look.rules-and-more" { rules, count };
    WHY_PARTLY = "look.why-partly" { read, total };
    WAY_MET = "look.way-met" { which, all };
    WAY_UNMET = "look.way-unmet" { which, all };
    MORE_WAYS = "look.more-ways" { count };
}

pub(crate) const LEVEL_NAMES: [Text; 6] =
    [LEVEL_FATAL, LEVEL_ERROR, LEVEL_WARNING, LEVEL_INFO, LEVEL_DEBUG, LEVEL_NONE];

/// How many of the findings and unknown errors are shown.
pub(crate) fn narrowed(analysis: &Analysis, kept: &Kept) -> String {
    let (known, unknown) = (analysis.findings.len(), analysis.unknown.len());
    let findings = || NARROWED_FINDINGS.fill(&[kept.count().into(), known.into()]);
    let errors = || NARROWED_UNKNOWN.fill(&[kept.unknown_count().into(), unknown.into()]);
    let says_unknown = unknown > 0 && (known == 0 || kept.unknown_count() < unknown);
    let shown = match (known > 0, says_unknown) {
        (true, true) => pair(&findings(), &errors()),
        (false, true) => errors(),
        (_, false) => findings(),
    };
    match kept.timeless {
        0 => NARROWED.fill(&[(&shown).into()]),
        more => NARROWED_TIMELESS.fill(&[(&shown).into(), more.into()]),
    }
}

/// Further systems to choose from.
pub(crate) fn more_systems(count: usize) -> String {
    MORE_SYSTEMS.fill(&[count.into()])
}

/// What the bars of a timeline are.
pub(crate) fn bars(step: i64, most: u64) -> String {
    BARS.fill(&[(&stretch_length(step)).into(), (&records(most)).into()])
}

/// Which clock the times are read from.
pub(crate) fn zone(minutes: Option<i16>) -> String {
    let zone = match minutes {
        None => return NO_ZONE.words(),
        Some(0) => "UTC".to_owned(),
        Some(minutes) => {
            let (sign, minutes) = (if minutes < 0 { '-' } else { '+' }, minutes.unsigned_abs());
            format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    };
    ZONE.fill(&[Value::Foreign(&zone)])
}

/// A timeline for those who do not see it.
pub(crate) fn timeline(from: &str, to: &str, count: u64) -> String {
    TIMELINE_NAME.fill(&[(&records(count)).into(), Value::Words(from), Value::Words(to)])
}

/// A time that nobody can read, or a stretch that ends before it begins.
pub(crate) fn not_a_time(like: &str) -> String {
    NOT_A_TIME.fill(&[Value::Foreign(like)])
}

/// What is kept to be compared with.
pub(crate) fn kept_to_compare(count: usize) -> String {
    match count {
        0 => KEPT_NOTHING.words(),
        count => KEPT.fill(&[count.into()]),
    }
}

/// What a comparison came to.
pub(crate) fn comparison(comparison: &Comparison) -> String {
    let Comparison { gone: left, still, new: came } = comparison;
    let (left, still, came) = (gone(left.len()), still_there(still.len()), new(came.len()));
    COMPARED.fill(&[(&left).into(), (&still).into(), (&came).into()])
}

/// What only the log before has.
pub(crate) fn gone(count: usize) -> String {
    GONE.fill(&[count.into()])
}

/// What both logs have.
pub(crate) fn still_there(count: usize) -> String {
    STILL_THERE.fill(&[count.into()])
}

/// What only the new log has.
pub(crate) fn new(count: usize) -> String {
    NEW.fill(&[count.into()])
}

/// Entries of a list that are not in it.
pub(crate) fn and_more(count: usize) -> String {
    AND_MORE.fill(&[count.into()])
}

/// How often something occurs in each of two logs.
pub(crate) fn times_before_and_now(before: u64, now: u64) -> String {
    NOW_AND_BEFORE.fill(&[(&times(now)).into(), (&times(before)).into()])
}

/// How many rules have the words that were looked for.
pub(crate) fn rules_found(list: &RuleList) -> String {
    match (list.rules.len(), list.more) {
        (0, _) if list.query.trim().is_empty() => String::new(),
        (0, _) => NO_RULE.words(),
        (found, 0) => rules(found as u32),
        (found, more) => RULES_AND_MORE.fill(&[(&rules(found as u32)).into(), more.into()]),
    }
}

/// What the status line says of an answer about rules, if it is one to hear.
pub(crate) fn told(told: &Told) -> Option<String> {
    match told {
        Told::Rules(list) | Told::Browsed(list) => Some(rules_found(list)),
        Told::Keys(_) | Told::Book(_) | Told::Rule(_) => None,
        Told::Why(answer) => Some(match &answer.why {
            Some(why) => apart(&why.outcome),
            None => WHY_UNREADABLE.words(),
        }),
    }
}

/// How much of a large text was looked through for a rule.
pub(crate) fn why_partly(read: u64, total: u64) -> String {
    WHY_PARTLY.fill(&[(&bytes_in_words(read)).into(), (&bytes_in_words(total)).into()])
}

/// One of the ways in which a problem is recognised.
pub(crate) fn way(which: usize, all: usize, met: bool) -> String {
    let way = if met { WAY_MET } else { WAY_UNMET };
    way.fill(&[which.into(), all.into()])
}

/// Further ways in which a problem is recognised.
pub(crate) fn more_ways(count: usize) -> String {
    MORE_WAYS.fill(&[count.into()])
}
