//! What a cell of a template accepts. People may insist (“不适用” in a number cell), so only yes/no lists are strict;
//! import looks at everything again.

use super::Job;
use super::stamp::{self, Column};
use kaocheng_compile::plan::Input;
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::exact::{Exact, finite_decimal, whole};
use num_traits::Zero;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule as Rule, Formula, XlsxError};

/// The rule of a column.
pub(super) fn of(column: &Column, job: &Job) -> Result<DataValidation, XlsxError> {
    let input = &job.plan.inputs[column.input.0];
    let new = DataValidation::new().ignore_blank(true);
    let (least, most) = &input.bounds;
    let zero = Exact::zero();
    let rule = match &input.kind {
        InputKind::YesNo => new.allow_list_strings(&job.text.yes_no())?,
        InputKind::Choice(_) => match stamp::words_of(column.input, job.plan) {
            Some(cells) => new.allow_list_formula(Formula::new(cells)),
            None => new.allow_any_value(),
        },
        InputKind::Count => new.allow_whole_number_formula(between(least.as_ref().or(Some(&zero)), most.as_ref())),
        InputKind::Rank => new.allow_whole_number_formula(between(least.as_ref().or(Some(&whole(1))), most.as_ref())),
        InputKind::Judged => new.allow_decimal_number_formula(between(least.as_ref().or(Some(&zero)), most.as_ref())),
        InputKind::Amount | InputKind::Rate => new.allow_decimal_number_formula(between(least.as_ref(), most.as_ref())),
    };
    let strict = input.kind == InputKind::YesNo;
    let style = if strict { DataValidationErrorStyle::Stop } else { DataValidationErrorStyle::Warning };
    rule.set_error_style(style)
        .set_error_title(job.text.invalid())?
        .set_error_message(job.text.wrong(input))?
        .set_input_title(title(input))?
        .set_input_message(job.text.kind(input).chars().take(250).collect::<String>())
}

/// The bounds as the workbook writes them; where a side is open, the rule has one side only.
fn between(least: Option<&Exact>, most: Option<&Exact>) -> Rule<Formula> {
    // A bound without a finite decimal cannot be written exactly as a number, but can as a division.
    let formula = |v: &Exact| Formula::new(finite_decimal(v).unwrap_or_else(|| format!("{}/{}", v.numer(), v.denom())));
    match (least, most) {
        (Some(least), Some(most)) => Rule::Between(formula(least), formula(most)),
        (Some(least), None) => Rule::GreaterThanOrEqualTo(formula(least)),
        (None, Some(most)) => Rule::LessThanOrEqualTo(formula(most)),
        // Any number.
        (None, None) => Rule::GreaterThanOrEqualTo(Formula::new("-1E+300")),
    }
}

fn title(input: &Input) -> String {
    input.label.chars().take(30).collect()
}
