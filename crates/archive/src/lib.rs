//! The members of a compressed file or archive, one after the other and within limits.
//!
//! Logs are sent as `.gz`, `.zip`, `.tar` and `.tar.gz`. [`open`] tells which of them a file
//! is by its bytes, unpacks it piece by piece and gives each member to a [`Sink`]. Nothing is
//! ever whole in memory, nothing is ever written anywhere, and a name in an archive is only
//! ever shown.
//!
//! ```
//! use std::io::Cursor;
//! use unstuck_archive::{Answer, Limits, Member, Outcome, Sink, open};
//!
//! /// Collects the text of all members.
//! #[derive(Default)]
//! struct Logs(Vec<(String, Vec<u8>)>);
//!
//! impl Sink for Logs {
//!     fn begin(&mut self, member: &Member, head: &[u8]) -> Answer {
//!         if head.contains(&0) {
//!             return Answer::Skip;
//!         }
//!         self.0.push((member.name.clone(), Vec::new()));
//!         Answer::Go
//!     }
//!     fn data(&mut self, bytes: &[u8]) -> Answer {
//!         self.0.last_mut().unwrap().1.extend_from_slice(bytes);
//!         Answer::Go
//!     }
//!     fn end(&mut self, outcome: Outcome) {
//!         for problem in outcome.problems {
//!             eprintln!("{problem}");
//!         }
//!     }
//! }
//!
//! # use std::io::Write;
//! # let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
//! # packer.write_all(b"connection refused\n").unwrap();
//! # let file = packer.finish().unwrap();
//! let mut logs = Logs::default();
//! let summary = open(Cursor::new(file), "app.log.gz", &Limits::default(), &mut logs);
//! assert_eq!(summary.problems, []);
//! assert_eq!(logs.0, [("app.log".to_owned(), b"connection refused\n".to_vec())]);
//! ```
//!
//! # What is opened
//!
//! | | |
//! | --- | --- |
//! | gzip | any number of parts behind each other, as log rotation and block compressors write them |
//! | ZIP | stored and deflated members, zip64, data descriptors; names in UTF-8 or code page 437 |
//! | tar | the oldest format, ustar, GNU with long names, pax |
//! | within each other | tar within gzip; gzip and tar within any, [`Limits::depth`] levels deep. A ZIP archive in an archive is not opened, since it can only be read from its end |
//!
//! # Damage
//!
//! What comes out before a damage is kept, and the damage is a [`Problem`] of the member
//! ([`Outcome`]) or of the archive ([`Summary`]). A ZIP archive that lost its end lost its
//! directory too; its members are then found one behind the other.
//!
//! # Hostile files
//!
//! Any bytes give a summary: nothing panics, and memory is bounded by constants and by
//! [`Limits::entries`]. Against much from little there are [`Limits`] on bytes, members,
//! entries, depth and ratio; ZIP members that share bytes are refused, which is how one bomb
//! is packed a thousand times. The caller can break off at every piece.

mod crc;
mod detect;
mod gzip;
mod inflate;
mod limits;
mod name;
mod problem;
mod recover;
mod run;
mod sink;
mod source;
mod tar;
mod zip;

use std::io::{Read, Seek};

pub use crc::Crc;
pub use detect::{Container, HEAD, detect};
pub use limits::Limits;
pub use problem::Problem;
pub use sink::{Answer, Member, Outcome, Sink, Summary};

use run::{Flow, Origin, Run};
use source::{Meter, ReadSeek, Source, fill};

/// Opens an archive and gives its members to the sink. `name` is what the file is called; the
/// content of a gzip file is named after it. A file that is no archive is not handed over:
/// the summary says so, and the reader can be used again.
pub fn open<R: Read + Seek>(
    mut reader: R,
    name: &str,
    limits: &Limits,
    sink: &mut impl Sink,
) -> Summary {
    open_dyn(&mut reader, name, limits, sink)
}

/// One copy of the code for all readers and sinks.
fn open_dyn(
    reader: &mut dyn ReadSeek,
    name: &str,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Summary {
    let meter = Meter::new(limits);
    let mut summary = Summary::default();
    let mut source = match Source::new(reader, &meter) {
        Ok(source) => source,
        Err(error) => {
            summary.note(Problem::of(&error));
            return summary;
        }
    };
    let mut head = [0; HEAD];
    let filled = fill(&mut source, &mut head, HEAD);
    let container = detect(&head[..filled.bytes]);
    if let Some(problem) = filled.problem {
        summary.note(problem);
    } else if container.is_none() {
        summary.note(Problem::NotAnArchive);
    } else if let Err(error) = source.rewind() {
        summary.note(Problem::of(&error));
    }
    let (Some(container), true) = (container, summary.problems.is_empty()) else {
        return summary;
    };
    let len = source.len;
    let mut run = Run::new(sink, limits, &meter, len);
    run.summary.container = Some(container);
    let flow = match container {
        Container::Gzip | Container::TarGzip => {
            let member = Run::named(None, name::within_gzip(name), None);
            let mut content = gzip::Gunzip::new(&mut source, &meter);
            let origin = Origin { level: 0, gzip: true, used: meter.used() };
            run.member(member, &mut content, origin)
        }
        Container::Tar => tar::read(&mut run, tar::Input::File(&mut source, len), None, 0),
        Container::Zip => zip::read(&mut run, source),
    };
    let mut summary = run.summary;
    let none = summary.taken == 0 && summary.refused == 0 && summary.passed_over == 0;
    if flow == Flow::Continue(()) && none && summary.problems.is_empty() {
        summary.note(Problem::Empty);
    }
    summary
}
