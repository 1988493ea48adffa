//! The `unstuck` command.
//!
//! `explain` says what is wrong in a log; `redact` takes out of it what is private; `rules`
//! lists, shows, checks and begins rules.
//! Exit codes: 0 nothing was found, 1 something was found (or a rule is wrong), 2 the call
//! or its input cannot be used.

mod explain;
mod input;
mod merge;
mod redact;
mod render;
mod rules;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

#[derive(Parser)]
#[command(
    name = "unstuck",
    version,
    about = "Explains errors and logs: what is wrong, why, and how to mend it"
)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Explain the problems in logs (exit code 1 if there are any)
    Explain {
        /// Files to read, also `.gz`, `.zip`, `.tar`, `.tar.gz`; `-` or none for standard input
        files: Vec<PathBuf>,
        /// How to print the report
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
        /// Use the rules of this folder instead of the built-in rule book
        #[arg(long, value_name = "DIR")]
        rules: Option<PathBuf>,
        /// Say why this rule finds something, or why not: which of its conditions are met where
        #[arg(long, value_name = "RULE")]
        why: Option<String>,
        /// Read several logs as one, in the order of their times
        #[arg(long)]
        merge: bool,
        /// Say what the rules say in this language, such as `ar`, where they are translated.
        /// `LANG` and `LC_ALL` are not followed: the same call prints the same everywhere
        #[arg(long, value_name = "LANGUAGE", default_value = unstuck_rules::ORIGINAL)]
        lang: String,
    },
    /// Print texts with everything secret or personal replaced by tokens
    Redact {
        /// Files to read, also `.gz`, `.zip`, `.tar`, `.tar.gz`; `-` or none for standard input
        files: Vec<PathBuf>,
        /// Leave this value as it is; may be given several times
        #[arg(long, value_name = "VALUE")]
        keep: Vec<String>,
        /// Print what would be hidden, masked, in place of the text
        #[arg(long)]
        list: bool,
    },
    /// Look at rules, or work on them
    Rules {
        #[command(subcommand)]
        verb: RulesVerb,
    },
}

#[derive(Subcommand)]
enum RulesVerb {
    /// List the rules that are built in
    List {
        /// How to print the list; JSON holds the fixed text of every rule
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// Show one rule with everything that it says
    Show {
        /// The rule's id, such as `s3/access-denied`
        id: String,
        /// Show what it says in this language, such as `ar`, if it is translated
        #[arg(long, value_name = "LANGUAGE", default_value = unstuck_rules::ORIGINAL)]
        lang: String,
    },
    /// Check a folder of rules: each file, their relations, examples and healthy logs
    Check {
        /// The folder; healthy logs are looked for in `tests/quiet` beside it
        #[arg(default_value = "rules")]
        folder: PathBuf,
    },
    /// Say how much a folder of rules covers: rules, systems, problems, codes, examples
    Stats {
        /// The folder
        #[arg(default_value = "rules")]
        folder: PathBuf,
    },
    /// Print a Markdown document that lists the rules of a folder
    Index {
        /// The folder
        #[arg(default_value = "rules")]
        folder: PathBuf,
    },
    /// Begin a new rule from a template
    New {
        /// The rule's id: `<system>/<problem>`
        id: String,
        /// The rules folder
        #[arg(long, default_value = "rules", value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For reading in a terminal
    Text,
    /// The public report, one object for one input, a list for several
    Json,
    /// For a ticket or a chat
    Markdown,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    Text,
    Json,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.verb {
        Verb::Explain { files, format, rules, why, merge, lang } => {
            explain::run(&files, format, rules.as_deref(), why.as_deref(), merge, &lang)
        }
        Verb::Redact { files, keep, list } => redact::run(&files, keep, list),
        Verb::Rules { verb } => match verb {
            RulesVerb::List { format } => rules::list::run(format),
            RulesVerb::Show { id, lang } => rules::show::run(&id, &lang),
            RulesVerb::Check { folder } => rules::check::run(&folder),
            RulesVerb::Stats { folder } => rules::stats::run(&folder),
            RulesVerb::Index { folder } => rules::index::run(&folder),
            RulesVerb::New { id, folder } => rules::new::run(&id, &folder),
        },
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Err(failure) => {
            // Whoever closed the pipe has read enough.
            if !failure.is_closed_pipe() {
                render::complain(&failure.to_string());
            }
            ExitCode::from(2)
        }
    }
}

/// How a call ends when it worked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing was found.
    Clean,
    /// Problems were found.
    Found,
}

/// Why a call cannot be carried out.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("cannot read {name}: {reason}")]
    Unreadable { name: String, reason: String },
    #[error("cannot write: {0}")]
    Output(#[from] std::io::Error),
    #[error("{0}")]
    Usage(String),
}

impl Failure {
    fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }
}
