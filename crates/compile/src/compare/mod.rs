//! Two schemes → every parameter in which they differ: totals, policies, items, points, clauses, and what they rule beside
//! points. It never merges them: what stands in one and not in the other is said to.

mod clauses;
mod items;
mod provisions;
mod rows;

pub use rows::{Difference, Parameter};

use crate::plan::Plan;
use crate::policy::{PolicyName, PolicyUse};
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::document::Document;
use kaocheng_syntax::exact::show;
use rows::Rows;

/// One of the two schemes.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// Its text.
    pub document: &'a Document,
    /// What it compiles to, for the round compared.
    pub plan: &'a Plan,
}

/// All differences, in the order of the first scheme; what only the second has comes after what stands beside it.
pub fn compare(a: Side, b: Side, language: Language) -> Vec<Difference> {
    let mut rows = Rows::default();
    head(a, b, &mut rows);
    policies(a.plan, b.plan, language, &mut rows);
    items::compare(a.plan, b.plan, language, &mut rows);
    provisions::compare(a.document, b.document, language, &mut rows);
    rows.all
}

fn head(a: Side, b: Side, rows: &mut Rows) {
    let days = |p: &Option<(String, String)>| p.as_ref().map(|(from, to)| format!("{from}..{to}"));
    let levels = |p: &Plan| {
        let names: Vec<&str> = p.levels.iter().filter_map(|l| l.level.as_deref()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let total = |s: Side| s.document.front.total.as_ref().map(|t| show(&t.value));
    let round = |p: &Plan| p.head.round.clone();
    rows.pair("", Parameter::Levels, levels(a.plan), levels(b.plan));
    rows.pair("", Parameter::Round, round(a.plan), round(b.plan));
    rows.pair("", Parameter::Period, days(&a.plan.head.period), days(&b.plan.head.period));
    rows.pair("", Parameter::Field, days(&a.plan.head.field), days(&b.plan.head.field));
    rows.pair("", Parameter::Total, total(a), total(b));
}

/// A policy that both rely on, under different choices; items that decide for themselves show in their formulas.
fn policies(a: &Plan, b: &Plan, language: Language, rows: &mut Rows) {
    for name in PolicyName::all() {
        let choice = |plan: &Plan| {
            let of = |p: &&PolicyUse| p.name == name && p.decided <= crate::policy::Decided::Scheme;
            let used = plan.policies.iter().find(of)?;
            let (english, chinese) = name.choices().iter().find(|c| c.0 == used.choice)?;
            Some(if language == Language::Chinese { *chinese } else { *english }.to_owned())
        };
        if let (Some(a), Some(b)) = (choice(a), choice(b)) {
            let place = if language == Language::Chinese { name.chinese() } else { name.english() };
            rows.pair(place, Parameter::Policy, Some(a), Some(b));
        }
    }
}
