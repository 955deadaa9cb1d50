//! `kaocheng draw DIR teams`: who goes out, what was drawn and the days → who visits whom, when, and the sheets to be signed.

use super::feedback;
use crate::drawing::folder::Drawing;
use crate::drawing::rule::agreed;
use crate::drawing::{problems, table};
use crate::folder::Folder;
use crate::message::{Failure, Lang};
use crate::nearest::nearest;
use crate::phrase;
use crate::terminal::Terminal;
use jiff::civil::Date;
use kaocheng_compile::plan::Plan;
use kaocheng_draw::assign::{LastRound, Place, Task, assign};
use kaocheng_draw::problem::Kind;
use kaocheng_draw::sample::{Sample, draw};
use kaocheng_draw::team::{Member, Role, Rule, Team, teams};
use kaocheng_draw::verify;
use kaocheng_draw::visit::{self, Rules, Vehicle, Visit};
use kaocheng_engine::table::Units;
use kaocheng_exchange::guard;
use serde_json::json;
use std::fmt::Display;
use std::path::{Path, PathBuf};

/// The longest field window that is planned, in days.
const MOST_DAYS: usize = 366;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// How many teams there are, where the scheme does not say.
    #[arg(long, value_name = "N")]
    teams: Option<u32>,
    /// How many members each has.
    #[arg(long, value_name = "N")]
    members: Option<u32>,
    /// Whether the leader is one of these members.
    #[arg(long, value_enum, value_name = "yes|no")]
    leader_counts: Option<YesNo>,
    /// How many teams each supervisor leads.
    #[arg(long, value_name = "N")]
    supervise: Option<u32>,
    /// First and last day of the visits, where the scheme does not say: 2016-07-26..2016-07-29.
    #[arg(long, value_name = "DAY..DAY")]
    days: Option<String>,
    /// The most sites a team visits on one day.
    #[arg(long, value_name = "N")]
    most_sites: Option<u32>,
    /// Who provides the vehicles: the unit visited, or the office.
    #[arg(long, value_enum)]
    vehicle: Option<Provider>,
    /// On how many days at most a unit visited provides one.
    #[arg(long, value_name = "N")]
    vehicle_days: Option<u32>,
    /// The assignment.csv of the last round: no team visits the same unit again.
    #[arg(long, value_name = "FILE")]
    last: Option<PathBuf>,
}

/// A declaration.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum YesNo {
    /// It is so.
    Yes,
    /// It is not.
    No,
}

/// Who provides vehicles.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Provider {
    /// The unit visited.
    Host,
    /// The office.
    Office,
}

pub fn run(
    args: &Args,
    folder: &Folder,
    round: Option<&str>,
    drawing: &Drawing,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let lang = terminal.lang();
    drawing.must_have("record.json", "reveal", lang)?;
    drawing.must_lack("assignment.csv", lang)?;
    let plan = folder.plan(round, terminal)?.plan;
    let units = folder.units(&plan, terminal)?;
    let published = drawing.published(terminal)?;
    let broken = verify::verify(&published);
    for problem in &broken {
        let path = drawing.path(problems::file_of(&problem.kind));
        problems::say(std::slice::from_ref(problem), &path, terminal);
    }
    let (frame, _) = drawing.frozen(terminal)?;
    if !broken.is_empty() {
        return Err(Failure::Problems);
    }
    let key = published.record.key();
    let sample = draw(&frame, &key);
    let path = drawing.path("teams.csv");
    if !path.exists() {
        return Err(Failure::Data(phrase::DRAW_NO_TEAMS.with(lang, &[("path", &path.display())])));
    }
    let made = read_teams(&path, &rule(args, &plan, lang)?, &units, terminal)?;
    let last = match &args.last {
        Some(path) => last_round(path, terminal)?,
        None => LastRound::new(),
    };
    let rules = rules(args, &plan, lang)?;
    let tasks = assign(&made, &places(&sample), &last, &key).map_err(|found| {
        problems::say(&found, &path, terminal);
        Failure::Problems
    })?;
    let (visits, warnings) = visit::plan(&tasks, &sample, &rules);
    problems::say(&warnings, &drawing.path("visits.csv"), terminal);
    write(drawing, &tasks, &visits, &rules, terminal)?;
    if terminal.is_json() {
        let list = tasks.iter().map(|task| {
            let places: Vec<&str> = task.places.iter().map(|p| p.code.as_str()).collect();
            json!({ "team": task.team, "strata": places })
        });
        return terminal.print(&json!({ "teams": list.collect::<Vec<_>>() }).to_string());
    }
    for task in &tasks {
        let names: Vec<&str> = task.places.iter().map(|p| p.name.as_str()).collect();
        terminal.print(&format!("{}  {}", task.team, names.join("  ")))?;
    }
    terminal.print(&phrase::DRAW_ASSIGNED.with(lang, &[("teams", &tasks.len()), ("dir", &drawing.dir.display())]))
}

