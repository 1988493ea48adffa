//! The language that prose came in, where the page may speak another.

use unstuck_report::Finding;
use yew::{Html, html};

use crate::analysis::Analysis;
use crate::messages;

/// The language of a piece of prose, by its tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tongue<'a>(&'a str);

/// What rules, official lists and the workers' own remarks are written in.
pub(crate) const ENGLISH: Tongue<'_> = Tongue("en");

impl<'a> Tongue<'a> {
    /// What the explanation of a finding is written in: English where its rule is not translated.
    pub(crate) fn of(finding: &'a Finding) -> Self {
        Self(&finding.language)
    }

    /// What the general advice of a report is written in.
    pub(crate) fn of_guidance(analysis: &'a Analysis) -> Self {
        Self(&analysis.language)
    }

    /// Whether it is another language than the page speaks.
    pub(crate) fn is_foreign(self) -> bool {
        !messages::speaks(self.0)
    }

    /// The `lang` of an element that holds such prose, if the page speaks another language.
    pub(crate) fn lang(self) -> Option<String> {
        self.is_foreign().then(|| self.0.to_owned())
    }

    /// The `dir` of such an element. Where an explanation is not in the language of the page,
    /// it is in English.
    pub(crate) fn dir(self) -> Option<&'static str> {
        self.is_foreign().then_some("ltr")
    }

    /// Prose within a line.
    pub(crate) fn within(self, prose: Html) -> Html {
        if !self.is_foreign() {
            return prose;
        }
        html! { <span lang={self.lang()} dir={self.dir()}>{ prose }</span> }
    }

    /// Says that something is not translated yet, if it is not.
    pub(crate) fn mark(self) -> Html {
        if !self.is_foreign() {
            return Html::default();
        }
        html! {
            <span class="tag tag-plain" title={messages::PROSE_LANGUAGE_MEANING}>
                { messages::PROSE_LANGUAGE }
            </span>
        }
    }
}
