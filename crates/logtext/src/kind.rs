//! What kind of thing the bytes are.

/// What an input is, before anything else is asked of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Nothing but white space, or nothing at all.
    Empty,
    /// Not text; the name of what it is, where its first bytes tell.
    Binary(Option<&'static str>),
    /// Text.
    #[default]
    Text,
}

/// First bytes of files that people drop by mistake: format signatures as their
/// specifications give them.
const SIGNATURES: [(&[u8], &str); 18] = [
    (b"\x1f\x8b", "gzip archive"),
    (b"PK\x03\x04", "ZIP archive or Office document"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ\0", "xz archive"),
    (b"\x28\xb5\x2f\xfd", "Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"\x89PNG\r\n\x1a\n", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF8", "GIF picture"),
    (b"%PDF-", "PDF document"),
    (b"\x7fELF", "Linux program"),
    (b"MZ", "Windows program"),
    (b"\xcf\xfa\xed\xfe", "macOS program"),
    (b"\0asm", "WebAssembly module"),
    (b"SQLite format 3\0", "SQLite database"),
    (b"\xca\xfe\xba\xbe", "Java class file"),
    (b"ElfFile\0", "Windows event log"),
];

/// Tells text from anything else by its beginning. `decoded` is the text that decoding made
/// of `bytes`.
pub(crate) fn kind(bytes: &[u8], decoded: &str, replaced: usize) -> Kind {
    let signature = SIGNATURES.iter().find(|(first, _)| bytes.starts_with(first));
    let sample_end = decoded.floor_char_boundary(64 * 1024);
    let sample = &decoded[..sample_end];
    let (mut all, mut odd) = (0_usize, 0_usize);
    for c in sample.chars() {
        all += 1;
        let control = c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\x1b' | '\x08' | '\x0c');
        odd += usize::from(control || c == char::REPLACEMENT_CHARACTER);
    }
    let mostly_odd = odd * 10 > all * 2 || (replaced * 10 > bytes.len() * 3 && replaced > 16);
    if let Some((_, name)) = signature
        && odd > 0
    {
        return Kind::Binary(Some(name));
    }
    if all > 0 && mostly_odd {
        return Kind::Binary(None);
    }
    // Only a text that is white space to its end is empty; the first word ends the search.
    if decoded.trim_start_matches(|c: char| c.is_whitespace() || c == '\0').is_empty() {
        return Kind::Empty;
    }
    Kind::Text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        let noise: Vec<u8> =
            (0..2000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for (bytes, expected) in [
            (&b""[..], Kind::Empty),
            (b" \r\n\t\n", Kind::Empty),
            (b"\0", Kind::Binary(None)),
            (b"x", Kind::Text),
            (b"\x1f\x8b\x08\0\0\0", Kind::Binary(Some("gzip archive"))),
            (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", Kind::Binary(Some("PDF document"))),
            (b"MZ is how this sentence begins", Kind::Text),
            (b"caf\xe9 closed: connection refused\n", Kind::Text),
            (&noise, Kind::Binary(None)),
        ] {
            let encoding = crate::decode::Encoding::of(bytes);
            let decoded = crate::decode::decode(bytes.to_vec(), encoding, &(0..bytes.len()));
            assert_eq!(kind(bytes, &decoded.text, decoded.replaced), expected, "{bytes:?}");
        }
    }
}
