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

use super::tasks::{answers, answers_of};
use kaocheng_compile::plan::Plan;
use kaocheng_engine::crew::Crew;

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
    let mut unplaced = false;
    let window = (crew.size() * 2).max(1);
    for first in (0..parts).step_by(window) {
        let sorted =
            answers(crew, window.min(parts - first), |ix| part(first + ix).map(|part| part.borrow().sort(plan)));
        let sorted = sorted.into_iter().collect::<Result<Vec<_>, E>>()?;
        unplaced |= sorted.iter().any(|s| s.unplaced);
        let jobs: Vec<_> = fillings.into_iter().enumerate().collect();
        fillings = answers_of(crew, jobs, |(ix, mut filling)| {
            sorted.iter().filter_map(|s| s.buckets.get(ix)).for_each(|bucket| filling.take(bucket));
            filling
        });
    }
    Ok((fillings, unplaced))
}
