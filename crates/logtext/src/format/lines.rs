//! Formats that are told by the shape of each of their lines.

use super::LogFormat;
use crate::fields::Pairs;
use crate::level::json::says_level;
use crate::prefix;
use crate::time::{Clock, is_access_time, says_time, stamp};

/// The format that the shape of a line tells, if it tells one.
pub(super) fn shape(line: &str) -> Option<LogFormat> {
    let bytes = line.as_bytes();
    if line.starts_with("[pod/") && prefix::any(bytes, 0) > 0 {
        return Some(LogFormat::KubectlLogs);
    }
    if prefix::container_prefix(line) > 0 {
        return Some(LogFormat::DockerCompose);
    }
    match bytes.first()? {
        b'{' => (line.starts_with("{\"") || line.starts_with("{ \""))
            .then(|| line.trim_end().ends_with('}'))
            .filter(|&ends| ends)
            .map(|_| {
                if line.contains("\"__REALTIME_TIMESTAMP\"") {
                    LogFormat::Journald
                } else {
                    LogFormat::JsonLines
                }
            }),
        b'<' => priority(bytes),
        b'[' => bracketed(line),
        first if first.is_ascii_digit() || first.is_ascii_uppercase() => {
            dated(line).or_else(|| other(line))
        }
        _ => other(line),
    }
}

/// `<34>1 2026-…` and `<34>Mar  2 …`
fn priority(bytes: &[u8]) -> Option<LogFormat> {
    let (length, _) = prefix::priority(bytes, 0)?;
    if bytes[..length].ends_with(b">1 ") {
        return Some(LogFormat::Syslog5424);
    }
    stamp(bytes, length).map(|_| LogFormat::Syslog3164)
}

/// `[Mon Mar 02 10:11:12.123456 2026] [core:error] …`
fn bracketed(line: &str) -> Option<LogFormat> {
    let weekday = line.as_bytes().get(1..5)?;
    if !(weekday[0].is_ascii_uppercase() && weekday[3] == b' ') {
        return None;
    }
    let (_, end) = stamp(line.as_bytes(), 1)?;
    line.get(end..)?.starts_with("] [").then_some(LogFormat::ApacheError)
}

/// Lines that begin with date and time, or with Redis's process.
fn dated(line: &str) -> Option<LogFormat> {
    let bytes = line.as_bytes();
    let redis = prefix::process(bytes, 0);
    let (time, end) = stamp(bytes, redis)?;
    let rest = line.get(end..)?;
    if redis > 0 {
        let mark = matches!(rest.as_bytes(), [b' ', b'#' | b'*' | b'-' | b'.', b' ', ..]);
        return mark.then_some(LogFormat::Redis);
    }
    // journalctl's short-full; nothing else writes the day of the week before the year.
    if bytes[0].is_ascii_uppercase()
        && bytes.get(4..7).is_some_and(|b| b.iter().all(u8::is_ascii_digit))
    {
        return tagged(rest).then_some(LogFormat::Journald);
    }
    let text = rest.trim_start();
    if prefix::stream(text.as_bytes(), 0) == 4 && bytes.get(end - 1) == Some(&b'Z') {
        return Some(LogFormat::GitlabCi);
    }
    if is_postgresql(text) || is_postgresql_csv(rest) {
        return Some(LogFormat::Postgresql);
    }
    if is_mysql(text) {
        return Some(LogFormat::Mysql);
    }
    if bytes[4] == b'/' && is_nginx(text) {
        return Some(LogFormat::NginxError);
    }
    if tagged(rest) && bytes[0] != b'[' {
        // journalctl's short-iso has no fraction, or before version 255 an offset without a
        // colon; rsyslog's files have both.
        let zone = bytes[..end].iter().rev().take(5).position(|b| matches!(b, b'+' | b'-'));
        return match time.clock {
            Clock::Zoned(_) if zone == Some(4) || time.digits == 0 => Some(LogFormat::Journald),
            Clock::Zoned(_) | Clock::WithoutYear => Some(LogFormat::Syslog3164),
            _ => None,
        };
    }
    // Seven digits of a fraction and UTC are how GitHub's runner writes times.
    (end == 28 && bytes[10] == b'T' && bytes[27] == b'Z').then_some(LogFormat::GithubActions)
}

