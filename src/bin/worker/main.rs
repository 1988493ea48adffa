//! The program of the workers: it reads, analyses and hands over lines. It knows nothing
//! of how the page looks, nor of how many workers there are.

mod ask;
mod assembly;
mod desk;
mod file;
mod pieces;
mod search;
mod source;
mod text;
mod unpack;
mod warm_up;
mod weave;

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use js_sys::{Array, JsString, Uint8Array, global};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use unstuck::protocol::{self, Answer, News};
use unstuck_engine::Engine;
use unstuck_report::Report;
use unstuck_rules::{RuleBook, pack};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent};

use desk::Desk;
use source::{Source, Unreadable};
use warm_up::warm_up;

/// Nothing happens on loading: the lines round the program call [`start`].
fn main() {}

/// Starts to listen, and tells the page so. `build` comes from the page's start script
/// and goes back to the page; `rules` is the packed rule book. The lead makes the reports,
/// so it has to be able to read all of the book; helpers never look at what the rules say.
#[wasm_bindgen]
pub fn start(build: String, rules: &[u8], is_lead: bool) {
    let book = pack::decode(rules);
    let whole = |book: &RuleBook| if is_lead { book.unpack_texts() } else { Ok(()) };
    let Ok(book) = book.and_then(|book| whole(&book).map(|()| book)) else {
        send(&Answer::NoRules, &JsValue::UNDEFINED);
        return;
    };
    // It lives as long as the worker.
    let engine: &'static Engine = Box::leak(Box::new(Engine::new(book)));
    let desk = RefCell::new(Desk::new(engine));
    let is_needed = Rc::new(Cell::new(false));
    let needed = Rc::clone(&is_needed);
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        // The page is of the same build, or it would not have gone on after `Ready`.
        let Some((request, object)) = protocol::unpack(event.data()) else { return };
        needed.set(true);
        // Requests come one by one, and serving one lets no other in.
        if let Ok(mut desk) = desk.try_borrow_mut() {
            desk.serve(request, object);
        }
    });
    scope().set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // The worker listens for as long as it lives.
    listener.forget();
    let rules = engine.rules().len() as u32;
    send(&Answer::Ready { protocol: protocol::VERSION, build, rules }, &JsValue::UNDEFINED);
    // A helper is started for work that is there already.
    if is_lead {
        warm_up(engine, is_needed, 0);
    }
}

/// A file of the browser's.
struct BrowserFile(Blob);

impl Source for BrowserFile {
    #[expect(clippy::cast_sign_loss, reason = "sizes are not negative")]
    fn size(&self) -> u64 {
        self.0.size() as u64
    }

    #[expect(clippy::cast_precision_loss, reason = "sizes come from floating point")]
    fn read(&self, range: Range<u64>) -> Result<Vec<u8>, Unreadable> {
        let length = range.end - range.start;
        let bytes = self
            .0
            .slice_with_f64_and_f64(range.start as f64, range.end as f64)
            .and_then(|slice| FileReaderSync::new()?.read_as_array_buffer(&slice))
            .map(|buffer| Uint8Array::new(&buffer).to_vec())
            .map_err(|_| Unreadable)?;
        // A file that has become shorter is another file.
        if bytes.len() as u64 == length { Ok(bytes) } else { Err(Unreadable) }
    }
}

#[wasm_bindgen]
extern "C" {
    /// The browser's own encoder. The glue of wasm-bindgen takes a string over letter by
    /// letter, which costs 10 ms for the first 100 KB.
    type TextEncoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;

    #[wasm_bindgen(method)]
    fn encode(this: &TextEncoder, text: &JsString) -> Uint8Array;
}

/// A text as bytes.
fn utf8(text: &JsString) -> Vec<u8> {
    TextEncoder::new().encode(text).to_vec()
}

/// Sends an answer to the page, with an object beside it.
fn send(answer: &Answer, object: &JsValue) {
    // Neither can fail: answers are plain data, and the page always takes messages.
    if let Some(message) = protocol::pack(answer, object) {
        let _ = scope().post_message(&message);
    }
}

/// Sends news of a text.
fn tell(document: u32, news: News) {
    send(&Answer::About(document, news), &JsValue::UNDEFINED);
}

/// Sends a report.
fn send_report(document: u32, report: &Report) {
    send(&Answer::About(document, News::Report), &value_of(report));
}

/// A report, or a part of one, as a value of the browser's. Its maps become plain objects, as they
/// do in JSON.
fn value_of(report: &impl Serialize) -> JsValue {
    // A report is plain data, so it can be written.
    report.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}

/// Sends what was found in a part. The bytes change hands without a copy.
fn send_found(document: u32, part: u64, found: &[u8]) {
    let found = Uint8Array::from(found).buffer();
    let answer = Answer::About(document, News::Found(part));
    if let Some(message) = protocol::pack(&answer, &found) {
        let _ = scope().post_message_with_transfer(&message, &Array::of1(&found));
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    global().unchecked_into()
}
