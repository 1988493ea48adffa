//! The talk with the lead about a text that was analysed: its lines, and searches in it.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsValue;

use crate::crew::LEAD;
use crate::log::LogAction;
use crate::messages;
use crate::protocol::{Next, Query, Request, Searched};
use crate::session::Session;
use crate::state::Action;

/// Who waits for lines as text.
type Reader = Box<dyn FnOnce(&Session, String, bool)>;

/// What was asked for and not answered yet.
#[derive(Default)]
pub(super) struct Talk {
    /// The search that runs, or ran last.
    search: Cell<u32>,
    /// How many lines it has found, and how many are to be seen through it.
    told: Cell<(u32, u32)>,
    /// The text that it looks for, and whether that is a regular expression.
    asked: RefCell<(String, bool)>,
    /// Whether nobody is waiting to hear what it finds.
    quiet: Cell<bool>,
    reader: RefCell<Option<Reader>>,
}

impl Session {
    fn request(&self, request: &Request) {
        if self.0.crew.is_ready() {
            self.post(LEAD, request, &JsValue::UNDEFINED);
        }
    }

    /// Asks for lines of an analysed text.
    pub(crate) fn read_rows(
        &self,
        document: u32,
        lines: Vec<u32>,
        search: u32,
        whole: Option<u32>,
    ) {
        self.request(&Request::Rows { document, lines, search, whole });
    }

    /// Asks for lines as text, in place of any that were asked for before.
    pub(crate) fn read_text(
        &self,
        document: u32,
        from: u32,
        count: u32,
        then: impl FnOnce(&Self, String, bool) + 'static,
    ) {
        self.0.talk.reader.replace(Some(Box::new(then)));
        self.request(&Request::Text { document, from, count });
    }

    pub(super) fn hear_text(&self, text: String, cut: bool) {
        let reader = self.0.talk.reader.take();
        if let Some(reader) = reader {
            reader(self, text, cut);
        }
    }

    /// Begins a search in place of the one before.
    pub(crate) fn search(&self, document: u32, query: Query, serious: Vec<u32>) {
        let search = self.0.ids.next();
        self.0.talk.search.set(search);
        self.0.talk.told.set((0, 0));
        // The same again, because a filter was lifted or the text is another, is no news.
        let asks = (query.text.clone(), query.regex);
        let again = self.0.talk.asked.replace(asks.clone()) == asks;
        self.0.talk.quiet.set(again && !query.filters());
        if query.is_empty() {
            self.dispatch(Action::Log(LogAction::Unsearched));
            return;
        }
        self.dispatch(Action::Log(LogAction::Begun(search, query.clone())));
        self.request(&Request::Search { document, search, query, serious });
    }

    pub(super) fn hear_searched(&self, searched: Searched) {
        let search = searched.search;
        if search != self.0.talk.search.get() {
            return;
        }
        let more = searched.next == Next::More;
        let (hits, seen) = self.0.talk.told.get();
        let told = (hits + searched.hits.len() as u32, seen + searched.seen.len() as u32);
        self.0.talk.told.set(told);
        if !more && !self.0.talk.quiet.get() {
            self.say(messages::searched(told.0, told.1, &searched.next));
        }
        self.dispatch(Action::Log(LogAction::Searched(searched)));
        if more {
            self.request(&Request::SearchOn { search });
        }
    }
}
