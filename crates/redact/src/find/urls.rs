//! User and password in web addresses and connection strings.

use super::Finder;
use super::people::is_role;
use super::value;
use crate::bytes::{BARRIER, Set};
use crate::kind::Kind;

/// The longest user part of an address, in bytes.
const LONGEST_USERINFO: usize = 512;

impl Finder<'_> {
    /// The user part of an address whose scheme ends with the colon at `at`.
    pub(super) fn address(&mut self, at: usize) {
        let text = self.text;
        let slashes = if text.is(at, "://") {
            3
        } else if text.is(at, r":\/\/") {
            5
        } else if text.ends_like(at, "jdbc:oracle:thin") {
            1
        } else {
            return;
        };
        if !Set::ALNUM.holds(text.before(at)) {
            return;
        }
        let start = at + slashes;
        let Some(end) = self.userinfo_end(start) else { return };
        self.userinfo_at = Some(end);
        let userinfo = &text.bytes[start..end];
        let separator = if slashes == 1 { b'/' } else { b':' };
        let Some(colon) = userinfo.iter().position(|&byte| byte == separator) else {
            // A name, or a token in its place.
            if userinfo.len() >= 16 && value::looks_random(userinfo) {
                self.hit(Kind::UrlUserinfo, start..end);
            } else {
                self.user(start, end);
            }
            return;
        };
        if userinfo[..colon].len() >= 20 && value::looks_random(&userinfo[..colon]) {
            self.hit(Kind::UrlUserinfo, start..start + colon);
        } else {
            self.user(start, start + colon);
        }
        self.url_password(start + colon + 1, end);
    }

    fn url_password(&mut self, start: usize, end: usize) {
        let value = &self.text.bytes[start..end];
        // Words that stand for a value in a setting are real passwords here.
        let real = matches!(value, b"secret" | b"token" | b"default" | b"key" | b"pass");
        if real || !value::is_placeholder(value) {
            self.hit(Kind::UrlUserinfo, start..end);
        }
    }

    /// The `@` that ends the user part of the address whose authority begins at `start`.
    fn userinfo_end(&self, start: usize) -> Option<usize> {
        let text = self.text;
        let mut found = None;
        let mut colon = None;
        let mut end = start;
        // An IPv6 address, or what a usage text says may stand there.
        if text.at(start) == b'[' {
            return None;
        }
        while end < text.len() && end - start < LONGEST_USERINFO {
            match text.bytes[end] {
                b'@' => found = Some(end),
                b':' => colon = colon.or(Some(end)),
                b' ' | b'\t' | b'\n' | b'\r' | b'"' | b'\'' | b'`' | b'<' | b'>' | b'\\' => break,
                // A password may hold what should have been escaped in it; then no port
                // stands before.
                b'/' | b'?' | b'#' => {
                    let port = colon.is_none_or(|colon| {
                        text.bytes[colon + 1..end].iter().all(u8::is_ascii_digit)
                    });
                    if found.is_some() || port {
                        break;
                    }
                }
                b',' | b';' | b')' if found.is_some() => break,
                _ => {}
            }
            end += 1;
        }
        text.worked(end - start);
        found
    }

    /// The name of an account, unless everybody has one of that name.
    pub(super) fn user(&mut self, start: usize, end: usize) {
        let name = &self.text.bytes[start..end];
        let letter = name.iter().any(|&byte| byte.is_ascii_alphabetic() || byte >= 0x80);
        if letter && !name.contains(&BARRIER) && !is_role(name) && !value::is_placeholder(name) {
            self.hit(Kind::User, start..end);
        }
    }

    /// `user:password@tcp(…)`, as the MySQL driver of Go takes it; `at` is the `@`.
    pub(super) fn login(&mut self, at: usize) {
        let text = self.text;
        if !["@tcp(", "@unix(", "@tcp6("].iter().any(|sign| text.is(at, sign)) {
            return;
        }
        let least = at.saturating_sub(LONGEST_USERINFO);
        let mut start = at;
        while start > least
            && !matches!(
                text.bytes[start - 1],
                b' ' | b'\t' | b'\n' | b'"' | b'\'' | b'`' | b'=' | b'/' | b'(' | b',' | BARRIER
            )
        {
            start -= 1;
        }
        text.worked(at - start);
        if let Some(colon) = text.bytes[start..at].iter().position(|&byte| byte == b':') {
            self.user(start, start + colon);
            if !value::is_placeholder(&text.bytes[start + colon + 1..at]) {
                self.hit(Kind::ConnStringPwd, start + colon + 1..at);
            }
        }
    }
}
