//! What the page has to say about the input.

use std::rc::Rc;

use unstuck_report::Format;
use yew::{Callback, Html, Properties, component, html, use_effect_with};

use crate::analysis::Analysis;
use crate::batch::List;
use crate::compare::{Comparison, Everything};
use crate::components::comparison::{compare_button, compared};
use crate::components::file_list::file_list;
use crate::components::finding_filter::{finding_filter, left_out};
use crate::components::findings::findings;
use crate::components::message::message;
use crate::components::notes::notes;
use crate::components::progress::progress;
use crate::components::share_link::{flawed, linked};
use crate::components::spoken::use_words;
use crate::components::steps::steps;
use crate::components::timeline::TimelineView;
use crate::components::tongue::Tongue;
use crate::components::unknown_list::unknown_list;
use crate::components::welcome::welcome;
use crate::components::why_not::why_not;
use crate::handing_over::Said;
use crate::intent::{Intent, Wish};
use crate::lens::Lens;
use crate::messages;
use crate::narrow::Kept;
use crate::progress::Progress;
use crate::state::{Engine, Failure, Outcome, Source};

/// What the results depend on.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ResultsProps {
    /// How the worker is.
    pub(crate) engine: Engine,
    /// What is to be explained.
    pub(crate) source: Source,
    /// What became of it, or of the file of the list that is shown.
    pub(crate) outcome: Option<Outcome>,
    /// The files, if there are several.
    pub(crate) list: Option<Rc<List>>,
    /// Whether an analysis runs.
    pub(crate) busy: bool,
    /// How far it is, if it takes long.
    pub(crate) progress: Option<Progress>,
    /// What the person said about the findings.
    pub(crate) said: Rc<Said>,
    /// How a person looks at it.
    pub(crate) lens: Lens,
    /// Takes what a person does.
    pub(crate) act: Callback<Intent>,
}

/// The findings, or why there are none.
#[component]
pub(crate) fn Results(props: &ResultsProps) -> Html {
    use_words();
    let act = &props.act;
    let comparison = comparison(props);
    {
        let act = act.clone();
        // A change is to be heard, and only once.
        use_effect_with(comparison.as_ref().map(messages::comparison), move |words| {
            if let Some(words) = words {
                act.emit(Intent::Look(Wish::Hear(words.clone())));
            }
        });
    }
    let content = match (&props.engine, &props.outcome) {
        (Engine::Failed(failure), _) => failed(*failure, act),
        (_, Some(Outcome::Unreadable)) => message(
            messages::UNREADABLE_HEADING,
            messages::UNREADABLE,
            messages::UNREADABLE_TIPS,
            Html::default(),
        ),
        (_, Some(Outcome::Closed(remarks))) => message(
            messages::CLOSED_HEADING,
            messages::CLOSED,
            messages::CLOSED_TIPS,
            // In a list the reasons stand beside each file.
            notes(&[], if props.list.is_some() { &[] } else { remarks }),
        ),
        (_, Some(Outcome::Flawed(flaw))) => flawed(flaw, act),
        (_, Some(Outcome::Found(analysis))) => found(analysis, props),
        (_, None) if props.source == Source::Nothing && props.lens.before.is_none() => welcome(act),
        (_, None) => Html::default(),
    };
    let working = props.busy.then(|| working(props.progress.as_ref(), act));
    let list = props.list.as_ref().map(|list| {
        let shown = props.outcome.as_ref().and_then(Outcome::document);
        file_list(list, shown, act)
    });
    html! {
        <section
            class="results"
            id="results"
            tabindex="-1"
            aria-label={messages::FINDINGS_HEADING}
            aria-busy={props.busy.to_string()}
        >
            { for working }
            { for list }
            { for props.lens.before.as_ref().map(|before| compared(before, comparison.as_ref(), act)) }
            { content }
        </section>
    }
}

/// Shown by the style sheet only when it takes long enough to be worth a word.
fn working(how_far: Option<&Progress>, act: &Callback<Intent>) -> Html {
    let act = act.clone();
    let onclick = move |_| act.emit(Intent::Cancel);
    html! {
        <div class="working">
            <span class="spinner" aria-hidden="true"></span>
            <span>{ messages::working(how_far) }</span>
            <button type="button" class="button" {onclick}>{ messages::STOP }</button>
            { for how_far.map(progress) }
        </div>
    }
}

