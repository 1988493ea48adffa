//! What is one thing over many lines: descriptions, exchanges, traces, sessions.

use super::{LogFormat, table};
use crate::fields::Pairs;

/// What is told by its parts.
pub(super) fn recognise(lines: &[&str]) -> Option<LogFormat> {
    first_of(
        lines,
        &[
            (is_description, LogFormat::KubectlDescribe),
            (has_events, LogFormat::KubectlEvents),
            (is_windows_event, LogFormat::WindowsEvent),
            (is_exchange, LogFormat::HttpExchange),
            (is_journal_export, LogFormat::Journald),
        ],
    )
}

/// What stands in logs too, and so is asked for behind them.
pub(super) fn recognise_late(lines: &[&str]) -> Option<LogFormat> {
    first_of(lines, &[(is_trace, LogFormat::StackTrace), (is_session, LogFormat::Terminal)])
}

/// Whether lines are of a format.
type Test = fn(&[&str]) -> bool;

fn first_of(lines: &[&str], tests: &[(Test, LogFormat)]) -> Option<LogFormat> {
    // In a page for people, all of these are examples.
    if lines.iter().any(|line| line.trim_start().starts_with("```")) {
        return None;
    }
    tests.iter().find(|(test, _)| test(lines)).map(|(_, format)| *format)
}

/// How many of the keys begin a line, followed by a colon.
fn keys(lines: &[&str], keys: &[&str]) -> usize {
    let begins = |line: &&str, key: &str| {
        line.strip_prefix(key).is_some_and(|rest| rest.trim_start_matches(' ').starts_with(':'))
    };
    keys.iter().filter(|key| lines.iter().any(|line| begins(line, key))).count()
}

/// `Name:`, `Namespace:`, … of `kubectl describe`. Manifests write them small.
fn is_description(lines: &[&str]) -> bool {
    const KEYS: [&str; 16] = [
        "Name",
        "Namespace",
        "Labels",
        "Annotations",
        "Status",
        "Node",
        "Containers",
        "Conditions",
        "Events",
        "Selector",
        "Start Time",
        "Service Account",
        "Volumes",
        "CreationTimestamp",
        "Roles",
        "Taints",
    ];
    let name = lines.iter().any(|line| line.starts_with("Name:  "));
    keys(lines, &KEYS) >= if name { 3 } else { 5 }
}

/// The heading of the events, in a description or of `kubectl get events`.
fn has_events(lines: &[&str]) -> bool {
    let heading =
        |line: &&str, words: &[&str]| line.split_ascii_whitespace().eq(words.iter().copied());
    lines.iter().any(|line| {
        heading(line, &["Type", "Reason", "Age", "From", "Message"])
            || (line.contains("LAST SEEN") && line.contains("REASON") && line.contains("MESSAGE"))
    })
}

/// The fields of the event viewer and of `Get-WinEvent`, and the headings of their tables.
fn is_windows_event(lines: &[&str]) -> bool {
    const VIEWER: [&str; 6] = ["Log Name", "Source", "Date", "Event ID", "Task Category", "Level"];
    const SHELL: [&str; 6] =
        ["TimeCreated", "ProviderName", "Id", "Message", "LevelDisplayName", "LogName"];
    const CLASSIC: [&str; 6] =
        ["Index", "EntryType", "InstanceId", "TimeGenerated", "Source", "Message"];
    [VIEWER, SHELL, CLASSIC].iter().any(|names| keys(lines, names) >= 4)
        || lines.iter().any(|line| {
            line.starts_with("Level\tDate and Time\tSource\tEvent ID")
                || line.starts_with("Level,Date and Time,Source,Event ID")
                || (line.starts_with("TimeCreated ") && line.contains("LevelDisplayName"))
        })
        || lines.iter().filter(|line| is_viewer_row(line)).count() * 2 > lines.len()
}

/// `Error\t3/2/2026 10:11:12 AM\tService Control Manager\t7000\tNone`
fn is_viewer_row(line: &str) -> bool {
    let mut values = line.split('\t');
    let level = values.next().unwrap_or_default();
    matches!(level, "Error" | "Warning" | "Information" | "Critical" | "Verbose")
        && values.next().is_some_and(|time| crate::time(time).is_some())
        && values.count() >= 2
}

