//! The workbook part: which sheets there are, in which order, and where they lie.

use super::limits::{Counter, Limits};
use super::package::Package;
use super::sheet::Shared;
use super::{Sheet, Workbook, relations, sheet, strings, styles, xml};
use crate::problem::{Kind, Limit, Place, Problem};
use quick_xml::events::Event;

/// The sheets of a workbook before their cells are read.
pub(crate) struct Book {
    /// The workbook part.
    pub part: String,
    /// Sheets in the order of their tabs.
    pub sheets: Vec<Tab>,
    /// The parts for styles and shared strings.
    pub styles: Option<String>,
    strings: Option<String>,
    from_1904: bool,
}

/// One tab.
pub(crate) struct Tab {
    /// Its name.
    pub name: String,
    /// Whether a person sees it.
    pub visible: bool,
    /// The part that holds it.
    pub part: String,
}

/// Finds the sheets of a workbook.
pub(crate) fn book_of(package: &mut Package, limits: &Limits) -> Result<Book, Kind> {
    let part = relations::read(package, "")?
        .into_iter()
        .find(|r| r.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |r| r.target);
    let related = relations::read(package, &part)?;
    let target = |kind: &str| related.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
    let (strings, styles) = (target("sharedStrings"), target("styles"));
    let mut book = Book { part: part.clone(), sheets: Vec::new(), styles, strings, from_1904: false };
    let read = package.stream(&part, |input| {
        xml::events(input, &part, |event| {
            let (Event::Start(e) | Event::Empty(e)) = event else { return Ok(()) };
            match e.local_name().as_ref() {
                "workbookPr" => {
                    book.from_1904 = matches!(xml::attribute(e, "date1904").as_deref(), Some("1" | "true"));
                }
                "sheet" => {
                    let id = xml::attribute(e, "id").unwrap_or_default();
                    let name = xml::attribute(e, "name").unwrap_or_default();
                    let visible = !matches!(xml::attribute(e, "state").as_deref(), Some("hidden" | "veryHidden"));
                    // Sheets of charts and dialogs hold no cells.
                    if let Some(relation) = related.iter().find(|r| r.id == id && r.kind == "worksheet") {
                        book.sheets.push(Tab { name, visible, part: relation.target.clone() });
                    }
                }
                _ => {}
            }
            if book.sheets.len() as u64 > limits.sheets {
                return Err(Kind::TooLarge(Limit::Parts(limits.sheets)));
            }
            Ok(())
        })
    });
    match read {
        None => Err(Kind::NotAWorkbook),
        Some(Err(kind)) => Err(kind),
        Some(Ok(())) => Ok(book),
    }
}

pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Workbook, Box<Problem>> {
    let here = |kind| Place::file(file).problem(kind);
    let mut package = Package::open(bytes, limits).map_err(here)?;
    let book = book_of(&mut package, limits).map_err(here)?;
    let mut counter = Counter::new(limits);
    let shared = shared(&mut package, &book, &counter).map_err(here)?;
    let mut sheets = Vec::new();
    for tab in &book.sheets {
        let in_sheet = |kind| Place::sheet(file, Some(&tab.name)).problem(kind);
        let read = package
            .stream(&tab.part, |input| sheet::read(input, &tab.part, &shared, &mut counter))
            .unwrap_or_else(|| Err(Kind::BrokenWorkbook { part: tab.part.clone() }));
        let (rows, merges) = read.map_err(in_sheet)?;
        sheets.push(Sheet { name: Some(tab.name.clone()), visible: tab.visible, rows, merges });
    }
    Ok(Workbook { file: file.to_owned(), sheets, from_1904: book.from_1904 })
}

fn shared(package: &mut Package, book: &Book, counter: &Counter) -> Result<Shared, Kind> {
    let strings = match &book.strings {
        Some(part) => package.stream(part, |input| strings::read(input, part, counter)).transpose()?,
        None => None,
    };
    let formats = match &book.styles {
        Some(part) => package.stream(part, |input| styles::read(input, part)).transpose()?,
        None => None,
    };
    Ok(Shared { strings: strings.unwrap_or_default(), formats: formats.unwrap_or_default() })
}
