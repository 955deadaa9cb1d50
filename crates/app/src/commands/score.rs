//! `kaocheng score`: points and ranks of all units.

use super::score_bulk;
use crate::deciding::{self, Deciding};
use crate::file;
use crate::folder::{self, Folder};
use crate::given;
use crate::message::{Failure, Format};
use crate::phrase;
use crate::progress;
use crate::ranking::{self, Ranking};
use crate::terminal::Terminal;
use crate::workers::Workers;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::columns::{Columns, columns_of};
use kaocheng_engine::crew::Crew;
use kaocheng_engine::results::Results;
use kaocheng_engine::table::Table;
use kaocheng_engine::{columnar, decide, results};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Instant;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The working folder: scheme.md, units.csv, figures.csv or figures.xlsx.
    dir: PathBuf,
    /// The round; else the scheme's first.
    #[arg(long, value_name = "R")]
    round: Option<String>,
    /// The level of unit; else all that the scheme assesses.
    #[arg(long, value_name = "L")]
    level: Option<String>,
    /// Write to this file instead of the terminal.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Which evaluator computes: both give the same.
    #[arg(long, value_enum, default_value_t = Engine::Columnar)]
    pub engine: Engine,
    /// How many threads compute; else as many as the machine has processors.
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// Say on the side where the time went.
    #[arg(long)]
    pub profile: bool,
}

/// An evaluator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Engine {
    /// For any number of units.
    Columnar,
    /// Slow and plain; it defines what results mean.
    Reference,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let folder = Folder::open(&args.dir, lang)?;
    let plan = folder.plan(args.round.as_deref(), terminal)?.plan;
    if let Some(path) = score_bulk::figures(&folder, &plan, terminal)? {
        return score_bulk::run(args, &folder, &plan, &path, terminal);
    }
    let started = Instant::now();
    let (table, beside) = folder.table_and_beside(&plan, terminal)?;
    let views = folder.levels(&plan, args.level.as_deref(), lang)?;
    let tickets = given::tickets(&folder, &plan, terminal)?;
    let (read, crew) = (started.elapsed(), Workers::new(args.threads));
    let by_name = |path: &PathBuf| {
        let name = folder::name_of(path).to_lowercase();
        name.ends_with(".parquet") || name.ends_with(".xlsx")
    };
    if let Some(path) = args.out.as_ref().filter(|path| by_name(path)) {
        if args.engine == Engine::Reference {
            return Err(Failure::Usage(phrase::WRITTEN_BY_COLUMNS.with(lang, &[("path", &path.display())])));
        }
        let columns = columns(&plan, &table)?;
        let scores = columnar::score_drawn(&plan, &columns, &tickets, &crew);
        let bytes = score_bulk::results(&plan, &columns.units, &scores, path, &crew, terminal)?;
        file::write(path, &bytes, lang)?;
        terminal.say(&phrase::SAVED.with(lang, &[("path", &path.display())]));
        return Ok(());
    }
    let score = || computed(args.engine, &plan, &views, &table, &tickets, &crew);
    let results = progress::while_working(phrase::SCORING.plain(lang), score)?;
    if args.profile {
        let slots: [(&str, &dyn std::fmt::Display); 6] = [
            ("units", &table.units().len()),
            ("items", &plan.items.len()),
            ("read", &format!("{:.3}", read.as_secs_f64())),
            ("score", &format!("{:.3}", (started.elapsed() - read).as_secs_f64())),
            ("write", &"-"),
            ("threads", &crew.size()),
        ];
        terminal.say(&phrase::PROFILE.with(lang, &slots));
    }
    let rankings: Vec<Ranking> = views.iter().zip(&results).map(|(v, r)| Ranking::new(v, &table, r)).collect();
    let json = |one: &Ranking| {
        let mut all = ranking::json(one);
        if let (Some(all), serde_json::Value::Object(own)) = (all.as_object_mut(), beside.json(&plan, &table, lang)) {
            all.extend(own);
        }
        all
    };
    let bytes = match (terminal.format, rankings.as_slice()) {
        (Format::Text, all) => {
            let mut texts: Vec<String> = all.iter().map(|r| ranking::text(r, lang, terminal.width())).collect();
            let notes = beside.notes(&plan, &table, lang);
            texts.extend((!notes.is_empty()).then(|| notes.join("\n")));
            texts.extend(lists(&folder, &plan, &table, &results, args.level.as_deref(), terminal)?);
            format!("{}\n", texts.join("\n\n")).into_bytes()
        }
        (Format::Json, [one]) => format!("{:#}\n", json(one)).into_bytes(),
        (Format::Json, all) => {
            let all: Vec<serde_json::Value> = all.iter().map(json).collect();
            format!("{:#}\n", serde_json::Value::Array(all)).into_bytes()
        }
        (Format::Csv, [one]) => ranking::csv(one).map_err(|e| Failure::Data(e.to_string()))?,
        (Format::Csv, _) => {
            let names: Vec<&str> = plan.levels.iter().filter_map(|l| l.level.as_deref()).collect();
            return Err(Failure::Usage(phrase::LEVEL_NEEDED.with(lang, &[("levels", &names.join(", "))])));
        }
    };
    let Some(path) = &args.out else { return terminal.print_bytes(&bytes) };
    file::write(path, &bytes, lang)?;
    terminal.say(&phrase::SAVED.with(lang, &[("path", &path.display())]));
    Ok(())
}

/// The results of every view.
fn computed(
    engine: Engine,
    plan: &Plan,
    views: &[Plan],
    table: &Table,
    tickets: &BTreeMap<String, String>,
    crew: &Workers,
) -> Result<Vec<Results>, Failure> {
    if engine == Engine::Reference {
        return Ok(views.iter().map(|view| results::score_drawn(view, table, tickets)).collect());
    }
    let columns = columns(plan, table)?;
    let scores = columnar::score_drawn(plan, &columns, tickets, crew);
    let level = |view: &Plan| view.head.level.as_deref().and_then(|name| plan.level_named(name)).unwrap_or(0);
    Ok(views.iter().map(|view| results::of_scores(plan, level(view), table, &scores)).collect())
}

fn columns(plan: &Plan, table: &Table) -> Result<Columns, Failure> {
    columns_of(plan, table).map_err(|error| Failure::Data(format!("units: {error:?}")))
}

/// The names on the scheme's lists, if it has any.
fn lists(
    folder: &Folder,
    plan: &Plan,
    table: &Table,
    results: &[Results],
    level: Option<&str>,
    terminal: &Terminal,
) -> Result<Option<String>, Failure> {
    if plan.mechanism.lists.is_empty() {
        return Ok(None);
    }
    let lang = terminal.lang();
    let given = given::read(folder, plan, table.units(), terminal)?;
    let Some(results) = results.first() else { return Ok(None) };
    let decisions = &decide::decide(plan, table, results, &given);
    let told = Deciding { plan, table, given: &given, decisions, level, lang };
    let names = deciding::names_of_lists(&told).into_iter().map(|line| format!("  {line}"));
    Ok(Some(std::iter::once(phrase::LISTS.plain(lang).to_owned()).chain(names).collect::<Vec<_>>().join("\n")))
}
