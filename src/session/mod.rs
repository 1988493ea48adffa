//! The life of the workers, and the way from a text to its findings.

mod files;
mod log;

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use js_sys::{Function, JsString};
use unstuck_report::Report;
use wasm_bindgen::JsValue;
use web_sys::{File, HtmlTextAreaElement};
use yew::{AttrValue, Callback, NodeRef, UseReducerDispatcher};

use crate::analysis::Analysis;
use crate::batch::Ids;
use crate::browse::Turn;
use crate::browser::language;
use crate::browser::worker::Heard;
use crate::crew::{Crew, LEAD, Voice};
use crate::lens::Look;
use crate::messages;
use crate::protocol::{self, Answer, Ask, News, Request, Told};
use crate::queue::Queue;
use crate::state::{Action, Failure, Outcome, State};

use files::Files;
pub(crate) use files::size;
use log::Talk;

/// How long the worker may take to say that it is ready, in milliseconds.
const START_LIMIT: u32 = 10_000;

/// How long the status line waits for something newer to say, in milliseconds: a
/// screen reader then hears one message, not every stage on the way to it.
const STATUS_PAUSE: u32 = 500;

/// Something to explain.
#[derive(Clone, Debug)]
pub(crate) enum Job {
    /// A text that was typed or pasted.
    Text(JsString),
    /// Files.
    Files(Rc<[File]>),
    /// Findings behind the address of the page.
    Link(String),
}

