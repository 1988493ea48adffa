//! What a worker holds, and how it serves the page.

use std::collections::BTreeMap;

use js_sys::{ArrayBuffer, Uint8Array};
use unstuck::protocol::{Answer, HandOut, News, Request, Row, RowBlock};
use unstuck_engine::{Engine, Partial};
use unstuck_handout::{Feedback, Handout, markdown};
use unstuck_logtext::Document;
use unstuck_report::Report;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use crate::assembly::Assembly;
use crate::file::{File, Lines};
use crate::source::Unreadable;
use crate::unpack::{is_archive, unpack};
use crate::{BrowserFile, send, send_found, send_report, tell, utf8, value_of};

/// A file with more parts than this is for several workers. Below, starting them takes
/// longer than they would save.
const FEW: u64 = 2;

/// The worker's side of the conversation.
pub(crate) struct Desk {
    engine: &'static Engine,
    /// Texts for the viewer, by their ids.
    texts: BTreeMap<u32, Text>,
    /// What was said about them.
    reports: BTreeMap<u32, Report>,
    /// The file of which parts come in now, and its id.
    open: Option<(u32, Open)>,
}

/// A text that was analysed.
enum Text {
    Whole(Document),
    File(Lines<BrowserFile>),
}

/// A file that is being analysed.
struct Open {
    file: File<BrowserFile>,
    /// What was found, if this worker is the lead.
    assembly: Option<Assembly>,
}

impl Desk {
    /// A desk with nothing on it.
    pub(crate) fn new(engine: &'static Engine) -> Self {
        Self { engine, texts: BTreeMap::new(), reports: BTreeMap::new(), open: None }
    }

    /// Does what the page asks for, with the object that lies beside it.
    pub(crate) fn serve(&mut self, request: Request, object: JsValue) {
        match request {
            Request::Forget => {
                self.texts.clear();
                self.reports.clear();
                self.open = None;
            }
            Request::Explain { document } => {
                let text = Document::read(utf8(object.unchecked_ref()));
                let report = self.engine.analyze(&text);
                self.texts.insert(document, Text::Whole(text));
                self.publish(document, report);
            }
            Request::Open { document, unpack } => {
                if self.open_file(document, object.unchecked_into(), unpack).is_err() {
                    tell(document, News::Unreadable);
                }
            }
            Request::Join { document } => match File::open(BrowserFile(object.unchecked_into())) {
                Ok(file) => self.open = Some((document, Open { file, assembly: None })),
                Err(Unreadable) => tell(document, News::Unreadable),
            },
            Request::Part { document, part } => self.analyze(document, part),
            Request::Add { document, part } => {
                let found: ArrayBuffer = object.unchecked_into();
                match postcard::from_bytes(&Uint8Array::new(&found).to_vec()) {
                    Ok(found) => self.add(document, part, found),
                    // Helpers are of the same build, so this cannot be.
                    Err(_) => tell(document, News::Unreadable),
                }
            }
            Request::Rows { document, from, count } => {
                if let Some(rows) = self.rows(document, from, count) {
                    let rows = Answer::Rows(RowBlock { document, from, rows });
                    send(&rows, &JsValue::UNDEFINED);
                }
            }
            Request::HandOut { document, name, keep, said } => {
                self.hand_out(document, &name, keep, &said);
            }
        }
    }

    /// Sends a report to the page, and keeps it for what may be asked about it.
    fn publish(&mut self, document: u32, report: Report) {
        send_report(document, &report);
        self.reports.insert(document, report);
    }

    fn hand_out(&self, document: u32, name: &str, keep: Vec<String>, said: &[Feedback]) {
        let Some(report) = self.reports.get(&document) else { return };
        let keep = keep.into_iter().collect();
        let handout = Handout::of(report, name, self.engine.rule_book(), &keep);
        let answer = HandOut {
            document,
            markdown: markdown(handout.name(), handout.report(), said),
            hidden: handout.hidden().to_vec(),
        };
        send(&Answer::HandOut(answer), &value_of(handout.report()));
    }

    fn open_file(
        &mut self,
        document: u32,
        file: Blob,
        name: Option<String>,
    ) -> Result<(), Unreadable> {
        for text in self.texts.values_mut() {
            if let Text::File(lines) = text {
                lines.rest();
            }
        }
        let source = BrowserFile(file);
        if let Some(name) = name.filter(|_| is_archive(&source)) {
            unpack(document, &source, &name);
            return Ok(());
        }
        let file = File::open(source)?;
        let parts = file.parts();
        let assembly = Assembly::new(self.engine, file.plan().clone(), parts);
        self.open = Some((document, Open { file, assembly: Some(assembly) }));
        if parts > FEW {
            tell(document, News::Planned(parts));
        } else {
            (0..parts).for_each(|part| self.analyze(document, part));
        }
        Ok(())
    }

    fn analyze(&mut self, document: u32, part: u64) {
        let Some((_, open)) = self.open.as_ref().filter(|(id, _)| *id == document) else { return };
        match open.file.analyze(self.engine, part) {
            Err(Unreadable) => {
                self.open = None;
                tell(document, News::Unreadable);
            }
            Ok(found) if open.assembly.is_some() => self.add(document, part, found),
            Ok(found) => match postcard::to_allocvec(&found) {
                Ok(found) => send_found(document, part, &found),
                // Only memory can run out here, and that ends the program by itself.
                Err(_) => tell(document, News::Unreadable),
            },
        }
    }

    fn add(&mut self, document: u32, part: u64, found: Partial) {
        let Some((_, open)) = self.open.as_mut().filter(|(id, _)| *id == document) else { return };
        let Some(assembly) = &mut open.assembly else { return };
        assembly.put(part, found);
        let bytes = assembly.bytes();
        tell(document, News::Added { part, parts: assembly.added(), bytes });
        if !assembly.is_complete() {
            return;
        }
        if let Some((_, Open { file, assembly: Some(assembly) })) = self.open.take() {
            let (report, before) = assembly.finish();
            self.texts.insert(document, Text::File(Lines::new(file, before)));
            self.publish(document, report);
        }
    }

    fn rows(&mut self, document: u32, from: u32, count: u32) -> Option<Vec<Row>> {
        match self.texts.get_mut(&document)? {
            Text::Whole(text) => {
                let end = text.line_count().min(from.saturating_add(count) as usize);
                Some((from as usize..end).map(|line| Row::of(text.line(line))).collect())
            }
            Text::File(lines) => lines.rows(from.into(), count.into()).ok(),
        }
    }
}
