//! Files of figures → changes to a table, with every problem found on the way. Nothing is half-read: the caller sees all of
//! it first and takes it over or not.
//!
//! Two layouts, told apart by their headers: long (a row a figure: unit, input, value, source, date, note) and wide (a row
//! a unit, a column an input). Workbooks may hold several such sheets.

mod cell;
mod layout;
mod long;
pub(crate) mod names;
mod ratio;
mod wide;

pub(crate) use cell::{allowed, kind as kind_of, value as value_of};

pub use ratio::{possible_ratio, rates_with_denominators};

use crate::guard;
use crate::nearest::Nearest;
use crate::problem::{Found, Kind, Place, Problem};
use crate::template::stamp::{self, Stamp};
use crate::workbook::{Area, Limits, Sheet, Workbook, read_file};
use kaocheng_compile::plan::{self, InputIx, Plan, Reason};
use kaocheng_engine::table::{Provenance, Table, Units, Value};
use kaocheng_syntax::exact::{show, show_percent};
use layout::Layout;
use names::{InputNames, UnitNames};
use std::collections::HashMap;

/// What a file of figures would do to a table.
#[derive(Debug, Default)]
pub struct Imported {
    /// The figures, in the order of the file.
    pub changes: Vec<Change>,
    /// What was found; the first of them if there are very many.
    pub problems: Vec<Problem>,
    /// Problems beyond those listed.
    pub unlisted: usize,
    /// How many of all problems are errors.
    pub errors: usize,
    /// How much was read.
    pub counts: Counts,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Of which unit, as an index into the units.
    pub unit: usize,
    /// For which input.
    pub input: InputIx,
    /// What it is.
    pub value: Value,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// How much was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sheets with figures.
    pub sheets: usize,
    /// Rows under their headers.
    pub rows: usize,
    /// Figures.
    pub figures: usize,
    /// Figures that say why there is none: 不适用, 免报.
    pub missing: usize,
}

impl Imported {
    /// Whether the file may be taken over: no problem is an error.
    pub fn usable(&self) -> bool {
        self.errors == 0
    }

    /// Puts the figures into a table of the same plan and units.
    pub fn apply(&self, table: &mut Table) {
        for change in &self.changes {
            table.set(change.input, change.unit, change.value.clone());
            table.set_provenance(change.input, change.unit, change.provenance.clone());
        }
    }
}

/// Reads a file of figures for the inputs of a plan.
pub fn read_figures(file: &str, bytes: &[u8], plan: &Plan, units: &Units) -> Imported {
    let refused = |problem| Imported { problems: vec![problem], errors: 1, ..Imported::default() };
    let limits = Limits::for_figures(units.len(), plan.inputs.len());
    let book = match read_file(file, bytes, &limits) {
        Ok(book) => book,
        Err(problem) => return refused(*problem),
    };
    let stamp = stamp::read(&book);
    let names = InputNames::new(plan);
    let layouts: Vec<Option<Layout>> =
        book.sheets.iter().map(|sheet| layout::of(sheet, &names, stamp.as_ref())).collect();
    let header = |sheet: &Sheet| {
        let at = book.sheets.iter().position(|s| s.name == sheet.name)?;
        layouts.get(at)?.as_ref().map(|layout| layout.header)
    };
    if let Some(problem) = guard::refuse(&book, &header) {
        return refused(problem);
    }
    let mut import = Import::new(plan, units, names, &book);
    import.stamp(stamp.as_ref());
    import.sheets(&book, &layouts, stamp.as_ref());
    import.done()
}

/// An import in the making.
struct Import<'i> {
    plan: &'i Plan,
    units: &'i Units,
    book: &'i Workbook,
    inputs: InputNames<'i>,
    unit_names: UnitNames<'i>,
    nearest: Nearest,
    found: Found,
    changes: Vec<Change>,
    /// Where in `changes` each cell of the table stands.
    at: HashMap<(InputIx, usize), (usize, Place)>,
    counts: Counts,
    /// An unknown name that is on the refuse-list: the whole file goes.
    personal: Option<Problem>,
}

