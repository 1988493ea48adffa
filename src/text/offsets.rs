//! From bytes, in which the report counts, to UTF-16, in which a text field does.

/// A place in a text field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Utf16Range {
    /// The first unit.
    pub(crate) start: u32,
    /// One past the last unit.
    pub(crate) end: u32,
    /// The line that it starts in, from 0.
    pub(crate) line: u32,
    /// The units of that line before it.
    pub(crate) column: u32,
}

/// Where the bytes `start..end` of `text` stand. Places beyond the end mean the end.
pub(crate) fn utf16_range(text: &str, start: u64, end: u64) -> Utf16Range {
    let start = clamp(text, start);
    let end = clamp(text, end).max(start);
    let before = &text[..start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Utf16Range {
        start: units(before),
        end: units(before) + units(&text[start..end]),
        line: before.bytes().filter(|byte| *byte == b'\n').count() as u32,
        column: units(&before[line_start..]),
    }
}

/// Where a line of `text` begins and ends, in bytes. Lines count from 1.
pub(crate) fn line_bytes(text: &str, line: u64) -> (u64, u64) {
    let skipped = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
    let start = match skipped.checked_sub(1) {
        None => 0,
        Some(feeds) => text.match_indices('\n').nth(feeds).map_or(text.len(), |(at, _)| at + 1),
    };
    let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    (start as u64, end as u64)
}

fn clamp(text: &str, at: u64) -> usize {
    text.floor_char_boundary(usize::try_from(at).unwrap_or(usize::MAX))
}

fn units(text: &str) -> u32 {
    text.chars().map(char::len_utf16).sum::<usize>() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_utf16() {
        let text = "ü🔴x\nab\n";
        let at = |needle: &str| text.find(needle).unwrap_or_default() as u64;
        assert_eq!(
            utf16_range(text, at("x"), at("x") + 1),
            Utf16Range { start: 3, end: 4, line: 0, column: 3 }
        );
        assert_eq!(
            utf16_range(text, at("b"), at("b") + 1),
            Utf16Range { start: 6, end: 7, line: 1, column: 1 }
        );
    }

    #[test]
    fn lines() {
        let cases = [(1, (0, 3)), (2, (4, 4)), (3, (5, 6)), (9, (6, 6)), (0, (0, 3))];
        for (line, expected) in cases {
            assert_eq!(line_bytes("ü1\n\nb", line), expected, "{line}");
        }
    }

    #[test]
    fn places_outside_are_drawn_in() {
        let end = Utf16Range { start: 2, end: 2, line: 0, column: 2 };
        assert_eq!(utf16_range("ab", 99, 100), end);
        assert_eq!(utf16_range("ab", 2, 0), end);
        assert_eq!(utf16_range("🔴", 2, 3).start, 0);
    }
}
