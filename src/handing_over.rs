//! What a person says about the findings, and the report on its way out.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use unstuck_handout::{Feedback, Verdict};
use unstuck_report::Finding;
use wasm_bindgen::JsValue;
use yew::AttrValue;

use crate::protocol::HandOut;

/// The key of a finding, which stays the same when other findings come and go: its rule, and
/// how many findings of that rule stand `before` it.
pub(crate) fn key(finding: &Finding, before: &[Rc<Finding>]) -> AttrValue {
    let same = before.iter().filter(|other| other.rule == finding.rule).count();
    format!("{} {same}", finding.rule).into()
}

/// What a person said about all findings, by their keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Said(BTreeMap<AttrValue, Opinion>);

/// What a person said about one finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Opinion {
    /// The steps that were taken, from 0.
    pub(crate) done: BTreeSet<u32>,
    /// Whether it helped.
    pub(crate) verdict: Option<Verdict>,
}

/// Something that a person says about a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Saying {
    /// A step was taken, or was not after all.
    Step(u32, bool),
    /// It helped, or not; or that is taken back.
    Verdict(Option<Verdict>),
}

impl Said {
    /// The same with one thing more.
    pub(crate) fn and(&self, finding: AttrValue, saying: Saying) -> Self {
        let mut said = self.clone();
        let opinion = said.0.entry(finding).or_default();
        match saying {
            Saying::Step(step, true) => {
                opinion.done.insert(step);
            }
            Saying::Step(step, false) => {
                opinion.done.remove(&step);
            }
            Saying::Verdict(verdict) => opinion.verdict = verdict,
        }
        said
    }

    /// What was said about the finding with this key.
    pub(crate) fn of(&self, finding: &AttrValue) -> Opinion {
        self.0.get(finding).cloned().unwrap_or_default()
    }

    /// The same for a report on these findings.
    pub(crate) fn feedback(&self, findings: &[Rc<Finding>]) -> Vec<Feedback> {
        let opinion = |(index, finding): (usize, &Rc<Finding>)| {
            let opinion = self.0.get(&key(finding, &findings[..index]))?;
            let done = opinion.done.iter().copied().collect();
            Some(Feedback { finding: index as u32, done, verdict: opinion.verdict })
        };
        findings.iter().enumerate().filter_map(opinion).collect()
    }
}

/// A report on its way out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HandingOver {
    /// The id of the text that it is about.
    pub(crate) document: u32,
    /// The private values that the person wants to keep.
    pub(crate) keep: BTreeSet<String>,
    /// What would leave, once the worker has made it.
    pub(crate) ready: Option<Rc<Ready>>,
}

/// What would leave.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ready {
    /// The report and what was hidden.
    pub(crate) handout: HandOut,
    /// The redacted report as a value of the browser's, for JSON.
    pub(crate) report: JsValue,
}

impl HandingOver {
    /// Nothing is ready.
    pub(crate) fn new(document: u32) -> Self {
        Self { document, keep: BTreeSet::new(), ready: None }
    }

    /// The same with these values kept. What is shown stays until the worker has made it anew;
    /// it hides more, or what the person already saw.
    pub(crate) fn keeping(&self, keep: Vec<String>) -> Self {
        Self { keep: keep.into_iter().collect(), ..self.clone() }
    }

    /// The same with what the worker made, unless that is about another text, or keeps other
    /// values than the person now wants.
    pub(crate) fn ready(&self, handout: HandOut, report: JsValue) -> Self {
        let kept = handout.hidden.iter().filter(|hidden| hidden.kept);
        let is_right = handout.document == self.document
            && kept.clone().all(|hidden| self.keep.contains(&hidden.value))
            && handout
                .hidden
                .iter()
                .all(|hidden| hidden.kept || !self.keep.contains(&hidden.value));
        if !is_right {
            return self.clone();
        }
        Self { ready: Some(Rc::new(Ready { handout, report })), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use unstuck_handout::Hidden;

    use super::*;
    use crate::components::testing::finding;

    #[test]
    fn what_was_said_is_told_of_the_right_finding() {
        let of = |rule: &str| Rc::new(Finding { rule: rule.to_owned(), ..finding() });
        let findings = [of("a/a"), of("b/b"), of("a/a")];
        let second = key(&findings[2], &findings[..2]);
        let said = Said::default()
            .and(second.clone(), Saying::Step(1, true))
            .and(second.clone(), Saying::Step(0, true))
            .and(second.clone(), Saying::Step(0, false))
            .and(second, Saying::Verdict(Some(Verdict::Helped)));
        let told = Feedback { finding: 2, done: vec![1], verdict: Some(Verdict::Helped) };
        assert_eq!(said.feedback(&findings), [told]);
    }

    fn handout(document: u32, kept: bool) -> HandOut {
        let hidden = Hidden {
            token: "<EMAIL_1>".to_owned(),
            kind: "email".to_owned(),
            called: "e-mail address".to_owned(),
            group: "EMAIL".to_owned(),
            value: "a@example.com".to_owned(),
            kept,
            count: 1,
            before: String::new(),
            after: String::new(),
        };
        HandOut { document, markdown: String::new(), hidden: vec![hidden], link: None }
    }

    #[test]
    fn only_what_hides_as_the_person_wants_is_shown() {
        let is_shown = |keep: &[&str], document, kept| {
            let keep = keep.iter().map(|&value| value.to_owned()).collect();
            let handing = HandingOver::new(1).keeping(keep);
            handing.ready(handout(document, kept), JsValue::UNDEFINED).ready.is_some()
        };
        assert!(is_shown(&[], 1, false));
        assert!(is_shown(&["a@example.com"], 1, true));
        assert!(!is_shown(&[], 1, true), "kept too much");
        assert!(!is_shown(&["a@example.com"], 1, false), "an older answer");
        assert!(!is_shown(&[], 2, false), "of another text");
    }
}
