//! The table in a register's file: which row heads it, which column holds what, and its cells as text, dates, units,
//! words and counts.

use super::{CellFault, Register};
use crate::figures::names::{KnownUnit, UnitNames};
use crate::guard;
use crate::nearest::Nearest;
use crate::problem::{Found, Kind, Place, Problem, column_name};
use crate::words::{key, shorten};
use crate::workbook::{Cell, Limits, Row, Sheet, Workbook, read_file};
use jiff::civil::Date;
use kaocheng_engine::table::Units;
use kaocheng_syntax::diagnostic::Severity;
use kaocheng_syntax::exact::is_whole;
use num_traits::ToPrimitive;

/// How far down headers are looked for.
const HEADER_ROWS: usize = 20;

/// A column of a register.
pub(super) struct Field {
    /// Its names as messages show them: `number / 编号`.
    pub names: &'static str,
    /// The headers it may have.
    pub words: &'static [&'static str],
    /// Whether the register is nothing without it.
    pub needed: bool,
}

/// Columns that every register may have and none reads.
const BESIDE: &[&str] = &["序号", "no", "no.", "#", "备注", "note", "notes", "remark", "remarks", "说明"];

/// Headers by which a column beside the unit's code repeats its name.
const UNIT_NAMES: &[&str] = &["单位名称", "unit name", "unit_name"];

/// A row being read: each reader leaves a problem where the cell is not what it must be.
pub(super) struct Reader<'r, 'u> {
    state: &'r mut State<'u>,
    row: &'r Row,
}

struct State<'u> {
    book: Workbook,
    here: Place,
    /// The column of each field.
    columns: Vec<Option<u32>>,
    fields: &'static [Field],
    units: UnitNames<'u>,
    nearest: Nearest,
    found: Found,
}

/// Reads a register: `of_row` makes a row of it, or leaves a problem.
pub(super) fn read<T>(
    file: &str,
    bytes: &[u8],
    units: &Units,
    fields: &'static [Field],
    of_row: impl Fn(&mut Reader) -> Option<T>,
) -> Register<T> {
    let mut book = match read_file(file, bytes, &Limits::for_units()) {
        Ok(book) => book,
        Err(problem) => return refused(*problem),
    };
    let place = table_of(&book, fields);
    let header = |sheet: &Sheet| {
        let (at, number) = place?;
        book.sheets.get(at).is_some_and(|s| s.name == sheet.name).then_some(number)
    };
    if let Some(problem) = guard::refuse(&book, &header) {
        return refused(problem);
    }
    let Some((at, number)) = place else {
        let content = book.sheets.iter().any(|s| !s.rows.is_empty());
        let names = fields.iter().find(|f| f.needed).map_or("", |f| f.names);
        return refused(Place::file(file).problem(if content {
            Kind::MissingColumn { names }
        } else {
            Kind::EmptyFile
        }));
    };
    let sheet = book.sheets.get_mut(at).map(std::mem::take).unwrap_or_default();
    let here = Place::sheet(file, sheet.name.as_deref());
    let (units, nearest, found) = (UnitNames::new(units), Nearest::default(), Found::default());
    let mut state = State { book, here, columns: Vec::new(), fields, units, nearest, found };
    let fields_of_header = state.header(&sheet, number);
    let (mut rows, mut places) = (Vec::new(), Vec::new());
    for row in sheet.rows.iter().filter(|row| row.number > number) {
        if row.fields != fields_of_header {
            let kind = Kind::RaggedRow { found: row.fields, expected: fields_of_header };
            state.found.push(state.here.row(row.number).problem(kind));
        }
        let place = state.here.row(row.number);
        if let Some(read) = of_row(&mut Reader { state: &mut state, row }) {
            rows.push(read);
            places.push(place);
        }
    }
    let Found { list: problems, unlisted, errors } = state.found;
    if errors > 0 {
        (rows, places) = (Vec::new(), Vec::new());
    }
    Register { rows, places, problems, unlisted, errors }
}

