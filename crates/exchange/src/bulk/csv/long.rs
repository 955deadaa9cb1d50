//! A row a figure.

use super::{Parts, Reading};
use crate::bulk::header::{Hundredths, InputColumn};
use crate::bulk::index::Index;
use crate::bulk::join::Joined;
use crate::bulk::judge::holds_persons;
use crate::bulk::levels::other_levels;
use crate::bulk::long::{Explaining, Part, Suspects, Values, fillings, inputs_of, units_of};
use crate::bulk::raw::Raw;
use crate::bulk::tasks::answers_of;
use crate::figures::names::InputNames;
use crate::problem::{Found, Problem};
use kaocheng_compile::plan::InputIx;
use kaocheng_engine::columns::{Columns, UnitColumns};
use std::sync::Mutex;

impl Reading<'_> {
    pub(super) fn long(
        &self,
        (input, value): (usize, Hundredths<usize>),
        mut parts: Parts,
        units: &UnitColumns,
        found: &mut Found,
    ) -> Result<Option<(Columns, usize)>, Problem> {
        parts.tell(self.here, found);
        let codes = self.raw(&mut parts, Some(self.header.unit))?;
        let inputs = self.raw(&mut parts, Some(input))?;
        let (index, names) = (Index::new(units.codes()).0, InputNames::new(self.plan));
        let values: Vec<Mutex<Option<Raw>>> =
            parts.raw(value.column).into_iter().map(|raw| Mutex::new(Some(raw))).collect();
        let part = |ix: usize| {
            let (Some(codes), Some(inputs)) = (codes.get(ix), inputs.get(ix)) else { return Part::default() };
            let raw = values.get(ix).and_then(|slot| slot.lock().ok()?.take());
            let values = match raw {
                Some(Raw::Text(texts)) => Values::Words(texts),
                _ => Values::default(),
            };
            let (units, inputs) = (units_of(codes, &index), inputs_of(inputs, &names));
            Part { units, inputs, values, hundredths: value.hundredths }
        };
        let kept: Vec<Part> = crate::bulk::tasks::answers(self.crew, codes.len(), part);
        let nothing = Part::default();
        let sort = |ix: usize| Ok::<&Part, Problem>(kept.get(ix).unwrap_or(&nothing));
        let (filled, unplaced) = fillings(self.plan, units.len(), kept.len(), self.crew, sort)?;
        let lines = std::mem::take(&mut parts.lines);
        let line = |row: usize| lines.get(row).map_or(0, |line| *line as usize);
        let at = self.place(&line);
        let mut suspects = Suspects::new(unplaced, &filled);
        let jobs: Vec<_> = filled.into_iter().zip(&self.plan.inputs).collect();
        let read: Vec<Joined> = answers_of(self.crew, jobs, |(filling, input)| filling.done(input));
        let columns: Vec<InputColumn> = (0..read.len())
            .map(|ix| InputColumn { input: InputIx(ix), column: value.column, hundredths: value.hundredths })
            .collect();
        for (column, joined) in columns.iter().zip(&read) {
            if holds_persons(joined) {
                return Err(self.persons_at(column.column));
            }
            suspects.judge(self.plan, column.input, joined);
        }
        if !suspects.is_empty() {
            let mut explaining = Explaining::new(self.plan, units, &at, (input, value.column), suspects);
            for (ix, part) in kept.iter().enumerate() {
                if let (Some(codes), Some(inputs)) = (codes.get(ix), inputs.get(ix)) {
                    explaining.part(codes, inputs, part, found)?;
                }
            }
            explaining.done(found);
        }
        let inputs = read.into_iter().map(|joined| joined.column).collect::<Vec<_>>();
        other_levels(self.plan, units, &inputs, &columns, self.here, found);
        Ok(Some((Columns { units: units.clone(), inputs }, lines.len())))
    }
}
