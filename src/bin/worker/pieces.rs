//! A file that is made here and kept by the browser.

use js_sys::{Array, Uint8Array};
use web_sys::Blob;

/// How much is collected before it goes to the browser. Its memory holds the whole of a
/// file, not this program's, which can only grow.
const PIECE: usize = 4 * 1024 * 1024;

/// What was made so far: first in the browser's hands, then here.
#[derive(Default)]
pub(crate) struct Pieces {
    kept: Vec<Blob>,
    rest: Vec<u8>,
}

impl Pieces {
    /// Adds bytes. False if the browser has no room for more.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> bool {
        self.rest.extend_from_slice(bytes);
        self.rest.len() < PIECE || self.flush()
    }

    /// All of it as one file, unless the browser has no room for it. What comes next is another.
    pub(crate) fn take(&mut self) -> Option<Blob> {
        if !self.flush() {
            self.clear();
            return None;
        }
        let pieces: Array = self.kept.drain(..).collect();
        Blob::new_with_blob_sequence(&pieces).ok()
    }

    /// Lets go of all of it.
    pub(crate) fn clear(&mut self) {
        self.kept.clear();
        self.rest.clear();
    }

    fn flush(&mut self) -> bool {
        if self.rest.is_empty() {
            return true;
        }
        let piece = Array::of1(&Uint8Array::from(self.rest.as_slice()));
        self.rest.clear();
        Blob::new_with_u8_array_sequence(&piece).map(|piece| self.kept.push(piece)).is_ok()
    }
}
