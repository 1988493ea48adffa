//! What has changed between two logs.

use std::rc::Rc;

use unstuck_report::{Finding, Unknown};

use crate::analysis::Analysis;
use crate::batch::{List, Stage};
use crate::state::Outcome;

/// Something that was found in a log, or in several files.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Found {
    /// A known problem.
    Known(Rc<Finding>),
    /// An error that no rule explains.
    Unknown(Rc<Unknown>),
}

/// What was found in all, each with how often.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Everything(pub(crate) Vec<(Found, u64)>);

/// Findings to compare with, and what tells those of one rule apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Before {
    /// What was found.
    pub(crate) all: Everything,
    /// The key captures of rules, by id. Of a rule that is missing here every capture counts.
    pub(crate) keys: Vec<(String, Vec<String>)>,
}

/// Two logs compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Comparison {
    /// What only the first has, and how often.
    pub(crate) gone: Vec<(Found, u64)>,
    /// What both have, as the second has it, and how often each.
    pub(crate) still: Vec<(Found, u64, u64)>,
    /// What only the second has, and how often.
    pub(crate) new: Vec<(Found, u64)>,
}

impl Everything {
    /// What was found in a text, or in all files of a list.
    pub(crate) fn of(outcome: Option<&Outcome>, list: Option<&List>) -> Self {
        let mut all = Self::default();
        match list {
            Some(list) => {
                for file in &list.files {
                    if let Stage::Done(Outcome::Found(analysis)) = &file.stage {
                        all.add(analysis);
                    }
                }
            }
            None => {
                if let Some(Outcome::Found(analysis)) = outcome {
                    all.add(analysis);
                }
            }
        }
        all
    }

    fn add(&mut self, analysis: &Analysis) {
        let known =
            analysis.findings.iter().map(|known| (Found::Known(Rc::clone(known)), known.count));
        let unknown =
            analysis.unknown.iter().map(|error| (Found::Unknown(Rc::clone(error)), error.count));
        self.0.extend(known.chain(unknown));
    }

    /// The rules of the findings, each as often as it has findings.
    pub(crate) fn rules(&self) -> Vec<String> {
        let rule = |(found, _): &(Found, u64)| match found {
            Found::Known(finding) => Some(finding.rule.clone()),
            Found::Unknown(_) => None,
        };
        self.0.iter().filter_map(rule).collect()
    }
}

impl Before {
    /// What has changed since.
    pub(crate) fn compare(&self, after: &Everything) -> Comparison {
        let mut before = self.folded(&self.all);
        let mut after: Vec<_> = self.folded(after).into_iter().map(Some).collect();
        let mut comparison = Comparison::default();
        // The same values first; then values of which one side lacks some.
        for exact in [true, false] {
            before.retain(|(known, count)| {
                let same = after.iter_mut().find(|other| {
                    other.as_ref().is_some_and(|(other, _)| self.are_same(known, other, exact))
                });
                let Some((found, now)) = same.and_then(Option::take) else { return true };
                comparison.still.push((found, *count, now));
                false
            });
        }
        comparison.gone = before;
        comparison.new = after.into_iter().flatten().collect();
        comparison
    }

    /// The same with what several files have in common put together.
    fn folded(&self, all: &Everything) -> Vec<(Found, u64)> {
        let mut folded: Vec<(Found, u64)> = Vec::new();
        for (found, count) in &all.0 {
            match folded.iter_mut().find(|(known, _)| self.are_same(known, found, true)) {
                Some((_, sum)) => *sum += count,
                None => folded.push((found.clone(), *count)),
            }
        }
        folded
    }

    fn are_same(&self, one: &Found, other: &Found, exact: bool) -> bool {
        match (one, other) {
            (Found::Unknown(one), Found::Unknown(other)) => one.fingerprint == other.fingerprint,
            (Found::Known(one), Found::Known(other)) if one.rule == other.rule => {
                let same = |name: &String| match (one.captures.get(name), other.captures.get(name))
                {
                    (Some(one), Some(other)) => one == other,
                    (None, None) => true,
                    _ => !exact,
                };
                match self.keys.iter().find(|(rule, _)| *rule == one.rule) {
                    Some((_, key)) => key.iter().all(same),
                    None => one.captures.keys().chain(other.captures.keys()).all(same),
                }
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::{finding, report};
    use unstuck_report::Report;

    fn known(rule: &str, values: &[(&str, &str)], count: u64) -> (Found, u64) {
        let captures = values.iter().map(|&(name, value)| (name.into(), value.into())).collect();
        let finding = Finding { rule: rule.to_owned(), captures, count, ..finding() };
        (Found::Known(Rc::new(finding)), count)
    }

    fn names(found: &[(Found, u64)]) -> Vec<String> {
        let name = |(found, count): &(Found, u64)| match found {
            Found::Known(finding) => {
                let values: Vec<&str> = finding.captures.values().map(String::as_str).collect();
                format!("{} {} {count}", finding.rule, values.join(" "))
            }
            Found::Unknown(error) => error.fingerprint.clone(),
        };
        found.iter().map(name).collect()
    }

    #[test]
    fn findings_are_the_same_by_rule_and_key() {
        let before = Before {
            all: Everything(vec![
                known("login", &[("user", "ann"), ("pid", "7")], 3),
                known("login", &[("user", "bob"), ("pid", "8")], 1),
                known("disk", &[], 2),
            ]),
            keys: vec![("login".to_owned(), vec!["user".to_owned()])],
        };
        let after = Everything(vec![
            known("timeout", &[], 1),
            known("login", &[("user", "cem"), ("pid", "7")], 1),
            known("login", &[("user", "ann"), ("pid", "9")], 5),
        ]);
        let Comparison { gone, still, new } = before.compare(&after);
        assert_eq!(names(&gone), ["login 8 bob 1", "disk  2"]);
        assert_eq!(names(&new), ["timeout  1", "login 7 cem 1"]);
        let counts: Vec<_> = still.iter().map(|(_, before, now)| (*before, *now)).collect();
        assert_eq!(counts, [(3, 5)]);
    }

    #[test]
    fn a_value_that_one_log_does_not_say_is_no_difference() {
        let bob = || known("login", &[("user", "bob")], 1);
        let before = Before { all: Everything(vec![known("login", &[], 1)]), ..Before::default() };
        assert_eq!(before.compare(&Everything(vec![bob()])).still.len(), 1);
        let both =
            Before { all: Everything(vec![known("login", &[], 1), bob()]), ..Before::default() };
        let comparison = both.compare(&Everything(vec![bob()]));
        assert_eq!(names(&comparison.gone), ["login  1"], "the exact one first");
    }

    #[test]
    fn the_same_in_several_files_is_one() {
        let all = Everything(vec![known("disk", &[], 2), known("disk", &[], 3)]);
        let before = Before { all: all.clone(), ..Before::default() };
        let comparison = before.compare(&Everything::default());
        assert_eq!(names(&comparison.gone), ["disk  5"]);
        assert_eq!(before.compare(&all).still.len(), 1);
    }

    #[test]
    fn everything_of_a_report() {
        let analysis = Analysis::new(1, Report { ..report() }, Rc::new([]));
        let outcome = Outcome::Found(Rc::new(analysis));
        let all = Everything::of(Some(&outcome), None);
        assert_eq!(all.rules(), ["test/rule"]);
        assert!(Everything::of(Some(&Outcome::Unreadable), None).0.is_empty());
    }
}
