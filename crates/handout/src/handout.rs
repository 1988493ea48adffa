//! A report without what is private in it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use unstuck_engine::refill;
use unstuck_redact::{Kind, Known, Redactor, Replacement};
use unstuck_report::{Evidence, Excerpt, Note, Report, Span};
use unstuck_rules::RuleBook;

/// A report in which everything private is replaced by a token.
#[derive(Clone, Debug, PartialEq)]
pub struct Handout {
    name: String,
    report: Report,
    hidden: Vec<Hidden>,
}

/// A value that is hidden, or that would be if the person did not keep it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// What stands for it, such as `<EMAIL_2>`.
    pub token: String,
    /// The id of its kind, such as `aws-access-key-id`.
    pub kind: String,
    /// What its kind is called, such as "AWS access key".
    pub called: String,
    /// The sort of thing that it is, such as `SECRET` or `HOST`.
    pub group: String,
    /// The value itself.
    pub value: String,
    /// Whether the person decided to keep it.
    pub kept: bool,
    /// How often it was replaced, or left standing.
    pub count: u64,
    /// What stands before it in its line, where it was seen first.
    pub before: String,
    /// What stands behind it.
    pub after: String,
}

impl Handout {
    /// Hides what is private in a `report` on the input with this name, except for the values
    /// in `keep`. `book` is the rule book that the report was made with: it says what the values
    /// are that the rules picked out, and fills the prose anew with what is left of them.
    pub fn of(report: &Report, name: &str, book: &RuleBook, keep: &BTreeSet<String>) -> Self {
        let mut redactor = Redactor::new(&known(report, name, book), keep);
        let mut report = report.clone();
        let mut name = name.to_owned();
        // What one text gives away as private is hidden in all others too, so all are seen
        // before the first is changed.
        each_text(&mut report, &mut name, &mut |text, _| redactor.learn(text));
        each_text(&mut report, &mut name, &mut |text, marks| {
            let (redacted, replacements) = redactor.redact_marked(text);
            if let Some(marks) = marks {
                for mark in marks {
                    *mark = carried_over(*mark, &replacements);
                }
            }
            *text = redacted;
        });
        for finding in &mut report.findings {
            refill(book, finding);
        }
        let hidden = redactor.items().iter().filter(|item| item.count > 0).map(|item| Hidden {
            token: item.token.clone(),
            kind: item.kind.id().to_owned(),
            called: item.kind.name().to_owned(),
            group: item.kind.group().word().to_owned(),
            value: item.value.clone(),
            kept: item.kept,
            count: item.count,
            before: item.context.before.clone(),
            after: item.context.after.clone(),
        });
        Self { name, hidden: hidden.collect(), report }
    }

    /// What the input is called, redacted.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The report, redacted.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The values that were looked for and found: for the person alone.
    pub fn hidden(&self) -> &[Hidden] {
        &self.hidden
    }
}

/// What is known to be private without a look at its shape.
fn known(report: &Report, name: &str, book: &RuleBook) -> Vec<Known> {
    let mut known = Vec::new();
    if !name.trim().is_empty() {
        known.push(Known { value: name.trim().to_owned(), kind: Kind::Name });
    }
    for finding in &report.findings {
        let Some((rule, _)) = book.rule(&finding.rule) else { continue };
        known.extend(rule.captures.iter().filter_map(|capture| {
            Known::of_capture(capture, finding.captures.get(&capture.name)?)
        }));
    }
    known
}

/// Calls `with` for every text of a report that comes from the input, with what is marked in it.
/// What is not here is from the rule book: [`refill`] makes it anew.
fn each_text(
    report: &mut Report,
    name: &mut String,
    with: &mut impl FnMut(&mut String, Option<&mut Vec<Span>>),
) {
    with(name, None);
    for note in &mut report.input.notes {
        if let Note::Archive { says } = note {
            with(says, None);
        }
    }
    for finding in &mut report.findings {
        each_place(&mut finding.evidence, with);
        for value in finding.captures.values_mut() {
            with(value, None);
        }
        for condition in &mut finding.why {
            with(&mut condition.text, None);
        }
    }
    for unknown in &mut report.unknown {
        each_place(&mut unknown.evidence, with);
        with(&mut unknown.template, None);
    }
}

fn each_place(places: &mut [Evidence], with: &mut impl FnMut(&mut String, Option<&mut Vec<Span>>)) {
    for Evidence { excerpt: Excerpt { text, marks, .. }, .. } in places {
        with(text, Some(marks));
    }
}

/// Where a range of a text stands after the replacements.
fn carried_over(mark: Span, replacements: &[Replacement]) -> Span {
    let place = |at: u64, is_end: bool| {
        let at = at as usize;
        let before = replacements.partition_point(|replaced| replaced.original.end <= at);
        if let Some(replaced) = replacements.get(before)
            && replaced.original.start < at
        {
            // Inside of what was replaced: all of the token counts.
            return if is_end { replaced.redacted.end } else { replaced.redacted.start };
        }
        match before.checked_sub(1).map(|last| &replacements[last]) {
            Some(last) => at - last.original.end + last.redacted.end,
            None => at,
        }
    };
    Span { start: place(mark.start, false) as u64, end: place(mark.end, true) as u64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_move_with_their_text() {
        let mut redactor = Redactor::new(&[], &BTreeSet::new());
        let text = "login of jane@example.com from 203.0.113.7 failed";
        let (redacted, replacements) = redactor.redact_marked(text);
        let moved = |marked: &str| {
            let start = text.find(marked).unwrap() as u64;
            let span = Span { start, end: start + marked.len() as u64 };
            let Span { start, end } = carried_over(span, &replacements);
            redacted[start as usize..end as usize].to_owned()
        };
        assert_eq!(moved("login"), "login");
        assert_eq!(moved("jane@example.com"), "<EMAIL_1>");
        assert_eq!(moved("example.com from"), "<EMAIL_1> from");
        assert_eq!(moved("of jane"), "of <EMAIL_1>");
        assert_eq!(moved("203.0.113.7 failed"), "<IPV4_1> failed");
        assert_eq!(moved("failed"), "failed");
    }
}
