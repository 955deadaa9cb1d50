//! Figures, evidence and sheets.

use super::field;
use crate::act::{Capacity, FigureRow, Measure};
use crate::entity::{DisputeState, SheetState};
use crate::office::{Office, key, under};
use crate::refusal::{Refusal, Stale};
use std::collections::BTreeSet;

type Id<'a> = (&'a str, &'a str, &'a str);

impl Office {
    pub(super) fn figures_brought(&self, round: &str, unit: &str, rows: &[FigureRow]) -> Result<(), Refusal> {
        self.rows_fit(round, unit, rows)
    }

    pub(super) fn figures_entered(
        &self,
        round: &str,
        unit: &str,
        capacity: Capacity,
        rows: &[FigureRow],
    ) -> Result<(), Refusal> {
        if capacity == Capacity::Reported {
            self.sheet_is_open(round, unit)?;
        }
        for row in rows {
            let measure = self.measure(round, &row.measure)?;
            if measure.capacity != capacity {
                return field::refuse("measure", &row.measure, whose(measure.capacity));
            }
            if capacity == Capacity::Judged && !row.value.is_empty() && row.note.trim().is_empty() {
                return field::refuse("note", &row.note, ["评定要写明理由", "a reason for what was judged"]);
            }
        }
        self.rows_fit(round, unit, rows)
    }

    pub(super) fn figures_corrected(
        &self,
        round: &str,
        unit: &str,
        rows: &[FigureRow],
        because: &str,
    ) -> Result<(), Refusal> {
        self.rows_fit(round, unit, rows)?;
        for row in rows {
            self.measure(round, &row.measure)?;
        }
        let granted = match because.split_once(':') {
            Some(("appeal", id)) => self
                .appeals
                .get(&key(&[round, id]))
                .is_some_and(|a| a.unit == unit && a.answer.as_ref().is_some_and(|answer| answer.upheld)),
            Some(("dispute", id)) => self
                .disputes
                .get(&key(&[round, id]))
                .is_some_and(|d| d.unit == unit && d.state == DisputeState::Accepted),
            _ => false,
        };
        let want = [
            "已采纳的异议（dispute：编号）或申诉（appeal：编号）",
            "an accepted dispute (dispute:ID) or an upheld appeal (appeal:ID) of the unit",
        ];
        if granted { Ok(()) } else { field::refuse("because", because, want) }
    }

    fn rows_fit(&self, round: &str, unit: &str, rows: &[FigureRow]) -> Result<(), Refusal> {
        field::name("unit", unit)?;
        let mut seen = BTreeSet::new();
        let mut stale = Vec::new();
        for row in rows {
            field::name("measure", &row.measure)?;
            for (name, value) in [("value", &row.value), ("source", &row.source), ("note", &row.note)] {
                field::remark(name, value)?;
            }
            if !row.date.is_empty() {
                field::day("date", &row.date)?;
            }
            if !seen.insert(&row.measure) {
                return field::refuse("measure", &row.measure, ["同一数据只填一次", "each measure once"]);
            }
            let there = self.figure(round, unit, &row.measure);
            let same = there.is_some_and(|f| f.value == row.value && f.note == row.note);
            if there.map(|f| f.stamp.seq) != row.base && !same {
                stale.push(Stale { mine: row.clone(), theirs: there.cloned() });
            }
        }
        if seen.is_empty() {
            return Err(Refusal::First(["没有要存的数据", "there is nothing to save"]));
        }
        if stale.is_empty() { Ok(()) } else { Err(Refusal::Stale(stale)) }
    }

    fn measure(&self, round: &str, measure: &str) -> Result<&Measure, Refusal> {
        let issued = self.round(round)?.issued.as_ref();
        let found = issued.and_then(|issued| issued.measures.iter().find(|m| m.id == measure));
        found.ok_or_else(|| Refusal::NoSuch { what: "figure", key: measure.to_owned() })
    }

    /// A unit's figures are on its own sheet, and on that of every unit above it that has one.
    fn sheet_is_open(&self, round: &str, unit: &str) -> Result<(), Refusal> {
        for at in self.up_from(round, unit) {
            if self.sheet(round, at).is_some_and(|sheet| sheet.state != SheetState::Open) {
                return Err(Refusal::Over { what: "sheet", key: at.to_owned() });
            }
        }
        Ok(())
    }

    pub(super) fn evidence_attached(
        &self,
        (round, unit, id): Id<'_>,
        name: &str,
        media: &str,
        blob: &str,
    ) -> Result<(), Refusal> {
        field::id("id", id)?;
        field::name("name", name)?;
        field::name("media", media)?;
        field::blob(blob)?;
        self.sheet_is_open(round, unit)?;
        match self.evidence.contains_key(&key(&[round, unit, id])) {
            true => Err(Refusal::Exists { what: "evidence", key: id.to_owned() }),
            false => Ok(()),
        }
    }

    pub(super) fn evidence_withdrawn(&self, (round, unit, id): Id<'_>, reason: &str) -> Result<(), Refusal> {
        field::text("reason", reason)?;
        self.sheet_is_open(round, unit)?;
        match self.evidence.get(&key(&[round, unit, id])) {
            None => Err(Refusal::NoSuch { what: "evidence", key: id.to_owned() }),
            Some(found) if found.withdrawn.is_some() => Err(Refusal::Over { what: "evidence", key: id.to_owned() }),
            Some(_) => Ok(()),
        }
    }

    pub(super) fn sheet_submitted(&self, round: &str, unit: &str) -> Result<(), Refusal> {
        self.sheet_is_open(round, unit)?;
        let of_unit = |code: &str| under(&self.figures, &[round, code]).next().is_some();
        match of_unit(unit) || self.below(round, unit).any(of_unit) {
            true => Ok(()),
            false => Err(Refusal::First(["还没有填任何数据", "no figure was entered yet"])),
        }
    }

    pub(super) fn sheet_signed(&self, round: &str, unit: &str) -> Result<(), Refusal> {
        match self.sheet(round, unit).map(|sheet| sheet.state) {
            Some(SheetState::Submitted) => Ok(()),
            Some(SheetState::Signed) => Err(Refusal::Over { what: "sheet", key: unit.to_owned() }),
            _ => Err(Refusal::First(["填报人还没有提交", "the clerk has not submitted it yet"])),
        }
    }

    pub(super) fn sheet_returned(&self, round: &str, unit: &str, reason: &str) -> Result<(), Refusal> {
        field::text("reason", reason)?;
        match self.sheet(round, unit).map(|sheet| sheet.state) {
            Some(SheetState::Submitted | SheetState::Signed) => Ok(()),
            _ => Err(Refusal::First(["填报表还在填报人手里", "the sheet is still with the clerk"])),
        }
    }
}

/// Whose a figure is, for those who may not enter it.
fn whose(capacity: Capacity) -> [&'static str; 2] {
    match capacity {
        Capacity::Reported => ["由单位填报", "a figure that the unit reports"],
        Capacity::Provided => [
            "由数据提供部门填报，有不同意见请提异议",
            "a figure that its provider enters; whoever disagrees files a dispute",
        ],
        Capacity::Judged => ["由考核组现场评定", "a figure that the team judges on site"],
        Capacity::Brought => ["由认定事项产生", "a figure that comes from findings"],
    }
}
