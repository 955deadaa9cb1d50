//! What each team visits, the sample and the days of the field window → who is where on which day, and in whose vehicle.

use crate::assign::Task;
use crate::problem::{Kind, Problem};
use crate::sample::Sample;
use std::collections::BTreeMap;

/// What the scheme or the office says of visits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// The days of the field window in order, as they are to be shown (R2-04).
    pub days: Vec<String>,
    /// The most sites a team visits on one day; `None`: any number.
    pub most_sites: Option<u32>,
    /// Who provides vehicles.
    pub vehicle: Vehicle,
    /// On how many days at most a unit visited provides a vehicle (R2-08); `None`: any number.
    pub vehicle_days: Option<u32>,
}

/// Who provides the vehicle of a team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vehicle {
    /// Nobody says.
    #[default]
    NotSaid,
    /// The office that sends the teams.
    Office,
    /// The unit that is visited: the assessed serves the assessor, which is flagged.
    Host,
}

/// A team's day in a stratum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The team's id.
    pub team: String,
    /// The day.
    pub day: String,
    /// The stratum's code.
    pub stratum: String,
    /// Its name.
    pub name: String,
    /// Codes and names of the sites of that day; none: the day is for the stratum itself.
    pub sites: Vec<(String, String)>,
}

/// Spreads each team's strata over the days in the order of its task, each on a run of days of its own where there are
/// enough; and the sites of a stratum over its days, earlier days first. Without days there are no visits.
pub fn plan(tasks: &[Task], sample: &Sample, rules: &Rules) -> (Vec<Visit>, Vec<Problem>) {
    let visits: Vec<Visit> = tasks.iter().flat_map(|task| of_task(task, sample, &rules.days)).collect();
    let problems = told(&visits, rules);
    (visits, problems)
}

fn of_task(task: &Task, sample: &Sample, days: &[String]) -> Vec<Visit> {
    let mut visits = Vec::new();
    let count = task.places.len();
    for (at, place) in task.places.iter().enumerate() {
        let first = at * days.len() / count;
        let end = ((at + 1) * days.len() / count).max(first + 1);
        let run = days.get(first..end.min(days.len())).unwrap_or_default();
        let drawn = sample.stratum(&place.code);
        let sites: Vec<(String, String)> = drawn
            .map(|d| d.tickets.iter().filter(|t| t.outcome.is_drawn()))
            .into_iter()
            .flatten()
            .map(|t| (t.site.clone(), t.name.clone()))
            .collect();
        for (ix, day) in run.iter().enumerate() {
            let of_day = |i: usize| i * run.len() / sites.len().max(1) == ix;
            let own = sites.iter().enumerate().filter(|(i, _)| of_day(*i)).map(|(_, site)| site.clone());
            visits.push(Visit {
                team: task.team.clone(),
                day: day.clone(),
                stratum: place.code.clone(),
                name: place.name.clone(),
                sites: own.collect(),
            });
        }
    }
    visits
}

fn told(visits: &[Visit], rules: &Rules) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut sites: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut days: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for visit in visits {
        *sites.entry((&visit.team, &visit.day)).or_default() += visit.sites.len();
        *days.entry((&visit.stratum, &visit.name)).or_default() += 1;
    }
    if let Some(most) = rules.most_sites {
        for ((team, day), count) in sites.into_iter().filter(|(_, count)| *count > most as usize) {
            let kind = Kind::TooManySites { team: team.to_owned(), day: day.to_owned(), sites: count, most };
            problems.push(kind.anywhere());
        }
    }
    if rules.vehicle != Vehicle::Host || days.is_empty() {
        return problems;
    }
    problems.push(Kind::VehicleFromHost { strata: days.len() }.anywhere());
    if let Some(most) = rules.vehicle_days {
        for ((_, name), count) in days.into_iter().filter(|(_, count)| *count > most as usize) {
            problems.push(Kind::VehicleDays { stratum: name.to_owned(), days: count, most }.anywhere());
        }
    }
    problems
}
