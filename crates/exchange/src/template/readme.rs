//! The first sheet: what this is, how to fill it in, what must never stand in it.

use super::Job;
use super::style::lines;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Widths of the three columns.
const WIDTHS: [u32; 3] = [18, 62, 16];

pub(super) fn write(sheet: &mut Worksheet, job: &Job) -> Result<(), XlsxError> {
    sheet.set_name(job.text.readme_sheet())?.set_screen_gridlines(false);
    for (column, width) in (0u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, &job.plan.head.title, &job.styles.title)?.set_row_height(0, 36)?;
    let mut row = facts(sheet, job)? + 1;
    let all: u32 = WIDTHS.iter().sum();
    sheet.merge_range(row, 0, row, 2, job.text.guard(), &job.styles.guard)?;
    sheet.set_row_height(row, lines(job.text.guard(), all) * 18 + 10)?;
    row += 2;
    for (number, step) in (1u32..).zip(job.text.steps()) {
        let step = format!("{number}.  {step}");
        sheet.merge_range(row, 0, row, 2, &step, &job.styles.step)?;
        sheet.set_row_height(row, lines(&step, all) * 17 + 5)?;
        row += 1;
    }
    sheets(sheet, row + 1, job)?;
    sheet.protect();
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_footer(job.text.footer());
    Ok(())
}

/// What the template is for. Gives the next row.
fn facts(sheet: &mut Worksheet, job: &Job) -> Result<u32, XlsxError> {
    let head = &job.plan.head;
    let values = [
        head.code.as_str(),
        head.round.as_deref().unwrap_or(""),
        head.level.as_deref().unwrap_or(""),
        &job.template,
        &job.program,
    ];
    let mut row = 2;
    for (name, value) in job.text.facts().into_iter().zip(values).filter(|(_, value)| !value.is_empty()) {
        sheet.write_string_with_format(row, 0, name, &job.styles.fact)?;
        sheet.merge_range(row, 1, row, 2, value, &job.styles.value)?;
        sheet.set_row_height(row, 20)?;
        row += 1;
    }
    Ok(row)
}

/// Which sheets there are to fill in.
fn sheets(sheet: &mut Worksheet, mut row: u32, job: &Job) -> Result<(), XlsxError> {
    let columns = [0u16, 1, 2];
    sheet.set_row_height(row, 20)?;
    for (column, head) in columns.into_iter().zip(job.text.sheets_head()) {
        sheet.write_string_with_format(row, column, head, &job.styles.fact)?;
    }
    for level in &job.levels {
        row += 1;
        sheet.set_row_height(row, 20)?;
        let cells = [level.sheet.clone(), level.units.len().to_string(), level.inputs.len().to_string()];
        for (column, text) in columns.into_iter().zip(cells) {
            sheet.write_string_with_format(row, column, text, &job.styles.value)?;
        }
    }
    Ok(())
}