impl<'i> Import<'i> {
    fn new(plan: &'i Plan, units: &'i Units, inputs: InputNames<'i>, book: &'i Workbook) -> Import<'i> {
        Import {
            plan,
            units,
            book,
            inputs,
            unit_names: UnitNames::new(units),
            nearest: Nearest::default(),
            found: Found::default(),
            changes: Vec::new(),
            at: HashMap::new(),
            counts: Counts::default(),
            personal: None,
        }
    }

    fn problem(&mut self, place: Place, kind: Kind) {
        self.found.push(place.problem(kind));
    }

    fn stamp(&mut self, stamp: Option<&Stamp>) {
        let Some(stamp) = stamp else { return };
        let expected = plan::hash(self.plan);
        if stamp.program != expected {
            let found = crate::words::shorten(&stamp.program);
            let place = Place::sheet(&self.book.file, Some(stamp::SHEET));
            self.problem(place, Kind::OtherTemplate { found, expected });
        }
    }

    fn sheets(&mut self, book: &Workbook, layouts: &[Option<Layout>], stamp: Option<&Stamp>) {
        let usable = |layout: &Option<Layout>| layout.as_ref().is_some_and(Layout::names_inputs);
        let any = book.sheets.iter().zip(layouts).any(|(sheet, layout)| sheet.visible && usable(layout));
        let mut read = false;
        for (sheet, layout) in book.sheets.iter().zip(layouts) {
            let here = Place::sheet(&book.file, sheet.name.as_deref());
            let name = sheet.name.as_deref().unwrap_or_default();
            match layout {
                // Where no sheet fits, the first that comes near says what is wrong with it.
                Some(layout) if sheet.visible && (layout.names_inputs() || (!any && !read)) => {
                    read = true;
                    self.counts.sheets += 1;
                    self.sheet(sheet, layout, &here);
                }
                _ if sheet.rows.is_empty() || stamp::is_ours(name, stamp) => {}
                _ if any => self.problem(here, Kind::SheetNotRead { sheet: crate::words::shorten(name) }),
                _ => {}
            }
        }
        if !read {
            let empty = book.sheets.iter().all(|s| s.rows.is_empty());
            self.problem(Place::file(&book.file), if empty { Kind::EmptyFile } else { Kind::NoFigures });
        }
    }

    fn sheet(&mut self, sheet: &Sheet, layout: &Layout, here: &Place) {
        let body = || sheet.rows.iter().filter(|row| row.number > layout.header);
        if sheet.name.is_none() {
            for row in body().filter(|row| row.fields != layout.fields) {
                let kind = Kind::RaggedRow { found: row.fields, expected: layout.fields };
                self.problem(here.row(row.number), kind);
            }
        }
        for area in sheet.merges.iter().filter(|area| over_figures(area, layout, sheet)) {
            self.merged(area, here);
        }
        self.counts.rows += body().count();
        match &layout.kind {
            layout::LayoutKind::Long(columns) => self.long(body(), layout, columns, here),
            layout::LayoutKind::Wide(columns) => self.wide(body(), sheet, layout, columns, here),
        }
    }

    fn merged(&mut self, area: &Area, here: &Place) {
        let name = |(row, column)| here.cell(row, column).cell_name().unwrap_or_default();
        let kind = Kind::MergedCells { area: format!("{}:{}", name(area.from), name(area.to)) };
        self.problem(here.cell(area.from.0, area.from.1), kind);
    }

    /// Takes one figure, unless another stands for it already.
    fn figure(&mut self, input: InputIx, unit: usize, value: Value, provenance: Provenance, place: Place) {
        if let Some((at, there)) = self.at.get(&(input, unit)) {
            let (Some(first), there) = (self.changes.get_mut(*at), there.to_string()) else { return };
            if value == Value::Missing(Reason::NotReported) {
                return;
            }
            if first.value == Value::Missing(Reason::NotReported) {
                *first = Change { unit, input, value, provenance };
                return;
            }
            let (unit, label) = (self.units.all()[unit].code.clone(), self.plan.inputs[input.0].label.clone());
            let kind = if first.value == value {
                Kind::RepeatedValue { unit, input: label, there }
            } else {
                let show = |v| shown(self.plan, input, v);
                let (found, first) = (show(&value), show(&first.value));
                Kind::ConflictingValues { unit, input: label, found, first, there }
            };
            self.problem(place, kind);
            return;
        }
        self.provider(input, unit, &provenance, &place);
        self.level(input, unit, &place);
        self.at.insert((input, unit), (self.changes.len(), place));
        self.changes.push(Change { unit, input, value, provenance });
    }

    /// A figure of another office than the one that supplies it: that office may dispute it, not overwrite it (R2-24).
    fn provider(&mut self, input: InputIx, unit: usize, from: &Provenance, place: &Place) {
        let Some(provider) = &self.plan.inputs[input.0].provider else { return };
        let key = crate::words::key;
        let own = provider.split(['、', '，', ',', '/', ';', '；']).any(|office| key(office) == key(&from.source));
        if from.source.is_empty() || own || key(provider) == key(&from.source) {
            return;
        }
        let kind = Kind::ProviderOverwritten {
            unit: self.units.all()[unit].code.clone(),
            input: self.plan.inputs[input.0].label.clone(),
            provider: crate::words::shorten(provider),
            found: crate::words::shorten(&from.source),
        };
        self.problem(place.clone(), kind);
    }

    /// A figure of a unit that is not asked for it: read, but it will count for nothing.
    fn level(&mut self, input: InputIx, unit: usize, place: &Place) {
        let asked = self.plan.suppliers(input);
        let unit = &self.units.all()[unit];
        if !asked.is_empty() && !asked.contains(&unit.level.as_str()) {
            let expected = asked.join(", ");
            let kind = Kind::UnitOfOtherLevel {
                unit: unit.code.clone(),
                found: unit.level.clone(),
                expected,
                input: self.plan.inputs[input.0].label.clone(),
            };
            self.problem(place.clone(), kind);
        }
    }

    fn done(mut self) -> Imported {
        if let Some(problem) = self.personal {
            return Imported { problems: vec![problem], errors: 1, ..Imported::default() };
        }
        self.ratios();
        self.counts.missing = self.changes.iter().filter(|c| matches!(c.value, Value::Missing(_))).count();
        self.counts.figures = self.changes.len() - self.counts.missing;
        let Found { list: problems, unlisted, errors } = self.found;
        Imported { changes: self.changes, problems, unlisted, errors, counts: self.counts }
    }
}

