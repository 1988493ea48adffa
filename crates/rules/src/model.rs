//! How a rule recognises its problem, and what it has to do with other rules: all that is
//! needed to find it in a text. What it then says is in [`crate::text`].

use serde::{Deserialize, Serialize};
use unstuck_report::{Confidence, Severity};

use crate::literals::{Literal, MAX_LITERALS, Ordinary};
use crate::pattern;

/// One known problem, as it is recognised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// The permanent id: the path below `rules/` without its ending.
    pub id: String,
    /// The kind of problem.
    pub problem: Problem,
    /// How bad it is when nothing else is known.
    pub severity: Severity,
    /// Signs that change the severity; the last that is seen wins.
    pub severity_when: Vec<SeverityWhen>,
    /// The ways in which software prints it.
    pub variants: Vec<Variant>,
    /// The values that the patterns pick out.
    pub captures: Vec<Capture>,
    /// Captures that tell one occurrence of the problem from another.
    pub key: Vec<String>,
    /// Rules whose findings are consequences of this one.
    pub explains: Vec<String>,
    /// Rules that have nothing to add where this one explains the same entry.
    pub over: Vec<String>,
    /// Whether any rule that is not general has more to say about the same text.
    pub general: bool,
    /// Whether it only says that something failed: it follows from what went wrong before.
    pub follow_up: bool,
}

impl Rule {
    /// The declared capture of this name.
    pub fn capture(&self, name: &str) -> Option<&Capture> {
        self.captures.iter().find(|capture| capture.name == name)
    }
}

/// One way in which software prints a problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// A regular expression over the bytes of one log entry.
    pub pattern: String,
    /// Whether upper and lower case differ.
    pub case_sensitive: bool,
    /// How sure a match is; the rule's default where the author says nothing.
    pub confidence: Confidence,
    /// Texts of which every match contains at least one.
    pub literals: Vec<Literal>,
    /// For each condition that needs one of a few texts: those texts. Where none of them
    /// stands anywhere near, the pattern need not be tried.
    pub gates: Vec<Vec<Literal>>,
    /// Conditions that must all hold.
    pub all: Vec<Condition>,
    /// Conditions of which one must hold, if there are any.
    pub any: Vec<Condition>,
    /// Conditions that must not hold.
    pub none: Vec<Condition>,
}

impl Variant {
    /// Finds the texts to look for, in the pattern and in the conditions: of all that there
    /// are, those that `ordinary` logs hold least often.
    pub fn look_for_rarest(&mut self, ordinary: &Ordinary) {
        let texts = |pattern: &str, case_sensitive: bool| {
            pattern::anatomy(pattern, case_sensitive, ordinary)
                .map_or_else(Vec::new, |anatomy| anatomy.literals)
        };
        self.literals = texts(&self.pattern, self.case_sensitive);
        // What may stand anywhere is looked for on its own, and opens no gate nearby.
        let of_log = |condition: &&mut Condition| condition.within == Within::Log;
        for condition in self.all.iter_mut().chain(&mut self.none).filter(of_log) {
            condition.literals = texts(&condition.pattern, false);
        }
        let near = self.all.iter().filter(|condition| condition.within != Within::Log);
        self.gates = near.map(|condition| texts(&condition.pattern, false)).collect();
        let any: Vec<_> =
            self.any.iter().map(|condition| texts(&condition.pattern, false)).collect();
        if any.iter().all(|texts| !texts.is_empty()) {
            let mut all = any.concat();
            all.sort();
            all.dedup();
            self.gates.push(all);
        }
        // A gate that stands open in most logs only costs.
        self.gates.retain(|gate| {
            let ordinary = gate.iter().any(|literal| ordinary.is_common(&literal.text));
            !gate.is_empty() && gate.len() <= MAX_LITERALS && !ordinary
        });
    }
}

/// Something else that the log must, or must not, say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// A regular expression.
    pub pattern: String,
    /// Where to look.
    pub within: Within,
    /// Bounds on the number or version that the pattern's group `value` picks out.
    pub bounds: Option<Bounds>,
    /// The condition in words, completing "the log …", such as "speaks of a webhook nearby".
    pub says: String,
    /// For a condition on the whole log: texts of which every match contains one.
    pub literals: Vec<Literal>,
}

