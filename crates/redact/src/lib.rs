//! What is secret or personal in a text, and its stable replacement.
//!
//! Everything that leaves Unstuck by a click goes through a [`Redactor`]. It replaces the
//! private part of a text alone, and the same value by the same token in every text, so that
//! who reads them can still follow one address or user through a log:
//!
//! ```
//! use unstuck_redact::Redactor;
//!
//! let mut redactor = Redactor::new(&[], &Default::default());
//! let log = "login of jane@example.com from 203.0.113.7\npassword=hunter22 host=203.0.113.7";
//! assert_eq!(
//!     redactor.redact(log),
//!     "login of <EMAIL_1> from <IPV4_1>\npassword=<SECRET_1:kv-secret> host=<IPV4_1>"
//! );
//! assert_eq!(redactor.items()[1].value, "203.0.113.7");
//! ```
//!
//! It knows nothing of logs and does no I/O. `docs/redaction.md` says what is hidden and what it
//! cannot know.

#![expect(clippy::doc_markdown, reason = "names of products are no code")]

mod bytes;
mod find;
#[cfg(test)]
mod hostile;
mod kind;
mod redactor;
mod spread;
mod token;

pub use find::Options;
pub use kind::{Group, Kind};
pub use redactor::{Context, Item, Known, Redactor, Replacement};
