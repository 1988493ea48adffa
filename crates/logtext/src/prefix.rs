//! What the tools that collect logs, and some loggers, put before the time of a line.

use crate::level;

/// The length of the name that Docker Compose puts before each line, with its bar.
pub(crate) fn container_prefix(line: &str) -> usize {
    let bytes = line.as_bytes();
    container(bytes, 0, first_word(bytes, 0))
}

/// The length of the word at `at`: a name of a container, a program, a level, a key.
pub(crate) fn first_word(bytes: &[u8], at: usize) -> usize {
    /// What may stand in it.
    const IN_WORD: [bool; 256] = {
        let mut table = [false; 256];
        let mut byte = 0;
        while byte < 256 {
            let b = byte as u8;
            table[byte] =
                b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'@' | b'/');
            byte += 1;
        }
        table
    };
    let text = bytes.get(at..).unwrap_or_default();
    text.iter().take(80).take_while(|&&b| IN_WORD[usize::from(b)]).count()
}

/// The length of `name  | ` at `at`, with a name of length `name`; 0 if it is not that.
fn container(bytes: &[u8], at: usize, name: usize) -> usize {
    let text = &bytes[at..];
    if name == 0 || text.get(name) != Some(&b' ') {
        return 0;
    }
    let bar = name + text[name..].iter().take(40).take_while(|&&b| b == b' ').count();
    let length = match text.get(bar..) {
        Some([b'|', b' ', ..]) => bar + 2,
        Some([b'|']) => bar + 1,
        _ => return 0,
    };
    if text[..name].iter().any(|b| matches!(b, b'@' | b'/')) { 0 } else { length }
}

/// The length of what Redis writes before the time: process and role, as in `1:M `.
pub(crate) fn process(bytes: &[u8], at: usize) -> usize {
    let digits = bytes[at..].iter().take(20).take_while(|b| b.is_ascii_digit()).count();
    match &bytes[at + digits..] {
        [b':', b'A'..=b'Z', b' ', ..] if digits > 0 => digits + 3,
        _ => 0,
    }
}

/// The length of the priority of a syslog message and its value: `<34>`, and in RFC 5424 with
/// the version, `<34>1 `. The value is at most 191 (RFC 5424, 6.2.1).
pub(crate) fn priority(bytes: &[u8], at: usize) -> Option<(usize, u8)> {
    let text = bytes.get(at..)?;
    if text.first() != Some(&b'<') {
        return None;
    }
    let digits = text[1..].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    let value = text[1..=digits].iter().fold(0_u32, |value, b| value * 10 + u32::from(b - b'0'));
    if !(1..=3).contains(&digits) || value > 191 || text.get(digits + 1) != Some(&b'>') {
        return None;
    }
    let version = usize::from(matches!(text.get(digits + 2..), Some([b'1', b' ', ..]))) * 2;
    Some((digits + 2 + version, value as u8))
}

/// The length of what follows the time of a collector: the stream and whether the line is whole
/// in CRI (`stdout F `), or the stream in GitLab's job logs (`00O `, `01E+`).
pub(crate) fn stream(bytes: &[u8], at: usize) -> usize {
    let text = bytes.get(at..).unwrap_or_default();
    match text {
        [b's', b't', b'd', ..] if matches!(text.get(7), Some(b'F' | b'P')) => {
            let known = text.starts_with(b"stdout ") || text.starts_with(b"stderr ");
            if known && text.get(8) == Some(&b' ') { 9 } else { 0 }
        }
        [first, second, b'O' | b'E', b' ' | b'+', ..]
            if first.is_ascii_hexdigit() && second.is_ascii_hexdigit() =>
        {
            4
        }
        _ => 0,
    }
}

