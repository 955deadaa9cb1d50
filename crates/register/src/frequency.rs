//! The register of assessments → who was assessed how often, and which assessment is one too many.

use crate::fault::{Fault, FaultKind};
use crate::naming::{self, Bodies};
use jiff::civil::Date;
use kaocheng_engine::table::Units;
use kaocheng_syntax::provision::Frequency;
use std::collections::BTreeMap;

/// One assessment of a unit by a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Who assesses: a unit's code or name, or a body outside the list.
    pub by: String,
    /// Who is assessed: an index into the units.
    pub unit: usize,
    /// When.
    pub date: Date,
    /// What kind of assessment, as written; may be empty.
    pub kind: String,
}

/// How often a body assessed a unit in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The body.
    pub by: String,
    /// The unit.
    pub unit: usize,
    /// The year.
    pub year: i16,
    /// How many times, as rows in order of their dates.
    pub rows: Vec<usize>,
    /// How many times it may, if anything limits it.
    pub limit: Option<u32>,
}

/// What assessments weigh on a unit in a year, whoever makes them (R8-06).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Burden {
    /// The unit.
    pub unit: usize,
    /// The year.
    pub year: i16,
    /// How many assessments.
    pub times: usize,
    /// By how many bodies.
    pub bodies: usize,
    /// The fewest days between one and the next; `None` with one only.
    pub shortest_gap: Option<i32>,
}

/// The whole register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frequencies {
    /// By unit, year and body.
    pub counts: Vec<Count>,
    /// By unit and year.
    pub burdens: Vec<Burden>,
    /// Assessments that must be refused, and limits of which it is not known whether they apply.
    pub faults: Vec<Fault>,
}

/// Counts assessments of each unit by each body in each calendar year and holds them against the limits that the scheme
/// sets; `otherwise` is the limit where it sets none. Every row counts, whatever its kind: what does not count as an
/// assessment does not belong in the register.
pub fn frequencies(rows: &[Assessment], units: &Units, rules: &[Frequency], otherwise: Option<u32>) -> Frequencies {
    let mut groups: BTreeMap<(usize, i16, &str), Vec<usize>> = BTreeMap::new();
    for (row, assessment) in rows.iter().enumerate() {
        groups.entry((assessment.unit, assessment.date.year(), &assessment.by)).or_default().push(row);
    }
    let bodies = Bodies::new(units);
    let mut faults = Vec::new();
    let mut counts = Vec::new();
    for ((unit, year, by), mut of_body) in groups {
        of_body.sort_by_key(|row| (rows.get(*row).map(|a| a.date), *row));
        let limit = match limit(by, unit, units, &bodies, rules) {
            Limit::Most(most) => Some(most),
            Limit::None => otherwise,
            Limit::Unknown(rule) => {
                if let (None, Some(row)) = (otherwise, of_body.first()) {
                    let kind = FaultKind::AssessorUnknown { by: by.into(), bound: rule.by.clone(), limit: rule.most };
                    faults.push(Fault { row: *row, first: None, kind });
                }
                otherwise
            }
        };
        if let Some(limit) = limit {
            let most = usize::try_from(limit).unwrap_or(usize::MAX);
            for (place, row) in of_body.iter().enumerate().skip(most) {
                let unit = units.all().get(unit).map(|u| u.name.clone()).unwrap_or_default();
                let kind = FaultKind::AssessmentOverLimit { by: by.into(), unit, year, nth: place + 1, limit };
                faults.push(Fault { row: *row, first: None, kind });
            }
        }
        counts.push(Count { by: by.into(), unit, year, rows: of_body, limit });
    }
    faults.sort_by_key(|fault| fault.row);
    Frequencies { burdens: burdens(rows, &counts), counts, faults }
}

enum Limit<'r> {
    /// So many.
    Most(u32),
    /// Nothing limits it.
    None,
    /// This rule may, but what the body is, is not known.
    Unknown(&'r Frequency),
}

/// The strictest limit for a body and a unit.
fn limit<'r>(by: &str, unit: usize, units: &Units, bodies: &Bodies, rules: &'r [Frequency]) -> Limit<'r> {
    let Some(assessed) = units.all().get(unit) else { return Limit::None };
    let about = || rules.iter().filter(|rule| naming::is_kind(&rule.of, assessed));
    let body = bodies.find(by).map(|(_, body)| body);
    let certain = about().filter(|rule| rule.by == by || body.is_some_and(|body| naming::is_kind(&rule.by, body)));
    match (certain.map(|rule| rule.most).min(), body) {
        (Some(most), _) => Limit::Most(most),
        (None, Some(_)) => Limit::None,
        (None, None) => about().min_by_key(|rule| rule.most).map_or(Limit::None, Limit::Unknown),
    }
}

fn burdens(rows: &[Assessment], counts: &[Count]) -> Vec<Burden> {
    let mut by_unit: BTreeMap<(usize, i16), (usize, Vec<Date>)> = BTreeMap::new();
    for count in counts {
        let (bodies, dates) = by_unit.entry((count.unit, count.year)).or_default();
        *bodies += 1;
        dates.extend(count.rows.iter().filter_map(|row| rows.get(*row)).map(|a| a.date));
    }
    let burden = |((unit, year), (bodies, mut dates)): ((usize, i16), (usize, Vec<Date>))| {
        dates.sort();
        let gaps = dates.iter().zip(dates.iter().skip(1)).map(|(a, b)| crate::days(*a, *b));
        Burden { unit, year, times: dates.len(), bodies, shortest_gap: gaps.min() }
    };
    by_unit.into_iter().map(burden).collect()
}
