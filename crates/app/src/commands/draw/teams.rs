//! `kaocheng draw DIR teams`: who goes out, what was drawn and the days → who visits whom, and when.

use crate::drawing::folder::Drawing;
use crate::drawing::rule::agreed;
use crate::drawing::{people, problems, table, window};
use crate::folder::Folder;
use crate::message::{Failure, Lang};
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_compile::plan::Plan;
use kaocheng_draw::assign::{LastRound, Place, Task, assign};
use kaocheng_draw::sample::{Sample, draw};
use kaocheng_draw::team::Rule;
use kaocheng_draw::verify;
use kaocheng_draw::visit::{self, Rules, Vehicle, Visit};
use serde_json::json;
use std::fmt::Display;
use std::path::PathBuf;

/// The arguments.
#[derive(Default, clap::Args)]
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

impl YesNo {
    fn of(truth: bool) -> YesNo {
        if truth { YesNo::Yes } else { YesNo::No }
    }
}

impl Provider {
    fn of(assessed: bool) -> Provider {
        if assessed { Provider::Host } else { Provider::Office }
    }
}

impl Display for YesNo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if *self == YesNo::Yes { "yes" } else { "no" })
    }
}

impl Display for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if *self == Provider::Host { "host" } else { "office" })
    }
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
    let made = people::read_teams(&path, &rule(args, &plan, lang)?, &units, terminal)?;
    let last = match &args.last {
        Some(path) => people::last_round(path, terminal)?,
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
    let scheme_leader = scheme.and_then(|s| s.leader_counts).map(YesNo::of);
    let leader = agreed("--leader-counts", args.leader_counts, scheme_leader, lang)?;
    let supervised = scheme.and_then(|s| s.supervisors.as_ref()).map(|s| s.teams);
    Ok(Rule {
        count: agreed("--teams", args.teams, scheme.map(|s| s.count), lang)?,
        size: agreed("--members", args.members, scheme.map(|s| s.size), lang)?,
        leader_counts: leader.map(|l| l == YesNo::Yes),
        supervised: agreed("--supervise", args.supervise, supervised, lang)?,
    })
}

/// What the scheme and the command line say of visits.
fn rules(args: &Args, plan: &Plan, lang: Lang) -> Result<Rules, Failure> {
    let is_vehicle = |what: &String| what.contains('车') || what.to_lowercase().contains("vehicle");
    let hosting = plan.mechanism.hosting.iter().find(|h| h.what.iter().any(is_vehicle));
    let provider = agreed("--vehicle", args.vehicle, hosting.map(|h| Provider::of(h.assessed)), lang)?;
    let vehicle = match provider {
        Some(Provider::Host) => Vehicle::Host,
        Some(Provider::Office) => Vehicle::Office,
        None => Vehicle::NotSaid,
    };
    Ok(Rules {
        days: window::days(args.days.as_deref(), plan, lang)?,
        most_sites: args.most_sites,
        vehicle,
        vehicle_days: agreed("--vehicle-days", args.vehicle_days, hosting.and_then(|h| h.days), lang)?,
    })
}

/// The strata in which something was drawn.
fn places(sample: &Sample) -> Vec<Place> {
    let visited = sample.strata.iter().filter(|d| !d.sites().is_empty());
    visited.map(|d| Place { code: d.stratum.clone(), name: d.name.clone() }).collect()
}

/// Writes the visits, and last the assignment.
fn write(
    drawing: &Drawing,
    tasks: &[Task],
    visits: &[Visit],
    rules: &Rules,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let lang = terminal.lang();
    let pairs = tasks.iter().flat_map(|t| t.places.iter().map(move |p| (t, p)));
    let assigned: Vec<Vec<String>> = pairs.map(|(t, p)| vec![t.team.clone(), p.code.clone(), p.name.clone()]).collect();
    let planned: Vec<Vec<String>> = visits.iter().flat_map(|visit| rows(visit, rules, lang)).collect();
    let assignment = table::text([&["调查组", "编码", "单位"], &["team", "code", "unit"]], &assigned, lang)?;
    let header: [&[&str]; 2] = [
        &["调查组", "日期", "编码", "单位", "样本点编码", "样本点", "用车"],
        &["team", "date", "code", "unit", "site", "site name", "vehicle"],
    ];
    let files = [("visits.csv", table::text(header, &planned, lang)?), ("assignment.csv", assignment)];
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

#[cfg(test)]
mod tests {
    use super::*;
    use kaocheng_syntax::provision::{Hosting, Supervisors, Teams};

    fn plan() -> Plan {
        let mut plan = Plan::default();
        plan.head.field = Some(("2016-07-26".into(), "2016-07-29".into()));
        plan.mechanism.hosting = vec![Hosting {
            what: vec!["早餐".into(), "车辆".into()],
            by: "所带乡镇".into(),
            assessed: true,
            days: Some(2),
        }];
        let supervisors = Some(Supervisors { office: "委领导".into(), teams: 2 });
        plan.mechanism.teams = Some(Teams { count: 14, size: 6, leader: None, leader_counts: None, supervisors });
        plan
    }

    #[derive(clap::Parser)]
    struct Line {
        #[command(flatten)]
        args: Args,
    }

    fn args(line: &str) -> Args {
        let words = std::iter::once("teams").chain(line.split_whitespace());
        <Line as clap::Parser>::parse_from(words).args
    }

    #[test]
    fn what_the_scheme_says_of_visits_is_taken_from_it() {
        let rules = rules(&args(""), &plan(), Lang::Zh).unwrap();
        assert_eq!((rules.vehicle, rules.vehicle_days, rules.days.len()), (Vehicle::Host, Some(2), 4));
        let rule = rule(&args("--leader-counts no"), &plan(), Lang::Zh).unwrap();
        let (count, size, supervised) = (Some(14), Some(6), Some(2));
        assert_eq!(rule, Rule { count, size, leader_counts: Some(false), supervised });
    }

    #[test]
    fn the_command_line_may_not_say_otherwise() {
        for line in ["--vehicle office", "--vehicle-days 3", "--days 2016-07-26..2016-07-30"] {
            assert!(matches!(rules(&args(line), &plan(), Lang::Zh), Err(Failure::Usage(_))), "{line}");
        }
        for line in ["--teams 15", "--members 7", "--supervise 1"] {
            assert!(matches!(rule(&args(line), &plan(), Lang::Zh), Err(Failure::Usage(_))), "{line}");
        }
    }

    #[test]
    fn a_window_is_two_days_in_order() {
        let days = |text: &str| rules(&args(&format!("--days {text}")), &Plan::default(), Lang::Zh).map(|r| r.days);
        assert_eq!(days("2024-02-28..2024-03-01").unwrap(), ["2024-02-28", "2024-02-29", "2024-03-01"]);
        for text in ["2024-02-30..2024-03-01", "2024-03-02..2024-03-01", "2024-03-01", "2020-01-01..2024-01-01"] {
            assert!(matches!(days(text), Err(Failure::Usage(_))), "{text}");
        }
    }
}
