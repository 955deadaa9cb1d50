//! `kaocheng score` over figures that people look at: every cell with its place, results as a ranking.

use super::{Engine, Job, Times, Told, changed, large};
use crate::deciding::{self, Deciding};
use crate::file;
use crate::folder;
use crate::given;
use crate::message::{Failure, Format};
use crate::phrase;
use crate::progress;
use crate::ranking::{self, Ranking};
use crate::terminal::Terminal;
use crate::workers::Workers;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::columnar::{Kept, Scores};
use kaocheng_engine::columns::{Columns, columns_of};
use kaocheng_engine::crew::Crew;
use kaocheng_engine::results::{self, Results};
use kaocheng_engine::table::Table;
use kaocheng_engine::{columnar, decide};
use kaocheng_exchange::figures::Change;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

/// What the evaluators work on.
struct Ground<'g> {
    plan: &'g Plan,
    /// The figures before any change.
    table: &'g Table,
    tickets: &'g BTreeMap<String, String>,
    /// Changes, file after file.
    changes: &'g [Vec<Change>],
    crew: &'g Workers,
}

pub(super) fn run(job: &Job, terminal: &Terminal) -> Result<Told, Failure> {
    let (lang, plan, args) = (terminal.lang(), job.plan, job.args);
    let started = Instant::now();
    let (before, beside) = job.folder.table_and_beside(plan, terminal)?;
    let views = job.folder.levels(plan, args.level.as_deref(), lang)?;
    let tickets = given::tickets(job.folder, plan, terminal)?;
    let changes = changed::read_all(&args.changed, plan, before.units(), terminal)?;
    let (read, crew) = (started.elapsed(), Workers::new(args.threads));
    let ground = Ground { plan, table: &before, tickets: &tickets, changes: &changes, crew: &crew };
    let mut table = before.clone();
    changes.iter().for_each(|changes| changed::apply(changes, &mut table));
    if let Some(path) = job.out.as_ref().filter(|path| by_columns(path)) {
        if args.engine == Engine::Reference {
            return Err(Failure::Usage(phrase::WRITTEN_BY_COLUMNS.with(lang, &[("path", &path.display())])));
        }
        let (scores, columns) = ground.scores(terminal)?;
        let score = started.elapsed() - read;
        large::save(plan, &columns.units, &scores, path, &crew, terminal)?;
        terminal.say(&phrase::SAVED.with(lang, &[("path", &path.display())]));
        let times = Times { read, score, write: Some(started.elapsed() - read - score) };
        job.profile(table.units().len(), crew.size(), &times, terminal);
        return Ok(Told::Saved);
    }
    let score = || match args.engine {
        Engine::Reference => Ok(views.iter().map(|v| results::score_drawn(v, &table, &tickets)).collect()),
        Engine::Columnar => ground.results(&views, &table, terminal),
    };
    let results: Vec<Results> = progress::while_working(phrase::SCORING.plain(lang), score)?;
    let times = Times { read, score: started.elapsed() - read, write: None };
    job.profile(table.units().len(), crew.size(), &times, terminal);
    let rankings: Vec<Ranking> = views.iter().zip(&results).map(|(v, r)| Ranking::new(v, &table, r)).collect();
    let json = |one: &Ranking| {
        let mut all = ranking::json(one);
        if let (Some(all), serde_json::Value::Object(own)) = (all.as_object_mut(), beside.json(plan, &table, lang)) {
            all.extend(own);
        }
        all
    };
    let told = match (terminal.format, rankings.as_slice()) {
        (Format::Text, all) => {
            let mut texts: Vec<String> = all.iter().map(|r| ranking::text(r, lang, terminal.width())).collect();
            let notes = beside.notes(plan, &table, lang);
            texts.extend((!notes.is_empty()).then(|| notes.join("\n")));
            texts.extend(lists(job, &table, &results, terminal)?);
            Told::Text(format!("{}\n", texts.join("\n\n")))
        }
        (Format::Json, [one]) => Told::Json(json(one)),
        (Format::Json, all) => Told::Json(all.iter().map(json).collect::<Vec<_>>().into()),
        (Format::Csv, [one]) => Told::Csv(ranking::csv(one).map_err(|e| Failure::Data(e.to_string()))?),
        (Format::Csv, _) => {
            let names: Vec<&str> = plan.levels.iter().filter_map(|l| l.level.as_deref()).collect();
            return Err(Failure::Usage(phrase::LEVEL_NEEDED.with(lang, &[("levels", &names.join(", "))])));
        }
    };
    let Some(path) = &job.out else { return Ok(told) };
    let bytes = match told {
        Told::Text(text) => text.into_bytes(),
        Told::Json(json) => format!("{json:#}\n").into_bytes(),
        Told::Csv(bytes) => bytes,
        Told::Saved => return Ok(Told::Saved),
    };
    file::write(path, &bytes, lang)?;
    terminal.say(&phrase::SAVED.with(lang, &[("path", &path.display())]));
    Ok(Told::Saved)
}

/// Whether the file's name asks for a form that is written from columns.
fn by_columns(path: &Path) -> bool {
    let name = folder::name_of(path).to_lowercase();
    name.ends_with(".parquet") || name.ends_with(".xlsx")
}

impl Ground<'_> {
    /// Scores by columns, with the columns: of the figures as they are, and again for every file of changes.
    fn scores(&self, terminal: &Terminal) -> Result<(Scores, Columns), Failure> {
        let columns = columns_of(self.plan, self.table).map_err(|e| Failure::Data(format!("units: {e:?}")))?;
        if self.changes.is_empty() {
            return Ok((columnar::score_drawn(self.plan, &columns, self.tickets, self.crew), columns));
        }
        let mut kept = Kept::score(self.plan, columns, self.tickets.clone(), self.crew);
        for changes in self.changes {
            let changes: Vec<_> = changes.iter().map(|change| changed::of_row(change, change.unit)).collect();
            changed::say(changes.len(), kept.update(&changes, self.crew), terminal);
        }
        Ok(kept.into_parts())
    }

    /// The results of every view; `table` holds the figures after all changes.
    fn results(&self, views: &[Plan], table: &Table, terminal: &Terminal) -> Result<Vec<Results>, Failure> {
        let (scores, _) = self.scores(terminal)?;
        let level = |view: &Plan| view.head.level.as_deref().and_then(|name| self.plan.level_named(name)).unwrap_or(0);
        Ok(views.iter().map(|view| results::of_scores(self.plan, level(view), table, &scores)).collect())
    }
}

/// The names on the scheme's lists, if it has any.
fn lists(job: &Job, table: &Table, results: &[Results], terminal: &Terminal) -> Result<Option<String>, Failure> {
    let (plan, level) = (job.plan, job.args.level.as_deref());
    if plan.mechanism.lists.is_empty() {
        return Ok(None);
    }
    let lang = terminal.lang();
    let given = given::read(job.folder, plan, table.units(), terminal)?;
    let Some(results) = results.first() else { return Ok(None) };
    let decisions = &decide::decide(plan, table, results, &given);
    let told = Deciding { plan, table, given: &given, decisions, level, lang };
    let names = deciding::names_of_lists(&told).into_iter().map(|line| format!("  {line}"));
    Ok(Some(std::iter::once(phrase::LISTS.plain(lang).to_owned()).chain(names).collect::<Vec<_>>().join("\n")))
}
