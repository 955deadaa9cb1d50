//! Scores that were kept while figures changed, in the place of scores that are computed at once.

use crate::chance::Chance;
use kaocheng_compile::plan::{InputIx, Plan, Reason};
use kaocheng_engine::columnar::{Change, Kept, Scores, score};
use kaocheng_engine::columns::Columns;
use kaocheng_engine::crew::Crew;
use kaocheng_engine::table::Value;
use std::collections::BTreeMap;

/// Scores of some other figures, changed in two steps to the figures that are asked for. On the way, what is kept is what
/// is computed at once: values, bounds, widths and ranks.
pub fn changed(plan: &Plan, columns: &Columns, crew: &dyn Crew) -> Scores {
    let mut chance = Chance::new(columns.units.len() as u64 * 97 + plan.nodes.len() as u64);
    let places = places(&mut chance, columns);
    let changes = |values: &mut dyn FnMut(usize, InputIx) -> Value| -> Vec<Change> {
        places.iter().map(|(row, input)| Change { row: *row, input: *input, value: values(*row, *input) }).collect()
    };
    let own = changes(&mut |row, input| columns.inputs[input.0].value(row));
    let mut kept = Kept::score(plan, columns.clone(), BTreeMap::new(), crew);
    for _ in 0..2 {
        let others = changes(&mut |_, input| other(&mut chance, columns, input));
        for step in [&others, &own] {
            kept.update(step, crew);
            assert_eq!(*kept.scores(), score(plan, kept.columns(), crew), "after {step:?}");
        }
    }
    kept.scores().clone()
}

/// A few figures, each once.
fn places(chance: &mut Chance, columns: &Columns) -> Vec<(usize, InputIx)> {
    let (rows, inputs) = (columns.units.len(), columns.inputs.len());
    if rows == 0 || inputs == 0 {
        return Vec::new();
    }
    let count = chance.within(1, 4);
    let mut places: Vec<_> = (0..count).map(|_| (chance.below(rows), InputIx(chance.below(inputs)))).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// What another unit has, or nothing.
fn other(chance: &mut Chance, columns: &Columns, input: InputIx) -> Value {
    match chance.below(6) {
        0 => Value::Missing(Reason::NotReported),
        1 => Value::Missing(Reason::Excused),
        _ => columns.inputs[input.0].value(chance.below(columns.units.len())),
    }
}