/// The length of one prefix at `at`, whatever it is, with the blanks behind it; 0 if there is
/// none that a time may follow.
pub(crate) fn any(bytes: &[u8], at: usize) -> usize {
    let length = match bytes.get(at) {
        Some(b'<') => priority(bytes, at).map_or(0, |(length, _)| length),
        Some(b'[' | b'(') => in_brackets(bytes, at),
        // `D, [2026-03-02T10:11:12.345678 #1] DEBUG -- : ` of Ruby's logger
        Some(b'A'..=b'Z') if bytes[at + 1..].starts_with(b", [") => 3,
        Some(b'0'..=b'9') => match process(bytes, at) {
            0 => named(bytes, at),
            length => length,
        },
        Some(first) if first.is_ascii_alphabetic() || *first == b'_' => named(bytes, at),
        _ => 0,
    };
    let is_between = |b: &u8| matches!(b, b' ' | b'\t' | b'-' | b'|' | b':' | b',');
    match length {
        0 => 0,
        _ => length + bytes[at + length..].iter().take(16).take_while(|b| is_between(b)).count(),
    }
}

/// The prefixes that begin with a name, told apart by what ends it.
fn named(bytes: &[u8], at: usize) -> usize {
    let name = first_word(bytes, at);
    let word = &bytes[at..at + name];
    match bytes.get(at + name) {
        Some(b'[') => program(bytes, at, name),
        Some(b' ') => match container(bytes, at, name) {
            // `INFO  2026-03-02 10:11:12`
            0 if level::is_name(word) => name,
            length => length,
        },
        // `Error\t3/2/2026 10:11:12 AM`, `INFO:2026-03-02 10:11:12`
        Some(b'\t' | b':' | b'|' | b',') if level::is_name(word) => name,
        _ => 0,
    }
}

/// `[main]`, `[pod/web-1/app]`, `[INFO]`: a short text in brackets.
fn in_brackets(bytes: &[u8], at: usize) -> usize {
    let close = if bytes[at] == b'(' { b')' } else { b']' };
    let text = bytes[at + 1..].iter().take(120);
    match text.clone().position(|&b| b == close) {
        Some(length) if !text.clone().take(length).any(|&b| b == b'[') => length + 2,
        _ => 0,
    }
}

/// `sshd[812]: `: the name and the process of a program.
fn program(bytes: &[u8], at: usize, name: usize) -> usize {
    let text = &bytes[at..];
    let digits = text[name + 1..].iter().take(10).take_while(|b| b.is_ascii_digit()).count();
    match text.get(name + 1 + digits..) {
        Some([b']', b':', b' ', ..]) if digits > 0 => name + digits + 4,
        _ => 0,
    }
}

/// The length of what stern puts before each line: the pod and the container, and before them
/// the namespace if it follows all of them.
pub(crate) fn pod(bytes: &[u8], at: usize) -> usize {
    let in_name = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.');
    let mut length = 0;
    let mut dashed = false;
    for words in 1..=3 {
        let text = &bytes[at + length..];
        let word = first_word(text, 0);
        let is_name = word > 0 && text[0] != b'-' && text[..word].iter().all(in_name);
        if !is_name || text.get(word) != Some(&b' ') {
            return 0;
        }
        // The names of pods that anything but a person made have a dash before their number.
        dashed = dashed || text[..word].contains(&b'-');
        if words == 2 && !dashed {
            return 0;
        }
        length += word + 1;
        if words >= 2 && dashed && bytes.get(at + length).is_some_and(u8::is_ascii_digit) {
            return length;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes() {
        for (line, rest) in [
            ("web-1  | up", "up"),
            ("1:M 02 Mar", "02 Mar"),
            ("<34>1 2026", "2026"),
            ("<34>Mar", "Mar"),
            ("<192>Mar", "<192>Mar"),
            ("[pod/web-1/app] up", "up"),
            ("[INFO] - up", "up"),
            ("D, [2026", "[2026"),
            ("Error\t3/2/2026", "3/2/2026"),
            ("sshd[812]: up", "up"),
            ("no prefix", "no prefix"),
            ("Errors 3", "Errors 3"),
            ("", ""),
            ("é", "é"),
        ] {
            assert_eq!(&line[any(line.as_bytes(), 0)..], rest, "{line}");
        }
        assert_eq!(pod(b"web-7d4b9c6f5-abcde app 2026", 0), 24);
        assert_eq!(pod(b"shop web-0 app 2026", 0), 15);
        assert_eq!(pod(b"two words 2026", 0), 0);
    }
}
