//! Records by level over time, with the findings on them.

use std::rc::Rc;

use unstuck_report::{Finding, Severity};
use web_sys::Element;
use yew::{Callback, Html, PointerEvent, Properties, classes, component, html};
use yew::{use_effect_with, use_node_ref, use_state_eq};

use crate::analysis::Analysis;
use crate::browser::brush;
use crate::components::finding_card::{anchor, severity_class};
use crate::components::finding_filter::narrowed;
use crate::components::findings::order;
use crate::components::icon;
use crate::components::prose::inlines;
use crate::components::shown::said;
use crate::components::spoken::use_words;
use crate::components::timeline_fields::timeline_fields;
use crate::components::timeline_table::timeline_table;
use crate::components::tongue::Tongue;
use crate::intent::Intent;
use crate::messages;
use crate::narrow::Narrow;
use crate::timeline::{DRAWN, Stretch, Timeline};

/// How high the bars may be, and one finding's line under them, in CSS pixels. The style sheet
/// knows the second, too.
const BARS: u64 = 72;
const LANE: usize = 24;

/// How high a bar is at least that stands for few of many.
const LEAST: u64 = 3;

/// How many findings have a line of their own. The table has all.
const LANES: usize = 6;

/// What is drawn.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TimelineProps {
    /// What was found.
    pub(crate) analysis: Rc<Analysis>,
    /// What of it is shown.
    pub(crate) narrow: Narrow,
    /// Takes what a person does.
    pub(crate) act: Callback<Intent>,
}

/// A finding that states its times.
pub(crate) struct Mark<'a> {
    /// The number of its card.
    pub(crate) number: usize,
    /// Whether its card is shown.
    pub(crate) shown: bool,
    /// The finding.
    pub(crate) finding: &'a Finding,
    /// Its first time and its last.
    pub(crate) times: (i64, i64),
}

/// The findings that state times, in the order of their cards.
pub(crate) fn marks<'a>(
    analysis: &'a Analysis,
    timeline: &Timeline,
    kept: &[bool],
) -> Vec<Mark<'a>> {
    let mark = |(place, index): (usize, usize)| {
        let finding = &*analysis.findings[index];
        let first = timeline.instant(finding.first_time.as_deref());
        let last = timeline.instant(finding.last_time.as_deref());
        let (first, last) = (first.or(last)?, last.or(first)?);
        let shown = kept.get(index).copied().unwrap_or(true);
        let times = (first.min(last), first.max(last));
        Some(Mark { number: place + 1, shown, finding, times })
    };
    order(analysis).into_iter().enumerate().filter_map(mark).collect()
}