/// The job that runs, as far as it has come.
enum Run {
    /// A text or a link, by the id that its report will carry.
    Text(u32),
    /// Files.
    Files(Box<Files>),
}

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
    build: String,
    crew: Crew,
    ids: Ids,
    queue: RefCell<Queue<Job>>,
    run: RefCell<Option<(u32, Run)>>,
    start_limit: RefCell<Option<Timeout>>,
    typing_pause: RefCell<Option<Timeout>>,
    status_pause: RefCell<Option<Timeout>>,
    talk: Talk,
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
            build,
            crew: Crew::new(spawn),
            ids: Ids::default(),
            queue: RefCell::default(),
            run: RefCell::default(),
            start_limit: RefCell::default(),
            typing_pause: RefCell::default(),
            status_pause: RefCell::default(),
            talk: Talk::default(),
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

    /// Starts a worker, in place of all that there are. Jobs wait until it is ready.
    pub(crate) fn start_worker(&self) {
        self.stop_workers();
        self.dispatch(Action::Starting);
        if !self.0.crew.restart(&self.ear()) {
            self.fail(Failure::Refused);
            return;
        }
        let weak = Rc::downgrade(&self.0);
        let limit = Timeout::new(START_LIMIT, move || {
            if let Some(session) = Self::of(&weak) {
                session.fail(Failure::Silent);
            }
        });
        self.0.start_limit.replace(Some(limit));
    }

    /// Ends the workers and whatever they are doing, at once.
    fn stop_workers(&self) {
        self.0.start_limit.take();
        self.0.crew.end();
        self.0.run.take();
        self.0.queue.borrow_mut().interrupt();
    }

    /// Explains something as soon as the worker is free, unless something newer comes.
    pub(crate) fn explain(&self, job: Job) {
        self.0.typing_pause.take();
        self.0.queue.borrow_mut().submit(job);
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

    /// Drops all jobs. One that runs is ended by ending the workers, so that the next
    /// text need not wait for it.
    pub(crate) fn drop_jobs(&self) {
        self.0.typing_pause.take();
        let was_running = self.0.queue.borrow().is_running();
        self.0.queue.borrow_mut().clear();
        if was_running {
            self.start_worker();
        } else if self.0.crew.is_ready() {
            self.post(LEAD, &Request::Forget, &JsValue::UNDEFINED);
        }
    }

    /// Has the worker make the report on a text ready to leave.
    pub(crate) fn redact_report(&self, request: &Request) {
        if self.0.crew.is_ready() {
            self.post(LEAD, request, &JsValue::UNDEFINED);
        }
    }

    /// Asks the lead about rules.
    pub(crate) fn ask(&self, ask: Ask) {
        if self.0.crew.is_ready() {
            self.post(LEAD, &Request::Ask(ask), &JsValue::UNDEFINED);
        }
    }

    /// Has the lead say reports in the page's language, also those that it made before. To be
    /// called when that changes.
    pub(crate) fn speak(&self) {
        if self.0.crew.is_ready() {
            self.post(LEAD, &Request::Speak(language::tag()), &JsValue::UNDEFINED);
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

    /// Hears the workers for as long as the session lives.
    fn ear(&self) -> Callback<Voice> {
        let weak = Rc::downgrade(&self.0);
        Callback::from(move |(worker, heard)| {
            if let Some(session) = Self::of(&weak) {
                session.hear(worker, heard);
            }
        })
    }

    fn start_next(&self) {
        if !self.0.crew.is_ready() {
            return;
        }
        let job = self.0.queue.borrow_mut().start();
        let Some((id, job)) = job else { return };
        self.dispatch(Action::Started);
        // The old text goes first: two large ones need not fit at once.
        self.post(LEAD, &Request::Forget, &JsValue::UNDEFINED);
        match job {
            Job::Text(text) => {
                let document = self.0.ids.next();
                self.0.run.replace(Some((id, Run::Text(document))));
                self.post(LEAD, &Request::Explain { document }, &text);
            }
            Job::Link(fragment) => {
                let document = self.0.ids.next();
                self.0.run.replace(Some((id, Run::Text(document))));
                self.post(LEAD, &Request::Link { document, fragment }, &JsValue::UNDEFINED);
            }
            Job::Files(files) => {
                let files = Files::new(self.0.ids.clone(), &files);
                self.0.run.replace(Some((id, Run::Files(Box::new(files)))));
                self.next_file();
            }
        }
    }

    /// Sends a request with an object beside it.
    fn post(&self, worker: usize, request: &Request, object: &JsValue) {
        if !self.0.crew.post(worker, request, object) {
            self.fail(Failure::Stopped);
        }
    }

    fn hear(&self, worker: usize, heard: Heard) {
        match heard {
            // A helper that does not start is only a helper less.
            Heard::Broken | Heard::Answer(Answer::NoRules, _) if self.0.crew.do_without(worker) => {
            }
            Heard::Answer(Answer::NoRules, _) => self.fail(Failure::NoRules),
            // Before it is ready it has seen no input that could be to blame.
            Heard::Broken if self.0.crew.is_ready() => self.fail(Failure::Stopped),
            Heard::Broken => self.fail(Failure::Refused),
            Heard::Answer(Answer::Ready { protocol, build, rules }, _) => {
                if protocol != protocol::VERSION || build != self.0.build {
                    self.fail(Failure::Stranger);
                    return;
                }
                self.0.crew.ready(worker);
                if worker == LEAD {
                    self.0.start_limit.take();
                    self.dispatch(Action::Ready { rules });
                    self.speak();
                    self.start_next();
                } else {
                    self.join(worker);
                }
            }
            Heard::Answer(Answer::Rows(rows), _) => self.dispatch(Action::Rows(rows)),
            Heard::Answer(Answer::HandOut(handout), report) => {
                self.dispatch(Action::HandOut(handout, report));
            }
            Heard::Answer(Answer::Searched(searched), _) => self.hear_searched(searched),
            Heard::Answer(Answer::Text { text, cut }, _) => self.hear_text(text, cut),
            Heard::Answer(Answer::Told(Told::Rule(id)), rule) => {
                let rule = serde_wasm_bindgen::from_value(rule).ok().map(Rc::new);
                self.dispatch(Action::Browse(Turn::Rule(id, rule)));
            }
            Heard::Answer(Answer::Told(Told::Book(book)), _) => {
                self.dispatch(Action::Browse(Turn::Book(book)));
            }
            Heard::Answer(Answer::Told(Told::Browsed(list)), _) => {
                self.say(messages::rules_found(&list));
                self.dispatch(Action::Browse(Turn::Found(list)));
            }
            Heard::Answer(Answer::Told(told), _) => {
                if let Some(words) = messages::told(&told) {
                    self.say(words);
                }
                self.dispatch(Action::Look(Look::Told(told)));
            }
            Heard::Answer(Answer::About(document, news), object) => {
                let text = match &*self.0.run.borrow() {
                    Some((id, Run::Text(expected))) if *expected == document => Some(*id),
                    _ => None,
                };
                match (text, news) {
                    (_, News::Report) if document == protocol::WARM_UP => {
                        found(document, object, Rc::new([]));
                    }
                    (Some(id), News::Report) => {
                        self.finish_text(id, || found(document, object, Rc::new([])));
                    }
                    (_, News::Retold) => self.retell(document, object),
                    (Some(id), News::Linked(linked)) => self.finish_text(id, || {
                        let link = Some(Rc::new(linked));
                        found_in(document, object, |analysis| Analysis { link, ..analysis })
                    }),
                    (Some(id), News::Flawed(flaw)) => {
                        self.finish_text(id, || Outcome::Flawed(Rc::new(flaw)));
                    }
                    (_, news) => self.hear_of_file(document, news, object),
                }
            }
        }
    }

    fn finish_text(&self, id: u32, outcome: impl FnOnce() -> Outcome) {
        self.0.run.take();
        let counts = self.0.queue.borrow_mut().finish(id);
        if counts {
            let outcome = outcome();
            self.say(messages::outcome(&outcome));
            self.dispatch(Action::Ended(outcome));
        }
        self.start_next();
    }

    fn fail(&self, failure: Failure) {
        self.stop_workers();
        self.dispatch(Action::Failed(failure));
    }
}

/// What a report says, made ready for drawing. It comes from a worker of the same build, so it can be read.
fn found(document: u32, report: JsValue, remarks: Rc<[String]>) -> Outcome {
    found_in(document, report, |analysis| Analysis { remarks, ..analysis })
}

fn found_in(document: u32, report: JsValue, with: impl FnOnce(Analysis) -> Analysis) -> Outcome {
    match serde_wasm_bindgen::from_value::<Report>(report) {
        Ok(report) => Outcome::Found(Rc::new(with(Analysis::new(document, report, Rc::new([]))))),
        Err(_) => Outcome::Unreadable,
    }
}
