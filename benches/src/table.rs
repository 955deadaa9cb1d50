//! The scheme of workload S as a plan, and its figures as the reference evaluator takes them.

use crate::hierarchy::Unit;
use crate::items::Form;
use crate::measures::Measures;
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_engine::table::{Table, UnitRow, Units, UnitsError, Value};
use kaocheng_syntax::document;
use kaocheng_syntax::exact::{ratio, whole};

const SCHEME: &str = include_str!("../workload-s/scheme.md");

/// The scheme, compiled.
pub fn plan() -> Plan {
    compile(&document::read(SCHEME), &Options::default()).plan
}

/// All figures of some units.
pub fn table(plan: &Plan, units: &[Unit], measures: &Measures) -> Result<Table, Vec<UnitsError>> {
    let mut table = Table::new(plan, Units::new(units.iter().map(row).collect())?);
    let found: Vec<Option<usize>> = units.iter().map(|u| table.units().find(&u.unit.to_string())).collect();
    for (ix, input) in plan.inputs.iter().enumerate() {
        let Some(at) = measures.all.iter().position(|m| m.id == input.id) else { continue };
        let form = measures.all.get(at).map_or(Form::Whole, |m| m.form);
        for (unit, place) in units.iter().zip(&found).filter(|(unit, _)| unit.level.reports()) {
            if let (Some(value), Some(place)) = (measures.value(at, unit.unit), place) {
                table.set(InputIx(ix), *place, value_of(value, form));
            }
        }
    }
    Ok(table)
}

fn row(unit: &Unit) -> UnitRow {
    UnitRow {
        code: unit.unit.to_string(),
        name: String::new(),
        level: unit.level.name().to_owned(),
        class: String::new(),
        parent: unit.parent.map_or(String::new(), |p| p.to_string()),
    }
}

fn value_of(value: i64, form: Form) -> Value {
    match form {
        Form::Truth => Value::Truth(value != 0),
        Form::Whole => Value::Number(whole(value)),
        Form::Hundredths => Value::Number(ratio(value, 100)),
    }
}
