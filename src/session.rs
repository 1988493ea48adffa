//! The life of the worker, and the way from a text to its findings.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use js_sys::Function;
use web_sys::HtmlTextAreaElement;
use yew::{AttrValue, Callback, NodeRef, UseReducerDispatcher};

use crate::analysis::Analysis;
use crate::browser::worker::{Heard, Link};
use crate::messages;
use crate::protocol::{self, Answer, Payload, Request};
use crate::queue::Queue;
use crate::state::{Action, Failure, Outcome, State};

/// How long the worker may take to say that it is ready, in milliseconds.
const START_LIMIT: u32 = 10_000;

/// How long the status line waits for something newer to say, in milliseconds: a
/// screen reader then hears one message, not every stage on the way to it.
const STATUS_PAUSE: u32 = 500;

/// What tasks work with. Clones are the same session.
#[derive(Clone)]
pub(crate) struct Session(Rc<Inner>);

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Inner {
    dispatcher: UseReducerDispatcher<State>,
    editor: NodeRef,
    spawn: Function,
    build: String,
    link: RefCell<Option<Link>>,
    ready: Cell<bool>,
    queue: RefCell<Queue<Payload>>,
    start_limit: RefCell<Option<Timeout>>,
    typing_pause: RefCell<Option<Timeout>>,
    status_pause: RefCell<Option<Timeout>>,
}

impl Session {
    /// A session without a worker.
    pub(crate) fn new(
        dispatcher: UseReducerDispatcher<State>,
        editor: NodeRef,
        spawn: Function,
        build: String,
    ) -> Self {
        Self(Rc::new(Inner {
            dispatcher,
            editor,
            spawn,
            build,
            link: RefCell::default(),
            ready: Cell::default(),
            queue: RefCell::default(),
            start_limit: RefCell::default(),
            typing_pause: RefCell::default(),
            status_pause: RefCell::default(),
        }))
    }

    /// Changes the state.
    pub(crate) fn dispatch(&self, action: Action) {
        self.0.dispatcher.dispatch(action);
    }

    /// The text field, while it is in the page.
    pub(crate) fn editor(&self) -> Option<HtmlTextAreaElement> {
        self.0.editor.cast()
    }

    /// Starts a worker, in place of any that there is. Jobs wait until it is ready.
    pub(crate) fn start_worker(&self) {
        self.stop_worker();
        self.dispatch(Action::Starting);
        let weak = Rc::downgrade(&self.0);
        let heard = Callback::from(move |heard| {
            if let Some(session) = Self::of(&weak) {
                session.hear(heard);
            }
        });
        let Some(link) = Link::open(&self.0.spawn, &heard) else {
            self.fail(Failure::Refused);
            return;
        };
        self.0.link.replace(Some(link));
        let weak = Rc::downgrade(&self.0);
        let limit = Timeout::new(START_LIMIT, move || {
            if let Some(session) = Self::of(&weak) {
                session.fail(Failure::Silent);
            }
        });
        self.0.start_limit.replace(Some(limit));
    }

    /// Ends the worker and whatever it is doing, at once.
    fn stop_worker(&self) {
        self.0.ready.set(false);
        self.0.start_limit.take();
        self.0.link.take();
        self.0.queue.borrow_mut().interrupt();
    }

    /// Explains `payload` as soon as the worker is free, unless something newer comes.
    pub(crate) fn explain(&self, payload: Payload) {
        self.0.typing_pause.take();
        self.0.queue.borrow_mut().submit(payload);
        self.start_next();
    }

    /// Runs `then` after a pause, unless this is called again before.
    pub(crate) fn after_pause(&self, milliseconds: u32, then: impl FnOnce(&Self) + 'static) {
        let weak = Rc::downgrade(&self.0);
        let pause = Timeout::new(milliseconds, move || {
            if let Some(session) = Self::of(&weak) {
                then(&session);
            }
        });
        self.0.typing_pause.replace(Some(pause));
    }

    /// Drops all jobs. One that runs is ended by ending the worker, so that the next
    /// text need not wait for it.
    pub(crate) fn drop_jobs(&self) {
        self.0.typing_pause.take();
        let was_running = self.0.queue.borrow().is_running();
        self.0.queue.borrow_mut().clear();
        if was_running {
            self.start_worker();
        }
    }

    /// Asks for lines of an analysed text.
    pub(crate) fn read_rows(&self, document: u32, from: u32, count: u32) {
        if self.0.ready.get() {
            self.post(&Request::Rows { document, from, count });
        }
    }

    /// Has the status line say `text`, unless something newer comes within the pause.
    pub(crate) fn say(&self, text: impl Into<AttrValue>) {
        let (text, weak) = (text.into(), Rc::downgrade(&self.0));
        let pause = Timeout::new(STATUS_PAUSE, move || {
            if let Some(session) = Self::of(&weak) {
                session.dispatch(Action::Say(text));
            }
        });
        self.0.status_pause.replace(Some(pause));
    }

    fn of(weak: &Weak<Inner>) -> Option<Self> {
        weak.upgrade().map(Self)
    }

    fn start_next(&self) {
        if !self.0.ready.get() {
            return;
        }
        let job = self.0.queue.borrow_mut().start();
        if let Some((id, payload)) = job {
            self.dispatch(Action::Started);
            self.post(&Request::Analyze { id, payload });
        }
    }

    fn post(&self, request: &Request) {
        let sent = self.0.link.borrow().as_ref().is_some_and(|link| link.post(request));
        if !sent {
            self.fail(Failure::Stopped);
        }
    }

    fn hear(&self, heard: Heard) {
        match heard {
            // Before it is ready it has seen no input that could be to blame.
            Heard::Broken if self.0.ready.get() => self.fail(Failure::Stopped),
            Heard::Broken => self.fail(Failure::Refused),
            Heard::Answer(Answer::Ready { protocol, build, rules }) => {
                if protocol != protocol::VERSION || build != self.0.build {
                    self.fail(Failure::Stranger);
                    return;
                }
                self.0.start_limit.take();
                self.0.ready.set(true);
                self.dispatch(Action::Ready { rules });
                self.start_next();
            }
            Heard::Answer(Answer::Report { id, report }) => {
                self.finish(id, || Outcome::Found(Rc::new(Analysis::new(id, *report))));
            }
            Heard::Answer(Answer::Unreadable { id }) => self.finish(id, || Outcome::Unreadable),
            Heard::Answer(Answer::Rows(rows)) => self.dispatch(Action::Rows(rows)),
        }
    }

    fn finish(&self, id: u32, outcome: impl FnOnce() -> Outcome) {
        let counts = self.0.queue.borrow_mut().finish(id);
        if counts {
            let outcome = outcome();
            self.say(messages::outcome(&outcome));
            self.dispatch(Action::Ended(outcome));
        }
        self.start_next();
    }

    fn fail(&self, failure: Failure) {
        self.stop_worker();
        self.dispatch(Action::Failed(failure));
    }
}
