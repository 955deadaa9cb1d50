//! Figures of units: what is put into a plan.

use crate::code;
use kaocheng_compile::plan::{InputIx, Plan, Reason};
use kaocheng_syntax::exact::Exact;
use std::collections::HashMap;

/// A value of an input, or of a node for one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// An exact number; a rate of 45.25 % is 0.4525.
    Number(Exact),
    /// Yes or no.
    Truth(bool),
    /// A word: a grade.
    Word(String),
    /// The words of a choice input that hold, as indexes in ascending order; none of them is an empty list.
    Choice(Vec<usize>),
    /// Nothing, for this reason.
    Missing(Reason),
}

impl Value {
    /// The number, if it is one.
    pub fn number(&self) -> Option<&Exact> {
        match self {
            Value::Number(v) => Some(v),
            _ => None,
        }
    }

    /// The truth, if it is one.
    pub fn truth(&self) -> Option<bool> {
        match self {
            Value::Truth(v) => Some(*v),
            _ => None,
        }
    }
}

/// An organisation that is assessed, or that lies below one that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its code: what files refer to. Never a person's number.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its level, in the office's words: 乡镇, 村.
    pub level: String,
    /// Its kind within the level, if the office tells kinds apart: 街道.
    pub class: Option<String>,
    /// The unit above it, as an index into the list.
    pub parent: Option<usize>,
}

/// All units, in the order of their file.
#[derive(Clone, Debug, Default)]
pub struct Units {
    list: Vec<Unit>,
    by_code: HashMap<String, usize>,
    children: Vec<Vec<usize>>,
}

/// A unit before its parent is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Level.
    pub level: String,
    /// Class, empty for none.
    pub class: String,
    /// Code of the unit above, empty for none.
    pub parent: String,
}

/// Why rows do not make a tree of units. Rows are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitsError {
    /// A row without a code.
    NoCode(usize),
    /// The second row with a code.
    Duplicate {
        /// First row.
        first: usize,
        /// Second row.
        second: usize,
    },
    /// A parent that is not in the list.
    UnknownParent(usize),
    /// A unit that is above itself.
    Cycle(usize),
}

impl Units {
    /// Makes the tree, or gives everything that is wrong with it. The units stand in the order of their codes, whatever the
    /// order of the rows.
    pub fn new(rows: Vec<UnitRow>) -> Result<Units, Vec<UnitsError>> {
        let mut errors = Vec::new();
        let mut by_code = HashMap::new();
        for (ix, row) in rows.iter().enumerate() {
            if row.code.is_empty() {
                errors.push(UnitsError::NoCode(ix));
            } else if let Some(first) = by_code.insert(row.code.clone(), ix) {
                errors.push(UnitsError::Duplicate { first, second: ix });
                by_code.insert(row.code.clone(), first);
            }
        }
        let mut list = Vec::with_capacity(rows.len());
        for (ix, row) in rows.into_iter().enumerate() {
            let parent = by_code.get(&row.parent).copied();
            if parent.is_none() && !row.parent.is_empty() {
                errors.push(UnitsError::UnknownParent(ix));
            }
            let class = Some(row.class).filter(|c| !c.is_empty());
            list.push(Unit { code: row.code, name: row.name, level: row.level, class, parent });
        }
        errors.extend(cycles(&list).into_iter().map(UnitsError::Cycle));
        if !errors.is_empty() {
            return Err(errors);
        }
        let list = in_order(list);
        let by_code = list.iter().enumerate().map(|(ix, unit)| (unit.code.clone(), ix)).collect();
        let mut children = vec![Vec::new(); list.len()];
        for (ix, unit) in list.iter().enumerate() {
            if let Some(parent) = unit.parent {
                children[parent].push(ix);
            }
        }
        Ok(Units { list, by_code, children })
    }

    /// A single unit without a name: for a sentence tried on the spot.
    pub fn single() -> Units {
        let row = UnitRow {
            code: "1".into(),
            name: String::new(),
            level: String::new(),
            class: String::new(),
            parent: String::new(),
        };
        Units::new(vec![row]).unwrap_or_default()
    }

