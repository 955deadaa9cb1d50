//! What is wrong with a file of single figures, row by row.

use super::filling::Filling;
use super::part::{NO_INPUT, Part};
use crate::bulk::index::NOWHERE;
use crate::bulk::join::Joined;
use crate::bulk::judge::fails;
use crate::bulk::placed::unknown;
use crate::bulk::raw::{At, Raw};
use crate::bulk::units::{Where, shown};
use crate::figures;
use crate::figures::names::{InputNames, Known};
use crate::guard;
use crate::nearest::Nearest;
use crate::problem::{Found, Kind, Problem};
use crate::words::shorten;
use kaocheng_compile::plan::{InputIx, Plan, Reason};
use kaocheng_engine::columns::UnitColumns;
use kaocheng_engine::table::Value;
use std::collections::{HashMap, HashSet};

/// What is looked at again.
#[derive(Debug, Default)]
pub(in crate::bulk) struct Suspects {
    /// Some row has no unit or input.
    pub unplaced: bool,
    /// The inputs of which some values are none, by input.
    values: Vec<bool>,
    /// The inputs and units with several figures.
    twice: HashSet<(u32, u16)>,
    /// How many more figures are such.
    conflicting: usize,
    repeated: usize,
}

impl Suspects {
    /// What was seen while the columns were filled.
    pub fn new(unplaced: bool, fillings: &[Filling]) -> Suspects {
        let mut suspects = Suspects { unplaced, ..Suspects::default() };
        for (ix, filling) in fillings.iter().enumerate() {
            suspects.values.push(filling.wrong);
            let input = u16::try_from(ix).unwrap_or(NO_INPUT);
            suspects.twice.extend(filling.twice.units.iter().map(|unit| (*unit, input)));
            suspects.conflicting += filling.twice.conflicting;
            suspects.repeated += filling.twice.repeated;
        }
        suspects
    }

    /// Looks at the least and the greatest of a column.
    pub fn judge(&mut self, plan: &Plan, input: InputIx, read: &Joined) {
        if let Some(suspect) = self.values.get_mut(input.0) {
            *suspect |= fails(plan, input, read);
        }
    }

    /// Whether there is nothing to look at.
    pub fn is_empty(&self) -> bool {
        !self.unplaced && self.twice.is_empty() && !self.values.contains(&true)
    }
}

/// Goes through a file of which something is known to be wrong.
pub(in crate::bulk) struct Explaining<'e> {
    pub plan: &'e Plan,
    pub units: &'e UnitColumns,
    pub place: &'e Where<'e>,
    /// The columns of the input and of the value.
    pub columns: (usize, usize),
    names: InputNames<'e>,
    nearest: Nearest,
    /// The first figure of every unit and input, and its row.
    first: HashMap<(u32, u16), (usize, Value)>,
    row: usize,
    suspects: Suspects,
}

impl<'e> Explaining<'e> {
    pub fn new(
        plan: &'e Plan,
        units: &'e UnitColumns,
        place: &'e Where<'e>,
        columns: (usize, usize),
        suspects: Suspects,
    ) -> Self {
        let (names, nearest) = (InputNames::new(plan), Nearest::default());
        Explaining { plan, units, place, columns, names, nearest, first: HashMap::new(), row: 0, suspects }
    }

    /// The next rows: as they stand in the file, and as they were understood. `Err` when the file is about persons.
    pub fn part(&mut self, codes: &Raw, inputs: &Raw, part: &Part, found: &mut Found) -> Result<(), Problem> {
        for row in 0..part.units.len() {
            let unit = part.units.get(row).copied().unwrap_or(NOWHERE);
            let input = part.inputs.get(row).copied().unwrap_or(NO_INPUT);
            let asked = self.plan.inputs.get(usize::from(input));
            let again = self.suspects.twice.contains(&(unit, input));
            let looked_at = again || self.suspects.values.get(usize::from(input)) == Some(&true);
            let content = asked.filter(|_| looked_at).and_then(|asked| part.value(row, asked));
            if unit == NOWHERE {
                let kind = unknown(&codes.at(row), self.units, &mut self.nearest);
                let unread = part.absent(row);
                match kind {
                    Kind::RowWithoutUnit if unread => {}
                    Kind::UnknownUnit { found: text, nearest, .. } if unread => {
                        let kind = Kind::UnknownUnit { found: text, nearest, figures: false };
                        found.push(self.place.cell(self.row, self.place.header.unit).problem(kind));
                    }
                    kind => found.push(self.place.cell(self.row, self.place.header.unit).problem(kind)),
                }
            }
            if asked.is_none() {
                self.input(&inputs.at(row), found)?;
            }
            match content {
                Some(Err(kind)) => found.push(self.place.cell(self.row, self.columns.1).problem(kind)),
                Some(Ok(value)) if again => self.figure(unit, input, value, found),
                _ => {}
            }
            self.row += 1;
        }
        Ok(())
    }

    /// Counts what is not told one by one.
    pub fn done(self, found: &mut Found) {
        found.unlisted += self.suspects.conflicting + self.suspects.repeated;
        found.errors += self.suspects.conflicting;
    }

    fn input(&mut self, at: &At, found: &mut Found) -> Result<(), Problem> {
        let name = shown(at);
        let place = self.place.cell(self.row, self.columns.0);
        if guard::refused(&name).is_some() {
            return Err(place.problem(Kind::PersonalRecords { column: shorten(&name) }));
        }
        let kind = match self.names.find(&name) {
            _ if name.is_empty() => Kind::ValueWithoutInput,
            Known::Several(inputs) => Kind::AmbiguousInput { found: shorten(&name), inputs },
            _ => {
                let nearest = self.nearest.of(&name, self.names.all()).map(shorten);
                Kind::UnknownInput { found: shorten(&name), nearest }
            }
        };
        found.push(place.problem(kind));
        Ok(())
    }

    /// A figure again: what is not reported gives way to what is.
    fn figure(&mut self, unit: u32, input: u16, value: Value, found: &mut Found) {
        if value == Value::Missing(Reason::NotReported) {
            return;
        }
        let Some((row, first)) = self.first.get(&(unit, input)) else {
            self.first.insert((unit, input), (self.row, value));
            return;
        };
        let ix = InputIx(usize::from(input));
        let code = shorten(&self.units.codes().get(unit as usize));
        let label = self.plan.inputs.get(ix.0).map(|i| i.label.clone()).unwrap_or_default();
        let there = self.place.cell(*row, self.columns.1).to_string();
        let kind = if *first == value {
            Kind::RepeatedValue { unit: code, input: label, there }
        } else {
            let show = |v| figures::shown(self.plan, ix, v);
            let (found, first) = (show(&value), show(first));
            Kind::ConflictingValues { unit: code, input: label, found, first, there }
        };
        found.push(self.place.cell(self.row, self.columns.1).problem(kind));
    }
}
