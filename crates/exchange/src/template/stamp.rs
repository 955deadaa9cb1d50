//! What a template says about itself on its hidden sheet, so that it is known again whatever people do to its headers.

use crate::workbook::Workbook;
use std::collections::HashMap;

/// The hidden sheet.
pub const SHEET: &str = "_kaocheng";

/// What its first cell says.
pub(crate) const MARK: &str = "kaocheng template";

/// The sheet of problems that a marked workbook gets, by language.
pub const PROBLEM_SHEETS: [&str; 2] = ["问题清单", "Problems"];

/// A template's hidden sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Which template it is: the same for the same plan, units and options.
    pub template: String,
    /// The hash of the program that it was made for.
    pub program: String,
    /// The sheets that only tell how to fill in.
    pub readme: Vec<String>,
    /// The input of each column by sheet and column.
    pub columns: HashMap<(String, u32), String>,
}

/// The stamp of a workbook, if it has one.
pub fn read(book: &Workbook) -> Option<Stamp> {
    let sheet = book.sheets.iter().find(|s| s.name.as_deref() == Some(SHEET))?;
    let mut rows = sheet.rows.iter();
    if rows.next()?.text(1) != MARK {
        return None;
    }
    let mut stamp = Stamp::default();
    for row in rows {
        match row.text(1).as_str() {
            "template" => stamp.template = row.text(2),
            "program" => stamp.program = row.text(2),
            "readme" => stamp.readme.push(row.text(2)),
            "column" => {
                if let Ok(column) = row.text(3).parse() {
                    stamp.columns.insert((row.text(2), column), row.text(4));
                }
            }
            _ => {}
        }
    }
    Some(stamp)
}

/// Whether a sheet is one that we made and that holds no figures.
pub(crate) fn is_ours(name: &str, stamp: Option<&Stamp>) -> bool {
    name == SHEET || PROBLEM_SHEETS.contains(&name) || stamp.is_some_and(|s| s.readme.iter().any(|r| r == name))
}
