//! The digest of a file, as the browser checks it and as file names carry it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};

/// The SHA-384 of some bytes.
///
/// One digest serves both purposes, so a file's name and its integrity value can
/// never tell of different contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Digest([u8; 48]);

impl Digest {
    /// Digests `bytes`.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self(Sha384::digest(bytes).into())
    }

    /// The value of an `integrity` attribute (Subresource Integrity).
    pub(crate) fn integrity(&self) -> String {
        format!("sha384-{}", STANDARD.encode(self.0))
    }

    /// Sixteen hexadecimal digits: enough to tell builds apart in a file name. They
    /// protect nothing; [`Digest::integrity`] does.
    pub(crate) fn short(&self) -> String {
        hexadecimal(&self.0[..8])
    }
}

/// The SHA-256 of some bytes as people compare it: in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// A script or style that stands within a page, as its policy names it.
pub(crate) fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_integrity_value_is_the_one_that_browsers_compute() {
        // From the Subresource Integrity specification, section 1.1's example input.
        assert_eq!(
            Digest::of(b"alert('Hello, world.');").integrity(),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }

    #[test]
    fn a_policy_names_a_script_as_the_specification_does() {
        // The hash that MDN and the CSP specification give for this script.
        assert_eq!(
            source("alert('Hello, world.');"),
            "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
        );
        assert!(sha256(b"").starts_with("e3b0c44298fc1c149afbf4c8996fb924"));
    }

    #[test]
    fn the_short_form_is_the_start_of_the_digest() {
        assert_eq!(Digest::of(b"").short(), "38b060a751ac9638");
    }
}