/// A request or status line of HTTP and its headers, bare or with the arrows of `curl -v`.
fn is_exchange(lines: &[&str]) -> bool {
    let bare = |line: &&str| {
        let line = line.trim_start();
        let line = line.strip_prefix("< ").or_else(|| line.strip_prefix("> ")).unwrap_or(line);
        line.trim_end().to_owned()
    };
    let is_start = |line: &str| {
        let status = line.strip_prefix("HTTP/").and_then(|rest| rest.split_once(' ')).is_some_and(
            |(version, rest)| {
                version.starts_with(['1', '2', '3'])
                    && rest.len() >= 3
                    && rest.bytes().take(3).all(|b| b.is_ascii_digit())
            },
        );
        let method = line.split(' ').next().unwrap_or_default();
        let request =
            matches!(method, "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS")
                && line.rsplit(' ').next().is_some_and(|version| version.starts_with("HTTP/"));
        status || request
    };
    let is_header = |line: &str| {
        line.split_once(':').is_some_and(|(name, value)| {
            !name.is_empty()
                && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && (value.is_empty() || value.starts_with(' '))
        })
    };
    let (mut starts, mut headers, mut arrows) = (0, 0, 0);
    for line in lines {
        let text = bare(line);
        starts += usize::from(is_start(&text));
        headers += usize::from(is_header(&text));
        arrows +=
            usize::from(line.starts_with("* ") || line.starts_with("< ") || line.starts_with("> "));
    }
    let first = lines.first().is_some_and(|line| is_start(&bare(line)) || line.starts_with("* "));
    starts > 0 && ((first && headers > 0) || arrows * 2 >= lines.len())
}

/// Whether half of the lines are frames of a stack, or belong to some behind an error.
fn is_trace(lines: &[&str]) -> bool {
    let frames = lines.iter().filter(|line| is_frame(line)).count();
    // Python shows the line of code below a frame, Node above the error.
    let inner = lines.iter().filter(|line| line.starts_with([' ', '\t']) || is_frame(line)).count();
    let error = lines.iter().any(|line| crate::looks_like_error(line));
    // A goroutine's frames are pairs of lines, of which one has no mark of its own.
    let goroutine = lines.iter().any(|line| line.starts_with("goroutine ") && line.ends_with("]:"));
    !table::has_rule(lines)
        && ((error && goroutine)
            || (frames >= 2 && frames * 2 > lines.len())
            || (frames >= 1 && error && inner * 2 >= lines.len()))
}

/// A frame of a stack, as the languages print one.
fn is_frame(line: &str) -> bool {
    let text = line.trim_start();
    let indented = text.len() < line.len();
    let numbered = text.split_once(' ').is_some_and(|(number, rest)| {
        number.strip_prefix('#').is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
            && (rest.contains('(') || rest.starts_with('{'))
    });
    (indented && text.starts_with("at ") && !text.ends_with(['.', ';']))
        || (indented && text.starts_with("File \"") && text.contains(", line "))
        || (indented && text.starts_with("from ") && text.contains(":in "))
        || (indented && text.contains(".go:") && text.starts_with('/'))
        || (line.starts_with("goroutine ") && line.ends_with("]:"))
        || (indented && text.starts_with("... ") && text.ends_with(" more"))
        || (text.contains(".rb:") && text.contains(":in "))
        || numbered
}

/// Whether the text begins with a prompt and a command, or has several of them.
fn is_session(lines: &[&str]) -> bool {
    let prompts = lines.iter().filter(|line| is_prompt(line)).count();
    let first = lines.first().is_some_and(|line| is_prompt(line));
    (first && lines.len() > 1) || prompts >= 3 || (prompts >= 1 && first)
}

/// A line with a prompt and a command: of a shell, `PowerShell`, cmd, or the shell of a database.
fn is_prompt(line: &str) -> bool {
    if line.starts_with("PS ") || line.as_bytes().get(1..3) == Some(b":\\") {
        return line.split_once('>').is_some_and(|(place, _)| place.contains(":\\"));
    }
    if let Some(rest) =
        ["$ ", "% ", "❯ ", "➜ ", "λ "].iter().find_map(|mark| line.strip_prefix(mark))
    {
        return rest
            .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '.' | '/' | '~' | ' '));
    }
    // app@web-1:~$ ls, [root@web-1 ~]# ls, 127.0.0.1:6379> PING, shop=# SELECT 1;
    let Some(at) = line.find(['$', '#', '%', '>']).filter(|&at| at < 80) else { return false };
    let (before, behind) = (&line[..at], &line[at + 1..]);
    let login = before.contains('@')
        && before.bytes().filter(|&b| b == b' ').count() <= 1
        && !before.contains(['<', '"', '=', '(', ','])
        && (before.contains(':') || before.contains(' '));
    let database = before.ends_with('=')
        && before.len() > 1
        && before.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'='));
    let server = before.rsplit_once(':').is_some_and(|(host, port)| {
        !host.is_empty()
            && !port.is_empty()
            && port.bytes().all(|b| b.is_ascii_digit())
            && !host.contains(' ')
    });
    let client = matches!(before, "mysql" | "sqlite" | "mongo" | "redis");
    behind.starts_with(' ') && (login || database || server || client)
}

/// Fields of `journalctl -o export`, one per line.
fn is_journal_export(lines: &[&str]) -> bool {
    let has = |key: &str| {
        lines.iter().any(|line| {
            Pairs::new(line.as_bytes(), 0).next().is_some_and(|f| f.key == key.as_bytes())
        })
    };
    has("__REALTIME_TIMESTAMP") && has("MESSAGE")
}
