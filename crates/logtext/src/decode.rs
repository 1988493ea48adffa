//! Bytes to UTF-8.

use std::ops::Range;

use crate::map::{Builder, Map};

/// How text was written as bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    #[default]
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

impl Encoding {
    /// The usual name, for any but the expected one.
    pub(crate) fn name(self) -> Option<&'static str> {
        match self {
            Self::Utf8 => None,
            Self::Utf16Le => Some("UTF-16LE"),
            Self::Utf16Be => Some("UTF-16BE"),
            Self::Windows1252 => Some("Latin-1 (Windows-1252)"),
        }
    }

    /// Tells the encoding of an input by its beginning.
    pub(crate) fn of(head: &[u8]) -> Self {
        match utf16(head) {
            Some(true) => Self::Utf16Le,
            Some(false) => Self::Utf16Be,
            None if is_windows_1252(head) => Self::Windows1252,
            None => Self::Utf8,
        }
    }
}

/// What decoding made of the bytes.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) map: Map,
    /// How many bytes were no text and were replaced by U+FFFD.
    pub(crate) replaced: usize,
}

/// Decodes a part of an input, of which only replaced bytes in `own` are counted.
pub(crate) fn decode(bytes: Vec<u8>, encoding: Encoding, own: &Range<usize>) -> Decoded {
    match encoding {
        Encoding::Utf8 => from_utf8(bytes, own),
        Encoding::Utf16Le => from_utf16(&bytes, true, own),
        Encoding::Utf16Be => from_utf16(&bytes, false, own),
        Encoding::Windows1252 => from_windows_1252(&bytes),
    }
}

/// Whether the bytes are UTF-16, and then whether little-endian. Without a byte order mark,
/// only text in which almost every other byte is zero, as Windows tools write it, is taken
/// for UTF-16.
fn utf16(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(true),
        [0xfe, 0xff, ..] => return Some(false),
        _ => {}
    }
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 8 {
        return None;
    }
    let zeros =
        |offset: usize| sample.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let half = sample.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 >= half * 7 && even * 10 <= half {
        Some(true)
    } else if even * 10 >= half * 7 && odd * 10 <= half {
        Some(false)
    } else {
        None
    }
}

/// Whether the bytes are for sure text of western Europe in one byte per character: letters
/// beyond ASCII stand within words, several times, and nothing is valid UTF-8 beyond ASCII.
fn is_windows_1252(bytes: &[u8]) -> bool {
    /// So many letters make it sure.
    const ENOUGH: usize = 3;
    let ascii_letter =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    let beyond = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|b| *b >= 0xc0);
    let mut letters = 0;
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        if !chunk.valid().is_ascii() {
            return false;
        }
        at += chunk.valid().len();
        for &byte in chunk.invalid() {
            let (before, behind) = (at.checked_sub(1), Some(at + 1));
            match byte {
                // Letters, but those of Icelandic and ÿ, which noise has as often as text.
                0xc0..=0xcf
                | 0xd1..=0xd6
                | 0xd8..=0xdd
                | 0xdf..=0xef
                | 0xf1..=0xf6
                | 0xf8..=0xfc => {
                    let in_word = ascii_letter(before) || ascii_letter(behind);
                    if !in_word && !beyond(before) && !beyond(behind) {
                        return false;
                    }
                    letters += usize::from(in_word && byte >= 0xdf);
                }
                // Quotes, dashes and signs are common as well, and prove nothing.
                0x80 | 0x82 | 0x84 | 0x85 | 0x91..=0x97 | 0xa0..=0xbf => {}
                _ => return false,
            }
            at += 1;
        }
    }
    letters >= ENOUGH
}

/// What Windows-1252 has at 0x80 to 0x9f, where Latin-1 has control characters; as the
/// Encoding Standard gives it (<https://encoding.spec.whatwg.org/index-windows-1252.txt>).
const UPPER_CONTROLS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn from_windows_1252(bytes: &[u8]) -> Decoded {
    let mut builder = Builder::default();
    let mut at = 0;
    for chunk in bytes.chunk_by(|one, other| one.is_ascii() && other.is_ascii()) {
        match chunk {
            [byte @ 0x80..=0x9f] => {
                let c = UPPER_CONTROLS[usize::from(byte - 0x80)];
                builder.unit(c.encode_utf8(&mut [0; 4]), at..at + 1);
            }
            [byte @ 0xa0..=0xff] => {
                builder.unit(char::from(*byte).encode_utf8(&mut [0; 4]), at..at + 1);
            }
            ascii => builder.same(&String::from_utf8_lossy(ascii), at),
        }
        at += chunk.len();
    }
    let (text, map) = builder.finish();
    Decoded { text, map, replaced: 0 }
}

