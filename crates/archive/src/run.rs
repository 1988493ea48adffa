//! Hands over members, within the limits.

use std::io::{BufReader, Read};
use std::ops::ControlFlow;

use crate::detect::{HEAD, detect};
use crate::gzip::Gunzip;
use crate::source::{CHUNK, Meter, fill};
use crate::{Answer, Container, Limits, Member, Outcome, Problem, Sink, Summary, name, tar};

/// The most that is read behind the end of a compressed tar archive for the sake of its
/// checksum. Archivers fill up to 10 KB.
const MAX_PADDING: usize = 1 << 20;

/// What is broken off if everything is to end.
pub(crate) type Flow = ControlFlow<()>;

/// One opening of an archive.
pub(crate) struct Run<'a> {
    pub(crate) limits: &'a Limits,
    pub(crate) meter: &'a Meter,
    pub(crate) summary: Summary,
    sink: &'a mut dyn Sink,
    /// Bytes of the whole file.
    len: u64,
    /// Entries that were looked at.
    entries: usize,
    /// Bytes that came out, handed over or not.
    out: u64,
}

/// Where a member comes from.
#[derive(Clone, Copy)]
pub(crate) struct Origin {
    /// How many archives it lies in below the outermost.
    pub(crate) level: usize,
    /// Whether it is what a gzip file unpacked to: a tar archive is not another level then.
    pub(crate) gzip: bool,
    /// Bytes of the file that were done with when it began.
    pub(crate) used: u64,
}

impl<'a> Run<'a> {
    pub(crate) fn new(
        sink: &'a mut dyn Sink,
        limits: &'a Limits,
        meter: &'a Meter,
        len: u64,
    ) -> Self {
        Self { limits, meter, summary: Summary::default(), sink, len, entries: 0, out: 0 }
    }

    /// Counts an entry, of whatever kind.
    pub(crate) fn entry(&mut self) -> Flow {
        if self.entries == self.limits.entries {
            self.summary.note(Problem::TooManyEntries(self.entries));
            return Flow::Break(());
        }
        self.entries += 1;
        Flow::Continue(())
    }

    /// Leaves a file out that cannot be opened.
    pub(crate) fn pass_over(&mut self, member: &Member, problem: &Problem) -> Flow {
        self.summary.passed_over += 1;
        self.sink.passed_over(member, problem);
        self.progress()
    }

    fn progress(&mut self) -> Flow {
        let flow = self.sink.progress(self.meter.used().min(self.len), self.len);
        if flow.is_break() {
            self.summary.note(Problem::Stopped);
        }
        flow
    }

    /// Hands over a member, or the members of the archive that it is.
    pub(crate) fn member(&mut self, member: Member, reader: &mut dyn Read, origin: Origin) -> Flow {
        let mut buffer = vec![0; CHUNK];
        let filled = fill(reader, &mut buffer, HEAD);
        let head = &buffer[..filled.bytes];
        let level = origin.level;
        match detect(head) {
            None => self.hand_over(&member, reader, origin, filled, &mut buffer),
            Some(Container::Tar) if origin.gzip => {
                if self.summary.container == Some(Container::Gzip) && level == 0 {
                    self.summary.container = Some(Container::TarGzip);
                }
                let folder = (level > 0).then_some(member.name);
                let mut all = BufReader::with_capacity(CHUNK, head.chain(reader));
                tar::read(self, tar::Input::Stream(&mut all), folder.as_deref(), level)?;
                self.padding(&mut all)
            }
            Some(Container::Tar) if level < self.limits.levels() => {
                let mut all = head.chain(reader);
                tar::read(self, tar::Input::Stream(&mut all), Some(&member.name), level + 1)?;
                self.padding(&mut all)
            }
            Some(Container::Gzip) if level < self.limits.levels() => {
                let mut all = BufReader::with_capacity(CHUNK, head.chain(reader));
                let mut content = Gunzip::new(&mut all, self.meter);
                let member = Member { size_hint: None, ..member };
                self.member(member, &mut content, Origin { level: level + 1, gzip: true, ..origin })
            }
            Some(inner) => self.pass_over(&member, &Problem::Nested(inner)),
        }
    }

