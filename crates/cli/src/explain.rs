//! `unstuck explain`.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use unstuck_engine::{Engine, Partial, Plan, say_in};
use unstuck_logtext::{Document, HEAD, MAX_INPUT};
use unstuck_report::{Note, Report};

use unstuck_handout::markdown;

use crate::input::Input;
use crate::merge::merge;
use crate::{Failure, Outcome, ReportFormat, input, render};

/// A report with the name of what it is about, as printed for several inputs.
#[derive(serde::Serialize)]
struct Named<'a, T> {
    file: &'a str,
    report: &'a T,
}

pub(crate) fn run(
    files: &[PathBuf],
    format: ReportFormat,
    rules: Option<&Path>,
    why: Option<&str>,
    is_merged: bool,
    language: &str,
) -> Result<Outcome, Failure> {
    let book = match rules {
        None => unstuck_rulebook::rule_book(),
        Some(folder) => {
            let read = unstuck_rulecheck::read(folder);
            for defect in &read.defects {
                render::complain(&defect.to_string());
            }
            read.book
        }
    };
    let engine = Engine::new(book);
    render::known_language(engine.rule_book(), language)?;
    let complain = &mut |problem: &str| render::complain(problem);
    let mut inputs = input::open(files, complain)?;
    if is_merged {
        inputs = vec![merge(inputs, complain)?];
    }
    if let Some(rule) = why {
        return reasons(&engine, inputs, rule, format);
    }
    let mut found = false;
    let mut reports: Vec<(String, Report)> = Vec::new();
    for mut input in inputs {
        let mut report =
            analyze(&engine, &mut input).map_err(|error| unreadable(&input, &error))?;
        say_in(engine.rule_book(), &mut report, language);
        found |= !report.findings.is_empty();
        reports.push((input.name, report));
    }
    let mut out = anstream::stdout().lock();
    match format {
        ReportFormat::Text => {
            for (name, report) in &reports {
                render::text::report(&mut out, name, report, engine.rule_book())?;
            }
        }
        ReportFormat::Markdown => {
            for (name, report) in &reports {
                out.write_all(markdown(name, report, &[]).as_bytes())?;
            }
        }
        ReportFormat::Json => json(&mut out, &reports)?,
    }
    out.flush()?;
    Ok(if found { Outcome::Found } else { Outcome::Clean })
}

/// Says of each input why a rule finds something in it, or why not.
fn reasons(
    engine: &Engine,
    inputs: Vec<Input>,
    rule: &str,
    format: ReportFormat,
) -> Result<Outcome, Failure> {
    let mut found = false;
    let mut all = Vec::new();
    for mut input in inputs {
        let mut bytes = Vec::new();
        let read = (&mut input.file).take(MAX_INPUT as u64).read_to_end(&mut bytes);
        read.map_err(|error| unreadable(&input, &error))?;
        let Some(why) = engine.why(&Document::read(bytes), rule) else {
            return Err(Failure::Usage(format!(
                "there is no rule `{rule}`; `unstuck rules list` names them all"
            )));
        };
        found |= why.found;
        all.push((input.name, why));
    }
    let mut out = anstream::stdout().lock();
    if format == ReportFormat::Json {
        json(&mut out, &all)?;
    } else {
        for (name, why) in &all {
            render::text::why(&mut out, name, why)?;
        }
    }
    out.flush()?;
    Ok(if found { Outcome::Found } else { Outcome::Clean })
}

/// One object for one input, a list for several.
fn json<T: serde::Serialize>(out: &mut impl Write, reports: &[(String, T)]) -> io::Result<()> {
    let json = if let [(_, report)] = reports {
        serde_json::to_string_pretty(report)
    } else {
        let named = |(file, report)| Named { file, report };
        let list: Vec<Named<'_, T>> =
            reports.iter().map(|(file, report)| named((file.as_str(), report))).collect();
        serde_json::to_string_pretty(&list)
    };
    writeln!(out, "{}", json.map_err(io::Error::from)?)
}

fn unreadable(input: &Input, error: &io::Error) -> Failure {
    Failure::Unreadable { name: input.name.clone(), reason: error.to_string() }
}

/// The report on an input, which is read in parts by as many threads as the machine has
/// cores. The report does not depend on their number.
fn analyze(engine: &Engine, input: &mut Input) -> io::Result<Report> {
    let head = read_at(&mut input.file, 0..input.bytes.min(HEAD as u64))?;
    let plan = Plan::new(&head, input.bytes);
    let parts = plan.parts();
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(parts as usize);
    let next = AtomicU64::new(0);
    // How far the threads may be ahead of what is gathered, so that memory stays bounded.
    let (send, receive) = mpsc::sync_channel::<(u64, io::Result<Partial>)>(threads);
    let file = Mutex::new(&mut input.file);
    let mut report = thread::scope(|scope| {
        for _ in 0..threads {
            let (send, plan, next, file) = (send.clone(), &plan, &next, &file);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= parts {
                        return;
                    }
                    let part = plan.part(index);
                    let bytes = {
                        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                        read_at(&mut file, part.read.clone())
                    };
                    let partial = bytes.map(|bytes| engine.analyze_part(plan, &part, bytes));
                    // Nobody listens any more once something could not be read.
                    if send.send((index, partial)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut gather = engine.gather(plan.clone());
        let mut waiting: BTreeMap<u64, Partial> = BTreeMap::new();
        let mut gathered = 0;
        for (index, partial) in receive {
            waiting.insert(index, partial?);
            while let Some(partial) = waiting.remove(&gathered) {
                gather.add(partial);
                gathered += 1;
            }
        }
        Ok::<Report, io::Error>(gather.finish())
    })?;
    let damage = input.damage.drain(..).map(|says| Note::Archive { says });
    report.input.notes.extend(damage);
    Ok(report)
}

fn read_at(file: &mut File, range: std::ops::Range<u64>) -> io::Result<Vec<u8>> {
    let length = range.end - range.start;
    let mut bytes = Vec::with_capacity(length as usize);
    file.seek(SeekFrom::Start(range.start))?;
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}
