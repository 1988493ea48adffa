//! A range of lines, as the address and people name it.

/// Consecutive lines, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lines {
    /// The first.
    pub(crate) first: u32,
    /// The last.
    pub(crate) last: u32,
}

impl Lines {
    /// One line.
    pub(crate) fn one(line: u32) -> Self {
        Self { first: line, last: line }
    }

    /// The range from the first of these to `line`, or from `line` to the last.
    pub(crate) fn to(self, line: u32) -> Self {
        if line < self.first { Self { first: line, ..self } } else { Self { last: line, ..self } }
    }

    /// Whether it has this line.
    pub(crate) fn holds(self, line: u32) -> bool {
        (self.first..=self.last).contains(&line)
    }

    /// How many lines.
    pub(crate) fn count(self) -> u32 {
        (self.last - self.first).saturating_add(1)
    }

    /// The part of an address that names them, such as `#L120-L140`.
    pub(crate) fn fragment(self) -> String {
        if self.first == self.last {
            format!("#L{}", u64::from(self.first) + 1)
        } else {
            format!("#L{}-L{}", u64::from(self.first) + 1, u64::from(self.last) + 1)
        }
    }
}

/// The lines that a text names: `120`, `120-140`, `L120`, `#L120-L140`. None of it has to
/// exist. Blanks and the commas that the page sets in numbers do not count.
pub(crate) fn lines_of(name: &str) -> Option<Lines> {
    let mut numbers: [Option<u32>; 2] = [None, None];
    let mut at = 0;
    for byte in name.bytes() {
        let number = &mut numbers[at];
        match byte {
            b'0'..=b'9' => {
                let digit = u32::from(byte - b'0');
                *number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
            }
            b'-' if at == 0 && number.is_some() => at = 1,
            b'#' | b'L' | b'l' if number.is_none() => {}
            b' ' | b',' => {}
            _ => return None,
        }
    }
    let first = numbers[0]?.checked_sub(1)?;
    let last = if at == 0 { first } else { numbers[1]?.checked_sub(1)? };
    Some(Lines { first: first.min(last), last: first.max(last) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_named_as_in_an_address() {
        for (name, expected) in [
            ("120", Some((119, 119))),
            (" 1,204 ", Some((1_203, 1_203))),
            ("#L120", Some((119, 119))),
            ("#L120-L140", Some((119, 139))),
            ("l140 - 120", Some((119, 139))),
            ("0", None),
            ("", None),
            ("#finding-1-title", None),
            ("#L", None),
            ("#L+1", None),
            ("L1-", None),
            ("99999999999", None),
        ] {
            let lines = lines_of(name);
            assert_eq!(lines.map(|lines| (lines.first, lines.last)), expected, "{name}");
            if let Some(lines) = lines {
                assert_eq!(lines_of(&lines.fragment()), Some(lines));
            }
        }
        assert_eq!(lines_of("L7").unwrap().fragment(), "#L7");
    }

    #[test]
    fn a_range_grows_to_where_one_points() {
        let lines = Lines { first: 5, last: 7 };
        for (line, expected) in [(3, (3, 7)), (6, (5, 6)), (9, (5, 9)), (5, (5, 5))] {
            let lines = lines.to(line);
            assert_eq!((lines.first, lines.last), expected);
        }
    }
}