/// The timeline of a log, from left to right in every language: a picture to narrow with the pointer, fields to do the same, and a
/// table with the same numbers.
#[component]
pub(crate) fn TimelineView(props: &TimelineProps) -> Html {
    use_words();
    let picture = use_node_ref();
    // The columns between which the pointer is drawn.
    let drag = use_state_eq(|| None::<(usize, usize)>);
    let wrong = use_state_eq(|| None);
    {
        // What could not be read counts for this log and until another stretch is chosen.
        let wrong = wrong.setter();
        let chosen = (Rc::as_ptr(&props.analysis), props.narrow.stretch);
        use_effect_with(chosen, move |_| wrong.set(None));
    }
    let Some(timeline) = props.analysis.timeline.as_deref() else { return Html::default() };
    // The column that an event is on.
    let column = {
        let (picture, analysis) = (picture.clone(), Rc::clone(&props.analysis));
        Rc::new(move |event: &PointerEvent, grab: bool| {
            let element = picture.cast::<Element>()?;
            let timeline = analysis.timeline.as_deref()?;
            let is_ours = !grab || brush::grab(&element, event);
            is_ours.then(|| timeline.column(brush::place(&element, event)))
        })
    };
    let onpointerdown = {
        let (drag, column) = (drag.setter(), Rc::clone(&column));
        move |event: PointerEvent| drag.set(column(&event, true).map(|column| (column, column)))
    };
    let onpointermove = {
        let drag = drag.clone();
        move |event: PointerEvent| {
            if let Some((from, to)) = *drag {
                drag.set(Some((from, column(&event, false).unwrap_or(to))));
            }
        }
    };
    let onpointerup = {
        let (props, drag) = (props.clone(), drag.clone());
        move |_: PointerEvent| {
            let stretch = props.analysis.timeline.as_ref().zip(*drag);
            if let Some((timeline, (from, to))) = stretch {
                drag.set(None);
                let narrow = props.narrow.with_stretch(Some(timeline.stretch(from, to)));
                props.act.emit(narrowed(&props.analysis, narrow));
            }
        }
    };
    let onpointercancel = {
        let drag = drag.setter();
        move |_: PointerEvent| drag.set(None)
    };

    let stretch = drag.map(|(from, to)| timeline.stretch(from, to)).or(props.narrow.stretch);
    let kept = props.narrow.keep(&props.analysis).findings;
    let marks = marks(&props.analysis, timeline, &kept);
    let lanes = &marks[..marks.len().min(LANES)];
    let height = BARS as usize + lanes.len() * LANE;
    let whole = timeline.whole();
    let all: u64 = timeline.columns.iter().flatten().sum();
    let name = messages::timeline(&timeline.label(whole.from), &timeline.end_label(whole), all);
    html! {
        <section class="timeline" aria-labelledby="timeline-heading">
            <h3 id="timeline-heading">{ messages::TIMELINE }</h3>
            { legend(timeline) }
            <div class="timeline-picture" dir="ltr">
                { lane_names(lanes) }
                <div
                    ref={picture}
                    class="timeline-plot"
                    {onpointerdown}
                    {onpointermove}
                    {onpointerup}
                    {onpointercancel}
                >
                    <svg height={height.to_string()} width="100%" role="img" aria-label={name}>
                        { patterns() }
                        { for timeline.ticks().iter().map(|(place, _)| grid(*place, height)) }
                        { bars(timeline) }
                        { for lanes.iter().enumerate().map(|(lane, mark)| lane_of(timeline, lane, mark)) }
                        { for stretch.map(|stretch| veils(timeline, stretch, height)) }
                    </svg>
                </div>
                { axis(timeline) }
            </div>
            <p class="hint">
                { messages::bars(timeline.step, highest(timeline)) }{ " " }
                { said(&messages::zone(timeline.zone())) }{ " " }{ messages::TIMELINE_HINT }
            </p>
            { timeline_fields(&props.analysis, timeline, &props.narrow, &wrong, &props.act) }
            { timeline_table(timeline, &marks) }
        </section>
    }
}

/// The links to the cards, beside the lines of their findings.
fn lane_names(lanes: &[Mark<'_>]) -> Html {
    let names = lanes.iter().map(|mark| {
        let class = classes!("lane-name", severity_class(mark.finding.severity));
        let content = html! {
            <>
                { icon::severity(mark.finding.severity) }
                <span>{ mark.number }</span>
                <span class="visually-hidden">{ ": " }{ inlines(&mark.finding.title, Tongue::of(mark.finding)) }</span>
            </>
        };
        let name = if mark.shown {
            let href = format!("#{}-title", anchor(mark.number));
            html! { <a {class} {href}>{ content }</a> }
        } else {
            html! { <span class={classes!(class, "lane-out")}>{ content }</span> }
        };
        html! { <li>{ name }</li> }
    });
    html! {
        <ol class="lane-names" aria-label={messages::TIMELINE_MARKS}>{ for names }</ol>
    }
}

fn legend(timeline: &Timeline) -> Html {
    let names = [
        messages::LEVEL_NAMES[0],
        messages::LEVEL_NAMES[1],
        messages::LEVEL_NAMES[2],
        messages::OTHER_LEVELS,
    ];
    let items = names.into_iter().zip(FILLS).enumerate().filter_map(|(level, (name, fill))| {
        let occurs = timeline.columns.iter().any(|column| column[level] > 0);
        occurs.then(|| {
            html! {
                <li>
                    <svg width="14" height="14" aria-hidden="true" focusable="false">
                        <rect width="14" height="14" fill={fill} class="bar" />
                    </svg>
                    <span>{ name }</span>
                </li>
            }
        })
    });
    html! { <ul class="legend">{ for items }</ul> }
}

/// What the bars of each drawn level are filled with: each has its own pattern.
const FILLS: [&str; DRAWN + 1] =
    ["url(#bar-fatal)", "url(#bar-error)", "url(#bar-warning)", "url(#bar-other)"];

fn patterns() -> Html {
    let pattern = |id: &'static str, size: &'static str, path: &'static str| {
        html! {
            <pattern id={id} class={id} width={size} height={size} patternUnits="userSpaceOnUse">
                <rect width={size} height={size} />
                if !path.is_empty() { <path d={path} /> }
            </pattern>
        }
    };
    html! {
        <defs>
            { pattern("bar-fatal", "6", "M0 0 6 6M6 0 0 6") }
            { pattern("bar-error", "6", "M0 6 6 0M-1 1 1-1M5 7 7 5") }
            { pattern("bar-warning", "4", "M0 2h4") }
            { pattern("bar-other", "6", "") }
        </defs>
    }
}