fn refused<T>(problem: Problem) -> Register<T> {
    let errors = usize::from(problem.severity() == Severity::Error);
    Register { rows: Vec::new(), places: Vec::new(), problems: vec![problem], unlisted: 0, errors }
}

/// The visible sheet and row with most of the fields' headers; two at least.
fn table_of(book: &Workbook, fields: &[Field]) -> Option<(usize, u32)> {
    let known = |row: &Row| {
        let heads = |f: &&Field| row.cells.iter().any(|(_, cell)| is(f.words, &cell.shown()));
        fields.iter().filter(heads).count()
    };
    let visible = book.sheets.iter().enumerate().filter(|(_, sheet)| sheet.visible);
    let rows = visible.flat_map(|(at, sheet)| sheet.rows.iter().take(HEADER_ROWS).map(move |row| (at, row)));
    let mut best: Option<(usize, usize, u32)> = None;
    for (at, row) in rows {
        let count = known(row);
        if count >= 2 && best.is_none_or(|(most, ..)| count > most) {
            best = Some((count, at, row.number));
        }
    }
    best.map(|(_, at, number)| (at, number))
}

fn is(words: &[&str], header: &str) -> bool {
    let header = key(header);
    words.iter().any(|word| key(word) == header)
}

impl State<'_> {
    /// Finds the columns; gives the number of fields that rows of a CSV file must have.
    fn header(&mut self, sheet: &Sheet, number: u32) -> usize {
        let Some(head) = sheet.rows.iter().find(|row| row.number == number) else { return 0 };
        self.columns = vec![None; self.fields.len()];
        for (column, cell) in &head.cells {
            let text = cell.shown();
            let place = self.here.cell(number, *column);
            let field = self.fields.iter().position(|field| is(field.words, &text));
            match field.and_then(|at| self.columns.get_mut(at)) {
                Some(Some(first)) if !is(UNIT_NAMES, &text) => {
                    let kind = Kind::DuplicateColumn { found: shorten(&text), first: column_name(*first) };
                    self.found.push(place.problem(kind));
                }
                Some(Some(_)) => {}
                Some(slot) => *slot = Some(*column),
                None if is(BESIDE, &text) || is(UNIT_NAMES, &text) => {}
                None => {
                    let fault = CellFault::ColumnNotRead { found: shorten(&text) };
                    self.found.push(place.problem(Kind::RegisterCell(fault)));
                }
            }
        }
        for (field, column) in self.fields.iter().zip(&self.columns) {
            if field.needed && column.is_none() {
                self.found.push(self.here.row(number).problem(Kind::MissingColumn { names: field.names }));
            }
        }
        head.fields
    }
}

