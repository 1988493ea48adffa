//! The checksum of gzip and ZIP (CRC-32 as RFC 1952, section 8, has it).

/// Compares what was unpacked with what was packed.
///
/// `crc32fast`, which `flate2` would bring, carries its tables in the program: 16 KB that do
/// not compress, a third of what opening archives adds to a download. Here they are computed,
/// in a few microseconds; in Wasm the two are equally fast.
pub struct Crc {
    /// The table of a byte, and those of a byte with one to seven bytes behind it, so that
    /// eight bytes are one step.
    tables: Box<[[u32; 256]; 8]>,
    state: u32,
    amount: u32,
}

impl Default for Crc {
    fn default() -> Self {
        Self::new()
    }
}

impl Crc {
    /// The checksum of nothing.
    pub fn new() -> Self {
        let mut tables = Box::new([[0; 256]; 8]);
        for byte in 0..256 {
            let mut sum = byte as u32;
            for _ in 0..8 {
                sum = (sum >> 1) ^ (0xedb8_8320 * (sum & 1));
            }
            tables[0][byte] = sum;
        }
        for more in 1..8 {
            for byte in 0..256 {
                let sum = tables[more - 1][byte];
                tables[more][byte] = (sum >> 8) ^ tables[0][(sum & 0xff) as usize];
            }
        }
        Self { tables, state: !0, amount: 0 }
    }

    /// Takes in more bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.amount = self.amount.wrapping_add(bytes.len() as u32);
        let tables = &*self.tables;
        let mut state = self.state;
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            let sum = u64::from_le_bytes(*eight) ^ u64::from(state);
            let bytes = sum.to_le_bytes();
            state = (0..8).fold(0, |sum, at| sum ^ tables[7 - at][usize::from(bytes[at])]);
        }
        for &byte in rest {
            state = (state >> 8) ^ tables[0][usize::from(state as u8 ^ byte)];
        }
        self.state = state;
    }

    /// The checksum so far.
    pub fn sum(&self) -> u32 {
        !self.state
    }

    /// Bytes so far, modulo 2^32, as gzip counts them.
    pub(crate) fn amount(&self) -> u32 {
        self.amount
    }

    pub(crate) fn reset(&mut self) {
        (self.state, self.amount) = (!0, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums() {
        let bytes: Vec<u8> = (0..1000_u32).map(|at| ((at * at) >> 3) as u8).collect();
        let mut crc = Crc::new();
        crc.update(b"123456789");
        // The check value that every description of this checksum gives.
        assert_eq!(crc.sum(), 0xcbf4_3926);
        for cut in 0..40 {
            let mut expected = flate2::Crc::new();
            crc.reset();
            for piece in [&bytes[..cut], &bytes[cut..3 * cut], &bytes[3 * cut..]] {
                crc.update(piece);
                expected.update(piece);
            }
            assert_eq!((crc.sum(), crc.amount()), (expected.sum(), expected.amount()));
        }
    }
}
