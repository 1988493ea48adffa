//! Prose as a small typed tree: what a person reads, with the values of their own log
//! filled in. There is no markup to parse and nothing that could become a script.

use serde::{Deserialize, Serialize};

/// A piece of prose that stands on its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    /// Running text.
    Paragraph {
        /// Its parts in order.
        text: Vec<Inline>,
    },
    /// A list without an order.
    List {
        /// One entry per item.
        items: Vec<Vec<Inline>>,
    },
    /// Text to be shown as it is, in a fixed-width face.
    Code(Command),
}

/// A part of a line of prose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Inline {
    /// Plain words.
    Text {
        /// The words.
        text: String,
    },
    /// Words that matter more.
    Strong {
        /// The words.
        text: String,
    },
    /// A name, an option or a short command, in a fixed-width face.
    Code {
        /// The characters.
        text: String,
    },
    /// A value taken from the input: always shown as text, left to right.
    Value {
        /// The capture that it comes from.
        name: String,
        /// The value as it stands in the input.
        text: String,
    },
    /// A link to documentation.
    Link {
        /// An `https:` address.
        url: String,
        /// What to show.
        text: String,
    },
}

/// Something to copy and run, or to put into a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// The language of the text: `sh`, `sql`, `json`, `ini`, …
    pub language: String,
    /// The text, without a final line feed, so that pasting it runs nothing by itself.
    pub text: String,
    /// Placeholders such as `<host>` that the reader must replace, in order of appearance.
    pub placeholders: Vec<String>,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What to do and why.
    pub text: Vec<Block>,
    /// The command or setting that does it.
    pub command: Option<Command>,
    /// What can go wrong.
    pub risk: Risk,
    /// Who can do it.
    pub who: Reader,
}

/// What a step can do to the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Risk {
    /// Only looks.
    Safe,
    /// Changes how something works; can be undone.
    ChangesConfiguration,
    /// Interrupts a service or cuts connections while it runs.
    Interrupts,
    /// Can lose data.
    CanLoseData,
}

/// Who has the rights that a step needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reader {
    /// Whoever sees the error.
    Anyone,
    /// Whoever writes or configures the program that printed the error.
    Developer,
    /// Whoever runs the server, database or cluster that the program talks to.
    Administrator,
    /// Whoever runs the network, firewall, proxy or DNS.
    NetworkAdministrator,
    /// The provider of the remote service.
    Provider,
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What the page or file is called.
    pub title: String,
    /// Its `https:` address.
    pub url: String,
}
