//! The order of the cards: every finding once, what follows from it right under it.

use std::rc::Rc;

use unstuck_report::Finding;

/// A finding and the findings that follow from it, as indices into the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// The finding.
    pub(crate) root: usize,
    /// What follows from it, directly or through others.
    pub(crate) followers: Vec<usize>,
}

/// Groups findings by their causes and keeps the order of the report otherwise.
pub(crate) fn groups(findings: &[Rc<Finding>]) -> Vec<Group> {
    let roots: Vec<usize> = (0..findings.len()).map(|index| root_of(findings, index)).collect();
    (0..findings.len())
        .filter(|&index| roots[index] == index)
        .map(|root| {
            let followers = (0..findings.len())
                .filter(|&index| index != root && roots[index] == root)
                .collect();
            Group { root, followers }
        })
        .collect()
}

/// The finding that `explained_by` of this one names, if the report has it.
pub(crate) fn cause_of(findings: &[Rc<Finding>], index: usize) -> Option<usize> {
    let rule = findings.get(index)?.explained_by.as_deref()?;
    findings.iter().position(|finding| finding.rule == rule).filter(|&cause| cause != index)
}

/// Follows causes to the first one. A report has no circles, yet nothing here would
/// hang on one: after as many steps as there are findings, a finding is its own root.
fn root_of(findings: &[Rc<Finding>], index: usize) -> usize {
    let mut root = index;
    for _ in 0..findings.len() {
        match cause_of(findings, root) {
            Some(cause) => root = cause,
            None => return root,
        }
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::finding;

    fn arranged(findings: &[(&str, Option<&str>)]) -> Vec<(usize, Vec<usize>)> {
        let findings: Vec<_> = findings
            .iter()
            .map(|&(rule, by)| {
                let (rule, explained_by) = (rule.to_owned(), by.map(str::to_owned));
                Rc::new(Finding { rule, explained_by, ..finding() })
            })
            .collect();
        groups(&findings).into_iter().map(|group| (group.root, group.followers)).collect()
    }

    #[test]
    fn symptoms_stand_under_their_cause() {
        let groups = arranged(&[("a", None), ("b", None), ("c", Some("a")), ("d", Some("c"))]);
        assert_eq!(groups, [(0, vec![2, 3]), (1, vec![])]);
    }

    #[test]
    fn a_cause_that_is_missing_hides_nothing() {
        assert_eq!(arranged(&[("a", Some("gone"))]), [(0, vec![])]);
    }

    #[test]
    fn circles_hide_nothing() {
        let groups = arranged(&[("a", Some("b")), ("b", Some("a")), ("c", Some("c"))]);
        let mut shown: Vec<usize> = groups
            .iter()
            .flat_map(|(root, followers)| [&[*root], &followers[..]].concat())
            .collect();
        shown.sort_unstable();
        assert_eq!(shown, [0, 1, 2]);
    }
}
