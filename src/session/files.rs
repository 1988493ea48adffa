//! The way of files: opened by the lead, analysed by all workers, put together by the lead.

use std::rc::Rc;

use unstuck_report::Report;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File};
use yew::AttrValue;

use crate::batch::{Batch, Entry, Ids, Stage, Turn};
use crate::browser::machine;
use crate::crew::LEAD;
use crate::messages;
use crate::progress::{Meter, Phase};
use crate::protocol::{Member, News, Request, Woven};
use crate::round::Round;
use crate::session::{Run, Session, found};
use crate::state::{Action, Outcome};

/// How many workers there are at most. More gain little where memory is what limits.
const MOST_WORKERS: usize = 4;

/// Files on their way.
pub(super) struct Files {
    batch: Batch<Blob>,
    /// The file that is being read.
    turn: Option<Turn<Blob>>,
    /// Its parts, if it is large.
    round: Option<Round>,
    meter: Meter,
}

impl Files {
    /// None of these is read yet.
    pub(super) fn new(ids: Ids, files: &[File]) -> Self {
        let entry = |file: &File| Entry {
            name: AttrValue::from(file.name()),
            bytes: Some(size(file)),
            content: Some(Blob::from(file.clone())),
            remarks: Vec::new(),
        };
        Self {
            batch: Batch::new(ids, files.iter().map(entry)),
            turn: None,
            round: None,
            meter: Meter::new(Phase::Reading, machine::now()),
        }
    }

    /// Whether this is the file that is being read. Answers about any other come too late.
    fn reads(&self, id: u32) -> bool {
        self.turn.as_ref().is_some_and(|turn| turn.document == id) || self.batch.weaves(id)
    }
}

/// The size of a file, in bytes.
#[expect(clippy::cast_sign_loss, reason = "sizes are not negative")]
pub(crate) fn size(blob: &Blob) -> u64 {
    // Floating point holds whole numbers exactly up to 2^53.
    blob.size() as u64
}

impl Session {
    /// Changes the files that run, if files do.
    fn with_files<T>(&self, change: impl FnOnce(&mut Files) -> T) -> Option<T> {
        match &mut *self.0.run.borrow_mut() {
            Some((_, Run::Files(files))) => Some(change(files)),
            _ => None,
        }
    }

    /// Opens the next file, or ends the job.
    pub(super) fn next_file(&self) {
        let turn = self.with_files(|files| {
            files.round = None;
            files.turn = files.batch.next();
            files.turn.clone()
        });
        self.show_list();
        match turn.flatten() {
            Some(Turn { document, content, unpack }) => {
                let unpack = unpack.map(|name| name.to_string());
                self.post(LEAD, &Request::Open { document, unpack }, &content);
            }
            None => self.weave_files(),
        }
    }

    /// When all were read, has those with times put together, or ends the job.
    fn weave_files(&self) {
        match self.with_files(|files| files.batch.weave()).flatten() {
            Some((document, files)) => {
                self.post(LEAD, &Request::Weave { document, files }, &JsValue::UNDEFINED);
            }
            None => self.finish_files(),
        }
    }

    /// A helper has become ready: if there still is something to do, it gets its share.
    pub(super) fn join(&self, helper: usize) {
        let request = self.with_files(|files| {
            let (turn, round) = files.turn.as_ref().zip(files.round.as_mut())?;
            round.join(helper);
            Some((Request::Join { document: turn.document }, turn.content.clone()))
        });
        if let Some((request, file)) = request.flatten() {
            self.post(helper, &request, &file);
            self.hand_out();
        }
    }

