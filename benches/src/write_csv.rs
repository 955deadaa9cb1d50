//! A row a unit, a column a measure, as CSV with a header; facts are yes and no, absent figures empty.

use crate::hierarchy::Unit;
use crate::items::Form;
use crate::measures::Measures;
use std::io::{Result, Write};

/// Writes the wide table.
pub fn csv(units: &[Unit], measures: &Measures, mut to: impl Write) -> Result<()> {
    write!(to, "unit,parent,level")?;
    measures.all.iter().try_for_each(|m| write!(to, ",{}", m.id))?;
    writeln!(to)?;
    for unit in units {
        let parent = unit.parent.map_or(String::new(), |p| p.to_string());
        write!(to, "{},{parent},{}", unit.unit, unit.level.name())?;
        for (at, measure) in measures.all.iter().enumerate() {
            let value = if unit.level.reports() { measures.value(at, unit.unit) } else { None };
            match (value, measure.form) {
                (None, _) => write!(to, ",")?,
                (Some(v), Form::Truth) => write!(to, ",{}", if v == 0 { "no" } else { "yes" })?,
                (Some(v), Form::Whole) => write!(to, ",{v}")?,
                (Some(v), Form::Hundredths) => {
                    let sign = if v < 0 { "-" } else { "" };
                    write!(to, ",{sign}{}.{:02}", v.unsigned_abs() / 100, v.unsigned_abs() % 100)?;
                }
            }
        }
        writeln!(to)?;
    }
    to.flush()
}
