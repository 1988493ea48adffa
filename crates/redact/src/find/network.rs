//! Addresses of networks: IPv4, IPv6 and hardware addresses, and what only looks like one.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::Finder;
use crate::bytes::{BARRIER, Set, Text};
use crate::kind::Kind;

/// The longest way to write an IPv6 address, in bytes (RFC 4291 section 2.2).
const LONGEST_IPV6: usize = 45;

/// Endings of files whose names hold versions.
const FILE_ENDINGS: &[&str] = &[
    "jar", "war", "tar", "tgz", "zip", "gz", "deb", "rpm", "whl", "gem", "exe", "dll", "so",
    "nupkg",
];

/// Browsers, whose versions have four numbers.
const BROWSERS: &[&str] = &[
    "chrome",
    "chromium",
    "headlesschrome",
    "crios",
    "edg",
    "edge",
    "edga",
    "edgios",
    "opr",
    "opera",
    "version",
    "safari",
    "firefox",
    "samsungbrowser",
    "yabrowser",
    "vivaldi",
    "electron",
];

impl Finder<'_> {
    /// An IPv4 address in dots, or in the hyphens of a host name of AWS.
    pub(super) fn ipv4(&mut self, at: usize) {
        let text = self.text;
        if !text.begins_word(at) {
            return;
        }
        let Some((address, end, separator)) = octets(text, at) else { return };
        let dotted = separator == b'.';
        if dotted && (is_longer(text, at, end) || is_version(text, at, end)) {
            return;
        }
        // `ip-10-0-0-1.ec2.internal`; other numbers with hyphens are dates and the like.
        let of_aws = || text.ends_like(at, "ip-") && text.begins_word(at - 3);
        let stays =
            says_nothing(address) || (self.options.keep_private_addresses && is_private(address));
        if !stays && (dotted || of_aws()) {
            self.hit(Kind::Ipv4, at..end);
        }
    }

    /// An IPv6 address that begins with a digit or a letter.
    pub(super) fn ipv6(&mut self, at: usize) {
        let text = self.text;
        if !text.begins_word(at) || (text.before(at) == b':' && text.before(at - 1) == b':') {
            return;
        }
        // A word that is too long for a group, or that no colon follows, is none.
        let group = (at..at + 5).take_while(|&at| Set::HEX.holds(text.at(at))).count();
        if group <= 4 && text.at(at + group) == b':' {
            self.ipv6_from(at);
        }
    }

    /// An IPv6 address that begins with `::`.
    pub(super) fn ipv6_at_colon(&mut self, at: usize) {
        let text = self.text;
        let begins = text.at(at + 1) == b':'
            && Set::HEX.holds(text.at(at + 2))
            && text.begins_word(at)
            && text.before(at) != b':';
        if begins {
            self.ipv6_from(at);
        }
    }

    fn ipv6_from(&mut self, at: usize) {
        let text = self.text;
        let colons = text.run_end(Set::HEX_COLON, at).min(at + LONGEST_IPV6 + 1);
        // The last part may be written as an IPv4 address.
        let dots =
            if text.at(colons) == b'.' { text.run_end(Set::DIGIT_DOT, colons) } else { colons };
        for end in [dots, dots.saturating_sub(1), colons, colons - 1] {
            // A colon or full stop may follow the address, as in `from fe80::1: ok`.
            let Some(address) = parse_ipv6(text, at, end) else { continue };
            if Set::WORD.holds(text.at(end)) {
                return;
            }
            let private = address.is_unique_local() || address.is_unicast_link_local();
            if is_assigned(address) && !(self.options.keep_private_addresses && private) {
                self.hit(Kind::Ipv6, at..end);
            }
            return;
        }
    }

    /// A hardware address: six pairs with colons or hyphens.
    pub(super) fn mac(&mut self, at: usize) {
        let text = self.text;
        let separator = text.at(at + 2);
        if !matches!(separator, b':' | b'-') || !text.begins_word(at) {
            return;
        }
        let end = at + 17;
        let pairs = (0..17).all(|index| {
            let byte = text.at(at + index);
            if index % 3 == 2 { byte == separator } else { Set::HEX.holds(byte) }
        });
        let longer = |beside: u8, beyond: u8| beside == separator && Set::HEX.holds(beyond);
        if !pairs
            || !text.ends_word(end)
            || longer(text.at(end), text.at(end + 1))
            || longer(text.before(at), text.before(at.saturating_sub(1)))
        {
            return;
        }
        let digits: Vec<u8> =
            text.bytes[at..end].iter().copied().filter(|&b| b != separator).collect();
        let nobody = digits.iter().all(|&byte| byte == b'0')
            || digits.iter().all(|&byte| byte.eq_ignore_ascii_case(&b'f'));
        // Six pairs of digits with hyphens are a time.
        let time = separator == b'-' && digits.iter().all(u8::is_ascii_digit);
        if !nobody && !time {
            self.hit(Kind::Mac, at..end);
        }
    }
}

