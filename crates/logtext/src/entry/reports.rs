//! Blocks of several lines that are no stack traces: what tools print as one report, with
//! lines at the margin and blank lines inside.

use crate::entry::ahead::Ahead;
use crate::entry::http::{
    curl_done, curl_line, curl_takes, goes_on_with_body, http_header, http_start, opens_curl,
};
use crate::entry::nested::{brackets, closes, hash, json_text, opens_json, opens_xml, tag};
use crate::entry::shape::{exception_head, own_level, prompt};

/// What a block says to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Take {
    /// It belongs to the entry.
    Yes,
    /// It begins another entry.
    No,
    /// It begins another entry, and the block goes on.
    Split,
    /// Only the line itself can tell.
    Unknown,
}

/// The block that an entry is in, and how far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Report {
    /// Pretty-printed JSON: how many brackets are open, and whether the first is a list at
    /// the margin, whose elements are entries of their own.
    Json { depth: u16, list: bool },
    /// XML or HTML, by a hash of the outermost name; 0 before it was seen.
    Xml { name: u32 },
    /// `curl -v`: whether the answer, the end of its headers, some of its body and the end of
    /// the connection were seen.
    Curl { got: bool, body: bool, read: bool, done: bool },
    /// A raw HTTP message.
    Http { body: bool },
    /// An event of the Windows event log.
    WindowsEvent,
    /// What `docker build` repeats of a failed step: how many rules of dashes were seen.
    Docker { rules: u8 },
    /// Gradle's account of a failure.
    Gradle,
    /// Spring Boot's account of a failed start.
    Spring { part: SpringPart },
    /// One failed test of pytest.
    Pytest,
    /// Lines that pytest marks with `E`.
    PytestLines,
    /// A sanitizer's account.
    Sanitizer,
    /// npm's lines of one failure; whether in the form of version 10.
    Npm,
    /// What a git server said, and the refs that were rejected.
    Git { refs: bool },
    /// git's advice behind a failed connection.
    GitAdvice,
    /// A compiler's line that names the place for the next one.
    CompilerPlace,
    /// A paragraph, up to the next blank line.
    Paragraph,
    /// A diagnostic of rustc with its code.
    Rustc,
    /// An error of Terraform, without its box.
    Terraform { text: bool },
}

/// Where in Spring Boot's account of a failed start one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SpringPart {
    /// Before `Action:`.
    Description,
    /// At that heading.
    Action,
    /// In the paragraph under it, with which the account ends.
    Advice,
}

use Report::{
    CompilerPlace, Curl, Docker, Git, GitAdvice, Gradle, Http, Json, Npm, Paragraph, Pytest,
    PytestLines, Rustc, Sanitizer, Spring, Terraform, WindowsEvent, Xml,
};

/// The block that a line opens.
pub(crate) fn opened(text: &str, ahead: &mut impl Ahead) -> Option<Report> {
    let first = text.as_bytes().first()?;
    match first {
        b'<' => {
            if let Some(xml) = opens_xml(text, ahead) {
                return Some(xml);
            }
        }
        b'=' if text.contains(" REPORT==== ") => return Some(Paragraph),
        b'=' | b'W' if sanitizer(text, ahead) => return Some(Sanitizer),
        b'*' if text.bytes().all(|b| b == b'*') => {
            let failed = ahead.text(1).is_some_and(|next| next == "APPLICATION FAILED TO START");
            return failed.then_some(Spring { part: SpringPart::Description });
        }
        b'-' if text == "------" => {
            let step = ahead.text(1).is_some_and(|next| next.starts_with(" > ["));
            return step.then_some(Docker { rules: 1 });
        }
        b'_' if heading(text, "___") => return Some(Pytest),
        b'n' if npm(text).is_some() => return Some(Npm),
        b'r' if text == "remote:" || text.starts_with("remote: ") => {
            return Some(Git { refs: false });
        }
        _ => {}
    }
    if text.starts_with("E  ") {
        return Some(PytestLines);
    }
    // gdb: the signal, the place, the line of code and the frames.
    if text.contains(" received signal SIG") || text.starts_with("Program terminated with signal ")
    {
        return Some(Paragraph);
    }
    if text.starts_with("To ") && ahead.text(1).is_some_and(|next| next.starts_with(" ! [")) {
        return Some(Git { refs: true });
    }
    if text.starts_with("fatal: Could not read from remote repository") {
        return Some(GitAdvice);
    }
    if text.starts_with("ERROR: ") && ahead.text(1) == Some("------") {
        return Some(Docker { rules: 0 });
    }
    if text.starts_with("FAILURE: Build ")
        || text == "* What went wrong:"
        || text.ends_with(": Task failed with an exception.")
    {
        return Some(Gradle);
    }
    if text.starts_with("Log Name:")
        && ahead.text(1).is_some_and(|next| next.starts_with("Source:"))
    {
        return Some(WindowsEvent);
    }
    if text.ends_with(':')
        && [": In ", ": in function ", "In file included from ", ": At "]
            .iter()
            .any(|words| text.contains(words))
    {
        return Some(CompilerPlace);
    }
    if (text.starts_with("error") || text.starts_with("warning"))
        && ahead.text(1).is_some_and(|next| next.trim_start().starts_with("--> "))
    {
        return Some(Rustc);
    }
    if text.starts_with("Error: ")
        && ahead.text(1).is_some_and(str::is_empty)
        && ahead
            .text(2)
            .is_some_and(|next| next.starts_with("  on ") || next.starts_with("  with "))
    {
        return Some(Terraform { text: false });
    }
    if opens_curl(text) {
        let got = text.starts_with("< ");
        return Some(Curl { got, body: false, read: false, done: false });
    }
    if http_start(text) && ahead.text(1).is_some_and(http_header) {
        return Some(Http { body: false });
    }
    opens_json(text, ahead)
}

