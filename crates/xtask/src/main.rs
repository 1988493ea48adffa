//! The workspace's own tool, run as `cargo xtask <verb>`.
//!
//! Everything that a build, a test run or a release needs beyond `cargo` itself is
//! here, in Rust, so that it works the same on every machine and needs no shell, no
//! `make` and nothing installed by hand. [`HELP`] lists the verbs.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks to its terminal")]

mod bench;
mod browser;
mod dist;
mod finish;
mod html;
mod integrity;
mod locales;
mod lockfile;
mod npm;
mod offline_page;
mod rule_file;
mod rule_pages;
mod rules;
mod serve;
mod single_file;
mod size;
mod test;
mod tools;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use xshell::Shell;

/// What `cargo xtask help` prints.
const HELP: &str = "\
Usage: cargo xtask <verb> [options]

  setup                        install what is missing for the verbs below
  serve [--port N] [--dev]     build the page, serve it on this machine, rebuild on change;
                               --dev rebuilds in seconds, into a slower page
  dist [--public-url PATH] [--site-url URL]
                               build the finished static site into dist/; with the address
                               at which it is published, or $UNSTUCK_SITE_URL, also the
                               canonical links, sitemap.xml and robots.txt
  test [--fast]                formatting, lints, tests, rule book, site, sizes, browser
                               tests; --fast leaves out the site and what needs it
  bench [--quick]              time the product in Chromium and natively, and what it is
                               compared with; --quick with small logs
  rules stats                  how much the rules cover
  rules index                  write docs/rules-index.md anew
  rules pages [--out DIR] [--site-url URL]
                               write only the static pages of the rules; dist adds them
  size                         raw and gzip size of dist/ against the budgets
  finish                       the last step of a Trunk build; Trunk calls it
  help                         this text

Tools are taken from PATH where the version is right, else from the cache folder:
$UNSTUCK_CACHE, else $XDG_CACHE_HOME/unstuck, else ~/.cache/unstuck.
The browsers of the tests are $UNSTUCK_CHROMIUM, else the first Chromium or Chrome found,
and $UNSTUCK_FIREFOX, else the first Firefox found.";

/// One verb with its options, as given on the command line.
#[derive(Debug, PartialEq, Eq)]
enum Verb {
    Help,
    Setup,
    Dist { public_url: Option<String>, site_url: Option<String> },
    Finish,
    Serve { port: u16, dev: bool },
    Announce { port: u16 },
    Test { fast: bool },
    Bench { quick: bool },
    RulesStats,
    RulesIndex,
    RulesPages { out: Option<String>, site_url: Option<String> },
    Size,
}

impl Verb {
    /// Reads the arguments that follow the program's name. The error is a sentence
    /// for the person who typed them.
    fn parse(mut arguments: Vec<String>) -> Result<Self, String> {
        if arguments.is_empty() {
            return Ok(Self::Help);
        }
        let verb = arguments.remove(0);
        let options = &mut arguments;
        let verb = match verb.as_str() {
            "help" | "--help" | "-h" => return Ok(Self::Help),
            "setup" => Self::Setup,
            "dist" => Self::Dist {
                public_url: take_value(options, "--public-url")?,
                site_url: take_value(options, "--site-url")?,
            },
            "finish" => Self::Finish,
            "serve" => Self::Serve {
                port: take_port(options)?.unwrap_or(serve::DEFAULT_PORT),
                dev: take_flag(options, "--dev"),
            },
            serve::ANNOUNCE => {
                Self::Announce { port: take_port(options)?.ok_or("--port is missing")? }
            }
            "test" => Self::Test { fast: take_flag(options, "--fast") },
            "bench" => Self::Bench { quick: take_flag(options, "--quick") },
            "rules" => match (!options.is_empty()).then(|| options.remove(0)).as_deref() {
                Some("stats") => Self::RulesStats,
                Some("index") => Self::RulesIndex,
                Some("pages") => Self::RulesPages {
                    out: take_value(options, "--out")?,
                    site_url: take_value(options, "--site-url")?,
                },
                _ => return Err("`rules` needs `stats`, `index` or `pages`".to_owned()),
            },
            "size" => Self::Size,
            other => return Err(format!("there is no verb `{other}`")),
        };
        match options.first() {
            Some(unknown) => Err(format!("`{unknown}` is not an option of this verb")),
            None => Ok(verb),
        }
    }

