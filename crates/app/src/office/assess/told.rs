//! Why a unit has its points: every item with the scheme's sentences, figures, clauses with numbers, and what it would
//! take.

use super::Standing;
use crate::commands::explain::View;
use crate::message::Lang;
use kaocheng_compile::plan::{InputIx, Item, NodeId, Plan};
use kaocheng_engine::table::{Table, Value};
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::exact::{self, Exact, show};

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

/// Tells a unit's points; `None`: there is no such unit.
pub fn tell(standing: &Standing, unit: &str, lang: Lang) -> Option<UnitTold> {
    let part = standing.part(unit)?;
    let (plan, table, results) = (&part.plan, &*part.table, &*part.results);
    let view = View { document: &standing.document, plan, table, results, unit: part.unit, lang };
    let row = table.units().all().get(part.unit)?;
    let item = |(ix, of): (usize, &Item)| {
        let told = view.item_json(ix);
        let texts = |name: &str| -> Vec<String> {
            let found = told.get(name).and_then(serde_json::Value::as_array);
            found.into_iter().flatten().filter_map(|t| t.as_str().map(str::to_owned)).collect()
        };
        let value = results.item(plan, ix, part.unit);
        ItemTold {
            id: of.id.clone(),
            title: of.title.clone(),
            depth: plan.trail(ix).len().saturating_sub(1),
            is_section: plan.children(ix).next().is_some(),
            points: of.points.clone(),
            score: value.number().cloned(),
            word: if let Value::Word(word) = value { word.clone() } else { String::new() },
            sentences: texts("sentences"),
            lines: texts("lines"),
            counts: counts(plan, table, of.score, part.unit),
        }
    };
    Some(UnitTold {
        code: row.code.clone(),
        name: row.name.clone(),
        total: results.total(plan, part.unit).and_then(Value::number).cloned(),
        rank: part.rank,
        ranked: part.ranked,
        items: plan.items.iter().enumerate().map(item).collect(),
    })
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

    /// The score to be read at a glance: to four places where it is not shorter.
    pub fn rounded(&self) -> String {
        let Some(score) = &self.score else {
            return if self.word.is_empty() { "–".to_owned() } else { self.word.clone() };
        };
        let short = exact::round_half_up(score, 4);
        if short == *score { show(score) } else { format!("≈ {}", show(&short)) }
    }

    /// The points as they are shown.
    pub fn of(&self) -> String {
        self.points.as_ref().map(show).unwrap_or_default()
    }
}
