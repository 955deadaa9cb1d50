//! What stands in a cell → a value of an input, or what is wrong with it.

use crate::problem::{self, Kind};
use crate::words::shorten;
use crate::workbook::{Cell, Format, Workbook};
use kaocheng_compile::plan::Input;
use kaocheng_engine::table::Value;
use kaocheng_engine::value::{self, ValueError};
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::exact::{Exact, show, show_percent};

/// The value of a cell for an input.
pub(crate) fn value(book: &Workbook, input: &Input, cell: &Cell) -> Result<Value, Kind> {
    let of = |found: String| problem::Cell { input: shorten(&input.label), found: shorten(&found) };
    match cell {
        Cell::Text(text) => value::parse(input, text).map_err(|error| kind(input, error, of(text.to_string()))),
        Cell::Truth(truth) if input.kind == InputKind::YesNo => Ok(Value::Truth(*truth)),
        Cell::Truth(_) => Err(Kind::TruthInCell(of(cell.shown()))),
        Cell::Error(error) => Err(Kind::FormulaError(of(error.to_string()))),
        Cell::Unknown => Err(Kind::FormulaWithoutValue(of(String::new()))),
        Cell::Number(_, Format::Date) => Err(Kind::DateInCell(of(book.date(cell)))),
        Cell::Number(_, format) => {
            let shown = cell.shown();
            if *format == Format::Percent && input.kind != InputKind::Rate {
                return Err(Kind::UnexpectedPercent(of(shown)));
            }
            value::parse(input, &shown).map_err(|error| kind(input, error, of(shown)))
        }
    }
}

pub(crate) fn kind(input: &Input, error: ValueError, cell: problem::Cell) -> Kind {
    match error {
        ValueError::NotYesNo => Kind::NotYesNo(cell),
        ValueError::NotNumber => Kind::NotANumber(cell),
        ValueError::NotWhole => Kind::NotWhole(cell),
        ValueError::NoPercentSign => Kind::RateWithoutPercent(cell),
        ValueError::UnexpectedPercentSign => Kind::UnexpectedPercent(cell),
        ValueError::NotAWord(words) => Kind::NotAChoice { cell, words },
        ValueError::OutOfBounds(least, most) => {
            Kind::OutOfBounds { cell, allowed: allowed(input, least.as_ref(), most.as_ref()) }
        }
    }
}

/// `0% – 100%`, `≥ 1`, `≤ 20`.
pub(crate) fn allowed(input: &Input, least: Option<&Exact>, most: Option<&Exact>) -> String {
    let show = |v: &Exact| if input.kind == InputKind::Rate { show_percent(v) } else { show(v) };
    match (least, most) {
        (Some(least), Some(most)) => format!("{} – {}", show(least), show(most)),
        (Some(least), None) => format!("≥ {}", show(least)),
        (None, Some(most)) => format!("≤ {}", show(most)),
        (None, None) => String::new(),
    }
}
