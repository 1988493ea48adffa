//! Private keys in PEM, whole, on one line with `\n` spelt out, or cut off.

use super::Finder;
use crate::bytes::Set;
use crate::kind::Kind;

/// The longest key, in bytes: one of 16,384 bits has some 13,000.
const LONGEST: usize = 16 * 1024;
/// The longest name of what follows, such as `ENCRYPTED`.
const LONGEST_LABEL: usize = 64;
/// A piece of at least so many bytes of base64 is a line of a key.
const LINE: usize = 40;

impl Finder<'_> {
    /// A private key that begins at `at`, with all of its lines.
    pub(super) fn private_key(&mut self, at: usize) {
        if at < self.pem_until || !self.text.is(at, "-----BEGIN") {
            return;
        }
        let Some(begin) = self.marker_end(at) else { return };
        // The next marker ends the key, or shows that its end is missing.
        let near = &self.text.bytes[begin..self.text.len().min(begin + LONGEST)];
        let next = memchr::memmem::find(near, b"-----");
        self.text.worked(next.unwrap_or(near.len()));
        let end = next
            .map(|distance| begin + distance)
            .filter(|&next| self.text.is(next, "-----END"))
            .and_then(|next| self.marker_end(next));
        let (kind, end) = match end {
            Some(end) => (Kind::PrivateKey, end),
            None => (Kind::PrivateKeyTruncated, self.lines_end(begin)),
        };
        self.pem_until = end;
        self.hit(kind, at..end);
    }

    /// Where the marker at `at` ends, if it is one of a private key.
    fn marker_end(&self, at: usize) -> Option<usize> {
        let label = at + 5;
        let near = &self.text.bytes[label..self.text.len().min(label + LONGEST_LABEL)];
        self.text.worked(near.len());
        let length = memchr::memmem::find(near, b"-----")?;
        let label = &near[..length];
        let fits = label.ends_with(b"PRIVATE KEY") || label.ends_with(b"PRIVATE KEY BLOCK");
        fits.then_some(at + 10 + length)
    }

    /// Where the lines of base64 end that begin at `from`: of a key whose end is missing.
    fn lines_end(&self, from: usize) -> usize {
        let text = self.text;
        let mut end = from;
        let mut at = from;
        let mut was_long = false;
        while at < text.len() && at - from < LONGEST {
            if let Some(behind) = text.escape_end(at).filter(|_| text.at(at) == b'\\') {
                at = behind;
                continue;
            }
            if Set::SPACE.holds(text.at(at)) || matches!(text.at(at), b'"' | b'\'' | b',' | b'>') {
                at += 1;
                continue;
            }
            let line = text.line_end(at);
            // Of a key that is encrypted in the old way.
            if text.is(at, "Proc-Type:") || text.is(at, "DEK-Info:") {
                end = line.min(from + LONGEST);
                at = end;
                continue;
            }
            let piece = text.run_end(Set::BASE64, at).min(from + LONGEST);
            let is_long = piece - at >= LINE;
            if piece == at || !(is_long || was_long || self.is_alone(at, piece)) {
                break;
            }
            end = piece;
            at = piece;
            if !is_long && was_long {
                break;
            }
            was_long = is_long;
        }
        text.worked(at - from);
        end
    }

    /// Whether nothing else stands on a line than a piece of 16 bytes of base64 or more.
    fn is_alone(&self, at: usize, end: usize) -> bool {
        end - at >= 16 && matches!(self.text.at(end), b'\n' | b'\r' | b'\\' | b'"' | b'\'')
    }
}
