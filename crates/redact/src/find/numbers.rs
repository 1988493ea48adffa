//! Numbers that belong to a person, each with the check that tells it from other numbers.

use super::Finder;
use crate::bytes::{Set, Text};
use crate::kind::Kind;

impl Finder<'_> {
    /// The number of a card, or a US social security number.
    pub(super) fn digits(&mut self, at: usize) {
        let text = self.text;
        // The middle of a longer number, of a fraction, of an id with hyphens.
        let beside = text.before(at);
        if !text.begins_word(at) || matches!(beside, b'.' | b'-' | b'+') {
            return;
        }
        let groups = Groups::read(text, at);
        if groups.total < 9 {
            return;
        }
        if is_ssn(&groups, &text.bytes[at..groups.end]) {
            self.hit(Kind::UsSsn, at..groups.end);
        } else if groups.is_card(text, at) {
            self.hit(Kind::CardNumber, at..groups.end);
        }
    }

    /// A telephone number with its country, `+` first.
    pub(super) fn phone(&mut self, at: usize) {
        let text = self.text;
        let before = text.before(at);
        let inside = matches!(before, b'+' | b'/' | b'.') || !text.begins_word(at);
        if inside || !matches!(text.at(at + 1), b'1'..=b'9') {
            return;
        }
        let mut end = at + 1;
        let mut digits = 0;
        let (mut groups, mut dots) = (1, 0);
        let mut last = end;
        while end - at < 28 {
            let (here, next) = (text.at(end), text.at(end + 1));
            if here.is_ascii_digit() {
                digits += 1;
                last = end + 1;
            } else if b" -.()".contains(&here) && next.is_ascii_digit() {
                groups += 1;
                dots += usize::from(here == b'.');
            } else {
                let opens =
                    b" -".contains(&here) && next == b'(' && text.at(end + 2).is_ascii_digit();
                let closes = here == b')' && b" -".contains(&next);
                if !opens && !closes {
                    break;
                }
            }
            end += 1;
        }
        text.worked(end - at);
        // E.164: at most 15 digits with the country; shorter than 9 are offsets and counts.
        // Groups of one digit are arithmetic, and one full stop makes a fraction.
        let usual = digits >= groups * 2 && dots != 1;
        if (9..=15).contains(&digits) && text.ends_word(last) && usual {
            self.hit(Kind::PhoneE164, at..last);
        }
    }

    /// A bank account: country, check digits, and up to 30 more, in one piece or in fours.
    pub(super) fn iban(&mut self, at: usize) {
        let text = self.text;
        let head: [u8; 4] = std::array::from_fn(|index| text.at(at + index));
        let begins = head[..2].iter().all(u8::is_ascii_uppercase)
            && head[2..].iter().all(u8::is_ascii_digit);
        if !begins || !text.begins_word(at) {
            return;
        }
        let mut compact = Vec::with_capacity(34);
        let mut end = at;
        let mut valid_end = None;
        while compact.len() < 34 {
            let byte = text.at(end);
            if Set::UPPER_DIGIT.holds(byte) {
                compact.push(byte);
                end += 1;
                if compact.len() >= 15 && !Set::WORD.holds(text.at(end)) && mod_97(&compact) {
                    valid_end = Some(end);
                }
            } else if matches!(byte, b' ' | b'-')
                && compact.len() % 4 == 0
                && Set::UPPER_DIGIT.holds(text.at(end + 1))
            {
                end += 1;
            } else {
                break;
            }
        }
        text.worked(end - at);
        if let Some(end) = valid_end {
            self.hit(Kind::Iban, at..end);
        }
    }
}

/// Groups of digits with one space or hyphen between them.
struct Groups {
    /// Their lengths.
    lengths: [usize; 6],
    count: usize,
    total: usize,
    separator: u8,
    end: usize,
}

impl Groups {
    fn read(text: &Text<'_>, at: usize) -> Self {
        let mut groups = Self { lengths: [0; 6], count: 0, total: 0, separator: 0, end: at };
        let mut start = at;
        while groups.count < 6 {
            let end = text.run_end(Set::DIGIT, start);
            // A longer number is none that anybody writes; do not read on.
            if end == start || end - start > 19 {
                break;
            }
            groups.lengths[groups.count] = end - start;
            groups.count += 1;
            groups.total += end - start;
            groups.end = end;
            let separator = text.at(end);
            let goes_on = matches!(separator, b' ' | b'-')
                && (groups.separator == 0 || groups.separator == separator)
                && text.at(end + 1).is_ascii_digit();
            if !goes_on {
                break;
            }
            groups.separator = separator;
            start = end + 1;
        }
        // More may follow that makes it something else.
        let beyond = text.at(groups.end);
        let goes_on = Set::WORD.holds(beyond)
            || (matches!(beyond, b'-' | b'.') && Set::WORD.holds(text.at(groups.end + 1)));
        if goes_on {
            groups.total = 0;
        }
        groups
    }

    fn lengths(&self) -> &[usize] {
        &self.lengths[..self.count]
    }

