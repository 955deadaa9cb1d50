//! Rows of cells as lines that stand straight, and units as people name them.

use super::Asked;
use crate::columns::{left, width};
use crate::message::Lang;

/// Lines of a table; the first row heads it.
pub fn lines(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |column: usize| rows.iter().filter_map(|r| r.get(column)).map(|c| width(c)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(wide).collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, wide)| left(cell, *wide)).collect();
        format!("  {}", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

/// `东岭村(A0101)`, or the code where there is no name.
pub fn unit(ix: usize, asked: &Asked) -> String {
    let Some(unit) = asked.units.all().get(ix) else { return String::new() };
    if unit.name.is_empty() { unit.code.clone() } else { format!("{} ({})", unit.name, unit.code) }
}

/// A unit's code, for programs.
pub fn code(ix: usize, asked: &Asked) -> String {
    asked.units.all().get(ix).map(|unit| unit.code.clone()).unwrap_or_default()
}

/// Names one after the other.
pub fn list(names: &[String], lang: Lang) -> String {
    names.join(if lang == Lang::Zh { "、" } else { ", " })
}
