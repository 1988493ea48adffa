//! What a structured line says: the values of its message and of its error, without the rest.

use std::ops::Range;

use crate::fields::{Field, JsonFields, Pairs};
use crate::prefix;
use crate::time::time;

/// Keys of the message, as the usual loggers write them.
const MESSAGES: [&str; 8] =
    ["msg", "message", "event", "log", "@m", "textPayload", "short_message", "title"];

/// Keys of what went wrong.
const ERRORS: [&str; 10] = [
    "error",
    "err",
    "exception",
    "exc_info",
    "reason",
    "cause",
    "detail",
    "error_description",
    "errorMessage",
    "Message",
];

/// The places of the message and of the errors in a JSON or logfmt line, in their order;
/// `None` if the line is neither, or says nothing.
pub fn message(line: &str) -> Option<Vec<Range<usize>>> {
    let bytes = line.as_bytes();
    let start = structure(line)?;
    let mut found = Vec::new();
    if bytes[start] == b'{' {
        JsonFields::new(bytes, start).for_each(|field| take(&field, &mut found));
    } else {
        Pairs::new(bytes, start).for_each(|field| take(&field, &mut found));
    }
    found.retain(|place| line.get(place.clone()).is_some_and(|text| !text.trim().is_empty()));
    (!found.is_empty()).then_some(found)
}

/// Where the JSON object or the first pair of a line begins, behind its prefixes.
fn structure(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let begins = |at: usize| match bytes.get(at) {
        Some(b'{') => memchr::memchr(b'"', &bytes[at..bytes.len().min(at + 8)]).is_some(),
        Some(byte) if byte.is_ascii_alphabetic() => {
            let mut pairs = Pairs::new(bytes, at);
            pairs.next().is_some() && pairs.next().is_some()
        }
        _ => false,
    };
    let mut at = 0;
    // A prefix of a transport, a time, another prefix: no line has more.
    for _ in 0..3 {
        if begins(at) {
            return Some(at);
        }
        let length = prefix::any(bytes, at);
        at += length;
        if length == 0 {
            let (_, place) = time(&line[at..])?;
            at += place.end;
        }
        at += bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    }
    begins(at).then_some(at)
}

/// Takes a value that says something; of an object, such as an error with its stack, the
/// message in it.
fn take(field: &Field<'_>, found: &mut Vec<Range<usize>>) {
    let known = |keys: &[&str]| keys.iter().any(|key| key.as_bytes() == field.key);
    if !known(&MESSAGES) && !known(&ERRORS) {
        return;
    }
    // An event is a sentence for some loggers, and for others the id of what happened.
    if field.key == b"event" && !field.value.contains(&b' ') {
        return;
    }
    if field.quoted {
        found.push(field.start..field.start + field.value.len());
    } else if field.value.first() == Some(&b'{') {
        let inner = JsonFields::new(field.value, 0)
            .filter(|inner| inner.quoted)
            .find(|inner| MESSAGES.iter().any(|key| key.as_bytes() == inner.key));
        if let Some(inner) = inner {
            let start = field.start + inner.start;
            found.push(start..start + inner.value.len());
        }
    } else if !matches!(field.value, b"null" | b"true" | b"false") {
        found.push(field.start..field.start + field.value.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_of_structured_lines() {
        for (line, expected) in [
            (
                r#"{"level":"error","msg":"job failed","reason":"gave up"}"#,
                &["job failed", "gave up"][..],
            ),
            (
                r#"api-1  | {"level":50,"err":{"type":"Error","message":"refused \"x\"","stack":"s"},"msg":"query"}"#,
                &[r#"refused \"x\""#, "query"],
            ),
            (r#"2026-03-02T10:11:12Z {"message":"boom","error":null}"#, &["boom"]),
            (
                "time=2026-03-02T10:11:12Z level=error msg=\"dial tcp\" err=refused",
                &["dial tcp", "refused"],
            ),
            (r#"{"event":"task failed","logger":"x"}"#, &["task failed"]),
            (r#"{"msg":""}"#, &[]),
            (r#"{"count":1}"#, &[]),
            ("plain text with msg=inside", &[]),
            ("x=1", &[]),
            ("", &[]),
        ] {
            let found = message(line).unwrap_or_default();
            let found: Vec<&str> = found.into_iter().map(|place| &line[place]).collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