    /// Whether it is grouped like the number of a card, is of an issuer, and Luhn agrees.
    fn is_card(&self, text: &Text<'_>, at: usize) -> bool {
        let digits: Vec<u8> = text.bytes[at..self.end]
            .iter()
            .filter(|byte| byte.is_ascii_digit())
            .map(|byte| byte - b'0')
            .collect();
        let grouped =
            matches!(self.lengths(), [_] | [4, 4, 4, 1 | 4] | [4, 6, 4 | 5] | [4, 4, 4, 4, 3]);
        grouped && has_issuer(&digits) && luhn(&digits)
    }
}

/// Whether a number begins as those of the large issuers do and has their length
/// (ISO/IEC 7812: Visa 4; Mastercard 51 to 55 and 2221 to 2720; American Express 34 and 37;
/// Diners 30, 36, 38; JCB 35; Discover, Maestro and UnionPay 5 and 6).
fn has_issuer(digits: &[u8]) -> bool {
    let [first, second, ..] = digits else { return false };
    match (first, second) {
        (4, _) => matches!(digits.len(), 13 | 16 | 19),
        (5, 1..=5) | (2, 2..=7) | (3, 5) => digits.len() == 16,
        (3, 4 | 7) => digits.len() == 15,
        (3, 0 | 6 | 8) => matches!(digits.len(), 14 | 16),
        (6, _) | (5, 0 | 6..=8) => (16..=19).contains(&digits.len()),
        _ => false,
    }
}

/// The check of ISO/IEC 7812-1, annex B.
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, &digit)| match u32::from(digit) {
            digit if place % 2 == 0 => digit,
            digit if digit > 4 => 2 * digit - 9,
            digit => 2 * digit,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The check of ISO 13616: the number with its first four characters last, letters as numbers
/// from 10 on, leaves 1 when divided by 97.
fn mod_97(account: &[u8]) -> bool {
    let rest = account[4..].iter().chain(&account[..4]).fold(0_u32, |rest, &byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
    });
    rest == 1
}

/// Three, two and four digits with hyphens, of an area, group and number that are given out
/// (Social Security Administration: never 000, 666 or 9xx, never 00, never 0000).
fn is_ssn(groups: &Groups, text: &[u8]) -> bool {
    groups.lengths() == [3, 2, 4]
        && groups.separator == b'-'
        && text[0] != b'9'
        && !matches!(&text[..3], b"000" | b"666")
        && &text[4..6] != b"00"
        && &text[7..11] != b"0000"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::{Options, find};

    fn found(line: &str, kind: Kind) -> String {
        let text = Text::new(line.as_bytes());
        let hits = find(&text, Options::default());
        hits.into_iter().filter(|hit| hit.kind == kind).map(|hit| &line[hit.range]).collect()
    }

    #[test]
    fn cards_have_a_check_digit_an_issuer_and_a_usual_grouping() {
        for (line, is_card) in [
            ("card 4111 1111 1111 1111 declined", true),
            ("card=4111111111111111", true),
            ("378282246310005", true),
            ("3782 822463 10005", true),
            ("5555-5555-5555-4444", true),
            ("4111 1111 1111 1112", false),
            ("order 4111111111111112", false),
            ("order 9111111111111111", false),
            ("0.4111111111111111", false),
            ("4111111111111111.5", false),
            ("550e8400-e29b-41d4-a716-4111111111111111", false),
            ("4111111111111111abcdef", false),
            ("411 1111 1111 11111", false),
            ("1700000000000000000", false),
        ] {
            assert_eq!(!found(line, Kind::CardNumber).is_empty(), is_card, "{line}");
        }
    }

    #[test]
    fn accounts_pass_the_check_of_their_standard() {
        for (line, expected) in [
            ("to GB82 WEST 1234 5698 7654 32 today", "GB82 WEST 1234 5698 7654 32"),
            ("DE89370400440532013000", "DE89370400440532013000"),
            ("iban=NL91ABNA0417164300,", "NL91ABNA0417164300"),
            ("GB83 WEST 1234 5698 7654 32", ""),
            ("AB12CDEF34567890", ""),
        ] {
            assert_eq!(found(line, Kind::Iban), expected, "{line}");
        }
    }

    #[test]
    fn social_security_numbers_are_ones_that_are_given_out() {
        for (line, expected) in [
            ("ssn 078-05-1120", "078-05-1120"),
            ("000-12-3456", ""),
            ("666-12-3456", ""),
            ("912-12-3456", ""),
            ("123-00-4567", ""),
            ("123-45-0000", ""),
            ("123-45-6789-1", ""),
            ("2123-45-6789", ""),
        ] {
            assert_eq!(found(line, Kind::UsSsn), expected, "{line}");
        }
    }

    #[test]
    fn telephone_numbers_are_told_from_offsets_and_sums() {
        for (line, expected) in [
            ("call +44 20 7946 0958 now", "+44 20 7946 0958"),
            ("tel:+15555550123", "+15555550123"),
            ("+1 (555) 555-0123", "+1 (555) 555-0123"),
            ("+49.30.1234567", "+49.30.1234567"),
            ("10:00:00+01:00", ""),
            ("@@ -1,5 +123,45 @@", ""),
            ("+0100", ""),
            ("m=+5.595988510, x", ""),
            ("a+123456789", ""),
            ("+1 +2 +3", ""),
        ] {
            assert_eq!(found(line, Kind::PhoneE164), expected, "{line}");
        }
    }
}
