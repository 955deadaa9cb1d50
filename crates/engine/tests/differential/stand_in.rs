//! Scores by the reference, made from columns alone: what the comparison itself is tried on.

use crate::agree::{published, within_parent};
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_engine::columnar::{LevelRanks, ScoreColumn, Scores};
use kaocheng_engine::columns::{Absent, Column, Columns, NO_PARENT, Numbers, UnitColumns};
use kaocheng_engine::crew::Crew;
use kaocheng_engine::results::score;
use kaocheng_engine::table::{Table, UnitRow, Units};

/// The reference behind the columnar evaluator's signature.
pub fn reference(plan: &Plan, columns: &Columns, _: &dyn Crew) -> Scores {
    let units = Units::new(rows(&columns.units)).unwrap_or_else(|e| panic!("units: {e:?}"));
    let by_code = columns.units.by_code();
    let row_of: Vec<usize> = units.all().iter().map(|u| by_code[&u.code]).collect();
    let mut unit_of = vec![0; row_of.len()];
    row_of.iter().enumerate().for_each(|(unit, row)| unit_of[*row] = unit);
    let mut table = Table::new(plan, units);
    for (ix, column) in columns.inputs.iter().enumerate() {
        row_of.iter().enumerate().for_each(|(unit, row)| table.set(InputIx(ix), unit, column.value(*row)));
    }
    let results = score(plan, &table);
    let column = |node| {
        let values = unit_of.iter().map(|unit| results.values.of(node, *unit).clone()).collect();
        let values = Column { numbers: Numbers::Any(values), scale: 1, bounds: (0, 0), absent: Absent::default() };
        (node, ScoreColumn { values, denominators: None })
    };
    let nodes = published(plan).into_keys().map(column).collect();
    let levels = (0..plan.levels.len()).map(|level| ranks(&plan.at_level(level), &table, &row_of)).collect();
    Scores { nodes, levels }
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

fn ranks(view: &Plan, table: &Table, row_of: &[usize]) -> LevelRanks {
    let results = score(view, table);
    let within = within_parent(view, &results, table);
    let each = results.assessed.iter().zip(&results.ranks).zip(within);
    let mut all: Vec<(u32, u32, u32)> = each
        .map(|((unit, overall), within)| (row_of[*unit] as u32, overall.unwrap_or(0) as u32, within as u32))
        .collect();
    all.sort_unstable();
    LevelRanks {
        rows: all.iter().map(|r| r.0).collect(),
        overall: all.iter().map(|r| r.1).collect(),
        within_parent: all.iter().map(|r| r.2).collect(),
    }
}
