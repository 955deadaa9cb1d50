//! Why a unit has its points: every item with the scheme's sentences, figures, clauses with numbers, and what it would
//! take.

use super::{Files, Laid, Trouble};
use crate::commands::explain::View;
use crate::given;
use crate::message::Lang;
use kaocheng_compile::plan::{InputIx, NodeId, Plan};
use kaocheng_engine::results::score_drawn;
use kaocheng_engine::table::{Table, Value};
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::exact::{Exact, show};

/// A unit's points, told.
pub struct UnitTold {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its total, exact.
    pub total: Option<Exact>,
    /// Its rank.
    pub rank: Option<usize>,
    /// How many units are ranked.
    pub ranked: usize,
    /// The items, parents before children.
    pub items: Vec<ItemTold>,
}

/// An item of a unit, told.
pub struct ItemTold {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How deep it stands.
    pub depth: usize,
    /// Whether it has items below it.
    pub is_section: bool,
    /// Its points.
    pub points: Option<Exact>,
    /// What the unit has, exact; `None` where there is no number.
    pub score: Option<Exact>,
    /// The same in words, where it is no number.
    pub word: String,
    /// The scheme's sentences.
    pub sentences: Vec<String>,
    /// Figures, clauses with numbers, and what it would take.
    pub lines: Vec<String>,
    /// The counts behind it: the scheme's words and the number, of the unit or of those below it together.
    pub counts: Vec<(String, Exact)>,
}

/// Tells a unit's points from the files of a round.
pub fn tell(files: &Files, of_scheme: Option<&str>, unit: &str, lang: Lang) -> Result<Option<UnitTold>, Trouble> {
    let laid = Laid::out(files, lang)?;
    let (folder, terminal) = (&laid.folder, &laid.terminal);
    let plan = laid.done(folder.plan(of_scheme, terminal))?.plan;
    let (table, _) = laid.done(folder.table_and_beside(&plan, terminal))?;
    let Some(at) = table.units().find(unit) else { return Ok(None) };
    let tickets = laid.done(given::tickets(folder, &plan, terminal))?;
    let level = plan.level_named(&table.units().all()[at].level).unwrap_or(0);
    let plan = &plan.at_level(level);
    let results = score_drawn(plan, &table, &tickets);
    let view = View { document: &folder.document, plan, table: &table, results: &results, unit: at, lang };
    let row = &table.units().all()[at];
    let item = |ix: usize| {
        let told = view.item_json(ix);
        let texts = |name: &str| -> Vec<String> {
            let found = told.get(name).and_then(serde_json::Value::as_array);
            found.into_iter().flatten().filter_map(|t| t.as_str().map(str::to_owned)).collect()
        };
        let value = results.item(plan, ix, at);
        ItemTold {
            id: plan.items[ix].id.clone(),
            title: plan.items[ix].title.clone(),
            depth: plan.trail(ix).len().saturating_sub(1),
            is_section: plan.children(ix).next().is_some(),
            points: plan.items[ix].points.clone(),
            score: value.number().cloned(),
            word: if let Value::Word(word) = value { word.clone() } else { String::new() },
            sentences: texts("sentences"),
            lines: texts("lines"),
            counts: counts(plan, &table, plan.items[ix].score, at),
        }
    };
    Ok(Some(UnitTold {
        code: row.code.clone(),
        name: row.name.clone(),
        total: results.total(plan, at).and_then(Value::number).cloned(),
        rank: results.rank(at),
        ranked: results.ranks.iter().flatten().count(),
        items: (0..plan.items.len()).map(item).collect(),
    }))
}

/// The counts that a score rests on: the unit's own, or the sum over the units below it that supply them.
fn counts(plan: &Plan, table: &Table, score: NodeId, unit: usize) -> Vec<(String, Exact)> {
    let units = table.units();
    let count = |ix: InputIx| {
        let input = plan.inputs.get(ix.0).filter(|input| input.kind == InputKind::Count)?;
        let of = |unit: usize| table.value(ix, unit).number().cloned();
        let below = || {
            let all: Vec<Exact> = units.children(unit).iter().filter_map(|child| of(*child)).collect();
            (!all.is_empty()).then(|| all.into_iter().sum())
        };
        of(unit).or_else(below).map(|number| (input.label.clone(), number))
    };
    plan.inputs_of(score).into_iter().filter_map(count).collect()
}

impl ItemTold {
    /// The score as it is shown: exact where it is short, else to four places.
    pub fn shown(&self) -> String {
        self.score.as_ref().map_or_else(|| self.word.clone(), kaocheng_engine::explain::show_number)
    }

    /// The points as they are shown.
    pub fn of(&self) -> String {
        self.points.as_ref().map(show).unwrap_or_default()
    }
}
