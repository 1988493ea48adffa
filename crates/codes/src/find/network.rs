//! Codes of network protocols: HTTP, curl, SMTP, AMQP, TLS, gRPC.

use super::context::{Word, is_word, starts};
use super::{Codes, known};
use crate::table::Table;
use crate::{Scheme, folded_eq};

/// Reason phrases that servers print beside those of the registry.
const PHRASES: [(&str, &str); 12] = [
    ("400", "client error"),
    ("408", "request time-out"),
    ("413", "payload too large"),
    ("413", "request entity too large"),
    ("414", "request-uri too long"),
    ("414", "request-uri too large"),
    ("416", "requested range not satisfiable"),
    ("422", "unprocessable entity"),
    ("500", "server error"),
    ("503", "service temporarily unavailable"),
    ("504", "gateway time-out"),
    ("522", "origin connection time-out"),
];

/// `HTTP/1.1 503`, `status code 503`, `503 Service Unavailable`, `"status": 503`.
pub(super) fn http(word: &Word<'_>, codes: &mut Codes) {
    let value = word.as_str();
    if value.len() != 3 || !matches!(value.as_bytes()[0], b'4' | b'5') {
        return;
    }
    let [first, second, _] = word.previous();
    let listed = known(Scheme::Http, value);
    let named = match first {
        "http" | "httperror" | "statuscode" | "status_code" | "status-code" | "http_status"
        | "http_code" | "http-code" | "httpcode" | "httpstatus" | "http_status_code"
        | "response_code" | "responsecode" | "response_status" | "http-status"
        | "httpstatuscode" | "upstream_status" => true,
        "status" => second != "exited" && second != "stream",
        "code" => {
            matches!(second, "status" | "response" | "http")
                || (second == "error" && value.starts_with('5') && listed)
        }
        "error" => matches!(second, "http" | "returned" | "server" | "client"),
        "responded" | "response" => listed && word.byte_before() != Some(b'-'),
        "with" => matches!(second, "responded" | "replied" | "answered"),
        first => first.starts_with("http/") && first.len() <= 8,
    };
    let spoken = || {
        let lead = word.after().trim_start_matches([')', ' ', ':', '-', ',', '"', '\'']);
        word.after().len() - lead.len() <= 4
            && (PHRASES.iter().any(|&(code, phrase)| {
                starts(lead, phrase)
                    && (code == value
                        || (phrase.ends_with(" error")
                            && code.as_bytes()[0] == value.as_bytes()[0]))
            }) || Table::of(Scheme::Http)
                .value(value)
                .is_some_and(|row| starts(lead, &row.name.to_ascii_lowercase())))
    };
    // `a 502 response`, `got a 404 status code`.
    let counted = || {
        listed
            && (word.is_followed_by(" status code")
                || (word.is_followed_by(" response")
                    && matches!(first, "a" | "an" | "got" | "received" | "returned" | "with")))
    };
    if named || spoken() || counted() {
        codes.push((Scheme::Http, value.to_owned(), word.range.clone()));
    }
}

/// `curl: (7)`, `cURL error 28`, `curl exit code 7`.
pub(super) fn curl(word: &Word<'_>, codes: &mut Codes) -> bool {
    let [first, second, third] = word.previous();
    let is_one = word.comes_after("curl: (")
        || word.comes_after("curl (")
        || (first == "error" && matches!(second, "curl" | "libcurl" | "pycurl"))
        || (third == "curl" && second == "exit" && matches!(first, "code" | "status"))
        || word.comes_after("pycurl.error: (");
    if is_one && word.as_str().len() <= 3 && word.as_str() != "0" {
        codes.push((Scheme::Curl, word.as_str().to_owned(), word.range.clone()));
    }
    is_one
}

/// `550 5.1.1`, `said: 550 User unknown`, `SMTP error 535`, `(535, b'5.7.8 …`.
pub(super) fn smtp(word: &Word<'_>, codes: &mut Codes) -> bool {
    let value = word.as_str();
    if value.len() != 3 || !matches!(value.as_bytes()[0], b'4' | b'5') {
        return false;
    }
    let [first, second, _] = word.previous();
    let after = word.after();
    let reply = after
        .strip_prefix([' ', '-'])
        .or_else(|| after.strip_prefix(", b'"))
        .or_else(|| after.strip_prefix(", '"))
        .is_some_and(|rest| {
            rest.as_bytes().first() == Some(&value.as_bytes()[0]) && enhanced(rest) > 0
        });
    let named = first == "smtp"
        || word.comes_after("said: ")
        || (matches!(second, "smtp") && matches!(first, "error" | "code" | "reply" | "response"))
        || first == "smtp_code"
        || (first.contains("smtp") && first.ends_with("exception"))
        || (first.contains("smtp") && first.ends_with("error"));
    if reply || (named && known(Scheme::Smtp, value)) {
        codes.push((Scheme::Smtp, value.to_owned(), word.range.clone()));
        return true;
    }
    false
}

/// How long the enhanced status code is with which a text starts, such as `5.7.26`; 0 if
/// there is none.
fn enhanced(text: &str) -> usize {
    let bytes = text.as_bytes();
    if !matches!(bytes.first(), Some(b'4' | b'5')) {
        return 0;
    }
    let mut at = 1;
    for _ in 0..2 {
        let digits = bytes.get(at + 1..).unwrap_or_default();
        let count = digits.iter().take_while(|b| b.is_ascii_digit()).count();
        if bytes.get(at) != Some(&b'.') || !(1..=3).contains(&count) {
            return 0;
        }
        at += 1 + count;
    }
    // A fourth part makes it an address or a version.
    let more = bytes.get(at).is_some_and(|&b| is_word(b))
        || (bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit));
    if more { 0 } else { at }
}

