//! The rule model: what a rule says, how it is recognised, and what makes it fit to ship.
//!
//! A rule is written as one Markdown file with TOML front matter (the `author` feature
//! reads it, see [`author`]) and travels as a [`RuleBook`], packed by [`pack`]. This crate
//! knows nothing of logs or of matching: it hands out patterns, the literals that every
//! match of them must contain, and prose with gaps for the values of a log.

mod book;
pub mod literals;
pub mod model;
pub mod pack;
pub mod pattern;
pub mod probes;
pub mod template;
pub mod text;
mod translation;

#[cfg(feature = "author")]
pub mod author;

pub use book::RuleBook;
pub use model::{
    Bounds, Capture, CaptureKind, Condition, Holds, Problem, Rule, SeverityWhen, Sign, Variant,
    Within,
};
pub use template::{Piece, Template};
pub use text::{Block, CodeText, Inline, LookAlike, RuleText, Step};
pub use translation::{ORIGINAL, Translation};
