//! The characters of a link: `#r=1.d.<length>.<checksum>.<payload>`.
//!
//! The payload is the packed findings, deflated and in the alphabet that addresses take. Chats
//! and mail programs cut long links and change characters in them, so a link says how long it
//! is and what its sum is: half of one says so, instead of telling half of the findings.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use serde::{Deserialize, Serialize};
use unstuck_archive::Crc;
use unstuck_rules::RuleBook;

use crate::handout::Handout;
use crate::link::{Flaw, MOST, Opened, pack, unpack};

/// What a link begins with, behind the address of the page.
pub const BEGIN: &str = "#r=";
/// The version of what is packed.
const VERSION: u32 = 1;
/// The tag of raw deflate (RFC 1951).
const DEFLATE: &str = "d";
/// The alphabet of base64url (RFC 4648, section 5), without padding.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Findings as the end of a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// All that stands behind the address of the page, `#` included.
    pub fragment: String,
    /// How many findings and unknown errors it tells of.
    pub held: u32,
    /// How many did not fit.
    pub left_out: u32,
}

/// What a handout has to say in at most `room` characters, the most important first. None if
/// there is nothing to say, or if not even one finding fits.
pub fn write(handout: &Handout, book: &RuleBook, room: usize) -> Option<Written> {
    let (fragment, held) = pack(handout, book, |packed| {
        let fragment = written(&deflated(packed)?);
        (fragment.len() <= room).then_some(fragment)
    })?;
    let all = handout.report().findings.len() + handout.report().unknown.len();
    Some(Written { fragment, held: held as u32, left_out: (all - held) as u32 })
}

/// What a link tells of, from all that stands behind the address.
///
/// # Errors
///
/// If it is not whole, not of this version, or nothing that [`write`] writes.
pub fn read(fragment: &str, book: &RuleBook) -> Result<Opened, Flaw> {
    let said = fragment.strip_prefix(BEGIN).ok_or(Flaw::Strange)?;
    let mut parts = said.splitn(5, '.');
    let mut part = || parts.next();
    let version = part().filter(|part| !part.is_empty()).ok_or(Flaw::CutOff)?;
    match version.parse::<u32>() {
        Ok(VERSION) => {}
        Ok(later) if later > VERSION => return Err(Flaw::TooNew),
        _ => return Err(Flaw::Damaged),
    }
    let (Some(codec), Some(length), Some(sum), Some(payload)) = (part(), part(), part(), part())
    else {
        return Err(Flaw::CutOff);
    };
    if codec != DEFLATE {
        return Err(Flaw::TooNew);
    }
    let length: usize = length.parse().map_err(|_| Flaw::Damaged)?;
    let sum = u32::from_str_radix(sum, 16).map_err(|_| Flaw::Damaged)?;
    if length > MOST {
        return Err(Flaw::Damaged);
    }
    // What a chat put behind the link is no part of it.
    let payload = payload.as_bytes().get(..(length * 4).div_ceil(3)).ok_or(Flaw::CutOff)?;
    let bytes = from_base64(payload).ok_or(Flaw::Damaged)?;
    if checksum(&bytes) != sum {
        return Err(Flaw::Damaged);
    }
    unpack(&inflated(&bytes).ok_or(Flaw::Strange)?, book)
}

fn written(bytes: &[u8]) -> String {
    let (length, sum, payload) = (bytes.len(), checksum(bytes), base64(bytes));
    format!("{BEGIN}{VERSION}.{DEFLATE}.{length}.{sum:08x}.{payload}")
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

fn deflated(bytes: &[u8]) -> Option<Vec<u8>> {
    // Deflated data is never longer than this: what does not shrink is stored.
    let mut out = Vec::with_capacity(bytes.len() + 64);
    let mut state = Compress::new(Compression::best(), false);
    match state.compress_vec(bytes, &mut out, FlushCompress::Finish) {
        Ok(Status::StreamEnd) => Some(out),
        _ => None,
    }
}

/// None if it is damaged, or more than [`MOST`].
fn inflated(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(MOST);
    match Decompress::new(false).decompress_vec(bytes, &mut out, FlushDecompress::Finish) {
        Ok(Status::StreamEnd) => Some(out),
        _ => None,
    }
}

fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity((bytes.len() * 4).div_ceil(3));
    for three in bytes.chunks(3) {
        let at = |index: usize| u32::from(three.get(index).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..=three.len() {
            out.push(char::from(ALPHABET[(bits >> (18 - 6 * place) & 63) as usize]));
        }
    }
    out
}

/// None if a character is none of the alphabet, or if there are bits beyond the last byte.
fn from_base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    for four in text.chunks(4) {
        let mut bits = 0;
        for (place, character) in four.iter().enumerate() {
            let value = ALPHABET.iter().position(|other| other == character)? as u32;
            bits |= value << (18 - 6 * place);
        }
        let whole = four.len() - 1;
        let rest = bits & ((1 << (24 - 8 * whole)) - 1);
        if whole == 0 || rest != 0 {
            return None;
        }
        out.extend_from_slice(&bits.to_be_bytes()[1..=whole]);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        // The vectors of RFC 4648, section 10, without padding, and both special characters.
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg"),
            (b"fo", "Zm8"),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg"),
            (b"fooba", "Zm9vYmE"),
            (b"foobar", "Zm9vYmFy"),
            (&[0xfb, 0xff], "-_8"),
        ] {
            assert_eq!(base64(bytes), text);
            assert_eq!(from_base64(text.as_bytes()).as_deref(), Some(bytes), "{text}");
        }
        for wrong in ["Z", "Zh", "Zm9=", "Zm9", "Z.9v", "Zm9vY"] {
            assert_eq!(from_base64(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn a_bomb_and_noise_are_strange() {
        let book = RuleBook::default();
        let bomb = deflated(&vec![0; MOST + 1]).unwrap();
        assert!(bomb.len() < 200);
        let much = deflated(&vec![1; MOST]).unwrap();
        for hostile in [bomb, much, vec![0xff; 100], deflated(b"").unwrap(), Vec::new()] {
            assert_eq!(read(&written(&hostile), &book), Err(Flaw::Strange));
        }
        // A count of findings that no memory holds.
        let many = deflated(&[&[0; 4][..], &[0xff, 0xff, 0xff, 0xff, 0x0f]].concat()).unwrap();
        assert_eq!(read(&written(&many), &book), Err(Flaw::Strange));
    }
}
