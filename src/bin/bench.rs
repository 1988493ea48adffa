//! The program that `cargo xtask bench` measures in the browser: the engine as the worker
//! has it, one step at a time, each called from a script that holds the clock
//! (`tests/bench/worker.js`). It is built for nothing else and is no part of the site.

use std::collections::BTreeMap;

use unstuck_engine::{Engine, Gather, Partial, Plan};
use unstuck_rules::pack;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// Nothing happens on loading: a script makes a [`Bench`].
fn main() {}

/// An engine and what it is working on.
#[wasm_bindgen]
pub struct Bench {
    engine: &'static Engine,
    work: Option<Work>,
    text: String,
}

/// A text that is analysed in parts.
struct Work {
    plan: Plan,
    gather: Gather<'static>,
    /// Parts that came before one that belongs before them.
    waiting: BTreeMap<u32, Partial>,
    next: u32,
}

impl Work {
    fn take(&mut self, index: u32, partial: Partial) {
        self.waiting.insert(index, partial);
        while let Some(partial) = self.waiting.remove(&self.next) {
            self.gather.add(partial);
            self.next += 1;
        }
    }
}

#[wasm_bindgen]
impl Bench {
    /// Makes the engine ready with the packed rule book, as the worker does when it starts.
    ///
    /// # Errors
    ///
    /// If that is no rule book.
    #[wasm_bindgen(constructor)]
    pub fn new(rules: &[u8]) -> Result<Self, JsError> {
        let book = pack::decode(rules)?;
        // The worker keeps its engine for as long as it lives too.
        let engine = Box::leak(Box::new(Engine::new(book)));
        Ok(Self { engine, work: None, text: String::new() })
    }

    /// Begins a text of `total` bytes, of which `head` is the beginning, and says how many
    /// parts it has.
    #[expect(clippy::cast_sign_loss, reason = "sizes are not negative")]
    pub fn begin(&mut self, head: &[u8], total: f64) -> u32 {
        let plan = Plan::new(head, total as u64);
        let parts = plan.parts() as u32;
        let gather = self.engine.gather(plan.clone());
        self.work = Some(Work { plan, gather, waiting: BTreeMap::new(), next: 0 });
        parts
    }

    /// From where to where a part has to be read, in bytes.
    #[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
    pub fn range(&self, index: u32) -> Vec<f64> {
        let Some(work) = &self.work else { return Vec::new() };
        let read = work.plan.part(u64::from(index)).read;
        vec![read.start as f64, read.end as f64]
    }

    /// Analyses a part and keeps what it found.
    pub fn analyze(&mut self, index: u32, bytes: Vec<u8>) {
        let Some(work) = &mut self.work else { return };
        let part = work.plan.part(u64::from(index));
        let partial = self.engine.analyze_part(&work.plan, &part, bytes);
        work.take(index, partial);
    }

    /// Analyses a part for the engine of another worker.
    pub fn analyze_for_another(&self, index: u32, bytes: Vec<u8>) -> Vec<u8> {
        let Some(work) = &self.work else { return Vec::new() };
        let part = work.plan.part(u64::from(index));
        let partial = self.engine.analyze_part(&work.plan, &part, bytes);
        postcard::to_allocvec(&partial).unwrap_or_default()
    }

    /// Takes what another worker found in a part.
    pub fn take(&mut self, index: u32, packed: &[u8]) {
        if let (Some(work), Ok(partial)) = (&mut self.work, postcard::from_bytes(packed)) {
            work.take(index, partial);
        }
    }

    /// Ends the text: how many findings and kinds of unknown error there are.
    pub fn finish(&mut self) -> u32 {
        let Some(work) = self.work.take() else { return 0 };
        let report = work.gather.finish();
        (report.findings.len() + report.unknown.len()) as u32
    }

    /// Keeps a text for [`Bench::scan`].
    pub fn hold(&mut self, text: String) {
        self.text = text;
    }

    /// The bare literal scan of the text that is held: how many literals stand in it.
    pub fn scan(&self) -> u32 {
        self.engine.scan_only(&self.text) as u32
    }
}