/// What the scheme and the command line say of teams.
fn rule(args: &Args, plan: &Plan, lang: Lang) -> Result<Rule, Failure> {
    let scheme = plan.mechanism.teams.as_ref();
    let leader = args.leader_counts.map(|l| l == YesNo::Yes);
    let supervised = scheme.and_then(|s| s.supervisors.as_ref()).map(|s| s.teams);
    Ok(Rule {
        count: agreed("--teams", args.teams, scheme.map(|s| s.count), lang)?,
        size: agreed("--members", args.members, scheme.map(|s| s.size), lang)?,
        leader_counts: agreed("--leader-counts", leader, scheme.and_then(|s| s.leader_counts), lang)?,
        supervised: agreed("--supervise", args.supervise, supervised, lang)?,
    })
}

/// What the scheme and the command line say of visits.
fn rules(args: &Args, plan: &Plan, lang: Lang) -> Result<Rules, Failure> {
    let field = plan.head.field.as_ref().map(|(first, last)| format!("{first}..{last}"));
    let window = agreed("--days", args.days.clone(), field, lang)?;
    let is_vehicle = |what: &String| what.contains('车') || what.to_lowercase().contains("vehicle");
    let hosting = plan.mechanism.hosting.iter().find(|h| h.what.iter().any(is_vehicle));
    let told = match args.vehicle {
        Some(Provider::Host) => Vehicle::Host,
        Some(Provider::Office) => Vehicle::Office,
        None => Vehicle::NotSaid,
    };
    let vehicle = match (told, hosting.map(|h| h.assessed)) {
        (Vehicle::Office, Some(true)) | (Vehicle::Host, Some(false)) => {
            let by = hosting.map(|h| h.by.clone()).unwrap_or_default();
            let slots: [(&str, &dyn Display); 3] = [("option", &"--vehicle"), ("scheme", &by), ("told", &"--vehicle")];
            return Err(Failure::Usage(phrase::DRAW_DIFFERS.with(lang, &slots)));
        }
        (_, Some(true)) => Vehicle::Host,
        (_, Some(false)) => Vehicle::Office,
        (told, None) => told,
    };
    Ok(Rules {
        days: window.map(|w| days(&w, lang)).transpose()?.unwrap_or_default(),
        most_sites: args.most_sites,
        vehicle,
        vehicle_days: agreed("--vehicle-days", args.vehicle_days, hosting.and_then(|h| h.days), lang)?,
    })
}

/// The days of a window, each as `2016-07-26`.
fn days(window: &str, lang: Lang) -> Result<Vec<String>, Failure> {
    let wrong = || Failure::Usage(phrase::DRAW_DAYS.with(lang, &[("text", &window)]));
    let day = |text: &str| text.trim().parse::<Date>().map_err(|_| wrong());
    let (first, last) = window.split_once("..").ok_or_else(wrong)?;
    let (first, last) = (day(first)?, day(last)?);
    let all: Vec<String> = first
        .series(jiff::Span::new().days(1))
        .take(MOST_DAYS + 1)
        .take_while(|d| *d <= last)
        .map(|d| d.to_string())
        .collect();
    if all.is_empty() || all.len() > MOST_DAYS { Err(wrong()) } else { Ok(all) }
}

