//! Which finding causes which.
//!
//! Rules say which problems follow from theirs (`explains`), or that theirs follows from
//! whatever went wrong before (`follow_up`). Whether that is so in this log is told by what
//! stands where: in the same entry, near in time where the log has times, else near in lines.

use unstuck_rules::{Problem, Rule, RuleBook};

use crate::partial::{Group, Moment, Place};

/// How many lines before its cause a symptom may first appear: writers are not in step.
const EARLY: u64 = 20;
/// How many lines behind its cause a symptom may first appear: later it is another story.
const LATE: u64 = 500;
/// The same in milliseconds: clocks and buffers differ by so much.
const EARLY_MILLIS: i64 = 30_000;
/// The same in milliseconds: retries go on for so long.
const LATE_MILLIS: i64 = 3_600_000;

/// What two findings have to agree in to be one story, where both know it.
const PARTIES: [&str; 4] = ["host", "port", "bucket", "queue"];

/// How far a cause stands from its symptom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Distance {
    /// Whether somebody else wrote it, where it matters who did.
    other_writer: bool,
    other_entry: bool,
    /// Where both state times of the same kind of clock.
    millis: Option<i64>,
    lines: u64,
}

/// The nearest of the possible causes: by time where all state one, else by lines.
fn nearest(mut candidates: Vec<(Distance, usize)>) -> Option<usize> {
    let timed = candidates.iter().all(|(distance, _)| distance.millis.is_some());
    candidates.sort_by_key(|(distance, index)| {
        let far = if timed { distance.millis.unwrap_or(0).unsigned_abs() } else { distance.lines };
        (distance.other_writer, distance.other_entry, far, *index)
    });
    candidates.first().map(|(_, index)| *index)
}

/// For each group the one that causes it, if any. Nothing is its own cause, not even in a
/// ring.
pub(crate) fn causes(groups: &[Group], book: &RuleBook) -> Vec<Option<usize>> {
    let rule = |group: &Group| &book.rules[group.rule as usize];
    let mut causes: Vec<Option<usize>> = vec![None; groups.len()];
    for (index, symptom) in groups.iter().enumerate() {
        let candidates = groups
            .iter()
            .enumerate()
            .filter(|(other, candidate)| {
                *other != index
                    && rule(candidate).explains.contains(&rule(symptom).id)
                    && agree(rule(candidate), candidate, rule(symptom), symptom)
                    && !leads_to(&causes, *other, index)
            })
            .filter_map(|(other, candidate)| Some((distance(candidate, symptom, false)?, other)));
        causes[index] = nearest(candidates.collect());
    }
    // What only says that something failed follows from the last thing that did.
    for (index, symptom) in groups.iter().enumerate() {
        if !rule(symptom).follow_up || causes[index].is_some() {
            continue;
        }
        let candidates = groups
            .iter()
            .enumerate()
            .filter(|(other, candidate)| {
                *other != index
                    && !rule(candidate).follow_up
                    && began_before(candidate, symptom)
                    && !leads_to(&causes, *other, index)
            })
            .filter_map(|(other, candidate)| Some((distance(candidate, symptom, true)?, other)));
        causes[index] = nearest(candidates.collect());
    }
    causes
}

/// Whether what both know about hosts and the like is the same. Problems on two legs of the
/// way, such as a broker that is gone and a webhook that times out, speak of two hosts and are
/// one story all the same. But where one of them is general, both tell of one connection.
fn agree(cause_rule: &Rule, cause: &Group, symptom_rule: &Rule, symptom: &Group) -> bool {
    let reaching = |rule: &Rule| {
        matches!(
            rule.problem,
            Problem::Dns
                | Problem::ConnectionRefused
                | Problem::ConnectionLost
                | Problem::Unreachable
                | Problem::Timeout
                | Problem::Tls
        )
    };
    let one_connection = cause_rule.general || symptom_rule.general;
    if !one_connection || !reaching(cause_rule) || !reaching(symptom_rule) {
        return true;
    }
    PARTIES.iter().all(|name| match (cause.captures.get(*name), symptom.captures.get(*name)) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        _ => true,
    })
}

/// The least distance between the first place of a symptom and one of its possible cause, if
/// they are near enough. Where `writers` matter, another one's problem is farther away.
fn distance(cause: &Group, symptom: &Group, writers: bool) -> Option<Distance> {
    let first = symptom.places.iter().next()?;
    let shares_entry = |place: &Place| symptom.places.iter().any(|own| own.entry == place.entry);
    if cause.places.iter().any(shares_entry) {
        return Some(Distance {
            other_writer: false,
            other_entry: false,
            millis: Some(0),
            lines: 0,
        });
    }
    let apart = |place: &Place| {
        let other_writer = writers
            && place.writer != first.writer
            && !place.writer.is_empty()
            && !first.writer.is_empty();
        let (millis, lines) = apart(place, first)?;
        Some(Distance { other_writer, other_entry: true, millis, lines })
    };
    let places: Vec<Distance> = cause.places.iter().filter_map(apart).collect();
    nearest_place(&places)
}

fn nearest_place(places: &[Distance]) -> Option<Distance> {
    let indexed: Vec<_> = places.iter().copied().enumerate().map(|(i, d)| (d, i)).collect();
    nearest(indexed).map(|index| places[index])
}

/// Milliseconds, where both state times, and lines between two places; `None` if they are too
/// far apart for one story.
fn apart(cause: &Place, symptom: &Place) -> Option<(Option<i64>, u64)> {
    let (here, there) = (cause.evidence.line, symptom.evidence.line);
    let lines = here.abs_diff(there);
    if let (Some(cause), Some(symptom)) = (cause.time, symptom.time)
        && cause.0 == symptom.0
    {
        let millis = since(cause, symptom);
        let near = (-EARLY_MILLIS..=LATE_MILLIS).contains(&millis);
        return near.then_some((Some(millis), lines));
    }
    let near = here <= there + EARLY && there <= here + LATE;
    near.then_some((None, lines))
}

fn since(earlier: Moment, later: Moment) -> i64 {
    later.1.saturating_sub(earlier.1)
}

/// Whether one problem shows no later than another one.
fn began_before(cause: &Group, symptom: &Group) -> bool {
    let (Some(cause), Some(symptom)) = (cause.places.iter().next(), symptom.places.iter().next())
    else {
        return false;
    };
    match (cause.time, symptom.time) {
        (Some(cause), Some(symptom)) if cause.0 == symptom.0 => cause.1 <= symptom.1,
        _ => cause.evidence.line <= symptom.evidence.line,
    }
}

/// Whether the chain of causes that begins at `from` passes `to`.
fn leads_to(causes: &[Option<usize>], from: usize, to: usize) -> bool {
    let mut at = Some(from);
    while let Some(index) = at {
        if index == to {
            return true;
        }
        at = causes[index];
    }
    false
}
