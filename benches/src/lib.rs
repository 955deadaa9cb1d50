//! Villages → figures: workload S, sixty items over seventy measures of four levels of unit, in every file form that is
//! timed. The same seed gives the same bytes. It never scores anything: what results are held against is in `tests` and
//! `peers`.

pub mod hierarchy;
pub mod items;
pub mod load;
pub mod measures;
pub mod output;
pub mod random;
pub mod table;
pub mod threads;
pub mod write_csv;
pub mod write_long;
pub mod write_wide;
