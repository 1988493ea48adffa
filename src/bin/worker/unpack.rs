//! An archive, file by file, each into the hands of the browser.

use std::ops::ControlFlow;

use js_sys::Date;
use unstuck::protocol::{self, Answer, News};
use unstuck_archive::{Answer as Go, Container, Limits, Member, Outcome, Problem, Sink, Summary};
use unstuck_logtext::{Kind, Profile};
use wasm_bindgen::JsValue;
use web_sys::Blob;

use crate::pieces::Pieces;
use crate::source::{Reader, Source};
use crate::{send, tell};

/// How often progress is reported, in milliseconds.
const PULSE: f64 = 100.0;

/// Whether a file that begins like this can be unpacked.
pub(crate) fn is_archive(source: &impl Source) -> bool {
    let head = source.read(0..source.size().min(unstuck_archive::HEAD as u64));
    head.is_ok_and(|head| unstuck_archive::detect(&head).is_some())
}

/// Unpacks an archive and tells the page of each file.
pub(crate) fn unpack(document: u32, source: &impl Source, name: &str) {
    let mut unpacker = Unpacker { document, ..Unpacker::default() };
    let summary =
        unstuck_archive::open(Reader::new(source), name, &Limits::default(), &mut unpacker);
    let Summary { container, problems, .. } = summary;
    let single = container == Some(Container::Gzip);
    tell(document, News::Unpacked { single, problems: in_words(&problems) });
}

fn in_words(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(Problem::to_string).collect()
}

#[derive(Default)]
struct Unpacker {
    document: u32,
    /// The file that comes out now.
    name: String,
    size_hint: Option<u64>,
    /// Why it is not to be read.
    refused: Option<String>,
    /// What has come out of it.
    pieces: Pieces,
    reported: f64,
}

impl Unpacker {
    fn hand_over(
        &self,
        name: &str,
        bytes: Option<u64>,
        content: Option<Blob>,
        problems: Vec<String>,
    ) {
        let member = protocol::Member { name: name.to_owned(), bytes, problems };
        let content = content.map_or(JsValue::UNDEFINED, JsValue::from);
        send(&Answer::About(self.document, News::Member(member)), &content);
    }
}

impl Sink for Unpacker {
    fn begin(&mut self, member: &Member, head: &[u8]) -> Go {
        self.name.clone_from(&member.name);
        self.size_hint = member.size_hint;
        self.refused = match Profile::of(head).kind() {
            Kind::Text | Kind::Empty => return Go::Go,
            Kind::Binary(Some(what)) => Some(format!("it is not text but: {what}")),
            Kind::Binary(None) => Some("it is not text".to_owned()),
        };
        Go::Skip
    }

    fn data(&mut self, bytes: &[u8]) -> Go {
        if !self.pieces.add(bytes) {
            self.refused = Some("the browser has no room for more of it".to_owned());
            return Go::Skip;
        }
        Go::Go
    }

    fn end(&mut self, outcome: Outcome) {
        let name = std::mem::take(&mut self.name);
        if let Some(reason) = self.refused.take() {
            self.pieces.clear();
            self.hand_over(&name, self.size_hint, None, vec![reason]);
            return;
        }
        let mut problems = in_words(&outcome.problems);
        let content = self.pieces.take();
        if content.is_none() {
            problems.push("the browser has no room for it".to_owned());
        }
        // Of a file that gave nothing but trouble there is nothing to read.
        let content = content.filter(|_| outcome.bytes > 0 || problems.is_empty());
        self.hand_over(&name, Some(outcome.bytes), content, problems);
    }

    fn passed_over(&mut self, member: &Member, problem: &Problem) {
        self.hand_over(&member.name, member.size_hint, None, vec![problem.to_string()]);
    }

    fn progress(&mut self, read: u64, _all: u64) -> ControlFlow<()> {
        let now = Date::now();
        // A clock that was set back does not silence it.
        if (now - self.reported).abs() >= PULSE {
            self.reported = now;
            tell(self.document, News::Unpacking(read));
        }
        ControlFlow::Continue(())
    }
}
