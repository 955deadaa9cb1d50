//! Rows of people and the scheme's rule → teams, or everything in which they do not keep to the rule.
//!
//! People are ids with a role and a home unit; names of persons have no place here.

use crate::problem::{Kind, Problem};
use std::collections::BTreeMap;

/// A person in a team. A supervisor who leads several teams stands in each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The team's id.
    pub team: String,
    /// The person's id in the office's own list.
    pub id: String,
    /// What the person does.
    pub role: Role,
    /// Codes of the home unit and of all units above it; empty for somebody from outside.
    pub home: Vec<String>,
    /// The row of the file.
    pub row: u32,
}

/// What a person does in a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Leads it.
    Leader,
    /// Works in it.
    Member,
    /// Leads several teams from above; none of the members.
    Supervisor,
}

impl Role {
    /// Reads the word of a role.
    pub fn read(word: &str) -> Result<Role, Kind> {
        match word.trim().to_lowercase().as_str() {
            "leader" | "组长" | "调查组长" => Ok(Role::Leader),
            "member" | "组员" | "成员" => Ok(Role::Member),
            "supervisor" | "带队领导" | "领队" => Ok(Role::Supervisor),
            _ => Err(Kind::RoleNotRead { found: word.to_owned() }),
        }
    }
}

/// A team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Its id.
    pub id: String,
    /// Everybody in it, supervisors too.
    pub members: Vec<Member>,
}

/// What the scheme says of teams (R2-07); `None`: nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// How many teams.
    pub count: Option<u32>,
    /// How many members each has.
    pub size: Option<u32>,
    /// Whether the leader is one of these members. Nobody guesses: where there is a size this must be said.
    pub leader_counts: Option<bool>,
    /// How many teams each supervisor leads.
    pub supervised: Option<u32>,
}

impl Team {
    /// How many people of a role it has.
    pub fn of_role(&self, role: Role) -> usize {
        self.members.iter().filter(|m| m.role == role).count()
    }

    /// Whether nobody in it is at home in a stratum, supervisors included.
    pub fn is_foreign_to(&self, stratum: &str) -> bool {
        self.members.iter().all(|m| m.home.iter().all(|h| h != stratum))
    }
}

/// Puts people together into teams, in the order of the teams' ids. The order of the rows means nothing.
pub fn teams(members: Vec<Member>, rule: &Rule) -> Result<Vec<Team>, Vec<Problem>> {
    let mut problems = twice(&members);
    let mut teams: BTreeMap<String, Vec<Member>> = BTreeMap::new();
    for member in members {
        teams.entry(member.team.clone()).or_default().push(member);
    }
    let mut teams: Vec<Team> = teams.into_iter().map(|(id, members)| Team { id, members }).collect();
    for team in &mut teams {
        team.members.sort_by(|a, b| a.id.cmp(&b.id));
    }
    problems.extend(broken(&teams, rule));
    if problems.is_empty() { Ok(teams) } else { Err(problems) }
}

/// People in more than one place. A supervisor may lead several teams, but is no member of any.
fn twice(members: &[Member]) -> Vec<Problem> {
    let mut seen: BTreeMap<&str, &Member> = BTreeMap::new();
    let mut problems = Vec::new();
    for member in members {
        let Some(first) = seen.get(member.id.as_str()) else {
            seen.insert(&member.id, member);
            continue;
        };
        let supervises = first.role == Role::Supervisor && member.role == Role::Supervisor;
        if !supervises || first.team == member.team {
            let kind = Kind::MemberTwice { member: member.id.clone(), first: first.team.clone() };
            problems.push(kind.at(member.row));
        }
    }
    problems
}

fn broken(teams: &[Team], rule: &Rule) -> Vec<Problem> {
    let mut problems = Vec::new();
    let row = |team: &Team| team.members.iter().map(|m| m.row).min();
    let mut tell = |kind: Kind, row: Option<u32>| problems.push(Problem { kind, row });
    if let Some(expected) = rule.count.filter(|c| *c as usize != teams.len()) {
        tell(Kind::TeamCount { found: teams.len(), expected }, None);
    }
    for team in teams {
        let leaders = team.of_role(Role::Leader);
        if leaders != 1 {
            tell(Kind::TeamLeaders { team: team.id.clone(), found: leaders }, row(team));
        }
        let supervisors = team.of_role(Role::Supervisor);
        if rule.supervised.is_some() && supervisors != 1 {
            tell(Kind::TeamSupervisors { team: team.id.clone(), found: supervisors }, row(team));
        }
    }
    match (rule.size, rule.leader_counts) {
        (Some(size), None) => {
            let count = rule.count.map_or(teams.len() as u64, u64::from);
            let with = count * u64::from(size);
            tell(Kind::LeaderCountOpen { size, with, without: with + count }, None);
        }
        (Some(expected), Some(leader)) => {
            for team in teams {
                let found = team.of_role(Role::Member) + if leader { team.of_role(Role::Leader) } else { 0 };
                if found != expected as usize {
                    tell(Kind::TeamSize { team: team.id.clone(), found, expected }, row(team));
                }
            }
        }
        (None, _) => {}
    }
    if let Some(expected) = rule.supervised {
        let mut led: BTreeMap<&str, (usize, u32)> = BTreeMap::new();
        for member in teams.iter().flat_map(|t| &t.members).filter(|m| m.role == Role::Supervisor) {
            led.entry(&member.id).or_insert((0, member.row)).0 += 1;
        }
        for (id, (found, row)) in led.into_iter().filter(|(_, (found, _))| *found != expected as usize) {
            tell(Kind::SupervisorTeams { supervisor: id.to_owned(), found, expected }, Some(row));
        }
    }
    problems
}
