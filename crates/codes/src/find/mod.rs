//! Finding codes in a text.
//!
//! One pass goes over the words of the text. What stands round a word decides whether it is a
//! code; a look back or ahead is bounded, so the time is linear in the length of the text.

mod context;
mod databases;
mod names;
mod network;
mod numbers;
mod system;

use std::cell::OnceCell;
use std::ops::Range;

use crate::Scheme;
use crate::table::Table;
use context::Word;

/// How many codes are found in one text.
pub const LIMIT: usize = 8;

/// A code that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Whose code it is.
    pub scheme: Scheme,
    /// The code as its table and the `codes` of rules write it, such as `42P01`,
    /// `ORA-00942`, `137` or `ECONNREFUSED`, however the text writes it.
    pub value: String,
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
}

/// The codes of a text in order of appearance, each once, at most [`LIMIT`].
///
/// A number or a word is a code only in a context in which it is one. Codes whose notation
/// says whose they are, such as `ORA-99999`, are found even if no table knows them.
pub fn find(text: &str) -> Vec<Found> {
    let mut finder = Finder {
        text,
        lower: text.to_ascii_lowercase(),
        found: Vec::new(),
        topics: [const { OnceCell::new() }; Topic::COUNT],
    };
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && finder.found.len() < LIMIT {
        if !context::is_word(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && context::is_word(bytes[at]) {
            at += 1;
        }
        // A longer word is data, not a code, and would cost time.
        if at - start <= 64 {
            finder.word(start..at);
        }
    }
    let mut found = finder.found;
    found.sort_by_key(|found| found.range.start);
    found.truncate(LIMIT);
    found
}

/// What a text may be about, which decides whether a common word is a code.
#[derive(Debug, Clone, Copy)]
enum Topic {
    Aws,
    Grpc,
    Kafka,
    MariaDb,
    MySql,
    S3,
}

impl Topic {
    const COUNT: usize = 6;

    /// Words one of which tells of the topic, in small letters.
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Aws => &[
                "aws",
                "amazon",
                "arn:",
                "boto",
                "dynamodb",
                "lambda",
                "sqs",
                "s3",
                "sts",
                "iam",
                "when calling the",
            ],
            Self::Grpc => &["grpc", "rpc error", "protobuf"],
            Self::Kafka => &["kafka", "broker", "consumer group", "topic"],
            Self::MariaDb => &["mariadb"],
            Self::MySql => &["mysql", "mariadb", "sqlstate", "access denied for user"],
            Self::S3 => &[
                "s3",
                "bucket",
                "<hostid>",
                "objectstore",
                "minio",
                "object operation",
                "listobjects",
            ],
        }
    }
}

/// The search in one text.
#[derive(Debug)]
struct Finder<'t> {
    text: &'t str,
    /// The text in small letters, byte for byte.
    lower: String,
    found: Vec<Found>,
    topics: [OnceCell<bool>; Topic::COUNT],
}

impl Finder<'_> {
    fn word(&mut self, range: Range<usize>) {
        // The words of a text are looked at by different rules; each adds what it finds.
        let first = self.text.as_bytes()[range.start];
        let word = Word { text: self.text, lower: &self.lower, range };
        // The borrowed word ends before the finder changes.
        let codes = if first.is_ascii_digit() {
            numbers::codes(&word, &|topic| self.is_about(topic))
        } else {
            names::codes(&word, &|topic| self.is_about(topic))
        };
        for (scheme, value, range) in codes {
            self.add(scheme, value, range);
        }
    }

    fn add(&mut self, scheme: Scheme, value: String, range: Range<usize>) {
        let known = |found: &Found| found.scheme == scheme && found.value == value;
        if self.found.len() < LIMIT && !self.found.iter().any(known) {
            self.found.push(Found { scheme, value, range });
        }
    }

    fn is_about(&self, topic: Topic) -> bool {
        *self.topics[topic as usize].get_or_init(|| {
            let text = self.lower.as_bytes();
            topic.words().iter().any(|word| memchr::memmem::find(text, word.as_bytes()).is_some())
        })
    }
}

/// Codes of one word.
type Codes = Vec<(Scheme, String, Range<usize>)>;

/// Asks what the text is about.
type About<'a> = &'a dyn Fn(Topic) -> bool;

/// Whether a table has the value.
fn known(scheme: Scheme, value: &str) -> bool {
    Table::of(scheme).value(value).is_some()
}