fn highest(timeline: &Timeline) -> u64 {
    timeline.columns.iter().map(|column| column.iter().sum()).max().unwrap_or_default()
}

fn bars(timeline: &Timeline) -> Html {
    let highest = highest(timeline).max(1);
    // What is raised to the least height must still fit.
    let room = BARS - 1 - LEAST * (DRAWN as u64 + 1);
    let bars = timeline.columns.iter().enumerate().flat_map(|(place, levels)| {
        let (from, width) = timeline.extent(place);
        let mut top = BARS;
        levels
            .iter()
            .zip(FILLS)
            .filter(|(count, _)| **count > 0)
            .map(move |(count, fill)| {
                let height = (u128::from(*count) * u128::from(room) / u128::from(highest)) as u64;
                let height = height.max(LEAST);
                top = top.saturating_sub(height);
                html! {
                    <rect
                        class="bar"
                        x={percent(from)}
                        y={top.to_string()}
                        width={percent(width)}
                        height={height.to_string()}
                        fill={fill}
                    />
                }
            })
            .collect::<Vec<Html>>()
    });
    html! { <g>{ for bars }<line class="base" x1="0" x2="100%" y1={BARS.to_string()} y2={BARS.to_string()} /></g> }
}

fn grid(place: i64, height: usize) -> Html {
    let x = percent(place);
    html! { <line class="grid" x1={x.clone()} x2={x} y1="0" y2={height.to_string()} /> }
}

/// From the first time of a finding to its last.
fn lane_of(timeline: &Timeline, lane: usize, mark: &Mark<'_>) -> Html {
    let (from, to) = (timeline.place(mark.times.0), timeline.place(mark.times.1));
    let y = BARS as usize + lane * LANE + LANE / 2;
    let sign = |place: i64| {
        html! {
            <svg x={percent(place)} y={y.to_string()} overflow="visible">
                <path class="mark-sign" d={sign(mark.finding.severity)} />
            </svg>
        }
    };
    html! {
        <g class={classes!(severity_class(mark.finding.severity), (!mark.shown).then_some("lane-out"))}>
            <line
                class="mark-span"
                x1={percent(from)}
                x2={percent(to)}
                y1={y.to_string()}
                y2={y.to_string()}
            />
            { sign(from) }
            if from != to { { sign(to) } }
        </g>
    }
}

/// The shape that marks a time, one for each severity, round its own middle.
fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => {
            "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M-1.5 0a1.5 1.5 0 1 1 3 0a1.5 1.5 0 1 1-3 0"
        }
        Severity::Warning => "M0-5 5.5 4.5h-11z",
        Severity::Error => "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0",
        Severity::Critical => "M-4.5-4.5h9v9h-9z",
    }
}

