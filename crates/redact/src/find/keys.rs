//! Which names of settings say that their value is secret.

/// How surely a name says that its value is secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// Programs speak of such things without giving them away: `token`.
    Weak,
    /// Mostly the secret itself: `secret`, `credentials`, `pass`.
    Middle,
    /// The secret itself: `password`, `api_key`.
    Strong,
}

/// The longest name that is looked at, in bytes.
pub(crate) const LONGEST_KEY: usize = 64;

/// The words that make a name secret, without separators.
const WORDS: &[(&str, Strength)] = &[
    ("password", Strength::Strong),
    ("passwd", Strength::Strong),
    ("passwort", Strength::Strong),
    ("passphrase", Strength::Strong),
    ("passcode", Strength::Strong),
    ("pwd", Strength::Strong),
    ("apikey", Strength::Strong),
    ("accesskey", Strength::Strong),
    ("secretkey", Strength::Strong),
    ("secretid", Strength::Strong),
    ("privatekey", Strength::Strong),
    ("accountkey", Strength::Strong),
    ("storagekey", Strength::Strong),
    ("sharedkey", Strength::Strong),
    ("encryptionkey", Strength::Strong),
    ("signingkey", Strength::Strong),
    ("masterkey", Strength::Strong),
    ("clientsecret", Strength::Strong),
    ("accesstoken", Strength::Strong),
    ("refreshtoken", Strength::Strong),
    ("authtoken", Strength::Strong),
    ("apitoken", Strength::Strong),
    ("securitytoken", Strength::Strong),
    ("sharedaccesssignature", Strength::Strong),
    ("sessionid", Strength::Middle),
    ("sessid", Strength::Middle),
    ("secret", Strength::Middle),
    ("credentials", Strength::Middle),
    ("credential", Strength::Middle),
    ("token", Strength::Weak),
];

/// Behind a secret word, these say that the value is something about the secret.
const ABOUT: &[&str] = &[
    "age",
    "alg",
    "algorithm",
    "at",
    "attempts",
    "audience",
    "auth",
    "authentication",
    "backend",
    "bucket",
    "budget",
    "bytes",
    "cache",
    "callback",
    "changed",
    "check",
    "checker",
    "class",
    "cmd",
    "command",
    "count",
    "counts",
    "created",
    "dir",
    "disabled",
    "duration",
    "enabled",
    "encoder",
    "encryption",
    "endpoint",
    "engine",
    "env",
    "error",
    "exception",
    "exp",
    "expire",
    "expired",
    "expires",
    "expiration",
    "expiry",
    "field",
    "fields",
    "file",
    "filename",
    "format",
    "handler",
    "header",
    "hint",
    "history",
    "host",
    "id",
    "ids",
    "in",
    "index",
    "input",
    "invalid",
    "issuer",
    "kind",
    "label",
    "length",
    "len",
    "lifetime",
    "limit",
    "manager",
    "max",
    "message",
    "method",
    "min",
    "mode",
    "mount",
    "name",
    "names",
    "offset",
    "on",
    "path",
    "per",
    "policies",
    "policy",
    "port",
    "position",
    "prefix",
    "prompt",
    "provider",
    "rate",
    "ref",
    "refs",
    "remaining",
    "required",
    "reset",
    "role",
    "rotated",
    "rotation",
    "scope",
    "scopes",
    "server",
    "service",
    "size",
    "source",
    "state",
    "status",
    "store",
    "strength",
    "suffix",
    "text",
    "timeout",
    "title",
    "total",
    "ttl",
    "type",
    "types",
    "updated",
    "uri",
    "url",
    "usage",
    "used",
    "valid",
    "validity",
    "var",
    "variable",
    "verification",
    "verify",
    "version",
    "volume",
    "arn",
    "code",
    "hook",
    "request",
    "response",
    "review",
    "reviews",
    "controller",
    "bindings",
];

