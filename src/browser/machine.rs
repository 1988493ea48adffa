//! What there is to know about the machine.

use gloo::utils::window;

/// How many threads it can run at once, as far as the browser tells.
#[expect(clippy::cast_sign_loss, reason = "counts are not negative")]
pub(crate) fn cores() -> usize {
    window().navigator().hardware_concurrency() as usize
}

/// Milliseconds since the page was loaded, by a clock that nobody sets.
pub(crate) fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}
