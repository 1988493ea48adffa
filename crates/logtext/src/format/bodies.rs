//! Texts that are one JSON or XML value: documents, and errors that servers answer.

use super::LogFormat;
use crate::fields::{Field, JsonFields};
use crate::level::json::says_level;

/// The format of a text that is one value; none if it is not, or is a log line of its own.
pub(super) fn recognise(text: &str) -> Option<LogFormat> {
    let text = text.trim();
    match text.as_bytes() {
        [b'{', ..] => object(text),
        [b'[', rest @ ..] => {
            let next = rest.iter().find(|b| !b.is_ascii_whitespace());
            let value = matches!(next, Some(b'{' | b'"' | b']' | b'['));
            if !value || !text.ends_with([']', '}', ',', '"']) {
                return None;
            }
            // Salesforce answers a list of errors.
            let is_error =
                rest.first() == Some(&b'{') && object(&text[1..]) == Some(LogFormat::JsonError);
            Some(if is_error { LogFormat::JsonError } else { LogFormat::JsonDocument })
        }
        [b'<', ..] => xml(text),
        _ => None,
    }
}

fn object(text: &str) -> Option<LogFormat> {
    let fields: Vec<Field<'_>> = JsonFields::new(text.as_bytes(), 0).take(200).collect();
    let last = fields.last()?;
    let end = last.start + last.value.len() + usize::from(last.quoted);
    let behind = text.get(end..).unwrap_or_default().trim_start();
    // What follows the first object is another one: lines, not a document.
    if !matches!(behind, "" | "}") && text.lines().count() > 1 && behind.starts_with('}') {
        return None;
    }
    if fields.iter().any(|field| says_level(field.key) || field.key == b"@t") {
        return None;
    }
    if is_error(&fields) {
        return Some(LogFormat::JsonError);
    }
    // An object on a line of its own with a time is a line of a log.
    let logged = text.lines().count() == 1 && crate::time(text).is_some();
    (!logged).then_some(LogFormat::JsonDocument)
}

/// Whether the object is an error of a server: a problem of RFC 9457, an error of Google's
/// interfaces, of AWS, of GraphQL, OAuth (RFC 6749, 5.2), Kubernetes, and their relatives.
fn is_error(fields: &[Field<'_>]) -> bool {
    let value = |name: &str| fields.iter().find(|field| field.key == name.as_bytes());
    let has = |name: &str| value(name).is_some();
    let holds = |field: &Field<'_>, key: &str| {
        let at = usize::from(field.value.starts_with(b"["));
        JsonFields::new(field.value, at).any(|inner| inner.key == key.as_bytes())
    };
    let problem =
        has("title") && (has("detail") || has("status")) && (has("type") || has("detail"));
    let error = ["error", "Error"].iter().find_map(|key| value(key)).is_some_and(|error| {
        if error.quoted {
            let refused = ["ok", "success"]
                .iter()
                .any(|key| value(key).is_some_and(|field| field.value.starts_with(b"false")));
            refused
                || ["error_description", "status", "message", "statusCode"]
                    .iter()
                    .any(|key| has(key))
        } else {
            ["message", "Message", "reason", "type", "code", "Code"]
                .iter()
                .any(|key| holds(error, key))
        }
    });
    let errors = value("errors").is_some_and(|errors| {
        ["message", "detail", "title", "code"].iter().any(|key| holds(errors, key))
    });
    let amazon =
        has("__type") || ((has("code") || has("Code")) && (has("message") || has("Message")));
    let kubernetes = value("kind").is_some_and(|kind| kind.value == b"Status") && has("message");
    // GitHub and many gateways say no more than this.
    let bare = has("message")
        && (fields.len() == 1
            || ["documentation_url", "statusCode", "errorCode", "requestId", "request_id"]
                .iter()
                .any(|key| has(key)));
    problem || bare || error || errors || amazon || kubernetes
}

/// `<Error><Code>` of S3 and Azure storage, `<ErrorResponse>` and `<Response><Errors>` of AWS, a
/// fault of SOAP; and events of Windows as XML.
fn xml(text: &str) -> Option<LogFormat> {
    let mut text = text;
    if text.starts_with("<?xml") {
        text = text.split_once("?>")?.1.trim_start();
    }
    let head = &text[..text.floor_char_boundary(2000)];
    let tag = head.get(1..)?.split([' ', '>', '\n', '/']).next()?;
    let local = tag.rsplit(':').next()?;
    let is_error = match local {
        "Error" => head.contains("<Code>"),
        "ErrorResponse" | "Fault" => true,
        "Response" => head.contains("<Errors>"),
        "Envelope" => head.contains("Fault>"),
        "error" => {
            head.contains("<code>") || head.contains("<m:code>") || head.contains("<message")
        }
        "Event" | "Events" if head.contains("<System>") || head.contains("win/2004/08/events") => {
            return Some(LogFormat::WindowsEvent);
        }
        _ => false,
    };
    is_error.then_some(LogFormat::XmlError)
}
