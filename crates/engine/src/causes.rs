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

/// How far a cause stands from its symptom; the nearest wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Distance {
    SameEntry,
    Millis(i64),
    Lines(u64),
}

/// For each group the one that causes it, if any. Nothing is its own cause, not even in a
/// ring.
pub(crate) fn causes(groups: &[Group], book: &RuleBook) -> Vec<Option<usize>> {
    let rule = |group: &Group| &book.rules[group.rule as usize];
    let mut causes: Vec<Option<usize>> = vec![None; groups.len()];
    for (index, symptom) in groups.iter().enumerate() {
        let cause = groups
            .iter()
            .enumerate()
            .filter(|(other, candidate)| {
                *other != index
                    && rule(candidate).explains.contains(&rule(symptom).id)
                    && agree(rule(candidate), candidate, rule(symptom), symptom)
                    && !leads_to(&causes, *other, index)
            })
            .filter_map(|(other, candidate)| Some((distance(candidate, symptom)?, other)))
            .min();
        causes[index] = cause.map(|(_, other)| other);
    }
    // What only says that something failed follows from the last thing that did.
    for (index, symptom) in groups.iter().enumerate() {
        if !rule(symptom).follow_up || causes[index].is_some() {
            continue;
        }
        let cause = groups
            .iter()
            .enumerate()
            .filter(|(other, candidate)| {
                *other != index
                    && !rule(candidate).follow_up
                    && began_before(candidate, symptom)
                    && !leads_to(&causes, *other, index)
            })
            .filter_map(|(other, candidate)| Some((distance(candidate, symptom)?, other)))
            .min();
        causes[index] = cause.map(|(_, other)| other);
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
/// they are near enough.
fn distance(cause: &Group, symptom: &Group) -> Option<Distance> {
    let first = symptom.places.iter().next()?;
    let shares_entry = |place: &Place| symptom.places.iter().any(|own| own.entry == place.entry);
    if cause.places.iter().any(shares_entry) {
        return Some(Distance::SameEntry);
    }
    cause.places.iter().filter_map(|place| apart(place, first)).min()
}

fn apart(cause: &Place, symptom: &Place) -> Option<Distance> {
    if let (Some(cause), Some(symptom)) = (cause.time, symptom.time)
        && cause.0 == symptom.0
    {
        let millis = since(cause, symptom);
        let near = (-EARLY_MILLIS..=LATE_MILLIS).contains(&millis);
        return near.then_some(Distance::Millis(millis.saturating_abs()));
    }
    let (cause, symptom) = (cause.evidence.line, symptom.evidence.line);
    let near = cause <= symptom + EARLY && symptom <= cause + LATE;
    near.then_some(Distance::Lines(cause.abs_diff(symptom)))
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
