//! What a template says about itself on its hidden sheet, so that it is known again whatever people do to its headers.

use super::Job;
use crate::problem::column_name;
use crate::workbook::Workbook;
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_syntax::clause::InputKind;
use rust_xlsxwriter::{Worksheet, XlsxError};
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

/// A column of a sheet.
pub(super) struct Column {
    pub input: InputIx,
    /// Counted from 1.
    pub column: u16,
}

/// Writes the hidden sheet.
pub(super) fn write(sheet: &mut Worksheet, columns: &[Vec<Column>], job: &Job) -> Result<(), XlsxError> {
    sheet.set_name(SHEET)?.set_hidden(true);
    let mut lines = vec![
        vec![MARK.to_owned(), "1".to_owned()],
        vec!["template".to_owned(), job.template.clone()],
        vec!["program".to_owned(), job.program.clone()],
        vec!["readme".to_owned(), job.text.readme_sheet().to_owned()],
    ];
    for (level, columns) in job.levels.iter().zip(columns) {
        for column in columns {
            let id = job.plan.inputs[column.input.0].id.clone();
            lines.push(vec!["column".to_owned(), level.sheet.clone(), column.column.to_string(), id]);
        }
    }
    for (row, line) in (0u32..).zip(&lines) {
        for (column, text) in (0u16..).zip(line) {
            sheet.write_string(row, column, text)?;
        }
    }
    for (column, words) in (WORDS..).zip(choices(job)) {
        for (row, word) in (0u32..).zip(words) {
            sheet.write_string(row, column, word)?;
        }
    }
    sheet.protect();
    Ok(())
}

/// The first column with words of choices, counted from 0.
const WORDS: u16 = 5;

/// The words of every choice input of the plan, in order, with those for none and not applicable.
fn choices<'j>(job: &'j Job) -> impl Iterator<Item = Vec<&'j str>> {
    job.plan.inputs.iter().filter_map(move |input| match &input.kind {
        InputKind::Choice(words) => {
            Some(words.iter().map(String::as_str).chain([job.text.none(), job.text.not_applicable()]).collect())
        }
        _ => None,
    })
}

/// Where the words of a choice input stand on the hidden sheet.
pub(super) fn words_of(input: InputIx, plan: &Plan) -> Option<String> {
    let InputKind::Choice(words) = &plan.inputs[input.0].kind else { return None };
    let choice = |i: &&kaocheng_compile::plan::Input| matches!(i.kind, InputKind::Choice(_));
    let before = plan.inputs.iter().take(input.0).filter(choice).count();
    let column = column_name(u32::from(WORDS) + 1 + u32::try_from(before).ok()?);
    Some(format!("='{SHEET}'!${column}$1:${column}${}", words.len() + 2))
}
