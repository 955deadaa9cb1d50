//! A Parquet file with a row a figure.
//!
//! So many row groups at a time that what is sorted stays small beside the columns.

use super::Reading;
use super::codes;
use super::float::floats;
use super::source::Holds;
use super::whole::fill;
use crate::bulk::header::{Hundredths, InputColumn};
use crate::bulk::index::Index;
use crate::bulk::join::Joined;
use crate::bulk::long::{Explaining, Filling, Part, Suspects, Values, fillings, inputs_of, units_of};
use crate::bulk::raw::Raw;
use crate::bulk::tasks::answers_of;
use crate::bulk::units::of_persons;
use crate::figures::names::InputNames;
use crate::problem::{Found, Kind, Problem};
use kaocheng_compile::plan::InputIx;
use kaocheng_engine::columns::{Column, Columns, UnitColumns};

/// The columns of a file, and what units and inputs are called.
struct Long<'l> {
    index: Index<'l>,
    names: InputNames<'l>,
    input: usize,
    value: Hundredths<usize>,
}

impl Reading<'_> {
    /// Reads all figures for these units.
    pub(super) fn long(
        &self,
        input: usize,
        value: Hundredths<usize>,
        units: &UnitColumns,
        found: &mut Found,
    ) -> Result<Option<Columns>, Problem> {
        for column in [self.header.unit, input] {
            if !codes::is_raw(self.source.holds(column)) {
                return Err(self.other_type(column));
            }
        }
        if matches!(self.source.holds(value.column), Holds::Other) {
            return Err(self.other_type(value.column));
        }
        let long = Long { index: Index::new(units.codes()).0, names: InputNames::new(self.plan), input, value };
        let (fillings, unplaced) = self.fillings(&long, units.len())?;
        let mut suspects = Suspects::new(unplaced, &fillings);
        let jobs: Vec<_> = fillings.into_iter().zip(&self.plan.inputs).collect();
        let read: Vec<Joined> = answers_of(self.crew, jobs, |(filling, input)| filling.done(input));
        for (ix, joined) in read.iter().enumerate() {
            let column = InputColumn { input: InputIx(ix), column: value.column, hundredths: value.hundredths };
            self.persons(&column, joined)?;
            suspects.judge(self.plan, InputIx(ix), joined);
        }
        if !suspects.is_empty() {
            self.explain(&long, units, suspects, found)?;
        }
        let inputs: Vec<Column> = read.into_iter().map(|joined| joined.column).collect();
        let columns: Vec<InputColumn> = (0..inputs.len())
            .map(|ix| InputColumn { input: InputIx(ix), column: value.column, hundredths: false })
            .collect();
        crate::bulk::levels::other_levels(self.plan, units, &inputs, &columns, self.here, found);
        Ok(Some(Columns { units: units.clone(), inputs }))
    }

    fn fillings(&self, long: &Long, units: usize) -> Result<(Vec<Filling>, bool), Problem> {
        fillings(self.plan, units, self.source.groups(), self.crew, |group| {
            let (_, _, part) = self.part(long, group)?;
            Ok(part)
        })
    }

    /// The rows of a group: their units and inputs as they stand, and understood.
    fn part(&self, long: &Long, group: usize) -> Result<(Raw, Raw, Part), Problem> {
        let raw = |column: usize, once: bool| {
            let raw = codes::chunk(self.source, group, column, once).map_err(|e| self.broken(column, &e))?;
            Ok::<Raw, Problem>(raw)
        };
        let (codes, inputs) = (raw(self.header.unit, true)?, raw(long.input, true)?);
        for (raw, column) in [(&codes, self.header.unit), (&inputs, long.input)] {
            if of_persons(std::slice::from_ref(raw)) {
                let kind = Kind::PersonalRecords { column: self.name(column) };
                return Err(self.column_place(column).problem(kind));
            }
        }
        let values = self.values(group, long.value.column).map_err(|e| self.broken(long.value.column, &e))?;
        let part = Part {
            units: units_of(&codes, &long.index),
            inputs: inputs_of(&inputs, &long.names),
            values,
            hundredths: long.value.hundredths,
        };
        Ok((codes, inputs, part))
    }

    fn values(&self, group: usize, column: usize) -> Result<Values, String> {
        let (from, to) = self.source.group(group);
        let decimals = match self.source.holds(column) {
            Holds::Float => {
                let floats = floats(self.source, group, column)?;
                return Ok(Values::Piece { piece: floats.piece, wrong: floats.wrong.into_iter().collect() });
            }
            Holds::Whole { decimals, .. } | Holds::WholeInBytes { decimals } => decimals,
            Holds::Truth => 0,
            Holds::Text | Holds::Other => {
                return super::text::texts(self.source, group, column, true).map(Values::Words);
            }
        };
        let mut values = vec![0i64; to - from];
        let filled = fill(self.source, group, column, &mut values)?;
        if filled.narrow {
            return Err("a number beyond 64 bits".to_owned());
        }
        let truths = self.source.holds(column) == Holds::Truth;
        Ok(Values::Whole { values, decimals, truths, absent: filled.absent, shift: from % 64 })
    }

    fn explain(&self, long: &Long, units: &UnitColumns, suspects: Suspects, found: &mut Found) -> Result<(), Problem> {
        let place = self.place();
        let mut explaining = Explaining::new(self.plan, units, &place, (long.input, long.value.column), suspects);
        for group in 0..self.source.groups() {
            let (codes, inputs, part) = self.part(long, group)?;
            explaining.part(&codes, &inputs, &part, found)?;
        }
        explaining.done(found);
        Ok(())
    }
}
