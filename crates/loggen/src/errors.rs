//! What goes wrong in a generated log.

use std::io;
use std::path::Path;

use unstuck_rules::author::{self, Expect};

use crate::fill::Filler;

/// Of so many errors, one is known to no rule.
const UNKNOWN_EVERY: u32 = 10;
/// Longer examples are whole logs, not errors.
const LONGEST: usize = 60;

/// Errors that no rule knows: their programs do not exist.
const UNKNOWN: [&str; 8] = [
    "{comma} ERROR [{logger}] frobnication of batch {n} stopped half-way: phase {n} is out of tune",
    "{iso} error {logger} could not reticulate splines for {word} {big} (code XQ-{n})",
    "{comma} ERROR {pid} --- [pool-{n}-thread-{thread}] c.e.w.WidgetFolder : widget {big} does not fold\n\
     com.example.widgets.WidgetFoldingException: crease {n} is not where it was\n\
     \tat com.example.widgets.Folder.fold(Folder.java:{n})\n\
     \tat com.example.widgets.Folder.foldAll(Folder.java:{n})\n\
     \tat com.example.worker.Loop.run(Loop.java:{n})",
    "{comma} ERROR [{logger}] step failed\n\
     Traceback (most recent call last):\n\
     \x20 File \"/srv/app/{word}/steps.py\", line {n}, in run\n\
     \x20   self.advance(batch)\n\
     \x20 File \"/srv/app/{word}/batch.py\", line {n}, in advance\n\
     \x20   raise PlutoniumExhausted(self.level)\n\
     app.errors.PlutoniumExhausted: level is {n}",
    "time={iso} level=ERROR msg=\"flux of {word} reversed\" shard={n} err=\"polarity mismatch {hex}\"",
    "{slashes} [error] {pid}#{pid}: *{big} gargle register overrun in lane {n}",
    "E{klog}   {pid} turnip.go:{n}] \"Turnip not ripe\" err=\"expected {n} days of sun\" bed=\"{word}\"",
    "panic: yak {n} is unshaven\n\n\
     goroutine {n} [running]:\n\
     main.(*Barn).Open(0xc000{short}, 0x{n})\n\
     \t/src/cmd/barn/barn.go:{n} +0x1d4\n\
     main.main()\n\
     \t/src/cmd/barn/main.go:{n} +0x85",
];

/// Errors to choose from.
#[derive(Default)]
pub struct Errors {
    known: Vec<String>,
}

impl Errors {
    /// The first matching example of each rule in a folder of rules.
    pub fn of_rules(folder: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        collect(folder, &mut files)?;
        files.sort();
        let mut known = Vec::new();
        for path in files {
            let source = std::fs::read_to_string(&path)?;
            // Only examples are wanted, so that the id may be anything.
            let (Some(draft), _) = author::read("", "a/b", &source) else { continue };
            let example = draft.examples.into_iter().find(|example| {
                matches!(example.expect, Expect::Match(_))
                    && example.text.lines().count() <= LONGEST
            });
            known.extend(example.map(|example| template(example.text.trim_end())));
        }
        Ok(Self { known })
    }

    /// How many kinds of error there are that a rule knows.
    pub fn known(&self) -> usize {
        self.known.len()
    }

    /// Each known error once, and each unknown one.
    pub fn each(&self) -> impl Iterator<Item = (bool, String)> {
        let mut filler = Filler::default();
        let known = self.known.iter().map(|template| (true, template.as_str()));
        known.chain(UNKNOWN.iter().map(|template| (false, *template))).map(
            move |(known, template)| {
                let mut text = String::new();
                filler.fill(template, &mut text);
                (known, text)
            },
        )
    }

    /// Appends an error.
    pub(crate) fn write(&self, filler: &mut Filler, text: &mut String) {
        let template = if self.known.is_empty() || filler.random.below(UNKNOWN_EVERY) == 0 {
            filler.random.pick(&UNKNOWN)
        } else {
            filler.random.pick(&self.known).as_str()
        };
        filler.fill(template, text);
    }
}

/// An example as a logger would have printed it: with a time and a level before it, unless
/// it begins like a log line itself, and with addresses that vary.
fn template(example: &str) -> String {
    let first = example.lines().next().unwrap_or_default();
    let begins_as_log = first.starts_with(|c: char| c.is_ascii_digit() || "[{<".contains(c))
        || first.contains(" | ")
        || first.starts_with("time=")
        || first.starts_with("level=");
    let before = match (begins_as_log, example.contains('\n')) {
        (true, _) => "",
        (false, false) => "{comma} ERROR [{logger}] ",
        (false, true) => "{comma} ERROR [{logger}] the step failed\n",
    };
    let mut text = String::from(before);
    let mut rest = example;
    while let Some(at) = rest.find("10.0.") {
        let (head, tail) = rest.split_at(at + "10.0.".len());
        text.push_str(head);
        let third = tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let after = tail[third..].strip_prefix('.').unwrap_or_default();
        let fourth = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        rest = tail;
        if third > 0 && fourth > 0 {
            text.push_str(&tail[..=third]);
            text.push_str("{n}");
            rest = &after[fourth..];
        }
    }
    text + rest
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "md") {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_become_entries_of_a_log() {
        for (example, expected) in [
            ("plain words", "{comma} ERROR [{logger}] plain words"),
            ("2026-01-01 x 10.0.3.17:5432", "2026-01-01 x 10.0.3.{n}:5432"),
            ("a\nb", "{comma} ERROR [{logger}] the step failed\na\nb"),
            ("[x] version 10.0.1", "[x] version 10.0.1"),
            ("[x] 10.0.1.2 and 10.0.3.4", "[x] 10.0.1.{n} and 10.0.3.{n}"),
        ] {
            assert_eq!(template(example), expected);
        }
    }
}
