//! Beside the scroll bar: where in the log something was found.

use std::rc::Rc;

use unstuck_report::Severity;
use web_sys::MouseEvent;
use yew::{Callback, Html, classes, html};

use crate::analysis::Analysis;
use crate::browser::scroll;
use crate::components::finding_card::severity_class;
use crate::components::viewer::place_of;
use crate::intent::Intent;
use crate::log::{Found, Index};
use crate::messages;
use crate::viewport::whole;

/// How many places are told apart.
const SLOTS: u32 = 200;

/// A strip with a mark for each place. It shows nothing that the list of findings and the
/// buttons for the next and the previous one do not give, so assistive technology skips it.
pub(crate) fn log_overview(
    analysis: &Analysis,
    found: Option<&Rc<Found>>,
    lines: u32,
    act: &Callback<Intent>,
) -> Html {
    let onclick = {
        let (found, act) = (found.cloned(), act.clone());
        move |event: MouseEvent| {
            let Some(share) = scroll::share(&event, ".log-overview") else { return };
            let seen = found.as_ref().and_then(|found| found.seen.as_ref());
            let place = whole(share * f64::from(seen.map_or(lines, Index::len)));
            let line = seen.map_or(Some(place), |seen| seen.get(place));
            if let Some(line) = line.filter(|line| *line < lines) {
                let says = messages::at_line(u64::from(line) + 1);
                act.emit(Intent::GoToLine { line, focus: false, says });
            }
        }
    };
    let marks = marks(analysis, found.map(|found| &**found), lines);
    let marks = marks.into_iter().map(|(slot, kind)| {
        let class = match kind {
            Mark::Finding(severity) => severity.map_or("severity-unknown", severity_class),
            Mark::Hit => "overview-hit",
        };
        // Per mille, in whole numbers.
        let top = slot * 1_000 / SLOTS;
        html! {
            <span
                key={format!("{slot}{class}")}
                class={classes!("overview-mark", class)}
                ~style={format!("inset-block-start: {}.{}%", top / 10, top % 10)}
            />
        }
    });
    html! { <div class="log-overview" aria-hidden="true" {onclick}>{ for marks }</div> }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Hit,
    Finding(Option<Severity>),
}

/// Which slots have something to show: of findings the worst, and the search's lines.
fn marks(analysis: &Analysis, found: Option<&Found>, lines: u32) -> Vec<(u32, Mark)> {
    let seen = found.and_then(|found| found.seen.as_ref());
    let count = u64::from(seen.map_or(lines, Index::len));
    if count == 0 {
        return Vec::new();
    }
    let mut marks: Vec<(u32, Mark)> = Vec::new();
    for (&line, highlight) in analysis.highlights.iter() {
        let line = u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX);
        let Some(place) = place_of(seen, line) else { continue };
        let slot = (u64::from(place) * u64::from(SLOTS) / count) as u32;
        let mark = (slot, Mark::Finding(highlight.severity));
        match marks.last_mut() {
            Some(last) if last.0 == slot => *last = mark.max(*last),
            _ => marks.push(mark),
        }
    }
    if let Some(found) = found {
        for slot in 0..SLOTS {
            let begins = |slot: u32| {
                let place = (u64::from(slot) * count).div_ceil(u64::from(SLOTS)) as u32;
                seen.map_or(Some(place), |seen| seen.get(place)).unwrap_or(u32::MAX)
            };
            let (Ok(first) | Err(first)) = found.hits.place(begins(slot));
            if found.hits.get(first).is_some_and(|line| line < begins(slot + 1)) {
                marks.push((slot, Mark::Hit));
            }
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::{evidence, finding, report};
    use unstuck_report::{Finding, Report};

    #[test]
    fn marks_stand_where_things_are() {
        let places = |severity, lines: &[u64]| Finding {
            severity,
            evidence: lines.iter().map(|&line| evidence(line, "an error", 3, 8)).collect(),
            ..finding()
        };
        let findings =
            vec![places(Severity::Warning, &[1, 500]), places(Severity::Critical, &[2, 1_000])];
        let analysis = Analysis::new(1, Report { findings, ..report() }, Rc::new([]));
        let critical = Mark::Finding(Some(Severity::Critical));
        let warning = Mark::Finding(Some(Severity::Warning));
        assert_eq!(marks(&analysis, None, 1_000), [(0, critical), (99, warning), (199, critical)]);
        let mut found = Found::default();
        found.hits.add(vec![0, 4, 5, 999]);
        let all = marks(&analysis, Some(&found), 1_000);
        assert_eq!(all[3..], [(0, Mark::Hit), (1, Mark::Hit), (199, Mark::Hit)]);
        let mut seen = Index::default();
        seen.add(vec![499, 600]);
        found.seen = Some(seen);
        let all = marks(&analysis, Some(&found), 1_000);
        assert_eq!(all[..1], [(0, warning)]);
    }
}
