//! Settings: a name, a separator and a value, in any of the ways in which files, programs and
//! logs write them.

use super::Finder;
use super::keys::{self, LONGEST_KEY, Strength};
use super::value::{self, Style};
use crate::bytes::{BARRIER, Set, Text};
use crate::kind::Kind;

/// How far before its separator a name may end, in bytes: columns are aligned with blanks.
const MOST_BLANKS: usize = 24;

/// Parameters of web addresses that are secret there, and ordinary words elsewhere.
const URL_PARAMETERS: &[&str] = &[
    "auth",
    "key",
    "sig",
    "signature",
    "code",
    "session",
    "sid",
    "sas",
    "pass",
    "jwt",
    "ticket",
    "assertion",
    "x-amz-signature",
    "x-amz-credential",
    "x-goog-signature",
    "x-goog-credential",
];

/// A name and where its value begins.
struct Setting<'a> {
    key: &'a [u8],
    key_start: usize,
    value_at: usize,
    /// Whether blanks stand before the value.
    spaced: bool,
}

impl Finder<'_> {
    /// A setting whose separator stands at `at`.
    pub(super) fn setting(&mut self, at: usize) {
        if at < self.setting_until {
            return;
        }
        let text = self.text;
        let Some(setting) = read(text, at) else { return };
        if self.header(setting.key, setting.value_at) {
            return;
        }
        let strength = keys::strength(setting.key);
        let start = setting.key_start;
        let parameter = matches!(text.before(start), b'?' | b'&')
            || text.ends_like(start, "&amp;")
            || text.ends_like(start, r"\u0026");
        let parameter_word = || {
            parameter && text.bytes[at] == b'=' && {
                URL_PARAMETERS.iter().any(|word| setting.key.eq_ignore_ascii_case(word.as_bytes()))
            }
        };
        if strength.is_none() && !parameter_word() {
            self.value_of_named(&setting);
            return;
        }
        let strength = strength.unwrap_or(Strength::Weak);
        // `--- PASS: TestName`; the part of a name with colons, such as that of a resource.
        let colon = text.bytes[at] == b':';
        if colon
            && (setting.key == b"PASS"
                || (text.before(start) == b':' && strength < Strength::Strong))
        {
            return;
        }
        let mut value_at = setting.value_at;
        if text.ends_like(start, "${") {
            // The default of a variable, or what the shell says when there is none.
            match text.at(at + 1) {
                b'-' | b'=' => value_at += 1,
                _ => return,
            }
        }
        let mut value = value::read(text, value_at);
        let bytes = text.bytes;
        if parameter && text.bytes[at] == b'=' && !value.quoted {
            // In an address a separator always ends the value.
            let end = value.range.clone().find(|&at| matches!(bytes[at], b'&' | b'#'));
            text.worked(value.range.len());
            value.range.end = end.unwrap_or(value.range.end);
        }
        let inner = &bytes[value.range.clone()];
        // Only quotes reach over what is hidden already.
        if value.quoted
            && let Some(wall) = memchr::memchr(BARRIER, inner)
        {
            text.worked(wall);
            value.range.end = value.range.start + wall;
        }
        let inner = &bytes[value.range.clone()];
        // In an address, the name alone is enough.
        let in_address = parameter && self.in_address(setting.key_start);
        // What a variable is when it is not set.
        if inner.starts_with(b"${")
            && let Some(default) = memchr::memmem::find(inner, b":-")
        {
            let end = memchr::memchr(b'}', inner).unwrap_or(inner.len());
            let from = value.range.start;
            value.range = from + default + 2..from + end.max(default + 2);
        }
        let inner = &bytes[value.range.clone()];
        let secret = if in_address {
            inner.len() >= 4 && !value::is_placeholder(inner)
        } else {
            let style = self.style(&setting, &value);
            value::is_secret(setting.key, strength, inner, value.quoted, style)
        };
        if secret {
            let kind = self.kind_of(&setting, inner, parameter, in_address);
            self.setting_until = value.range.end;
            self.hit(kind, value.range);
        }
    }

    fn style(&self, setting: &Setting<'_>, value: &value::Value) -> Style {
        let text = self.text;
        if !setting.spaced {
            return Style::Tight;
        }
        // Backticks mark words in prose.
        if value.quoted && text.before(value.range.start) != b'`' {
            return Style::Line;
        }
        let mut start = text.skip_blanks_back(setting.key_start, MOST_BLANKS);
        // The mark of a list, or of an exported variable.
        for mark in ["-", "export", "set", "ENV"] {
            if start < setting.key_start && text.ends_like(start, mark) {
                start = text.skip_blanks_back(start - mark.len(), MOST_BLANKS);
            }
        }
        let end = text.skip_blanks(value.range.end, MOST_BLANKS);
        let alone = text.before(start) == b'\n' || text.escape_ends(start);
        let closing = (end..end + 4).find(|&end| !b",;)]}\"'|&<".contains(&text.at(end)));
        let end = text.skip_blanks(closing.unwrap_or(end), MOST_BLANKS);
        let last = matches!(text.at(end), b'\n' | b'\r' | b'\\' | b'#') || end >= text.len();
        if alone && last { Style::Line } else { Style::Prose }
    }

    /// What kind of secret the value of a setting is.
    fn kind_of(
        &self,
        setting: &Setting<'_>,
        value: &[u8],
        parameter: bool,
        in_address: bool,
    ) -> Kind {
        let text = self.text;
        let is = |name: &str| setting.key.eq_ignore_ascii_case(name.as_bytes());
        let start = setting.key_start;
        let base64 = |length: usize| {
            value.len() == length && value.iter().all(|&byte| Set::BASE64.holds(byte))
        };
        if is("_authToken") {
            Kind::NpmrcAuth
        } else if is("AccountKey") && base64(88) {
            Kind::AzureStorageKey
        } else if base64(40) && keys::is_of_aws(setting.key) {
            Kind::AwsSecretKey
        } else if matches!(text.before(start), b'?' | b'&' | b';') && self.in_jdbc(start) {
            Kind::JdbcPassword
        } else if in_address || parameter {
            Kind::UrlSecretParam
        } else if setting.key.starts_with(b"-") {
            Kind::CliSecretFlag
        } else if matches!(text.before(start), b';') || is("AccountKey") || is("SharedAccessKey") {
            Kind::ConnStringPwd
        } else {
            Kind::KvSecret
        }
    }

    /// Whether an address begins in the word before `at`.
    fn in_address(&self, at: usize) -> bool {
        let from = self.text.run_start_until_blank(at);
        let here = &self.text.bytes[from..at];
        memchr::memmem::find(here, b"://").is_some() || here.contains(&b'?')
    }

    fn in_jdbc(&self, at: usize) -> bool {
        let from = self.text.run_start_until_blank(at);
        memchr::memmem::find(&self.text.bytes[from..at], b"jdbc:").is_some()
    }

    /// `name: DB_PASSWORD` and then `value: …`, as container platforms write variables.
    fn value_of_named(&mut self, setting: &Setting<'_>) {
        let text = self.text;
        if !setting.key.eq_ignore_ascii_case(b"value") {
            return;
        }
        let from = setting.key_start.saturating_sub(160);
        let before = &text.bytes[from..setting.key_start];
        text.worked(before.len());
        let name_at = [b"name".as_slice(), b"Name", b"key", b"Key"]
            .into_iter()
            .find_map(|word| memchr::memmem::rfind(before, word).map(|at| from + at + word.len()));
        let Some(mut name) = name_at else { return };
        while name < setting.key_start && !Set::ALNUM_.holds(text.at(name)) {
            name += 1;
        }
        let end = text.run_end(Set::DOTTED, name).min(setting.key_start);
        // Between the two stand punctuation and one line feed at most.
        let between = &text.bytes[end..setting.key_start];
        let near = between.iter().all(|byte| !byte.is_ascii_alphanumeric());
        let Some(strength) = keys::strength(&text.bytes[name..end]).filter(|_| near) else {
            return;
        };
        let value = value::read(text, setting.value_at);
        let inner = &text.bytes[value.range.clone()];
        if !inner.contains(&BARRIER)
            && value::is_secret(b"value", strength, inner, value.quoted, Style::Line)
        {
            self.hit(Kind::KvSecret, value.range);
        }
    }

    /// An XML element whose name says that its text is secret: `<password>x</password>`.
    pub(super) fn element(&mut self, at: usize) {
        let text = self.text;
        let start = text.run_start(Set::DOTTED, at, LONGEST_KEY);
        let named = start > 0 && (text.before(start) == b'<' || text.before(start) == b':');
        if !named || start == at {
            return;
        }
        let key = &text.bytes[start..at];
        let Some(strength) = keys::strength(key) else { return };
        let value = at + 1;
        let Some(end) = text.next(b'<', value).filter(|&end| text.at(end + 1) == b'/') else {
            return;
        };
        let inner = &text.bytes[value..end];
        if end - value <= 4096
            && !inner.contains(&BARRIER)
            && value::is_secret(b"", strength, inner, true, Style::Tight)
        {
            self.hit(Kind::KvSecret, value..end);
        }
    }

    /// A secret that stands behind a word without a separator: in SQL in quotes
    /// (`IDENTIFIED BY 'x'`), or so random that it can be nothing else (`token 0a1b…`).
    pub(super) fn named_in_prose(&mut self, at: usize) {
        let text = self.text;
        let behind = |word: &str| {
            text.is_like(at, word).then(|| text.skip_blanks(at + word.len(), MOST_BLANKS))
        };
        let words = ["identified by ", "password ", "token ", "secret "];
        let Some(start) = words.iter().find_map(|word| behind(word)) else { return };
        let quote = text.at(start);
        if matches!(quote, b'\'' | b'"') {
            let value = value::read(text, start);
            let inner = &text.bytes[value.range.clone()];
            let names = matches!(text.bytes[at], b't' | b'T' | b's' | b'S');
            let secret = !names && (quote == b'\'' || value::looks_random(inner));
            if secret && !inner.contains(&BARRIER) && !value::is_placeholder(inner) {
                self.hit(Kind::KvSecret, value.range);
            }
            return;
        }
        let end = text.run_end(Set::BASE64URL, start);
        let head = &text.bytes[start..end.min(start + 64)];
        if end - start >= 20 && head.iter().any(u8::is_ascii_digit) && value::looks_random(head) {
            self.hit(Kind::KvSecret, start..end);
        }
    }

    /// The token of a registry behind its address, as npm writes it.
    pub(super) fn npmrc(&mut self, at: usize) {
        let text = self.text;
        if at < self.setting_until {
            return;
        }
        for key in ["/:_authToken=", "/:_auth=", "/:_password="] {
            if text.is(at, key) {
                let value = value::read(text, at + key.len());
                let inner = &text.bytes[value.range.clone()];
                if !inner.contains(&BARRIER) && !value::is_placeholder(inner) {
                    self.setting_until = value.range.end;
                    self.hit(Kind::NpmrcAuth, value.range);
                }
            }
        }
    }
}

