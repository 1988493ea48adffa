//! Takes away what stands between the words: terminal control sequences, progress bars that
//! were drawn over, and Arabic that a broken translation put inside English words.

use memchr::{memchr, memchr2, memmem, memrchr};

use crate::map::{Builder, Map};

/// What cleaning made of a text; `None` in [`clean`] if there was nothing to do.
pub(crate) struct Cleaned {
    pub(crate) text: String,
    pub(crate) map: Map,
    /// How many damaged words were restored.
    pub(crate) restored: usize,
}

/// One place that cleaning changes.
struct Edit {
    start: usize,
    end: usize,
    replacement: &'static str,
    /// Whether it restores a damaged word.
    restores: bool,
}

/// Cleans a text. Each line is cleaned by itself, so that parts of a text come out as the
/// whole does. Restored words are counted where `counts` says so of their place.
pub(crate) fn clean(text: &str, counts: impl Fn(usize) -> bool) -> Option<Cleaned> {
    let mut edits = control_sequences(text);
    edits.extend(drawn_over(text));
    edits.extend(damaged_words(text));
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|edit| (edit.start, std::cmp::Reverse(edit.end)));
    let mut builder = Builder::default();
    let mut restored = 0;
    let mut at = 0;
    for edit in edits {
        // What lies inside something that goes is gone with it.
        if edit.start < at {
            continue;
        }
        builder.same(&text[at..edit.start], at);
        if !edit.replacement.is_empty() {
            builder.unit(edit.replacement, edit.start..edit.end);
        }
        restored += usize::from(edit.restores && counts(edit.start));
        at = edit.end;
    }
    builder.same(&text[at..], at);
    let (text, map) = builder.finish();
    Some(Cleaned { text, map, restored })
}

/// Carriage returns in the middle of a line: a terminal goes back and draws over what stands
/// there. Of a progress bar only the last state stays; anything else becomes a line of its
/// own, so that nothing is lost.
fn drawn_over(text: &str) -> Vec<Edit> {
    let bytes = text.as_bytes();
    let mut edits = Vec::new();
    // Where the part before the next carriage return begins.
    let mut start = 0;
    for at in memchr::memchr_iter(b'\r', bytes) {
        if matches!(bytes.get(at + 1), Some(b'\n') | None) {
            continue;
        }
        if let Some(feed) = memrchr(b'\n', &bytes[start..at]) {
            start += feed + 1;
        }
        let next = &bytes[at + 1..];
        let next = &next[..memchr2(b'\r', b'\n', next).unwrap_or(next.len())];
        if start == at || is_redrawn(&bytes[start..at], next) {
            edits.push(Edit { start, end: at + 1, replacement: "", restores: false });
        } else {
            edits.push(Edit { start: at, end: at + 1, replacement: "\n", restores: false });
        }
        start = at + 1;
    }
    edits
}

/// Whether `next` is a later state of the progress that `before` shows: both begin alike,
/// and numbers or bars differ.
fn is_redrawn(before: &[u8], next: &[u8]) -> bool {
    let visible = |text: &[u8]| {
        let text = text.trim_ascii_start();
        text.strip_prefix(b"\x1b[2K").or(text.strip_prefix(b"\x1b[K")).unwrap_or(text).to_vec()
    };
    let (before, next) = (visible(before), visible(next));
    // Shorter ones are units of what is counted.
    let words = |text: &[u8]| -> Vec<Vec<u8>> {
        text.split(|byte| !byte.is_ascii_alphabetic())
            .filter(|word| word.len() >= 3)
            .take(2)
            .map(<[u8]>::to_vec)
            .collect()
    };
    let shows_progress = |text: &[u8]| {
        text.iter().any(u8::is_ascii_digit) || memchr::memchr3(b'%', b'#', b'=', text).is_some()
    };
    let (words, next) = (words(&before), words(&next));
    let alike = words.is_empty() == next.is_empty()
        && (words.starts_with(&next) || next.starts_with(&words));
    before.is_empty() || (alike && shows_progress(&before))
}

/// The escape sequences of ECMA-48 that terminals take: CSI (colours, cursor), OSC (titles,
/// links) and the short ones.
fn control_sequences(text: &str) -> Vec<Edit> {
    let bytes = text.as_bytes();
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr(0x1b, &bytes[at..]) {
        let start = at + found;
        let end = sequence_end(bytes, start);
        if end > start {
            edits.push(Edit { start, end, replacement: "", restores: false });
        }
        at = end.max(start + 1);
    }
    edits
}