/// Where a condition looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Within {
    /// In the entry alone.
    #[default]
    Entry,
    /// In the entry and so many records before and after it.
    Records(u32),
    /// Anywhere in the log, such as the version that a server states when it starts.
    Log,
}

/// Bounds on a number or a version, compared part by part: 15.10 is more than 15.9.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// The least that fits.
    pub at_least: Option<Vec<u64>>,
    /// The first that no longer fits.
    pub below: Option<Vec<u64>>,
}

impl Bounds {
    /// Whether the number or version that `text` begins with lies within. No number does not.
    pub fn hold(&self, text: &str) -> bool {
        let Some(value) = version(text) else { return false };
        self.at_least.as_ref().is_none_or(|least| value >= *least)
            && self.below.as_ref().is_none_or(|below| value < *below)
    }
}

/// The numbers, separated by dots, that a text begins with: 15.3 for `v15.3-alpine`.
pub fn version(text: &str) -> Option<Vec<u64>> {
    let text = text.trim_start_matches(['v', 'V']);
    let end = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let mut parts = text[..end].split('.').filter(|part| !part.is_empty());
    let first = parts.next()?.parse().ok()?;
    Some(std::iter::once(first).chain(parts.map_while(|part| part.parse().ok())).collect())
}

/// A value that a pattern picks out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Capture {
    /// The name of the group.
    pub name: String,
    /// What kind of value it is.
    pub kind: CaptureKind,
    /// What secret or personal data it may hold.
    pub holds: Holds,
}

/// What kind of value a capture is: decides whether it may stand in a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaptureKind {
    /// A host name or an IP address.
    Host,
    /// A TCP or UDP port.
    Port,
    /// An account or role.
    User,
    /// A name in a system: database, bucket, queue, container, table, region.
    Name,
    /// A file or object path.
    Path,
    /// A web address.
    Url,
    /// An Amazon resource name.
    Arn,
    /// An operation such as `s3:GetObject`.
    Action,
    /// A whole or decimal number.
    Number,
    /// A time span with its unit, such as `20s`.
    Duration,
    /// An error code.
    Code,
    /// Anything else; never put into a command.
    Text,
}

impl CaptureKind {
    /// Whether `value` is harmless in a command: nothing that a shell, SQL or JSON reader
    /// could take for syntax, and no leading hyphen that a program takes for an option.
    pub fn allows(self, value: &str) -> bool {
        let (extra, limit): (&[u8], usize) = match self {
            Self::Host => (b".-_:", 253),
            Self::Port | Self::Number | Self::Duration => (b".", 20),
            Self::User => (b"._-@+", 128),
            Self::Name => (b"._-", 255),
            Self::Path => (b"._-/+@", 1024),
            Self::Url => (b"._-/:@%+=~?&,#[]", 2048),
            Self::Arn => (b"._-/:@+=", 1024),
            Self::Action => (b":*", 128),
            Self::Code => (b"._-", 64),
            Self::Text => return false,
        };
        let digits_only = matches!(self, Self::Port | Self::Number);
        !value.is_empty()
            && value.len() <= limit
            && !value.starts_with('-')
            && value.bytes().all(|byte| {
                byte.is_ascii_digit()
                    || (!digits_only && byte.is_ascii_alphabetic())
                    || extra.contains(&byte)
            })
    }

    /// What the data of such a value is, unless the author says otherwise.
    pub fn holds(self) -> Holds {
        match self {
            Self::User => Holds::Personal,
            Self::Host | Self::Name | Self::Path | Self::Url | Self::Arn => Holds::Internal,
            Self::Text => Holds::Unknown,
            Self::Port | Self::Action | Self::Number | Self::Duration | Self::Code => {
                Holds::Nothing
            }
        }
    }
}

