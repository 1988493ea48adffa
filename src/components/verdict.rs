//! Whether an explanation helped.

use unstuck_handout::Verdict;
use yew::{AttrValue, Callback, Html, html};

use crate::handing_over::Saying;
use crate::intent::Intent;
use crate::messages::{self, Text};

/// Two answers, of which one can be chosen and taken back, for the finding with this key. What
/// is said goes into the report and nowhere else.
pub(crate) fn verdict(
    finding: &AttrValue,
    anchor: &str,
    said: Option<Verdict>,
    act: &Callback<Intent>,
) -> Html {
    let label = format!("{anchor}-solved");
    let answer = |verdict: Verdict, text: Text| {
        let pressed = said == Some(verdict);
        let onclick = {
            let (act, finding) = (act.clone(), finding.clone());
            let next = (!pressed).then_some(verdict);
            move |_| act.emit(Intent::Note(finding.clone(), Saying::Verdict(next)))
        };
        html! {
            <button type="button" class="copy" aria-pressed={pressed.to_string()} {onclick}>
                { text }
            </button>
        }
    };
    html! {
        <div class="verdict" role="group" aria-labelledby={label.clone()}>
            <span id={label}>{ messages::SOLVED }</span>
            { answer(Verdict::Helped, messages::SOLVED_YES) }
            { answer(Verdict::DidNotHelp, messages::SOLVED_NO) }
        </div>
    }
}
