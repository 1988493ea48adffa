//! A report for a person at a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Effects, Style};
use unstuck_engine::{FixedText, fixed_text};
use unstuck_report::{
    Block, Command, Evidence, Excerpt, Finding, Format, LookAlike, Report, Role, Severity, Step,
    Unknown, Why,
};
use unstuck_rules::{Rule, RuleBook, RuleText};

use unstuck_report::words::{UNTRANSLATED, caution, confidence, note, severity, visible};

use super::plain;

const BOLD: Style = Style::new().effects(Effects::BOLD);
const DIM: Style = Style::new().effects(Effects::DIMMED);
const COMMAND: Style = AnsiColor::Cyan.on_default();
const MARK: Style =
    AnsiColor::Yellow.on_default().effects(Effects::BOLD.insert(Effects::UNDERLINE));
/// How many places of a finding are printed.
const PLACES: usize = 3;

fn severity_style(severity: Severity) -> Style {
    let style = match severity {
        Severity::Info => AnsiColor::Blue,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Error | Severity::Critical => AnsiColor::Red,
    };
    style.on_default().effects(Effects::BOLD.insert(Effects::INVERT))
}

/// Prints what was found in one input. The rule book names the rules that a finding
/// refers to.
pub(crate) fn report(
    out: &mut impl Write,
    name: &str,
    report: &Report,
    book: &RuleBook,
) -> io::Result<()> {
    let lines = report.input.lines;
    let about = match report.input.format {
        Format::Empty => "empty: there is nothing to explain".to_owned(),
        Format::Binary => "not text, so there is nothing to read".to_owned(),
        Format::Text => {
            let format = report.input.log_format.as_ref().filter(|format| format.id != "text");
            format!(
                "{} in {}{}",
                counted(report.findings.len() as u64, "problem"),
                counted(lines, "line"),
                format.map_or(String::new(), |format| format!(" ({})", format.name))
            )
        }
    };
    writeln!(out, "{BOLD}{}{BOLD:#}: {about}", visible(name))?;
    for entry in &report.input.notes {
        writeln!(out, "{DIM}  note: {}{DIM:#}", note(entry))?;
    }
    match report.input.format {
        Format::Empty => {
            writeln!(out, "  Give it a log: a file, or text on standard input.")?;
        }
        Format::Binary => {
            writeln!(out, "  Unpack an archive first, or export the log as text.")?;
        }
        Format::Text => {}
    }
    for finding in &report.findings {
        self::finding(out, finding, book, &report.language)?;
    }
    if !report.unknown.is_empty() {
        let total: u64 = report.unknown.iter().map(|unknown| unknown.count).sum();
        writeln!(out, "\n{BOLD}Not known to the rule book{BOLD:#}: {}", counted(total, "entry"))?;
        for unknown in &report.unknown {
            self::unknown(out, unknown)?;
        }
    }
    if !report.guidance.is_empty() {
        let lead = if report.findings.is_empty() && report.unknown.is_empty() {
            "No known problem and nothing that looks like an error. If something does not work all the same"
        } else {
            "What helps with an error that no rule explains"
        };
        writeln!(out, "\n{BOLD}{lead}{BOLD:#}")?;
        steps(out, &report.guidance)?;
    }
    writeln!(out)
}

fn counted(count: u64, what: &str) -> String {
    match (count, what) {
        (1, _) => format!("1 {what}"),
        (_, "entry") => format!("{count} entries"),
        _ => format!("{count} {what}s"),
    }
}

