//! An entry as its text is meant: its lines put together, and what a format had to write in
//! another way, such as a quote in JSON, as it was before.

use std::borrow::Cow;
use std::ops::Range;

use crate::clean::clean;
use crate::document::Document;
use crate::entry::Entry;
use crate::map::{Builder, Map};
use crate::unescape::unescape;

/// How many layers of escapes are undone: JSON within JSON within JSON.
const LAYERS: usize = 3;

/// The text of an entry, with the way back to the document.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    text: Cow<'a, str>,
    /// From the text back to the document, step by step; empty for a piece of it.
    maps: Vec<Map>,
    /// Where a piece of the document begins in it.
    start: usize,
}

impl<'a> Reading<'a> {
    /// The lines of an entry as they stand, without others' lines and headers between them.
    pub fn plain(document: &'a Document, entry: &Entry) -> Self {
        let text = document.text();
        if let [part] = entry.parts.as_slice() {
            let text = Cow::Borrowed(&text[part.clone()]);
            return Self { text, maps: Vec::new(), start: part.start };
        }
        let mut builder = Builder::default();
        for (index, part) in entry.parts.iter().enumerate() {
            if let Some(before) = index.checked_sub(1).map(|index| &entry.parts[index]) {
                builder.unit("\n", before.end..part.start);
            }
            builder.same(&text[part.clone()], part.start);
        }
        let (text, map) = builder.finish();
        Self { text: Cow::Owned(text), maps: vec![map], start: 0 }
    }

    /// The same text with the escapes of JSON, of quoting loggers and of XML undone; `None`
    /// if there are none.
    pub fn unescaped(&self) -> Option<Reading<'static>> {
        let (text, map) = unescape(&self.text)?;
        let mut reading = Reading { text: Cow::Owned(text), maps: self.maps.clone(), start: 0 };
        reading.maps.insert(0, map);
        if self.maps.is_empty() && self.start > 0 {
            reading.start = self.start;
        }
        for _ in 1..LAYERS {
            let Some((text, map)) = unescape(&reading.text) else { break };
            reading.text = Cow::Owned(text);
            reading.maps.insert(0, map);
        }
        // Colours inside JSON come to light only now.
        if let Some(cleaned) = clean(&reading.text, |_| false) {
            reading.text = Cow::Owned(cleaned.text);
            reading.maps.insert(0, cleaned.map);
        }
        Some(reading)
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of the text stands in [`Document::text`].
    pub fn place(&self, range: Range<usize>) -> Range<usize> {
        let place = self.maps.iter().fold(range, |range, map| map.source(range));
        self.start + place.start..self.start + place.end
    }
}
