//! What an error looks like where no level is written: how languages and tools print one.

use super::{Level, is_redis_mark, level, without_timestamp};

/// Whether an entry tells of an error: by its level, or, where it states none, by the shape
/// of its lines: an exception's name, a trace, a program's own way to say so.
pub fn looks_like_error(entry: &str) -> bool {
    /// How many lines of an entry are looked at.
    const LINES: usize = 200;
    let first = entry.lines().next().unwrap_or_default();
    match level(first) {
        Some(level) if level >= Level::Error => return true,
        // Redis has no level above warning, and says there what keeps it from starting.
        Some(_) if is_redis_mark(first) => {}
        Some(_) => return false,
        None => {}
    }
    entry.lines().take(LINES).any(|line| is_error_line(without_timestamp(line)))
}

/// How lines begin that tell of an error.
const BEGINNINGS: [&str; 26] = [
    "Traceback (most recent call last)",
    "Unhandled exception",
    "Unhandled Exception",
    "Exception in thread",
    "Caused by: ",
    "panic: ",
    "fatal error: ",
    "Parse error: ",
    "PHP Parse error: ",
    "npm ERR!",
    "npm error",
    "##[error]",
    "::error::",
    "::error ",
    "error[E",
    "error: ",
    "Error from server",
    "Error response from daemon",
    "docker: Error response from daemon",
    "** (",
    "terminate called after throwing an instance of",
    "terminate called without an active exception",
    "Segmentation fault",
    "Aborted (core dumped)",
    "zsh: command not found: ",
    "fish: Unknown command: ",
];

fn is_error_line(line: &str) -> bool {
    // Terraform draws a line beside its messages.
    let line = line.strip_prefix("│ ").unwrap_or(line);
    BEGINNINGS.iter().any(|beginning| line.starts_with(beginning))
        || line == "Caused by:"
        || line.contains("Fatal error")
        || line.contains("' panicked at ")
        || line.contains(") panicked at ")
        || (line.starts_with("goroutine ") && line.ends_with("]:") && line.contains(" [running"))
        || (line.starts_with("curl: (") && !line.starts_with("curl: (0)"))
        || begins_with_exception(line)
        || is_ruby(line)
        || is_shell(line)
        || is_make(line)
}

/// `some.package.NameError: text`, also behind `Uncaught ` and the like.
fn begins_with_exception(line: &str) -> bool {
    const ENDINGS: [&str; 4] = ["Error", "Exception", "Failure", "Fault"];
    let mut line = line.strip_prefix(' ').unwrap_or(line);
    for before in ["---> ", "Uncaught (in promise) ", "Uncaught ", "[cause]: "] {
        line = line.strip_prefix(before).unwrap_or(line);
    }
    let name_length = line
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'$'))
        .count();
    let (name, rest) = line.split_at(name_length);
    let last = name.rsplit('.').next().unwrap_or_default();
    let says_error = ENDINGS.iter().any(|ending| last.ends_with(ending));
    // Without a message, the bare word is a heading.
    let tells = rest.starts_with(": ") || rest.starts_with(" [ERR_");
    let named = !ENDINGS.contains(&name) && (rest.starts_with(" [") || rest.trim().is_empty());
    says_error && last.starts_with(|c: char| c.is_ascii_uppercase()) && (tells || named)
}

/// `app.rb:3:in 'Object#run': no such thing (Some::Error)`
fn is_ruby(line: &str) -> bool {
    let Some((_, behind)) = line.split_once(".rb:") else { return false };
    let Some(class) = line.strip_suffix(')').and_then(|line| line.rsplit_once(" (")) else {
        return false;
    };
    (behind.contains(":in '") || behind.contains(":in `"))
        && class.1.starts_with(|c: char| c.is_ascii_uppercase())
        && class.1.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'_'))
}

/// `bash: line 1: frobnicate: command not found`
fn is_shell(line: &str) -> bool {
    if line.ends_with(": command not found") {
        return true;
    }
    let Some((shell, _)) = line.split_once(": ") else { return false };
    let shell = shell.rsplit('/').next().unwrap_or_default().trim_start_matches('-');
    matches!(shell, "bash" | "sh" | "zsh" | "dash" | "ksh" | "ash" | "fish")
        && [": not found", ": No such file or directory", ": Permission denied", ": cannot execute"]
            .iter()
            .any(|end| line.contains(end))
}

/// `make[1]: *** [Makefile:3: all] Error 1`
fn is_make(line: &str) -> bool {
    let Some((tool, _)) = line.split_once(": *** ") else { return false };
    let tool = tool.split('[').next().unwrap_or_default();
    matches!(tool, "make" | "gmake" | "mingw32-make" | "nmake")
}
