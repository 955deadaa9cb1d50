//! CSV files, and what spreadsheets call so: any encoding that the careful reader knows, cut at line ends and read in
//! pieces.

mod chunk;
mod cursor;
mod long;
mod wide;

use super::header::{self, Header, InputColumn, Layout};
use super::raw::Raw;
use super::tasks::answers;
use super::units::{Where, of_persons};
use super::{BulkRead, BulkRefused};
use crate::problem::{Found, Kind, Place, Problem};
use crate::words::shorten;
use crate::workbook::{decode, delimiter};
use bytes::Bytes;
use chunk::{Chunk, Made, Wanted};
use cursor::{Cursor, cut};
use kaocheng_compile::plan::Plan;
use kaocheng_engine::columns::UnitColumns;
use kaocheng_engine::crew::Crew;
use kaocheng_syntax::clause::InputKind;
use std::borrow::Cow;

/// Reads a CSV file of figures: a row a unit with a column an input, or a row a figure. The first line with anything in
/// it is the header. Without `units`, the file says itself what its units are.
pub fn read_csv(
    file: &str,
    bytes: Bytes,
    plan: &Plan,
    units: Option<&UnitColumns>,
    crew: &dyn Crew,
) -> Result<BulkRead, BulkRefused> {
    let here = Place::file(file);
    let text = decode(&bytes).ok_or_else(|| here.clone().problem(Kind::UnknownEncoding))?;
    let text = one_line_end(text);
    let delimiter = delimiter(&text);
    let (headers, body, line) = head(&text, delimiter, &here)?;
    let mut found = Found::default();
    let header = header::read(&headers, plan, &here.row(line), &mut found)?;
    let Some(header) = header.filter(|_| found.errors == 0) else { return Err(found.into()) };
    let wanted = wanted(&header, headers.len(), plan, units.is_some());
    let text = Text { body, delimiter, first: line };
    let parts = text.parts(&wanted, &here, crew)?;
    let reading = Reading { plan, header: &header, headers: &headers, here: &here, crew };
    let columns = match (&header.layout, units) {
        (Layout::Wide(columns), units) => reading.wide(columns, parts, units, &mut found)?,
        (Layout::Long { input, value }, Some(units)) => reading.long((*input, *value), parts, units, &mut found)?,
        (Layout::Long { .. }, None) => return Err(here.problem(Kind::UnitsNeeded).into()),
    };
    match columns {
        Some((columns, rows)) if found.errors == 0 => {
            let Found { list: problems, unlisted, .. } = found;
            Ok(BulkRead { columns, rows, problems, unlisted })
        }
        _ => Err(found.into()),
    }
}

/// A file of which the headers are known.
struct Reading<'r> {
    plan: &'r Plan,
    header: &'r Header,
    headers: &'r [String],
    here: &'r Place,
    crew: &'r dyn Crew,
}

/// The text under the header.
struct Text<'t> {
    body: &'t str,
    delimiter: u8,
    /// The line of the header.
    first: u32,
}

/// All pieces of the text, and the line of every row.
struct Parts<'p> {
    chunks: Vec<Chunk<'p>>,
    lines: Vec<u32>,
}

/// The line ends of old systems as those of ours.
fn one_line_end(text: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let alone = memchr::memchr_iter(b'\r', bytes).any(|at| !matches!(bytes.get(at + 1), Some(b'\n') | None));
    if alone { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text }
}

/// The header, the text below and the line of the header.
fn head<'t>(text: &'t str, delimiter: u8, here: &Place) -> Result<(Vec<String>, &'t str, u32), Problem> {
    let mut cursor = Cursor::new(text, delimiter);
    while cursor.record() {
        let (line, mut headers) = (cursor.lines + 1, Vec::new());
        while !cursor.ended {
            let field = cursor.field().map_err(|_| here.row(line).problem(Kind::BrokenQuote))?;
            headers.push(field.into_owned());
        }
        if headers.iter().any(|h| !h.is_empty()) {
            return Ok((headers, text.get(cursor.position()..).unwrap_or_default(), cursor.lines));
        }
    }
    Err(here.clone().problem(Kind::EmptyFile))
}

