//! The figures of a round that the caller may see, page by page.

use super::query;
use super::shapes::{FigureShown, Figures};
use crate::office::web::{Ask, Outcome, Trouble};
use axum::http::StatusCode;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::Figure;
use kaocheng_office::office::{Office, key, last_part, under};
use kaocheng_office::role::Role;
use kaocheng_office::standing::Subject;
use std::collections::{BTreeMap, BTreeSet};

/// The figures of a round as they stand: of the caller's own units, of those that they were sent to, or that their
/// department supplies; all of them for the office.
#[utoipa::path(get, path = "/api/v1/rounds/{round}/figures", operation_id = "list_figures",
    params(
        ("round" = String, Path, description = "The round's short name."),
        ("unit" = Option<String>, Query, description = "The code of a unit; all units without it."),
        ("after" = Option<String>, Query, description = "`next` of the page before."),
        ("count" = Option<u64>, Query, description = "Figures a page, 1000 unless said, at most 10000."),
    ),
    responses((status = 200, description = "Figures by unit and measure.", body = Figures)))]
pub async fn list(ask: Ask) -> Outcome {
    let (round, unit, after) = (ask.param("round"), ask.query.text("unit"), ask.query.value("after"));
    let most = usize::try_from(query::count(&ask, 1000, 10_000)?).unwrap_or(usize::MAX);
    let office = ask.office().await?;
    let mut sight = Sight::new(&ask, &office, round);
    if !unit.is_empty() && !sight.sees_unit(unit) && sight.supplied.is_empty() {
        return Err(Trouble::Forbidden(None));
    }
    let parts: &[&str] = if unit.is_empty() { &[round] } else { &[round, unit] };
    let (mut figures, mut next) = (Vec::new(), None);
    for (at, figure) in under(&office.figures, parts).skip_while(|(at, _)| *at <= after) {
        let mut names = at.split('/').skip(1).map(last_part);
        let (Some(of), Some(measure)) = (names.next(), names.next()) else { continue };
        if !sight.sees(&of, &measure) {
            continue;
        }
        if figures.len() == most {
            next = figures.last().map(|last: &FigureShown| key(&[round, &last.unit, &last.measure]));
            break;
        }
        figures.push(shown(of, measure, figure));
    }
    drop(sight);
    drop(office);
    query::json(&ask, StatusCode::OK, &Figures { figures, next })
}

/// What the caller may see in a round; each unit is asked about once.
struct Sight<'a> {
    ask: &'a Ask,
    office: &'a Office,
    round: &'a str,
    /// The measures that their department supplies.
    supplied: BTreeSet<&'a str>,
    units: BTreeMap<String, bool>,
}

impl<'a> Sight<'a> {
    fn new(ask: &'a Ask, office: &'a Office, round: &'a str) -> Sight<'a> {
        let sees = ask.who.may(office, Deed::SeeProviding, &Subject::round(round));
        let issued = office.rounds.get(&key(&[round])).and_then(|r| r.issued.as_ref()).filter(|_| sees);
        let seats = || ask.who.seats.iter().filter(|seat| seat.role == Role::Provider);
        let is_theirs =
            |provider: Option<&String>| provider.is_some() && seats().any(|s| s.provider.as_ref() == provider);
        let measures = issued.into_iter().flat_map(|issue| issue.measures.iter());
        let supplied = measures.filter(|m| is_theirs(m.provider.as_ref())).map(|m| m.id.as_str()).collect();
        Sight { ask, office, round, supplied, units: BTreeMap::new() }
    }

    fn sees_unit(&mut self, unit: &str) -> bool {
        if let Some(known) = self.units.get(unit) {
            return *known;
        }
        let sees = self.ask.who.may(self.office, Deed::SeeSheet, &Subject::unit(self.round, unit));
        self.units.insert(unit.to_owned(), sees);
        sees
    }

    fn sees(&mut self, unit: &str, measure: &str) -> bool {
        self.supplied.contains(measure) || self.sees_unit(unit)
    }
}

fn shown(unit: String, measure: String, figure: &Figure) -> FigureShown {
    FigureShown {
        unit,
        measure,
        value: figure.value.clone(),
        source: figure.source.clone(),
        date: figure.date.clone(),
        note: figure.note.clone(),
        capacity: figure.capacity,
        because: figure.because.clone(),
        by: figure.stamp.by.clone(),
        at: figure.stamp.at.clone(),
        entry: figure.stamp.seq,
    }
}
