//! Which analysis runs: one at a time, and the newest text wins.

/// The one job that runs, and the one that waits for it.
#[derive(Debug)]
pub(crate) struct Queue<T> {
    last: u32,
    running: Option<(u32, T)>,
    waiting: Option<T>,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self { last: 0, running: None, waiting: None }
    }
}

impl<T: Clone> Queue<T> {
    /// Puts `job` in line, in place of any other that waits.
    pub(crate) fn submit(&mut self, job: T) {
        self.waiting = Some(job);
    }

    /// The job to start now, with the id that its answer will carry.
    pub(crate) fn start(&mut self) -> Option<(u32, T)> {
        if self.running.is_some() {
            return None;
        }
        let job = self.waiting.take()?;
        self.last = self.last.wrapping_add(1);
        self.running = Some((self.last, job.clone()));
        Some((self.last, job))
    }

    /// Takes note of an answer. It counts only if nothing newer waits.
    pub(crate) fn finish(&mut self, id: u32) -> bool {
        let expected = self.running.take_if(|(running, _)| *running == id).is_some();
        expected && self.waiting.is_none()
    }

    /// The worker is gone: what it was doing waits again, unless something newer does.
    pub(crate) fn interrupt(&mut self) {
        if let Some((_, job)) = self.running.take() {
            self.waiting.get_or_insert(job);
        }
    }

    /// Forgets all jobs. An answer that still comes is not expected any more.
    pub(crate) fn clear(&mut self) {
        self.running = None;
        self.waiting = None;
    }

    /// Whether a job runs.
    pub(crate) fn is_running(&self) -> bool {
        self.running.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_text_wins() {
        let mut queue = Queue::default();
        queue.submit("a");
        assert_eq!(queue.start(), Some((1, "a")));
        queue.submit("b");
        queue.submit("c");
        assert_eq!(queue.start(), None, "one at a time");
        assert!(!queue.finish(1), "an answer about an older text is stale");
        assert_eq!(queue.start(), Some((2, "c")));
        assert!(queue.finish(2));
        assert_eq!(queue.start(), None);
    }

    #[test]
    fn an_answer_nobody_waits_for_changes_nothing() {
        let mut queue = Queue::default();
        queue.submit("a");
        queue.start();
        queue.clear();
        assert!(!queue.finish(1));
        queue.submit("b");
        assert_eq!(queue.start(), Some((2, "b")));
        assert!(!queue.finish(1), "an id is never used twice");
        assert!(queue.is_running());
        assert!(queue.finish(2));
    }

    #[test]
    fn what_was_interrupted_runs_again() {
        let mut queue = Queue::default();
        queue.submit("a");
        queue.start();
        queue.interrupt();
        assert_eq!(queue.start(), Some((2, "a")));
        queue.submit("b");
        queue.interrupt();
        assert_eq!(queue.start(), Some((3, "b")));
    }
}