/// Whether a merged area lies below the headers and touches a column that is read.
fn over_figures(area: &Area, layout: &Layout, sheet: &Sheet) -> bool {
    let last = sheet.rows.last().map_or(0, |row| row.number);
    let touches = |column: u32| (area.from.1..=area.to.1).contains(&column);
    area.to.0 > layout.header && area.from.0 <= last && layout.columns().any(touches)
}

/// A value as it would be typed.
pub fn shown(plan: &Plan, input: InputIx, value: &Value) -> String {
    use kaocheng_syntax::clause::InputKind;
    let input = &plan.inputs[input.0];
    match (value, &input.kind) {
        (Value::Number(v), InputKind::Rate) => show_percent(v),
        (Value::Number(v), _) => show(v),
        (Value::Truth(true), _) => "是".into(),
        (Value::Truth(false), _) => "否".into(),
        (Value::Choice(chosen), InputKind::Choice(words)) => {
            let chosen: Vec<&str> = chosen.iter().filter_map(|ix| words.get(*ix)).map(String::as_str).collect();
            if chosen.is_empty() { "无".into() } else { chosen.join("+") }
        }
        (Value::Choice(_), _) => String::new(),
        (Value::Word(word), _) => word.clone(),
        (Value::Missing(Reason::NotReported), _) => "-".into(),
        (Value::Missing(Reason::NotApplicable), _) => "不适用".into(),
        (Value::Missing(Reason::Excused), _) => "免报".into(),
        (Value::Missing(Reason::Refused), _) => "拒报".into(),
    }
}
