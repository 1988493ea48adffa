//! A timeline as tables: the same numbers for those who do not see the picture.

use yew::{Html, html};

use crate::components::disclosure::disclosure;
use crate::components::prose::inlines;
use crate::components::timeline::Mark;
use crate::components::tongue::Tongue;
use crate::messages;
use crate::timeline::{LEVELS, Timeline};

/// How many records each stretch has, and when each finding occurred.
pub(crate) fn timeline_table(timeline: &Timeline, marks: &[Mark<'_>]) -> Html {
    let occurs = |level: &usize| timeline.rows.iter().any(|row| row.levels[*level] > 0);
    let levels: Vec<usize> = (0..LEVELS.len()).filter(occurs).collect();
    let heads = levels.iter().map(|&level| {
        html! { <th scope="col">{ messages::LEVEL_NAMES[level] }</th> }
    });
    let rows = timeline.rows.iter().map(|row| {
        let counts =
            levels.iter().map(|&level| html! { <td>{ messages::number(row.levels[level]) }</td> });
        html! {
            <tr>
                <th scope="row"><bdi dir="ltr">{ timeline.label(row.stretch.from) }</bdi></th>
                <td><bdi dir="ltr">{ timeline.end_label(row.stretch) }</bdi></td>
                { for counts }
            </tr>
        }
    });
    let findings = marks.iter().map(|mark| {
        html! {
            <tr>
                <th scope="row">{ inlines(&mark.finding.title, Tongue::of(mark.finding)) }</th>
                <td><bdi dir="ltr">{ timeline.label(mark.times.0) }</bdi></td>
                <td><bdi dir="ltr">{ timeline.label(mark.times.1) }</bdi></td>
            </tr>
        }
    });
    let findings = (!marks.is_empty()).then(|| {
        html! {
            <div class="table" role="region" tabindex="0" aria-label={messages::TIMELINE_MARKS}>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{ messages::FINDING }</th>
                            <th scope="col">{ messages::FIRST_TIME }</th>
                            <th scope="col">{ messages::LAST_TIME }</th>
                        </tr>
                    </thead>
                    <tbody>{ for findings }</tbody>
                </table>
            </div>
        }
    });
    disclosure(
        messages::TIMELINE_TABLE,
        html! {
            <>
                <div class="table" role="region" tabindex="0" aria-label={messages::RECORDS}>
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{ messages::FROM }</th>
                                <th scope="col">{ messages::TO }</th>
                                { for heads }
                            </tr>
                        </thead>
                        <tbody>{ for rows }</tbody>
                    </table>
                </div>
                { for findings }
            </>
        },
    )
}