fn failed(failure: Failure, act: &Callback<Intent>) -> Html {
    let act = act.clone();
    let onclick = move |_| act.emit(Intent::Retry);
    html! {
        <div class="message message-failed prose" role="alert">
            <h2>{ messages::FAILED_HEADING }</h2>
            <p class="lead">{ messages::failure(failure) }</p>
            <button type="button" class="button button-main" {onclick}>{ messages::RETRY }</button>
        </div>
    }
}

/// What has changed since the log before, once there is another.
fn comparison(props: &ResultsProps) -> Option<Comparison> {
    let before = props.lens.before.as_ref()?;
    let is_read = props.outcome.is_some() && !(props.busy && props.list.is_some());
    is_read.then(|| before.compare(&Everything::of(props.outcome.as_ref(), props.list.as_deref())))
}

fn found(analysis: &Rc<Analysis>, props: &ResultsProps) -> Html {
    let act = &props.act;
    let notes = notes(&analysis.input.notes, &analysis.remarks);
    match analysis.input.format {
        Format::Empty => {
            message(messages::BLANK_HEADING, messages::BLANK, messages::BLANK_TIPS, notes)
        }
        Format::Binary => {
            message(messages::BINARY_HEADING, messages::BINARY, messages::BINARY_TIPS, notes)
        }
        Format::Text if analysis.findings.is_empty() && analysis.unknown.is_empty() => html! {
            <>
                { message(messages::CLEAN_HEADING, messages::CLEAN, messages::CLEAN_TIPS, notes) }
                { guidance(analysis, act) }
                { take_along(act) }
                { further(analysis, props) }
            </>
        },
        Format::Text => {
            let kept = props.lens.narrow.keep(analysis);
            html! {
                <>
                    { for analysis.link.as_ref().map(|link| linked(link, act)) }
                    { known(analysis, notes, &kept, props) }
                    { unknown(analysis, &kept, act) }
                    { guidance(analysis, act) }
                    { take_along(act) }
                    // Both need the text.
                    if analysis.link.is_none() {
                        { further(analysis, props) }
                    }
                </>
            }
        }
    }
}

fn known(analysis: &Rc<Analysis>, notes: Html, kept: &Kept, props: &ResultsProps) -> Html {
    let (act, narrow) = (&props.act, &props.lens.narrow);
    let view = html! {
        <>
            if analysis.timeline.is_some() {
                <TimelineView
                    analysis={Rc::clone(analysis)}
                    narrow={narrow.clone()}
                    act={act.clone()}
                />
            }
            { finding_filter(analysis, narrow, act) }
            { left_out(analysis, narrow, kept, act) }
        </>
    };
    if analysis.findings.is_empty() {
        return html! { <>{ notes }{ view }</> };
    }
    html! {
        <>
            <h2>{ messages::findings(analysis) }<span class="tally">{ messages::tally(analysis) }</span></h2>
            { notes }
            { view }
            { findings(analysis, kept, &props.said, act) }
        </>
    }
}

/// What else there is to do with what was found.
fn further(analysis: &Analysis, props: &ResultsProps) -> Html {
    let is_done = !(props.busy && props.list.is_some());
    html! {
        <>
            if is_done {
                { compare_button(
                    Everything::of(props.outcome.as_ref(), props.list.as_deref()),
                    &props.act,
                ) }
            }
            { why_not(analysis.document, &props.lens, &props.act) }
        </>
    }
}

fn unknown(analysis: &Analysis, kept: &Kept, act: &Callback<Intent>) -> Html {
    let shown: Vec<_> = analysis
        .unknown
        .iter()
        .zip(&kept.unknown)
        .filter(|(_, kept)| **kept)
        .map(|(error, _)| Rc::clone(error))
        .collect();
    if shown.is_empty() {
        return Html::default();
    }
    unknown_list(&shown, act)
}

