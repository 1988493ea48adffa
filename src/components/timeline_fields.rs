//! The stretch of a timeline in two fields: what the pointer does, for the keyboard.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::{Callback, Event, Html, TargetCast, UseStateHandle, html};

use crate::analysis::Analysis;
use crate::components::finding_filter::narrowed;
use crate::components::shown::said;
use crate::intent::{Intent, Wish};
use crate::messages::{self, Text};
use crate::narrow::Narrow;
use crate::timeline::{Stretch, Timeline};

/// What was written into one of the two fields and cannot be taken.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// Whether it is the field for the end.
    end: bool,
    text: String,
}

/// Two times, written as the log writes them. They take effect on Enter or on leaving the field.
/// `wrong` is what was written and cannot be read, and stays there to be mended.
pub(crate) fn timeline_fields(
    analysis: &Rc<Analysis>,
    timeline: &Timeline,
    narrow: &Narrow,
    wrong: &UseStateHandle<Option<Wrong>>,
    act: &Callback<Intent>,
) -> Html {
    let field = |label: Text, end: bool| {
        let written = wrong.as_ref().filter(|wrong| wrong.end == end);
        let is_wrong = written.is_some();
        let value =
            written.map_or_else(|| edge(timeline, narrow.stretch, end), |wrong| wrong.text.clone());
        let (analysis, narrow) = (Rc::clone(analysis), narrow.clone());
        let (act, wrong) = (act.clone(), wrong.setter());
        let onchange = move |event: Event| {
            let Some(timeline) = analysis.timeline.as_deref() else { return };
            let field: HtmlInputElement = event.target_unchecked_into();
            if let Ok(stretch) = changed(timeline, narrow.stretch, &field.value(), end) {
                wrong.set(None);
                // What was left as it stands in other words is put in the log's words.
                field.set_value(&edge(timeline, stretch, end));
                act.emit(narrowed(&analysis, narrow.with_stretch(stretch)));
            } else {
                wrong.set(Some(Wrong { end, text: field.value() }));
                let like = timeline.label(timeline.whole().from);
                act.emit(Intent::Look(Wish::Hear(messages::not_a_time(&like))));
            }
        };
        html! {
            <label class="field">
                <span class="label">{ label }</span>
                <input
                    type="text"
                    class="text-field"
                    dir="ltr"
                    autocomplete="off"
                    spellcheck="false"
                    {value}
                    aria-invalid={is_wrong.then_some("true")}
                    aria-describedby={is_wrong.then_some("stretch-wrong")}
                    {onchange}
                />
            </label>
        }
    };
    let like = timeline.label(timeline.whole().from);
    html! {
        <div class="stretch">
            { field(messages::FROM, false) }
            { field(messages::TO, true) }
            <p class="wrong" id="stretch-wrong">
                if wrong.is_some() { { said(&messages::not_a_time(&like)) } }
            </p>
        </div>
    }
}

/// One end of the stretch, or of all.
fn edge(timeline: &Timeline, stretch: Option<Stretch>, end: bool) -> String {
    let stretch = stretch.unwrap_or(timeline.whole());
    timeline.label(if end { stretch.to } else { stretch.from })
}

/// What was written is no time, or the end lies before the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct NoStretch;

/// The stretch after one end was written anew; none at all if it is everything. An empty field
/// means the end of all.
fn changed(
    timeline: &Timeline,
    stretch: Option<Stretch>,
    text: &str,
    end: bool,
) -> Result<Option<Stretch>, NoStretch> {
    let whole = timeline.whole();
    let written = match text.trim() {
        "" if end => whole.to,
        "" => whole.from,
        text => timeline.written(text).ok_or(NoStretch)?,
    };
    let old = stretch.unwrap_or(whole);
    let new = if end { Stretch { to: written, ..old } } else { Stretch { from: written, ..old } };
    let covers = new.from <= whole.from && new.to >= whole.to;
    if new.from < new.to { Ok((!covers).then_some(new)) } else { Err(NoStretch) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unstuck_report::Bucket;

    #[test]
    fn ends_are_written_one_by_one() {
        let bucket = |second: u32| Bucket {
            from: format!("2026-03-14T10:00:{second:02}+02:00"),
            to: format!("2026-03-14T10:00:{:02}+02:00", second + 1),
            levels: [("info".to_owned(), 9)].into(),
        };
        let timeline = Timeline::of(&[bucket(0), bucket(9)]).unwrap();
        let from = changed(&timeline, None, "10:00:05", false).unwrap().unwrap();
        assert_eq!(edge(&timeline, Some(from), false), "2026-03-14 10:00:05");
        assert_eq!(from.to, timeline.whole().to);
        let both = changed(&timeline, Some(from), "2026-03-14T10:00:07+02:00", true).unwrap();
        assert_eq!(edge(&timeline, both, true), "2026-03-14 10:00:07");
        assert_eq!(
            changed(&timeline, both, "10:00:04", true),
            Err(NoStretch),
            "before the beginning"
        );
        assert_eq!(changed(&timeline, both, "soon", true), Err(NoStretch));
        let open = changed(&timeline, both, "", true).unwrap();
        assert_eq!(changed(&timeline, open, " ", false), Ok(None), "all of it is no stretch");
    }
}
