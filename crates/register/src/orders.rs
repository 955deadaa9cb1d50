//! The register of rectification orders → which are open, overdue, closed in time or closed late.

use crate::days;
use crate::fault::{Fault, FaultKind};
use jiff::civil::Date;
use std::collections::HashMap;

/// An order to mend what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its number.
    pub number: String,
    /// Who must mend: an index into the units.
    pub unit: usize,
    /// The item it concerns; may be empty.
    pub item: String,
    /// What was found.
    pub found: String,
    /// When it was ordered.
    pub ordered: Date,
    /// By when; `None`: as many days as the scheme gives.
    pub deadline: Option<Date>,
    /// When it was closed.
    pub closed: Option<Date>,
    /// What shows that it was mended; may be empty.
    pub proof: String,
}

/// How an order stands as of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderState {
    /// Not closed, so many days after its deadline.
    Overdue(i32),
    /// Not closed; so many days are left, where a deadline is known.
    Open(Option<i32>),
    /// Closed so many days after its deadline.
    ClosedLate(i32),
    /// Closed by its deadline, or without one.
    Closed,
}

/// An order with what follows from the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The row.
    pub row: usize,
    /// Its deadline: given, or the order's day and the scheme's days.
    pub deadline: Option<Date>,
    /// How it stands.
    pub state: OrderState,
}

/// All orders in the order of the register, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standings {
    /// One an order.
    pub orders: Vec<Standing>,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// How orders stand as of a day. `days_given` is in how many days what was found must be mended where an order does not say
/// by when.
pub fn standings(rows: &[Order], days_given: Option<u32>, as_of: Date) -> Standings {
    let mut faults = Vec::new();
    let mut first_of: HashMap<&str, usize> = HashMap::new();
    let mut orders = Vec::new();
    for (row, order) in rows.iter().enumerate() {
        let first = *first_of.entry(&order.number).or_insert(row);
        let deadline = order.deadline.or_else(|| after(order.ordered, days_given?));
        let number = || order.number.clone();
        if first != row {
            let kind = FaultKind::OrderRepeated { number: number() };
            faults.push(Fault { row, first: Some(first), kind });
        }
        let mut fault = |kind| faults.push(Fault { row, first: None, kind });
        for date in [order.deadline, order.closed].into_iter().flatten().filter(|d| *d < order.ordered) {
            fault(FaultKind::OrderBackwards { number: number(), date, ordered: order.ordered });
        }
        if deadline.is_none() && order.closed.is_none() {
            fault(FaultKind::OrderWithoutDeadline { number: number() });
        }
        if order.closed.is_some() && order.proof.is_empty() {
            fault(FaultKind::OrderWithoutProof { number: number() });
        }
        orders.push(Standing { row, deadline, state: state(order, deadline, as_of) });
    }
    Standings { orders, faults }
}

fn after(day: Date, days: u32) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

fn state(order: &Order, deadline: Option<Date>, as_of: Date) -> OrderState {
    // What was closed after the day of the report was open on it.
    match (order.closed.filter(|day| *day <= as_of), deadline) {
        (Some(closed), Some(deadline)) if closed > deadline => OrderState::ClosedLate(days(deadline, closed)),
        (Some(_), _) => OrderState::Closed,
        (None, Some(deadline)) if as_of > deadline => OrderState::Overdue(days(deadline, as_of)),
        (None, deadline) => OrderState::Open(deadline.map(|deadline| days(as_of, deadline))),
    }
}
