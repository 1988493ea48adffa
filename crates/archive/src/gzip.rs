//! Gzip files (RFC 1952), damaged ones too.

use std::io::{self, BufRead, Read};

use crate::crc::Crc;

use crate::Problem;
use crate::inflate::Inflate;
use crate::source::Meter;

/// The longest original name or comment in a header. They are not used.
const MAX_TEXT: u32 = 64 * 1024;

/// The content of a gzip file: all of its parts, one after the other, as far as they go.
///
/// What does not end the reading (a wrong checksum, something behind the last part) is noted
/// at the meter. Zeros behind the last part are left out in silence, as `gzip` itself does:
/// tapes and pre-allocated files end so.
pub(crate) struct Gunzip<'a> {
    input: &'a mut dyn BufRead,
    meter: &'a Meter,
    inflate: Inflate<'a>,
    crc: Crc,
    /// Whether no part was found yet.
    first: bool,
    place: Place,
}

#[derive(Clone, Copy)]
enum Place {
    Header,
    Body,
    End,
}

impl<'a> Gunzip<'a> {
    pub(crate) fn new(input: &'a mut dyn BufRead, meter: &'a Meter) -> Self {
        let (inflate, crc) = (Inflate::new(meter), Crc::new());
        Self { input, meter, inflate, crc, first: true, place: Place::Header }
    }

    /// The next byte, or none at the end of the file.
    fn byte(&mut self) -> io::Result<Option<u8>> {
        let byte = self.input.fill_buf()?.first().copied();
        self.input.consume(usize::from(byte.is_some()));
        Ok(byte)
    }

    fn bytes<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        for slot in &mut bytes {
            *slot = self.byte()?.ok_or(Problem::Truncated)?;
        }
        Ok(bytes)
    }

    /// Reads the header of the next part. False if there is none.
    fn header(&mut self) -> io::Result<bool> {
        let first = self.first;
        match self.byte()? {
            None if first => return Err(Problem::Truncated.into()),
            None => return Ok(false),
            Some(0x1f) => match self.byte()? {
                Some(0x8b) => {}
                None => return Err(Problem::Truncated.into()),
                Some(_) => return self.no_header(first),
            },
            Some(0) if !first => {
                if self.only_zeros()? {
                    return Ok(false);
                }
                return self.no_header(first);
            }
            Some(_) => return self.no_header(first),
        }
        self.meter.part()?;
        self.first = false;
        let [method, flags, ..] = self.bytes::<8>()?;
        if method != 8 {
            return Err(if first {
                Problem::UnsupportedCompression(format!("gzip method {method}")).into()
            } else {
                Problem::Damaged.into()
            });
        }
        if flags & 0b1110_0000 != 0 {
            return Err(Problem::Damaged.into());
        }
        if flags & 0b100 != 0 {
            for _ in 0..u16::from_le_bytes(self.bytes()?) {
                self.bytes::<1>()?;
            }
        }
        for flag in [0b1000, 0b1_0000] {
            if flags & flag != 0 {
                self.text()?;
            }
        }
        if flags & 0b10 != 0 {
            self.bytes::<2>()?;
        }
        Ok(true)
    }

    fn no_header(&mut self, first: bool) -> io::Result<bool> {
        if first {
            return Err(Problem::Damaged.into());
        }
        self.meter.note(Problem::Trailing);
        Ok(false)
    }

    /// Steps over a name or comment, which ends with a zero.
    fn text(&mut self) -> io::Result<()> {
        for _ in 0..MAX_TEXT {
            if self.bytes()? == [0] {
                return Ok(());
            }
        }
        Err(Problem::Damaged.into())
    }

    /// Whether nothing but zeros follows.
    fn only_zeros(&mut self) -> io::Result<bool> {
        loop {
            let bytes = self.input.fill_buf()?;
            if bytes.is_empty() {
                return Ok(true);
            }
            if bytes.iter().any(|&byte| byte != 0) {
                return Ok(false);
            }
            let zeros = bytes.len();
            self.input.consume(zeros);
        }
    }

    /// Compares a part with the checksum and the size behind it.
    fn trailer(&mut self) -> io::Result<()> {
        let sum = u32::from_le_bytes(self.bytes()?);
        let size = u32::from_le_bytes(self.bytes()?);
        if (sum, size) != (self.crc.sum(), self.crc.amount()) {
            self.meter.note(Problem::WrongChecksum);
        }
        Ok(())
    }

    fn step(&mut self, out: &mut [u8]) -> io::Result<Option<usize>> {
        match self.place {
            Place::End => return Ok(Some(0)),
            Place::Header => {
                if self.header()? {
                    self.inflate.restart();
                    self.crc.reset();
                    self.place = Place::Body;
                } else {
                    self.place = Place::End;
                }
            }
            Place::Body => {
                let read = self.inflate.read(self.input, out)?;
                if read > 0 {
                    self.crc.update(&out[..read]);
                    return Ok(Some(read));
                }
                self.trailer()?;
                self.place = Place::Header;
            }
        }
        Ok(None)
    }
}

impl Read for Gunzip<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            match self.step(out) {
                Ok(Some(read)) => return Ok(read),
                Ok(None) => {}
                Err(error) => {
                    // An error is told once; what is asked for after it is past the end.
                    self.place = Place::End;
                    return Err(error);
                }
            }
        }
    }
}
