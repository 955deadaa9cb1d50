//! The closed list of findings about files.

use super::Limit;
use crate::sealed::SealFault;
use kaocheng_register::FaultKind;

/// What is wrong, with what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The file or what it unpacks to is beyond a limit. Nothing was read.
    TooLarge(Limit),
    /// Not a workbook, or one of another kind.
    NotAWorkbook,
    /// The old `.xls` form, or a workbook locked with a password.
    OldOrLocked,
    /// A part of the workbook cannot be read.
    BrokenWorkbook {
        /// The part: `xl/workbook.xml`.
        part: String,
    },
    /// A part of a Parquet file cannot be read.
    BrokenParquet {
        /// The part: `footer`, or a column and the reason.
        part: String,
    },
    /// A column of a Parquet file whose type cannot hold what the column is for.
    ColumnType {
        /// The header.
        column: String,
        /// Its type, as Parquet names it.
        found: String,
    },
    /// A file with a row a figure, and no list of units beside it.
    UnitsNeeded,
    /// A quoted field of a CSV file that goes on after its closing quote, or never closes.
    BrokenQuote,
    /// Neither UTF-8 nor GB18030 nor UTF-16.
    UnknownEncoding,
    /// Nothing in it.
    EmptyFile,
    /// Columns about persons. The whole file is refused; only the column's name is kept.
    PersonalRecords {
        /// The header, sheet name or label as the refuse-list has it, or the letter of a column without one.
        column: String,
    },
    /// A column that must be there is not.
    MissingColumn {
        /// The names it may have.
        names: &'static str,
    },
    /// Two columns for the same thing.
    DuplicateColumn {
        /// The header.
        found: String,
        /// The letters of the first column.
        first: String,
    },
    /// Cells under no header.
    ColumnWithoutHeader,
    /// No sheet has a row of headers that could be figures.
    NoFigures,
    /// A sheet that was left out.
    SheetNotRead {
        /// Its name.
        sheet: String,
    },
    /// The template was made for another program.
    OtherTemplate {
        /// The hash in the workbook.
        found: String,
        /// The hash of the scheme at hand.
        expected: String,
    },
    /// A row of a CSV file with more or fewer fields than its header.
    RaggedRow {
        /// Its fields.
        found: usize,
        /// The header's.
        expected: usize,
    },
    /// A row without a code.
    UnitWithoutCode,
    /// The second row for a unit in a list of units.
    DuplicateUnit {
        /// The code.
        unit: String,
        /// The row of the first.
        first: u32,
    },
    /// A parent that is not in the list.
    UnknownParent {
        /// The parent's code as written.
        found: String,
        /// The nearest code.
        nearest: Option<String>,
    },
    /// A unit that is above itself.
    ParentCycle {
        /// The codes on the way round.
        unit: String,
    },
    /// Figures in a row that names no unit.
    RowWithoutUnit,
    /// A unit that is not in the list of units.
    UnknownUnit {
        /// As written.
        found: String,
        /// The nearest code and name.
        nearest: Option<String>,
        /// Whether the row holds figures; if not, nothing is lost.
        figures: bool,
    },
    /// A name that several units have.
    AmbiguousUnit {
        /// As written.
        found: String,
        /// Their codes.
        units: Vec<String>,
    },
    /// Code and name of a row belong to different units.
    UnitNameDiffers {
        /// The name in the row.
        found: String,
        /// The name of the unit with the row's code.
        expected: String,
    },
    /// A figure for a unit of another level than the one that reports it.
    UnitOfOtherLevel {
        /// The unit's code.
        unit: String,
        /// Its level.
        found: String,
        /// The level that reports the figure.
        expected: String,
        /// The input's label.
        input: String,
    },
    /// A row of totals.
    TotalRow {
        /// Its word.
        found: String,
    },
    /// A header or name that is no input.
    UnknownInput {
        /// As written.
        found: String,
        /// The nearest label.
        nearest: Option<String>,
    },
    /// A label that several inputs have.
    AmbiguousInput {
        /// As written.
        found: String,
        /// Their ids.
        inputs: Vec<String>,
    },
    /// A value without the name of an input.
    ValueWithoutInput,
    /// Text where a number belongs.
    NotANumber(Cell),
    /// A count or rank that is negative, 0 where 1 is least, or not whole.
    NotWhole(Cell),
    /// A bare number where a rate belongs.
    RateWithoutPercent(Cell),
    /// A percent sign or format on what is not a rate.
    UnexpectedPercent(Cell),
    /// Neither yes nor no.
    NotYesNo(Cell),
    /// None of the words of a choice.
    NotAChoice {
        /// The cell.
        cell: Cell,
        /// The words.
        words: Vec<String>,
    },
    /// Below the least or above the most.
    OutOfBounds {
        /// The cell.
        cell: Cell,
        /// `0 – 100`, `≥ 1`.
        allowed: String,
    },
    /// A date where something else belongs: often typed as `3/5`.
    DateInCell(Cell),
    /// TRUE or FALSE where something else belongs.
    TruthInCell(Cell),
    /// `#DIV/0!` and the like.
    FormulaError(Cell),
    /// A formula whose result was never stored.
    FormulaWithoutValue(Cell),
    /// Merged cells over figures.
    MergedCells {
        /// `B5:B9`.
        area: String,
    },
    /// The same input of the same unit with different values.
    ConflictingValues {
        /// The unit's code.
        unit: String,
        /// The input's label.
        input: String,
        /// The value here.
        found: String,
        /// The value there.
        first: String,
        /// Where.
        there: String,
    },
    /// The same value given twice.
    RepeatedValue {
        /// The unit's code.
        unit: String,
        /// The input's label.
        input: String,
        /// Where it stands first.
        there: String,
    },
    /// A rate that no whole number of its denominator gives.
    ImpossibleRatio {
        /// The unit's code.
        unit: String,
        /// The rate.
        rate: String,
        /// The denominator.
        denominator: String,
        /// The nearest rates that are possible.
        nearest: String,
    },
    /// A part that is more than its whole.
    NumeratorOverDenominator {
        /// The unit's code.
        unit: String,
        /// The part.
        numerator: String,
        /// The whole.
        denominator: String,
    },
    /// Nothing where something must stand.
    CellEmpty {
        /// The column.
        column: &'static str,
    },
    /// A sealed record that does not read, or something that does not agree with it any more.
    Sealed(SealFault),
    /// A row of a register that contradicts another, breaks a rule or leaves something open.
    Register {
        /// What.
        fault: FaultKind,
        /// The place of the row before it that it speaks of.
        first: Option<String>,
    },
    /// A header that means nothing in such a file.
    UnknownColumn {
        /// As written.
        found: String,
        /// The nearest header.
        nearest: Option<String>,
    },
    /// A date that cannot be read as a day.
    DateNotRead {
        /// As written.
        date: String,
    },
    /// A finding of a kind that the scheme does not have.
    FindingKindUnknown {
        /// As written.
        found: String,
        /// The nearest kind.
        nearest: Option<String>,
    },
    /// A finding of an input that is reported as a figure, or an aggravator that is no count or fact.
    FindingOfFigure {
        /// The input.
        found: String,
    },
    /// A finding dated outside the reference period.
    FindingOutsidePeriod {
        /// Its date.
        date: String,
        /// The first day of the period.
        from: String,
        /// The last.
        to: String,
    },
    /// A number of cases that is not whole or below 1.
    FindingCount {
        /// As written.
        found: String,
    },
    /// A confirmation route that the scheme does not have.
    RouteUnknown {
        /// As written.
        found: String,
        /// The routes there are, with their numbers.
        routes: String,
    },
    /// A route by reports with too few of them, or too few people behind them. Read, not scored.
    TooFewReports {
        /// How many the route asks for.
        least: u32,
        /// How many reports there are.
        reports: u32,
        /// Of how many people.
        people: u32,
    },
    /// More people than reports.
    MorePeopleThanReports {
        /// How many people.
        people: u32,
        /// How many reports.
        reports: u32,
    },
    /// Confirmed, and nothing shows it. Read, not scored.
    ConfirmedWithoutEvidence,
    /// Something that should be the hash of a document and is none.
    EvidenceNotRead {
        /// As written.
        found: String,
    },
    /// Points or words for a kind that takes none.
    FindingValueNotUsed {
        /// The kind.
        kind: String,
        /// What is given.
        found: String,
    },
    /// The same event again.
    FindingTwice {
        /// Where it stands first.
        there: String,
    },
    /// An input that has findings and figures.
    FindingBesideFigure {
        /// The input.
        input: String,
        /// Where the figure stands.
        there: String,
    },
    /// A figure from another office than the one that supplies it by the table of terms.
    ProviderOverwritten {
        /// The unit's code.
        unit: String,
        /// The input.
        input: String,
        /// Who supplies it.
        provider: String,
        /// Who the figure is from.
        found: String,
    },
    /// An outside fact that no list depends on.
    UnknownFact {
        /// As written.
        found: String,
        /// The nearest fact.
        nearest: Option<String>,
    },
    /// A decision about a list that the scheme does not have.
    UnknownList {
        /// As written.
        found: String,
        /// The nearest list.
        nearest: Option<String>,
    },
    /// A second answer about one fact, or one unit and list.
    AnswerTwice {
        /// The first: `facts.csv:3`.
        there: String,
    },
    /// Two findings that give points for one thing.
    FindingTwoValues {
        /// The unit's code.
        unit: String,
        /// The input.
        input: String,
        /// Where the other stands.
        there: String,
    },
}

/// Which input a cell is for, and what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The input's label.
    pub input: String,
    /// What stands in the cell, shortened.
    pub found: String,
}
