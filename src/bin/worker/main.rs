//! The program of the workers: it reads, analyses and hands over lines. It knows nothing
//! of how the page looks, nor of how many workers there are.

mod assembly;
mod desk;
mod file;
mod source;
mod unpack;

use std::cell::RefCell;
use std::ops::Range;

use js_sys::{Array, Uint8Array, global};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use unstuck::protocol::{self, Answer};
use unstuck_engine::Engine;
use unstuck_logtext::Document;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use web_sys::{Blob, DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent};

use desk::Desk;
use source::{Source, Unreadable};

/// Nothing happens on loading: the lines round the program call [`start`].
fn main() {}

/// Starts to listen, and tells the page so. `build` comes from the page's start script
/// and goes back to the page.
#[wasm_bindgen]
pub fn start(build: String) {
    // It lives as long as the worker.
    let engine: &'static Engine = Box::leak(Box::new(Engine::new(unstuck_rulebook::rule_book())));
    let desk = RefCell::new(Desk::new(engine));
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        // The page is of the same build, or it would not have gone on after `Ready`.
        let Ok(request) = serde_wasm_bindgen::from_value(event.data()) else { return };
        // Requests come one by one, and serving one lets no other in.
        if let Ok(mut desk) = desk.try_borrow_mut() {
            desk.serve(request);
        }
    });
    scope().set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // The worker listens for as long as it lives.
    listener.forget();
    send(&Answer::Ready { protocol: protocol::VERSION, build, rules: engine.rules().len() as u32 });
    // Browsers compile a function when it is first called. The person is still looking
    // for the error to paste: call them now.
    engine.analyze(&Document::read(WARM_UP.to_vec()));
}

/// A text that takes the analysis through most of its code.
const WARM_UP: &[u8] =
    b"2026-01-01T00:00:00Z ERROR request failed: connect ECONNREFUSED 10.0.0.1:5432\n\
    Traceback (most recent call last):\n  File \"a.py\", line 1, in b\nValueError: c\n";

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

/// Sends an answer to the page.
fn send(answer: &Answer) {
    // Neither can fail: answers are plain data, and the page always takes messages.
    if let Ok(message) = answer.serialize(&Serializer::new()) {
        let _ = scope().post_message(&message);
    }
}

/// Sends what was found in a part. The bytes change hands without a copy.
fn send_found(document: u32, part: u64, found: &[u8]) {
    let found = Uint8Array::from(found).buffer();
    let hands = Array::of1(&found);
    let answer = Answer::Found { document, part, found };
    if let Ok(message) = answer.serialize(&Serializer::new()) {
        let _ = scope().post_message_with_transfer(&message, &hands);
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    global().unchecked_into()
}
