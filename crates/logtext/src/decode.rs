//! Bytes to UTF-8.

use crate::map::{Builder, Map};

/// What decoding made of the bytes.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) map: Map,
    /// The encoding, if it was not UTF-8.
    pub(crate) encoding: Option<&'static str>,
    /// How many bytes were no text and were replaced by U+FFFD.
    pub(crate) replaced: usize,
}

pub(crate) fn decode(bytes: Vec<u8>) -> Decoded {
    match utf16(&bytes) {
        Some((little_endian, skip)) => from_utf16(&bytes, little_endian, skip),
        None => from_utf8(bytes),
    }
}

/// Whether the bytes are UTF-16: its byte order (little-endian or not) and the length of the
/// byte order mark. Without a mark, only text in which almost every other byte is zero, as
/// Windows tools write it, is taken for UTF-16.
fn utf16(bytes: &[u8]) -> Option<(bool, usize)> {
    match bytes {
        [0xff, 0xfe, ..] => return Some((true, 2)),
        [0xfe, 0xff, ..] => return Some((false, 2)),
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
        Some((true, 0))
    } else if even * 10 >= half * 7 && odd * 10 <= half {
        Some((false, 0))
    } else {
        None
    }
}

fn from_utf16(bytes: &[u8], little_endian: bool, skip: usize) -> Decoded {
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
            replaced += 2;
            (char::REPLACEMENT_CHARACTER, 2)
        };
        let end = (at + length).min(bytes.len());
        builder.unit(character.encode_utf8(&mut [0; 4]), at..end);
        at = end;
    }
    let (text, map) = builder.finish();
    let encoding = Some(if little_endian { "UTF-16LE" } else { "UTF-16BE" });
    Decoded { text, map, encoding, replaced }
}

fn from_utf8(mut bytes: Vec<u8>) -> Decoded {
    let mark = usize::from(bytes.starts_with(b"\xef\xbb\xbf")) * 3;
    if mark == 0 {
        match String::from_utf8(bytes) {
            Ok(text) => {
                return Decoded { text, map: Map::default(), encoding: None, replaced: 0 };
            }
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
            at += 1;
            replaced += 1;
        }
    }
    let (text, map) = builder.finish();
    Decoded { text, map, encoding: None, replaced }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let le: Vec<u8> = "Łódź 🔴 ok".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut with_mark = vec![0xff, 0xfe];
        with_mark.extend(&le);
        let decoded = decode(with_mark);
        assert_eq!((decoded.text.as_str(), decoded.encoding), ("Łódź 🔴 ok", Some("UTF-16LE")));
        let ok = decoded.text.find("ok").unwrap();
        assert_eq!(decoded.map.source(ok..ok + 2), 18..22);

        let be: Vec<u8> = "ERROR: no".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let decoded = decode(be);
        assert_eq!((decoded.text.as_str(), decoded.encoding), ("ERROR: no", Some("UTF-16BE")));

        let mut odd: Vec<u8> = "ERROR".encode_utf16().flat_map(u16::to_le_bytes).collect();
        odd.push(b'x');
        assert_eq!(decode(odd).text, "ERROR\u{fffd}");

        let decoded = decode(b"a\xff\xfeb\xc3".to_vec());
        assert_eq!((decoded.text.as_str(), decoded.replaced), ("a\u{fffd}\u{fffd}b\u{fffd}", 3));
        assert_eq!(decoded.map.source(7..8), 3..4);

        let decoded = decode(b"\xef\xbb\xbfabc".to_vec());
        assert_eq!(decoded.text, "abc");
        assert_eq!(decoded.map.source(0..3), 3..6);
    }
}
