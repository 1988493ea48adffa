//! How far a long analysis is.

use yew::{Html, html};

use crate::messages;
use crate::progress::Progress;

/// A bar with its figures. What is to be heard of it, the status line says.
pub(crate) fn progress(progress: &Progress) -> Html {
    html! {
        <div class="progress">
            <progress
                max="1000"
                value={progress.share().to_string()}
                aria-label={messages::working(Some(progress))}
            />
            <span class="progress-figures">{ messages::progress(progress) }</span>
        </div>
    }
}
