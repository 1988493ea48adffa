//! Headers of HTTP that hold credentials, and credentials that stand alone.

use super::Finder;
use super::value;
use crate::bytes::{BARRIER, Set};
use crate::kind::Kind;

/// The schemes behind which one word is the credential (IANA's registry of HTTP
/// authentication schemes, and those that products made up).
const SCHEMES: &[&str] = &[
    "bearer",
    "basic",
    "token",
    "apikey",
    "api-key",
    "key",
    "negotiate",
    "ntlm",
    "splunk",
    "jwt",
    "dpop",
    "sso-key",
    "genie-key",
];
/// Those behind which a list of parameters stands.
const LISTS: &[&str] = &[
    "digest",
    "aws4-hmac-sha256",
    "aws",
    "oauth",
    "hawk",
    "signature",
    "hmac",
    "sharedkey",
    "sharedaccesssignature",
];

/// Attributes of a cookie (RFC 6265 section 4.1.1, and what browsers added).
const ATTRIBUTES: &[&str] = &[
    "path",
    "domain",
    "expires",
    "max-age",
    "samesite",
    "version",
    "priority",
    "comment",
    "secure",
    "httponly",
    "partitioned",
];

impl Finder<'_> {
    /// A header whose value begins at `at`; says whether it is one that holds credentials.
    pub(super) fn header(&mut self, key: &[u8], at: usize) -> bool {
        let is = |name: &str| key.eq_ignore_ascii_case(name.as_bytes());
        // In logs of proxies, what was sent stands before the name: `req.headers.cookie`.
        let ends = |name: &str| {
            key.len() > name.len()
                && matches!(key[key.len() - name.len() - 1], b'.' | b'-')
                && key[key.len() - name.len()..].eq_ignore_ascii_case(name.as_bytes())
        };
        if is("authorization") || is("http_authorization") || ends("authorization") {
            self.authorization(at);
            true
        } else if is("cookie") || is("set-cookie") || is("set-cookie2") || ends("cookie") {
            self.cookies(at);
            true
        } else {
            false
        }
    }

    fn authorization(&mut self, at: usize) {
        let text = self.text;
        let value = value::read(text, at);
        let mut start = value.range.start;
        let scheme_end = text.run_end(Set::BASE64URL, start).min(start + 64);
        let scheme = text.bytes[start..scheme_end].to_ascii_lowercase();
        let named = |names: &[&str]| names.iter().any(|name| name.as_bytes() == scheme);
        let mut end = value.range.end;
        let behind = text.skip_blanks(scheme_end, 8);
        if behind > scheme_end && named(LISTS) {
            start = behind;
            // Each parameter may be in quotes of its own.
            end = if value.quoted { end } else { self.header_end(start) };
        } else if behind > scheme_end && named(SCHEMES) {
            start = behind;
            if !value.quoted || end < start {
                end = value::bare_end(text, start);
                // What a log writes for the end of the line, as in `Basic x[\r][\n]`.
                let run = text.run_end(Set::BASE64_ANY, start);
                if text.at(run) == b'[' {
                    end = run;
                }
            }
        } else if behind > scheme_end && !value.quoted && !value::looks_random(&scheme) {
            // Prose, such as `authorization: none was given`, unless a secret follows.
            let word = value::bare_end(text, behind);
            if word - behind < 12 || !value::looks_random(&text.bytes[behind..word]) {
                return;
            }
            start = behind;
            end = word;
        } else if end - start < 16 && !value::looks_random(&text.bytes[start..end]) {
            return;
        }
        self.credential(Kind::AuthHeader, start, end);
    }

    /// Where the value of a header ends that may hold quotes: with its line, or the quote that
    /// the whole header stands in.
    fn header_end(&self, start: usize) -> usize {
        let text = self.text;
        let mut end = text.line_end(start).min(start + 4096);
        let here = &text.bytes[start..end];
        text.worked(here.len());
        // Written as one line of JSON, it ends with the escape of the line feed.
        if let Some(escape) =
            memchr::memmem::find(here, br"\r").or_else(|| memchr::memmem::find(here, br"\n"))
        {
            end = start + escape;
        }
        let closing = |end: usize| end > start && b"\r \"'}])".contains(&text.bytes[end - 1]);
        // A quote that none opened is the one that the header stands in.
        let odd = |end: usize, quote: u8| {
            memchr::memchr_iter(quote, &text.bytes[start..end]).count() % 2 == 1
        };
        for _ in 0..8 {
            let quote = matches!(text.before(end), b'"' | b'\'');
            if !closing(end) || (quote && !odd(end, text.before(end))) {
                break;
            }
            end -= 1;
        }
        end
    }

    fn credential(&mut self, kind: Kind, start: usize, end: usize) {
        let bytes = self.text.bytes;
        let Some(value) = bytes.get(start..end) else { return };
        let end = value.iter().position(|&byte| byte == BARRIER).map_or(end, |wall| start + wall);
        self.text.worked(value.len());
        let value = &bytes[start..end];
        if value.len() >= 4 && !value::is_placeholder(value) {
            self.setting_until = self.setting_until.max(end);
            self.hit(kind, start..end);
        }
    }

    /// The values of cookies; their names and attributes stay.
    fn cookies(&mut self, at: usize) {
        let text = self.text;
        let whole = value::read(text, at);
        let (mut at, mut end) = (whole.range.start, whole.range.end);
        if !whole.quoted {
            end = text.line_end(at).min(at + 16 * 1024);
        }
        self.setting_until = end;
        text.worked(end - at);
        while at < end {
            at = text.skip_blanks(at, 8).min(end);
            let here = &text.bytes[at..end];
            let part = here
                .iter()
                .position(|&byte| matches!(byte, b';' | b'"' | b'\'' | b'\\'))
                .map_or(end, |length| at + length);
            self.cookie(at, part);
            if part < end && text.bytes[part] != b';' {
                // The quote that the header stands in.
                return;
            }
            at = part + 1;
        }
    }

    fn cookie(&mut self, start: usize, end: usize) {
        let bytes = self.text.bytes;
        let part = &bytes[start..end];
        let equals = part.iter().position(|&byte| byte == b'=');
        let name = &part[..equals.unwrap_or(part.len())];
        if ATTRIBUTES.iter().any(|attribute| name.eq_ignore_ascii_case(attribute.as_bytes())) {
            return;
        }
        let from = start + equals.map_or(0, |equals| equals + 1);
        let to = from + bytes[from..end].trim_ascii_end().len();
        // A cookie without a name is a value; a sentence is neither.
        if equals.is_none() && (name.contains(&b' ') || !value::looks_random(name)) {
            return;
        }
        if equals.is_some() && name.contains(&b' ') {
            return;
        }
        self.credential(Kind::CookieHeader, from, to);
    }

    /// `Bearer x`, `Basic x` and the like without the name of a header.
    pub(super) fn bare_credential(&mut self, at: usize) {
        let text = self.text;
        let schemes = ["basic ", "bearer ", "auth plain ", "auth login "];
        let Some(scheme) = schemes.iter().find(|scheme| text.is_like(at, scheme)) else { return };
        let start = text.skip_blanks(at + scheme.len(), 8);
        let end = text.run_end(Set::BASE64_ANY, start);
        let value = &text.bytes[start..end];
        if !text.begins_word(at) || value::is_placeholder(value) {
            return;
        }
        match *scheme {
            "basic " if end - start >= 12 && is_user_and_password(value) => {
                self.hit(Kind::AuthHeader, start..end);
            }
            "bearer " if end - start >= 12 && value::looks_random(value) => {
                self.hit(Kind::BearerBare, start..end);
            }
            // What SMTP and IMAP send, in base64 (RFC 4954).
            "auth plain " | "auth login " if end - start >= 8 && value::looks_random(value) => {
                self.hit(Kind::AuthHeader, start..end);
            }
            _ => {}
        }
    }
}

/// Whether base64 holds printable text with a colon in it (RFC 7617).
fn is_user_and_password(value: &[u8]) -> bool {
    let mut bits = 0_u32;
    let mut count = 0;
    let mut colon = false;
    for &byte in value.iter().take(64) {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => return false,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            let byte = (bits >> count) as u8;
            if byte < 0x20 {
                return false;
            }
            colon |= byte == b':';
        }
    }
    colon
}