/// What secret or personal data a value may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// Nothing worth hiding.
    Nothing,
    /// Names of machines, databases, buckets and the like.
    Internal,
    /// Something about a person.
    Personal,
    /// A password, key or token.
    Credential,
    /// Free text that can hold anything.
    Unknown,
}

/// What changes a rule's severity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeverityWhen {
    /// The sign.
    pub sign: Sign,
    /// The severity where it is seen.
    pub severity: Severity,
}

/// A sign that a problem is better or worse than usual.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Sign {
    /// A captured number is at least so large.
    Value {
        /// The name of the capture.
        capture: String,
        /// The least number.
        at_least: f64,
    },
    /// The problem occurs at least so often in the log.
    Count(u64),
    /// Another rule, by id, finds something in the same log.
    Beside(String),
}

/// The kinds of problem: a small vocabulary, so that portals can group and route by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// Who somebody is could not be shown.
    Authentication,
    /// Somebody may not do something.
    Authorization,
    /// The machine answered that nothing listens there.
    ConnectionRefused,
    /// A connection that existed was cut.
    ConnectionLost,
    /// No answer in time.
    Timeout,
    /// No way to the machine, or the thing is offline.
    Unreachable,
    /// A name has no address.
    Dns,
    /// Encryption or certificates.
    Tls,
    /// Too many requests.
    RateLimit,
    /// The data sent is not what the receiver accepts.
    Validation,
    /// A signature does not fit what was signed.
    Signature,
    /// Clocks differ.
    ClockSkew,
    /// What was asked for does not exist.
    NotFound,
    /// Two changes collide, or something exists already.
    Conflict,
    /// A limit on size, number or spending is reached.
    Quota,
    /// No room on a disk.
    DiskFull,
    /// No memory left.
    Memory,
    /// Work waits longer than it should.
    QueueBacklog,
    /// A setting is missing or wrong.
    Configuration,
    /// The shape of data differs between two systems.
    Schema,
    /// A lock is held, or a deadlock was broken.
    Locking,
    /// The service failed on its own side.
    ServerError,
    /// The service is there but does not serve now.
    Unavailable,
    /// A program ended before its work was done.
    Crash,
}

impl Problem {
    /// The name in the vocabulary, such as `connection-refused`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Authentication => "authentication",
            Self::Authorization => "authorization",
            Self::ConnectionRefused => "connection-refused",
            Self::ConnectionLost => "connection-lost",
            Self::Timeout => "timeout",
            Self::Unreachable => "unreachable",
            Self::Dns => "dns",
            Self::Tls => "tls",
            Self::RateLimit => "rate-limit",
            Self::Validation => "validation",
            Self::Signature => "signature",
            Self::ClockSkew => "clock-skew",
            Self::NotFound => "not-found",
            Self::Conflict => "conflict",
            Self::Quota => "quota",
            Self::DiskFull => "disk-full",
            Self::Memory => "memory",
            Self::QueueBacklog => "queue-backlog",
            Self::Configuration => "configuration",
            Self::Schema => "schema",
            Self::Locking => "locking",
            Self::ServerError => "server-error",
            Self::Unavailable => "unavailable",
            Self::Crash => "crash",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_take_only_harmless_values() {
        for (kind, value, allowed) in [
            (CaptureKind::Host, "db.example.org", true),
            (CaptureKind::Host, "::1", true),
            (CaptureKind::Host, "-oProxyCommand=x", false),
            (CaptureKind::Host, "a;rm", false),
            (CaptureKind::Host, "$(id)", false),
            (CaptureKind::Host, "", false),
            (CaptureKind::Port, "5432", true),
            (CaptureKind::Port, "54x", false),
            (CaptureKind::User, "o'brien", false),
            (CaptureKind::User, "ana@corp", true),
            (CaptureKind::Url, "https://h/p?a=1&b=2", true),
            (CaptureKind::Url, "https://h/`id`", false),
            (CaptureKind::Name, "naïve", false),
            (CaptureKind::Text, "word", false),
        ] {
            assert_eq!(kind.allows(value), allowed, "{kind:?} {value:?}");
        }
    }
}
