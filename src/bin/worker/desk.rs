//! What a worker holds, and how it serves the page.

use std::collections::BTreeMap;

use js_sys::{ArrayBuffer, Uint8Array};
use unstuck::protocol::{Answer, Ask, News, Request, Row, RowBlock, Told, WhyAnswer};
use unstuck_engine::{Engine, Partial};
use unstuck_logtext::Document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use crate::ask::{keys_of, rules_with};
use crate::assembly::Assembly;
use crate::file::{File, Lines};
use crate::source::Unreadable;
use crate::unpack::{is_archive, unpack};
use crate::{BrowserFile, send, send_found, send_report, tell, utf8};

/// A file with more parts than this is for several workers. Below, starting them takes
/// longer than they would save.
const FEW: u64 = 2;

/// How many bytes of a file are looked through for why a rule finds nothing: about a second.
const LOOKED_THROUGH: u64 = 16 * 1024 * 1024;

/// The worker's side of the conversation.
pub(crate) struct Desk {
    engine: &'static Engine,
    /// Texts for the viewer, by their ids.
    texts: BTreeMap<u32, Text>,
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
        Self { engine, texts: BTreeMap::new(), open: None }
    }

    /// Does what the page asks for, with the object that lies beside it.
    pub(crate) fn serve(&mut self, request: Request, object: JsValue) {
        match request {
            Request::Forget => {
                self.texts.clear();
                self.open = None;
            }
            Request::Explain { document } => {
                let text = Document::read(utf8(object.unchecked_ref()));
                let report = self.engine.analyze(&text);
                self.texts.insert(document, Text::Whole(text));
                send_report(document, &report);
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
            Request::Ask(ask) => {
                let told = self.tell_of_rules(ask);
                send(&Answer::Told(told), &JsValue::UNDEFINED);
            }
            Request::Rows { document, from, count } => {
                if let Some(rows) = self.rows(document, from, count) {
                    let rows = Answer::Rows(RowBlock { document, from, rows });
                    send(&rows, &JsValue::UNDEFINED);
                }
            }
        }
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
            send_report(document, &report);
        }
    }

    fn tell_of_rules(&self, ask: Ask) -> Told {
        match ask {
            Ask::Rules(query) => Told::Rules(rules_with(self.engine, &query)),
            Ask::Keys(rules) => Told::Keys(keys_of(self.engine, rules)),
            Ask::Why { document, rule } => Told::Why(self.why(document, rule)),
        }
    }

    fn why(&self, document: u32, rule: String) -> WhyAnswer {
        let (why, read, total) = match self.texts.get(&document) {
            None => (None, 0, 0),
            Some(Text::Whole(text)) => {
                let (read, total) = (text.kept_length() as u64, text.input_length() as u64);
                (self.engine.why(text, &rule), read, total)
            }
            Some(Text::File(lines)) => match lines.beginning(LOOKED_THROUGH) {
                Ok((text, read, total)) => (self.engine.why(&text, &rule), read, total),
                Err(Unreadable) => (None, 0, 0),
            },
        };
        WhyAnswer { document, rule, why, read, total }
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
