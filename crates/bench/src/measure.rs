//! What is measured outside the browser.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use daachorse::DoubleArrayAhoCorasick;
use unstuck_engine::{Engine, Partial, Plan};
use unstuck_rules::RuleBook;

/// The texts that the rules look for, each once, in lower case.
pub(crate) fn literals(book: &RuleBook) -> Vec<String> {
    let variants = book.rules.iter().flat_map(|rule| &rule.variants);
    let mut texts: Vec<String> = variants
        .flat_map(|variant| variant.literals.iter().chain(variant.gates.iter().flatten()))
        .map(|literal| literal.text.clone())
        .collect();
    texts.sort();
    texts.dedup();
    // A line feed ends a literal in the file of another program.
    texts.retain(|text| !text.contains('\n'));
    texts
}

/// Everything that is measured with, made before any clock runs.
pub(crate) struct Desk {
    /// One for each thread, as each worker of the page has its own.
    engines: [Engine; 2],
    automaton: Option<DoubleArrayAhoCorasick<u32>>,
    logs: BTreeMap<PathBuf, String>,
}

impl Default for Desk {
    fn default() -> Self {
        let engines = [(); 2].map(|()| Engine::new(unstuck_rulebook::rule_book()));
        let automaton = DoubleArrayAhoCorasick::new(literals(engines[0].rule_book())).ok();
        Self { engines, automaton, logs: BTreeMap::new() }
    }
}

impl Desk {
    /// How long `what` takes on a log, and how much it finds.
    pub(crate) fn measure(&mut self, what: &str, log: &Path) -> Result<(Duration, usize)> {
        if let Entry::Vacant(place) = self.logs.entry(log.to_owned()) {
            let text = fs::read_to_string(log);
            place.insert(text.with_context(|| format!("{} cannot be read", log.display()))?);
        }
        let text = &self.logs[log];
        let started = Instant::now();
        let found = match what {
            "analysis" => self.analysis(text.as_bytes(), 1),
            "analysis-2" => self.analysis(text.as_bytes(), 2),
            "scan" => self.engines[0].scan_only(text),
            "aho-corasick" => {
                let automaton = self.automaton.as_ref().context("there is no automaton")?;
                // It knows no letter case: the text is folded on the way in.
                let bytes = text.bytes().map(|byte| byte.to_ascii_lowercase());
                automaton.find_overlapping_iter_from_iter(bytes).count()
            }
            other => bail!("`{other}` is not something that can be measured"),
        };
        Ok((started.elapsed(), found))
    }

    /// Analyses a text in parts on one thread or two, as the workers of the page do, and
    /// counts the findings and the kinds of unknown error.
    pub(crate) fn analysis(&self, text: &[u8], threads: usize) -> usize {
        let plan = Plan::new(text, text.len() as u64);
        let work = Work { text, plan: &plan, next: AtomicU64::new(0), done: Mutex::default() };
        if threads == 1 {
            work.take_part(&self.engines[0]);
        } else {
            std::thread::scope(|scope| {
                for engine in &self.engines[..threads.min(self.engines.len())] {
                    scope.spawn(|| work.take_part(engine));
                }
            });
        }
        let done = work.done.into_inner().unwrap_or_default();
        let mut gather = self.engines[0].gather(plan.clone());
        for partial in done.into_values() {
            gather.add(partial);
        }
        let report = gather.finish();
        report.findings.len() + report.unknown.len()
    }

    /// The same, as a function of its own that a profiler can be told to look at.
    #[inline(never)]
    pub(crate) fn profiled(&self, text: &[u8]) -> usize {
        self.analysis(text, 1)
    }
}

/// A text that several threads analyse together.
struct Work<'a> {
    text: &'a [u8],
    plan: &'a Plan,
    next: AtomicU64,
    done: Mutex<BTreeMap<u64, Partial>>,
}

impl Work<'_> {
    /// Analyses one part after the other until none is left.
    fn take_part(&self, engine: &Engine) {
        loop {
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            if index >= self.plan.parts() {
                return;
            }
            let part = self.plan.part(index);
            let read = part.read.start as usize..part.read.end as usize;
            let partial = engine.analyze_part(self.plan, &part, self.text[read].to_vec());
            // Poisoned only by a panic, which ends the program anyway.
            if let Ok(mut done) = self.done.lock() {
                done.insert(index, partial);
            }
        }
    }
}