impl Report {
    /// How many lines a block has at most.
    fn longest(self) -> u16 {
        match self {
            Json { .. } => u16::MAX,
            Xml { .. } => 100,
            Curl { .. } | Http { .. } | Npm => 200,
            Pytest | Sanitizer => 300,
            _ => 60,
        }
    }

    /// Whether the entry, which has `lines` lines so far, goes on with `text`, before which
    /// `blanks` blank lines stand.
    pub(crate) fn takes(self, text: &str, blanks: u8, lines: u16, ahead: &mut impl Ahead) -> Take {
        if lines >= self.longest() {
            return Take::Unknown;
        }
        let yes = |takes: bool| if takes { Take::Yes } else { Take::No };
        let perhaps = |takes: bool| if takes { Take::Yes } else { Take::Unknown };
        match self {
            Json { depth, list } => {
                let trimmed = text.trim_start();
                if list && depth == 1 && trimmed.starts_with('{') {
                    return Take::Split;
                }
                perhaps(blanks <= 1 && json_text(text))
            }
            Xml { .. } => {
                let markup = |text: &str| text.trim_start().starts_with('<');
                let mut between = || (1..=3).any(|n| ahead.text(n).is_some_and(markup));
                perhaps(blanks <= 1 && !prompt(text) && (markup(text) || between()))
            }
            Curl { got, body, read, done } => curl_takes(text, blanks, [got, body, read, done]),
            Http { body } => match body {
                false if blanks == 0 => perhaps(http_header(text)),
                false => perhaps(
                    blanks == 1
                        && !prompt(text)
                        && !http_start(text)
                        && !exception_head(text)
                        && (text.starts_with(['{', '[', '<', '"']) || own_level(text).is_none()),
                ),
                true => perhaps(goes_on_with_body(text, blanks)),
            },
            WindowsEvent => yes(blanks <= 1 && !text.starts_with("Log Name:") && !prompt(text)),
            Docker { rules: 0 } => perhaps(text == "------"),
            Gradle => {
                let section = text.starts_with("* ") || text.starts_with("> ");
                if text.ends_with(": Task failed with an exception.") || text.starts_with("BUILD ")
                {
                    return Take::No;
                }
                let indented = text.starts_with([' ', '\t']);
                yes((blanks == 0 && !text.starts_with("===="))
                    || (blanks <= 2 && (section || indented)))
            }
            Spring { part } => yes(blanks == 0 || (blanks <= 2 && part != SpringPart::Advice)),
            Pytest => {
                let other = heading(text, "___") || heading(text, "===") || heading(text, "---");
                yes(blanks <= 3 && !other && !text.starts_with("FAILED "))
            }
            PytestLines => perhaps(blanks == 0 && text.starts_with("E  ")),
            Sanitizer => perhaps(blanks <= 1),
            Npm => {
                let next_failure = lines > 1
                    && npm(text).is_some_and(|rest| rest.trim_start().starts_with("code "));
                if next_failure { Take::No } else { perhaps(npm(text).is_some()) }
            }
            Git { refs } => {
                let remote = text == "remote:" || text.starts_with("remote: ");
                perhaps(
                    blanks == 0
                        && if refs {
                            text.starts_with([' ', '!'])
                                || text.starts_with("error: failed to push some refs")
                                || text.starts_with("hint: ")
                        } else {
                            remote || text.starts_with("To ")
                        },
                )
            }
            GitAdvice => perhaps(
                blanks <= 1
                    && (text.starts_with("Please make sure you have the correct access")
                        || text.starts_with("and the repository exists")),
            ),
            CompilerPlace | Paragraph | Docker { rules: 1 } => perhaps(blanks == 0),
            Docker { .. } => perhaps(
                blanks == 0
                    && (dashes(text)
                        || text.starts_with([' ', '\t'])
                        || text.starts_with("ERROR: failed to ")
                        || text.ends_with(|c: char| c.is_ascii_digit())),
            ),
            Rustc => perhaps(blanks == 0 && (gutter(text) || text == "...")),
            Terraform { text: seen } => {
                perhaps(blanks == 0 || (blanks == 1 && (!seen || text.starts_with("  "))))
            }
        }
    }

