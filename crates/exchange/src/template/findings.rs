//! A workbook to enter findings in: a row an event, with lists of the units, kinds, routes and states that there are.

use super::TemplateError;
use super::style::{Styles, width};
use super::text::Text;
use crate::findings::{Column, headers, state_words};
use crate::guard;
use crate::problem::column_name;
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_engine::table::Units;
use kaocheng_syntax::clause::{InputKind, Language};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule as Rule, DocProperties, ExcelDateTime, Formula,
    Workbook, Worksheet, XlsxError,
};

/// Rows that are prepared; more can be copied from the last.
const ROWS: u32 = 500;

/// Makes the workbook. The headers stand in the first row, so that what was entered is read as it is.
///
/// # Errors
///
/// Where an input asks for records of persons, where the scheme has nothing that findings could be of, and where the lists
/// do not fit into a workbook.
pub fn findings_template(plan: &Plan, units: &Units, language: Language) -> Result<Vec<u8>, TemplateError> {
    let refused: Vec<InputIx> = guard::refused_inputs(plan).into_iter().map(|(ix, _)| ix).collect();
    if !refused.is_empty() {
        return Err(TemplateError::PersonalRecords(refused));
    }
    let lists = Lists::new(plan, units, language);
    if lists.kinds.is_empty() || lists.units.is_empty() {
        return Err(TemplateError::NothingToFill);
    }
    let text = Text { language };
    let styles = Styles::new(text);
    let mut book = Workbook::new();
    // The same template twice is the same bytes, so the time of making stays out of it.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(&plan.head.title).set_creation_datetime(&made));
    entries(book.add_worksheet(), &lists, text, &styles)?;
    lists.write(book.add_worksheet(), text)?;
    Ok(book.save_to_buffer()?)
}

/// What the cells offer.
struct Lists {
    units: Vec<String>,
    kinds: Vec<String>,
    /// Kinds that are facts or counts.
    aggravators: Vec<String>,
    routes: Vec<String>,
    states: Vec<String>,
}

impl Lists {
    fn new(plan: &Plan, units: &Units, language: Language) -> Lists {
        let found = &plan.mechanism.found;
        let counted = |ix: &&InputIx| matches!(plan.inputs[ix.0].kind, InputKind::YesNo | InputKind::Count);
        Lists {
            units: units_of(plan, units),
            kinds: found.iter().map(|ix| kind_of(plan, *ix)).collect(),
            aggravators: found.iter().filter(counted).map(|ix| kind_of(plan, *ix)).collect(),
            routes: plan.mechanism.routes.iter().map(|r| r.words.clone()).collect(),
            states: state_words(language).into_iter().map(str::to_owned).collect(),
        }
    }

    /// The lists in the order of their columns on the hidden sheet.
    fn all(&self) -> [&Vec<String>; 5] {
        [&self.units, &self.kinds, &self.aggravators, &self.routes, &self.states]
    }

    fn write(&self, sheet: &mut Worksheet, text: Text) -> Result<(), XlsxError> {
        sheet.set_name(text.lists_sheet())?.set_hidden(true);
        for (column, list) in (0u16..).zip(self.all()) {
            for (row, word) in (0u32..).zip(list) {
                sheet.write_string(row, column, word)?;
            }
        }
        sheet.protect();
        Ok(())
    }

    /// The list of a column of entries: its column on the hidden sheet, counted from 1, and its length.
    fn of(&self, column: Column) -> Option<(u32, usize)> {
        let at = match column {
            Column::Unit => 1,
            Column::Kind => 2,
            Column::Aggravators => 3,
            Column::Route => 4,
            Column::State => 5,
            _ => return None,
        };
        let length = (1..).zip(self.all()).find(|(n, _)| *n == at).map_or(0, |(_, list)| list.len());
        (length > 0).then_some((at, length))
    }
}

/// The units that can have findings, by name where the name is one unit's alone, else by code.
fn units_of(plan: &Plan, units: &Units) -> Vec<String> {
    let mut levels: Vec<&str> = plan.mechanism.found.iter().flat_map(|ix| plan.suppliers(*ix)).collect();
    levels.dedup();
    let asked = |level: &str| levels.is_empty() || levels.contains(&level);
    let alone = |name: &str| !name.is_empty() && units.all().iter().filter(|u| u.name == name).count() == 1;
    let shown = |name: &str, code: &str| if alone(name) { name.to_owned() } else { code.to_owned() };
    units.all().iter().filter(|u| asked(&u.level)).map(|u| shown(&u.name, &u.code)).collect()
}

/// The scheme's words for a kind, or its id where several are called so.
fn kind_of(plan: &Plan, input: InputIx) -> String {
    let own = &plan.inputs[input.0];
    let same = plan.mechanism.found.iter().filter(|ix| plan.inputs[ix.0].label == own.label).count();
    if same == 1 { own.label.clone() } else { own.id.clone() }
}

fn entries(sheet: &mut Worksheet, lists: &Lists, text: Text, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name(text.findings_sheet())?;
    for (at, (column, header)) in (0u16..).zip(headers(text.language)) {
        sheet.write_string_with_format(0, at, header, &styles.label)?;
        sheet.set_column_width(at, column_width(column, header))?;
        let format = match column {
            Column::Date => &styles.date,
            Column::Count | Column::Reports | Column::Independent => &styles.number,
            _ => &styles.plain,
        };
        for row in 1..=ROWS {
            sheet.write_blank(row, at, format)?;
        }
        if let Some(rule) = rule(column, lists, text)? {
            let (title, hint) = (header, text.finding_hint(column));
            let rule = rule.set_input_title(title)?.set_input_message(hint)?;
            sheet.add_data_validation(1, at, ROWS, at, &rule)?;
        }
    }
    sheet.set_row_height(0, 28)?;
    sheet.set_freeze_panes(1, 2)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_selection(1, 0, 1, 0)?;
    Ok(())
}

fn column_width(column: Column, header: &str) -> u32 {
    let least = match column {
        Column::Unit | Column::Kind | Column::Evidence | Column::Reason | Column::Aggravators | Column::Route => 22,
        Column::Date | Column::State => 12,
        _ => 8,
    };
    least.max(width(header) + 2)
}

/// What a cell accepts; import looks at everything again.
fn rule(column: Column, lists: &Lists, text: Text) -> Result<Option<DataValidation>, XlsxError> {
    let new = DataValidation::new().ignore_blank(true);
    if let Some((at, length)) = lists.of(column) {
        let letter = column_name(at);
        let cells = format!("='{}'!${letter}$1:${letter}${length}", text.lists_sheet());
        // Several aggravators are written one after the other, which no list offers.
        let strict = column != Column::Aggravators;
        let style = if strict { DataValidationErrorStyle::Stop } else { DataValidationErrorStyle::Information };
        return Ok(Some(new.allow_list_formula(Formula::new(cells)).set_error_style(style)));
    }
    Ok(match column {
        Column::Verified => Some(new.allow_list_strings(&text.only_yes_no())?),
        Column::Count => Some(new.allow_whole_number(Rule::GreaterThanOrEqualTo(1))),
        Column::Reports | Column::Independent => Some(new.allow_whole_number(Rule::GreaterThanOrEqualTo(0))),
        Column::Evidence | Column::Value | Column::Reason | Column::Second => Some(new.allow_any_value()),
        _ => None,
    })
}