impl Reader<'_, '_> {
    fn names(&self, field: usize) -> &'static str {
        self.state.fields.get(field).map_or("", |f| f.names)
    }

    fn column(&self, field: usize) -> Option<u32> {
        self.state.columns.get(field).copied().flatten()
    }

    fn cell(&self, field: usize) -> Option<&Cell> {
        self.row.cell(self.column(field)?)
    }

    fn problem(&mut self, field: usize, kind: Kind) {
        let place = match self.column(field) {
            Some(column) => self.state.here.cell(self.row.number, column),
            None => self.state.here.row(self.row.number),
        };
        self.state.found.push(place.problem(kind));
    }

    fn fault(&mut self, field: usize, fault: CellFault) {
        self.problem(field, Kind::RegisterCell(fault));
    }

    /// What a cell says; empty for nothing.
    pub fn text(&self, field: usize) -> String {
        self.cell(field).map(Cell::shown).unwrap_or_default()
    }

    /// What a cell says that must say something. A column that is not there at all was told of already.
    pub fn needed(&mut self, field: usize) -> Option<String> {
        let text = self.text(field);
        if text.is_empty() && self.column(field).is_some() {
            let column = self.names(field);
            self.fault(field, CellFault::Empty { column });
        }
        (!text.is_empty()).then_some(text)
    }

    /// A date, or nothing; the outer `None` is a problem.
    pub fn date(&mut self, field: usize) -> Option<Option<Date>> {
        let text = self.cell(field).map(|cell| self.state.book.date(cell)).unwrap_or_default();
        if text.is_empty() {
            return Some(None);
        }
        let date = date(&text);
        if date.is_none() {
            let fault = CellFault::NotADate { column: self.names(field), found: shorten(&text) };
            self.fault(field, fault);
        }
        date.map(Some)
    }

    /// A date that must be there.
    pub fn needed_date(&mut self, field: usize) -> Option<Date> {
        self.needed(field)?;
        self.date(field)?
    }

    /// A unit of the list, by code or name.
    pub fn unit(&mut self, field: usize) -> Option<usize> {
        let text = self.needed(field)?;
        match self.state.units.find(&text) {
            KnownUnit::One(unit) => Some(unit),
            KnownUnit::Several(units) => {
                self.problem(field, Kind::AmbiguousUnit { found: shorten(&text), units });
                None
            }
            KnownUnit::Nothing => {
                let nearest = self.state.nearest.of(&text, self.state.units.all()).map(shorten);
                self.problem(field, Kind::UnknownUnit { found: shorten(&text), nearest, figures: true });
                None
            }
        }
    }

    /// One of the words of a column, or nothing; the outer `None` is a problem. `shown` lists the words for people.
    pub fn word<T: Copy>(&mut self, field: usize, words: &[(T, &[&str])], shown: &'static str) -> Option<Option<T>> {
        let text = self.text(field);
        if text.is_empty() {
            return Some(None);
        }
        let found = words.iter().find(|(_, words)| is(words, &text)).map(|(value, _)| *value);
        if found.is_none() {
            let fault = CellFault::NotAWord { column: self.names(field), found: shorten(&text), words: shown };
            self.fault(field, fault);
        }
        found.map(Some)
    }

    /// Yes or no, or nothing.
    pub fn yes_no(&mut self, field: usize) -> Option<Option<bool>> {
        const YES: &[&str] = &["是", "有", "已签", "签字", "√", "yes", "y", "true", "1"];
        const NO: &[&str] = &["否", "无", "未签", "拒签", "×", "no", "n", "false", "0"];
        self.word(field, &[(true, YES), (false, NO)], "是 / 否, yes / no")
    }

    /// A whole number of 0 or more, or nothing.
    pub fn count(&mut self, field: usize) -> Option<Option<u64>> {
        let text = self.text(field);
        if text.is_empty() {
            return Some(None);
        }
        let number = kaocheng_syntax::exact::parse(&key(&text)).filter(is_whole).and_then(|v| v.to_integer().to_u64());
        if number.is_none() {
            let fault = CellFault::NotACount { column: self.names(field), found: shorten(&text) };
            self.fault(field, fault);
        }
        number.map(Some)
    }
}

/// A day as people write it: 2026-06-30, 2026/6/30, 2026.6.30, 2026年6月30日.
fn date(text: &str) -> Option<Date> {
    let plain = key(text);
    let parts: Vec<&str> = plain.split(['-', '/', '.', '年', '月', '日']).filter(|p| !p.is_empty()).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let year = Some(year).filter(|y| y.len() == 4)?.parse::<i16>().ok()?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in ["2026-06-30", "2026/6/30", "2026.6.30", "2026年6月30日", "２０２６－６－３０"] {
            assert_eq!(date(text).map(|d| d.to_string()).as_deref(), Some("2026-06-30"), "{text}");
        }
        for text in ["", "2026-06", "26-06-30", "2026-02-30", "6/30/2026", "tomorrow", "2026-1-2-3"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
