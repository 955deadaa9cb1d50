//! The register of what departments hand over → a calendar of departments by periods: on time, late, missing.
//!
//! Only totals are kept of what is exchanged: records of persons have no place here (R2-19).

use crate::days;
use crate::fault::{Fault, FaultKind};
use crate::period::Period;
use jiff::civil::Date;
use kaocheng_syntax::provision::Exchange;
use std::collections::{BTreeSet, HashMap, HashSet};

/// One delivery: figures of a department for a period, received or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Who hands over.
    pub department: String,
    /// What kind of message, where the register tells kinds apart; may be empty.
    pub what: String,
    /// For which period.
    pub period: Period,
    /// By when.
    pub due: Option<Date>,
    /// When it came.
    pub received: Option<Date>,
    /// How many records it told of, as one number.
    pub total: Option<u64>,
}

/// More places than this are no calendar, and would only fill the memory.
const MOST: usize = 100_000;

/// How a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Received by the day it was due.
    OnTime,
    /// Received so many days after it.
    Late(i32),
    /// Received, but when it was due is not known.
    Undated,
    /// Not received, and due.
    Missing,
    /// Not received, and not due yet.
    Expected,
}

/// One place of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The row it comes from; `None`: no row speaks of it.
    pub row: Option<usize>,
    /// When it was or is due, if that is known.
    pub due: Option<Date>,
    /// When it came.
    pub received: Option<Date>,
    /// How many records.
    pub total: Option<u64>,
    /// How it stands.
    pub state: State,
}

/// One line of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The department, as the register writes it, or else the scheme.
    pub department: String,
    /// The kind of message; may be empty.
    pub what: String,
    /// A place for each period of the calendar.
    pub slots: Vec<Slot>,
    /// Whether the exchange was continuous (连续).
    pub continuous: Continuity,
    /// Whether every delivery is there, with its total (完整).
    pub complete: bool,
}

/// Departments by periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The periods, in time.
    pub periods: Vec<Period>,
    /// The departments: those the scheme names in its order, then others as the register has them.
    pub lines: Vec<Line>,
    /// What is wrong or open.
    pub faults: Vec<Fault>,
}

/// What a late delivery does to 连续: the scheme's words leave it open, so somebody declares it (T-40).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lateness {
    /// Late breaks it.
    Breaks,
    /// Late but received keeps it.
    Keeps,
}

/// Whether an exchange was continuous.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Continuity {
    /// It was.
    Holds,
    /// It was not, from this period on: missing, or late where that breaks it.
    Broken(Period),
    /// Nothing is missing, but something was late and nobody declared what that does.
    Open,
}

impl Calendar {
    /// How many places are in a state, lateness of any length alike.
    pub fn count(&self, of: impl Fn(State) -> bool) -> usize {
        self.lines.iter().flat_map(|line| &line.slots).filter(|slot| of(slot.state)).count()
    }
}

/// The calendar as of a day. Its lines and periods are those that the scheme asks for and those of the register; what
/// neither speaks of is not there. A department of the register is one of the scheme's when its name holds the scheme's
/// word (县公安局: 公安) and no other of them.
pub fn calendar(rows: &[Delivery], rules: &[Exchange], late: Option<Lateness>, as_of: Date) -> Calendar {
    let periods = periods(rows, rules, as_of);
    let mut faults = Vec::new();
    let mut at: HashMap<(&str, &str, &Period), usize> = HashMap::new();
    for (row, delivery) in rows.iter().enumerate() {
        let key = (delivery.department.as_str(), delivery.what.as_str(), &delivery.period);
        let first = *at.entry(key).or_insert(row);
        if first != row {
            let (department, period) = (delivery.department.clone(), delivery.period.to_string());
            let kind = FaultKind::ExchangeRepeated { department, period };
            faults.push(Fault { row, first: Some(first), kind });
        }
    }
    let names = departments(rows, rules);
    if names.len().saturating_mul(periods.len()) > MOST {
        let kind = FaultKind::ExchangeTooLarge { departments: names.len(), periods: periods.len() };
        return Calendar { periods: Vec::new(), lines: Vec::new(), faults: vec![Fault { row: 0, first: None, kind }] };
    }
    let common = common_dues(rows);
    let mut lines: Vec<Line> = Vec::new();
    for (department, what) in names {
        let slot = |period: &Period| {
            let row = at.get(&(department.as_str(), what.as_str(), period)).copied();
            let common = common.get(period).copied().flatten();
            slot(row.and_then(|row| Some((row, rows.get(row)?))), period, common, as_of)
        };
        let slots: Vec<Slot> = periods.iter().map(slot).collect();
        let continuous = continuity(&slots, &periods, late);
        faults.extend(slot_faults(&department, &slots, &periods, continuous == Continuity::Open));
        let there = |slot: &Slot| slot.state == State::Expected || (slot.received.is_some() && slot.total.is_some());
        let complete = slots.iter().all(there);
        lines.push(Line { department, what, slots, continuous, complete });
    }
    faults.sort_by_key(|fault| fault.row);
    Calendar { periods, lines, faults }
}

