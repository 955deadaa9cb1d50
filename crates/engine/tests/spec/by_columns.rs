//! What a page scores by the reference, scored by columns as well.

use crate::agree::{columnar_differences, listed};
use crate::page::Text;
use crate::run::Outcome;
use kaocheng_compile::plan::{LevelTotal, Op, Plan};
use kaocheng_engine::table::{Table, UnitRow, Units};

/// A scheme and its figures: differences are failures of its text.
pub fn scheme(plan: &Plan, table: &Table, text: &Text, out: &mut Outcome) {
    let differences = columnar_differences(plan, table);
    if !differences.is_empty() {
        out.add(text.line, "the same by columns", listed(&differences));
    }
}

/// A sentence tried with values: where the two differ, in words. Points that are not known stand in no scheme; only the
/// reference evaluates them.
pub fn sentence(plan: &Plan, table: &Table) -> Option<String> {
    if plan.nodes.iter().any(|n| n.op == Op::ItemPoints) {
        return None;
    }
    // The points of the sentence are the total of a scheme that holds nothing else.
    let mut whole = plan.clone();
    whole.total = plan.items.first().map(|item| item.score);
    whole.levels = whole.total.map(|total| LevelTotal { level: None, total }).into_iter().collect();
    let differences = columnar_differences(&whole, table);
    (!differences.is_empty()).then(|| format!("by columns:\n{}", listed(&differences)))
}

/// One unit of the level assessed, of which nothing is known.
pub fn unreported(plan: &Plan) -> Table {
    let row = UnitRow {
        code: "A".into(),
        name: "A".into(),
        level: plan.head.level.clone().unwrap_or_default(),
        class: String::new(),
        parent: String::new(),
    };
    Table::new(plan, Units::new(vec![row]).unwrap_or_default())
}
