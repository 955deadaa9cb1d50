//! Workbooks to fill in: one sheet a level of units, a row a unit, a column an input, made from the plan alone.

mod findings;
mod readme;
mod sheet;
pub mod stamp;
mod style;
mod text;
mod validation;

pub use findings::findings_template;

use crate::guard;
use kaocheng_compile::plan::{self, InputIx, Plan};
use kaocheng_engine::table::Units;
use kaocheng_syntax::clause::Language;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sha2::{Digest, Sha256};
use style::Styles;
use text::Text;

/// What a template is made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The language of its own words.
    pub language: Language,
    /// Only these inputs: for one provider, say. `None`: all.
    pub inputs: Option<Vec<InputIx>>,
    /// Only these units. `None`: all that report something.
    pub units: Option<Vec<usize>>,
}

impl Options {
    /// A template of everything.
    pub fn new(language: Language) -> Options {
        Options { language, inputs: None, units: None }
    }
}

/// Why there is no template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// These inputs ask for records of persons.
    PersonalRecords(Vec<InputIx>),
    /// No unit reports any input.
    NothingToFill,
    /// It does not fit into a workbook: too many units or inputs.
    DoesNotFit,
}

impl From<XlsxError> for TemplateError {
    fn from(_: XlsxError) -> TemplateError {
        TemplateError::DoesNotFit
    }
}

/// One sheet to fill in.
struct Level<'p> {
    /// The level in the office's words; empty where units have none.
    level: &'p str,
    /// The name of the sheet.
    sheet: String,
    units: Vec<usize>,
    inputs: Vec<InputIx>,
}

/// What all sheets are made from.
struct Job<'p> {
    plan: &'p Plan,
    units: &'p Units,
    text: Text,
    styles: Styles,
    levels: Vec<Level<'p>>,
    program: String,
    template: String,
}

/// Makes the workbook.
pub fn template(plan: &Plan, units: &Units, options: &Options) -> Result<Vec<u8>, TemplateError> {
    let refused: Vec<InputIx> = guard::refused_inputs(plan).into_iter().map(|(ix, _)| ix).collect();
    if !refused.is_empty() {
        return Err(TemplateError::PersonalRecords(refused));
    }
    let text = Text { language: options.language };
    let levels = levels(plan, units, options, text);
    if levels.is_empty() {
        return Err(TemplateError::NothingToFill);
    }
    let program = plan::hash(plan);
    let template = template_id(&program, plan, units, &levels, text);
    let job = Job { plan, units, text, styles: Styles::new(text), levels, program, template };
    let mut book = Workbook::new();
    // The same template twice is the same bytes, so the time of making stays out of it.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(&plan.head.title).set_creation_datetime(&made);
    book.set_properties(&properties);
    readme::write(book.add_worksheet(), &job)?;
    let columns = job.levels.iter().map(sheet::columns).collect::<Vec<_>>();
    for (level, columns) in job.levels.iter().zip(&columns) {
        sheet::write(book.add_worksheet(), level, columns, &job)?;
    }
    stamp::write(book.add_worksheet(), &columns, &job)?;
    Ok(book.save_to_buffer()?)
}

/// Which units report which inputs: those of an input's own level, else of the level assessed, else all.
fn levels<'p>(plan: &'p Plan, units: &'p Units, options: &Options, text: Text) -> Vec<Level<'p>> {
    let wanted_input = |ix: &InputIx| options.inputs.as_ref().is_none_or(|list| list.contains(ix));
    let wanted_unit = |u: &usize| options.units.as_ref().is_none_or(|list| list.contains(u));
    let mut levels: Vec<Level> = Vec::new();
    for unit in (0..units.len()).filter(wanted_unit) {
        let level = units.all()[unit].level.as_str();
        if let Some(known) = levels.iter_mut().find(|l| l.level == level) {
            known.units.push(unit);
            continue;
        }
        let reports = |ix: &InputIx| {
            let asked = plan.suppliers(*ix);
            asked.is_empty() || asked.contains(&level)
        };
        let inputs: Vec<InputIx> = (0..plan.inputs.len()).map(InputIx).filter(wanted_input).filter(reports).collect();
        levels.push(Level { level, sheet: String::new(), units: vec![unit], inputs });
    }
    levels.retain(|level| !level.inputs.is_empty());
    let mut taken = vec![text.readme_sheet().to_owned(), stamp::SHEET.to_owned()];
    taken.extend(stamp::PROBLEM_SHEETS.map(str::to_owned));
    for level in &mut levels {
        level.sheet = sheet_name(level.level, text, &taken);
        taken.push(level.sheet.clone());
    }
    levels
}

/// A name that a sheet may have and that no other has.
fn sheet_name(level: &str, text: Text, taken: &[String]) -> String {
    let allowed: String = level.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).take(28).collect();
    let base = if allowed.trim().is_empty() { text.figures_sheet().to_owned() } else { allowed.trim().to_owned() };
    let free = |name: &String| !taken.iter().any(|t| t.to_lowercase() == name.to_lowercase());
    std::iter::once(base.clone()).chain((2..).map(|n| format!("{base}{n}"))).find(free).unwrap_or(base)
}

/// The first half of a hash over everything that decides what the template asks.
fn template_id(program: &str, plan: &Plan, units: &Units, levels: &[Level], text: Text) -> String {
    let mut hash = Sha256::new();
    let mut take = |part: &str| {
        hash.update(part.as_bytes());
        hash.update([0]);
    };
    take(program);
    take(text.readme_sheet());
    for level in levels {
        take(&level.sheet);
        level.inputs.iter().for_each(|ix| take(&plan.inputs[ix.0].id));
        level.units.iter().for_each(|unit| take(&units.all()[*unit].code));
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
