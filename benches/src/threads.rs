//! So many threads, for what is timed.

use kaocheng_engine::crew::Crew;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A crew of this many threads.
pub struct Threads(pub usize);

impl Crew for Threads {
    fn size(&self) -> usize {
        self.0
    }

    fn each(&self, tasks: usize, task: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        let work = || {
            loop {
                match next.fetch_add(1, Ordering::Relaxed) {
                    own if own < tasks => task(own),
                    _ => break,
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..self.0.min(tasks) {
                scope.spawn(work);
            }
            work();
        });
    }
}
