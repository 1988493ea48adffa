//! Which kind of archive the first bytes announce.

/// The first bytes that [`detect`] needs to tell every kind: one block of a tar archive.
pub const HEAD: usize = 512;

/// A file that holds others, or one other in compressed form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// One file, compressed (`.gz`).
    Gzip,
    /// Several files, each compressed by itself (`.zip`).
    Zip,
    /// Several files, not compressed (`.tar`).
    Tar,
    /// Several files, compressed as one (`.tar.gz`, `.tgz`).
    TarGzip,
}

impl Container {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip file",
            Self::Zip => "ZIP archive",
            Self::Tar => "tar archive",
            Self::TarGzip => "compressed tar archive",
        }
    }
}

/// Tells an archive by its first bytes, of which [`HEAD`] are enough. A tar archive within
/// gzip is [`Container::Gzip`] here; [`open`](crate::open) finds out when it has unpacked the
/// first block.
///
/// Signatures: RFC 1952, 2.3.1; PKWARE's APPNOTE, 4.3 (a member, an empty archive, the first
/// part of a split archive); POSIX `pax`, "ustar Interchange Format".
pub fn detect(head: &[u8]) -> Option<Container> {
    if head.starts_with(b"\x1f\x8b") {
        Some(Container::Gzip)
    } else if [&b"PK\x03\x04"[..], b"PK\x05\x06", b"PK\x07\x08PK\x03\x04"]
        .iter()
        .any(|signature| head.starts_with(signature))
    {
        Some(Container::Zip)
    } else if is_tar(head) {
        Some(Container::Tar)
    } else {
        None
    }
}

/// A tar header has its magic word at byte 257. The oldest format has none, so there the
/// header's own checksum decides, which no other file fits by accident.
fn is_tar(head: &[u8]) -> bool {
    let Some(block) = head.get(..HEAD) else { return false };
    if block[257..].starts_with(b"ustar") {
        return true;
    }
    let stored = block[148..156].iter().skip_while(|&&byte| byte == b' ');
    let stored = stored
        .take_while(|byte| (b'0'..=b'7').contains(*byte))
        .fold(0, |sum, byte| sum * 8 + u32::from(byte - b'0'));
    let sum = |bytes: &[u8]| bytes.iter().map(|&byte| u32::from(byte)).sum::<u32>();
    // The sum is taken with the eight bytes of the field itself as spaces.
    stored == sum(&block[..148]) + sum(&block[156..]) + 8 * u32::from(b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        let mut ustar = tar::Header::new_ustar();
        ustar.set_path("app.log").unwrap();
        ustar.set_cksum();
        let mut oldest = tar::Header::new_old();
        oldest.set_path("app.log").unwrap();
        oldest.set_cksum();
        let mut damaged = ustar.clone();
        damaged.as_mut_bytes()[3] ^= 1;
        for (head, expected) in [
            (&b""[..], None),
            (b"\x1f", None),
            (b"\x1f\x8b\x08", Some(Container::Gzip)),
            (b"PK\x03\x04", Some(Container::Zip)),
            (b"PK\x05\x06\0\0", Some(Container::Zip)),
            (b"PK\x07\x08PK\x03\x04", Some(Container::Zip)),
            (b"PK is how this line begins", None),
            (&[0; HEAD], None),
            (&[b' '; HEAD], None),
            (ustar.as_bytes(), Some(Container::Tar)),
            (&ustar.as_bytes()[..HEAD - 1], None),
            (oldest.as_bytes(), Some(Container::Tar)),
            (damaged.as_bytes(), Some(Container::Tar)),
        ] {
            assert_eq!(detect(head), expected, "{:?}", String::from_utf8_lossy(head));
        }
    }
}