    pub(super) fn hear_of_file(&self, document: u32, news: News, object: JsValue) {
        if !self.reads(document) {
            return;
        }
        match news {
            News::Planned(parts) => {
                self.with_files(|files| {
                    let mut round = Round::new(parts);
                    round.join(LEAD);
                    files.round = Some(round);
                });
                let parts = usize::try_from(parts).unwrap_or(usize::MAX);
                let workers = machine::cores().min(MOST_WORKERS).min(parts);
                for helper in self.0.crew.ready_helpers() {
                    self.join(helper);
                }
                self.0.crew.recruit(workers.saturating_sub(1), &self.ear());
                self.hand_out();
                self.show_progress(Phase::Reading, 0);
            }
            News::Found(part) => {
                self.part_is_done(part);
                self.post(LEAD, &Request::Add { document, part }, &object);
                self.hand_out();
            }
            News::Added { part, parts, bytes } => {
                self.part_is_done(part);
                self.with_files(|files| files.round.as_mut().map(|round| round.added(parts)));
                self.hand_out();
                self.show_progress(Phase::Reading, bytes);
            }
            News::Report => {
                let remarks = self.with_files(|files| files.batch.remarks(document));
                self.settle(document, found(document, object, remarks.unwrap_or_default()));
            }
            // Heard by the session: it also is of texts that were typed.
            News::Retold | News::Linked(_) | News::Flawed(_) => {}
            News::Unreadable => self.settle(document, Outcome::Unreadable),
            News::Unpacking(read) => self.show_progress(Phase::Unpacking, read),
            News::Member(member) => {
                let Member { name, bytes, problems } = member;
                let entry = Entry {
                    name: name.into(),
                    bytes,
                    content: object.dyn_into().ok(),
                    remarks: problems,
                };
                self.with_files(|files| files.batch.member(entry));
            }
            News::Unpacked { single, problems } => {
                self.with_files(|files| files.batch.unpacked(document, single, problems));
                self.next_file();
            }
            News::Woven(Woven { bytes, left_out }) => {
                let file = object.dyn_into().ok();
                self.with_files(|files| files.batch.woven(file, bytes, left_out));
                self.next_file();
            }
        }
    }

    /// Takes in a report that was said in another language.
    pub(super) fn retell(&self, document: u32, report: JsValue) {
        let Ok(report) = serde_wasm_bindgen::from_value::<Report>(report) else { return };
        // As long as files come in, the list is made from these.
        self.with_files(|files| files.batch.retell(document, &report));
        self.dispatch(Action::Retold(document, Rc::new(report)));
    }

    fn reads(&self, document: u32) -> bool {
        self.with_files(|files| files.reads(document)).unwrap_or_default()
    }

    fn part_is_done(&self, part: u64) {
        self.with_files(|files| files.round.as_mut().map(|round| round.done(part)));
    }

    fn hand_out(&self) {
        let orders = self.with_files(|files| {
            let document = files.turn.as_ref()?.document;
            Some((document, files.round.as_mut()?.hand_out()))
        });
        let Some((document, orders)) = orders.flatten() else { return };
        for (worker, part) in orders {
            self.post(worker, &Request::Part { document, part }, &JsValue::UNDEFINED);
        }
    }

    fn settle(&self, document: u32, outcome: Outcome) {
        self.with_files(|files| files.batch.settle(document, outcome));
        self.next_file();
        self.show_progress(Phase::Reading, 0);
    }

    /// Draws how far it is: `bytes` of the file that is being read are done. A single file
    /// that is not large is done before anyone could see it.
    fn show_progress(&self, phase: Phase, bytes: u64) {
        let progress = self.with_files(|files| {
            let document = files.turn.as_ref()?.document;
            let (done, total) = match phase {
                Phase::Unpacking => (bytes, files.batch.size(document)),
                Phase::Reading => {
                    let (done, total) = files.batch.bytes();
                    (done + bytes, total)
                }
            };
            let progress = files.meter.at(phase, done, total, machine::now())?;
            Some((progress, files.meter.quarter(&progress)))
        });
        if let Some((progress, quarter)) = progress.flatten() {
            self.dispatch(Action::Progressed(progress));
            if let Some(quarter) = quarter {
                self.say(messages::quarter(quarter));
            }
        }
    }

    fn show_list(&self) {
        if let Some(list) = self.with_files(|files| files.batch.list()).flatten() {
            self.dispatch(Action::Listed(Rc::new(list)));
        }
    }

    fn finish_files(&self) {
        self.0.crew.end_helpers();
        self.with_files(|files| files.batch.finish());
        self.show_list();
        let Some((id, Run::Files(files))) = self.0.run.take() else { return };
        let counts = self.0.queue.borrow_mut().finish(id);
        if counts {
            let list = files.batch.list();
            let outcome = files.batch.first().map(|first| match &first.stage {
                Stage::Done(outcome) => outcome.clone(),
                _ => Outcome::Closed(Rc::clone(&first.remarks)),
            });
            let outcome = outcome.unwrap_or_else(|| Outcome::Closed(Rc::new([])));
            match &list {
                Some(list) => self.say(messages::listed(list, outcome.document())),
                None => self.say(messages::outcome(&outcome)),
            }
            self.dispatch(Action::Ended(outcome));
        }
        self.start_next();
    }
}