/// What lies outside of the stretch is under a veil.
fn veils(timeline: &Timeline, stretch: Stretch, height: usize) -> Html {
    let (from, to) = (timeline.place(stretch.from), timeline.place(stretch.to));
    let height = height.to_string();
    let edge = |place: i64| {
        let x = percent(place);
        html! { <line class="edge" x1={x.clone()} x2={x} y1="0" y2={height.clone()} /> }
    };
    html! {
        <g>
            <rect class="veil" x="0" y="0" width={percent(from)} height={height.clone()} />
            <rect class="veil" x={percent(to)} y="0" width={percent(10_000 - to)} height={height.clone()} />
            { edge(from) }{ edge(to) }
        </g>
    }
}

/// The labels under the picture: both ends, and round times between.
fn axis(timeline: &Timeline) -> Html {
    let whole = timeline.whole();
    let ticks = timeline.ticks().into_iter().map(|(place, label)| {
        html! { <text x={percent(place)} y="15" text-anchor="middle">{ label }</text> }
    });
    html! {
        <div class="axis" aria-hidden="true">
            <bdi dir="ltr">{ timeline.label(whole.from) }</bdi>
            <svg class="ticks" width="100%" height="20" focusable="false">{ for ticks }</svg>
            <bdi dir="ltr">{ timeline.end_label(whole) }</bdi>
        </div>
    }
}

/// A number of ten-thousandths, without the code that prints floating point.
fn percent(place: i64) -> String {
    let place = place.max(0);
    format!("{}.{:02}%", place / 100, place % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::{draw, evidence, finding, report};
    use unstuck_report::{Bucket, Evidence, Report};

    fn analysis() -> Analysis {
        let bucket = |second: u32, levels: &[(&str, u64)]| Bucket {
            from: format!("2026-03-14T10:00:{second:02}Z"),
            to: format!("2026-03-14T10:00:{:02}Z", second + 1),
            levels: levels.iter().map(|&(level, count)| (level.to_owned(), count)).collect(),
        };
        let at = |second: u32| Some(format!("2026-03-14T10:00:{second:02}Z"));
        let found = |first: u32, last: u32, severity| Finding {
            first_time: at(first),
            last_time: at(last),
            severity,
            evidence: vec![Evidence { time: at(first), ..evidence(1, "a", 0, 1) }],
            ..finding()
        };
        let report = Report {
            findings: vec![found(1, 9, Severity::Error), found(2, 2, Severity::Warning), finding()],
            timeline: vec![
                bucket(0, &[("info", 100_000), ("error", 1)]),
                bucket(9, &[("fatal", 3), ("none", 4)]),
            ],
            ..report()
        };
        Analysis::new(1, report, Rc::new([]))
    }

    fn drawn(narrow: impl FnOnce(&Timeline) -> Narrow + Send + 'static) -> String {
        draw::<TimelineView>(move || {
            let analysis = Rc::new(analysis());
            let narrow = narrow(analysis.timeline.as_ref().unwrap());
            TimelineProps { analysis, narrow, act: Callback::noop() }
        })
    }

    #[test]
    fn bars_lanes_and_ends_are_there() {
        let html = drawn(|_| Narrow::default());
        assert_eq!(html.matches("class=\"bar\"").count(), 3 + 4, "the legend and the bars: {html}");
        assert!(html.contains("height=\"3\""), "one error among many is seen: {html}");
        assert_eq!(html.matches("mark-sign").count(), 3, "{html}");
        for words in [
            "2026-03-14 10:00:00",
            "10:00:10",
            "href=\"#finding-2-title\"",
            "in <bdi>UTC</bdi>.",
            ">10:00:05<",
        ] {
            assert!(html.contains(words), "{words}: {html}");
        }
        assert!(!html.contains("veil") && !html.contains("Warning</span></li>"), "{html}");
    }

    #[test]
    fn what_is_left_out_is_under_a_veil_and_no_link() {
        let html = drawn(|timeline| Narrow::default().with_stretch(Some(timeline.stretch(2, 2))));
        assert_eq!(html.matches("class=\"veil\"").count(), 2, "{html}");
        assert!(html.contains("#finding-2-title") && !html.contains("#finding-1-title"), "{html}");
    }
}