/// The end of the sequence whose escape character stands at `start`, or `start` if it is none.
fn sequence_end(bytes: &[u8], start: usize) -> usize {
    /// An operating system command that does not end within this many bytes is not one.
    const LONGEST_COMMAND: usize = 4096;
    let rest = &bytes[start + 1..];
    let count = |from: usize, range: std::ops::RangeInclusive<u8>| {
        rest[from..].iter().take_while(|byte| range.contains(byte)).count()
    };
    match rest.first() {
        Some(b'[') => {
            let parameters = 1 + count(1, 0x30..=0x3f);
            let intermediates = parameters + count(parameters, 0x20..=0x2f);
            match rest.get(intermediates) {
                Some(0x40..=0x7e) => start + 1 + intermediates + 1,
                _ => start,
            }
        }
        Some(b']') => {
            let limit = rest.len().min(LONGEST_COMMAND);
            for (at, &byte) in rest[..limit].iter().enumerate() {
                match byte {
                    0x07 => return start + 1 + at + 1,
                    0x1b if rest.get(at + 1) == Some(&b'\\') => return start + 1 + at + 2,
                    b'\n' => break,
                    _ => {}
                }
            }
            start
        }
        Some(0x20..=0x2f) => {
            let intermediates = count(0, 0x20..=0x2f);
            match rest.get(intermediates) {
                Some(0x30..=0x7e) => start + 1 + intermediates + 1,
                _ => start,
            }
        }
        Some(0x30..=0x7e) => start + 2,
        _ => start,
    }
}

/// When a damaged word is undone. Real Arabic prose must stay as it is.
enum Touch {
    /// A Latin letter stands directly before or behind it, and no Arabic letter does.
    Latin,
    /// This text follows.
    Followed(&'static str),
}

/// The words that a broken localisation of a support site put into English error messages:
/// what stands there, what stood there, and how the damage is told from Arabic.
const DAMAGED: [(&str, &str, Touch); 7] = [
    ("الوقت", "Time", Touch::Latin),
    ("الوصول", "Access", Touch::Latin),
    ("الحالة", "Status", Touch::Latin),
    ("الحالة", "Status", Touch::Followed(" Code")),
    ("لا", "No", Touch::Latin),
    ("تحديث البيانات", "Data Refresh", Touch::Followed(" Latency")),
    ("استكشاف الأخطاء وإصلاحها", "Troubleshooting", Touch::Latin),
];

fn damaged_words(text: &str) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    // All of them begin with an Arabic letter, which UTF-8 writes with one of these bytes.
    if memchr::memchr2(0xd8, 0xd9, text.as_bytes()).is_none() {
        return edits;
    }
    for (damage, word, touch) in DAMAGED {
        for start in memmem::find_iter(text.as_bytes(), damage) {
            let end = start + damage.len();
            let (before, behind) = (text[..start].chars().next_back(), text[end..].chars().next());
            let undo = match touch {
                Touch::Latin => {
                    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
                    let other =
                        |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !c.is_ascii());
                    (latin(before) || latin(behind)) && !other(before) && !other(behind)
                }
                Touch::Followed(next) => text[end..].starts_with(next),
            };
            if undo && !edits.iter().any(|edit| edit.start < end && start < edit.end) {
                edits.push(Edit { start, end, replacement: word, restores: true });
            }
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        clean(text, |_| true).map_or_else(|| text.to_owned(), |cleaned| cleaned.text)
    }

    #[test]
    fn terminal_sequences_go() {
        for (text, expected) in [
            ("\x1b[1;31mERROR\x1b[0m x", "ERROR x"),
            ("\x1b]8;;https://h/\x1b\\link\x1b]8;;\x1b\\!", "link!"),
            ("\x1b]0;title\x07text", "text"),
            ("\x1b(Btext\x1b=", "text"),
            ("\x1b[", "\x1b["),
            ("\x1b]never closed\nnext", "\x1b]never closed\nnext"),
            ("\x1b", "\x1b"),
            ("\x1bé", "\x1bé"),
        ] {
            assert_eq!(cleaned(text), expected, "{text:?}");
        }
    }

    #[test]
    fn progress_shows_its_last_state() {
        for (text, expected) in [
            ("get: 10%\rget: 55%\rget: 100%, done\nnext\r\n", "get: 100%, done\nnext\r\n"),
            (
                "  1 2M 1 9k 0 0\r 50 2M 50 1M 0 0\rcurl: (28) timed out",
                " 50 2M 50 1M 0 0\ncurl: (28) timed out",
            ),
            ("loading\rfailed: no route", "loading\nfailed: no route"),
            ("a\n\rb\r", "a\nb\r"),
            ("\r\r", "\r"),
            ("[==> ] 1/3\r\x1b[2K[====>] 2/3\rdone", "[====>] 2/3\ndone"),
        ] {
            assert_eq!(cleaned(text), expected, "{text:?}");
        }
    }

    #[test]
    fn damaged_words_are_restored() {
        for (text, expected) in [
            ("Connection الوقتout (timeout=20s)", "Connection Timeout (timeout=20s)"),
            ("SignatureDoesلاtMatch", "SignatureDoesNotMatch"),
            ("الوصولDenied (403)", "AccessDenied (403)"),
            ("الحالة Code: 401 Unauthorized", "Status Code: 401 Unauthorized"),
            (
                "4. تحديث البيانات Latency & Queue Backlog",
                "4. Data Refresh Latency & Queue Backlog",
            ),
        ] {
            assert_eq!(cleaned(text), expected);
        }
    }

    #[test]
    fn arabic_prose_is_not_touched() {
        for text in [
            "انتهى الوقت المحدد للاتصال بالخادم",
            "لا يمكن الوصول إلى الخادم db.internal",
            "الحالة: متوقف",
            "تم تحديث البيانات بنجاح",
            "رسالة API لا تعمل",
            "فشل الاتصال: Connection refused",
        ] {
            assert_eq!(cleaned(text), text);
        }
    }
}