    fn hand_over(
        &mut self,
        member: &Member,
        reader: &mut dyn Read,
        origin: Origin,
        mut filled: crate::source::Filled,
        buffer: &mut [u8],
    ) -> Flow {
        if self.summary.taken == self.limits.members {
            self.summary.note(Problem::TooManyMembers(self.summary.taken));
            return Flow::Break(());
        }
        let mut outcome = Outcome::default();
        let mut flow = Flow::Continue(());
        let answer = self.sink.begin(member, &buffer[..filled.bytes]);
        if answer == Answer::Go {
            self.summary.taken += 1;
            loop {
                if let Err(problem) = self.take(&buffer[..filled.bytes], origin, &mut outcome) {
                    let ends = matches!(
                        problem,
                        Problem::ArchiveTooLarge(_) | Problem::Bomb | Problem::Stopped
                    );
                    if ends {
                        self.summary.note(problem.clone());
                        flow = Flow::Break(());
                    }
                    outcome.problems.push(problem);
                    break;
                }
                flow = self.progress();
                if flow.is_break() {
                    outcome.problems.push(Problem::Stopped);
                    break;
                }
                outcome.problems.extend(filled.problem.take());
                if filled.ended {
                    break;
                }
                filled = fill(reader, buffer, 1);
            }
        } else {
            self.summary.refused += 1;
            self.out = self.out.saturating_add(filled.bytes as u64);
            outcome.problems.push(Problem::Skipped);
            if answer == Answer::Stop {
                self.summary.note(Problem::Stopped);
                flow = Flow::Break(());
            }
        }
        for note in self.meter.take_notes() {
            if !outcome.problems.contains(&note) {
                outcome.problems.push(note);
            }
        }
        self.summary.bytes += outcome.bytes;
        self.sink.end(outcome);
        flow
    }

    /// Hands over a piece, as much of it as the limits allow.
    fn take(&mut self, piece: &[u8], origin: Origin, outcome: &mut Outcome) -> Result<(), Problem> {
        if piece.is_empty() {
            return Ok(());
        }
        let limits = self.limits;
        let room_here = limits.bytes_per_member.saturating_sub(outcome.bytes);
        let room = room_here.min(limits.bytes_in_all.saturating_sub(self.out));
        let given = piece.len().min(usize::try_from(room).unwrap_or(usize::MAX));
        self.out += given as u64;
        outcome.bytes += given as u64;
        if given > 0 {
            match self.sink.data(&piece[..given]) {
                Answer::Go => {}
                Answer::Skip => return Err(Problem::Skipped),
                Answer::Stop => return Err(Problem::Stopped),
            }
        }
        if given < piece.len() {
            return Err(if room < room_here {
                Problem::ArchiveTooLarge(self.out)
            } else {
                Problem::MemberTooLarge(outcome.bytes)
            });
        }
        let went_in = self.meter.used().saturating_sub(origin.used);
        if outcome.bytes > limits.ratio_after
            && outcome.bytes > went_in.saturating_mul(limits.ratio)
        {
            return Err(Problem::Bomb);
        }
        Ok(())
    }

    /// Unpacks what is left of a member that no one wants, to reach the next. Where it ends
    /// early the next step finds out.
    pub(crate) fn drain(&mut self, reader: &mut dyn Read) -> Flow {
        let mut buffer = vec![0; CHUNK];
        loop {
            let filled = fill(reader, &mut buffer, 1);
            if filled.ended {
                return Flow::Continue(());
            }
            self.out = self.out.saturating_add(filled.bytes as u64);
            if self.out > self.limits.bytes_in_all {
                self.summary.note(Problem::ArchiveTooLarge(self.limits.bytes_in_all));
                return Flow::Break(());
            }
            self.progress()?;
        }
    }

    /// Reads on behind a tar archive, so that what it lies in can check itself.
    fn padding(&mut self, reader: &mut dyn Read) -> Flow {
        let mut buffer = vec![0; CHUNK];
        for _ in 0..MAX_PADDING / CHUNK {
            let filled = fill(reader, &mut buffer, CHUNK);
            if let Some(problem) = filled.problem {
                self.summary.note(problem);
            }
            if filled.ended {
                break;
            }
        }
        for note in self.meter.take_notes() {
            self.summary.note(note);
        }
        Flow::Continue(())
    }

    /// A member, named for showing.
    pub(crate) fn named(folder: Option<&str>, path: &str, size_hint: Option<u64>) -> Member {
        let name = match folder {
            Some(folder) => name::shown(&format!("{folder}/{path}")),
            None => name::shown(path),
        };
        Member { name, size_hint }
    }
}
