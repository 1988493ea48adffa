//! Logs for measuring: generated, of any size, the same each time.
//!
//! A log is mostly healthy lines of many programs ([`healthy`]), with errors in between: the
//! examples of the rule book, as their rules have them from real software, and a tenth of
//! errors that no rule knows ([`errors`]). Nothing of it is taken from `tests/quiet/`, by
//! which the rule book chooses the texts that it looks for: it would look too good on logs
//! that it has seen.

mod errors;
mod fill;
mod healthy;
mod random;

pub use errors::Errors;

use fill::Filler;

/// What a log looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Lines of many programs, of which so many in a thousand are errors.
    Plain {
        /// Errors in a thousand entries.
        errors: u32,
    },
    /// The same lines, each as the message of a JSON object on a line of its own; quotes and
    /// line feeds in it are escaped.
    JsonLines {
        /// Errors in a thousand entries.
        errors: u32,
    },
    /// One line: an array of such objects, without a blank between them.
    OneLine {
        /// Errors in a thousand objects.
        errors: u32,
    },
}

impl Kind {
    const fn errors(self) -> u32 {
        match self {
            Self::Plain { errors } | Self::JsonLines { errors } | Self::OneLine { errors } => {
                errors
            }
        }
    }
}

/// A log of at least `size` bytes, and at most one entry more.
pub fn log(kind: Kind, size: usize, errors: &Errors) -> String {
    let mut filler = Filler::default();
    let mut text = String::with_capacity(size + 16 * 1024);
    let mut entry = String::new();
    if let Kind::OneLine { .. } = kind {
        text.push('[');
    }
    while text.len() < size {
        entry.clear();
        let broken = filler.random.below(1000) < kind.errors();
        if broken {
            errors.write(&mut filler, &mut entry);
        } else {
            healthy::write(&mut filler, &mut entry);
        }
        match kind {
            Kind::Plain { .. } => text.push_str(&entry),
            Kind::JsonLines { .. } => object(&mut filler, &entry, broken, &mut text),
            Kind::OneLine { .. } => {
                if text.len() > 1 {
                    text.push(',');
                }
                object(&mut filler, &entry, broken, &mut text);
                continue;
            }
        }
        text.push('\n');
    }
    if let Kind::OneLine { .. } = kind {
        text.push(']');
    }
    text
}

/// An entry as a logger that writes JSON has it.
fn object(filler: &mut Filler, entry: &str, broken: bool, text: &mut String) {
    let level = if broken { "error" } else { "info" };
    let before = r#"{"timestamp":"{iso}","level":""#;
    filler.fill(before, text);
    text.push_str(level);
    filler.fill(r#"","logger":"{logger}","trace_id":"{hex}","message":"#, text);
    // A string is always written.
    text.push_str(&serde_json::to_string(entry).unwrap_or_default());
    text.push('}');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_are_the_same_each_time() {
        let errors = Errors::default();
        for kind in [Kind::Plain { errors: 200 }, Kind::OneLine { errors: 1 }] {
            let text = log(kind, 50_000, &errors);
            assert_eq!(text, log(kind, 50_000, &errors));
            assert!((50_000..70_000).contains(&text.len()), "{}", text.len());
        }
    }

    #[test]
    fn each_kind_has_its_shape() {
        let errors = Errors::default();
        let plain = log(Kind::Plain { errors: 0 }, 20_000, &errors);
        assert!(plain.lines().count() > 50);
        for gap in ["{n}", "{word}", "{iso}", "{logger}", "{big}", "{ms}", "{ip}"] {
            assert!(!plain.contains(gap), "{gap} is left unfilled");
        }
        let lines = log(Kind::JsonLines { errors: 500 }, 20_000, &errors);
        for line in lines.lines() {
            let object: serde_json::Value = serde_json::from_str(line).unwrap();
            assert!(object["message"].is_string());
        }
        let line = log(Kind::OneLine { errors: 500 }, 20_000, &errors);
        assert!(!line.contains('\n'));
        let array: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert!(array.as_array().unwrap().len() > 10);
    }
}