/// ` host program[812]: ` or ` host program: `
fn tagged(rest: &str) -> bool {
    let mut words = rest.split(' ');
    if words.next() != Some("") {
        return false;
    }
    let is_host = |host: &str| {
        !host.is_empty()
            && host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b':'))
            && !host.ends_with(':')
    };
    let (Some(host), Some(tag)) = (words.next(), words.next()) else { return false };
    let is_tag = |tag: &str| {
        let name = tag.split('[').next().unwrap_or_default();
        !name.is_empty() && (tag.ends_with("]:") || tag.ends_with(':'))
    };
    // A level in the place of the host is that of some other log.
    is_host(host) && is_tag(tag) && !crate::level::is_name(host.as_bytes())
}

/// `[99] app@shop LOG:  …`: the level has two blanks behind its colon.
fn is_postgresql(text: &str) -> bool {
    const LEVELS: [&str; 14] = [
        "LOG",
        "ERROR",
        "FATAL",
        "WARNING",
        "PANIC",
        "NOTICE",
        "INFO",
        "DEBUG",
        "DETAIL",
        "HINT",
        "STATEMENT",
        "CONTEXT",
        "QUERY",
        "LOCATION",
    ];
    let Some((before, _)) = text.split_once(":  ") else { return false };
    let (place, word) = before.rsplit_once(' ').unwrap_or(("", before));
    LEVELS.contains(&word)
        && place.len() < 200
        && (place.is_empty() || place.contains(['[', ']', '@', ':', '(']))
}

/// `,"app","shop",99,"192.0.2.1:5",65e2,1,"idle",2026-… UTC,3/4,0,ERROR,42P01,"…"`
fn is_postgresql_csv(rest: &str) -> bool {
    rest.starts_with(',')
        && rest.split(',').skip(8).take(12).collect::<Vec<_>>().windows(2).any(|pair| {
            matches!(pair[0], "LOG" | "ERROR" | "FATAL" | "PANIC" | "WARNING" | "NOTICE")
                && pair[1].len() == 5
                && pair[1].bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        })
}

/// `0 [Note] [MY-010931] [Server] …` and `MariaDB`'s `0 [Note] …`
fn is_mysql(text: &str) -> bool {
    let Some((thread, rest)) = text.split_once(' ') else { return false };
    !thread.is_empty()
        && thread.bytes().all(|b| b.is_ascii_digit())
        && ["[Note]", "[Warning]", "[ERROR]", "[System]"]
            .iter()
            .any(|level| rest.starts_with(level))
}

/// `[error] 12#12: *1 connect() failed`
fn is_nginx(text: &str) -> bool {
    let Some((_, rest)) = text.strip_prefix('[').and_then(|text| text.split_once("] ")) else {
        return false;
    };
    let Some((process, thread)) = rest.split_once('#') else { return false };
    !process.is_empty()
        && process.bytes().all(|b| b.is_ascii_digit())
        && thread.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(':')
}

/// Lines that begin with neither date nor bracket.
fn other(line: &str) -> Option<LogFormat> {
    let bytes = line.as_bytes();
    if is_access(line) {
        return Some(LogFormat::AccessLog);
    }
    if is_logfmt(bytes) {
        return Some(LogFormat::Logfmt);
    }
    if is_event(line) {
        return Some(LogFormat::KubectlEvents);
    }
    let pod = prefix::pod(bytes, 0);
    if pod > 0 && stamp(bytes, pod).is_some_and(|(time, _)| time.clock != Clock::TimeOfDay) {
        return Some(LogFormat::KubectlLogs);
    }
    // The server's own messages, as its tools show them, have no time.
    let first =
        line.split_once(":  ").is_some_and(|(word, _)| matches!(word, "ERROR" | "FATAL" | "PANIC"));
    first.then_some(LogFormat::Postgresql)
}

