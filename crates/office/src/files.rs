//! The working folder of a round: the plain files that every command of the program works on, made from the state. The
//! office computes from these very files, so that its points are those of the command line.

use crate::act::{Blob, FileFormat, Register};
use crate::entity::{DisputeState, RegisterRow, Round};
use crate::office::{Office, key, last_part, under};
use std::collections::BTreeMap;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// This text.
    Text(String),
    /// A stored file as it is.
    Blob(Blob),
}

impl Office {
    /// The files of a round, by name; `None`: there is no such round.
    pub fn files_of(&self, round: &str) -> Option<BTreeMap<String, Content>> {
        let found = self.rounds.get(&key(&[round]))?;
        let mut files = BTreeMap::new();
        for (at, kept) in under(&self.files, &[round]) {
            files.insert(last_part(at), Content::Blob(kept.blob.clone()));
        }
        if let Some(scheme) = &found.scheme {
            files.insert("scheme.md".to_owned(), Content::Blob(scheme.clone()));
        }
        if let Some(units) = &found.units {
            let name = if units.format == FileFormat::Csv { "units.csv" } else { "units.xlsx" };
            files.insert(name.to_owned(), Content::Blob(units.file.clone()));
        }
        if let Some(draw) = self.draws.get(&key(&[round])) {
            for (name, blob) in &draw.files {
                files.insert(format!("draw/{name}"), Content::Blob(blob.clone()));
            }
        }
        let tables = [
            ("figures", self.figures_csv(round)),
            ("findings", self.findings_csv(round)),
            ("disputes", self.disputes_csv(round)),
        ];
        for (stem, table) in tables {
            if let Some(text) = table {
                files.insert(of_round(stem, found), Content::Text(text));
            }
        }
        for register in Register::ALL {
            if let Some(text) = self.register_csv(round, register) {
                files.insert(format!("{}.csv", register.word()), Content::Text(text));
            }
        }
        Some(files)
    }

    fn figures_csv(&self, round: &str) -> Option<String> {
        let rows = under(&self.figures, &[round]).map(|(at, figure)| {
            let (unit, measure) = two_parts(at);
            vec![unit, measure, figure.value.clone(), figure.source.clone(), figure.date.clone(), figure.note.clone()]
        });
        csv(&["unit", "input", "value", "source", "date", "note"], rows)
    }

    fn findings_csv(&self, round: &str) -> Option<String> {
        let rows = under(&self.findings, &[round]).map(|(_, finding)| {
            let row = &finding.row;
            let cells = [
                &finding.unit,
                &row.event,
                &row.date,
                &row.count,
                &row.aggravators,
                &row.evidence,
                &row.route,
                &row.reports,
                &row.independent,
                &row.verified,
            ];
            let mut cells: Vec<String> = cells.into_iter().cloned().collect();
            cells.push(finding.state.word().to_owned());
            cells.push(row.note.clone());
            cells
        });
        let header = [
            "unit",
            "kind",
            "date",
            "count",
            "aggravators",
            "evidence",
            "route",
            "reports",
            "independent",
            "verified",
            "state",
            "note",
        ];
        csv(&header, rows)
    }

    fn disputes_csv(&self, round: &str) -> Option<String> {
        let rows = under(&self.disputes, &[round]).map(|(_, dispute)| {
            let by = self.people.get(&key(&[&dispute.filed.by])).map_or(&dispute.filed.by, |person| &person.name);
            let day = dispute.filed.at.get(..10).unwrap_or_default().to_owned();
            let state = match dispute.state {
                DisputeState::Open => "open",
                DisputeState::Accepted => "accepted",
                DisputeState::Rejected => "rejected",
                DisputeState::Withdrawn => "withdrawn",
            };
            vec![
                dispute.unit.clone(),
                dispute.measure.clone(),
                dispute.proposed.clone(),
                by.clone(),
                day,
                dispute.reason.clone(),
                state.to_owned(),
            ]
        });
        csv(&["unit", "input", "proposed", "by", "date", "reason", "state"], rows)
    }

    fn register_csv(&self, round: &str, register: Register) -> Option<String> {
        let columns = register.columns();
        let standing = under(&self.registers, &[round, register.word()]).filter(|(_, row)| row.struck.is_none());
        let cell = |at: &str, row: &RegisterRow, column: &str| {
            let there = row.cells.get(column).cloned().unwrap_or_default();
            // A letter is signed on the day on which its leader signed it here.
            let signed = (register, column) == (Register::Letters, "date") && there.trim().is_empty();
            let answer = signed.then(|| self.letter_answer(round, &last_part(at))).flatten().filter(|a| a.signed);
            answer.and_then(|answer| answer.stamp.at.get(..10)).map_or(there, str::to_owned)
        };
        let rows = standing.map(|(at, row)| columns.iter().map(|column| cell(at, row, column)).collect());
        csv(columns, rows)
    }
}

/// `figures.csv`, or `figures-全年.csv` for a round of a scheme that declares several.
fn of_round(stem: &str, round: &Round) -> String {
    match &round.of_scheme {
        Some(name) => format!("{stem}-{}.csv", name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "-")),
        None => format!("{stem}.csv"),
    }
}

/// The last two parts of a key.
fn two_parts(key: &str) -> (String, String) {
    let before = key.rsplit_once('/').map_or("", |(before, _)| before);
    (last_part(before), last_part(key))
}

/// A table as text; `None`: it has no rows.
fn csv(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Option<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut any = false;
    writer.write_record(header).ok()?;
    for row in rows {
        any = true;
        writer.write_record(&row).ok()?;
    }
    let bytes = writer.into_inner().ok()?;
    any.then(|| String::from_utf8(bytes).ok()).flatten()
}
