//! `kaocheng score` over files too large for people to look at: figures straight into columns, results into a file.

use super::score::{Args, Engine};
use crate::file;
use crate::folder::{Folder, name_of};
use crate::message::{Failure, Format};
use crate::phrase;
use crate::problems;
use crate::progress;
use crate::terminal::Terminal;
use crate::workers::Workers;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::columnar::{self, LevelScores, Scores};
use kaocheng_engine::columns::{Columns, UnitColumns, unit_columns_of};
use kaocheng_engine::table::Value;
use kaocheng_exchange::bulk::{self, BulkRead, BulkRefused};
use kaocheng_syntax::exact::show;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// CSV files from this size on are read as columns: the careful reader keeps the place of every figure in memory.
const LARGE: u64 = 32 << 20;

/// How many of the first and of the last units of a level are shown.
const FIRST: usize = 15;
const LAST: usize = 5;

/// The file of figures, if it is one for columns.
pub fn figures(folder: &Folder, plan: &Plan, terminal: &Terminal) -> Result<Option<PathBuf>, Failure> {
    let lang = terminal.lang();
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
pub fn run(args: &Args, folder: &Folder, plan: &Plan, path: &Path, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    if args.engine == Engine::Reference {
        return Err(Failure::Usage(phrase::LARGE_BY_COLUMNS.with(lang, &[("path", &name_of(path))])));
    }
    let crew = Workers::new(args.threads);
    let started = Instant::now();
    let read = || read(folder, plan, path, &crew, terminal);
    let columns = progress::while_working(phrase::READING.plain(lang), read)?;
    let loaded = started.elapsed();
    let score = || columnar::score(plan, &columns, &crew);
    let scores = progress::while_working(phrase::SCORING.plain(lang), score);
    let scored = started.elapsed();
    if let Some(out) = &args.out {
        let write = || results(plan, &columns.units, &scores, out, &crew, terminal);
        let bytes = progress::while_working(phrase::WRITING.plain(lang), write)?;
        file::write(out, &bytes, lang)?;
        terminal.say(&phrase::SAVED.with(lang, &[("path", &out.display())]));
    }
    if args.profile {
        let written = started.elapsed();
        let seconds = |time: std::time::Duration| format!("{:.3}", time.as_secs_f64());
        let slots: [(&str, &dyn std::fmt::Display); 6] = [
            ("units", &columns.units.len()),
            ("items", &plan.items.len()),
            ("read", &seconds(loaded)),
            ("score", &seconds(scored - loaded)),
            ("write", &seconds(written - scored)),
            ("threads", &kaocheng_engine::crew::Crew::size(&crew)),
        ];
        terminal.say(&phrase::PROFILE.with(lang, &slots));
    }
    let shown = match terminal.format {
        Format::Json => format!("{:#}\n", json(plan, &columns.units, &scores)),
        Format::Text => text(plan, &columns.units, &scores, terminal),
        Format::Csv if args.out.is_some() => String::new(),
        Format::Csv => {
            return terminal.print_bytes(&bulk::write_csv(plan, &columns.units, &scores, lang.language(), &crew));
        }
    };
    terminal.print_bytes(shown.as_bytes())
}

fn read(folder: &Folder, plan: &Plan, path: &Path, crew: &Workers, terminal: &Terminal) -> Result<Columns, Failure> {
    let units = units(folder, plan, crew, terminal)?;
    table(plan, path, units.as_ref(), crew, terminal)
}

/// The list of units, where it stands in a file of its own.
fn units(folder: &Folder, plan: &Plan, crew: &Workers, terminal: &Terminal) -> Result<Option<UnitColumns>, Failure> {
    let parquet = folder.dir.join("units.parquet");
    if parquet.is_file() {
        let bytes = file::read_large(&parquet, terminal.lang())?.into();
        return match bulk::read_units_parquet(&name_of(&parquet), bytes, crew) {
            Ok(units) => Ok(Some(units)),
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
    crew: &Workers,
    terminal: &Terminal,
) -> Result<Columns, Failure> {
    let name = name_of(path);
    let bytes = file::read_large(path, terminal.lang())?.into();
    let result = if name.to_lowercase().ends_with(".parquet") {
        bulk::read_parquet(&name, bytes, plan, units, crew)
    } else {
        bulk::read_csv(&name, bytes, plan, units, crew)
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

/// Results in the form that the file's name asks for.
pub fn results(
    plan: &Plan,
    units: &UnitColumns,
    scores: &Scores,
    out: &Path,
    crew: &Workers,
    terminal: &Terminal,
) -> Result<Vec<u8>, Failure> {
    let language = terminal.lang().language();
    let name = name_of(out).to_lowercase();
    let failed = |error: bulk::WriteError| Failure::Data(format!("{}: {error}", out.display()));
    if name.ends_with(".parquet") {
        bulk::write_parquet(plan, units, scores, crew).map_err(failed)
    } else if name.ends_with(".xlsx") {
        bulk::write_xlsx(plan, units, scores, language, crew).map_err(failed)
    } else {
        Ok(bulk::write_csv(plan, units, scores, language, crew))
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