/// `5.1.1` behind a reply code, or as `dsn=5.1.1`, where the word is its first number.
pub(super) fn enhanced_status(word: &Word<'_>, codes: &mut Codes) {
    let length =
        if word.as_str().len() == 1 { enhanced(&word.lower[word.range.start..]) } else { 0 };
    if length == 0 {
        return;
    }
    let before = word.before().as_bytes();
    let replied = {
        let rest = before.strip_suffix(b", b'").or_else(|| before.strip_suffix(b", '"));
        let rest = rest.or_else(|| before.strip_suffix(b" ")).or_else(|| before.strip_suffix(b"-"));
        rest.is_some_and(|rest| {
            let code = &rest[rest.len().saturating_sub(3)..];
            code.len() == 3
                && code.iter().all(u8::is_ascii_digit)
                && code[0] == word.as_str().as_bytes()[0]
                && rest.len().checked_sub(4).is_none_or(|at| !is_word(rest[at]) && rest[at] != b'.')
        })
    };
    let [first, ..] = word.previous();
    let named = matches!(first, "dsn" | "status") || before.ends_with(b"#") || first == "smtp";
    let range = word.range.start..word.range.start + length;
    let value = word.text[range.clone()].to_owned();
    if (replied || named) && crate::look_up(Scheme::Smtp, &value).is_some() {
        codes.push((Scheme::Smtp, value, range));
    }
}

/// `reply-code=403`, `404 (NOT-FOUND)`.
pub(super) fn amqp_number(word: &Word<'_>, codes: &mut Codes) -> bool {
    let Some(row) = Table::of(Scheme::Amqp).value(word.as_str()) else { return false };
    let [first, ..] = word.previous();
    let lead = word.after().trim_start_matches([')', ' ', '(', '"', '\'', ',', ':']);
    let name = &lead[..lead.bytes().take_while(|&b| is_word(b) || b == b'-').count()];
    // The name with a joint in it is AMQP's way to write it; `404 not found` is HTTP's.
    let spelt = name.contains(['_', '-']) && folded_eq(name, row.name);
    let is_one = matches!(first, "reply-code" | "reply_code" | "replycode" | "amqp") || spelt;
    if is_one && row.value != "200" {
        codes.push((Scheme::Amqp, row.value.to_owned(), word.range.clone()));
    }
    is_one
}

/// `SSL alert number 40`.
pub(super) fn tls_number(word: &Word<'_>, codes: &mut Codes) -> bool {
    let [first, second, _] = word.previous();
    let is_one = first == "number" && second == "alert";
    let row = is_one.then(|| Table::of(Scheme::Tls).name(word.as_str())).flatten();
    if let Some(row) = row {
        codes.push((Scheme::Tls, row.value.to_owned(), word.range.clone()));
    }
    is_one
}

/// What Go says for alerts where it does not use their names.
/// Source: `crypto/tls/alert.go`.
const GO_ALERTS: [(&str, &str); 8] = [
    ("unknown certificate authority", "unknown_ca"),
    ("expired certificate", "certificate_expired"),
    ("revoked certificate", "certificate_revoked"),
    ("unknown certificate", "certificate_unknown"),
    ("protocol version not supported", "protocol_version"),
    ("insufficient security level", "insufficient_security"),
    ("error decoding message", "decode_error"),
    ("error decrypting message", "decrypt_error"),
];

/// `tlsv1 alert unknown ca`, `Received fatal alert: handshake_failure`,
/// `remote error: tls: bad certificate`, where `alert` or `tls` is the word.
pub(super) fn tls_alert(word: &Word<'_>, codes: &mut Codes) {
    let [first, second, _] = word.previous();
    let said = match word.as_str() {
        "tls" => word.comes_after("remote error: "),
        _ => {
            first == "fatal"
                || second == "received"
                || ["tls", "ssl", "dtls"].iter().any(|kind| first.starts_with(kind))
        }
    };
    if !said {
        return;
    }
    let after = word.after();
    let rest = after.trim_start_matches([' ', ':', '=']);
    let start = word.text.len() - rest.len();
    let line = &rest[..rest.bytes().take(48).take_while(|&b| is_word(b) || b == b' ').count()];
    let go = GO_ALERTS.iter().find(|(said, _)| starts(line, said));
    if let Some((said, name)) = go {
        codes.push((Scheme::Tls, (*name).to_owned(), start..start + said.len()));
        return;
    }
    // The longest run of words that is a name: `certificate unknown` before `certificate`.
    let mut end = line.trim_end().len();
    while end > 0 {
        if let Some(row) =
            Table::of(Scheme::Tls).rows().find(|row| folded_eq(row.value, &line[..end]))
        {
            codes.push((Scheme::Tls, row.value.to_owned(), start..start + end));
            return;
        }
        end = line[..end].rfind(' ').unwrap_or(0);
    }
}

/// `grpc-status: 14`.
pub(super) fn grpc_number(word: &Word<'_>, codes: &mut Codes) -> bool {
    let [first, ..] = word.previous();
    let is_one = matches!(first, "grpc-status" | "grpc_status" | "grpc_code" | "grpc-code");
    let row = is_one.then(|| Table::of(Scheme::Grpc).name(word.as_str())).flatten();
    if let Some(row) = row.filter(|row| row.value != "OK") {
        codes.push((Scheme::Grpc, row.value.to_owned(), word.range.clone()));
    }
    is_one
}
