//! The lines that show a problem.

use unstuck_report::Evidence;
use yew::{Callback, Html, html};

use crate::components::disclosure::disclosure;
use crate::components::icon;
use crate::components::shown::segments;
use crate::intent::{Intent, Place};
use crate::messages;
use crate::text::excerpt_lines;

/// The first place, and the others on demand.
pub(crate) fn evidence(places: &[Evidence], act: &Callback<Intent>) -> Html {
    let Some((first, more)) = places.split_first() else { return Html::default() };
    let more = match more {
        [] => Html::default(),
        more => disclosure(
            messages::more_places(more.len()),
            more.iter().map(|place| excerpt(place, act)).collect(),
        ),
    };
    html! { <>{ excerpt(first, act) }{ more }</> }
}

fn excerpt(evidence: &Evidence, act: &Callback<Intent>) -> Html {
    let lines = excerpt_lines(&evidence.excerpt).into_iter().map(|line| {
        html! {
            <div class="excerpt-line">
                <span class="line-number" aria-hidden="true">{ line.number }</span>
                <code>{ segments(&line.segments) }</code>
            </div>
        }
    });
    let cut = evidence.excerpt.cut.then(|| html! { <p class="hint">{ messages::CUT }</p> });
    let onclick = {
        let (act, place) = (act.clone(), place_of(evidence));
        move |_| act.emit(Intent::GoTo(place))
    };
    // What came by a link is a place of no text.
    let go_to = (evidence.start < evidence.end).then(|| {
        html! {
            <button type="button" class="quiet" {onclick}>
                { icon::go_to() }<span>{ messages::go_to_line(evidence.line) }</span>
            </button>
        }
    });
    html! {
        <figure class="excerpt">
            <div class="excerpt-text" dir="ltr" translate="no">{ for lines }</div>
            <figcaption>
                { for cut }
                { for go_to }
            </figcaption>
        </figure>
    }
}

/// What matched, or all of the lines where that is not known.
fn place_of(evidence: &Evidence) -> Place {
    let (start, end) = match evidence.spans.first() {
        Some(whole) => (whole.start, whole.end),
        None => (evidence.start, evidence.end),
    };
    Place { line: evidence.line, start, end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::{evidence as place, html_of};

    #[test]
    fn what_matched_is_marked_and_the_line_can_be_reached() {
        let html =
            html_of(|| evidence(&[place(1_234, "an <error> here", 3, 10)], &Callback::noop()));
        assert!(html.contains("an <mark>&lt;error&gt;</mark> here"), "{html}");
        assert!(html.contains("Go to line 1,234"), "{html}");
        assert!(!html.contains("more place"), "{html}");
    }

    #[test]
    fn further_places_are_on_demand() {
        let html =
            html_of(|| evidence(&[place(1, "a", 0, 1), place(2, "b", 0, 1)], &Callback::noop()));
        assert!(html.contains("One more place"), "{html}");
    }
}
