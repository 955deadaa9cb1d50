//! Points, ranks and lists of a round, and its sealed record.

use super::{Files, Laid, Trouble};
use crate::deciding::{self, Deciding};
use crate::given;
use crate::message::Lang;
use crate::ranking::{self, Ranking};
use crate::sealing::{self, Besides};
use crate::workers::Workers;
use kaocheng_compile::plan;
use kaocheng_engine::columns::columns_of;
use kaocheng_engine::results::Results;
use kaocheng_engine::{columnar, decide, results, sealed};
use serde_json::json;

/// The form of results; a later one has another name.
const FORMAT: &str = "kaocheng-result-1";

/// What a computation gives.
pub struct Outcome {
    /// The result: rankings of every level, decisions, notes.
    pub result: Vec<u8>,
    /// The hash of the program.
    pub program: String,
    /// How many units were scored.
    pub units: u64,
}

/// Computes a round from its files.
pub fn compute(files: &Files, of_scheme: Option<&str>, lang: Lang) -> Result<Outcome, Trouble> {
    let laid = Laid::out(files, lang)?;
    let (folder, terminal) = (&laid.folder, &laid.terminal);
    let plan = laid.done(folder.plan(of_scheme, terminal))?.plan;
    let (table, beside) = laid.done(folder.table_and_beside(&plan, terminal))?;
    let views = laid.done(folder.levels(&plan, None, lang))?;
    let given = laid.done(given::read(folder, &plan, table.units(), terminal))?;
    let columns = columns_of(&plan, &table).map_err(|e| Trouble { lines: vec![format!("units: {e:?}")] })?;
    let scores = columnar::score_drawn(&plan, &columns, &given.tickets, &Workers::new(None));
    let of_level = |view: &plan::Plan| {
        let level = view.head.level.as_deref().and_then(|name| plan.level_named(name)).unwrap_or(0);
        results::of_scores(&plan, level, &table, &scores)
    };
    let all: Vec<Results> = views.iter().map(of_level).collect();
    let levels: Vec<serde_json::Value> =
        views.iter().zip(&all).map(|(view, found)| ranking::json(&Ranking::new(view, &table, found))).collect();
    let decisions = all.first().map(|found| decide::decide(&plan, &table, found, &given));
    let decided = decisions.as_ref().map(|decisions| {
        deciding::json(&Deciding { plan: &plan, table: &table, given: &given, decisions, level: None, lang })
    });
    let program = plan::hash(&plan);
    let units = all.iter().map(|found| found.assessed.len() as u64).sum();
    let told = json!({
        "format": FORMAT,
        "program": program,
        "levels": levels,
        "decisions": decided,
        "notes": beside.notes(&plan, &table, lang),
    });
    Ok(Outcome { result: format!("{told:#}\n").into_bytes(), program, units })
}

/// The sealed record of a round, and its name in the folder: the record that `kaocheng seal` would write.
pub fn seal(files: &Files, of_scheme: Option<&str>, lang: Lang) -> Result<(String, Vec<u8>), Trouble> {
    let laid = Laid::out(files, lang)?;
    let (folder, terminal) = (&laid.folder, &laid.terminal);
    let plan = laid.done(folder.plan(of_scheme, terminal))?.plan;
    let year = sealing::year_of(&plan.head, None);
    let stem = sealing::stem(&plan.head, year).unwrap_or_else(|| "round".to_owned());
    let digests = laid.done(sealing::digests(folder, &plan, terminal))?;
    let kept = laid.done(sealing::kept(&folder.dir, lang))?;
    let earlier = kept.iter().filter(|k| k.stem().0 != stem).filter_map(sealing::Kept::reference).collect();
    let besides = Besides { year, files: digests, earlier, corrects: None };
    let record = laid.done(sealing::record(folder, &plan, besides, terminal))?;
    Ok((format!("{}/{stem}.json", sealing::FOLDER), sealed::text(&record).into_bytes()))
}
