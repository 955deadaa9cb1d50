//! Code, severity and details of every finding.

use super::{Cell, Kind, Limit, Problem};
use kaocheng_syntax::diagnostic::Severity;

/// Stands where a detail has nothing to say: no nearest word, no place.
const NOTHING: &str = "–";

impl Problem {
    /// The code, which is also the name of its page.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// How much it matters. A file with an error must not be taken over.
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }

    /// The details of the message, and `place`.
    pub fn details(&self) -> Vec<(&'static str, String)> {
        let mut details = self.kind.details();
        details.push(("place", self.place.to_string()));
        details
    }
}

impl Kind {
    /// The code of the finding.
    pub fn code(&self) -> &'static str {
        match self {
            Kind::TooLarge(limit) => limit.code(),
            Kind::NotAWorkbook => "not-a-workbook",
            Kind::OldOrLocked => "old-or-locked-workbook",
            Kind::BrokenWorkbook { .. } => "broken-workbook",
            Kind::BrokenParquet { .. } => "broken-parquet",
            Kind::ColumnType { .. } => "column-type",
            Kind::UnitsNeeded => "units-needed",
            Kind::BrokenQuote => "broken-quote",
            Kind::UnknownEncoding => "unknown-encoding",
            Kind::EmptyFile => "empty-file",
            Kind::PersonalRecords { .. } => "personal-records",
            Kind::MissingColumn { .. } => "missing-column",
            Kind::DuplicateColumn { .. } => "duplicate-column",
            Kind::ColumnWithoutHeader => "column-without-header",
            Kind::NoFigures => "no-figures",
            Kind::SheetNotRead { .. } => "sheet-not-read",
            Kind::OtherTemplate { .. } => "other-template",
            Kind::RaggedRow { .. } => "ragged-row",
            Kind::UnitWithoutCode => "unit-without-code",
            Kind::DuplicateUnit { .. } => "duplicate-unit",
            Kind::UnknownParent { .. } => "unknown-parent",
            Kind::ParentCycle { .. } => "parent-cycle",
            Kind::RowWithoutUnit => "row-without-unit",
            Kind::UnknownUnit { figures: true, .. } => "unknown-unit",
            Kind::UnknownUnit { figures: false, .. } => "row-not-read",
            Kind::AmbiguousUnit { .. } => "ambiguous-unit",
            Kind::UnitNameDiffers { .. } => "unit-name-differs",
            Kind::UnitOfOtherLevel { .. } => "unit-of-other-level",
            Kind::TotalRow { .. } => "total-row",
            Kind::UnknownInput { .. } => "unknown-input",
            Kind::AmbiguousInput { .. } => "ambiguous-input",
            Kind::ValueWithoutInput => "value-without-input",
            Kind::NotANumber(_) => "not-a-number",
            Kind::NotWhole(_) => "not-a-whole-number",
            Kind::RateWithoutPercent(_) => "rate-without-percent",
            Kind::UnexpectedPercent(_) => "unexpected-percent",
            Kind::NotYesNo(_) => "not-yes-or-no",
            Kind::NotAChoice { .. } => "not-a-choice",
            Kind::OutOfBounds { .. } => "out-of-bounds",
            Kind::DateInCell(_) => "date-in-cell",
            Kind::TruthInCell(_) => "truth-in-cell",
            Kind::FormulaError(_) => "formula-error",
            Kind::FormulaWithoutValue(_) => "formula-without-value",
            Kind::MergedCells { .. } => "merged-cells",
            Kind::ConflictingValues { .. } => "conflicting-values",
            Kind::RepeatedValue { .. } => "repeated-value",
            Kind::ImpossibleRatio { .. } => "impossible-ratio",
            Kind::NumeratorOverDenominator { .. } => "numerator-over-denominator",
            Kind::CellEmpty { .. } => "cell-empty",
            Kind::Sealed(fault) => fault.code(),
            Kind::Register { fault, .. } => fault.code(),
            Kind::UnknownColumn { .. } => "unknown-column",
            Kind::DateNotRead { .. } => "date-not-read",
            Kind::FindingKindUnknown { .. } => "finding-kind-unknown",
            Kind::FindingOfFigure { .. } => "finding-of-figure",
            Kind::FindingOutsidePeriod { .. } => "finding-outside-period",
            Kind::FindingCount { .. } => "finding-count",
            Kind::RouteUnknown { .. } => "route-unknown",
            Kind::TooFewReports { .. } => "too-few-reports",
            Kind::MorePeopleThanReports { .. } => "more-people-than-reports",
            Kind::ConfirmedWithoutEvidence => "confirmed-without-evidence",
            Kind::EvidenceNotRead { .. } => "evidence-not-read",
            Kind::FindingValueNotUsed { .. } => "finding-value-not-used",
            Kind::FindingTwice { .. } => "finding-twice",
            Kind::FindingBesideFigure { .. } => "finding-beside-figure",
            Kind::FindingTwoValues { .. } => "finding-two-values",
            Kind::ProviderOverwritten { .. } => "provider-overwritten",
            Kind::UnknownFact { .. } => "unknown-fact",
            Kind::UnknownList { .. } => "unknown-list",
            Kind::AnswerTwice { .. } => "answer-twice",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Kind::SheetNotRead { .. }
            | Kind::OtherTemplate { .. }
            | Kind::UnknownUnit { figures: false, .. }
            | Kind::UnitNameDiffers { .. }
            | Kind::UnitOfOtherLevel { .. }
            | Kind::TotalRow { .. }
            | Kind::RepeatedValue { .. }
            | Kind::ImpossibleRatio { .. }
            | Kind::NumeratorOverDenominator { .. }
            | Kind::FindingOutsidePeriod { .. }
            | Kind::TooFewReports { .. }
            | Kind::ConfirmedWithoutEvidence => Severity::Warning,
            Kind::Sealed(fault) => fault.severity(),
            Kind::Register { fault, .. } => fault.severity(),
            _ => Severity::Error,
        }
    }

    fn details(&self) -> Vec<(&'static str, String)> {
        let text = |s: &str| s.to_owned();
        let nearest = |n: &Option<String>| n.clone().unwrap_or_else(|| NOTHING.to_owned());
        match self {
            Kind::TooLarge(limit) => vec![("limit", limit.number().to_string())],
            Kind::BrokenWorkbook { part } | Kind::BrokenParquet { part } => vec![("part", text(part))],
            Kind::ColumnType { column, found } => vec![("column", text(column)), ("found", text(found))],
            Kind::PersonalRecords { column } => vec![("column", text(column))],
            Kind::MissingColumn { names } => vec![("names", text(names))],
            Kind::DuplicateColumn { found, first } => vec![("found", text(found)), ("first", text(first))],
            Kind::SheetNotRead { sheet } => vec![("sheet", text(sheet))],
            Kind::OtherTemplate { found, expected } => vec![("found", text(found)), ("expected", text(expected))],
            Kind::RaggedRow { found, expected } => {
                vec![("found", found.to_string()), ("expected", expected.to_string())]
            }
            Kind::DuplicateUnit { unit, first } => vec![("unit", text(unit)), ("first", first.to_string())],
            Kind::UnknownParent { found, nearest: n } | Kind::UnknownInput { found, nearest: n } => {
                vec![("found", text(found)), ("nearest", nearest(n))]
            }
            Kind::UnknownUnit { found, nearest: n, .. } => vec![("found", text(found)), ("nearest", nearest(n))],
            Kind::ParentCycle { unit } => vec![("unit", text(unit))],
            Kind::AmbiguousUnit { found, units } => vec![("found", text(found)), ("units", units.join(", "))],
            Kind::UnitNameDiffers { found, expected } => vec![("found", text(found)), ("expected", text(expected))],
            Kind::UnitOfOtherLevel { unit, found, expected, input } => {
                vec![("unit", text(unit)), ("found", text(found)), ("expected", text(expected)), ("input", text(input))]
            }
            Kind::UnknownFact { found, nearest: n } | Kind::UnknownList { found, nearest: n } => {
                vec![("found", text(found)), ("nearest", nearest(n))]
            }
            Kind::AnswerTwice { there } => vec![("there", text(there))],
            Kind::TotalRow { found } => vec![("found", text(found))],
            Kind::CellEmpty { column } => vec![("column", text(column))],
            Kind::Sealed(fault) => fault.details(),
            Kind::Register { fault, first } => {
                let mut details = fault.details();
                details.extend(first.iter().map(|place| ("first", place.clone())));
                details
            }
            Kind::AmbiguousInput { found, inputs } => vec![("found", text(found)), ("inputs", inputs.join(", "))],
            _ => self.cell_details(),
        }
    }

    /// Details of findings about single figures.
    fn cell_details(&self) -> Vec<(&'static str, String)> {
        let text = |s: &str| s.to_owned();
        let of = |cell: &Cell| vec![("input", cell.input.clone()), ("found", cell.found.clone())];
        match self {
            Kind::NotANumber(cell)
            | Kind::NotWhole(cell)
            | Kind::RateWithoutPercent(cell)
            | Kind::UnexpectedPercent(cell)
            | Kind::NotYesNo(cell)
            | Kind::DateInCell(cell)
            | Kind::TruthInCell(cell)
            | Kind::FormulaError(cell)
            | Kind::FormulaWithoutValue(cell) => of(cell),
            Kind::NotAChoice { cell, words } => with(of(cell), "words", words.join(" / ")),
            Kind::OutOfBounds { cell, allowed } => with(of(cell), "allowed", text(allowed)),
            Kind::MergedCells { area } => vec![("area", text(area))],
            Kind::ConflictingValues { unit, input, found, first, there } => vec![
                ("unit", text(unit)),
                ("input", text(input)),
                ("found", text(found)),
                ("first", text(first)),
                ("there", text(there)),
            ],
            Kind::RepeatedValue { unit, input, there } => {
                vec![("unit", text(unit)), ("input", text(input)), ("there", text(there))]
            }
            Kind::ImpossibleRatio { unit, rate, denominator, nearest } => vec![
                ("unit", text(unit)),
                ("rate", text(rate)),
                ("denominator", text(denominator)),
                ("nearest", text(nearest)),
            ],
            Kind::NumeratorOverDenominator { unit, numerator, denominator } => {
                vec![("unit", text(unit)), ("numerator", text(numerator)), ("denominator", text(denominator))]
            }
            _ => self.register_details(),
        }
    }
}

