//! The names of levels, as logging libraries write them.

use super::Level;

/// What a word means where a level may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// A level, also in the middle of a line if it is written in capitals.
    Level(Level),
    /// A level where a line begins, in capitals: what is short may mean anything further on.
    First(Level),
    /// A level where a line begins with it and a colon.
    Colon(Level),
    /// A common word: a level in brackets or behind a key only.
    Placed(Level),
    /// The beginning of what belongs to the message before it and has no level of its own:
    /// `PostgreSQL`'s `DETAIL:`, `HINT:`, `STATEMENT:`.
    Belongs,
}

/// What `word` means, in any case.
pub(super) fn name(word: &[u8]) -> Option<Name> {
    use Level::{Debug, Error, Fatal, Info, Warning};
    use Name::{Belongs, Placed};
    const LONGEST: usize = 13;
    // Most words are none of these, and most of them by their first letter.
    if !matches!(word.first()?.to_ascii_lowercase(), b'a'..=b'i' | b'l' | b'n' | b'p'..=b'w') {
        return None;
    }
    let mut lower = [0; LONGEST];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    Some(match &*lower {
        b"error" | b"err" | b"severe" | b"fail" => Name::Level(Error),
        b"fatal" | b"critical" | b"crit" | b"panic" | b"emerg" | b"emergency" | b"alert" => {
            Name::Level(Fatal)
        }
        b"warn" | b"warning" => Name::Level(Warning),
        b"info" | b"information" | b"notice" | b"log" => Name::Level(Info),
        b"debug" | b"trace" | b"verbose" => Name::Level(Debug),
        // Serilog's and zerolog's three letters; loguru has a level for success.
        b"ftl" | b"pnc" => Name::First(Fatal),
        b"wrn" => Name::First(Warning),
        b"inf" | b"success" => Name::First(Info),
        b"dbg" | b"trc" | b"vrb" => Name::First(Debug),
        // .NET's console; java.util.logging
        b"dbug" | b"trce" | b"config" | b"fine" | b"finer" | b"finest" => Name::Colon(Debug),
        b"dpanic" => Placed(Fatal),
        // MySQL has notes and system messages.
        b"note" | b"system" | b"informational" => Placed(Info),
        // Apache's trace1 to trace8, PostgreSQL's debug1 to debug5
        [b't', b'r', b'a', b'c', b'e', b'1'..=b'8']
        | [b'd', b'e', b'b', b'u', b'g', b'1'..=b'5'] => Placed(Debug),
        b"detail" | b"hint" | b"statement" | b"context" | b"query" | b"location" => Belongs,
        _ => return None,
    })
}

/// The level that a word names where its place says that it is one.
pub(super) fn placed(word: &[u8]) -> Option<Level> {
    match name(word)? {
        Name::Level(level) | Name::First(level) | Name::Colon(level) | Name::Placed(level) => {
            Some(level)
        }
        Name::Belongs => None,
    }
}

/// The level of a severity of syslog (RFC 5424, 6.2.1): 0 is an emergency, 7 is debug.
pub(super) fn syslog(severity: u8) -> Level {
    match severity {
        0..=2 => Level::Fatal,
        3 => Level::Error,
        4 => Level::Warning,
        5 | 6 => Level::Info,
        _ => Level::Debug,
    }
}

/// The level of a letter, as Android's logcat, Ruby's logger, klog and `MongoDB` write it.
pub(super) fn letter(letter: u8) -> Option<Level> {
    Some(match letter {
        b'F' => Level::Fatal,
        b'E' => Level::Error,
        b'W' => Level::Warning,
        b'I' => Level::Info,
        b'D' | b'V' => Level::Debug,
        _ => return None,
    })
}
