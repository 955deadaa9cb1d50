//! The sheet of one level of units.

use super::stamp::Column;
use super::style::{lines, width};
use super::{Job, Level, validation};
use kaocheng_compile::plan::Input;
use kaocheng_syntax::clause::InputKind;
use rust_xlsxwriter::{Format, ProtectionOptions, Worksheet, XlsxError};

/// Rows from the top, counted from 0.
const TITLE: u32 = 0;
const HINT: u32 = 1;
const ITEM: u32 = 2;
const LABEL: u32 = 3;
const KIND: u32 = 4;
const PROVIDER: u32 = 5;
const ID: u32 = 6;
const FIRST: u32 = 7;

/// Columns before the inputs: code and name.
const UNIT_COLUMNS: u16 = 2;

/// The columns of a level.
pub(super) fn columns(level: &Level) -> Vec<Column> {
    let numbers = UNIT_COLUMNS + 1..;
    let column = |(column, input)| Column { input, column };
    numbers.zip(level.inputs.iter().copied()).map(column).collect()
}

pub(super) fn write(sheet: &mut Worksheet, level: &Level, columns: &[Column], job: &Job) -> Result<(), XlsxError> {
    sheet.set_name(&level.sheet)?;
    head(sheet, level, job)?;
    items(sheet, columns, job)?;
    for column in columns {
        input(sheet, column, job)?;
    }
    heights(sheet, columns, job)?;
    let last = FIRST + u32::try_from(level.units.len()).unwrap_or(u32::MAX).saturating_sub(1);
    for (row, unit) in (FIRST..).zip(&level.units) {
        let unit = &job.units.all()[*unit];
        sheet.write_string_with_format(row, 0, &unit.code, &job.styles.unit)?;
        sheet.write_string_with_format(row, 1, &unit.name, &job.styles.unit)?;
        sheet.set_row_height(row, 20)?;
        for column in columns {
            let format = cell_format(&job.plan.inputs[column.input.0], job);
            sheet.write_blank(row, column.column - 1, format)?;
        }
    }
    for column in columns {
        sheet.add_data_validation(FIRST, column.column - 1, last, column.column - 1, &validation::of(column, job)?)?;
    }
    set_up(sheet, job)
}

fn head(sheet: &mut Worksheet, level: &Level, job: &Job) -> Result<(), XlsxError> {
    let head = &job.plan.head;
    let parts = [head.title.as_str(), head.round.as_deref().unwrap_or(""), level.level];
    let title = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
    sheet.write_string_with_format(TITLE, 0, title, &job.styles.title)?.set_row_height(TITLE, 34)?;
    sheet.write_string_with_format(HINT, 0, job.text.sheet_hint(), &job.styles.hint)?.set_row_height(HINT, 20)?;
    for (row, (code, name), format) in [
        (ITEM, ("", ""), &job.styles.item),
        (LABEL, (job.text.code(), job.text.name()), &job.styles.label),
        (KIND, ("", job.text.what_to_write()), &job.styles.kind),
        (PROVIDER, ("", job.text.provider()), &job.styles.kind),
        (ID, ("code", "name"), &job.styles.id),
    ] {
        sheet.write_string_with_format(row, 0, code, format)?;
        sheet.write_string_with_format(row, 1, name, format)?;
    }
    let units = level.units.iter().map(|u| &job.units.all()[*u]);
    let widest =
        |least: u32, texts: &mut dyn Iterator<Item = &str>| texts.map(width).max().unwrap_or(0).clamp(least, 36) + 2;
    sheet.set_column_width(0, widest(10, &mut units.clone().map(|u| u.code.as_str())))?;
    sheet.set_column_width(1, widest(14, &mut units.map(|u| u.name.as_str())))?;
    Ok(())
}

/// The titles of the items above their inputs; neighbours of one item share a cell.
fn items(sheet: &mut Worksheet, columns: &[Column], job: &Job) -> Result<(), XlsxError> {
    let item = |column: &Column| job.plan.inputs[column.input.0].item;
    for group in columns.chunk_by(|a, b| item(a) == item(b)) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let title = job.plan.items.get(item(first)).map_or("", |item| item.title.as_str());
        if group.len() > 1 {
            sheet.merge_range(ITEM, first.column - 1, ITEM, last.column - 1, title, &job.styles.item)?;
        } else {
            sheet.write_string_with_format(ITEM, first.column - 1, title, &job.styles.item)?;
        }
    }
    Ok(())
}

fn input(sheet: &mut Worksheet, column: &Column, job: &Job) -> Result<(), XlsxError> {
    let input = &job.plan.inputs[column.input.0];
    let at = column.column - 1;
    sheet.write_string_with_format(LABEL, at, &input.label, &job.styles.label)?;
    sheet.write_string_with_format(KIND, at, job.text.kind(input), &job.styles.kind)?;
    sheet.write_string_with_format(PROVIDER, at, provider(input), &job.styles.kind)?;
    sheet.write_string_with_format(ID, at, &input.id, &job.styles.id)?;
    sheet.set_column_width(at, column_width(input))?;
    Ok(())
}

fn provider(input: &Input) -> String {
    let parts = [input.provider.as_deref(), input.data_date.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// Wide enough for the label on about three lines.
fn column_width(input: &Input) -> u32 {
    (width(&input.label) / 3 + 4).clamp(13, 26)
}

fn heights(sheet: &mut Worksheet, columns: &[Column], job: &Job) -> Result<(), XlsxError> {
    let input = |column: &Column| &job.plan.inputs[column.input.0];
    let tallest = |text: &dyn Fn(&Input) -> String| {
        columns.iter().map(|c| lines(&text(input(c)), column_width(input(c)))).max().unwrap_or(1).clamp(1, 12)
    };
    let title = |i: &Input| job.plan.items.get(i.item).map_or_else(String::new, |item| item.title.clone());
    // Titles over several columns have more room than one; two lines are enough for those.
    sheet.set_row_height(ITEM, tallest(&title).min(3) * 17 + 6)?;
    sheet.set_row_height(LABEL, tallest(&|i| i.label.clone()) * 16 + 8)?;
    sheet.set_row_height(KIND, tallest(&|i| job.text.kind(i)) * 13 + 6)?;
    sheet.set_row_height(PROVIDER, tallest(&provider) * 13 + 4)?;
    sheet.set_row_height(ID, 12)?;
    if columns.iter().all(|c| provider(input(c)).is_empty()) {
        sheet.set_row_hidden(PROVIDER)?;
    }
    Ok(())
}

fn cell_format<'j>(input: &Input, job: &'j Job) -> &'j Format {
    match input.kind {
        InputKind::Rate => &job.styles.percent,
        InputKind::YesNo | InputKind::Choice(_) => &job.styles.plain,
        InputKind::Count | InputKind::Amount | InputKind::Rank | InputKind::Judged => &job.styles.number,
    }
}

/// Frozen heads, protection without a password, A4 across with the heads on every page.
fn set_up(sheet: &mut Worksheet, job: &Job) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(FIRST, UNIT_COLUMNS)?;
    let options = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::default() };
    sheet.protect_with_options(&options);
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_screen_gridlines(false);
    sheet.set_repeat_rows(ITEM, ID)?.set_footer(job.text.footer());
    sheet.set_selection(FIRST, UNIT_COLUMNS, FIRST, UNIT_COLUMNS)?;
    Ok(())
}