fn from_utf16(bytes: &[u8], little_endian: bool, own: &Range<usize>) -> Decoded {
    let mark: [u8; 2] = if little_endian { [0xff, 0xfe] } else { [0xfe, 0xff] };
    let skip = if bytes.starts_with(&mark) { 2 } else { 0 };
    let units = bytes[skip..].chunks(2).map(|pair| match *pair {
        [a, b] if little_endian => u16::from_le_bytes([a, b]),
        [a, b] => u16::from_be_bytes([a, b]),
        // Half a character at the end of a file that was cut.
        _ => 0xdfff,
    });
    let mut builder = Builder::default();
    let mut replaced = 0;
    let mut at = skip;
    for unit in char::decode_utf16(units) {
        let (character, length) = if let Ok(character) = unit {
            (character, character.len_utf16() * 2)
        } else {
            replaced += if own.contains(&at) { 2 } else { 0 };
            (char::REPLACEMENT_CHARACTER, 2)
        };
        let end = (at + length).min(bytes.len());
        builder.unit(character.encode_utf8(&mut [0; 4]), at..end);
        at = end;
    }
    let (text, map) = builder.finish();
    Decoded { text, map, replaced }
}

fn from_utf8(mut bytes: Vec<u8>, own: &Range<usize>) -> Decoded {
    let mark = usize::from(bytes.starts_with(b"\xef\xbb\xbf")) * 3;
    if mark == 0 {
        match String::from_utf8(bytes) {
            Ok(text) => return Decoded { text, map: Map::default(), replaced: 0 },
            Err(error) => bytes = error.into_bytes(),
        }
    }
    let mut builder = Builder::default();
    let mut replaced = 0;
    let mut at = mark;
    for chunk in bytes[mark..].utf8_chunks() {
        builder.same(chunk.valid(), at);
        at += chunk.valid().len();
        // One mark for each byte: a run of them is a run of equal units.
        for _ in chunk.invalid() {
            builder.unit("\u{fffd}", at..at + 1);
            replaced += usize::from(own.contains(&at));
            at += 1;
        }
    }
    let (text, map) = builder.finish();
    Decoded { text, map, replaced }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Decoded {
        decode(bytes.to_vec(), Encoding::of(bytes), &(0..bytes.len()))
    }

    #[test]
    fn encodings() {
        let le: Vec<u8> = "Łódź 🔴 ok".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let with_mark = [&[0xff, 0xfe], le.as_slice()].concat();
        assert_eq!(Encoding::of(&with_mark), Encoding::Utf16Le);
        let from_le = decoded(&with_mark);
        assert_eq!(from_le.text, "Łódź 🔴 ok");
        let ok = from_le.text.find("ok").unwrap();
        assert_eq!(from_le.map.source(ok..ok + 2), 18..22);

        let be: Vec<u8> = "ERROR: no".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(Encoding::of(&be), Encoding::Utf16Be);
        assert_eq!(decoded(&be).text, "ERROR: no");

        let mut odd: Vec<u8> = "ERROR".encode_utf16().flat_map(u16::to_le_bytes).collect();
        odd.push(b'x');
        assert_eq!(decoded(&odd).text, "ERROR\u{fffd}");

        let broken = decoded(b"a\xff\xfeb\xc3");
        assert_eq!((broken.text.as_str(), broken.replaced), ("a\u{fffd}\u{fffd}b\u{fffd}", 3));
        assert_eq!(broken.map.source(7..8), 3..4);

        let marked = decoded(b"\xef\xbb\xbfabc");
        assert_eq!(marked.text, "abc");
        assert_eq!(marked.map.source(0..3), 3..6);
    }

    #[test]
    fn latin_1_only_when_sure() {
        let sure = b"Verbindung zu \x84db\x93 fehlgeschlagen: Zeit\xfcberschreitung, Schl\xfcssel ung\xfcltig";
        assert_eq!(Encoding::of(sure), Encoding::Windows1252);
        let text = decoded(sure);
        assert_eq!(
            text.text,
            "Verbindung zu „db“ fehlgeschlagen: Zeitüberschreitung, Schlüssel ungültig"
        );
        let at = text.text.find("überschreitung").unwrap();
        assert_eq!(&sure[text.map.source(at..at + "überschreitung".len())], b"\xfcberschreitung");
        for unsure in [
            &b"caf\xe9: connection refused"[..],
            b"\xff\xd8\xff\xe0 \xfcber \xfcber \xfcber",
            "Zeitüberschreitung, Schl\u{fc}ssel ungültig".as_bytes(),
            b"Zeit\xc3\xbcberschreitung Schl\xfcssel ung\xfcltig \xfcber",
            b"plain",
        ] {
            assert_eq!(Encoding::of(unsure), Encoding::Utf8, "{unsure:?}");
        }
    }
}