/// The setting whose separator stands at `at`.
fn read<'a>(text: &Text<'a>, at: usize) -> Option<Setting<'a>> {
    let separator = text.bytes[at];
    let (before, next) = (text.before(at), text.at(at + 1));
    // Comparisons, paths of types, addresses; the first part of `:=`.
    let part = match separator {
        b':' => before == b':' || matches!(next, b':' | b'='),
        _ => matches!(before, b'=' | b'!' | b'<' | b'>' | b'~') || matches!(next, b'=' | b'~'),
    };
    if part || (separator == b':' && next == b'/' && text.at(at + 2) == b'/') {
        return None;
    }
    let mut end = if separator == b'=' && before == b':' { at - 1 } else { at };
    end = text.skip_blanks_back(end, MOST_BLANKS);
    for _ in 0..2 {
        if end > 0 && matches!(text.bytes[end - 1], b']' | b'"' | b'\'' | b'`' | b'|') {
            end -= 1;
            end -= text.backslashes_before(end, 0);
        }
    }
    if end == 0 || !Set::ALNUM.holds(text.bytes[end - 1]) {
        return None;
    }
    let key_start = text.run_start(Set::DOTTED, end, LONGEST_KEY);
    // The user part of a web address.
    if separator == b':' && text.ends_like(key_start, "//") {
        return None;
    }
    let mut value_at = at + 1;
    if separator == b'=' && next == b'>' {
        value_at += 1;
    }
    let behind = text.skip_blanks(value_at, MOST_BLANKS);
    let spaced = behind > value_at;
    Some(Setting { key: &text.bytes[key_start..end], key_start, value_at: behind, spaced })
}