/// Four numbers up to 255 with the same separator, where they end, and the separator.
fn octets(text: &Text<'_>, at: usize) -> Option<(Ipv4Addr, usize, u8)> {
    let mut numbers = [0; 4];
    let mut end = at;
    let mut separator = 0;
    for (index, number) in numbers.iter_mut().enumerate() {
        if index > 0 {
            let here = text.at(end);
            if !matches!(here, b'.' | b'-') || (index > 1 && here != separator) {
                return None;
            }
            separator = here;
            end += 1;
        }
        let start = end;
        let mut value = 0_u32;
        while end - start < 3 && text.at(end).is_ascii_digit() {
            value = value * 10 + u32::from(text.at(end) - b'0');
            end += 1;
        }
        *number = u8::try_from(value).ok().filter(|_| end > start)?;
    }
    text.worked(end - at);
    text.ends_word(end).then_some((numbers.into(), end, separator))
}

/// Whether more than four numbers stand there: an object identifier, or a version.
fn is_longer(text: &Text<'_>, at: usize, end: usize) -> bool {
    // The root of most identifiers, also where one was cut.
    if &text.bytes[at..end] == b"1.3.6.1" {
        return true;
    }
    let before = text.before(at) == b'.' && Set::WORD.holds(text.before(at - 1));
    before || (text.at(end) == b'.' && text.at(end + 1).is_ascii_digit())
}

/// Whether what stands round four numbers says that they are a version or the like.
fn is_version(text: &Text<'_>, at: usize, end: usize) -> bool {
    // The name of a file, such as `lib-1.2.3.4.jar`, and attributes such as `2.5.4.97=`.
    if text.at(end) == b'.' && FILE_ENDINGS.iter().any(|ending| text.is_like(end + 1, ending)) {
        return true;
    }
    // The arcs of X.500 have four numbers too (ITU-T X.520, X.509).
    if text.is(at, "2.5.") && (text.at(end) == b'=' || text.ends_like(at, "( ")) {
        return true;
    }
    // A package of Python names its version between hyphens.
    if text.before(at) == b'-' && text.is(end, "-py") {
        return true;
    }
    let comparison = [b"== ".as_slice(), b">= ", b"<= ", b"~> ", b"==", b">=", b"<=", b"~=", b"^"];
    if comparison.iter().any(|sign| text.bytes[..at].ends_with(sign)) {
        return true;
    }
    if text.before(at) == b'/' {
        let name = text.run_start(Set::LETTER, at - 1, 16);
        return BROWSERS
            .iter()
            .any(|browser| text.bytes[name..at - 1].eq_ignore_ascii_case(browser.as_bytes()));
    }
    let mut word_end = at;
    let least = at.saturating_sub(6);
    while word_end > least
        && matches!(
            text.bytes[word_end - 1],
            b' ' | b'"' | b'\'' | b':' | b'=' | b'(' | b'\t' | b'-' | b'_' | b'\\'
        )
    {
        word_end -= 1;
    }
    let start = text.run_start(Set::LETTER, word_end, 24);
    let word = text.bytes[start..word_end].to_ascii_lowercase();
    text.worked(24);
    [b"version".as_slice(), b"versions", b"release", b"revision"]
        .iter()
        .any(|end| word.ends_with(end))
        || [b"v".as_slice(), b"ver", b"rel", b"build", b"oid", b"objectid"]
            .contains(&word.as_slice())
}

/// Addresses that are the same for everybody: one's own machine, no machine, all machines,
/// masks, and the metadata service of the clouds.
fn says_nothing(address: Ipv4Addr) -> bool {
    address.is_loopback()
        || address.octets()[0] == 0
        || address.octets()[0] == 255
        || address == Ipv4Addr::new(169, 254, 169, 254)
}

/// RFC 1918 and link-local addresses.
fn is_private(address: Ipv4Addr) -> bool {
    address.is_private() || address.is_link_local()
}

fn parse_ipv6(text: &Text<'_>, at: usize, end: usize) -> Option<Ipv6Addr> {
    let here = text.bytes.get(at..end)?;
    text.worked(here.len());
    if here.len() > LONGEST_IPV6 || here.contains(&BARRIER) {
        return None;
    }
    std::str::from_utf8(here).ok()?.parse().ok()
}

/// Whether an address lies in a space that is in use (IANA's registry of IPv6 addresses): most
/// of what only looks like an address does not, nor do one's own machine and no machine.
fn is_assigned(address: Ipv6Addr) -> bool {
    let groups = address.segments();
    match groups[0] {
        0x2000..=0x3fff | 0xfc00..=0xfdff | 0xfe80..=0xfebf | 0xff00..=0xffff => true,
        // NAT64, and addresses of IPv4 in the clothes of IPv6.
        0x64 => groups[1] == 0xff9b,
        0 => groups[..5] == [0; 5] && groups[5] == 0xffff && !is_mapped_nothing(address),
        _ => false,
    }
}

