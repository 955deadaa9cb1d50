//! The columnar evaluator: the same meaning as the reference, at the speed of the data.
//!
//! A [`Plan`] is lowered, for every group of units that it treats alike, to loops over blocks of about a thousand rows
//! ([`lower`], [`program`]); blocks of all groups run on a crew, each part of the output columns written by one task
//! ([`stage`]). Figures of other units (means below, means and ranks of the cohort) stand between stages ([`others`]).
//! Numbers are whole numbers over scales and denominators; bounds of the figures themselves choose every width.

mod again;
mod block;
mod course;
mod emit;
mod families;
mod group;
mod kept;
mod kernel;
mod linear;
mod load;
mod lower;
mod others;
mod output;
mod program;
mod rank;
mod reason;
mod rep;
mod run;
mod scores;
mod stage;
mod store;
mod touched;

pub use kept::{Again, Change, Kept};
pub use scores::{LevelScores, ScoreColumn, Scores};

use crate::columns::Columns;
use crate::crew::Crew;
use course::Course;
use families::Heads;
use kaocheng_compile::plan::Plan;
use std::collections::BTreeMap;

/// Scores and ranks of all units. Where a public draw decides between equals, they share the rank until it is held.
pub fn score(plan: &Plan, columns: &Columns, crew: &dyn Crew) -> Scores {
    score_drawn(plan, columns, &BTreeMap::new(), crew)
}

/// The same, with the ticket of each unit by code, if a public draw was held.
pub fn score_drawn(plan: &Plan, columns: &Columns, tickets: &BTreeMap<String, String>, crew: &dyn Crew) -> Scores {
    let course = Course::new(plan);
    let heads = Heads::new(&columns.units);
    let above = others::Above { units: &columns.units, heads: &heads };
    let mut states = course.states(&above);
    course.run(columns, &above, &mut states, crew);
    let publish = |(mut state, published): (stage::State, &Vec<_>)| {
        let (overall, within_parent) = rank::ranks(plan, &above, &state, tickets, crew);
        state.publish(published, overall, within_parent)
    };
    Scores { levels: states.into_iter().zip(&course.published).map(publish).collect() }
}
