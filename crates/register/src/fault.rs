//! What is wrong with a row beside others, or what it leaves open.

use jiff::civil::Date;
use kaocheng_syntax::diagnostic::Severity;

/// One finding about a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The row, counted from 0 among the rows given.
    pub row: usize,
    /// The row before it that it repeats or contradicts.
    pub first: Option<usize>,
    /// What.
    pub kind: FaultKind,
}

/// The closed list of findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The same letter of the same unit twice.
    LetterRepeated {
        /// Its number.
        number: String,
    },
    /// One letter with two counterparties.
    LetterCounterparties {
        /// Its number.
        number: String,
        /// The counterparty here.
        found: String,
        /// The counterparty there.
        expected: String,
    },
    /// A leading group that begins before the one before it of the same unit has ended.
    GroupOverlap {
        /// The unit's name.
        unit: String,
        /// The group's name.
        group: String,
        /// When this one begins.
        from: Date,
    },
    /// A leading group that ends before it begins.
    GroupBackwards {
        /// The unit's name.
        unit: String,
        /// When it begins.
        from: Date,
        /// When it ends.
        until: Date,
    },
    /// The same figures of the same department and period twice.
    ExchangeRepeated {
        /// The department.
        department: String,
        /// The period.
        period: String,
    },
    /// More departments times periods than a calendar can be: something else is in these columns.
    ExchangeTooLarge {
        /// How many departments.
        departments: usize,
        /// How many periods.
        periods: usize,
    },
    /// Received, but nobody said when it was due: whether it is late cannot be told.
    ExchangeWithoutDue {
        /// The department.
        department: String,
        /// The period.
        period: String,
    },
    /// Something came late, and nobody declared whether the exchange is continuous all the same.
    ExchangeLateOpen {
        /// The department.
        department: String,
        /// The period.
        period: String,
        /// Days late.
        days: i32,
    },
    /// One assessment more than a body may make of a unit in a year (T-24).
    AssessmentOverLimit {
        /// The body.
        by: String,
        /// The unit's name.
        unit: String,
        /// The year.
        year: i16,
        /// Which one it is.
        nth: usize,
        /// How many are allowed.
        limit: u32,
    },
    /// A limit may concern this body, but it is no unit of the list, so what it is, is not known.
    AssessorUnknown {
        /// The body.
        by: String,
        /// Whom the limit binds, in the scheme's words.
        bound: String,
        /// The limit.
        limit: u32,
    },
    /// Two orders with one number.
    OrderRepeated {
        /// The number.
        number: String,
    },
    /// Neither the order nor the scheme says by when.
    OrderWithoutDeadline {
        /// The number.
        number: String,
    },
    /// A day of an order lies before the day that must come first: closed before ordered, due before ordered.
    OrderBackwards {
        /// The number.
        number: String,
        /// The earlier day that should be the later.
        date: Date,
        /// The day of the order.
        ordered: Date,
    },
    /// Closed without anything that shows it.
    OrderWithoutProof {
        /// The number.
        number: String,
    },
    /// A feedback sheet that was not signed, without a reason.
    RefusalWithoutReason {
        /// The unit's name.
        unit: String,
    },
    /// A visit outside the field window, without a reason (R2-04).
    VisitOutsideWindow {
        /// The unit's name.
        unit: String,
        /// The day.
        date: Date,
        /// The first day of the window.
        first: Date,
        /// The last.
        last: Date,
    },
    /// A reason for not signing on a sheet that was signed.
    SignedWithReason {
        /// The unit's name.
        unit: String,
        /// The reason.
        reason: String,
    },
}

