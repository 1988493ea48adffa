//! From bytes to text to log entries, with exact positions.
//!
//! A [`Document`] is made of any bytes and never fails: it is decoded to UTF-8, freed of
//! terminal colours and of a known damage by a broken translation, and knows for each of its
//! bytes where it stands in the input. [`Document::entry_around`] finds the log entry to
//! which a line belongs, its continuation lines and stack trace included.
//!
//! ```
//! use unstuck_logtext::Document;
//!
//! let document = Document::read(b"ok\n\x1b[31mConnection refused\x1b[0m\n".to_vec());
//! assert_eq!(document.line(1), "Connection refused");
//! let place = document.text().find("refused").unwrap();
//! assert_eq!(document.input_span(place..place + 7), 19..26);
//! ```

mod clean;
mod decode;
mod document;
mod eights;
mod entry;
mod fields;
mod format;
mod head;
mod kind;
mod level;
mod map;
mod message;
mod prefix;
mod reading;
mod time;
mod unescape;

pub use document::{Document, HEAD, MAX_INPUT, Profile};
pub use entry::{Entry, EntryReader, MAX_ENTRY, never_begins, writer};
pub use format::{LogFormat, recognise};
pub use head::HeadReader;
pub use kind::Kind;
pub use level::{Level, level, looks_like_error, without_timestamp};
pub use message::message;
pub use reading::Reading;
pub use time::calendar::{days, days_of_leap_year};
pub use time::{Clock, Time, TimeReader, time};
