//! Bytes from files, standard input and gzip.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use unstuck_logtext::MAX_INPUT;

use crate::Failure;

/// Something to explain.
pub(crate) struct Input {
    /// How to name it in the output.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Reads the files, or standard input if there are none.
pub(crate) fn read(files: &[PathBuf]) -> Result<Vec<Input>, Failure> {
    if files.is_empty() {
        return Ok(vec![read_one(Path::new("-"))?]);
    }
    files.iter().map(|file| read_one(file)).collect()
}

fn read_one(path: &Path) -> Result<Input, Failure> {
    let (name, bytes) = if path.as_os_str() == "-" {
        ("standard input".to_owned(), bounded(io::stdin().lock()))
    } else {
        (path.display().to_string(), File::open(path).and_then(bounded))
    };
    let bytes = bytes.and_then(|bytes| {
        if bytes.starts_with(b"\x1f\x8b") {
            bounded(MultiGzDecoder::new(&bytes[..]))
        } else {
            Ok(bytes)
        }
    });
    match bytes {
        Ok(bytes) => Ok(Input { name, bytes }),
        Err(error) => Err(Failure::Unreadable { name, reason: error.to_string() }),
    }
}

/// One byte more than is analysed, so that the report can say that there was more; never
/// more, so that a compressed bomb stays harmless.
fn bounded(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MAX_INPUT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
