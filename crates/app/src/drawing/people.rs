//! `teams.csv` and the assignment of the last round → teams, and who visited whom. People are ids, never names.

use super::{problems, table};
use crate::message::Failure;
use crate::nearest::nearest;
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_draw::assign::LastRound;
use kaocheng_draw::problem::Kind;
use kaocheng_draw::team::{Member, Role, Rule, Team, teams};
use kaocheng_engine::table::Units;
use kaocheng_exchange::{draws, guard};
use std::path::Path;

/// The people of `teams.csv`, put together into teams that keep to the rule.
pub fn read_teams(path: &Path, rule: &Rule, units: &Units, terminal: &Terminal) -> Result<Vec<Team>, Failure> {
    let mut members = Vec::new();
    let mut found = Vec::new();
    for person in table::rows(path, draws::read_people, terminal)? {
        if guard::is_personal(&person.member) {
            return Err(Failure::Data(phrase::DRAW_PERSONAL_ID.with(terminal.lang(), &[("row", &person.row)])));
        }
        match (Role::read(&person.role), home(&person.home, units)) {
            (Ok(role), Ok(home)) => {
                members.push(Member { team: person.team, id: person.member, role, home, row: person.row });
            }
            (role, home) => {
                found.extend(role.err().map(|k| k.at(person.row)));
                found.extend(home.err().map(|k| k.at(person.row)));
            }
        }
    }
    let made = if found.is_empty() { teams(members, rule) } else { Err(found) };
    made.map_err(|found| {
        problems::say(&found, path, terminal);
        Failure::Problems
    })
}

/// The codes of a home unit, given by code or by a name that only one unit has, and of those above it. Nobody at home in
/// any unit of the list leaves it empty.
fn home(found: &str, units: &Units) -> Result<Vec<String>, Kind> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let named: Vec<usize> = units.all().iter().enumerate().filter(|(_, u)| u.name == found).map(|(at, _)| at).collect();
    let one = match named.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    let Some(start) = units.find(found).or(one) else {
        let all = units.all().iter().flat_map(|u| [u.name.as_str(), u.code.as_str()]);
        let codes = || named.iter().filter_map(|at| units.all().get(*at)).map(|u| u.code.as_str()).collect();
        let near: Vec<&str> = if named.is_empty() { nearest(found, all) } else { codes() };
        let nearest = if near.is_empty() { "–".to_owned() } else { near.join(", ") };
        return Err(Kind::UnknownHomeUnit { found: found.to_owned(), nearest });
    };
    let mut at = Some(start);
    let mut home = Vec::new();
    while let Some(unit) = at.and_then(|at| units.all().get(at)) {
        home.push(unit.code.clone());
        at = unit.parent;
    }
    Ok(home)
}

/// Who visited whom in the last round.
pub fn last_round(path: &Path, terminal: &Terminal) -> Result<LastRound, Failure> {
    let visited = table::rows(path, draws::read_visited, terminal)?;
    Ok(visited.into_iter().map(|v| (v.team, v.code)).collect())
}
