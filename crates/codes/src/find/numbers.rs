//! Words that start with a digit.

use super::context::Word;
use super::{About, Codes, databases, network, system};
use crate::Scheme;

/// The codes that a number is.
pub(super) fn codes(word: &Word<'_>, about: About<'_>) -> Codes {
    let mut codes = Vec::new();
    let text = word.as_str();
    databases::states(word, &mut codes);
    if text.starts_with("0x") || text.starts_with("0X") {
        system::exit_codes(word, &mut codes);
        return codes;
    }
    if text.len() > 10 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return codes;
    }
    // `503.2`, an address or a version: a number of several parts is never a plain code.
    let mut after = word.after().bytes();
    if after.next() == Some(b'.') && after.next().is_some_and(|b| b.is_ascii_digit()) {
        network::enhanced_status(word, &mut codes);
        return codes;
    }
    // The last part of such a number, or of a path or a time.
    let glued = matches!(word.byte_before(), Some(b'.' | b'/' | b'$' | b'@' | b'#'));
    if glued {
        return codes;
    }
    if system::exit_codes(word, &mut codes)
        || network::curl(word, &mut codes)
        || system::errors(word, about, &mut codes)
        || databases::mysql(word, about, &mut codes)
        || databases::sql_server(word, &mut codes)
        || network::amqp_number(word, &mut codes)
        || network::smtp(word, &mut codes)
        || network::tls_number(word, &mut codes)
        || network::grpc_number(word, &mut codes)
        || signal_number(word, &mut codes)
    {
        return codes;
    }
    network::http(word, &mut codes);
    codes
}

/// `signal 9`, `signal: 9`, `status=9/KILL` after `code=killed`.
fn signal_number(word: &Word<'_>, codes: &mut Codes) -> bool {
    let [first, second, _] = word.previous();
    let named = matches!(first, "signal" | "sig" | "signo")
        || (first == "status" && matches!(second, "killed" | "dumped"));
    let found = named.then(|| system::signal(word.as_str())).flatten();
    if let Some(name) = found {
        codes.push((Scheme::Signal, name.to_owned(), word.range.clone()));
    }
    named
}
