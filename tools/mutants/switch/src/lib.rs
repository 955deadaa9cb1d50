//! Which of the mutants that are compiled in is alive: none, or the one that `MUTANT` names.
//!
//! `MUTANT_TRACE=FILE` writes the number of every mutant that the run comes by, once.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::{LazyLock, Mutex, atomic::AtomicBool, atomic::Ordering::Relaxed};

const MOST: usize = 20_000;

static ALIVE: LazyLock<Option<usize>> = LazyLock::new(|| std::env::var("MUTANT").ok()?.parse().ok());
static TRACE: LazyLock<Option<Mutex<File>>> = LazyLock::new(|| {
    let file = OpenOptions::new().create(true).append(true).open(std::env::var_os("MUTANT_TRACE")?).ok()?;
    Some(Mutex::new(file))
});
static MET: [AtomicBool; MOST] = [const { AtomicBool::new(false) }; MOST];

/// Whether this mutant is alive.
pub fn alive(mutant: usize) -> bool {
    if let Some(trace) = &*TRACE
        && !MET[mutant].swap(true, Relaxed)
        && let Ok(mut file) = trace.lock()
    {
        // One write a line: several processes may append.
        let _ = file.write_all(format!("{mutant}\n").as_bytes());
    }
    *ALIVE == Some(mutant)
}
