//! A look at the lines that follow.

/// The lines behind the one that is judged: those of the same writer, without their headers.
pub(crate) trait Ahead {
    /// The `n`th of them, from 1. `None` behind the last, and where too many lines of others
    /// stand between.
    fn text(&mut self, n: usize) -> Option<&str>;
}
