//! Who analyses which part of a large file.

/// How many parts a worker has at once: one at work, one that it need not wait for.
const DEPTH: usize = 2;

/// How many parts per worker may be on their way before the first of them is in. What comes
/// before its turn waits in the memory of the lead.
const WINDOW: u64 = 4;

/// The parts of a file on their way to the workers and back.
#[derive(Debug)]
pub(crate) struct Round {
    parts: u64,
    /// The next part that nobody has.
    next: u64,
    /// How many parts are in, from the first one on.
    added: u64,
    workers: Vec<usize>,
    /// Which part is with whom.
    out: Vec<(u64, usize)>,
}

impl Round {
    /// A round of so many parts, with nobody in it.
    pub(crate) fn new(parts: u64) -> Self {
        Self { parts, next: 0, added: 0, workers: Vec::new(), out: Vec::new() }
    }

    /// A worker is ready for parts.
    pub(crate) fn join(&mut self, worker: usize) {
        if !self.workers.contains(&worker) {
            self.workers.push(worker);
        }
    }

    /// A part was analysed.
    pub(crate) fn done(&mut self, part: u64) {
        self.out.retain(|(known, _)| *known != part);
    }

    /// So many parts are in, from the first one on.
    pub(crate) fn added(&mut self, parts: u64) {
        self.added = self.added.max(parts);
    }

    /// Who is to be given which part now.
    pub(crate) fn hand_out(&mut self) -> Vec<(usize, u64)> {
        let mut orders = Vec::new();
        let window = WINDOW * self.workers.len() as u64;
        while self.next < self.parts && self.next < self.added + window {
            let load = |worker: usize| self.out.iter().filter(|(_, busy)| *busy == worker).count();
            let loads = self.workers.iter().map(|&worker| (load(worker), worker));
            let Some((_, worker)) = loads.min().filter(|&(load, _)| load < DEPTH) else { break };
            self.out.push((self.next, worker));
            orders.push((worker, self.next));
            self.next += 1;
        }
        orders
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_handed_out_once_and_in_order() {
        let mut round = Round::new(10);
        assert!(round.hand_out().is_empty(), "nobody is there");
        round.join(0);
        assert_eq!(round.hand_out(), [(0, 0), (0, 1)]);
        round.join(1);
        assert_eq!(round.hand_out(), [(1, 2), (1, 3)]);
        assert!(round.hand_out().is_empty(), "all are busy");
        let mut given: Vec<u64> = (0..4).collect();
        for part in 0..10 {
            round.done(part);
            round.added(part + 1);
            given.extend(round.hand_out().into_iter().map(|(_, part)| part));
        }
        assert_eq!(given, (0..10).collect::<Vec<_>>());
    }

    #[test]
    fn one_that_is_slow_holds_the_others_up_in_the_end() {
        let mut round = Round::new(1_000_000);
        round.join(0);
        round.join(1);
        let mut ahead = 0;
        // The first worker never finishes its first part.
        loop {
            let orders: Vec<u64> = round
                .hand_out()
                .into_iter()
                .filter(|(worker, _)| *worker == 1)
                .map(|o| o.1)
                .collect();
            if orders.is_empty() {
                break;
            }
            for part in orders {
                round.done(part);
                ahead += 1;
            }
        }
        assert!((1..=2 * WINDOW).contains(&ahead), "{ahead}");
        round.done(0);
        round.added(ahead);
        assert!(!round.hand_out().is_empty());
    }
}
