//! Figures on their way in: whether each fits what the scheme asks for, who may enter what, workbooks to fill and read.

use super::{Scheme, Trouble};
use crate::message::{self, Lang};
use crate::problems;
use kaocheng_compile::plan::{Input, InputIx, Plan};
use kaocheng_exchange::figures::{read_figures, shown};
use kaocheng_exchange::problem::Problem;
use kaocheng_exchange::template::{Options, template};
use kaocheng_office::act::{Capacity, FigureRow, Measure};
use kaocheng_syntax::clause::{Feed, InputKind};
use kaocheng_syntax::diagnostic::Severity;

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// The measure; empty: the whole.
    pub measure: String,
    /// Whether the row cannot be taken.
    pub is_error: bool,
    /// A stable name.
    pub code: String,
    /// What it says.
    pub message: String,
}

/// What a plan asks for, with a proposal of who enters it: the office decides when it issues the scheme. What comes from
/// findings, from other rounds or from the draw is entered by nobody.
pub fn measures(plan: &Plan) -> Vec<Measure> {
    let entered = |ix: &usize| {
        let input = &plan.inputs[*ix];
        matches!(input.feed, Feed::Supplied | Feed::OtherScheme(_))
            // What is found comes in as findings, unless a department counts it.
            && (input.provider.is_some() || !plan.mechanism.found.contains(&InputIx(*ix)))
    };
    let measure = |ix: usize| {
        let input = &plan.inputs[ix];
        let (id, label) = (input.id.clone(), input.label.clone());
        Measure { id, label, capacity: proposed(plan, input), provider: input.provider.clone() }
    };
    (0..plan.inputs.len()).filter(entered).map(measure).collect()
}

fn proposed(plan: &Plan, input: &Input) -> Capacity {
    let levels = plan.levels.iter().filter_map(|l| l.level.as_deref()).chain(plan.head.level.as_deref());
    let mut levels = levels.chain(input.level.as_deref());
    match &input.provider {
        _ if input.kind == InputKind::Judged => Capacity::Judged,
        None => Capacity::Reported,
        // `村民委员会` reports for a `村`.
        Some(provider) if levels.any(|level| provider.starts_with(level)) => Capacity::Reported,
        Some(_) => Capacity::Provided,
    }
}

/// Tries figures of one unit: what a file with these rows would raise, each at its measure.
pub fn try_rows(scheme: &Scheme, unit: &str, rows: &[FigureRow], lang: Lang) -> Vec<RowProblem> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = ["unit", "input", "value", "source", "date", "note"];
    let mut written = writer.write_record(header).is_ok();
    let entered: Vec<&FigureRow> = rows.iter().filter(|row| !row.value.trim().is_empty()).collect();
    for row in &entered {
        let cells = [unit, &row.measure, &row.value, &row.source, &row.date, &row.note];
        written &= writer.write_record(cells).is_ok();
    }
    let Some(bytes) = writer.into_inner().ok().filter(|_| written) else {
        let message = "the rows cannot be written as a table".to_owned();
        return vec![RowProblem { measure: String::new(), is_error: true, code: "unwritable".into(), message }];
    };
    let read = read_figures("figures.csv", &bytes, &scheme.plan, &scheme.units);
    read.problems.iter().map(|problem| at_measure(problem, &entered, lang)).collect()
}

fn at_measure(problem: &Problem, rows: &[&FigureRow], lang: Lang) -> RowProblem {
    // The header is the first row of the table.
    let row = problem.place.row.and_then(|row| rows.get((row as usize).checked_sub(2)?));
    RowProblem {
        measure: row.map(|row| row.measure.clone()).unwrap_or_default(),
        is_error: problem.severity() == Severity::Error,
        code: problem.code().to_owned(),
        message: message::problem_words(problem, lang),
    }
}

/// The rows of each unit in a file of figures, with what is wrong with the file; with an error nothing of it may be taken.
pub fn figures_file(
    scheme: &Scheme,
    name: &str,
    bytes: &[u8],
    lang: Lang,
) -> Result<Vec<(String, Vec<FigureRow>)>, Trouble> {
    let read = read_figures(name, bytes, &scheme.plan, &scheme.units);
    if !read.usable() {
        let lines = read.problems.iter().map(|p| problems::line(p, lang)).collect();
        return Err(Trouble { lines });
    }
    let mut units: Vec<(String, Vec<FigureRow>)> = Vec::new();
    for change in &read.changes {
        let Some(unit) = scheme.units.all().get(change.unit).map(|u| u.code.clone()) else { continue };
        let Some(input) = scheme.plan.inputs.get(change.input.0) else { continue };
        let value = shown(&scheme.plan, change.input, &change.value);
        let provenance = &change.provenance;
        let row = FigureRow {
            measure: input.id.clone(),
            value,
            source: provenance.source.clone(),
            date: provenance.date.clone(),
            note: provenance.note.clone(),
            base: None,
        };
        match units.iter_mut().find(|(code, _)| *code == unit) {
            Some((_, rows)) => rows.push(row),
            None => units.push((unit, vec![row])),
        }
    }
    Ok(units)
}

/// A workbook to fill, with these measures only.
pub fn template_for(scheme: &Scheme, measures: &[String], lang: Lang) -> Result<Vec<u8>, Trouble> {
    template_of(scheme, measures, None, lang)
}

/// The same, for these units alone.
pub fn template_of(
    scheme: &Scheme,
    measures: &[String],
    units: Option<&[String]>,
    lang: Lang,
) -> Result<Vec<u8>, Trouble> {
    let asked = |ix: &usize| measures.contains(&scheme.plan.inputs[*ix].id);
    let inputs: Vec<InputIx> = (0..scheme.plan.inputs.len()).filter(asked).map(InputIx).collect();
    let units = units.map(|codes| codes.iter().filter_map(|code| scheme.units.find(code)).collect());
    let options = Options { inputs: Some(inputs), units, ..Options::new(lang.language()) };
    template(&scheme.plan, &scheme.units, &options).map_err(|e| Trouble { lines: vec![format!("{e:?}")] })
}
