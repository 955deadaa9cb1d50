//! The columnar evaluator: the same meaning as the reference, at the speed of the data.

mod scores;

pub use scores::{LevelScores, ScoreColumn, Scores};

use crate::columns::Columns;
use crate::crew::Crew;
use kaocheng_compile::plan::Plan;

/// Scores and ranks of all units. Every published node (item scores and grades, totals, vetoes) has a column.
pub fn score(plan: &Plan, columns: &Columns, crew: &dyn Crew) -> Scores {
    let _ = (plan, columns, crew);
    Scores::default()
}
