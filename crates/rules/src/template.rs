//! Text with gaps for values of the log.
//!
//! `{{host}}` is filled with the capture `host`; `{{host|the server}}` says what stands
//! there when the log does not tell. A part in `[[ … ]]` is left out as a whole when one of
//! its values is missing, as in `timed out[[ after {{timeout}}]]`. Anything else in braces
//! is text, so that a command may hold `{{.Names}}` or JSON.

use serde::{Deserialize, Deserializer, Serialize};

/// Text with gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template(
    /// The parts in order.
    pub Vec<Piece>,
);

/// A part of a [`Template`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// Fixed text.
    Text(String),
    /// A gap.
    Value {
        /// The capture that fills it.
        capture: String,
        /// What stands there without a value; empty if the author named nothing.
        default: String,
    },
    /// Parts that appear only if all their values are known. None of them is optional itself.
    Optional(#[serde(deserialize_with = "plain_pieces")] Vec<Piece>),
}

/// Reads pieces of which none is optional: bytes that nest them without end, which no author
/// can write, would else be read without end.
fn plain_pieces<'de, D: Deserializer<'de>>(source: D) -> Result<Vec<Piece>, D::Error> {
    /// The first variants of [`Piece`], in the same order.
    #[derive(Deserialize)]
    enum Plain {
        Text(String),
        Value { capture: String, default: String },
    }
    let pieces = Vec::<Plain>::deserialize(source)?;
    let piece = |piece| match piece {
        Plain::Text(text) => Piece::Text(text),
        Plain::Value { capture, default } => Piece::Value { capture, default },
    };
    Ok(pieces.into_iter().map(piece).collect())
}

impl Template {
    /// Reads a template. Nothing is an error: what is no gap is text.
    pub fn parse(text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find("[[") {
            let Some(length) = rest[open + 2..].find("]]") else { break };
            let inner = &rest[open + 2..open + 2 + length];
            let inner_pieces = values(inner);
            // Without a gap inside it is somebody's shell test or TOML table, not an option.
            if inner_pieces.iter().any(|piece| matches!(piece, Piece::Value { .. })) {
                pieces.extend(values(&rest[..open]));
                pieces.push(Piece::Optional(inner_pieces));
            } else {
                pieces.extend(values(&rest[..open + 2 + length + 2]));
            }
            rest = &rest[open + 2 + length + 2..];
        }
        pieces.extend(values(rest));
        Self(merged(pieces))
    }

    /// Every gap, with whether something stands there when the value is missing: a default,
    /// or nothing at all because an optional part goes with it.
    pub fn gaps(&self) -> Vec<(&str, bool)> {
        let mut gaps = Vec::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(_) => {}
                Piece::Value { capture, default } => {
                    gaps.push((capture.as_str(), !default.is_empty()));
                }
                Piece::Optional(inner) => {
                    gaps.extend(inner.iter().filter_map(|piece| match piece {
                        Piece::Value { capture, .. } => Some((capture.as_str(), true)),
                        _ => None,
                    }));
                }
            }
        }
        gaps
    }

    /// The text with every gap shown as the author wrote it, for lists and search.
    pub fn source(&self) -> String {
        fn write(pieces: &[Piece], out: &mut String) {
            for piece in pieces {
                match piece {
                    Piece::Text(text) => out.push_str(text),
                    Piece::Value { capture, default } if default.is_empty() => {
                        out.push('<');
                        out.push_str(capture);
                        out.push('>');
                    }
                    Piece::Value { default, .. } => out.push_str(default),
                    Piece::Optional(_) => {}
                }
            }
        }
        let mut out = String::new();
        write(&self.0, &mut out);
        out
    }
}

fn values(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut fixed = String::new();
    let mut rest = text;
    while let Some(open) = rest.find("{{") {
        let after = &rest[open + 2..];
        let Some((capture, default, length)) = gap(after) else {
            fixed.push_str(&rest[..open + 2]);
            rest = after;
            continue;
        };
        fixed.push_str(&rest[..open]);
        if !fixed.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut fixed)));
        }
        pieces.push(Piece::Value { capture, default });
        rest = &after[length..];
    }
    fixed.push_str(rest);
    if !fixed.is_empty() {
        pieces.push(Piece::Text(fixed));
    }
    pieces
}

/// The gap that `after` begins with, just behind its opening braces.
fn gap(after: &str) -> Option<(String, String, usize)> {
    let close = after.find("}}")?;
    let inner = &after[..close];
    let (name, default) = inner.split_once('|').unwrap_or((inner, ""));
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    is_name.then(|| (name.to_owned(), default.to_owned(), close + 2))
}

fn merged(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (out.last_mut(), piece) {
            (Some(Piece::Text(last)), Piece::Text(text)) => last.push_str(&text),
            (_, piece) => out.push(piece),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Piece {
        Piece::Text(text.to_owned())
    }

    fn value(capture: &str, default: &str) -> Piece {
        Piece::Value { capture: capture.to_owned(), default: default.to_owned() }
    }

    #[test]
    fn gaps_defaults_and_optional_parts() {
        let template = Template::parse("{{host|the server}} timed out[[ after {{timeout}}]].");
        assert_eq!(
            template.0,
            [
                value("host", "the server"),
                text(" timed out"),
                Piece::Optional(vec![text(" after "), value("timeout", "")]),
                text("."),
            ]
        );
        assert_eq!(template.gaps(), [("host", true), ("timeout", true)]);
        assert_eq!(template.source(), "the server timed out.");
    }

    #[test]
    fn braces_of_others_stay_text() {
        for source in [
            "docker ps --format '{{.Names}}'",
            "{\"Statement\": [{\"a\": {}}]}",
            "if [[ -f x ]]; then",
            "{{",
            "}} {{ x }}",
            "[[unclosed",
        ] {
            assert_eq!(Template::parse(source).0, [text(source)], "{source}");
        }
        assert_eq!(Template::parse("").0, []);
    }
}
