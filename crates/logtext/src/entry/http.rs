//! What HTTP looks like: `curl -v`, raw requests and answers.

use crate::entry::reports::Take;
use crate::entry::shape::prompt;

pub(crate) fn opens_curl(text: &str) -> bool {
    const STARTS: [&str; 22] = [
        "*   Trying ",
        "* Trying ",
        "* Host ",
        "* Connected to ",
        "* Could not resolve ",
        "* Uses proxy ",
        "* Rebuilt URL ",
        "* About to connect",
        "* connect to ",
        "* Failed to connect",
        "* Re-using existing",
        "* Reusing existing",
        "* Found bundle ",
        "* ALPN",
        "* TLSv1",
        "* SSL c",
        "* Issue another request",
        "* processing: ",
        "* using HTTP",
        "* Server certificate",
        "* Expire in ",
        "* Closing connection",
    ];
    match text.as_bytes().first() {
        Some(b'*') => STARTS.iter().any(|start| text.starts_with(start)),
        Some(b'>') => text.strip_prefix("> ").is_some_and(request),
        Some(b'<') => text.starts_with("< HTTP/"),
        Some(b' ') => text.starts_with("  % Total    % Received % Xferd"),
        _ => false,
    }
}

pub(crate) fn curl_line(text: &str) -> bool {
    matches!(text, "*" | ">" | "<")
        || ["* ", "> ", "< ", "{ [", "} ["].iter().any(|start| text.starts_with(start))
}

pub(crate) fn curl_done(text: &str) -> bool {
    (text.starts_with("* Connection #") && text.ends_with("left intact"))
        || text.ends_with("left intact")
        || text.starts_with("* Closing connection")
        || text.starts_with("* closing connection")
        || text.starts_with("curl: (")
}

pub(crate) fn curl_takes(text: &str, blanks: u8, [got, body, read, done]: [bool; 4]) -> Take {
    let again = text.starts_with("* Issue another request")
        || (got && text.strip_prefix("> ").is_some_and(request))
        || (done && !text.starts_with("* Closing") && text.starts_with('*'));
    // The progress that curl shows for a terminal runs into its other lines.
    let progress = text.contains(":--") && text.starts_with([' ', '\r']);
    let more = if curl_line(text) || text.starts_with("curl: (") || progress {
        blanks == 0 && !again
    } else if done {
        // What the server answered was kept back until its connection was closed.
        let begins = !read && blanks == 0 && text.starts_with(['{', '[', '<']);
        begins || (read && goes_on_with_body(text, blanks))
    } else {
        body && blanks <= 1 && !prompt(text)
    };
    if again {
        Take::No
    } else if more {
        Take::Yes
    } else {
        Take::Unknown
    }
}

/// Whether a body goes on: with more lines, or behind a blank one with a part of the same.
pub(crate) fn goes_on_with_body(text: &str, blanks: u8) -> bool {
    let inner = text.starts_with([' ', '\t', '}', ']', '<', '"']);
    !prompt(text) && !http_start(text) && (blanks == 0 || (blanks == 1 && inner))
}

/// `GET /path HTTP/1.1`.
fn request(text: &str) -> bool {
    let method = text.bytes().take_while(u8::is_ascii_uppercase).count();
    (3..=7).contains(&method) && text[method..].starts_with(' ') && text.contains(" HTTP/")
}

pub(crate) fn http_start(text: &str) -> bool {
    text.strip_prefix("HTTP/").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || request(text)
}

/// `Name: value`.
pub(crate) fn http_header(text: &str) -> bool {
    let name = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
    name > 1 && text[name..].starts_with(':') && !text.starts_with("HTTP")
}
