//! `kaocheng score` over files too large for people to look at: figures straight into columns, results into a file.

use super::{Engine, Job, Times, Told, changed};
use crate::file;
use crate::folder::{Folder, name_of};
use crate::message::{Failure, Format};
use crate::on_disk::OnDisk;
use crate::phrase;
use crate::problems;
use crate::progress;
use crate::terminal::Terminal;
use crate::workers::Workers;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::columnar::{self, Kept, LevelScores, Scores};
use kaocheng_engine::columns::{Columns, UnitColumns, unit_columns_of};
use kaocheng_engine::crew::Crew;
use kaocheng_engine::table::Value;
use kaocheng_exchange::bulk::{self, BulkRead, BulkRefused};
use kaocheng_syntax::exact::show;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// CSV files from this size on are read as columns: the careful reader keeps the place of every figure in memory.
const LARGE: u64 = 32 << 20;

/// How many of the first and of the last units of a level are shown.
const FIRST: usize = 15;
const LAST: usize = 5;

/// The file of figures, if it is one for columns.
pub(super) fn figures(job: &Job, terminal: &Terminal) -> Result<Option<PathBuf>, Failure> {
    let (lang, folder, plan) = (terminal.lang(), job.folder, job.plan);
    let large = |path: &PathBuf| {
        let is = |ending: &str| name_of(path).to_lowercase().ends_with(ending);
        is(".parquet") || is(".csv") && std::fs::metadata(path).is_ok_and(|m| m.len() >= LARGE)
    };
    let files = folder.files_of("figures", plan, lang)?;
    let Some(found) = files.iter().find(|path| large(path)).cloned() else { return Ok(None) };
    let beside: Vec<PathBuf> = ["findings", "disputes"]
        .iter()
        .map(|kind| folder.files_of(kind, plan, lang))
        .collect::<Result<Vec<_>, _>>()?
        .concat();
    let others: Vec<String> = files.iter().filter(|f| **f != found).chain(&beside).map(|f| name_of(f)).collect();
    if !others.is_empty() {
        let slots: [(&str, &dyn std::fmt::Display); 2] = [("path", &name_of(&found)), ("others", &others.join(", "))];
        return Err(Failure::Data(phrase::LARGE_FILE_ALONE.with(lang, &slots)));
    }
    Ok(Some(found))
}

/// Scores it.
pub(super) fn run(job: &Job, path: &Path, terminal: &Terminal) -> Result<Told, Failure> {
    let (lang, plan) = (terminal.lang(), job.plan);
    if job.args.engine == Engine::Reference {
        return Err(Failure::Usage(phrase::LARGE_BY_COLUMNS.with(lang, &[("path", &name_of(path))])));
    }
    let crew = Workers::new(job.args.threads);
    let started = Instant::now();
    let columns =
        progress::watched(&crew, phrase::READING.plain(lang), |crew| read(job.folder, plan, path, crew, terminal))?;
    let changes = changed::read_columnar(&job.args.changed, plan, &columns.units, terminal)?;
    let read = started.elapsed();
    let units = columns.units.len();
    let counts: [(&str, &dyn std::fmt::Display); 2] = [("units", &units), ("items", &plan.items.len())];
    let (scores, columns) = progress::watched(&crew, &phrase::SCORING_SO_MANY.with(lang, &counts), |crew| {
        scored(plan, columns, &changes, crew, terminal)
    });
    let score = started.elapsed() - read;
    let write = job.out.as_ref().map(|out| {
        let rate = rate(units, score);
        let word = phrase::WRITING_AFTER.with(lang, &[("rate", &rate)]);
        progress::watched(&crew, &word, |crew| save(plan, &columns.units, &scores, out, crew, terminal))?;
        terminal.say(&phrase::SAVED.with(lang, &[("path", &out.display())]));
        Ok(started.elapsed() - read - score)
    });
    job.profile(units, crew.size(), &Times { read, score, write: write.transpose()? }, terminal);
    Ok(match terminal.format {
        Format::Json => Told::Json(json(plan, &columns.units, &scores)),
        Format::Text => Told::Text(text(plan, &columns.units, &scores, terminal)),
        Format::Csv if job.out.is_some() => Told::Saved,
        Format::Csv => Told::Csv(bulk::write_csv(plan, &columns.units, &scores, lang.language(), &crew)),
    })
}

/// Scores the figures, and again for every file of changes.
fn scored(
    plan: &Plan,
    columns: Columns,
    changes: &[Vec<columnar::Change>],
    crew: &dyn Crew,
    terminal: &Terminal,
) -> (Scores, Columns) {
    if changes.is_empty() {
        return (columnar::score(plan, &columns, crew), columns);
    }
    let mut kept = Kept::score(plan, columns, BTreeMap::new(), crew);
    for changes in changes {
        changed::say(changes.len(), kept.update(changes, crew), terminal);
    }
    kept.into_parts()
}

/// Units a second, in whole numbers.
fn rate(units: usize, time: Duration) -> u128 {
    units as u128 * 1_000_000 / time.as_micros().max(1)
}

fn read(folder: &Folder, plan: &Plan, path: &Path, crew: &dyn Crew, terminal: &Terminal) -> Result<Columns, Failure> {
    let units = units(folder, plan, crew, terminal)?;
    table(plan, path, units.as_ref(), crew, terminal)
}