/// What is read of each column.
fn wanted<'p>(header: &Header, columns: usize, plan: &'p Plan, given: bool) -> Vec<Wanted<'p>> {
    let mut wanted = vec![Wanted::Nothing; columns];
    let mut set = |column: Option<usize>, what: Wanted<'p>| {
        if let Some(slot) = column.and_then(|c| wanted.get_mut(c)) {
            *slot = what;
        }
    };
    set(Some(header.unit), Wanted::Text(matches!(header.layout, Layout::Long { .. })));
    match &header.layout {
        Layout::Long { input, value } => {
            set(Some(*input), Wanted::Text(true));
            set(Some(value.column), Wanted::Text(true));
        }
        Layout::Wide(inputs) => {
            if !given {
                set(header.name, Wanted::Text(false));
                set(header.parent, Wanted::Text(false));
                set(header.level, Wanted::Text(true));
                set(header.class, Wanted::Text(true));
            }
            for InputColumn { input, column, hundredths } in inputs {
                if let Some(input) = plan.inputs.get(input.0) {
                    set(Some(*column), Wanted::Figures { input, hundredths: *hundredths });
                }
            }
        }
    }
    wanted
}

impl Text<'_> {
    fn parts<'p>(&self, wanted: &[Wanted<'p>], here: &Place, crew: &dyn Crew) -> Result<Parts<'p>, BulkRefused> {
        let broken = |line: u32| here.row(line).problem(Kind::BrokenQuote);
        let cuts = cut(self.body, crew.size() * 8, self.delimiter).map_err(|(at, _)| {
            let before = self.body.as_bytes().get(..at).unwrap_or_default();
            let lines = memchr::memchr_iter(b'\n', before).count();
            broken(self.first.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX)).saturating_add(1))
        })?;
        let chunks = answers(crew, cuts.len(), |ix| {
            Chunk::read(cuts.get(ix).copied().unwrap_or_default(), self.delimiter, wanted)
        });
        let mut parts = Parts { chunks: Vec::new(), lines: Vec::new() };
        let mut before = self.first.saturating_add(1);
        for chunk in chunks {
            parts.lines.extend(chunk.lines.iter().map(|line| line.saturating_add(before)));
            if chunk.broken {
                return Err(broken(parts.lines.last().copied().unwrap_or(before)).into());
            }
            before = before.saturating_add(chunk.height);
            parts.chunks.push(chunk);
        }
        Ok(parts)
    }
}

impl Parts<'_> {
    /// Tells what is wrong with single rows.
    fn tell(&mut self, here: &Place, found: &mut Found) {
        let mut first = 0;
        for chunk in &mut self.chunks {
            for (row, column, kind) in std::mem::take(&mut chunk.wrong) {
                let line = self.lines.get(first + row).copied().unwrap_or_default();
                let column = column.map(|c| u32::try_from(c).unwrap_or(u32::MAX).saturating_add(1));
                found.push(Place { row: Some(line), column, ..here.clone() }.problem(kind));
            }
            found.unlisted += chunk.more;
            found.errors += chunk.more;
            first += chunk.lines.len();
        }
    }

    /// The texts of a column, a piece each.
    fn raw(&mut self, column: usize) -> Vec<Raw> {
        let take = |chunk: &mut Chunk| {
            let made = chunk.columns.get_mut(column).map(|made| std::mem::replace(made, Made::Nothing));
            made.map(Made::raw)
        };
        self.chunks.iter_mut().filter_map(take).collect()
    }
}

impl Reading<'_> {
    fn place<'w>(&'w self, row: &'w (dyn Fn(usize) -> usize + Sync)) -> Where<'w> {
        Where { file: self.here, header: self.header, row }
    }

    fn persons_at(&self, column: usize) -> Problem {
        let name = self.headers.get(column).map(|h| shorten(h)).unwrap_or_default();
        let column = u32::try_from(column).ok().map(|c| c.saturating_add(1));
        Place { column, ..self.here.clone() }.problem(Kind::PersonalRecords { column: name })
    }

    /// The texts of a column, unless they are of persons.
    fn raw(&self, parts: &mut Parts, column: Option<usize>) -> Result<Vec<Raw>, Problem> {
        let Some(column) = column else { return Ok(Vec::new()) };
        let raws = parts.raw(column);
        if of_persons(&raws) { Err(self.persons_at(column)) } else { Ok(raws) }
    }

    fn kind(&self, column: &InputColumn) -> Option<&InputKind> {
        self.plan.inputs.get(column.input.0).map(|i| &i.kind)
    }
}
