//! Which finding causes which.

use unstuck_rules::RuleBook;

use crate::partial::Group;

/// How many lines before its cause a symptom may first appear: writers are not in step.
const EARLY: u64 = 20;
/// How many lines behind its cause a symptom may first appear: later it is another story.
const LATE: u64 = 500;

/// For each group the one that causes it, if any: a finding whose rule explains this one's
/// and that shows near its first place. Nothing is its own cause, not even in a ring.
pub(crate) fn causes(groups: &[Group], book: &RuleBook) -> Vec<Option<usize>> {
    let mut causes: Vec<Option<usize>> = vec![None; groups.len()];
    for (index, group) in groups.iter().enumerate() {
        let id = &book.rules[group.rule as usize].id;
        let symptom = group.places.first_line();
        // The distance to the nearest place of a possible cause.
        let distance = |candidate: &Group| {
            candidate
                .places
                .iter()
                .map(|place| place.line)
                .filter(|&cause| cause <= symptom + EARLY && symptom <= cause + LATE)
                .map(|cause| cause.abs_diff(symptom))
                .min()
        };
        let cause = groups
            .iter()
            .enumerate()
            .filter(|(other, candidate)| {
                *other != index
                    && book.rules[candidate.rule as usize].explains.contains(id)
                    && !leads_to(&causes, *other, index)
            })
            .filter_map(|(other, candidate)| Some((distance(candidate)?, other)))
            .min();
        causes[index] = cause.map(|(_, other)| other);
    }
    causes
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
