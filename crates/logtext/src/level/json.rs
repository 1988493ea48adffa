//! The level of a line that is a JSON object.

use super::Level;
use super::names::{letter, placed, syslog};
use crate::fields::{Field, JsonFields};

/// The level that a field of the object at `at` states.
pub(super) fn level(bytes: &[u8], at: usize) -> Option<Level> {
    let (mut severity, mut gelf, mut mongo) = (None, false, false);
    let (mut clef_time, mut clef_message) = (false, false);
    for field in JsonFields::new(bytes, at) {
        match field.key {
            b"@t" => clef_time = true,
            b"@mt" | b"@m" => clef_message = true,
            b"short_message" => gelf = true,
            b"t" => mongo = field.value.starts_with(b"{\"$date\""),
            // MongoDB: F, E, W, I, and D1 to D5
            b"s" if mongo && field.value.len() <= 2 => return letter(*field.value.first()?),
            b"PRIORITY" => {
                if let [digit @ b'0'..=b'7'] = field.value {
                    return Some(syslog(digit - b'0'));
                }
            }
            // The Elastic Common Schema, when it is nested: "log":{"level":"error"}
            b"log" if field.value.starts_with(b"{") => {
                let found = JsonFields::new(field.value, 0).find(|inner| inner.key == b"level");
                if let Some(level) = found.and_then(|inner| placed(inner.value)) {
                    return Some(level);
                }
            }
            key if says_level(key) => match value(&field) {
                Some(level) => return Some(level),
                None => {
                    if let [digit @ b'0'..=b'7'] = field.value {
                        severity = Some(syslog(digit - b'0'));
                    }
                }
            },
            _ => {}
        }
        // GELF counts as syslog does, but only its other fields tell it from other counts.
        if gelf && severity.is_some() {
            return severity;
        }
    }
    // Serilog's compact format leaves the level out when it is Information.
    (clef_time && clef_message).then_some(Level::Info)
}

/// Whether the key of a field says that its value is a level.
pub(crate) fn says_level(key: &[u8]) -> bool {
    let known: &[&[u8]] = match key.len() {
        2 => &[b"@l"],
        3 => &[b"lvl"],
        5 => &[b"level"],
        8 => &[b"severity", b"loglevel"],
        9 => &[b"levelname", b"log.level", b"log_level"],
        10 => &[b"level_name"],
        12 => &[b"severitytext"],
        13 => &[b"severity_text"],
        _ => return false,
    };
    known.iter().any(|known| known.eq_ignore_ascii_case(key))
}

/// The level that a value names; pino and bunyan count from 10 (trace) to 60 (fatal).
fn value(field: &Field<'_>) -> Option<Level> {
    let value = field.value.trim_ascii_end();
    match value {
        b"10" | b"20" => Some(Level::Debug),
        b"30" => Some(Level::Info),
        b"40" => Some(Level::Warning),
        b"50" => Some(Level::Error),
        b"60" => Some(Level::Fatal),
        _ if field.quoted => placed(value),
        _ => None,
    }
}
