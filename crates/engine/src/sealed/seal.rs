//! Results → the record of a round.

use super::record::{Correction, Ref, Sealed, SealedFile, SealedItem, SealedList, SealedUnit, SealedValue};
use crate::results::Results;
use crate::table::{Table, Value};
use kaocheng_compile::plan::{self, ItemKind, NodeId, Plan};
use kaocheng_syntax::clause::VetoEffect;
use kaocheng_syntax::exact::show;
use std::collections::BTreeSet;

/// What a record is made of.
pub struct Sealing<'a> {
    /// The program.
    pub plan: &'a Plan,
    /// The units and figures.
    pub table: &'a Table,
    /// What came out.
    pub results: &'a Results,
    /// The published rank of a unit.
    pub rank: &'a dyn Fn(usize) -> Option<usize>,
    /// The lists.
    pub lists: Vec<SealedList>,
    /// The year.
    pub year: Option<i64>,
    /// The files that counted.
    pub files: Vec<SealedFile>,
    /// Records that were there before.
    pub earlier: Vec<Ref>,
    /// What is corrected.
    pub corrects: Option<Correction>,
}

/// The record. Files, earlier records, units and members stand in the order of their names and codes, so that the order of
/// rows and files changes nothing.
pub fn seal(of: Sealing) -> Sealed {
    let head = &of.plan.head;
    let units = units(&of);
    let Sealing { mut files, mut earlier, mut lists, .. } = of;
    files.sort_by(|a, b| a.name.cmp(&b.name));
    earlier.sort_by(|a, b| a.file.cmp(&b.file));
    lists.iter_mut().for_each(|list| list.members.sort());
    Sealed {
        scheme: head.code.clone(),
        title: head.title.clone(),
        round: head.round.clone(),
        year: of.year,
        period: head.period.clone(),
        program: plan::hash(of.plan),
        files,
        earlier,
        items: of.plan.items.iter().map(|item| sealed_item(of.plan, item)).collect(),
        units,
        lists,
        corrects: of.corrects,
    }
}

fn sealed_item(plan: &Plan, item: &plan::Item) -> SealedItem {
    let kind = match item.kind {
        ItemKind::Base => "base",
        ItemKind::Bonus => "bonus",
        ItemKind::Deduction => "deduction",
    };
    SealedItem {
        id: item.id.clone(),
        title: item.title.clone(),
        points: item.points.as_ref().map(show),
        parent: item.parent.and_then(|ix| plan.items.get(ix)).map(|parent| parent.id.clone()),
        kind: kind.to_owned(),
        level: item.level.clone(),
    }
}

/// The units of every level that has a total.
fn units(of: &Sealing) -> Vec<SealedUnit> {
    let mut units: Vec<SealedUnit> = Vec::new();
    for (ix, unit) in of.table.units().all().iter().enumerate() {
        let Some(total) = total_of(of, ix, &unit.level) else { continue };
        let own = of.plan.items.iter().filter(|item| item.level.as_ref().is_none_or(|level| *level == unit.level));
        let score = |item: &plan::Item| (item.id.clone(), value(of.results.values.of(item.score, ix)));
        units.push(SealedUnit {
            code: unit.code.clone(),
            name: unit.name.clone(),
            level: unit.level.clone(),
            total: value(of.results.values.of(total, ix)),
            rank: (of.rank)(ix).and_then(|rank| i64::try_from(rank).ok()),
            vetoes: vetoes(of, ix, &unit.level),
            substituted: of.results.substituted(of.plan, ix).into_iter().map(|i| of.plan.items[i].id.clone()).collect(),
            items: own.map(score).collect(),
        });
    }
    units.sort_by(|a, b| a.code.cmp(&b.code));
    units
}

fn total_of(of: &Sealing, unit: usize, level: &str) -> Option<NodeId> {
    let own = of.plan.levels.iter().find(|l| l.level.as_deref().is_none_or(|name| name == level)).map(|l| l.total);
    own.or_else(|| of.plan.total.filter(|_| of.results.assessed.contains(&unit)))
}

fn vetoes(of: &Sealing, unit: usize, level: &str) -> Vec<String> {
    let speaks = |item: usize| of.plan.items.get(item).is_some_and(|i| i.level.as_deref().is_none_or(|l| l == level));
    let acting = of.results.vetoes(of.plan, unit).into_iter().filter(|veto| speaks(veto.item));
    let words: BTreeSet<&str> = acting.map(|veto| effect(veto.effect)).collect();
    words.into_iter().map(str::to_owned).collect()
}

fn effect(effect: VetoEffect) -> &'static str {
    match effect {
        VetoEffect::TotalZero => "total-zero",
        VetoEffect::LastPlace => "last-place",
        VetoEffect::LowestGrade => "lowest-grade",
        VetoEffect::NotEligible => "not-eligible",
    }
}

fn value(value: &Value) -> SealedValue {
    match value {
        Value::Number(v) => SealedValue::Number(show(v)),
        Value::Word(word) => SealedValue::Word(word.clone()),
        Value::Truth(_) | Value::Choice(_) | Value::Missing(_) => SealedValue::Nothing,
    }
}
