//! `figures.csv`: the canonical long form, a row a figure in the order of units and inputs, so that changes show in `diff`.

use kaocheng_compile::plan::{InputIx, Plan, Reason};
use kaocheng_engine::table::{Provenance, Table, Value};
use kaocheng_exchange::figures::{Change, shown};
use kaocheng_syntax::clause::Language;

/// Puts figures into a table; one that is said not to be there does not wipe out one that is. A figure without a remark
/// is given the place in `from` that it was read from, unless `from` is empty.
pub fn take_over(changes: &[Change], table: &mut Table, from: &str) {
    let absent = Value::Missing(Reason::NotReported);
    for change in changes.iter().cloned() {
        if change.value == absent && *table.value(change.input, change.unit) != absent {
            continue;
        }
        let mut provenance = change.provenance;
        if !from.is_empty() && provenance.note.is_empty() {
            provenance.note.clone_from(&provenance.place);
        }
        table.set(change.input, change.unit, change.value);
        table.set_provenance(change.input, change.unit, provenance);
    }
}

/// The file's content: every figure that is there, and those that are missing for a stated reason.
pub fn csv(plan: &Plan, table: &Table, language: Language) -> Result<Vec<u8>, ::csv::Error> {
    let header = match language {
        Language::Chinese => ["单位", "指标", "数值", "来源", "日期", "备注"],
        Language::English => ["unit", "input", "value", "source", "date", "note"],
    };
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(header)?;
    for (unit, row) in table.units().all().iter().enumerate() {
        for input in (0..plan.inputs.len()).map(InputIx) {
            let value = table.value(input, unit);
            if *value == Value::Missing(Reason::NotReported) {
                continue;
            }
            let Provenance { source, date, note, .. } = table.provenance(input, unit).cloned().unwrap_or_default();
            let text = typed(plan, input, value, language);
            writer.write_record([&row.code, &name(plan, input), &text, &source, &date, &note])?;
        }
    }
    writer.into_inner().map_err(|e| ::csv::Error::from(e.into_error()))
}

/// An input's own words where they name it alone, else its id: labels outlive a renumbering of the scheme.
fn name(plan: &Plan, input: InputIx) -> String {
    let row = &plan.inputs[input.0];
    let alone = plan.inputs.iter().filter(|i| i.label == row.label || i.id == row.label).count() == 1;
    if alone { row.label.clone() } else { row.id.clone() }
}

/// A value as a person would type it.
fn typed(plan: &Plan, input: InputIx, value: &Value, language: Language) -> String {
    if language == Language::Chinese {
        return shown(plan, input, value);
    }
    match value {
        Value::Truth(true) => "yes".to_owned(),
        Value::Truth(false) => "no".to_owned(),
        Value::Missing(Reason::NotApplicable) => "not applicable".to_owned(),
        Value::Missing(Reason::Excused) => "excused".to_owned(),
        Value::Missing(Reason::Refused) => "refused".to_owned(),
        Value::Choice(chosen) if chosen.is_empty() => "none".to_owned(),
        _ => shown(plan, input, value),
    }
}
