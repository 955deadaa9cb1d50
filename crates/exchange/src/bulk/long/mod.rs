//! Figures one by one → columns, whatever file they come from.
//!
//! A part of the file is first sorted by input, then the figures of each input go to their column. Nothing is known of a
//! figure but its unit and value; where anything is wrong the file is gone through once more, to say where.

mod explain;
mod filling;
mod names;
mod part;

pub(super) use explain::{Explaining, Suspects};
pub(super) use filling::Filling;
pub(super) use names::{inputs_of, units_of};
pub(super) use part::{Part, Values};

use super::tasks::answers_of;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::crew::Crew;
use part::Sorted;

/// The columns of all inputs, and whether some row has no unit or input. So many parts at a time that what is sorted
/// stays small beside the columns.
pub(super) fn fillings<E: Send, P: std::borrow::Borrow<Part>>(
    plan: &Plan,
    units: usize,
    parts: usize,
    crew: &dyn Crew,
    part: impl Fn(usize) -> Result<P, E> + Sync,
) -> Result<(Vec<Filling>, bool), E> {
    let mut fillings: Vec<Filling> = plan.inputs.iter().map(|_| Filling::new(units)).collect();
    let (mut unplaced, mut spare): (bool, Vec<Sorted>) = (false, Vec::new());
    let window = (crew.size() * 2).max(1);
    for first in (0..parts).step_by(window) {
        // The room of the window before is used again.
        spare.resize_with(window.min(parts - first), Sorted::default);
        let jobs: Vec<_> = std::mem::take(&mut spare).into_iter().enumerate().collect();
        let sorted = answers_of(crew, jobs, |(ix, room)| part(first + ix).map(|part| part.borrow().sort(plan, room)));
        let sorted = sorted.into_iter().collect::<Result<Vec<_>, E>>()?;
        unplaced |= sorted.iter().any(|s| s.unplaced);
        let jobs: Vec<_> = fillings.into_iter().enumerate().collect();
        fillings = answers_of(crew, jobs, |(ix, mut filling)| {
            sorted.iter().filter_map(|s| s.buckets.get(ix)).for_each(|bucket| filling.take(bucket));
            filling
        });
        spare = sorted;
    }
    Ok((fillings, unplaced))
}
