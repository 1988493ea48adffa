//! The program of the worker: it reads, analyses and hands over lines. It knows
//! nothing of how the page looks.

use js_sys::{Uint8Array, global};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use std::cell::RefCell;
use std::rc::Rc;
use unstuck::protocol::{self, Answer, Payload, Request, Row, RowBlock};
use unstuck_engine::Engine;
use unstuck_logtext::{Document, MAX_INPUT};
use unstuck_report::{Note, Report};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

/// Nothing happens on loading: the lines round the program call [`start`].
fn main() {}

/// Starts to listen, and tells the page so. `build` comes from the page's start script
/// and goes back to the page.
#[wasm_bindgen]
pub fn start(build: String) {
    let desk = Rc::new(Desk {
        engine: Engine::new(unstuck_rulebook::rule_book()),
        held: RefCell::default(),
    });
    let rules = desk.engine.rules().len() as u32;
    let warm = Rc::clone(&desk);
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        // The page is of the same build, or it would not have gone on after `Ready`.
        let Ok(request) = serde_wasm_bindgen::from_value(event.data()) else { return };
        let desk = Rc::clone(&desk);
        spawn_local(async move { desk.serve(request).await });
    });
    scope().set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // The worker listens for as long as it lives.
    listener.forget();
    send(&Answer::Ready { protocol: protocol::VERSION, build, rules });
    // Browsers compile a function when it is first called. The person is still looking
    // for the error to paste: call them now.
    warm.engine.analyze(&Document::read(WARM_UP.to_vec()));
}

/// A text that takes the analysis through most of its code.
const WARM_UP: &[u8] =
    b"2026-01-01T00:00:00Z ERROR request failed: connect ECONNREFUSED 10.0.0.1:5432\n\
    Traceback (most recent call last):\n  File \"a.py\", line 1, in b\nValueError: c\n";

/// What the worker works with.
struct Desk {
    engine: Engine,
    /// The text of the last analysis and the id of that.
    held: RefCell<Option<(u32, Document)>>,
}

impl Desk {
    async fn serve(&self, request: Request) {
        match request {
            Request::Analyze { id, payload } => {
                // The old text goes first: two large ones need not fit at once.
                self.held.take();
                let Some((bytes, total)) = read(payload).await else {
                    send(&Answer::Unreadable { id });
                    return;
                };
                let document = Document::read(bytes);
                let mut report = self.engine.analyze(&document);
                mention_rest(&mut report, total);
                self.held.replace(Some((id, document)));
                send(&Answer::Report { id, report: Box::new(report) });
            }
            Request::Rows { document, from, count } => {
                if let Some((held, text)) = &*self.held.borrow()
                    && *held == document
                {
                    send(&Answer::Rows(rows(document, text, from, count)));
                }
            }
        }
    }
}

/// The bytes to analyse and how many there are in all. A file beyond the limit is not
/// even read beyond it.
async fn read(payload: Payload) -> Option<(Vec<u8>, u64)> {
    match payload {
        Payload::Text(text) => {
            let bytes = String::from(text).into_bytes();
            let total = bytes.len() as u64;
            Some((bytes, total))
        }
        Payload::Blob(blob) => {
            #[expect(clippy::cast_sign_loss, reason = "sizes are not negative")]
            let total = blob.size() as u64;
            let part = if total > MAX_INPUT as u64 { beginning(&blob)? } else { blob };
            let buffer = JsFuture::from(part.array_buffer()).await.ok()?;
            Some((Uint8Array::new(&buffer).to_vec(), total))
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "the limit is far below 2^52")]
fn beginning(blob: &Blob) -> Option<Blob> {
    blob.slice_with_f64_and_f64(0.0, MAX_INPUT as f64).ok()
}

/// A report knows only what it was given: this adds the rest of a file that was too
/// large to be given whole.
fn mention_rest(report: &mut Report, total: u64) {
    if report.input.bytes >= total {
        return;
    }
    let kept = report.input.bytes;
    report.input.bytes = total;
    report.input.notes.retain(|note| !matches!(note, Note::Cut { .. }));
    report.input.notes.insert(0, Note::Cut { kept, total });
}

fn rows(document: u32, text: &Document, from: u32, count: u32) -> RowBlock {
    let end = text.line_count().min(from.saturating_add(count) as usize);
    let rows = (from as usize..end).map(|index| Row::of(text.line(index))).collect();
    RowBlock { document, from, rows }
}

fn send(answer: &Answer) {
    // Neither can fail: answers are plain data, and the page always takes messages.
    if let Ok(message) = answer.serialize(&Serializer::new()) {
        let _ = scope().post_message(&message);
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    global().unchecked_into()
}