    /// The block behind `text`, a line of it before which `blanks` blank lines stand. `None`
    /// where it has ended.
    pub(crate) fn behind(self, text: &str, blanks: u8) -> Option<Self> {
        Some(match self {
            Json { depth, list } => {
                let depth = brackets(depth, text);
                return (depth > 0).then_some(Json { depth, list });
            }
            Xml { name: 0 } => {
                let name = tag(text).map_or(0, hash);
                return (name == 0 || !closes(text, name)).then_some(Xml { name });
            }
            Xml { name } => return (!closes(text, name)).then_some(self),
            Curl { got, body, read, done } => Curl {
                got: got || text.starts_with("< "),
                body: body || text.trim_end() == "<",
                read: read || ((body || done) && !curl_line(text) && !curl_done(text)),
                done: done || curl_done(text),
            },
            Http { body } => Http { body: body || blanks > 0 },
            Docker { rules } => {
                if text.starts_with("ERROR: failed to ") {
                    return None;
                }
                Docker { rules: rules.saturating_add(u8::from(dashes(text))) }
            }
            Spring { part } => Spring {
                part: match part {
                    SpringPart::Description if text == "Action:" => SpringPart::Action,
                    SpringPart::Action => SpringPart::Advice,
                    part => part,
                },
            },
            Sanitizer => {
                let ends = text.ends_with("==ABORTING") || heading_rule(text);
                return (!ends).then_some(self);
            }
            Git { refs } => Git { refs: refs || text.starts_with("To ") },
            CompilerPlace => {
                return text.ends_with(':').then_some(self);
            }
            Terraform { text: seen } => Terraform { text: seen || !text.starts_with(' ') },
            other => other,
        })
    }
}

/// A line of signs with words in its middle: `___ test_x ___`.
fn heading(text: &str, sign: &str) -> bool {
    let between = text.trim_matches(|c| sign.starts_with(c));
    text.starts_with(sign)
        && text.ends_with(sign)
        && between.starts_with(' ')
        && between.ends_with(' ')
        && between.len() > 2
}

fn heading_rule(text: &str) -> bool {
    text.len() >= 16 && text.bytes().all(|b| b == b'=')
}

fn dashes(text: &str) -> bool {
    text.len() >= 6 && text.bytes().all(|b| b == b'-')
}

fn sanitizer(text: &str, ahead: &mut impl Ahead) -> bool {
    let names = |text: &str| {
        text.contains("Sanitizer: ") && (text.starts_with("==") || text.starts_with("WARNING: "))
    };
    names(text) || (heading_rule(text) && ahead.text(1).is_some_and(names))
}

/// What stands behind npm's mark.
fn npm(text: &str) -> Option<&str> {
    text.strip_prefix("npm ERR!").or_else(|| text.strip_prefix("npm error"))
}

/// A line of rustc's drawing: a place, a line of code behind its number, advice.
fn gutter(text: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == 'L');
    text.starts_with(' ')
        || text.starts_with("help: ")
        || text.starts_with("note: ")
        || (behind.len() < text.len()
            && [" |", " +", " -", " ~"].iter().any(|sign| behind.starts_with(sign)))
}
