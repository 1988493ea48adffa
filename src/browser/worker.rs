//! A worker, from spawning to termination.

use gloo::events::EventListener;
use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};
use yew::Callback;

use crate::protocol::{Answer, Request, pack, unpack};

/// What comes from a worker.
pub(crate) enum Heard {
    /// A message, and what lies beside it.
    Answer(Answer, JsValue),
    /// It failed to start, stopped, or said something that nobody understands.
    Broken,
}

/// A running worker. Dropping it ends the worker at once.
pub(crate) struct Link {
    worker: Worker,
    _listeners: [EventListener; 3],
}

impl Link {
    /// Starts a worker, unless the browser refuses.
    pub(crate) fn open(spawn: &Function, is_lead: bool, heard: &Callback<Heard>) -> Option<Self> {
        let worker = spawn.call1(&JsValue::NULL, &is_lead.into()).ok()?;
        let worker: Worker = worker.dyn_into().ok()?;
        let answers = heard.clone();
        let message = EventListener::new(&worker, "message", move |event| {
            let answer = event.dyn_ref::<MessageEvent>().and_then(|event| unpack(event.data()));
            answers.emit(
                answer.map_or(Heard::Broken, |(answer, object)| Heard::Answer(answer, object)),
            );
        });
        let broken = |kind: &'static str| {
            let heard = heard.clone();
            EventListener::new(&worker, kind, move |_| heard.emit(Heard::Broken))
        };
        let listeners = [message, broken("error"), broken("messageerror")];
        Some(Self { worker, _listeners: listeners })
    }

    /// Sends a request with an object beside it. False if the browser would not.
    pub(crate) fn post(&self, request: &Request, object: &JsValue) -> bool {
        // What was found in a part only passes through here: it changes hands uncopied.
        let hands = match request {
            Request::Add { .. } => Array::of1(object),
            _ => Array::new(),
        };
        pack(request, object)
            .is_some_and(|message| self.worker.post_message_with_transfer(&message, &hands).is_ok())
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
