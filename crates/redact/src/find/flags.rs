//! Secrets in the options of commands.

use super::Finder;
use super::keys::{self, Strength};
use super::value::{self, Style};
use crate::bytes::{BARRIER, Set};
use crate::kind::Kind;

/// Commands whose one-letter option is a password, and whether it stands apart from it.
const SHORT: &[(&str, u8, bool)] = &[
    ("mysql", b'p', false),
    ("mysqldump", b'p', false),
    ("mysqladmin", b'p', false),
    ("mariadb", b'p', false),
    ("mariadb-dump", b'p', false),
    ("sshpass", b'p', true),
    ("sshpass", b'p', false),
    ("docker login", b'p', true),
    ("podman login", b'p', true),
    ("ldapsearch", b'w', true),
    ("ldapmodify", b'w', true),
    ("ldapadd", b'w', true),
    ("redis-cli", b'a', true),
    ("curl", b'u', true),
];

/// How far before an option its command may stand, in bytes.
const COMMAND_NEAR: usize = 120;

impl Finder<'_> {
    /// An option that begins with the hyphen at `at`.
    pub(super) fn flag(&mut self, at: usize) {
        let text = self.text;
        let before = text.before(at);
        if !matches!(before, b' ' | b'\t' | b'\n' | b'"' | b'\'' | b'[' | b',' | b'`' | b'(') {
            return;
        }
        let name = at + if text.at(at + 1) == b'-' { 2 } else { 1 };
        let end = text.run_end(Set::BASE64URL, name).min(name + keys::LONGEST_KEY);
        if name == at + 1 {
            self.short_flag(at);
        }
        let key = &text.bytes[name..end];
        let Some(strength) = flag_strength(key) else { return };
        let mut value_at = text.skip_blanks(end, 8);
        // As words of a list: `["--password", "x"]`.
        if matches!(text.at(end), b'"' | b'\'') {
            let comma = text.skip_blanks(end + 1, 2);
            if text.at(comma) != b',' {
                return;
            }
            value_at = text.skip_blanks(comma + 1, 8);
        } else if value_at == end {
            return;
        }
        if text.at(value_at) == b'-' {
            return;
        }
        let value = value::read(text, value_at);
        let inner = &text.bytes[value.range.clone()];
        if key.eq_ignore_ascii_case(b"user") && !is_login(inner) {
            return;
        }
        // In a description of the option, a word stands there.
        let word =
            !value.quoted && inner.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'_');
        let secret = !inner.contains(&BARRIER)
            && inner.len() >= 4
            && !word
            && value::is_secret(key, strength, inner, value.quoted, Style::Tight);
        if secret {
            self.option_value(key, value.range);
        }
    }

    /// `--user name:password` hides both parts.
    fn option_value(&mut self, key: &[u8], range: std::ops::Range<usize>) {
        let colon = self.text.bytes[range.clone()].iter().position(|&byte| byte == b':');
        match colon {
            Some(colon) if key.eq_ignore_ascii_case(b"user") || key == b"u" => {
                self.user(range.start, range.start + colon);
                if value::is_placeholder(&self.text.bytes[range.start + colon + 1..range.end]) {
                    return;
                }
                self.hit(Kind::CliSecretFlag, range.start + colon + 1..range.end);
            }
            _ => self.hit(Kind::CliSecretFlag, range),
        }
    }

    /// A one-letter option of a command that takes a password there.
    fn short_flag(&mut self, at: usize) {
        let text = self.text;
        let letter = text.at(at + 1);
        if !matches!(letter, b'p' | b'a' | b'u' | b'w') {
            return;
        }
        let apart = text.at(at + 2) == b' ';
        let from = at.saturating_sub(COMMAND_NEAR);
        let line = &text.bytes[from..at];
        text.worked(line.len());
        let line = line
            .rsplit(|byte| matches!(byte, b'\n' | b'|' | b';' | b'&'))
            .next()
            .unwrap_or_default();
        let fits = SHORT.iter().any(|(command, option, stands_apart)| {
            *option == letter
                && *stands_apart == apart
                && memchr::memmem::find(line, command.as_bytes()).is_some()
        });
        if !fits {
            return;
        }
        let value = value::read(text, text.skip_blanks(at + 2, 8));
        let inner = &text.bytes[value.range.clone()];
        let login = letter != b'u' || is_login(inner);
        if login && inner.len() >= 3 && !inner.contains(&BARRIER) && !value::is_placeholder(inner) {
            self.option_value(&[letter], value.range);
        }
    }
}

/// How surely an option of this name takes a secret, if at all.
fn flag_strength(key: &[u8]) -> Option<Strength> {
    if key.eq_ignore_ascii_case(b"user") || key.eq_ignore_ascii_case(b"proxy-user") {
        return Some(Strength::Strong);
    }
    if key.starts_with(b"no-") {
        return None;
    }
    keys::strength(key).map(|strength| strength.max(Strength::Middle))
}

/// Whether a text is a name and a password with a colon between.
fn is_login(value: &[u8]) -> bool {
    value.iter().position(|&byte| byte == b':').is_some_and(|colon| {
        colon > 0 && value.len() - colon > 3 && !value[colon + 1..].iter().all(u8::is_ascii_digit)
    })
}