impl Kind {
    /// Details of findings about registers: of findings and of disputes.
    fn register_details(&self) -> Vec<(&'static str, String)> {
        let text = |s: &str| s.to_owned();
        let nearest = |n: &Option<String>| n.clone().unwrap_or_else(|| NOTHING.to_owned());
        match self {
            Kind::UnknownColumn { found, nearest: n } | Kind::FindingKindUnknown { found, nearest: n } => {
                vec![("found", text(found)), ("nearest", nearest(n))]
            }
            Kind::DateNotRead { date } => vec![("date", text(date))],
            Kind::FindingOfFigure { found } | Kind::FindingCount { found } | Kind::EvidenceNotRead { found } => {
                vec![("found", text(found))]
            }
            Kind::FindingOutsidePeriod { date, from, to } => {
                vec![("date", text(date)), ("from", text(from)), ("to", text(to))]
            }
            Kind::RouteUnknown { found, routes } => vec![("found", text(found)), ("routes", text(routes))],
            Kind::TooFewReports { least, reports, people } => {
                vec![("least", least.to_string()), ("reports", reports.to_string()), ("people", people.to_string())]
            }
            Kind::MorePeopleThanReports { people, reports } => {
                vec![("people", people.to_string()), ("reports", reports.to_string())]
            }
            Kind::FindingValueNotUsed { kind, found } => vec![("kind", text(kind)), ("found", text(found))],
            Kind::ProviderOverwritten { unit, input, provider, found } => {
                vec![("unit", text(unit)), ("input", text(input)), ("provider", text(provider)), ("found", text(found))]
            }
            Kind::FindingTwice { there } => vec![("there", text(there))],
            Kind::FindingBesideFigure { input, there } => vec![("input", text(input)), ("there", text(there))],
            Kind::FindingTwoValues { unit, input, there } => {
                vec![("unit", text(unit)), ("input", text(input)), ("there", text(there))]
            }
            _ => Vec::new(),
        }
    }
}

fn with(mut details: Vec<(&'static str, String)>, name: &'static str, value: String) -> Vec<(&'static str, String)> {
    details.push((name, value));
    details
}

impl Limit {
    fn code(self) -> &'static str {
        match self {
            Limit::Bytes(_) => "file-too-large",
            Limit::Unpacked(_) => "workbook-unpacks-too-large",
            Limit::Rows(_) => "too-many-rows",
            Limit::Columns(_) => "too-many-columns",
            Limit::Cells(_) => "too-many-cells",
            Limit::Parts(_) => "too-many-parts",
            Limit::Text(_) => "text-too-long",
        }
    }

    fn number(self) -> u64 {
        match self {
            Limit::Bytes(n) | Limit::Unpacked(n) | Limit::Cells(n) | Limit::Parts(n) | Limit::Text(n) => n,
            Limit::Rows(n) | Limit::Columns(n) => u64::from(n),
        }
    }
}
