//! Which software or format wrote a text, told from its first lines.
//!
//! Most formats are told line by line: each line has at most one shape, and what half of the
//! lines have is the format. What is one thing as a whole, an answer of a server or the output
//! of a tool, is told by its parts. When unsure, it is a log or plain text.

mod blocks;
mod bodies;
mod lines;
mod table;

use std::fmt;

use crate::entry::never_begins;
use crate::level::level;
use crate::time::TimeReader;

/// How many lines are looked at.
const LINES: usize = 200;
/// How many bytes are looked at.
const BYTES: usize = 64 * 1024;

/// A format that is recognised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LogFormat {
    /// A JSON object per line.
    JsonLines,
    /// One JSON text.
    JsonDocument,
    /// `key=value` pairs per line.
    Logfmt,
    /// Syslog as of RFC 3164, in files also with times of ISO 8601.
    Syslog3164,
    /// Syslog as of RFC 5424.
    Syslog5424,
    /// Output of `journalctl`.
    Journald,
    /// The common log format of web servers, and what extends it.
    AccessLog,
    /// The error log of nginx.
    NginxError,
    /// The error log of Apache.
    ApacheError,
    /// The log of a `PostgreSQL` server.
    Postgresql,
    /// The error log of `MySQL` or `MariaDB`.
    Mysql,
    /// The log of a Redis or Valkey server.
    Redis,
    /// Output of `docker compose`.
    DockerCompose,
    /// Output of `kubectl logs --prefix` or `stern`.
    KubectlLogs,
    /// Output of `kubectl describe`.
    KubectlDescribe,
    /// Output of `kubectl get events`, or the events of a description.
    KubectlEvents,
    /// The log of a job of GitHub Actions.
    GithubActions,
    /// The log of a job of GitLab CI.
    GitlabCi,
    /// Events of Windows, from the event viewer or `Get-WinEvent`.
    WindowsEvent,
    /// A request or an answer of HTTP with its headers.
    HttpExchange,
    /// An error that a server answered as JSON.
    JsonError,
    /// An error that a server answered as XML.
    XmlError,
    /// Rows of values with separators.
    Csv,
    /// A stack trace and little else.
    StackTrace,
    /// Commands at a prompt and their output.
    Terminal,
    /// Lines with times or levels, of no named format.
    Log,
    /// Anything else.
    #[default]
    Text,
}

impl LogFormat {
    /// All formats.
    pub const ALL: [Self; 27] = [
        Self::JsonLines,
        Self::JsonDocument,
        Self::Logfmt,
        Self::Syslog3164,
        Self::Syslog5424,
        Self::Journald,
        Self::AccessLog,
        Self::NginxError,
        Self::ApacheError,
        Self::Postgresql,
        Self::Mysql,
        Self::Redis,
        Self::DockerCompose,
        Self::KubectlLogs,
        Self::KubectlDescribe,
        Self::KubectlEvents,
        Self::GithubActions,
        Self::GitlabCi,
        Self::WindowsEvent,
        Self::HttpExchange,
        Self::JsonError,
        Self::XmlError,
        Self::Csv,
        Self::StackTrace,
        Self::Terminal,
        Self::Log,
        Self::Text,
    ];

    /// A name for programs, which stays the same.
    pub fn id(self) -> &'static str {
        self.names().0
    }

    /// A name for people, in English.
    pub fn name(self) -> &'static str {
        self.names().1
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::JsonLines => ("json-lines", "JSON lines"),
            Self::JsonDocument => ("json-document", "JSON document"),
            Self::Logfmt => ("logfmt", "logfmt"),
            Self::Syslog3164 => ("syslog-3164", "Syslog"),
            Self::Syslog5424 => ("syslog-5424", "Syslog (RFC 5424)"),
            Self::Journald => ("journald", "systemd journal"),
            Self::AccessLog => ("access-log", "Access log"),
            Self::NginxError => ("nginx-error", "nginx error log"),
            Self::ApacheError => ("apache-error", "Apache error log"),
            Self::Postgresql => ("postgresql", "PostgreSQL log"),
            Self::Mysql => ("mysql", "MySQL log"),
            Self::Redis => ("redis", "Redis log"),
            Self::DockerCompose => ("docker-compose", "Docker Compose log"),
            Self::KubectlLogs => ("kubectl-logs", "Kubernetes pod logs"),
            Self::KubectlDescribe => ("kubectl-describe", "Kubernetes description"),
            Self::KubectlEvents => ("kubectl-events", "Kubernetes events"),
            Self::GithubActions => ("github-actions", "GitHub Actions log"),
            Self::GitlabCi => ("gitlab-ci", "GitLab CI job log"),
            Self::WindowsEvent => ("windows-event", "Windows events"),
            Self::HttpExchange => ("http-exchange", "HTTP exchange"),
            Self::JsonError => ("json-error", "JSON error response"),
            Self::XmlError => ("xml-error", "XML error response"),
            Self::Csv => ("csv", "CSV"),
            Self::StackTrace => ("stack-trace", "Stack trace"),
            Self::Terminal => ("terminal", "Terminal session"),
            Self::Log => ("log", "Log"),
            Self::Text => ("text", "Text"),
        }
    }
}

impl fmt::Display for LogFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The most specific format that fits the beginning of a text: of `head`, the first 200 lines
/// or 64 KB are looked at.
pub fn recognise(head: &str) -> LogFormat {
    let whole = head.len() <= BYTES;
    let head = &head[..head.floor_char_boundary(BYTES)];
    let head = head.trim_start_matches('\u{feff}');
    let mut lines: Vec<&str> = head.lines().take(LINES).collect();
    // Of a text that was cut, the last line says nothing.
    if !whole && lines.len() > 1 {
        lines.pop();
    }
    lines.retain(|line| !line.trim().is_empty());
    if lines.is_empty() {
        return LogFormat::Text;
    }
    bodies::recognise(head)
        .or_else(|| by_lines(&lines))
        .or_else(|| blocks::recognise(&lines))
        .or_else(|| table::is_csv(&lines).then_some(LogFormat::Csv))
        .or_else(|| is_log(&lines).then_some(LogFormat::Log))
        .or_else(|| blocks::recognise_late(&lines))
        .unwrap_or(LogFormat::Text)
}

/// The format that half of the lines have that may begin an entry.
fn by_lines(lines: &[&str]) -> Option<LogFormat> {
    let mut counts = [0_usize; LogFormat::ALL.len()];
    let mut all = 0;
    for line in lines {
        if let Some(format) = lines::shape(line) {
            counts[format as usize] += 1;
            all += 1;
        } else if !never_begins(line) {
            all += 1;
        }
    }
    if let Some(format) = lines::marker(lines, &counts) {
        return Some(format);
    }
    let best = LogFormat::ALL.into_iter().max_by_key(|format| counts[*format as usize])?;
    let count = counts[best as usize];
    (count > 0 && count * 2 >= all && !table::has_rule(lines)).then_some(best)
}

/// Whether lines have times or levels: as many as tell a document that its entries begin so.
fn is_log(lines: &[&str]) -> bool {
    let mut reader = TimeReader::default();
    let (mut all, mut timed, mut levelled) = (0, 0, 0);
    for line in lines.iter().filter(|line| !never_begins(line)) {
        let time = reader.time(line).is_some();
        all += 1;
        timed += usize::from(time);
        levelled += usize::from(time || level(line).is_some());
    }
    match all {
        0 => false,
        1 => timed == 1,
        _ => (timed >= 2 && timed * 10 >= all * 3) || (levelled >= 3 && levelled * 10 >= all * 6),
    }
}
