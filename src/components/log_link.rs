//! Opening a text at the lines that the address names.

use yew::{Callback, hook, use_effect_with, use_mut_ref};

use crate::browser::address;
use crate::intent::Intent;
use crate::log::lines_of;
use crate::state::{Outcome, State};

/// Goes to the lines that the address named when the page was opened, as soon as there is a
/// text that has them; and to others when somebody changes the address.
#[hook]
pub(crate) fn use_link(state: &State, act: &Callback<Intent>) {
    let text = match &state.outcome {
        Some(Outcome::Found(analysis)) => Some((analysis.document, analysis.lines())),
        _ => None,
    };
    let followed = use_mut_ref(|| None);
    let (act, chosen) = (act.clone(), state.log.chosen.is_some());
    use_effect_with(text, move |text| {
        let listener = text.map(|(_, count)| {
            if followed.replace(Some(())).is_none() {
                act.emit(Intent::FollowAddress { count });
            } else if !chosen && lines_of(&address::fragment()).is_some() {
                // It was about another text.
                address::set_fragment("");
            }
            address::listen(Callback::from(move |()| act.emit(Intent::FollowAddress { count })))
        });
        move || drop(listener)
    });
}
