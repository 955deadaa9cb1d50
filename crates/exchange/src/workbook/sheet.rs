//! One sheet of a workbook, read as a stream: cells without content leave no trace.

use super::limits::Counter;
use super::strings::Runs;
use super::{Area, Cell, Format, Row, xml};
use crate::problem::Kind;
use quick_xml::events::{BytesStart, Event};
use std::io::BufRead;
use std::sync::Arc;

/// What cells refer to.
pub(super) struct Shared {
    pub strings: Vec<Arc<str>>,
    pub formats: Vec<Format>,
}

/// Rows and merged areas of a sheet.
pub(super) fn read(
    input: &mut dyn BufRead,
    part: &str,
    shared: &Shared,
    counter: &mut Counter,
) -> Result<(Vec<Row>, Vec<Area>), Kind> {
    let mut state = State { shared, part, rows: Vec::new(), merges: Vec::new(), row: Row::default(), cell: None };
    xml::events(input, part, |event| state.on(event, counter))?;
    state.rows.sort_by_key(|r| r.number);
    Ok((state.rows, state.merges))
}

struct State<'s> {
    shared: &'s Shared,
    part: &'s str,
    rows: Vec<Row>,
    merges: Vec<Area>,
    row: Row,
    cell: Option<Open>,
}

/// The cell that is being read.
#[derive(Default)]
struct Open {
    column: u32,
    kind: String,
    style: usize,
    value: Option<String>,
    in_value: bool,
    formula: bool,
    inline: Runs,
}

impl State<'_> {
    fn on(&mut self, event: &Event, counter: &mut Counter) -> Result<(), Kind> {
        match event {
            Event::Start(e) => self.start(e, false, counter),
            Event::Empty(e) => self.start(e, true, counter),
            Event::End(e) => match e.local_name().as_ref() {
                "c" => self.close_cell(counter),
                "row" => self.close_row(counter),
                _ => self.inside(event, counter),
            },
            _ => self.inside(event, counter),
        }
    }

    fn start(&mut self, e: &BytesStart, empty: bool, counter: &mut Counter) -> Result<(), Kind> {
        match e.local_name().as_ref() {
            "row" => {
                let next = self.row.number.saturating_add(1);
                let number = xml::attribute(e, "r").and_then(|r| r.parse().ok()).unwrap_or(next);
                self.row = Row { number, ..Row::default() };
            }
            "c" if !empty => self.cell = Some(self.open_cell(e)),
            // An empty cell still takes its column for those after it without a reference.
            "c" => {}
            "mergeCell" => {
                if let Some(area) = xml::attribute(e, "ref").as_deref().and_then(area) {
                    counter.cell(1)?;
                    self.merges.push(area);
                }
            }
            _ if empty => {
                if let Some(cell) = &mut self.cell {
                    cell.formula |= e.local_name().as_ref() == "f";
                }
            }
            _ => return self.inside(&Event::Start(e.borrow()), counter),
        }
        Ok(())
    }

    fn open_cell(&self, e: &BytesStart) -> Open {
        let implied = self.row.cells.last().map_or(1, |(c, _)| c.saturating_add(1));
        let reference = xml::attribute(e, "r");
        let column = reference.as_deref().and_then(cell_name).map_or(implied, |(_, column)| column);
        let style = xml::attribute(e, "s").and_then(|s| s.parse().ok()).unwrap_or(0);
        Open { column, style, kind: xml::attribute(e, "t").unwrap_or_default(), ..Open::default() }
    }

    fn inside(&mut self, event: &Event, counter: &Counter) -> Result<(), Kind> {
        let Some(cell) = &mut self.cell else { return Ok(()) };
        match event {
            Event::Start(e) if e.local_name().as_ref() == "v" => {
                cell.in_value = true;
                cell.value = Some(String::new());
            }
            Event::Start(e) if e.local_name().as_ref() == "f" => cell.formula = true,
            Event::End(e) if e.local_name().as_ref() == "v" => cell.in_value = false,
            _ => {}
        }
        match (event, &mut cell.value) {
            (Event::Text(text), Some(value)) if cell.in_value => value.push_str(&text.xml10_content()),
            (Event::CData(text), Some(value)) if cell.in_value => value.push_str(&text.xml10_content()),
            (Event::GeneralRef(reference), Some(value)) if cell.in_value => value.extend(xml::entity(reference)),
            _ => cell.inline.on(event, counter)?,
        }
        counter.text(cell.value.as_ref().map_or(0, String::len))
    }

    fn close_cell(&mut self, counter: &mut Counter) -> Result<(), Kind> {
        let Some(open) = self.cell.take() else { return Ok(()) };
        let column = open.column;
        if let Some(cell) = self.content(open)? {
            counter.cell(column)?;
            self.row.cells.push((column, cell));
        }
        Ok(())
    }

    fn content(&self, open: Open) -> Result<Option<Cell>, Kind> {
        let broken = || Kind::BrokenWorkbook { part: self.part.to_owned() };
        let text = |t: &str| (!t.trim().is_empty()).then(|| Cell::Text(Arc::from(t.trim())));
        let value = open.value.as_deref().map(str::trim).unwrap_or_default();
        Ok(match open.kind.as_str() {
            "inlineStr" => text(&open.inline.text),
            "str" if open.value.is_some() => text(open.value.as_deref().unwrap_or_default()),
            _ if value.is_empty() => open.formula.then_some(Cell::Unknown),
            "s" => {
                let index: usize = value.parse().map_err(|_| broken())?;
                let shared = self.shared.strings.get(index).ok_or_else(broken)?;
                (!shared.is_empty()).then(|| Cell::Text(shared.clone()))
            }
            "b" => Some(Cell::Truth(value != "0")),
            "e" => Some(Cell::Error(Box::from(value))),
            // Dates as text, which few producers write.
            "d" => text(value),
            _ => {
                let format = self.shared.formats.get(open.style).copied().unwrap_or_default();
                Some(Cell::Number(Box::from(value), format))
            }
        })
    }

    fn close_row(&mut self, counter: &Counter) -> Result<(), Kind> {
        let mut row = Row { number: self.row.number, ..Row::default() };
        std::mem::swap(&mut row.cells, &mut self.row.cells);
        if row.cells.is_empty() {
            return Ok(());
        }
        counter.row(self.rows.len())?;
        row.cells.sort_by_key(|(column, _)| *column);
        self.rows.push(row);
        Ok(())
    }
}

/// `C5` → row 5, column 3.
pub(super) fn cell_name(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = text.split_at_checked(digits)?;
    let mut column = 0u32;
    for letter in letters.bytes() {
        if !letter.is_ascii_alphabetic() || letters.len() > 3 {
            return None;
        }
        column = column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    let row = number.parse().ok()?;
    (column > 0 && row > 0).then_some((row, column))
}

fn area(text: &str) -> Option<Area> {
    let (from, to) = text.split_once(':')?;
    Some(Area { from: cell_name(from)?, to: cell_name(to)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cell_names_are_rows_and_columns() {
        assert_eq!(cell_name("C5"), Some((5, 3)));
        assert_eq!(cell_name("XFD1048576"), Some((1_048_576, 16384)));
        for text in ["", "5", "C", "C0", "CCCC5", "Ä5", "5C", "C-5"] {
            assert_eq!(cell_name(text), None, "{text}");
        }
    }
}