fn finding(
    out: &mut impl Write,
    finding: &Finding,
    book: &RuleBook,
    language: &str,
) -> io::Result<()> {
    let style = severity_style(finding.severity);
    let label = severity(finding.severity).to_uppercase();
    writeln!(out, "\n{style} {label} {style:#} {BOLD}{}{BOLD:#}", plain(&finding.title))?;
    let mut facts = vec![
        finding.rule.clone(),
        finding.system.clone(),
        confidence(finding.confidence).to_owned(),
        if finding.count == 1 { "once".to_owned() } else { format!("{} times", finding.count) },
    ];
    match (&finding.first_time, &finding.last_time) {
        (Some(first), Some(last)) if first != last => facts.push(format!("{first} to {last}")),
        (Some(first), _) => facts.push(first.clone()),
        _ => {}
    }
    facts.extend(finding.codes.iter().map(|code| format!("{} {}", code.scheme, code.value)));
    writeln!(out, "{DIM}  {}{DIM:#}", facts.join(" · "))?;
    if finding.language != language {
        writeln!(out, "{DIM}  {UNTRANSLATED}{DIM:#}")?;
    }
    match (finding.role, &finding.explained_by) {
        (Role::Symptom, Some(cause)) => {
            let says = |place| book.says(place, language).0.summary.clone();
            let title = book.place(cause).map_or(cause.clone(), says);
            prose(out, &format!("Follows from {cause}: {title}"), "  ", "  ")?;
        }
        (Role::Cause, _) => writeln!(out, "  Other findings below follow from this one.")?,
        _ => {}
    }
    writeln!(out)?;
    evidence(out, &finding.evidence, finding.count)?;
    body(out, &finding.cause, &finding.fix, &finding.check, &finding.not_this)
}

/// Prints everything that one rule says, without a log.
pub(crate) fn rule(out: &mut impl Write, rule: &Rule, text: &RuleText) -> io::Result<()> {
    let style = severity_style(rule.severity);
    let label = severity(rule.severity).to_uppercase();
    writeln!(out, "{style} {label} {style:#} {BOLD}{}{BOLD:#}", text.title.source())?;
    let mut facts = vec![rule.id.clone(), text.system.clone(), rule.problem.name().to_owned()];
    facts.extend(text.codes.iter().map(|code| format!("{} {}", code.scheme, code.value)));
    writeln!(out, "{DIM}  {}{DIM:#}\n", facts.join(" · "))?;
    prose(out, &text.summary, "  ", "  ")?;
    let FixedText { cause, fix, check, not_this } = fixed_text(text);
    body(out, &cause, &fix, &check, &not_this)?;
    heading(out, "Sources")?;
    for source in &text.sources {
        writeln!(out, "    - {} <{}>", source.title, source.url)?;
    }
    writeln!(out, "{DIM}    reviewed {}{DIM:#}", text.reviewed)
}

/// What a finding and a rule have in common.
fn body(
    out: &mut impl Write,
    cause: &[Block],
    fix: &[Step],
    check: &[Block],
    not_this: &[LookAlike],
) -> io::Result<()> {
    heading(out, "Why")?;
    blocks(out, cause)?;
    heading(out, "Fix")?;
    steps(out, fix)?;
    heading(out, "Check")?;
    blocks(out, check)?;
    heading(out, "Not this if")?;
    for other in not_this {
        let rule = other.rule.as_ref().map(|rule| format!(" [{rule}]")).unwrap_or_default();
        prose(out, &format!("{}{rule}", plain(&other.text)), "    - ", "      ")?;
    }
    Ok(())
}

fn heading(out: &mut impl Write, title: &str) -> io::Result<()> {
    writeln!(out, "  {BOLD}{title}{BOLD:#}")
}

fn prose(out: &mut impl Write, text: &str, first: &str, next: &str) -> io::Result<()> {
    let options = textwrap::Options::new(textwrap::termwidth().clamp(40, 100))
        .initial_indent(first)
        .subsequent_indent(next)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false);
    for line in textwrap::wrap(text, options) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn blocks(out: &mut impl Write, blocks: &[Block]) -> io::Result<()> {
    for block in blocks {
        match block {
            Block::Paragraph { text } => prose(out, &plain(text), "    ", "    ")?,
            Block::List { items } => {
                for item in items {
                    prose(out, &plain(item), "    - ", "      ")?;
                }
            }
            Block::Code(command) => self::command(out, command)?,
        }
    }
    Ok(())
}