/// The way to somebody who can help.
fn take_along(act: &Callback<Intent>) -> Html {
    let act = act.clone();
    let onclick = move |_| act.emit(Intent::HandOver);
    html! {
        <section class="take-along" aria-labelledby="take-along-heading">
            <h2 id="take-along-heading">{ messages::TAKE_ALONG_HEADING }</h2>
            <p>{ messages::TAKE_ALONG }</p>
            <button type="button" class="button" {onclick}>{ messages::TAKE_ALONG_BUTTON }</button>
        </section>
    }
}

fn guidance(analysis: &Analysis, act: &Callback<Intent>) -> Html {
    if analysis.guidance.is_empty() {
        return Html::default();
    }
    let tongue = Tongue::of_guidance(analysis);
    html! {
        <section class="guidance prose" aria-labelledby="guidance-heading">
            <h2 id="guidance-heading">{ messages::GUIDANCE_HEADING }{ " " }{ tongue.mark() }</h2>
            { steps(&analysis.guidance, tongue, act) }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use unstuck_report::{Finding, Input, Note, Report, Role, Severity};

    use super::*;
    use crate::components::testing::{draw, finding, report};

    fn drawn(props: impl FnOnce() -> ResultsProps + Send + 'static) -> String {
        draw::<Results>(props)
    }

    fn nothing() -> ResultsProps {
        ResultsProps {
            engine: Engine::Ready { rules: 1 },
            source: Source::Nothing,
            outcome: None,
            list: None,
            busy: false,
            progress: None,
            said: Rc::default(),
            lens: Lens::default(),
            act: Callback::noop(),
        }
    }

    fn of(report: impl FnOnce() -> Report + Send + 'static) -> String {
        drawn(move || ResultsProps {
            source: Source::Field { sample: None },
            outcome: Some(Outcome::Found(Rc::new(Analysis::new(1, report(), Rc::new([]))))),
            ..nothing()
        })
    }

    fn empty(format: Format, notes: Vec<Note>) -> Report {
        let input = Input { bytes: 9, lines: 1, format, log_format: None, notes };
        Report { input, findings: Vec::new(), ..report() }
    }

    #[test]
    fn every_state_has_its_own_words() {
        let headings = [
            (drawn(nothing), messages::WELCOME_HEADING.words()),
            (of(|| empty(Format::Text, Vec::new())), messages::CLEAN_HEADING.words()),
            (of(|| empty(Format::Empty, Vec::new())), messages::BLANK_HEADING.words()),
            (of(|| empty(Format::Binary, Vec::new())), messages::BINARY_HEADING.words()),
            (
                drawn(|| ResultsProps { outcome: Some(Outcome::Unreadable), ..nothing() }),
                messages::UNREADABLE_HEADING.words(),
            ),
            (
                drawn(|| ResultsProps { engine: Engine::Failed(Failure::Silent), ..nothing() }),
                messages::FAILED_HEADING.words(),
            ),
            (of(report), "1 finding".to_owned()),
        ];
        for (index, (html, heading)) in headings.iter().enumerate() {
            assert!(html.contains(heading), "{index}: {html}");
            assert!(!html.contains("style="), "{index}: the page's policy refuses it");
        }
    }

    #[test]
    fn what_was_recognised_is_said() {
        let gzip = || vec![Note::Recognised { what: "gzip <archive>".to_owned() }];
        let html = of(move || empty(Format::Binary, gzip()));
        assert!(html.contains("It was recognised as: <bdi>gzip &lt;archive&gt;</bdi>."), "{html}");
    }

    #[test]
    fn a_symptom_stands_under_its_cause_and_names_it() {
        let html = of(|| {
            let cause = Finding { rule: "a/cause".to_owned(), ..finding() };
            let symptom = Finding {
                rule: "a/symptom".to_owned(),
                role: Role::Symptom,
                explained_by: Some("a/cause".to_owned()),
                severity: Severity::Warning,
                ..finding()
            };
            Report { findings: vec![cause, symptom], ..report() }
        });
        assert!(html.contains(&messages::FOLLOWS_FROM.words()), "{html}");
        assert!(html.find("a/cause") < html.find("a/symptom"), "{html}");
    }
}
