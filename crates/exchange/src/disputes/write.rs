//! Disputes → `disputes.csv`.

use super::{COLUMNS, Column, Dispute};
use crate::figures::shown;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::table::Units;
use kaocheng_syntax::clause::Language;

/// The file's content, with these disputes after what it holds already (`before`, empty for a new file).
///
/// # Errors
///
/// When a row cannot be written; the caller keeps the old file then.
pub fn csv_of(
    before: &[Dispute],
    new: &[Dispute],
    plan: &Plan,
    units: &Units,
    language: Language,
) -> Result<Vec<u8>, csv::Error> {
    let headers = COLUMNS.headers(language);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(headers.iter().map(|(_, name)| *name))?;
    for dispute in before.iter().chain(new) {
        let cell = |column: &Column| match column {
            Column::Unit => units.all().get(dispute.unit).map(|u| u.code.clone()).unwrap_or_default(),
            Column::Input => plan.inputs.get(dispute.input.0).map(|i| i.id.clone()).unwrap_or_default(),
            Column::Proposed => shown(plan, dispute.input, &dispute.proposed),
            Column::By => dispute.by.clone(),
            Column::Date => dispute.date.clone(),
            Column::Reason => dispute.reason.clone(),
            Column::State => dispute.state.word(language).to_owned(),
        };
        writer.write_record(headers.iter().map(|(column, _)| cell(column)))?;
    }
    writer.into_inner().map_err(|e| csv::Error::from(e.into_error()))
}
