//! Reports to test with, and a way to draw a component without a browser.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use unstuck_report::{
    Confidence, Evidence, Excerpt, Finding, Format, Input, Report, Role, Severity, Span, VERSION,
};
use yew::{BaseComponent, Html, Properties, ServerRenderer, component};

/// The HTML that a component draws first.
pub(crate) fn draw<C: BaseComponent>(
    props: impl FnOnce() -> C::Properties + Send + 'static,
) -> String {
    let drawing = ServerRenderer::<C>::with_props(props).hydratable(false).render();
    let (mut drawing, waker) = (pin!(drawing), Waker::from(Arc::new(Unpark(thread::current()))));
    loop {
        match drawing.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(html) => return html,
            Poll::Pending => thread::park(),
        }
    }
}

/// The HTML of what a function draws.
pub(crate) fn html_of(content: impl FnOnce() -> Html + Send + 'static) -> String {
    draw::<Shell>(move || ShellProps { content: content() })
}

#[derive(PartialEq, Properties)]
struct ShellProps {
    content: Html,
}

#[component]
fn Shell(props: &ShellProps) -> Html {
    props.content.clone()
}

/// Wakes the thread that waits for a drawing.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// A finding with one line of evidence and little else.
pub(crate) fn finding() -> Finding {
    Finding {
        rule: "test/rule".to_owned(),
        system: "Test".to_owned(),
        problem: "timeout".to_owned(),
        title: Vec::new(),
        summary: "Something happened.".to_owned(),
        severity: Severity::Error,
        confidence: Confidence::Likely,
        role: Role::Standalone,
        explained_by: None,
        count: 1,
        first_time: None,
        last_time: None,
        evidence: vec![evidence(3, "an error here", 3, 8)],
        captures: std::collections::BTreeMap::new(),
        language: "en".to_owned(),
        cause: Vec::new(),
        fix: Vec::new(),
        check: Vec::new(),
        not_this: Vec::new(),
        codes: Vec::new(),
        sources: Vec::new(),
        why: Vec::new(),
        reviewed: "2026-01-01".to_owned(),
    }
}

/// A place with a mark from `start` to `end` of its text.
pub(crate) fn evidence(line: u64, text: &str, start: u64, end: u64) -> Evidence {
    Evidence {
        line,
        start: 0,
        end: text.len() as u64,
        time: None,
        spans: vec![Span { start, end }],
        excerpt: Excerpt {
            first_line: line,
            text: text.to_owned(),
            marks: vec![Span { start, end }],
            cut: false,
        },
    }
}

/// A report with one finding.
pub(crate) fn report() -> Report {
    Report {
        version: VERSION,
        input: Input {
            bytes: 100,
            lines: 10,
            format: Format::Text,
            log_format: None,
            notes: Vec::new(),
        },
        findings: vec![finding()],
        unknown: Vec::new(),
        guidance: Vec::new(),
        language: "en".to_owned(),
        timeline: Vec::new(),
    }
}
