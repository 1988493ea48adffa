//! From a text and a rule book to a report.
//!
//! One pass of a literal automaton over the text finds the places where something may be
//! wrong ([`scan`]). Round each place a log entry is formed, and the rules whose literals
//! stand in it are tried there ([`confirm`]). Matches are folded into findings, and findings
//! are put into relation ([`correlate`]); values are filled into the rules' prose
//! ([`explain`]). Entries that look like errors and that no rule explains are grouped by
//! their shape ([`unknown`]). A healthy text costs the scan and little more.
//!
//! ```
//! use unstuck_engine::Engine;
//! use unstuck_logtext::Document;
//!
//! let engine = Engine::new(unstuck_rules::RuleBook::default());
//! let report = engine.analyze(&Document::read(b"all is well\n".to_vec()));
//! assert!(report.findings.is_empty() && report.unknown.is_empty());
//! ```

mod confirm;
mod correlate;
mod excerpt;
mod explain;
mod scan;
mod unknown;

use unstuck_logtext::{Document, Kind};
use unstuck_report::{Format, Input, Note, Report, VERSION};
use unstuck_rules::{Rule, RuleBook};

pub use explain::{FixedText, fixed_text};

use confirm::Confirmer;
use correlate::Correlator;
use scan::{Hit, Scanner};
use unknown::Unknowns;

/// A rule book made ready to explain any number of texts.
pub struct Engine {
    book: RuleBook,
    scanner: Scanner,
    confirmer: Confirmer,
}

impl Engine {
    /// Prepares a rule book: builds the automaton, leaves patterns uncompiled until they are
    /// needed.
    pub fn new(book: RuleBook) -> Self {
        let scanner = Scanner::new(&book);
        let confirmer = Confirmer::new(&book);
        Self { book, scanner, confirmer }
    }

    /// The rules, ordered by id.
    pub fn rules(&self) -> &[Rule] {
        &self.book.rules
    }

    /// The rule book.
    pub fn rule_book(&self) -> &RuleBook {
        &self.book
    }

    /// The bare literal scan, without anything that follows from it: how many places it
    /// finds. For benchmarks, as the floor that analysis is measured against.
    pub fn scan_only(&self, text: &str) -> usize {
        let mut hits = 0;
        self.scanner.scan(text, |_| hits += 1);
        hits
    }

    /// Explains a text. Never fails; the same text and rule book give the same report.
    pub fn analyze(&self, document: &Document) -> Report {
        let mut notes = input_notes(document);
        let mut findings = Vec::new();
        let mut unknown = Vec::new();
        let format = match document.kind() {
            Kind::Empty => Format::Empty,
            Kind::Binary(_) => Format::Binary,
            Kind::Text => {
                let (correlator, unknowns) = self.walk(document);
                notes.extend(correlator.notes());
                notes.extend(unknowns.notes());
                findings = correlator.into_findings();
                unknown = unknowns.into_report(document, &self.book, !findings.is_empty());
                Format::Text
            }
        };
        let helpless = format == Format::Text && (findings.is_empty() || !unknown.is_empty());
        Report {
            version: VERSION,
            input: Input {
                bytes: document.input_length() as u64,
                lines: document.line_count() as u64,
                format,
                notes,
            },
            findings,
            unknown,
            guidance: if helpless { explain::guidance(&self.book) } else { Vec::new() },
            timeline: Vec::new(),
        }
    }

    /// Goes from hit to hit, entry by entry.
    fn walk<'a>(&'a self, document: &'a Document) -> (Correlator<'a>, Unknowns) {
        let mut hits: Vec<Hit> = Vec::new();
        self.scanner.scan(document.text(), |hit| hits.push(hit));
        if Unknowns::reads_every_line(document) {
            hits.extend(unknown::every_line(document));
        }
        hits.sort_unstable();
        let mut correlator = Correlator::new(&self.book, document);
        let mut unknowns = Unknowns::default();
        let mut next = 0;
        let mut passed = 0;
        while let Some(first) = hits.get(next) {
            let entry = document.entry_around(first.at(), passed);
            let in_entry = hits[next..].iter().take_while(|hit| hit.at() < entry.span.end).count();
            // Also at the very end of an entry the walk goes on by at least one hit.
            let in_entry = in_entry.max(1);
            let entry_hits = &hits[next..next + in_entry];
            let matches =
                self.confirmer.confirm(&self.book, &self.scanner, document, &entry, entry_hits);
            if matches.is_empty() {
                unknowns.add(&self.scanner, document, &entry, entry_hits);
            } else {
                correlator.add(matches);
            }
            passed = entry.span.end;
            next += in_entry;
        }
        (correlator, unknowns)
    }
}

fn input_notes(document: &Document) -> Vec<Note> {
    /// A line longer than this is looked at only round its hits, which is worth saying.
    const LONG_LINE: usize = unstuck_logtext::MAX_ENTRY;
    let mut notes = Vec::new();
    if document.kept_length() < document.input_length() {
        notes.push(Note::Cut {
            kept: document.kept_length() as u64,
            total: document.input_length() as u64,
        });
    }
    if let Some(encoding) = document.encoding() {
        notes.push(Note::Decoded { encoding: encoding.to_owned() });
    }
    if let Kind::Binary(what) = document.kind() {
        if let Some(what) = what {
            notes.push(Note::Recognised { what: what.to_owned() });
        }
        return notes;
    }
    if document.replaced_bytes() > 0 {
        notes.push(Note::Replaced { bytes: document.replaced_bytes() as u64 });
    }
    if document.restored_words() > 0 {
        notes.push(Note::Restored { words: document.restored_words() as u64 });
    }
    let long = (0..document.line_count()).map(|index| (index, document.line_span(index).len()));
    if let Some((index, bytes)) = long
        .filter(|(_, length)| *length > LONG_LINE)
        .max_by_key(|(index, length)| (*length, usize::MAX - *index))
    {
        notes.push(Note::LongLine { line: index as u64 + 1, bytes: bytes as u64 });
    }
    notes
}
