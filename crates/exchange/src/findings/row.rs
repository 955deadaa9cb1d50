//! One row → a finding, or what is wrong with it.

use super::columns::Column;
use super::kinds::Kinds;
use super::words::{evidence, parts, route, state, state_words};
use crate::figures::value_of;
use crate::problem::{Found, Kind, Place};
use crate::rows::{Cells, Rows, whole};
use crate::words::shorten;
use crate::workbook::Row;
use kaocheng_compile::date;
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_engine::finding::{Finding, Given, Need, State, Why, standing};
use kaocheng_engine::table::{Units, Value};
use kaocheng_syntax::clause::{InputKind, Language};

/// A file of findings being read.
pub(super) struct Reading<'r> {
    plan: &'r Plan,
    units: &'r Units,
    kinds: Kinds<'r>,
    cells: Cells<'r, Column>,
}

impl<'r> Reading<'r> {
    pub fn new(plan: &'r Plan, units: &'r Units, rows: &'r Rows<Column>, found: &'r mut Found) -> Reading<'r> {
        Reading { plan, units, kinds: Kinds::new(plan), cells: Cells::new(rows, units, found) }
    }

    /// The finding of a row, with its place. Everything that is wrong with the row is told, not only the first.
    pub fn row(&mut self, row: &Row) -> Option<(Finding, Place)> {
        let errors = self.cells.found.errors;
        let unit = self.cells.unit(row, Column::Unit);
        let kind = self.kind(row);
        let date = self.date(row);
        let count = self.number(row, Column::Count, true).map(|n| n.unwrap_or(1));
        let reports = self.number(row, Column::Reports, false);
        let independent = self.number(row, Column::Independent, false);
        let aggravators = self.aggravators(row);
        let evidence = self.checked(row, Column::Evidence, evidence, |found| Kind::EvidenceNotRead { found });
        let route = self.route(row);
        let verified = self.truth(row);
        let state = self.state(row);
        let value = kind.map(|kind| self.value(row, kind)).unwrap_or_default();
        if self.cells.found.errors > errors {
            return None;
        }
        let text = |column| self.cells.text(row, column);
        let place = self.cells.rows.here.row(row.number);
        let finding = Finding {
            unit: unit?,
            kind: kind?,
            date: date?,
            count: count?,
            value,
            aggravators,
            evidence: evidence?,
            route,
            reports: reports?,
            independent: independent?,
            verified: verified?,
            state: state?,
            reason: text(Column::Reason),
            second: text(Column::Second),
            note: text(Column::Note),
            place: place.to_string(),
        };
        self.doubts(row, &finding);
        Some((finding, place))
    }

    /// A cell read by a function that gives back what it could not read.
    fn checked<T>(
        &mut self,
        row: &Row,
        column: Column,
        read: impl Fn(&str) -> Result<T, String>,
        kind: impl Fn(String) -> Kind,
    ) -> Option<T> {
        match read(&self.cells.text(row, column)) {
            Ok(value) => Some(value),
            Err(found) => {
                self.cells.problem(row, column, kind(found));
                None
            }
        }
    }

    fn kind(&mut self, row: &Row) -> Option<InputIx> {
        let text = self.cells.text(row, Column::Kind);
        match self.kinds.find(&text) {
            Ok(kind) => Some(kind),
            Err(kind) => {
                self.cells.problem(row, Column::Kind, kind);
                None
            }
        }
    }

    /// The whole cell as one aggravator, else its parts: labels may hold semicolons.
    fn aggravators(&mut self, row: &Row) -> Vec<InputIx> {
        let text = self.cells.text(row, Column::Aggravators);
        if let Ok(one) = self.kinds.aggravator(&text) {
            return vec![one];
        }
        let mut found = Vec::new();
        for part in parts(&text) {
            match self.kinds.aggravator(part) {
                Ok(input) if found.contains(&input) => {}
                Ok(input) => found.push(input),
                Err(kind) => self.cells.problem(row, Column::Aggravators, kind),
            }
        }
        found
    }

    /// A day; a month or a year is not enough.
    fn date(&mut self, row: &Row) -> Option<String> {
        let day = self.cells.needed_day(row, Column::Date)?;
        let period = self
            .plan
            .head
            .period
            .as_ref()
            .and_then(|(from, to)| Some((date::read(from, false)?, date::read(to, true)?)));
        if let Some((from, to)) = period
            && !(from..=to).contains(&day)
        {
            let kind = Kind::FindingOutsidePeriod { date: day.to_string(), from: from.to_string(), to: to.to_string() };
            self.cells.problem(row, Column::Date, kind);
        }
        Some(day.to_string())
    }

    /// A whole number: at least 1 where cases are counted, else at least 0. `Some(None)` for an empty cell.
    fn number(&mut self, row: &Row, column: Column, cases: bool) -> Option<Option<u32>> {
        let text = self.cells.text(row, column);
        if text.is_empty() {
            return Some(None);
        }
        match whole(&text).and_then(|n| u32::try_from(n).ok()) {
            Some(number) if number > 0 || !cases => Some(Some(number)),
            _ if cases => {
                self.cells.problem(row, column, Kind::FindingCount { found: shorten(&text) });
                None
            }
            _ => {
                let cell = self.cells.named(column, &text);
                self.cells.problem(row, column, Kind::NotWhole(cell));
                None
            }
        }
    }

    fn route(&mut self, row: &Row) -> Option<u32> {
        let text = self.cells.text(row, Column::Route);
        if text.is_empty() {
            return None;
        }
        let routes = &self.plan.mechanism.routes;
        let found = route(&text, routes).map(|r| r.number);
        if found.is_none() {
            let all: Vec<String> = routes.iter().map(|r| format!("{} {}", r.number, r.words)).collect();
            let routes = if all.is_empty() { "–".to_owned() } else { all.join("; ") };
            self.cells.problem(row, Column::Route, Kind::RouteUnknown { found: shorten(&text), routes });
        }
        found
    }

    /// Nothing is no.
    fn truth(&mut self, row: &Row) -> Option<bool> {
        let (yes, no) = (&["已查实", "查实", "verified"], &["未查实", "-"]);
        self.cells.yes_no(row, Column::Verified, yes, no).map(|found| found.unwrap_or(false))
    }

    fn state(&mut self, row: &Row) -> Option<State> {
        let text = self.cells.text(row, Column::State);
        let found = state(&text);
        if found.is_none() {
            let words = [Language::Chinese, Language::English].into_iter().flat_map(state_words);
            let (cell, words) = (self.cells.named(Column::State, &text), words.map(str::to_owned).collect());
            self.cells.problem(row, Column::State, Kind::NotAChoice { cell, words });
        }
        found
    }

    /// Points, words or an amount: only where the kind takes them.
    fn value(&mut self, row: &Row, kind: InputIx) -> Option<Given> {
        let cell = self.cells.rows.cell(row, Column::Value)?;
        let input = &self.plan.inputs[kind.0];
        if !matches!(input.kind, InputKind::Judged | InputKind::Choice(_) | InputKind::Amount) {
            let kind = Kind::FindingValueNotUsed { kind: shorten(&input.label), found: shorten(&cell.shown()) };
            self.cells.problem(row, Column::Value, kind);
            return None;
        }
        match value_of(self.cells.rows.book(), input, cell) {
            Ok(Value::Number(number)) => Some(Given::Number(number)),
            Ok(Value::Choice(words)) => Some(Given::Words(words)),
            Ok(_) => None,
            Err(kind) => {
                self.cells.problem(row, Column::Value, kind);
                None
            }
        }
    }

    /// What is read but cannot score as it stands, or contradicts itself.
    fn doubts(&mut self, row: &Row, finding: &Finding) {
        let (reports, independent) = (finding.reports, finding.independent);
        if let (Some(reports), Some(people)) = (reports, independent)
            && people > reports
        {
            self.cells.problem(row, Column::Independent, Kind::MorePeopleThanReports { people, reports });
        }
        self.level(row, finding);
        if finding.state != State::Confirmed {
            return;
        }
        let Some(Why::Needs(needs)) = standing(self.plan, finding) else { return };
        if needs.contains(&Need::Evidence) {
            self.cells.problem(row, Column::Evidence, Kind::ConfirmedWithoutEvidence);
        }
        let few = needs.iter().find_map(|need| match need {
            Need::Reports { least, .. } | Need::Independent { least, .. } => Some(*least),
            _ => None,
        });
        if let Some(least) = few {
            let (reports, people) = (reports.unwrap_or(0), independent.unwrap_or(0));
            self.cells.problem(row, Column::Independent, Kind::TooFewReports { least, reports, people });
        }
    }

    fn level(&mut self, row: &Row, finding: &Finding) {
        let input = &self.plan.inputs[finding.kind.0];
        let unit = &self.units.all()[finding.unit];
        let levels = self.plan.suppliers(finding.kind);
        if !levels.is_empty() && !levels.contains(&unit.level.as_str()) {
            let kind = Kind::UnitOfOtherLevel {
                unit: unit.code.clone(),
                found: unit.level.clone(),
                expected: levels.join(" / "),
                input: input.label.clone(),
            };
            self.cells.problem(row, Column::Unit, kind);
        }
    }
}