/// How surely the name `key` says that its value is secret, if it does at all: by the last
/// secret word in it, whatever stands before, unless what stands behind says otherwise.
pub(crate) fn strength(key: &[u8]) -> Option<Strength> {
    if key.len() < 3 || key.len() > LONGEST_KEY {
        return None;
    }
    let name = Name::new(key);
    let letters = &name.letters[..name.length];
    if memchr::memmem::find(letters, b"publickey").is_some() {
        return None;
    }
    for (word, strength) in WORDS {
        let Some(at) = memchr::memmem::rfind(letters, word.as_bytes()) else { continue };
        match name.behind(at + word.len()) {
            Behind::Nothing => return Some(*strength),
            Behind::Plural => return Some(Strength::Weak),
            Behind::More => return Some((*strength).min(Strength::Middle)),
            Behind::About | Behind::OtherWord => {}
        }
    }
    // Short enough to be part of many words, so it must be one of its own.
    let pass =
        [b"pass".as_slice(), b"otp", b"cvv"].into_iter().find(|word| letters.ends_with(word))?;
    name.starts[name.length - pass.len()].then_some(Strength::Middle)
}

/// Whether a name speaks of AWS and of a key.
pub(crate) fn is_of_aws(key: &[u8]) -> bool {
    let lower = key.to_ascii_lowercase();
    memchr::memmem::find(&lower, b"aws").is_some()
        || memchr::memmem::find(&lower, b"secretaccesskey").is_some()
        || memchr::memmem::find(&lower, b"secret_access_key").is_some()
}

/// What stands behind a secret word in a name.
enum Behind {
    Nothing,
    Plural,
    /// Words that leave the value secret, such as `hash`.
    More,
    /// Words that say that the value is something about the secret.
    About,
    /// The word goes on: `tokenizer`, `secretary`.
    OtherWord,
}

/// A name in lower case without separators, and where its words begin.
struct Name {
    letters: [u8; LONGEST_KEY],
    starts: [bool; LONGEST_KEY],
    length: usize,
}

impl Name {
    fn new(key: &[u8]) -> Self {
        let mut name = Self { letters: [0; _], starts: [false; _], length: 0 };
        let mut before = b'.';
        for &byte in key.iter().take(LONGEST_KEY) {
            if byte.is_ascii_alphanumeric() {
                let starts = !before.is_ascii_alphanumeric()
                    || (byte.is_ascii_uppercase() && before.is_ascii_lowercase())
                    || byte.is_ascii_digit() != before.is_ascii_digit();
                name.letters[name.length] = byte.to_ascii_lowercase();
                name.starts[name.length] = starts;
                name.length += 1;
            }
            before = byte;
        }
        name
    }

    fn behind(&self, at: usize) -> Behind {
        let rest = &self.letters[at..self.length];
        if rest.is_empty() || rest.iter().all(u8::is_ascii_digit) {
            return Behind::Nothing;
        }
        let plural = rest[0] == b's' && !self.starts[at];
        if plural && rest.len() == 1 {
            return Behind::Plural;
        }
        let from = at + usize::from(plural);
        if !self.starts[from] {
            return Behind::OtherWord;
        }
        let mut start = from;
        for end in from + 1..=self.length {
            if end == self.length || self.starts[end] {
                let word = &self.letters[start..end];
                if ABOUT.iter().any(|about| about.as_bytes() == word) {
                    return Behind::About;
                }
                start = end;
            }
        }
        Behind::More
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets() {
        for (name, expected) in [
            ("password", Some(Strength::Strong)),
            ("db.password", Some(Strength::Strong)),
            ("PGPASSWORD", Some(Strength::Strong)),
            ("userPassword2", Some(Strength::Strong)),
            ("MYSQL_PWD", Some(Strength::Strong)),
            ("AWS_SECRET_ACCESS_KEY", Some(Strength::Strong)),
            ("X-Api-Key", Some(Strength::Strong)),
            ("SharedAccessKey", Some(Strength::Strong)),
            ("clientSecret", Some(Strength::Strong)),
            ("passwordHash", Some(Strength::Middle)),
            ("SMTP_PASS", Some(Strength::Middle)),
            ("JSESSIONID", Some(Strength::Middle)),
            ("secrets", Some(Strength::Weak)),
            ("csrf_token", Some(Strength::Weak)),
            ("tokenizer", None),
            ("token_type", None),
            ("tokenCount", None),
            ("max_tokens_limit", None),
            ("password_file", None),
            ("PasswordAuthentication", None),
            ("aws_access_key_id", None),
            ("secretName", None),
            ("secretary", None),
            ("compass", None),
            ("bypass", None),
            ("primary_key", None),
            ("pw", None),
        ] {
            assert_eq!(strength(name.as_bytes()), expected, "{name}");
        }
    }
}
