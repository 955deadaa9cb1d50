//! Figures that changed since: read like any file of figures, and put in the place of those there are.

use crate::file;
use crate::folder::name_of;
use crate::message::Failure;
use crate::phrase;
use crate::problems;
use crate::terminal::Terminal;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::columnar::{self, Again};
use kaocheng_engine::columns::UnitColumns;
use kaocheng_engine::table::{Table, UnitRow, Units};
use kaocheng_exchange::figures::{Change, read_figures};
use std::path::{Path, PathBuf};

/// The changes of every file, in order.
pub(super) fn read_all(
    paths: &[PathBuf],
    plan: &Plan,
    units: &Units,
    terminal: &Terminal,
) -> Result<Vec<Vec<Change>>, Failure> {
    paths.iter().map(|path| read(path, plan, units, terminal)).collect()
}

fn read(path: &Path, plan: &Plan, units: &Units, terminal: &Terminal) -> Result<Vec<Change>, Failure> {
    let read = read_figures(&name_of(path), &file::read_named(path, terminal.lang())?, plan, units);
    problems::say(&read.problems, read.unlisted, terminal);
    if read.usable() { Ok(read.changes) } else { Err(Failure::Problems) }
}

/// Puts changes into a table: a figure that is said to be missing is missing from now on.
pub(super) fn apply(changes: &[Change], table: &mut Table) {
    for change in changes.iter().cloned() {
        table.set(change.input, change.unit, change.value);
        table.set_provenance(change.input, change.unit, change.provenance);
    }
}

/// A change for the evaluator, in whose columns the unit has this row.
pub(super) fn of_row(change: &Change, row: usize) -> columnar::Change {
    columnar::Change { row, input: change.input, value: change.value.clone() }
}

/// The changes of every file, for units by column.
pub(super) fn read_columnar(
    paths: &[PathBuf],
    plan: &Plan,
    columns: &UnitColumns,
    terminal: &Terminal,
) -> Result<Vec<Vec<columnar::Change>>, Failure> {
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    let rows = columns.by_code();
    let units = units_of(columns)?;
    let row = |change: &Change| units.all().get(change.unit).and_then(|unit| rows.get(&unit.code)).copied();
    let of_file = |changes: Vec<Change>| changes.iter().filter_map(|c| Some(of_row(c, row(c)?))).collect();
    Ok(read_all(paths, plan, &units, terminal)?.into_iter().map(of_file).collect())
}

/// The units of columns as the careful reader knows them.
fn units_of(columns: &UnitColumns) -> Result<Units, Failure> {
    let word = |all: &[u16], names: &[String], row: usize| {
        all.get(row).and_then(|ix| names.get(usize::from(*ix))).cloned().unwrap_or_default()
    };
    let row = |row: usize| UnitRow {
        code: columns.codes().get(row).into_owned(),
        name: columns.names().get(row).into_owned(),
        level: word(columns.levels(), columns.level_names(), row),
        class: word(columns.classes(), columns.class_names(), row),
        parent: columns.parents().get(row).map(|p| columns.codes().get(*p as usize).into_owned()).unwrap_or_default(),
    };
    Units::new((0..columns.len()).map(row).collect()).map_err(|errors| Failure::Data(format!("units: {errors:?}")))
}

/// Says how much was computed again.
pub(super) fn say(figures: usize, again: Again, terminal: &Terminal) {
    let slots: [(&str, &dyn std::fmt::Display); 3] =
        [("figures", &figures), ("units", &again.units), ("all", &again.of)];
    terminal.say(&phrase::COMPUTED_AGAIN.with(terminal.lang(), &slots));
}
