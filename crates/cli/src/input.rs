//! Files, standard input, and what is inside compressed files and archives, as sources that
//! can be read in parts: however large they are, little of them is in memory.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use unstuck_archive::{Answer, Limits, Member, Outcome, Problem, Sink};

use crate::Failure;

/// Something to explain.
pub(crate) struct Input {
    /// How to name it in the output.
    pub(crate) name: String,
    pub(crate) file: File,
    /// Its size, in bytes.
    pub(crate) bytes: u64,
    /// What was wrong with the archive that it comes from.
    pub(crate) damage: Vec<String>,
}

/// Opens the files, or standard input if there are none, in their order. What cannot be read
/// in an archive is told to `complain`.
pub(crate) fn open(
    files: &[PathBuf],
    complain: &mut dyn FnMut(&str),
) -> Result<Vec<Input>, Failure> {
    let standard_input = [PathBuf::from("-")];
    let files = if files.is_empty() { &standard_input[..] } else { files };
    let mut inputs = Vec::new();
    for path in files {
        let (name, file) = if path.as_os_str() == "-" {
            ("standard input".to_owned(), spool(io::stdin().lock()))
        } else {
            (path.display().to_string(), readable(path))
        };
        let unreadable = |error: io::Error| Failure::Unreadable {
            name: name.clone(),
            reason: error.to_string(),
        };
        let file = file.map_err(unreadable)?;
        inputs.extend(unpack(name.clone(), file, complain).map_err(unreadable)?);
    }
    Ok(inputs)
}

/// A file that can be read at any place; a pipe is copied first.
fn readable(path: &Path) -> io::Result<File> {
    let mut file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    if file.seek(SeekFrom::End(0)).and_then(|_| file.rewind()).is_ok() && file.metadata()?.is_file()
    {
        return Ok(file);
    }
    spool(file)
}

/// A temporary copy without a name, which is gone when it is closed.
fn spool(mut reader: impl Read) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut reader, &mut file)?;
    file.rewind()?;
    Ok(file)
}

/// The members of an archive; the file itself if it is none.
fn unpack(name: String, mut file: File, complain: &mut dyn FnMut(&str)) -> io::Result<Vec<Input>> {
    let mut members =
        Members { archive: &name, inputs: Vec::new(), open: None, unread: Vec::new() };
    let summary = unstuck_archive::open(&mut file, &name, &Limits::default(), &mut members);
    let Members { mut inputs, unread, .. } = members;
    file.rewind()?;
    let is_archive = summary.container.is_some();
    let problems = summary.problems.iter().map(|problem| format!("Archive: {problem}."));
    if let Some(last) = inputs.last_mut() {
        last.damage.extend(problems);
        for told in &unread {
            complain(&format!("{name}: {told}"));
        }
        return Ok(inputs);
    }
    // Of a file that only looks like an archive, the analysis still says what it is.
    let bytes = file.metadata()?.len();
    let mut damage: Vec<String> = problems.chain(unread).collect();
    if !is_archive {
        damage.clear();
    }
    Ok(vec![Input { name, file, bytes, damage }])
}

/// Takes the members of an archive, each into a temporary file.
struct Members<'a> {
    archive: &'a str,
    inputs: Vec<Input>,
    /// The member that is being written, until something goes wrong with it.
    open: Option<Input>,
    /// What was not read, and why.
    unread: Vec<String>,
}

impl Sink for Members<'_> {
    fn begin(&mut self, member: &Member, _head: &[u8]) -> Answer {
        let name = if self.archive.ends_with(&format!("{}.gz", member.name)) {
            self.archive.to_owned()
        } else {
            format!("{}: {}", self.archive, member.name)
        };
        match tempfile::tempfile() {
            Ok(file) => {
                self.open = Some(Input { name, file, bytes: 0, damage: Vec::new() });
                Answer::Go
            }
            Err(error) => {
                self.unread.push(format!("{}: {error}", member.name));
                Answer::Stop
            }
        }
    }

    fn data(&mut self, bytes: &[u8]) -> Answer {
        let Some(input) = &mut self.open else { return Answer::Stop };
        match input.file.write_all(bytes) {
            Ok(()) => {
                input.bytes += bytes.len() as u64;
                Answer::Go
            }
            Err(error) => {
                input.damage.push(error.to_string());
                Answer::Stop
            }
        }
    }

    fn end(&mut self, outcome: Outcome) {
        let Some(mut input) = self.open.take() else { return };
        for problem in outcome.problems {
            input.damage.push(format!("Archive: {problem}."));
        }
        if let Err(error) = input.file.rewind() {
            input.damage.push(error.to_string());
        }
        self.inputs.push(input);
    }

    fn passed_over(&mut self, member: &Member, problem: &Problem) {
        self.unread.push(format!("{}: {problem}", member.name));
    }
}