fn slot(row: Option<(usize, &Delivery)>, period: &Period, common: Option<Date>, as_of: Date) -> Slot {
    let due = row.and_then(|(_, d)| d.due).or(common);
    // What came after the day of the report had not come yet.
    let received = row.and_then(|(_, d)| d.received).filter(|day| *day <= as_of);
    let waiting = due.or_else(|| period.last_day()).is_some_and(|last| last >= as_of);
    let state = match (received, due) {
        (Some(received), Some(due)) if received <= due => State::OnTime,
        (Some(received), Some(due)) => State::Late(days(due, received)),
        (Some(_), None) => State::Undated,
        (None, _) if waiting => State::Expected,
        (None, _) => State::Missing,
    };
    let total = row.and_then(|(_, d)| d.total).filter(|_| received.is_some());
    Slot { row: row.map(|(row, _)| row), due, received, total, state }
}

/// The day by which the figures of each period are due, where it is one day for all who have one.
fn common_dues(rows: &[Delivery]) -> HashMap<&Period, Option<Date>> {
    let mut dues: HashMap<&Period, Option<Date>> = HashMap::new();
    for (period, due) in rows.iter().filter_map(|d| Some((&d.period, d.due?))) {
        dues.entry(period).and_modify(|common| *common = common.filter(|day| *day == due)).or_insert(Some(due));
    }
    dues
}

fn periods(rows: &[Delivery], rules: &[Exchange], as_of: Date) -> Vec<Period> {
    let mut all: BTreeSet<Period> = rows.iter().map(|d| d.period.clone()).collect();
    let mut years: BTreeSet<Option<i16>> = all.iter().map(|p| p.year).collect();
    if years.is_empty() {
        years.insert(Some(as_of.year()));
    }
    for rule in rules {
        for year in &years {
            all.extend(Period::rhythm(*year, rule.times).unwrap_or_default());
        }
    }
    all.into_iter().collect()
}

/// The lines of the calendar: for every word of the scheme the departments that it means, or the word itself.
fn departments(rows: &[Delivery], rules: &[Exchange]) -> Vec<(String, String)> {
    let words: Vec<&str> = rules.iter().flat_map(|rule| &rule.departments).map(String::as_str).collect();
    let mut known: HashSet<(&str, &str)> = HashSet::new();
    let named = rows.iter().map(|row| (row.department.as_str(), row.what.as_str()));
    let seen: Vec<(String, String)> =
        named.filter(|line| known.insert(*line)).map(|(name, what)| (name.to_owned(), what.to_owned())).collect();
    let means = |word: &str, name: &str| {
        let others = words.iter().any(|other| *other != word && name.contains(other) && !word.contains(other));
        name == word || (name.contains(word) && !others)
    };
    let mut lines: Vec<(String, String)> = Vec::new();
    for word in &words {
        let own: Vec<_> = seen.iter().filter(|(name, _)| means(word, name)).cloned().collect();
        if own.is_empty() {
            lines.push(((*word).to_owned(), String::new()));
        }
        lines.extend(own);
    }
    lines.extend(seen);
    // Each once, where it stands first.
    let mut taken: HashSet<(String, String)> = HashSet::new();
    lines.retain(|line| taken.insert(line.clone()));
    lines
}

fn continuity(slots: &[Slot], periods: &[Period], late: Option<Lateness>) -> Continuity {
    let breaks = |state: State| match state {
        State::Missing => true,
        State::Late(_) => late == Some(Lateness::Breaks),
        State::OnTime | State::Undated | State::Expected => false,
    };
    if let Some((_, period)) = slots.iter().zip(periods).find(|(slot, _)| breaks(slot.state)) {
        return Continuity::Broken(period.clone());
    }
    let any_late = slots.iter().any(|slot| matches!(slot.state, State::Late(_)));
    if any_late && late.is_none() { Continuity::Open } else { Continuity::Holds }
}

fn slot_faults(department: &str, slots: &[Slot], periods: &[Period], open: bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (slot, period) in slots.iter().zip(periods) {
        let Some(row) = slot.row else { continue };
        let (department, period) = (department.to_owned(), period.to_string());
        let kind = match slot.state {
            State::Undated => FaultKind::ExchangeWithoutDue { department, period },
            State::Late(days) if open => FaultKind::ExchangeLateOpen { department, period, days },
            _ => continue,
        };
        faults.push(Fault { row, first: None, kind });
    }
    faults
}
