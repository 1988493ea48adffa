//! The workers: a lead that is always there, and helpers for as long as there is much to do.

use std::cell::{Cell, RefCell};

use js_sys::Function;
use wasm_bindgen::JsValue;
use yew::Callback;

use crate::browser::worker::{Heard, Link};
use crate::protocol::Request;

/// The place of the lead among the workers.
pub(crate) const LEAD: usize = 0;

/// Who said something, and what.
pub(crate) type Voice = (usize, Heard);

/// All workers that there are. Those that are dropped end at once, whatever they do.
pub(crate) struct Crew {
    spawn: Function,
    lead: RefCell<Option<Link>>,
    helpers: RefCell<Vec<Helper>>,
    is_ready: Cell<bool>,
}

struct Helper {
    link: Option<Link>,
    is_ready: bool,
}

impl Crew {
    /// Nobody yet. `spawn` starts a worker: the lead, if it is told so.
    pub(crate) fn new(spawn: Function) -> Self {
        Self {
            spawn,
            lead: RefCell::default(),
            helpers: RefCell::default(),
            is_ready: Cell::default(),
        }
    }

    /// Ends all workers and starts a lead, unless the browser refuses.
    pub(crate) fn restart(&self, heard: &Callback<Voice>) -> bool {
        self.end();
        let link = self.open(LEAD, heard);
        let is_there = link.is_some();
        self.lead.replace(link);
        is_there
    }

    /// Ends all workers.
    pub(crate) fn end(&self) {
        self.is_ready.set(false);
        self.lead.take();
        self.end_helpers();
    }

    /// Ends the helpers.
    pub(crate) fn end_helpers(&self) {
        self.helpers.take();
    }

    /// Starts helpers until there are so many. A browser that refuses some gets by with less.
    pub(crate) fn recruit(&self, count: usize, heard: &Callback<Voice>) {
        let mut helpers = self.helpers.borrow_mut();
        while helpers.len() < count {
            let link = self.open(helpers.len() + 1, heard);
            helpers.push(Helper { link, is_ready: false });
        }
    }

    /// Takes note that a worker is ready.
    pub(crate) fn ready(&self, worker: usize) {
        match self.helpers.borrow_mut().get_mut(worker.wrapping_sub(1)) {
            Some(helper) => helper.is_ready = true,
            None => self.is_ready.set(true),
        }
    }

    /// Whether the lead is ready.
    pub(crate) fn is_ready(&self) -> bool {
        self.is_ready.get()
    }

    /// Ends a helper that has never been ready. False if this is the lead, or if it had been.
    pub(crate) fn do_without(&self, worker: usize) -> bool {
        match self.helpers.borrow_mut().get_mut(worker.wrapping_sub(1)) {
            Some(helper) if !helper.is_ready => {
                helper.link = None;
                true
            }
            _ => false,
        }
    }

    /// The helpers that are ready.
    pub(crate) fn ready_helpers(&self) -> Vec<usize> {
        let helpers = self.helpers.borrow();
        let ready = helpers.iter().enumerate().filter(|(_, helper)| helper.is_ready);
        ready.map(|(index, _)| index + 1).collect()
    }

    /// Sends a request with an object beside it. False if the browser would not.
    pub(crate) fn post(&self, worker: usize, request: &Request, object: &JsValue) -> bool {
        let sent =
            |link: &Option<Link>| link.as_ref().is_some_and(|link| link.post(request, object));
        match worker {
            LEAD => sent(&self.lead.borrow()),
            _ => self.helpers.borrow().get(worker - 1).is_some_and(|helper| sent(&helper.link)),
        }
    }

    fn open(&self, worker: usize, heard: &Callback<Voice>) -> Option<Link> {
        Link::open(&self.spawn, worker == LEAD, &heard.reform(move |what| (worker, what)))
    }
}
