//! Deflated data, unpacked as far as it goes.

use std::io::{self, BufRead, Read};

use flate2::{Decompress, FlushDecompress, Status};

use crate::Problem;
use crate::source::Meter;

/// Unpacks one deflate stream (RFC 1951).
///
/// `flate2`'s own readers drop what the step that meets the damage has already unpacked.
/// Half a log is what a person still has, so here that comes out first, and then the error.
pub(crate) struct Inflate<'a> {
    state: Decompress,
    meter: &'a Meter,
    end: Option<Result<(), Problem>>,
}

impl<'a> Inflate<'a> {
    pub(crate) fn new(meter: &'a Meter) -> Self {
        Self { state: Decompress::new(false), meter, end: None }
    }

    /// Begins a new stream.
    pub(crate) fn restart(&mut self) {
        if self.end.is_some() || self.state.total_in() > 0 {
            self.state.reset(false);
        }
        self.end = None;
    }

    /// The next bytes; none at the end of the stream, after which `input` stands behind it.
    pub(crate) fn read(&mut self, input: &mut dyn BufRead, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            match &self.end {
                Some(Ok(())) => return Ok(0),
                Some(Err(problem)) => return Err(problem.clone().into()),
                None => {}
            }
            let bytes = input.fill_buf()?;
            let at_end = bytes.is_empty();
            let (used, written) = (self.state.total_in(), self.state.total_out());
            let status = self.state.decompress(bytes, out, FlushDecompress::None);
            let used = (self.state.total_in() - used) as usize;
            let written = (self.state.total_out() - written) as usize;
            input.consume(used);
            match status {
                Ok(Status::StreamEnd) => self.end = Some(Ok(())),
                Err(_) => self.end = Some(Err(Problem::Damaged)),
                Ok(_) if used == 0 && written == 0 => {
                    let problem = if at_end { Problem::Truncated } else { Problem::Damaged };
                    self.end = Some(Err(problem));
                }
                Ok(_) => {}
            }
            if written > 0 {
                self.meter.unpacked(written)?;
                return Ok(written);
            }
        }
    }
}

/// A deflate stream as a reader.
pub(crate) struct Inflated<'a> {
    input: &'a mut dyn BufRead,
    inflate: Inflate<'a>,
}

impl<'a> Inflated<'a> {
    pub(crate) fn new(input: &'a mut dyn BufRead, meter: &'a Meter) -> Self {
        Self { input, inflate: Inflate::new(meter) }
    }
}

impl Read for Inflated<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.inflate.read(self.input, out)
    }
}
