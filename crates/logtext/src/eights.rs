//! Looking for bytes eight at a time, in plain integers.
//!
//! Log lines are short: a vector search costs more to begin than it saves there, and in
//! WebAssembly it is not to be had everywhere.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The high bit of every byte of `eight` that is `byte`.
fn equal(eight: u64, byte: u8) -> u64 {
    let other = eight ^ (ONES * u64::from(byte));
    !(((other & !HIGH) + !HIGH) | other) & HIGH
}

/// The high bit of every byte of `eight` that lies from `low` to `high`, both ASCII.
fn within(eight: u64, low: u8, high: u8) -> u64 {
    let ascii = eight & !HIGH;
    let not_below = ascii + ONES * u64::from(0x80 - low);
    let above = ascii + ONES * u64::from(0x7f - high);
    not_below & !above & !eight & HIGH
}

/// The eight bytes at `at`, the first one lowest.
fn load(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..at + 8)?;
    eight.try_into().ok().map(u64::from_le_bytes)
}

/// The eight bytes at `at`, with zeros in place of digits.
pub(crate) fn digits_aside(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = load(bytes, at)?;
    Some(eight & !((within(eight, b'0', b'9') >> 7) * 0xff))
}

/// Where from `at` on the first of two bytes stands.
pub(crate) fn find_either(bytes: &[u8], mut at: usize, first: u8, second: u8) -> Option<usize> {
    while let Some(eight) = load(bytes, at) {
        let found = equal(eight, first) | equal(eight, second);
        if found != 0 {
            return Some(at + (found.trailing_zeros() / 8) as usize);
        }
        at += 8;
    }
    let rest = bytes.get(at..)?;
    rest.iter().position(|&b| b == first || b == second).map(|found| at + found)
}

/// Where from `at` on the first byte from `low` to `high` stands, both ASCII.
pub(crate) fn find_within(bytes: &[u8], mut at: usize, low: u8, high: u8) -> Option<usize> {
    while let Some(eight) = load(bytes, at) {
        let found = within(eight, low, high);
        if found != 0 {
            return Some(at + (found.trailing_zeros() / 8) as usize);
        }
        at += 8;
    }
    let rest = bytes.get(at..)?;
    rest.iter().position(|b| (low..=high).contains(b)).map(|found| at + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_at_every_place() {
        for byte in 0..=u8::MAX {
            for at in 0..20 {
                let mut bytes = [b'-'; 20];
                bytes[at] = byte;
                let found = |hit: bool| hit.then_some(at);
                assert_eq!(find_either(&bytes, 0, b'"', b'\\'), found(b"\"\\".contains(&byte)));
                let in_range = (b':'..=b'[').contains(&byte);
                assert_eq!(find_within(&bytes, 0, b':', b'['), found(in_range), "{byte}");
            }
        }
        assert_eq!(digits_aside(b"a12:34Z/", 0), Some(u64::from_le_bytes(*b"a\0\0:\0\0Z/")));
        assert_eq!(find_either(b"", 0, b'"', b'\\'), None);
        assert_eq!(find_within(b"A", 3, b'A', b'Z'), None);
    }
}
