//! A rule book as bytes, to be embedded in a program.

use crate::model::RuleBook;

/// The rule book as bytes: small, and the same for the same rules.
///
/// # Errors
///
/// Never for a rule book built in memory; the serialiser's own error otherwise.
pub fn encode(book: &RuleBook) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_allocvec(book)
}

/// The rule book that [`encode`] packed.
///
/// # Errors
///
/// If the bytes were not made by this version of [`encode`].
pub fn decode(bytes: &[u8]) -> Result<RuleBook, postcard::Error> {
    postcard::from_bytes(bytes)
}
