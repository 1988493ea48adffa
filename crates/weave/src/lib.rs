//! Several logs as one, in the order of their times.
//!
//! What went wrong on one machine shows on another a moment later. [`Woven`] puts the lines of
//! several logs into one text, each with the name of its log before it in the way of Docker
//! Compose (`api.log  | …`), which everything that reads logs understands: a trace stays whole
//! although others write in between, and every line says where it comes from.
//!
//! Nothing is invented and nothing is turned round: a log keeps its own order, a line without a
//! time stays with the one before it, and logs whose clocks cannot be compared (one states its
//! zone, the other does not) are not put together.

mod clock;
mod label;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use unstuck_logtext::Document;

use clock::Times;
use label::labels;

/// How many bytes of logs had better be put together at most: all of them are in memory.
pub const MOST: u64 = 64 << 20;

/// One of the logs.
#[derive(Clone, Copy, Debug)]
pub struct Log<'a> {
    /// Its name, which is untrusted text.
    pub name: &'a str,
    /// What is in it.
    pub text: &'a Document,
}

/// Several logs as one.
#[derive(Debug)]
pub struct Woven<'a> {
    strands: Vec<Strand<'a>>,
    left_out: Vec<usize>,
    width: usize,
}

/// A log on its way into the whole.
#[derive(Debug)]
struct Strand<'a> {
    label: String,
    text: &'a Document,
    /// Where stretches of lines begin that have one time, and that time; the first begins with
    /// the log, and times never fall.
    stretches: Vec<(usize, i64)>,
}

impl<'a> Woven<'a> {
    /// Puts logs together; nothing if there are no two whose times can be compared.
    ///
    /// Where there are several kinds of clocks, the one of most logs counts, of two equal ones
    /// the one that says more.
    pub fn new(logs: &[Log<'a>]) -> Option<Self> {
        let times: Vec<_> = logs.iter().map(|log| Times::of(log.text)).collect();
        let with = |kind: u8| times.iter().flatten().filter(|times| times.kind == kind).count();
        let mut kind = 0;
        for other in 1..clock::KINDS {
            if with(other) > with(kind) {
                kind = other;
            }
        }
        if with(kind) < 2 {
            return None;
        }
        let names = labels(logs.iter().map(|log| log.name));
        let (mut strands, mut left_out) = (Vec::new(), Vec::new());
        for (index, ((log, times), label)) in logs.iter().zip(times).zip(names).enumerate() {
            match times.filter(|times| times.kind == kind) {
                Some(times) => {
                    let stretches = times.stretches;
                    strands.push(Strand { label, text: log.text, stretches });
                }
                None => left_out.push(index),
            }
        }
        let width = strands.iter().map(|strand| strand.label.len()).max().unwrap_or_default();
        Some(Self { strands, left_out, width })
    }

    /// Which of the logs are not in it, since they state no times, or such of another clock.
    pub fn left_out(&self) -> &[usize] {
        &self.left_out
    }

    /// Writes the text, in pieces that are not kept. Stops when `write` says that there is no
    /// room for more; says whether all was written.
    pub fn write(&self, mut write: impl FnMut(&str) -> bool) -> bool {
        // Of two logs that go on at the same time, the first does so first.
        let mut next: BinaryHeap<_> = self.strands.iter().enumerate().filter_map(at(0)).collect();
        while let Some(Reverse((_, index, stretch))) = next.pop() {
            let strand = &self.strands[index];
            let Strand { label, text, stretches } = strand;
            let end = stretches.get(stretch + 1).map_or(text.line_count(), |stretch| stretch.0);
            for number in stretches[stretch].0..end {
                let fits = write(&format!("{label:<width$}  | ", width = self.width))
                    && write(text.line(number))
                    && write("\n");
                if !fits {
                    return false;
                }
            }
            next.extend(at(stretch + 1)((index, strand)));
        }
        true
    }
}

/// A stretch of a log: its time, by which it is ordered, the log and its own number.
type Turn = Reverse<(i64, usize, usize)>;

fn at(stretch: usize) -> impl Fn((usize, &Strand<'_>)) -> Option<Turn> {
    move |(index, strand)| {
        let (_, time) = strand.stretches.get(stretch)?;
        Some(Reverse((*time, index, stretch)))
    }
}
