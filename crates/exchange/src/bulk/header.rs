//! The headers of a large file → what its columns hold.

use crate::figures::names::{InputNames, Known};
use crate::guard;
use crate::nearest::Nearest;
use crate::problem::{Found, Kind, Place, Problem, column_name};
use crate::words::{Role, key, role, shorten};
use kaocheng_compile::plan::{InputIx, Plan};
use std::collections::HashMap;

/// What the columns of a file hold; all numbers of columns count from 0.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// The code of the unit.
    pub unit: usize,
    /// Its name, level, unit above and class.
    pub name: Option<usize>,
    pub level: Option<usize>,
    pub parent: Option<usize>,
    pub class: Option<usize>,
    /// A row a unit or a row a figure.
    pub layout: Layout,
}

/// The two layouts.
#[derive(Debug)]
pub(super) enum Layout {
    /// A column an input.
    Wide(Vec<InputColumn>),
    /// The column that names the input, and the one with its value.
    Long { input: usize, value: Hundredths<usize> },
}

impl Default for Layout {
    fn default() -> Layout {
        Layout::Wide(Vec::new())
    }
}

/// A column, and whether its header says that its numbers are hundredths.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hundredths<C> {
    pub column: C,
    pub hundredths: bool,
}

/// A column of an input.
#[derive(Clone, Copy, Debug)]
pub(super) struct InputColumn {
    pub input: InputIx,
    pub column: usize,
    pub hundredths: bool,
}

/// What the headers say; problems go to `found`, and `None` when without columns that must be there. `Err` when the file
/// is about persons.
pub(super) fn read(headers: &[String], plan: &Plan, at: &Place, found: &mut Found) -> Result<Option<Header>, Problem> {
    refuse_persons(headers, at)?;
    let mut reading = Reading { names: InputNames::new(plan), headers, at, found, roles: HashMap::new() };
    reading.roles();
    Ok(reading.header())
}

fn refuse_persons(headers: &[String], at: &Place) -> Result<(), Problem> {
    for (column, header) in (1u32..).zip(headers) {
        if guard::refused(header).is_some() {
            let place = Place { column: Some(column), ..at.clone() };
            return Err(place.problem(Kind::PersonalRecords { column: shorten(header) }));
        }
    }
    Ok(())
}

struct Reading<'h> {
    names: InputNames<'h>,
    headers: &'h [String],
    at: &'h Place,
    found: &'h mut Found,
    roles: HashMap<Role, usize>,
}

impl Reading<'_> {
    fn problem(&mut self, column: usize, kind: Kind) {
        let column = u32::try_from(column).ok().and_then(|c| c.checked_add(1));
        self.found.push(Place { column, ..self.at.clone() }.problem(kind));
    }

    fn roles(&mut self) {
        for (column, header) in self.headers.iter().enumerate() {
            if let Some(role) = role(header) {
                self.roles.entry(role).or_insert(column);
            }
        }
    }

    fn role(&self, role: Role) -> Option<usize> {
        self.roles.get(&role).copied()
    }

    fn header(mut self) -> Option<Header> {
        let unit = self.role(Role::Code).or(self.role(Role::Unit));
        let long = [unit, self.role(Role::Input), self.role(Role::Value)];
        let is_long = long.iter().flatten().count() >= 2;
        let missing: Vec<&'static str> = ["unit / 单位", "input / 指标", "value / 数值"]
            .into_iter()
            .zip(long)
            .filter(|(names, column)| column.is_none() && (is_long || names.starts_with("unit")))
            .map(|(names, _)| names)
            .collect();
        for names in &missing {
            self.found.push(self.at.clone().problem(Kind::MissingColumn { names }));
        }
        let unit = unit?;
        let layout = match long {
            [_, Some(input), Some(column)] => {
                let hundredths = self.hundredths(column);
                Layout::Long { input, value: Hundredths { column, hundredths } }
            }
            _ if is_long => return None,
            _ => Layout::Wide(self.inputs(unit)),
        };
        Some(Header {
            unit,
            name: self.role(Role::Name).or(self.role(Role::Unit)).filter(|c| *c != unit),
            level: self.role(Role::Level),
            parent: self.role(Role::Parent),
            class: self.role(Role::Class),
            layout,
        })
    }

    /// The columns of inputs; headers that name none and mean nothing else are problems.
    fn inputs(&mut self, unit: usize) -> Vec<InputColumn> {
        let ours: Vec<usize> = self.roles.values().copied().collect();
        let (mut inputs, mut nearest): (Vec<InputColumn>, _) = (Vec::new(), Nearest::default());
        for (column, header) in self.headers.iter().enumerate().filter(|(column, _)| *column != unit) {
            // A sign of its own is no part of the name: 到位率% and 到位率(%) are 到位率.
            let bare = key(header);
            let bare = bare.strip_suffix('%').unwrap_or(&bare);
            let known = match self.names.find(header) {
                Known::Nothing if !bare.is_empty() => self.names.find(bare),
                known => known,
            };
            match known {
                Known::One(input) => {
                    let hundredths = self.hundredths(column);
                    match inputs.iter().find(|c| c.input == input) {
                        Some(first) => {
                            let first = column_name(u32::try_from(first.column).map_or(u32::MAX, |c| c + 1));
                            self.problem(column, Kind::DuplicateColumn { found: shorten(header), first });
                        }
                        None => inputs.push(InputColumn { input, column, hundredths }),
                    }
                }
                Known::Several(inputs) => {
                    self.problem(column, Kind::AmbiguousInput { found: shorten(header), inputs });
                }
                Known::Nothing if ours.contains(&column) => {}
                Known::Nothing => {
                    let nearest = nearest.of(header, self.names.all()).map(shorten);
                    self.problem(column, Kind::UnknownInput { found: shorten(header), nearest });
                }
            }
        }
        // A list of units alone is read for no inputs at all.
        if inputs.is_empty() && self.names.all().next().is_some() {
            self.found.push(self.at.clone().problem(Kind::NoFigures));
        }
        inputs
    }

    fn hundredths(&self, column: usize) -> bool {
        let header = self.headers.get(column).map(|h| key(h)).unwrap_or_default();
        header.ends_with('%') || header.ends_with("(%)")
    }
}
