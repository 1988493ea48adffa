//! Browsers compile a function when it is first called, and compile it well when it was
//! called often. The person is still looking for the error to paste: call them now.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use unstuck::protocol::WARM_UP;
use unstuck::samples;
use unstuck_engine::Engine;
use unstuck_logtext::Document;

use crate::send_report;

/// A healthy line, and how often it makes a text of some length.
const LINE: &str = "2026-01-01T00:00:00Z INFO server: GET /health 200 in 12 ms\n";
const LINES: usize = 1_000;

/// How often the long text is read: after that, browsers have compiled the reading well.
const ROUNDS: usize = 4;

/// Analyses texts that take the analysis through most of its code, one at a time and until
/// the worker `is_needed`: no request has to wait for more than one of them.
pub(crate) fn warm_up(engine: &'static Engine, is_needed: Rc<Cell<bool>>, step: usize) {
    if is_needed.get() {
        return;
    }
    let long = samples::ALL.len()..samples::ALL.len() + ROUNDS;
    let text = match samples::ALL.get(step) {
        Some(sample) => sample.text.to_owned(),
        None if long.contains(&step) => LINE.repeat(LINES),
        None => return,
    };
    let report = engine.analyze(&Document::read(text.into_bytes()));
    if !report.findings.is_empty() {
        // The page warms up too.
        send_report(WARM_UP, &report);
    }
    Timeout::new(0, move || warm_up(engine, is_needed, step + 1)).forget();
}
