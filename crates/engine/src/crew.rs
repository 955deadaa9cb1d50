//! Who does work that falls into independent tasks. This crate starts no threads: the program hands in a crew that does.

/// Does every task of a piece of work once, in any order, perhaps several at a time.
pub trait Crew: Sync {
    /// How many tasks at a time.
    fn size(&self) -> usize;

    /// Calls `task` with every number below `tasks`, each once, and returns when all are done.
    fn each(&self, tasks: usize, task: &(dyn Fn(usize) + Sync));
}

/// One after the other, in the calling thread: for small tables, and where there are no threads.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alone;

impl Crew for Alone {
    fn size(&self) -> usize {
        1
    }

    fn each(&self, tasks: usize, task: &(dyn Fn(usize) + Sync)) {
        (0..tasks).for_each(task);
    }
}
