//! Rows of values.

/// How many values a row has, if it is one: values in quotes may hold the separator.
fn values(line: &str, separator: u8) -> usize {
    let (mut count, mut quoted) = (1, false);
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        count += usize::from(byte == separator && !quoted);
    }
    count
}

/// Whether nearly all lines are rows of the same number of values, three or more, or two under
/// a heading of two words. Prose has commas too, but blanks behind them.
pub(super) fn is_csv(lines: &[&str]) -> bool {
    let [first, rest @ ..] = lines else { return false };
    if rest.is_empty() {
        return false;
    }
    [b',', b';', b'\t'].into_iter().any(|separator| {
        let columns = values(first, separator);
        let spaced = |line: &str| {
            separator != b'\t'
                && line.as_bytes().windows(2).filter(|pair| *pair == [separator, b' ']).count() * 2
                    >= columns
        };
        let same = rest.iter().filter(|line| values(line, separator) == columns).count();
        let sentence =
            first.trim_end().ends_with(['.', '{', ';', ')', ':']) || first.contains("  ");
        columns >= 3
            && !sentence
            && same * 10 >= rest.len() * 9
            && lines.iter().filter(|line| spaced(line)).count() * 4 < lines.len()
    })
}

/// Whether a line rules off the head of a table: `---+---` or `--- | ---`.
pub(super) fn has_rule(lines: &[&str]) -> bool {
    lines.iter().any(|line| {
        line.len() >= 5
            && line.contains('-')
            && line.contains(['+', '|'])
            && line.bytes().all(|b| matches!(b, b'-' | b'+' | b'|' | b' ' | b':'))
    })
}
