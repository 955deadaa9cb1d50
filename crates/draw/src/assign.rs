//! Teams, the strata to visit and a key → which team visits which strata.
//!
//! Every stratum has one team; the numbers of strata differ by at most one between teams; nobody visits the stratum that
//! is their home, and no team the one it visited in the last round. Of all assignments that keep to this, the one that
//! costs least is taken, where a pair of team and stratum costs 40 bits of a digest: so chance decides, and everybody can
//! repeat it. The optimum is exact, by the Kuhn–Munkres algorithm.

use crate::feasible;
use crate::problem::{Kind, Problem};
use crate::team::Team;
use crate::ticket::Key;
use pathfinding::kuhn_munkres::kuhn_munkres_min;
use pathfinding::matrix::Matrix;
use std::collections::BTreeSet;

/// A stratum to visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// What one team visits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The team's id.
    pub team: String,
    /// Its strata in the order of visit: by cost, the least first. There may be none.
    pub places: Vec<Place>,
}

/// The pairs of team and stratum of the last round, by id and code.
pub type LastRound = BTreeSet<(String, String)>;

/// Assigns all places to teams. Where that cannot be done the problems say which strata and teams stand in the way.
/// Neither the order of teams nor of places means anything, except that tasks come in the order of teams.
pub fn assign(teams: &[Team], places: &[Place], last: &LastRound, key: &Key) -> Result<Vec<Task>, Vec<Problem>> {
    let may = |place: &Place, team: &Team| {
        team.is_foreign_to(&place.code) && !last.contains(&(team.id.clone(), place.code.clone()))
    };
    let shut = places.iter().filter(|place| !teams.iter().any(|team| may(place, team)));
    let shut: Vec<Problem> = shut.map(|p| Kind::StratumWithoutTeam { stratum: p.name.clone() }.anywhere()).collect();
    if !shut.is_empty() {
        return Err(shut);
    }
    if teams.is_empty() {
        return Ok(Vec::new());
    }
    let mut sorted: Vec<&Place> = places.iter().collect();
    sorted.sort_by(|a, b| a.code.cmp(&b.code));
    let open: Vec<Vec<bool>> = sorted.iter().map(|p| teams.iter().map(|t| may(p, t)).collect()).collect();
    let least = sorted.len() / teams.len();
    let most = sorted.len().div_ceil(teams.len());
    fits(teams, &sorted, &open, least, most)?;
    let cost = |place: &Place, team: &Team| key.cost(&format!("team\n{}\n{}\n", team.id, place.code));
    let costs: Vec<Vec<i128>> = sorted.iter().map(|p| teams.iter().map(|t| cost(p, t)).collect()).collect();
    let chosen = cheapest(&costs, &open, teams.len(), least, most);
    let mut tasks: Vec<Task> = Vec::new();
    for (at, team) in teams.iter().enumerate() {
        let own = chosen.iter().zip(&sorted).filter(|(to, _)| **to == at);
        let mut places: Vec<Place> = own.map(|(_, place)| (*place).clone()).collect();
        places.sort_by_cached_key(|place| (cost(place, team), place.code.clone()));
        tasks.push(Task { team: team.id.clone(), places });
    }
    Ok(tasks)
}

/// Whether some assignment keeps to everything. It is enough that all strata find a team with room, and that all teams
/// find their least number of strata: then both can be had at once (Mendelsohn and Dulmage, 1958).
fn fits(teams: &[Team], places: &[&Place], open: &[Vec<bool>], least: usize, most: usize) -> Result<(), Vec<Problem>> {
    let may = |place: usize, team: usize| open.get(place).and_then(|row| row.get(team)) == Some(&true);
    let ids = |list: &[usize]| list.iter().filter_map(|t| teams.get(*t)).map(|t| t.id.clone()).collect::<Vec<_>>();
    let names = |list: &[usize]| list.iter().filter_map(|p| places.get(*p)).map(|p| p.name.clone()).collect::<Vec<_>>();
    feasible::place(places.len(), teams.len(), most, &may).map_err(|crowd| {
        let room = crowd.places.len() * most;
        vec![Kind::TooFewTeams { strata: names(&crowd.group), teams: ids(&crowd.places), room }.anywhere()]
    })?;
    // Each team stands in line once for each stratum that it must have.
    let team_of = |in_line: usize| in_line.checked_div(least).unwrap_or(0);
    feasible::place(teams.len() * least, places.len(), 1, &|who, at| may(at, team_of(who))).map_err(|crowd| {
        let group: BTreeSet<usize> = crowd.group.iter().map(|who| team_of(*who)).collect();
        let group: Vec<usize> = group.into_iter().collect();
        let needed = group.len() * least;
        vec![Kind::TooFewStrata { teams: ids(&group), strata: names(&crowd.places), needed }.anywhere()]
    })
}

/// For each place the team that it goes to, at the least cost together. Each team has `most` columns; where the numbers do
/// not come out even its last column may stay empty, which a row for nobody takes at no cost.
fn cheapest(costs: &[Vec<i128>], open: &[Vec<bool>], teams: usize, least: usize, most: usize) -> Vec<usize> {
    let size = teams * most;
    if size == 0 {
        return Vec::new();
    }
    // More than all permitted costs together.
    let forbidden = (size as i128 + 1) << 40;
    let weight = |(row, column): (usize, usize)| {
        let (team, seat) = (column / most, column % most);
        match (costs.get(row).and_then(|c| c.get(team)), open.get(row).and_then(|o| o.get(team))) {
            (Some(cost), Some(true)) => *cost,
            (None, None) if seat >= least => 0,
            _ => forbidden,
        }
    };
    let matrix = Matrix::from_fn(size, size, weight);
    let (total, columns) = kuhn_munkres_min(&matrix);
    debug_assert!(total < forbidden, "an assignment that fits was found to exist");
    columns.into_iter().take(costs.len()).map(|column| column / most).collect()
}