fn is_mapped_nothing(address: Ipv6Addr) -> bool {
    address.to_ipv4_mapped().is_some_and(says_nothing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::{Options, find};

    fn found(line: &str) -> Vec<&str> {
        let text = Text::new(line.as_bytes());
        let hits = find(&text, Options::default());
        hits.into_iter()
            .filter(|hit| matches!(hit.kind, Kind::Ipv4 | Kind::Ipv6 | Kind::Mac))
            .map(|hit| &line[hit.range])
            .collect()
    }

    #[test]
    fn four_numbers_are_an_address_unless_they_are_a_version() {
        for (line, expected) in [
            ("from 203.0.113.7 port 22", "203.0.113.7"),
            ("peer=198.51.100.4:443", "198.51.100.4"),
            ("http://203.0.113.7/", "203.0.113.7"),
            ("node-1/10.0.0.5:9092", "10.0.0.5"),
            (r"a\n203.0.113.7 b", "203.0.113.7"),
            ("ip=%5B203.0.113.7%5D", "203.0.113.7"),
            ("ip-10-0-3-12.ec2.internal", "10-0-3-12"),
            ("at 203.0.113.7.", "203.0.113.7"),
            ("10.0.0.0/16", "10.0.0.0"),
            ("7.113.0.203.in-addr.arpa", "7.113.0.203"),
            ("version 1.2.3.4", ""),
            (r#""version": "1.2.3.4""#, ""),
            ("v1.2.3.4", ""),
            ("Release 4.19.0.26", ""),
            ("AssemblyVersion=4.0.0.0", ""),
            ("build 10.0.0.1", ""),
            ("Chrome/120.0.0.0 Safari", ""),
            ("lib-1.2.3.4.jar", ""),
            ("pip install a==1.2.3.4", ""),
            ("1.3.6.1.4.1", ""),
            ("2.5.4.97=#0c", ""),
            ("256.1.1.1", ""),
            ("1.2.3.4a", ""),
            ("2026-11-21-10", ""),
        ] {
            assert_eq!(found(line).concat(), expected, "{line}");
        }
    }

    #[test]
    fn addresses_of_everybody_stay() {
        for line in [
            "127.0.0.1",
            "127.255.0.9",
            "0.0.0.0",
            "255.255.255.0",
            "169.254.169.254",
            "::1",
            "::",
            "[::]:80",
            "::ffff:127.0.0.1",
        ] {
            assert!(found(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn ipv6_addresses_are_told_from_times_and_paths() {
        for (line, expected) in [
            ("2001:db8::8a2e:370:7334", "2001:db8::8a2e:370:7334"),
            ("[2001:db8::1]:443", "2001:db8::1"),
            ("fe80::1%eth0", "fe80::1"),
            ("inet6 fe80::a00:27ff:fe4e:66a1/64", "fe80::a00:27ff:fe4e:66a1"),
            ("::ffff:203.0.113.7", "::ffff:203.0.113.7"),
            ("from 2001:db8::: x", "2001:db8::"),
            ("2001:0db8:0000:0000:0000:0000:0000:0001.", "2001:0db8:0000:0000:0000:0000:0000:0001"),
            ("at 12:34:56", ""),
            ("std::io::Error", ""),
            ("a::b", ""),
            ("dead::beef()", ""),
            ("2026-11-21T10:00:00+00:00", ""),
            ("Foo::ABC::1", ""),
            ("00:11:22:33:44:55:66:77:88", ""),
        ] {
            // The end of an address can look like one of IPv4; the two are joined later.
            assert_eq!(found(line).first().copied().unwrap_or_default(), expected, "{line}");
        }
    }

    #[test]
    fn hardware_addresses_are_told_from_fingerprints_and_times() {
        for (line, expected) in [
            ("00:1A:2b:3c:4d:5e", "00:1A:2b:3c:4d:5e"),
            ("00-1A-2B-3C-4D-5E", "00-1A-2B-3C-4D-5E"),
            ("SHA1 aa:bb:cc:dd:ee:ff:00:11", ""),
            ("21-11-26-10-20-30", ""),
            ("ff:ff:ff:ff:ff:ff", ""),
            ("00:00:00:00:00:00", ""),
        ] {
            assert_eq!(found(line).concat(), expected, "{line}");
        }
    }

    #[test]
    fn private_addresses_can_stay() {
        let line = b"10.1.2.3 172.16.0.9 192.168.1.1 169.254.1.1 fe80::1 fd00::1 203.0.113.7";
        let hits = find(&Text::new(line), Options { keep_private_addresses: true });
        assert_eq!(hits.len(), 1);
        assert_eq!(&line[hits[0].range.clone()], b"203.0.113.7");
    }
}
