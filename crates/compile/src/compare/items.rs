//! Items of two schemes side by side: those of one kind, level and title are the same item.

use super::clauses;
use super::rows::{Parameter, Rows};
use crate::plan::{Item, ItemKind, Plan};
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::exact::show;

pub(super) fn compare(a: &Plan, b: &Plan, language: Language, rows: &mut Rows) {
    let mut met = vec![false; b.items.len()];
    let mut before = 0;
    for (ix, item) in a.items.iter().enumerate() {
        let partner = (0..b.items.len()).find(|o| !met[*o] && same(a, ix, b, *o));
        let Some(other) = partner else {
            rows.pair(&trail(a, ix), Parameter::Item, Some(points(item, language)), None);
            clauses::compare(&trail(a, ix), (a, Some(ix)), (b, None), language, rows);
            continue;
        };
        met[other] = true;
        // What only the second has comes in its own order, before the next item that both have.
        for (skipped, met) in met.iter_mut().enumerate().take(other).skip(before) {
            if !*met && !(ix..a.items.len()).any(|i| same(a, i, b, skipped)) {
                only_second(b, skipped, a, language, rows);
                *met = true;
            }
        }
        before = before.max(other + 1);
        let place = trail(a, ix);
        rows.pair(&place, Parameter::Points, Some(points(item, language)), Some(points(&b.items[other], language)));
        clauses::compare(&place, (a, Some(ix)), (b, Some(other)), language, rows);
    }
    for (other, _) in met.iter().enumerate().filter(|(_, met)| !**met) {
        only_second(b, other, a, language, rows);
    }
}

fn only_second(b: &Plan, other: usize, a: &Plan, language: Language, rows: &mut Rows) {
    rows.pair(&trail(b, other), Parameter::Item, None, Some(points(&b.items[other], language)));
    clauses::compare(&trail(b, other), (a, None), (b, Some(other)), language, rows);
}

/// One kind, one level, one title without its number, under the same title or both at the top.
fn same(a: &Plan, i: usize, b: &Plan, j: usize) -> bool {
    let (x, y) = (&a.items[i], &b.items[j]);
    x.kind == y.kind && x.level == y.level && bare(&x.title) == bare(&y.title)
}

/// A title without number, blanks and case.
fn bare(title: &str) -> String {
    let numbering = |c: char| c.is_numeric() || "一二三四五六七八九十()（）、.．〔〕①②③④⑤⑥⑦⑧⑨ ".contains(c);
    title.trim_start_matches(numbering).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

fn trail(plan: &Plan, item: usize) -> String {
    plan.trail(item).join(" › ")
}

/// The points of an item in words; a bonus is at most, a deduction at least.
fn points(item: &Item, language: Language) -> String {
    let zh = language == Language::Chinese;
    match (&item.points, item.kind) {
        (Some(points), ItemKind::Base) if zh => format!("{}分", show(points)),
        (Some(points), ItemKind::Base) => format!("{} points", show(points)),
        (Some(points), _) if zh => format!("最多{}分", show(points)),
        (Some(points), _) => format!("at most {} points", show(points)),
        (None, _) if zh => "未标分值".to_owned(),
        (None, _) => "no points of its own".to_owned(),
    }
}
