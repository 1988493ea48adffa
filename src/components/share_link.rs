//! Findings that came by a link.

use unstuck_handout::{Flaw, Linked};
use yew::{Callback, Html, hook, html, use_effect_with, use_mut_ref};

use crate::browser::address;
use crate::components::message::message;
use crate::components::shown::said;
use crate::intent::Intent;
use crate::messages;

/// Opens the findings that the address holds, when the page is opened and when somebody changes
/// the address; and has the address let go of them once something else is shown.
#[hook]
pub(crate) fn use_share_link(is_open: bool, act: &Callback<Intent>) {
    // What is open, so that coming back to it by the history does not open it anew.
    let opened = use_mut_ref(String::new);
    {
        let (act, opened) = (act.clone(), opened.clone());
        use_effect_with((), move |()| {
            let open = move || {
                let fragment = address::fragment();
                if address::holds_findings() && *opened.borrow() != fragment {
                    opened.replace(fragment);
                    act.emit(Intent::OpenLink);
                }
            };
            open();
            let listener = address::listen(Callback::from(move |()| open()));
            move || drop(listener)
        });
    }
    let (act, was_open) = (act.clone(), use_mut_ref(|| false));
    use_effect_with(is_open, move |&is_open| {
        if was_open.replace(is_open) && !is_open {
            opened.take();
            act.emit(Intent::DropLink);
        }
    });
}

/// That the findings came by a link, and what that means.
pub(crate) fn linked(linked: &Linked, act: &Callback<Intent>) -> Html {
    let notes = messages::link_notes(linked);
    let notes = notes.iter().map(|note| html! { <p class="hint">{ said(note) }</p> });
    html! {
        <section class="linked" aria-labelledby="linked-heading">
            <h2 id="linked-heading">{ messages::LINKED_HEADING }</h2>
            <p>{ messages::LINKED }</p>
            { for notes }
            { leave(act) }
        </section>
    }
}

/// Why a link cannot be opened.
pub(crate) fn flawed(flaw: &Flaw, act: &Callback<Intent>) -> Html {
    html! {
        <>
            { message(
                messages::flaw_heading(flaw),
                said(&messages::flaw(flaw)),
                messages::FLAW_TIPS,
                Html::default(),
            ) }
            { leave(act) }
        </>
    }
}

fn leave(act: &Callback<Intent>) -> Html {
    let act = act.clone();
    let onclick = move |_| act.emit(Intent::LeaveLink);
    html! {
        <button type="button" class="button" {onclick}>{ messages::LEAVE_LINK }</button>
    }
}

#[cfg(test)]
mod tests {
    use unstuck_handout::Edition;

    use super::*;
    use crate::components::testing::html_of;

    #[test]
    fn what_a_link_lacks_is_said() {
        let html = html_of(|| {
            let edition = Some(Edition { rules: 7, reviewed: "2026-01-02".to_owned() });
            let missing = (1, vec!["a/gone".to_owned()]);
            linked(&Linked { left_out: 3, missing, edition }, &Callback::noop())
        });
        for words in ["3 findings more", "a/gone", "7 rules, last checked on <bdi>2026-01-02</bdi>"]
        {
            assert!(html.contains(words), "{words} in {html}");
        }
    }

    #[test]
    fn every_flaw_has_its_own_words() {
        let flaws = [
            Flaw::CutOff,
            Flaw::Damaged,
            Flaw::TooNew,
            Flaw::Strange,
            Flaw::UnknownRules(vec!["a/b".to_owned()]),
        ];
        let mut seen: Vec<_> = flaws.iter().map(messages::flaw_heading).collect();
        seen.dedup();
        assert_eq!(seen.len(), flaws.len());
        let html =
            html_of(|| flawed(&Flaw::UnknownRules(vec!["a/b".to_owned()]), &Callback::noop()));
        assert!(html.contains("a/b") && html.contains(&messages::LEAVE_LINK.words()), "{html}");
    }
}
