//! Scores by the reference, made from columns alone: what the comparison itself is tried on.

use crate::agree::{published, within_parent};
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_engine::columnar::{LevelScores, ScoreColumn, Scores};
use kaocheng_engine::columns::{Absent, Column, Columns, NO_PARENT, Numbers, UnitColumns};
use kaocheng_engine::crew::Crew;
use kaocheng_engine::results::score;
use kaocheng_engine::table::{Table, UnitRow, Units};

/// The reference behind the columnar evaluator's signature.
pub fn reference(plan: &Plan, columns: &Columns, _: &dyn Crew) -> Scores {
    let units = Units::new(rows(&columns.units)).unwrap_or_else(|e| panic!("units: {e:?}"));
    let by_code = columns.units.by_code();
    let row_of: Vec<usize> = units.all().iter().map(|u| by_code[&u.code]).collect();
    let mut table = Table::new(plan, units);
    for (ix, column) in columns.inputs.iter().enumerate() {
        row_of.iter().enumerate().for_each(|(unit, row)| table.set(InputIx(ix), unit, column.value(*row)));
    }
    let level = |level| scores(&plan.at_level(level), &table, &row_of);
    Scores { levels: (0..plan.levels.len()).map(level).collect() }
}

fn rows(units: &UnitColumns) -> Vec<UnitRow> {
    let code = |row: usize| units.codes().get(row).into_owned();
    let row = |row: usize| UnitRow {
        code: code(row),
        name: units.names().get(row).into_owned(),
        level: units.level_names()[usize::from(units.levels()[row])].clone(),
        class: units.classes().get(row).map_or(String::new(), |c| units.class_names()[usize::from(*c)].clone()),
        parent: match units.parents()[row] {
            NO_PARENT => String::new(),
            parent => code(parent as usize),
        },
    };
    (0..units.len()).map(row).collect()
}

fn scores(view: &Plan, table: &Table, row_of: &[usize]) -> LevelScores {
    let results = score(view, table);
    let within = within_parent(view, &results, table);
    let each = results.assessed.iter().zip(&results.ranks).zip(within);
    let mut all: Vec<(u32, usize, u32, u32)> = each
        .map(|((unit, overall), within)| (row_of[*unit] as u32, *unit, overall.unwrap_or(0) as u32, within as u32))
        .collect();
    all.sort_unstable();
    let column = |node| {
        let values = all.iter().map(|(_, unit, ..)| results.values.of(node, *unit).clone()).collect();
        let values = Column { numbers: Numbers::Any(values), scale: 1, bounds: (0, 0), absent: Absent::default() };
        (node, ScoreColumn { values, denominators: None })
    };
    LevelScores {
        rows: all.iter().map(|r| r.0).collect(),
        nodes: published(view).into_keys().map(column).collect(),
        overall: all.iter().map(|r| r.2).collect(),
        within_parent: all.iter().map(|r| r.3).collect(),
    }
}