/// The people of `teams.csv`, put together into teams that keep to the rule.
fn read_teams(path: &Path, rule: &Rule, units: &Units, terminal: &Terminal) -> Result<Vec<Team>, Failure> {
    let columns = [
        table::Column { words: "team / 调查组", needed: true },
        table::Column { words: "member / 成员", needed: true },
        table::Column { words: "role / 角色", needed: true },
        table::Column { words: "home / 所在单位", needed: true },
    ];
    let mut members = Vec::new();
    let mut found = Vec::new();
    for entry in table::read(path, &columns, terminal)? {
        let id = entry.field(1);
        if guard::is_personal(id) {
            return Err(Failure::Data(phrase::DRAW_PERSONAL_ID.with(terminal.lang(), &[("row", &entry.row)])));
        }
        match (Role::read(entry.field(2)), home(entry.field(3), units)) {
            (Ok(role), Ok(home)) => {
                let (team, id) = (entry.field(0).to_owned(), id.to_owned());
                members.push(Member { team, id, role, home, row: entry.row });
            }
            (role, home) => {
                found.extend(role.err().map(|k| k.at(entry.row)));
                found.extend(home.err().map(|k| k.at(entry.row)));
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

/// The strata in which something was drawn.
fn places(sample: &Sample) -> Vec<Place> {
    let visited = sample.strata.iter().filter(|d| !d.sites().is_empty());
    visited.map(|d| Place { code: d.stratum.clone(), name: d.name.clone() }).collect()
}

/// Who visited whom in the last round.
fn last_round(path: &Path, terminal: &Terminal) -> Result<LastRound, Failure> {
    let columns =
        [table::Column { words: "team / 调查组", needed: true }, table::Column { words: "code / 编码", needed: true }];
    let entries = table::read(path, &columns, terminal)?;
    Ok(entries.iter().map(|e| (e.field(0).to_owned(), e.field(1).to_owned())).collect())
}

/// Writes the visits and the sheets, and last the assignment.
fn write(
    drawing: &Drawing,
    tasks: &[Task],
    visits: &[Visit],
    rules: &Rules,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let lang = terminal.lang();
    let pairs = || tasks.iter().flat_map(|t| t.places.iter().map(move |p| (t, p)));
    let assigned: Vec<Vec<String>> =
        pairs().map(|(t, p)| vec![t.team.clone(), p.code.clone(), p.name.clone()]).collect();
    let sheets: Vec<Vec<String>> = pairs()
        .map(|(t, p)| vec![t.team.clone(), p.code.clone(), p.name.clone(), String::new(), String::new(), String::new()])
        .collect();
    let planned: Vec<Vec<String>> = visits.iter().flat_map(|visit| rows(visit, rules, lang)).collect();
    let assignment = table::text(["调查组,编码,单位", "team,code,unit"], &assigned, lang);
    let header = ["调查组,日期,编码,单位,样本点编码,样本点,用车", "team,date,code,unit,site,site name,vehicle"];
    let files = [
        ("visits.csv", table::text(header, &planned, lang)),
        ("feedback.csv", table::text(feedback::HEADER, &sheets, lang)),
        ("assignment.csv", assignment),
    ];
    drawing.write(&files.each_ref().map(|(name, text)| (*name, text.as_str())), lang)
}

/// A row a site of a day; a day without a site has one row.
fn rows(visit: &Visit, rules: &Rules, lang: Lang) -> Vec<Vec<String>> {
    let vehicle = match rules.vehicle {
        Vehicle::NotSaid => String::new(),
        Vehicle::Office => phrase::VEHICLE_OFFICE.plain(lang).to_owned(),
        Vehicle::Host => visit.name.clone(),
    };
    let none = [(String::new(), String::new())];
    let sites = if visit.sites.is_empty() { &none } else { visit.sites.as_slice() };
    let row = |(site, name): &(String, String)| {
        let before = [&visit.team, &visit.day, &visit.stratum, &visit.name, site, name];
        before.into_iter().chain([&vehicle]).cloned().collect()
    };
    sites.iter().map(row).collect()
}
