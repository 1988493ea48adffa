//! Finding what is private in a text, in one pass over its bytes.
//!
//! The pass stops only where a word begins and at the few bytes round which private values
//! stand: `:` and `=` (settings, headers, addresses), `@`, `/` and `\` (home folders), `-`
//! (options, keys), `+` (telephone numbers). A detector then looks at its place alone, back and
//! forth within bounds or with [`Text::run_end`], so the pass is linear in any text.

mod flags;
mod headers;
mod keys;
mod network;
mod numbers;
mod pairs;
mod pem;
mod people;
mod shapes;
mod urls;
mod value;

use std::ops::Range;

use crate::bytes::{BARRIER, Set, Text};
use crate::kind::Kind;

pub(crate) use people::is_role;
pub(crate) use value::is_ordinary;

/// What is left to the caller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether addresses stay that mean nothing outside of one's own network: RFC 1918 and
    /// link-local IPv4, unique local and link-local IPv6.
    pub keep_private_addresses: bool,
}

/// A private value in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) range: Range<usize>,
    pub(crate) kind: Kind,
}

/// The pass over a text.
pub(crate) struct Finder<'a> {
    text: &'a Text<'a>,
    options: Options,
    hits: Vec<Hit>,
    /// Until where the private keys that were found reach.
    pem_until: usize,
    /// Until where the value of the last secret setting reaches.
    setting_until: usize,
    /// The `@` that ends the user part of the last address.
    userinfo_at: Option<usize>,
}

/// All that is private in `text`, in no particular order.
pub(crate) fn find(text: &Text<'_>, options: Options) -> Vec<Hit> {
    let mut finder = Finder {
        text,
        options,
        hits: Vec::new(),
        pem_until: 0,
        setting_until: 0,
        userinfo_at: None,
    };
    finder.run();
    finder.hits
}

impl Finder<'_> {
    fn run(&mut self) {
        let text = self.text;
        let bytes = text.bytes;
        let mut at = 0;
        while at < bytes.len() {
            if Set::WORD.holds(bytes[at]) {
                self.word(at);
                at += 1;
                while at < bytes.len() && Set::WORD.holds(bytes[at]) {
                    at += 1;
                }
                continue;
            }
            match bytes[at] {
                b'=' => self.setting(at),
                b':' => {
                    self.setting(at);
                    self.address(at);
                    self.ipv6_at_colon(at);
                }
                b'@' => {
                    self.email(at);
                    self.login(at);
                }
                b'/' => {
                    self.npmrc(at);
                    self.iam_user(at);
                    self.home(at);
                }
                b'-' => {
                    self.private_key(at);
                    self.flag(at);
                }
                b'+' => self.phone(at),
                b'~' => self.azure_client_secret(at),
                b'>' => self.element(at),
                b'\\' => {
                    self.home(at);
                    self.behind_escape(at);
                }
                b'%' => {
                    self.email(at);
                    self.escaped_home(at);
                    self.behind_escape(at);
                }
                0x1b => self.behind_escape(at),
                _ => {}
            }
            at += 1;
        }
        text.worked(bytes.len());
    }

    /// Looks at a word that begins behind an escape, and so within a word of its own.
    fn behind_escape(&mut self, at: usize) {
        if let Some(end) = self.text.escape_end(at)
            && Set::WORD.holds(self.text.at(end))
        {
            self.word(end);
        }
    }

    /// Looks at what begins with a word.
    fn word(&mut self, at: usize) {
        let first = self.text.bytes[at];
        match first {
            b'0'..=b'9' => {
                self.ipv4(at);
                self.ipv6(at);
                self.mac(at);
                self.digits(at);
                self.telegram(at);
            }
            b'a'..=b'f' | b'A'..=b'F' => {
                self.ipv6(at);
                self.mac(at);
            }
            _ => {}
        }
        match first {
            b'a' | b'A' | b'b' | b'B' => self.bare_credential(at),
            b'p' | b'P' | b't' | b'T' | b's' | b'S' => self.named_in_prose(at),
            b'i' | b'I' => {
                self.named_in_prose(at);
                self.sshd_user(at);
            }
            b'f' => self.sshd_user(at),
            b'd' | b'h' => self.webhook(at),
            _ => {}
        }
        if first.is_ascii_uppercase() {
            self.iban(at);
        }
        self.shape(at);
    }

    fn hit(&mut self, kind: Kind, range: Range<usize>) {
        // A long token can hold what looks like the beginnings of many.
        let within = |last: &Hit| {
            last.kind == kind && last.range.start <= range.start && range.end <= last.range.end
        };
        if self.hits.last().is_some_and(within) {
            return;
        }
        let bytes = &self.text.bytes[range.clone()];
        self.text.worked(bytes.len());
        // What is hidden already stays as it is.
        let mut start = range.start;
        for piece in bytes.split(|&byte| byte == BARRIER) {
            if !piece.is_empty() {
                self.hits.push(Hit { range: start..start + piece.len(), kind });
            }
            start += piece.len() + 1;
        }
    }
}
