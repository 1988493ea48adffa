//! Official codes, and the documentation behind an explanation.

use unstuck_report::{Code, CodeMeaning, Finding, Source};
use yew::{Html, html};

use crate::browse::address_of;
use crate::components::prose::link;
use crate::components::shown::shown;
use crate::components::tongue::ENGLISH;
use crate::messages;

/// The id of a rule, and the way to what it says.
pub(crate) fn rule_link(rule: &str) -> Html {
    html! {
        <a href={address_of(rule)}><code class="rule" dir="ltr" translate="no">{ shown(rule) }</code></a>
    }
}

/// The small print of a finding: codes, sources, and the rule.
pub(crate) fn references(finding: &Finding) -> Html {
    html! {
        <footer class="references">
            { codes(&finding.codes) }
            { sources(&finding.sources) }
            <p class="hint">
                { rule_link(&finding.rule) }
                { " · " }{ messages::reviewed(&finding.reviewed) }
            </p>
        </footer>
    }
}

/// Codes as chips.
pub(crate) fn codes(codes: &[Code]) -> Html {
    if codes.is_empty() {
        return Html::default();
    }
    let items = codes.iter().map(|code| {
        html! {
            <li class="chip">
                <span>{ shown(&code.scheme) }</span>{ " " }
                <code dir="ltr" translate="no">{ shown(&code.value) }</code>
            </li>
        }
    });
    html! {
        <div class="reference">
            <span class="label">{ messages::CODES }</span>
            <ul class="chips">{ for items }</ul>
        </div>
    }
}

/// Codes with what their official lists say about them.
pub(crate) fn meanings(codes: &[CodeMeaning]) -> Html {
    if codes.is_empty() {
        return Html::default();
    }
    let items = codes.iter().map(|code| {
        let name = (!code.name.is_empty()).then(|| {
            html! { <>{ " " }<code dir="ltr" translate="no">{ shown(&code.name) }</code></> }
        });
        let text = (!code.text.is_empty())
            .then(|| html! { <>{ ": " }{ ENGLISH.within(shown(&code.text)) }</> });
        let source = code.source.as_ref().map(|source| {
            html! { <>{ " " }{ link(source, html! { messages::OFFICIAL_LIST }) }</> }
        });
        html! {
            <li>
                <span>{ shown(&code.scheme) }</span>{ " " }
                <code dir="ltr" translate="no">{ shown(&code.value) }</code>
                { for name }{ for text }{ for source }
            </li>
        }
    });
    html! {
        <div class="reference">
            <span class="label">{ messages::CODES }</span>
            <ul class="meanings">{ for items }</ul>
        </div>
    }
}

fn sources(sources: &[Source]) -> Html {
    if sources.is_empty() {
        return Html::default();
    }
    let items = sources.iter().map(
        |source| html! { <li>{ link(&source.url, ENGLISH.within(shown(&source.title))) }</li> },
    );
    html! {
        <div class="reference">
            <span class="label">{ messages::SOURCES }</span>
            <ul class="sources">{ for items }</ul>
        </div>
    }
}
