//! What a worker holds, and how it serves the page.

use std::collections::BTreeMap;

use js_sys::{ArrayBuffer, Date, Uint8Array};
use unstuck::protocol::{
    Answer, Ask, HandOut, News, Next, Request, RowBlock, Searched, Told, WhyAnswer,
};
use unstuck_engine::{Engine, Partial, say_in};
use unstuck_handout::{Feedback, Handout, Opened, form, markdown};
use unstuck_logtext::Document;
use unstuck_report::Report;
use unstuck_rules::ORIGINAL;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use crate::ask::{all_rules, keys_of, rule_page, rules_with};
use crate::assembly::Assembly;
use crate::file::{File, Lines};
use crate::search::Search;
use crate::source::Unreadable;
use crate::text::Text;
use crate::unpack::{is_archive, unpack};
use crate::weave::weave;
use crate::{BrowserFile, send, send_found, send_report, tell, utf8, value_of};

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
    /// What was said about them.
    reports: BTreeMap<u32, Report>,
    /// The language that reports are to speak.
    language: String,
    /// The file of which parts come in now, and its id.
    open: Option<(u32, Open)>,
    /// The search that was asked for last.
    search: Option<Search>,
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
        Self {
            engine,
            texts: BTreeMap::new(),
            reports: BTreeMap::new(),
            language: ORIGINAL.to_owned(),
            open: None,
            search: None,
        }
    }

    /// Does what the page asks for, with the object that lies beside it.
    pub(crate) fn serve(&mut self, request: Request, object: JsValue) {
        match request {
            Request::Forget => {
                self.texts.clear();
                self.reports.clear();
                self.open = None;
                self.search = None;
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
            Request::Weave { document, files } => {
                let texts =
                    files.into_iter().filter_map(|(id, name)| match self.texts.get(&id)? {
                        Text::File(lines) => Some((name, lines.whole())),
                        // Nothing that was typed is put together with others.
                        Text::Whole(_) => None,
                    });
                weave(document, &texts.collect::<Vec<_>>());
            }
            Request::Add { document, part } => {
                let found: ArrayBuffer = object.unchecked_into();
                match postcard::from_bytes(&Uint8Array::new(&found).to_vec()) {
                    Ok(found) => self.add(document, part, found),
                    // Helpers are of the same build, so this cannot be.
                    Err(_) => tell(document, News::Unreadable),
                }
            }
            Request::Ask(ask) => {
                let beside = match &ask {
                    Ask::Rule(id) => {
                        rule_page(self.engine, id, &self.language).map(|rule| value_of(&rule))
                    }
                    _ => None,
                };
                let told = self.tell_of_rules(ask);
                send(&Answer::Told(told), &beside.unwrap_or(JsValue::UNDEFINED));
            }
            Request::Rows { document, lines, search, whole } => {
                let Some(text) = self.texts.get_mut(&document) else { return };
                let found = self.search.as_ref();
                let found = found.filter(|found| found.id == search && found.document == document);
                if let Ok(rows) = text.rows(&lines, whole, found) {
                    let rows = Answer::Rows(RowBlock { document, search, lines, rows });
                    send(&rows, &JsValue::UNDEFINED);
                }
            }
            Request::HandOut { document, name, keep, said, room } => {
                self.hand_out(document, &name, keep, &said, room as usize);
            }
            Request::Link { document, fragment } => self.open_link(document, &fragment),
            Request::Search { document, search, query, serious } => {
                match Search::new(search, document, query) {
                    Ok(mut begun) => {
                        begun.serious = serious;
                        self.search = Some(begun);
                        self.search_on(search);
                    }
                    Err(problem) => {
                        self.search = None;
                        no_search(search, problem);
                    }
                }
            }
            Request::Speak(language) => self.speak(language),
            Request::SearchOn { search } => self.search_on(search),
            Request::Text { document, from, count } => {
                let text = self.texts.get_mut(&document).map(|text| text.copy(from, count));
                let (text, cut) = text.and_then(Result::ok).unwrap_or_default();
                send(&Answer::Text { text, cut }, &JsValue::UNDEFINED);
            }
        }
    }

    fn search_on(&mut self, id: u32) {
        let Some(search) = self.search.as_mut().filter(|search| search.id == id) else { return };
        let Some(text) = self.texts.get_mut(&search.document) else { return };
        let begin = Date::now();
        match text.search(search) {
            Ok(searched) => {
                search.took(Date::now() - begin);
                send(&Answer::Searched(searched), &JsValue::UNDEFINED);
            }
            Err(Unreadable) => no_search(id, "the file cannot be read any more".to_owned()),
        }
    }

    /// Sends a report to the page, and keeps it for what may be asked about it.
    fn publish(&mut self, document: u32, mut report: Report) {
        translate(self.engine, &mut report, &self.language);
        send_report(document, &report);
        self.reports.insert(document, report);
    }

    /// Says in another language what was reported before.
    fn speak(&mut self, language: String) {
        for (document, report) in &mut self.reports {
            if translate(self.engine, report, &language) {
                send(&Answer::About(*document, News::Retold), &value_of(report));
            }
        }
        self.language = language;
    }

    fn open_link(&mut self, document: u32, fragment: &str) {
        match form::read(fragment, self.engine.rule_book()) {
            Ok(Opened { mut report, linked }) => {
                translate(self.engine, &mut report, &self.language);
                let answer = Answer::About(document, News::Linked(linked));
                send(&answer, &value_of(&report));
                self.reports.insert(document, report);
            }
            Err(flaw) => tell(document, News::Flawed(flaw)),
        }
    }

    fn hand_out(
        &self,
        document: u32,
        name: &str,
        keep: Vec<String>,
        said: &[Feedback],
        room: usize,
    ) {
        let Some(report) = self.reports.get(&document) else { return };
        let keep = keep.into_iter().collect();
        let handout = Handout::of(report, name, self.engine.rule_book(), &keep);
        let answer = HandOut {
            document,
            markdown: markdown(handout.name(), handout.report(), said),
            hidden: handout.hidden().to_vec(),
            link: form::write(&handout, self.engine.rule_book(), room),
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
            text.rest();
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

    fn tell_of_rules(&self, ask: Ask) -> Told {
        match ask {
            Ask::Rules(query) => Told::Rules(rules_with(self.engine, &query)),
            Ask::Keys(rules) => Told::Keys(keys_of(self.engine, rules)),
            Ask::Why { document, rule } => Told::Why(self.why(document, rule)),
            Ask::Book => Told::Book(all_rules(self.engine)),
            Ask::Browse(query) => Told::Browsed(rules_with(self.engine, &query)),
            Ask::Rule(id) => Told::Rule(id),
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
}

/// Says a report in a language, unless it already is in it.
fn translate(engine: &Engine, report: &mut Report, language: &str) -> bool {
    let book = engine.rule_book();
    let changes = report.language != book.language(language);
    if changes {
        say_in(book, report, language);
    }
    changes
}

fn no_search(search: u32, problem: String) {
    let searched = Searched { search, next: Next::Problem(problem), ..Searched::default() };
    send(&Answer::Searched(searched), &JsValue::UNDEFINED);
}