/// `… [02/Mar/2026:10:11:12 +0000] "GET / HTTP/1.1" 200 …`
fn is_access(line: &str) -> bool {
    let mut rest = &line[..line.floor_char_boundary(300)];
    while let Some((_, behind)) = rest.split_once('[') {
        if is_access_time(behind.as_bytes()) {
            let closed = behind.split_once(']').map(|(_, text)| text.trim_start());
            return closed.is_some_and(|text| text.starts_with('"') || text.contains(" HTTP/"));
        }
        rest = behind;
    }
    false
}

/// `level=info ts=… msg="…"`: pairs and nothing else, and among them what logs have.
fn is_logfmt(bytes: &[u8]) -> bool {
    let (mut count, mut telling, mut end) = (0, 0, 0);
    for pair in Pairs::new(bytes, 0) {
        count += 1;
        let key = pair.key;
        let message =
            matches!(key, b"msg" | b"message" | b"err" | b"error" | b"caller" | b"method");
        telling += usize::from(says_level(key) || says_time(key) || message);
        end = pair.start + pair.value.len() + usize::from(pair.quoted);
    }
    let whole = bytes.get(end..).is_some_and(|rest| rest.trim_ascii().is_empty());
    // A message without quotes may follow the pairs.
    (whole && count >= 2 && telling > 0 && count + telling >= 4) || (count >= 3 && telling >= 2)
}

/// `12m   Warning   BackOff   pod/web-1   Back-off restarting failed container`
fn is_event(line: &str) -> bool {
    let mut words = line.split_ascii_whitespace();
    let mut age = words.next().unwrap_or_default();
    // All namespaces: the name of one comes first.
    if !is_age(age) {
        age = words.next().unwrap_or_default();
    }
    is_age(age)
        && matches!(words.next(), Some("Normal" | "Warning"))
        && words.next().is_some_and(|reason| reason.starts_with(|c: char| c.is_ascii_uppercase()))
        && words.next().is_some_and(|object| object.contains('/'))
}

/// `12m`, `3d4h`, `<unknown>`
fn is_age(word: &str) -> bool {
    word == "<unknown>"
        || (word.starts_with(|c: char| c.is_ascii_digit())
            && word.ends_with(['s', 'm', 'h', 'd', 'y'])
            && word.bytes().all(|b| b.is_ascii_digit() || b"smhdy".contains(&b)))
}

/// What one line says for the whole text, where the other lines do not contradict it.
pub(super) fn marker(lines: &[&str], counts: &[usize]) -> Option<LogFormat> {
    let count = |format: LogFormat| counts[format as usize];
    let any = |test: &dyn Fn(&str) -> bool| lines.iter().any(|line| test(line));
    let journal = |line: &str| {
        [
            "-- Logs begin at ",
            "-- Journal begins at ",
            "-- Boot ",
            "-- Reboot --",
            "-- No entries --",
        ]
        .iter()
        .any(|beginning| line.starts_with(beginning))
    };
    if count(LogFormat::Syslog3164) * 2 >= lines.len().saturating_sub(3) && any(&journal) {
        return Some(LogFormat::Journald);
    }
    if count(LogFormat::GitlabCi) * 2 >= lines.len()
        || any(&|line| line.contains("Running with gitlab-runner "))
        || any(&|line| line.starts_with("section_start:"))
    {
        return Some(LogFormat::GitlabCi);
    }
    // Azure's pipelines write the same times and marks, but have sections.
    let azure = any(&|line| line.contains("##[section]"));
    let github = |line: &str| {
        ["##[group]", "##[error]", "##[warning]", "##[endgroup]", "##[command]", "##[debug]"]
            .iter()
            .any(|mark| line.contains(mark))
    };
    if azure {
        return (count(LogFormat::GithubActions) > 0).then_some(LogFormat::Log);
    }
    if any(&github) {
        return Some(LogFormat::GithubActions);
    }
    // The same times, but none of the marks: some other log.
    let seven = count(LogFormat::GithubActions);
    (seven > 0
        && seven * 2 >= lines.len()
        && !any(&|line| line.contains("Current runner version:")))
    .then_some(LogFormat::Log)
}