/// The list of units, where it stands in a file of its own.
fn units(folder: &Folder, plan: &Plan, crew: &dyn Crew, terminal: &Terminal) -> Result<Option<UnitColumns>, Failure> {
    let parquet = folder.dir.join("units.parquet");
    if parquet.is_file() {
        let stored = Arc::new(OnDisk::open(&parquet, terminal.lang())?);
        return match bulk::read_parquet_from(&name_of(&parquet), stored, &Plan::default(), None, crew) {
            Ok(read) => Ok(Some(read.columns.units)),
            Err(refused) => {
                problems::say(&refused.problems, refused.unlisted, terminal);
                Err(Failure::Problems)
            }
        };
    }
    let listed = ["units.csv", "units.xlsx"].iter().any(|name| folder.dir.join(name).is_file());
    if !listed {
        return Ok(None);
    }
    let units = folder.units(plan, terminal)?;
    let columns = unit_columns_of(&units).map_err(|error| Failure::Data(format!("units: {error:?}")))?;
    Ok(Some(columns))
}

fn table(
    plan: &Plan,
    path: &Path,
    units: Option<&UnitColumns>,
    crew: &dyn Crew,
    terminal: &Terminal,
) -> Result<Columns, Failure> {
    let name = name_of(path);
    let result = if name.to_lowercase().ends_with(".parquet") {
        bulk::read_parquet_from(&name, Arc::new(OnDisk::open(path, terminal.lang())?), plan, units, crew)
    } else {
        bulk::read_csv(&name, file::read_large(path, terminal.lang())?.into(), plan, units, crew)
    };
    match result {
        Ok(BulkRead { columns, problems, unlisted, .. }) => {
            problems::say(&problems, unlisted, terminal);
            Ok(columns)
        }
        Err(BulkRefused { problems, unlisted, .. }) => {
            problems::say(&problems, unlisted, terminal);
            Err(Failure::Problems)
        }
    }
}

/// Writes results in the form that the file's name asks for: whole, or not at all.
pub(super) fn save(
    plan: &Plan,
    units: &UnitColumns,
    scores: &Scores,
    out: &Path,
    crew: &dyn Crew,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let lang = terminal.lang();
    let name = name_of(out).to_lowercase();
    let failed = |error: bulk::WriteError| Failure::Data(format!("{}: {error}", out.display()));
    if name.ends_with(".parquet") {
        // Straight to the file: what is ready is written while the rest is still encoded.
        file::write_by(out, lang, |to| bulk::write_parquet_to(plan, units, scores, crew, to).map_err(failed))
    } else if name.ends_with(".xlsx") {
        let bytes = bulk::write_xlsx(plan, units, scores, lang.language(), crew).map_err(failed)?;
        file::write(out, &bytes, lang)
    } else {
        file::write(out, &bulk::write_csv(plan, units, scores, lang.language(), crew), lang)
    }
}

/// A unit of a level with its rank and total.
struct Place {
    code: String,
    name: String,
    rank: u32,
    total: Option<String>,
}

/// The first and the last units of a level, best first.
fn places(plan: &Plan, units: &UnitColumns, level: usize, scores: &LevelScores) -> (Vec<Place>, Vec<Place>) {
    let mut ranked: Vec<usize> = (0..scores.rows.len()).filter(|p| scores.overall.get(*p) > Some(&0)).collect();
    ranked.sort_by_key(|place| (scores.overall.get(*place).copied(), *place));
    let total = plan.levels.get(level).and_then(|l| scores.column(l.total));
    let place = |place: &usize| {
        let row = scores.rows.get(*place).map_or(usize::MAX, |row| *row as usize);
        let number = total.and_then(|column| match column.value(*place) {
            Value::Number(v) => Some(show(&v)),
            _ => None,
        });
        Place {
            code: units.codes().get(row).into_owned(),
            name: units.names().get(row).into_owned(),
            rank: scores.overall.get(*place).copied().unwrap_or(0),
            total: number,
        }
    };
    let first = ranked.iter().take(FIRST).map(place).collect();
    let last = ranked.iter().skip(ranked.len().saturating_sub(LAST).max(FIRST)).map(place).collect();
    (first, last)
}

fn level_name(plan: &Plan, level: usize) -> &str {
    let named = plan.levels.get(level).and_then(|l| l.level.as_deref());
    named.or(plan.head.level.as_deref()).unwrap_or_default()
}

fn text(plan: &Plan, units: &UnitColumns, scores: &Scores, terminal: &Terminal) -> String {
    let lang = terminal.lang();
    let mut lines: Vec<String> = Vec::new();
    for (ix, level) in scores.levels.iter().enumerate() {
        let ranked = level.overall.iter().filter(|rank| **rank > 0).count();
        let slots: [(&str, &dyn std::fmt::Display); 3] =
            [("level", &level_name(plan, ix)), ("units", &level.rows.len()), ("ranked", &ranked)];
        lines.push(phrase::LEVEL_SUMMARY.with(lang, &slots));
        let (first, last) = places(plan, units, ix, level);
        let line =
            |p: &Place| format!("{:>9}  {:>10}  {} {}", p.rank, p.total.clone().unwrap_or_default(), p.code, p.name);
        lines.extend(first.iter().map(line));
        if !last.is_empty() {
            lines.push("        …".to_owned());
            lines.extend(last.iter().map(line));
        }
        lines.push(String::new());
    }
    lines.join("\n")
}

fn json(plan: &Plan, units: &UnitColumns, scores: &Scores) -> serde_json::Value {
    let place = |p: Place| json!({ "rank": p.rank, "code": p.code, "name": p.name, "total": p.total });
    let level = |(ix, level): (usize, &LevelScores)| {
        let (first, last) = places(plan, units, ix, level);
        json!({
            "level": level_name(plan, ix),
            "units": level.rows.len(),
            "ranked": level.overall.iter().filter(|rank| **rank > 0).count(),
            "first": first.into_iter().map(place).collect::<Vec<_>>(),
            "last": last.into_iter().map(place).collect::<Vec<_>>(),
        })
    };
    json!({ "levels": scores.levels.iter().enumerate().map(level).collect::<Vec<_>>() })
}