    /// All units.
    pub fn all(&self) -> &[Unit] {
        &self.list
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The unit with this code.
    pub fn find(&self, code: &str) -> Option<usize> {
        self.by_code.get(code).copied()
    }

    /// The units directly below one.
    pub fn children(&self, unit: usize) -> &[usize] {
        &self.children[unit]
    }

    /// The units of every level that the plan assesses, a list a level; one list of all where it names none.
    pub fn by_level(&self, plan: &Plan) -> Vec<Vec<usize>> {
        let names: Vec<Option<&str>> = match plan.levels.len() {
            0 | 1 => vec![plan.head.level.as_deref()],
            _ => plan.levels.iter().map(|l| l.level.as_deref()).collect(),
        };
        let of = |name: &Option<&str>| {
            (0..self.list.len()).filter(|u| name.is_none_or(|l| self.list[*u].level == l)).collect()
        };
        names.iter().map(of).collect()
    }

    /// Whether a unit is one of those that supply an input themselves.
    pub fn supplies(&self, plan: &Plan, input: InputIx, unit: usize) -> bool {
        plan.inputs[input.0].level.as_ref().is_none_or(|level| self.list[unit].level == *level)
    }

    /// The units that the plan assesses: those of its level, or all.
    pub fn assessed(&self, plan: &Plan) -> Vec<usize> {
        let level = plan.head.level.as_deref();
        (0..self.list.len()).filter(|u| level.is_none_or(|l| self.list[*u].level == l)).collect()
    }
}

/// The units in the order of their codes, parents following.
fn in_order(list: Vec<Unit>) -> Vec<Unit> {
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.sort_by(|a, b| code::compare(&list[*a].code, &list[*b].code));
    let mut place = vec![0; list.len()];
    order.iter().enumerate().for_each(|(new, old)| place[*old] = new);
    let mut placed: Vec<(usize, Unit)> = list
        .into_iter()
        .enumerate()
        .map(|(old, unit)| (place[old], Unit { parent: unit.parent.map(|p| place[p]), ..unit }))
        .collect();
    placed.sort_unstable_by_key(|(new, _)| *new);
    placed.into_iter().map(|(_, unit)| unit).collect()
}

/// One unit of every cycle of parents.
fn cycles(list: &[Unit]) -> Vec<usize> {
    // 0 not seen, 1 on the way up from here, 2 known to end at a root or already reported.
    let mut state = vec![0u8; list.len()];
    let mut found = Vec::new();
    for start in 0..list.len() {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(ix) = at {
            if state[ix] == 2 {
                break;
            }
            if state[ix] == 1 {
                found.push(ix);
                break;
            }
            state[ix] = 1;
            path.push(ix);
            at = list[ix].parent;
        }
        for ix in path {
            state[ix] = 2;
        }
    }
    found
}

/// Where a figure comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Who supplied it.
    pub source: String,
    /// When, as written.
    pub date: String,
    /// A remark.
    pub note: String,
    /// Its place: `figures.csv:12`, `figures.xlsx 乡镇!C5`.
    pub place: String,
}

/// What stands behind a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Somebody supplied it.
    Figure(Provenance),
    /// These findings add up to it, in order of date and place.
    Findings(Vec<Provenance>),
    /// There is a register of findings, and none of them is of this unit and input.
    NoFinding,
}

/// The figures of all units for the inputs of one plan. What is not there is missing: not reported.
#[derive(Clone, Debug)]
pub struct Table {
    units: Units,
    /// By input, then by unit.
    columns: Vec<Vec<Value>>,
    origins: HashMap<(usize, usize), Origin>,
}

impl Table {
    /// A table without figures.
    pub fn new(plan: &Plan, units: Units) -> Table {
        let column = vec![Value::Missing(Reason::NotReported); units.len()];
        Table { columns: vec![column; plan.inputs.len()], units, origins: HashMap::new() }
    }

    /// The units.
    pub fn units(&self) -> &Units {
        &self.units
    }

    /// The value of an input for a unit.
    pub fn value(&self, input: InputIx, unit: usize) -> &Value {
        &self.columns[input.0][unit]
    }

    /// Puts a value in; the value must fit the input's kind.
    pub fn set(&mut self, input: InputIx, unit: usize, value: Value) {
        self.columns[input.0][unit] = value;
    }

    /// What stands behind a value, if that is known.
    pub fn origin(&self, input: InputIx, unit: usize) -> Option<&Origin> {
        self.origins.get(&(input.0, unit))
    }

    /// Says what stands behind a value.
    pub fn set_origin(&mut self, input: InputIx, unit: usize, origin: Origin) {
        self.origins.insert((input.0, unit), origin);
    }

    /// Who supplied a value, if it was supplied and that is known.
    pub fn provenance(&self, input: InputIx, unit: usize) -> Option<&Provenance> {
        match self.origin(input, unit)? {
            Origin::Figure(provenance) => Some(provenance),
            Origin::Findings(_) | Origin::NoFinding => None,
        }
    }

    /// Says who supplied a value.
    pub fn set_provenance(&mut self, input: InputIx, unit: usize, provenance: Provenance) {
        self.set_origin(input, unit, Origin::Figure(provenance));
    }
}
