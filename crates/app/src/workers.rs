//! Threads for work that falls into tasks.

use kaocheng_engine::crew::Crew;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A crew of threads: as many as asked for, else as many as there are processors.
#[derive(Clone, Copy, Debug)]
pub struct Workers {
    threads: usize,
}

impl Workers {
    /// So many threads; without a number, one a processor.
    pub fn new(threads: Option<NonZeroUsize>) -> Workers {
        let of_machine = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        Workers { threads: threads.map_or_else(of_machine, NonZeroUsize::get) }
    }
}

impl Crew for Workers {
    fn size(&self) -> usize {
        self.threads
    }

    fn each(&self, tasks: usize, task: &(dyn Fn(usize) + Sync)) {
        let threads = self.threads.min(tasks);
        if threads < 2 {
            return (0..tasks).for_each(task);
        }
        let next = AtomicUsize::new(0);
        let work = || {
            loop {
                let own = next.fetch_add(1, Ordering::Relaxed);
                if own >= tasks {
                    return;
                }
                task(own);
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(work);
            }
            work();
        });
    }
}
