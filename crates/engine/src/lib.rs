//! From a text and a rule book to a report.
//!
//! One pass over the text, for the literals of all rules, finds the places where something may be
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

mod causes;
mod confirm;
mod excerpt;
mod explain;
mod gather;
mod groups;
mod matcher;
mod partial;
mod plan;
mod scan;
mod severity;
mod timeline;
mod unknown;
mod walk;
mod why;

use unstuck_logtext::Document;
use unstuck_report::Report;
use unstuck_rules::{Rule, RuleBook};

pub use explain::{FixedText, blank_finding, fixed_text, placeholders, refill, say_in};
pub use gather::Gather;
pub use partial::Partial;
pub use plan::{Part, Plan};

use confirm::Confirmer;
use scan::Scanner;

/// A rule book made ready to explain any number of texts.
pub struct Engine {
    book: RuleBook,
    scanner: Scanner,
    confirmer: Confirmer,
}

impl Engine {
    /// Prepares a rule book: builds the tables of the scan, leaves patterns uncompiled until they are
    /// needed.
    pub fn new(book: RuleBook) -> Self {
        let confirmer = Confirmer::new(&book);
        let scanner = Scanner::new(&book, confirmer.facts());
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
        self.scanner.count(text)
    }

    /// Explains a text. Never fails; the same text and rule book give the same report.
    pub fn analyze(&self, document: &Document) -> Report {
        let (kept, all) = (document.kept_length() as u64, document.input_length() as u64);
        let plan = Plan::of(document, all);
        let whole = Part { own: 0..kept, read: 0..kept };
        let mut gather = self.gather(plan.clone());
        gather.add(self.analyze_document(document, &plan, &whole));
        gather.finish()
    }

    /// Analyses one part of an input that may be larger than memory. `bytes` are those of
    /// [`Part::read`]. Parts may be analysed in any order, by several engines at once;
    /// [`Gather`] puts them together.
    pub fn analyze_part(&self, plan: &Plan, part: &Part, bytes: Vec<u8>) -> Partial {
        let (base, total) = (part.read.start, plan.total());
        let document = Document::part(bytes, base, &part.own, total, plan.profile());
        self.analyze_document(&document, plan, part)
    }
}
