//! Figures, evidence and sheets.

use super::Applying;
use crate::act::{Act, Capacity, FigureRow};
use crate::entity::{Evidence, Figure, Sheet, SheetState};
use crate::office::{Office, key};

impl Office {
    pub(super) fn take_figures(&mut self, act: &Act, on: &mut Applying) {
        let stamp = on.stamp.clone();
        match act {
            Act::FiguresEntered { round, unit, capacity, rows } => {
                self.enter_figures((round, unit), *capacity, None, rows, on);
            }
            Act::FiguresCorrected { round, unit, rows, because } => {
                for row in rows {
                    let there = self.figure(round, unit, &row.measure).map(|figure| figure.capacity);
                    let capacity = there.unwrap_or(Capacity::Reported);
                    let row = std::slice::from_ref(row);
                    self.enter_figures((round, unit), capacity, Some(because), row, on);
                }
                if let Some(("appeal", id)) = because.split_once(':')
                    && let Some(appeal) = self.appeals.get_mut(&on.at("appeals", &[round, id]))
                {
                    appeal.carried_out.push(stamp.seq);
                }
            }
            Act::EvidenceAttached { round, unit, id, measure, name, media, size, blob } => {
                let attached = Evidence {
                    measure: measure.clone(),
                    name: name.clone(),
                    media: media.clone(),
                    size: *size,
                    blob: blob.clone(),
                    stamp,
                    withdrawn: None,
                };
                self.evidence.insert(on.at("evidence", &[round, unit, id]), attached);
            }
            Act::EvidenceWithdrawn { round, unit, id, reason } => {
                if let Some(found) = self.evidence.get_mut(&on.at("evidence", &[round, unit, id])) {
                    found.withdrawn = Some((stamp, reason.clone()));
                }
            }
            Act::SheetSubmitted { round, unit } => {
                let due = self.rounds.get(&key(&[round])).and_then(|r| r.due.clone());
                let late = due.is_some_and(|due| stamp.at.get(..10).is_some_and(|day| day > due.as_str()));
                let sheet = self.sheet_mut(round, unit, on);
                // What counts as late is when it first came.
                sheet.late = if sheet.submitted.is_none() { late } else { sheet.late };
                sheet.state = SheetState::Submitted;
                sheet.submitted = Some(stamp);
            }
            Act::SheetSigned { round, unit } => {
                let sheet = self.sheet_mut(round, unit, on);
                sheet.state = SheetState::Signed;
                sheet.signed = Some(stamp);
            }
            Act::SheetReturned { round, unit, reason } => {
                let sheet = self.sheet_mut(round, unit, on);
                sheet.state = SheetState::Open;
                sheet.signed = None;
                sheet.returned = Some((stamp, reason.clone()));
            }
            _ => {}
        }
    }

    fn sheet_mut(&mut self, round: &str, unit: &str, on: &mut Applying) -> &mut Sheet {
        let open = Sheet { state: SheetState::Open, submitted: None, signed: None, returned: None, late: false };
        self.sheets.entry(on.at("sheets", &[round, unit])).or_insert(open)
    }

    fn enter_figures(
        &mut self,
        (round, unit): (&str, &str),
        capacity: Capacity,
        because: Option<&String>,
        rows: &[FigureRow],
        on: &mut Applying,
    ) {
        for row in rows {
            let at = on.at("figures", &[round, unit, &row.measure]);
            let before = self.figures.remove(&at);
            let mut earlier = before.as_ref().map(|figure| figure.earlier.clone()).unwrap_or_default();
            earlier.extend(before.as_ref().map(|figure| figure.stamp.seq));
            if row.value.is_empty() {
                continue;
            }
            let figure = Figure {
                value: row.value.clone(),
                source: row.source.clone(),
                date: row.date.clone(),
                note: row.note.clone(),
                capacity,
                because: because.cloned(),
                stamp: on.stamp.clone(),
                earlier,
            };
            self.figures.insert(at, figure);
        }
        self.changed(round, on);
    }
}