fn command(out: &mut impl Write, command: &Command) -> io::Result<()> {
    for line in visible(&command.text).lines() {
        writeln!(out, "       {COMMAND}{line}{COMMAND:#}")?;
    }
    Ok(())
}

fn steps(out: &mut impl Write, steps: &[Step]) -> io::Result<()> {
    for (index, step) in steps.iter().enumerate() {
        let mut lead = format!("{:>5}. ", index + 1);
        for block in &step.text {
            match block {
                Block::Paragraph { text } => prose(out, &plain(text), &lead, "       ")?,
                other => blocks(out, std::slice::from_ref(other))?,
            }
            "       ".clone_into(&mut lead);
        }
        if let Some(command) = &step.command {
            self::command(out, command)?;
        }
        if let Some(caution) = caution(step.risk, step.who) {
            writeln!(out, "       {DIM}({caution}){DIM:#}")?;
        }
    }
    Ok(())
}

fn evidence(out: &mut impl Write, places: &[Evidence], count: u64) -> io::Result<()> {
    for place in places.iter().take(PLACES) {
        excerpt(out, &place.excerpt)?;
    }
    if let (true, Some(last)) = (places.len() > PLACES, places.last()) {
        writeln!(
            out,
            "{DIM}        … {} more, the last on line {}{DIM:#}",
            count - PLACES as u64,
            last.line
        )?;
    }
    Ok(())
}

fn excerpt(out: &mut impl Write, excerpt: &Excerpt) -> io::Result<()> {
    let mut start = 0_usize;
    for (index, line) in excerpt.text.split('\n').enumerate() {
        write!(out, "{DIM}{:>6} │{DIM:#} ", excerpt.first_line + index as u64)?;
        let mut at = 0;
        for mark in &excerpt.marks {
            let (from, to) = (mark.start as usize, mark.end as usize);
            if from < start || to > start + line.len() {
                continue;
            }
            let (from, to) = (from - start, to - start);
            let (Some(before), Some(marked)) = (line.get(at..from), line.get(from..to)) else {
                continue;
            };
            write!(out, "{}{MARK}{}{MARK:#}", visible(before), visible(marked))?;
            at = to;
        }
        writeln!(out, "{}", visible(line.get(at..).unwrap_or_default()))?;
        start += line.len() + 1;
    }
    Ok(())
}

/// Prints why a rule finds something in an input, or why not.
pub(crate) fn why(out: &mut impl Write, name: &str, why: &Why) -> io::Result<()> {
    writeln!(out, "{BOLD}{}{BOLD:#}: {} — {}", visible(name), why.rule, why.summary)?;
    writeln!(out, "  {}", why.outcome)?;
    for attempt in &why.attempts {
        writeln!(out, "\n{DIM}  {}{DIM:#}", visible(&attempt.pattern))?;
        for condition in &attempt.conditions {
            let sign = if condition.met { "met" } else { "not met" };
            let line = condition.line.map_or(String::new(), |line| format!(" (line {line})"));
            writeln!(out, "    {sign}: {}{line}", visible(&condition.text))?;
        }
    }
    Ok(())
}

fn unknown(out: &mut impl Write, unknown: &Unknown) -> io::Result<()> {
    writeln!(out, "\n  {BOLD}{}{BOLD:#}", visible(&unknown.template))?;
    let times =
        if unknown.count == 1 { "once".to_owned() } else { format!("{} times", unknown.count) };
    writeln!(out, "{DIM}    fingerprint {} · {times}{DIM:#}", unknown.fingerprint)?;
    evidence(out, &unknown.evidence, unknown.count)?;
    for code in &unknown.codes {
        write!(out, "    code: {} {}", code.scheme, code.value)?;
        if !code.name.is_empty() {
            write!(out, " {}", code.name)?;
        }
        writeln!(out, "{}{}", if code.text.is_empty() { "" } else { ": " }, code.text)?;
    }
    if !unknown.nearest.is_empty() {
        writeln!(out, "    near, but not the same: {}", unknown.nearest.join(", "))?;
    }
    Ok(())
}
