//! The tokens that stand for what was hidden, such as `<EMAIL_2>` and
//! `<SECRET_1:github-token>`.

use std::ops::Range;

use crate::kind::{Group, Kind};

/// The longest number that is read in a token, in digits.
const MOST_DIGITS: usize = 9;

/// The token of the value number `number` of a group. That of a secret says what it is.
pub(crate) fn write(kind: Kind, number: u32) -> String {
    let word = kind.group().word();
    match kind.group() {
        Group::Secret => format!("<{word}_{number}:{}>", kind.id()),
        _ => format!("<{word}_{number}>"),
    }
}

/// A token in a text.
pub(crate) struct Token {
    pub(crate) range: Range<usize>,
    pub(crate) group: Group,
    pub(crate) number: u32,
}

/// All tokens that stand in `text`.
pub(crate) fn read(text: &str) -> Vec<Token> {
    memchr::memchr_iter(b'<', text.as_bytes()).filter_map(|at| token(text, at)).collect()
}

fn token(text: &str, at: usize) -> Option<Token> {
    let rest = &text[at + 1..];
    let group = Group::ALL
        .into_iter()
        .find(|group| rest.strip_prefix(group.word()).is_some_and(|rest| rest.starts_with('_')))?;
    let rest = &rest[group.word().len() + 1..];
    let digits = rest.bytes().take(MOST_DIGITS + 1).take_while(u8::is_ascii_digit).count();
    let number = rest[..digits].parse().ok().filter(|_| digits <= MOST_DIGITS)?;
    let rest = &rest[digits..];
    let rest = match (group, rest.strip_prefix(':')) {
        (Group::Secret, Some(rest)) => {
            Kind::ALL.iter().find_map(|kind| rest.strip_prefix(kind.id())?.strip_prefix('>'))?
        }
        (Group::Secret, None) => return None,
        _ => rest.strip_prefix('>')?,
    };
    Some(Token { range: at..text.len() - rest.len(), group, number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_read_as_they_are_written() {
        for &kind in Kind::ALL {
            let text = format!("a {} b", write(kind, 12));
            let tokens = read(&text);
            assert_eq!(tokens.len(), 1, "{text}");
            assert_eq!(tokens[0].range, 2..text.len() - 2);
            assert_eq!((tokens[0].group, tokens[0].number), (kind.group(), 12));
        }
        for text in [
            "<EMAIL_>",
            "<EMAIL_1",
            "<SECRET_1>",
            "<SECRET_1:other>",
            "<X_1>",
            "<IPV4_1:x>",
            "<EMAIL_1234567890>",
        ] {
            assert!(read(text).is_empty(), "{text}");
        }
    }
}