    fn run(self, sh: &Shell) -> Result<()> {
        match self {
            Self::Help => {
                println!("{HELP}");
                Ok(())
            }
            Self::Setup => {
                tools::ensure(sh)?;
                println!("everything that the build needs is there");
                Ok(())
            }
            Self::Dist { public_url, site_url } => {
                tools::ensure(sh)?;
                dist::build(sh, public_url.as_deref(), site_url.as_deref())
            }
            Self::Finish => finish::run(sh),
            Self::Serve { port, dev } => {
                tools::ensure(sh)?;
                serve::run(sh, port, dev)
            }
            Self::Announce { port } => {
                serve::announce(port);
                Ok(())
            }
            Self::Test { fast } => test::run(sh, fast),
            Self::Bench { quick } => bench::run(sh, quick),
            Self::RulesStats => rules::stats(sh),
            Self::RulesIndex => rules::write_index(sh),
            Self::RulesPages { out, site_url } => {
                rule_pages::run(sh, out.as_deref(), site_url.as_deref())
            }
            Self::Size => size::run(sh),
        }
    }
}

/// Removes the option `name` from `options` and says whether it was there.
fn take_flag(options: &mut Vec<String>, name: &str) -> bool {
    let before = options.len();
    options.retain(|option| option != name);
    options.len() < before
}

/// Removes `name VALUE` or `name=VALUE` from `options`.
fn take_value(options: &mut Vec<String>, name: &str) -> Result<Option<String>, String> {
    let with_equals = format!("{name}=");
    let Some(at) =
        options.iter().position(|option| option == name || option.starts_with(&with_equals))
    else {
        return Ok(None);
    };
    let option = options.remove(at);
    if let Some(value) = option.strip_prefix(&with_equals) {
        return Ok(Some(value.to_owned()));
    }
    if at == options.len() {
        return Err(format!("{name} needs a value"));
    }
    Ok(Some(options.remove(at)))
}

/// Removes `--port N` from `options`.
fn take_port(options: &mut Vec<String>) -> Result<Option<u16>, String> {
    let Some(port) = take_value(options, "--port")? else { return Ok(None) };
    match port.parse() {
        Ok(0) | Err(_) => Err(format!("`{port}` is not a port; give a number from 1 to 65535")),
        Ok(port) => Ok(Some(port)),
    }
}

/// A shell whose commands run in the root of the repository.
fn shell() -> Result<Shell> {
    // Cargo sets the variable for the copy of the sources that it runs; the built-in
    // path serves a binary started by hand.
    let manifest = std::env::var("CARGO_MANIFEST_DIR")
        .unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    let root = Path::new(&manifest)
        .ancestors()
        .nth(2)
        .context("the crate xtask is no longer two folders below the root of the repository")?;
    let sh = Shell::new().context("the current folder cannot be read")?;
    sh.change_dir(root);
    Ok(sh)
}

fn main() -> ExitCode {
    let verb = match Verb::parse(std::env::args().skip(1).collect()) {
        Ok(verb) => verb,
        Err(problem) => {
            eprintln!("error: {problem}; see `cargo xtask help`");
            return ExitCode::from(2);
        }
    };
    match shell().and_then(|sh| verb.run(&sh)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // The alternate form is one sentence; the debug form would add a backtrace
            // wherever RUST_BACKTRACE is set.
            eprintln!("error: {failure:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Verb, String> {
        Verb::parse(line.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn no_verb_is_help() {
        assert_eq!(parse(""), Ok(Verb::Help));
        assert_eq!(parse("--help"), Ok(Verb::Help));
    }

    #[test]
    fn options_are_read_in_either_spelling() {
        let expected = Ok(Verb::Serve { port: 9000, dev: true });
        assert_eq!(parse("serve --port 9000 --dev"), expected);
        assert_eq!(parse("serve --dev --port=9000"), expected);
        assert_eq!(parse("serve"), Ok(Verb::Serve { port: 8080, dev: false }));
        assert_eq!(
            parse("dist --public-url /docs/"),
            Ok(Verb::Dist { public_url: Some("/docs/".to_owned()), site_url: None })
        );
        assert_eq!(
            parse("rules pages --out=x --site-url https://example.org/"),
            Ok(Verb::RulesPages {
                out: Some("x".to_owned()),
                site_url: Some("https://example.org/".to_owned())
            })
        );
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for line in [
            "build",
            "test --slow",
            "setup now",
            "serve --port",
            "serve --port 0",
            "serve --port 65536",
            "size --fast",
            "rules",
            "rules page",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }

    #[test]
    fn help_names_every_verb() {
        for verb in ["setup", "serve", "dist", "test", "bench", "size", "finish", "help"] {
            assert!(HELP.contains(&format!("\n  {verb} ")), "{verb}");
        }
    }
}
