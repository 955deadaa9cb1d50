//! A round's files read once and scored once, so that many units can be told their points one after another.
//!
//! What a unit has follows from its own figures and those of the units below it, unless the scheme compares it with all
//! units of its level. So a unit is told from a table of these few, by the reference evaluator that explanations need; ranks
//! are those of all units, by columns. Where the scheme does compare, the whole table is scored, once for each level.

use super::{Files, Laid, Trouble};
use crate::given;
use crate::message::Lang;
use crate::workers::Workers;
use kaocheng_compile::plan::{InputIx, Op, Plan};
use kaocheng_engine::columnar::{self, Scores};
use kaocheng_engine::columns::columns_of;
use kaocheng_engine::results::{Results, score_drawn};
use kaocheng_engine::table::{Table, UnitRow, Units};
use kaocheng_syntax::document::Document;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A round as its files have it.
pub struct Standing {
    /// The scheme's text.
    pub document: Document,
    /// The entry of the ledger up to which it is known to hold everything; for a round as it stands.
    pub as_of: u64,
    plan: Plan,
    table: Table,
    tickets: BTreeMap<String, String>,
    scores: Scores,
    /// Where units are compared with all others: the whole table scored, by level.
    compared: Mutex<BTreeMap<usize, Arc<Results>>>,
}

/// What one unit is told from.
pub struct Part<'s> {
    /// The plan of the unit's level.
    pub plan: Plan,
    /// The figures that its points follow from.
    pub table: Side<'s, Table>,
    /// Their results.
    pub results: Side<'s, Results>,
    /// The unit's place in the table.
    pub unit: usize,
    /// Its rank among all.
    pub rank: Option<usize>,
    /// How many units are ranked.
    pub ranked: usize,
}

/// Made for one unit, or shared by all.
pub enum Side<'s, T> {
    /// Made for one.
    Own(T),
    /// The whole round's.
    Lent(&'s T),
    /// The whole round's, kept.
    Kept(Arc<T>),
}

impl<T> std::ops::Deref for Side<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Side::Own(own) => own,
            Side::Lent(lent) => lent,
            Side::Kept(kept) => kept,
        }
    }
}

impl Standing {
    /// Reads and scores a round.
    pub fn of(files: &Files, of_scheme: Option<&str>, lang: Lang) -> Result<Standing, Trouble> {
        let laid = Laid::out(files, lang)?;
        let (folder, terminal) = (&laid.folder, &laid.terminal);
        let plan = laid.done(folder.plan(of_scheme, terminal))?.plan;
        let (table, _) = laid.done(folder.table_and_beside(&plan, terminal))?;
        let tickets = laid.done(given::tickets(folder, &plan, terminal))?;
        let columns = columns_of(&plan, &table).map_err(|e| Trouble { lines: vec![format!("units: {e:?}")] })?;
        let scores = columnar::score_drawn(&plan, &columns, &tickets, &Workers::new(None));
        let document = folder.document.clone();
        Ok(Standing { document, as_of: 0, plan, table, tickets, scores, compared: Mutex::default() })
    }

    /// What a unit is told from; `None`: there is no such unit.
    pub fn part(&self, code: &str) -> Option<Part<'_>> {
        let at = self.table.units().find(code)?;
        let level = self.plan.level_named(&self.table.units().all().get(at)?.level).unwrap_or(0);
        let plan = self.plan.at_level(level);
        let overall = self.scores.levels.get(level);
        let rank = overall.and_then(|scores| scores.overall.get(scores.place(at)?)).filter(|rank| **rank > 0);
        let (rank, ranked) = (
            rank.map(|rank| *rank as usize),
            overall.map_or(0, |scores| scores.overall.iter().filter(|rank| **rank > 0).count()),
        );
        let alone = if compares(&plan) { None } else { self.below(&plan, at) };
        if let Some(table) = alone {
            let unit = table.units().find(code)?;
            let results = score_drawn(&plan, &table, &self.tickets);
            let (table, results) = (Side::Own(table), Side::Own(results));
            return Some(Part { plan, table, results, unit, rank, ranked });
        }
        let results = Side::Kept(self.whole(&plan, level));
        Some(Part { plan, table: Side::Lent(&self.table), results, unit: at, rank, ranked })
    }

    /// The table of a unit and those below it.
    fn below(&self, plan: &Plan, at: usize) -> Option<Table> {
        let all = self.table.units();
        let (mut found, mut open) = (Vec::new(), vec![at]);
        while let Some(unit) = open.pop() {
            found.push(unit);
            open.extend_from_slice(all.children(unit));
        }
        let row = |ix: &usize| {
            let unit = all.all().get(*ix)?;
            let above = unit.parent.filter(|_| *ix != at).and_then(|parent| all.all().get(parent));
            Some(UnitRow {
                code: unit.code.clone(),
                name: unit.name.clone(),
                level: unit.level.clone(),
                class: unit.class.clone().unwrap_or_default(),
                parent: above.map(|unit| unit.code.clone()).unwrap_or_default(),
            })
        };
        let units = Units::new(found.iter().map(row).collect::<Option<_>>()?).ok()?;
        let places: Vec<(usize, usize)> =
            found.iter().map(|ix| Some((*ix, units.find(&all.all().get(*ix)?.code)?))).collect::<Option<_>>()?;
        let mut table = Table::new(plan, units);
        for input in (0..plan.inputs.len()).map(InputIx) {
            for (from, to) in &places {
                table.set(input, *to, self.table.value(input, *from).clone());
                if let Some(origin) = self.table.origin(input, *from) {
                    table.set_origin(input, *to, origin.clone());
                }
            }
        }
        Some(table)
    }

    /// The results of all units at a level.
    fn whole(&self, plan: &Plan, level: usize) -> Arc<Results> {
        // Whoever broke while holding it left what was finished before.
        let mut compared = self.compared.lock().unwrap_or_else(PoisonError::into_inner);
        let score = || Arc::new(score_drawn(plan, &self.table, &self.tickets));
        compared.entry(level).or_insert_with(score).clone()
    }
}

/// Whether the scheme sets a unit beside all units of its level.
fn compares(plan: &Plan) -> bool {
    plan.nodes.iter().any(|node| matches!(node.op, Op::Cohort(..)))
}