impl FaultKind {
    /// The code of the finding.
    pub fn code(&self) -> &'static str {
        match self {
            FaultKind::LetterRepeated { .. } => "letter-repeated",
            FaultKind::LetterCounterparties { .. } => "letter-counterparties",
            FaultKind::GroupOverlap { .. } => "group-overlap",
            FaultKind::GroupBackwards { .. } => "group-backwards",
            FaultKind::ExchangeRepeated { .. } => "exchange-repeated",
            FaultKind::ExchangeTooLarge { .. } => "exchange-too-large",
            FaultKind::ExchangeWithoutDue { .. } => "exchange-without-due",
            FaultKind::ExchangeLateOpen { .. } => "exchange-late-open",
            FaultKind::AssessmentOverLimit { .. } => "assessment-over-limit",
            FaultKind::AssessorUnknown { .. } => "assessor-unknown",
            FaultKind::OrderRepeated { .. } => "order-repeated",
            FaultKind::OrderWithoutDeadline { .. } => "order-without-deadline",
            FaultKind::OrderBackwards { .. } => "order-backwards",
            FaultKind::OrderWithoutProof { .. } => "order-without-proof",
            FaultKind::RefusalWithoutReason { .. } => "refusal-without-reason",
            FaultKind::SignedWithReason { .. } => "signed-with-reason",
            FaultKind::VisitOutsideWindow { .. } => "visit-outside-window",
        }
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            FaultKind::ExchangeLateOpen { .. } | FaultKind::AssessorUnknown { .. } => Severity::Question,
            FaultKind::ExchangeWithoutDue { .. }
            | FaultKind::OrderWithoutDeadline { .. }
            | FaultKind::OrderWithoutProof { .. }
            | FaultKind::SignedWithReason { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The details of the message.
    pub fn details(&self) -> Vec<(&'static str, String)> {
        match self {
            FaultKind::LetterRepeated { number }
            | FaultKind::OrderRepeated { number }
            | FaultKind::OrderWithoutDeadline { number }
            | FaultKind::OrderWithoutProof { number } => vec![("number", number.clone())],
            FaultKind::LetterCounterparties { number, found, expected } => {
                vec![("number", number.clone()), ("found", found.clone()), ("expected", expected.clone())]
            }
            FaultKind::GroupOverlap { unit, group, from } => {
                vec![("unit", unit.clone()), ("group", group.clone()), ("from", from.to_string())]
            }
            FaultKind::ExchangeTooLarge { departments, periods } => {
                vec![("departments", departments.to_string()), ("periods", periods.to_string())]
            }
            FaultKind::GroupBackwards { unit, from, until } => {
                vec![("unit", unit.clone()), ("from", from.to_string()), ("until", until.to_string())]
            }
            FaultKind::ExchangeRepeated { department, period }
            | FaultKind::ExchangeWithoutDue { department, period } => {
                vec![("department", department.clone()), ("period", period.clone())]
            }
            FaultKind::ExchangeLateOpen { department, period, days } => {
                vec![("department", department.clone()), ("period", period.clone()), ("days", days.to_string())]
            }
            FaultKind::AssessmentOverLimit { by, unit, year, nth, limit } => vec![
                ("by", by.clone()),
                ("unit", unit.clone()),
                ("year", year.to_string()),
                ("nth", nth.to_string()),
                ("limit", limit.to_string()),
            ],
            FaultKind::AssessorUnknown { by, bound, limit } => {
                vec![("by", by.clone()), ("bound", bound.clone()), ("limit", limit.to_string())]
            }
            FaultKind::OrderBackwards { number, date, ordered } => {
                vec![("number", number.clone()), ("date", date.to_string()), ("ordered", ordered.to_string())]
            }
            FaultKind::RefusalWithoutReason { unit } => vec![("unit", unit.clone())],
            FaultKind::VisitOutsideWindow { unit, date, first, last } => vec![
                ("unit", unit.clone()),
                ("date", date.to_string()),
                ("first", first.to_string()),
                ("last", last.to_string()),
            ],
            FaultKind::SignedWithReason { unit, reason } => vec![("unit", unit.clone()), ("reason", reason.clone())],
        }
    }
}
