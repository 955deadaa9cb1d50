//! Band and level tables under an item → a clause of that item.

use super::amount::amount;
use super::blocks::{RawCell, RawTable};
use super::columns::is_rest;
use super::range::{self, Range};
use super::section::PointsUnit;
use super::width;
use crate::clause::{
    Amount, Band, BandValue, Bands, Clause, Effect, Expr, Feed, InputKind, InputPhrase, InputRef, LevelCase, Levels,
    Reading, Role, Rule, Token,
};
use crate::diagnostic::Diagnostic;
use crate::exact;

/// Whether a table's points are won, won on top, or lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gain {
    Award,
    Bonus,
    Loss,
}

/// Adds the clause of a band or level table to `reading`. `title` names the input where the head is a bare 等级.
pub(crate) fn add(
    reading: &mut Reading,
    table: &RawTable,
    (key, gain): (usize, usize),
    bands: bool,
    title: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (Some(key_head), Some(gain_head)) = (table.header.get(key), table.header.get(gain)) else { return };
    let sign = sign_of(&gain_head.text.text);
    let label = label(key_head, title);
    let mut effects = Vec::new();
    for row in &table.rows {
        let (Some(cell), Some(value)) = (row.cells.get(key), row.cells.get(gain)) else { continue };
        match effect(&value.text.text, sign) {
            Some(effect) => effects.push((cell, value, effect)),
            None if value.text.text.trim().is_empty() && cell.text.text.trim().is_empty() => {}
            None => {
                let found = Diagnostic::error(
                    "points-not-read",
                    if value.text.text.is_empty() { row.span } else { value.span },
                );
                diagnostics.push(found.with("found", value.text.text.clone()));
            }
        }
    }
    if effects.is_empty() {
        return;
    }
    let rule = |reading: &mut Reading| {
        if bands {
            band_rule(reading, &label, key_head, &effects)
        } else {
            level_rule(reading, &label, key_head, &effects)
        }
    };
    let (rule, input) = rule(reading);
    add_tokens(reading, key_head, gain_head, &effects, input);
    reading.clauses.push(Clause { span: table.span, part: 0, applies: Vec::new(), rule });
    reading.scoring = true;
}

fn sign_of(head: &str) -> Gain {
    let head = width::key(head);
    if head.contains('扣') || head.contains('减') || head.starts_with("deduct") || head.starts_with("penalt") {
        Gain::Loss
    } else if head.contains('加') || head.contains('奖') || head.contains("bonus") {
        Gain::Bonus
    } else {
        Gain::Award
    }
}

/// The words of the head; a bare 等级 or `level` is preceded by the item's title, which says whose level it is.
fn label(head: &RawCell, title: &str) -> String {
    let own = width::normalise(&head.text.text);
    let bare = [
        "等级", "级别", "档次", "等次", "情形", "结果", "情况", "名次", "level", "grade", "rating", "result", "case",
        "tier",
    ];
    if !bare.contains(&width::key(&own).as_str()) || title.is_empty() {
        return own;
    }
    let blank = if title.is_ascii() { " " } else { "" };
    format!("{title}{blank}{own}")
}

fn effect(cell: &str, sign: Gain) -> Option<Effect> {
    let text = width::normalise(cell);
    match width::key(&text).as_str() {
        "不得分" | "不计分" | "nopoints" => return Some(Effect::Zero),
        "满分" | "fullmarks" | "fullpoints" => {
            return Some(Effect::Award { amount: Amount::ItemPoints, bonus: false });
        }
        _ => {}
    }
    let plain = text.trim_start_matches(['得', '计', '加', '扣', '减', '奖', '+', '-', '−', '—']);
    let chars: Vec<char> = plain.chars().collect();
    let value = match amount(&chars, false) {
        Some(found) if found.unit == PointsUnit::Percent => Amount::ShareOfItem(found.value / exact::whole(100)),
        Some(found) => Amount::Points(found.value),
        None => Amount::Points(exact::parse(plain.trim())?),
    };
    let loss = sign == Gain::Loss || text.starts_with(['扣', '减', '-', '−', '—']);
    let bonus = sign == Gain::Bonus || text.starts_with(['加', '奖', '+']);
    Some(if loss { Effect::Deduct(value) } else { Effect::Award { amount: value, bonus } })
}

/// The input called `label`: the one the text already names, or a new one.
fn input(reading: &mut Reading, label: &str, head: &RawCell, kind: InputKind, unit: Option<String>) -> InputRef {
    let known = reading.inputs.iter().position(|i| i.label == label && i.kind == kind);
    InputRef(known.unwrap_or_else(|| {
        let link = head.text.links.first().map(|l| l.target.clone());
        reading.inputs.push(InputPhrase {
            label: label.to_owned(),
            span: head.span,
            kind,
            unit,
            link,
            feed: Feed::Supplied,
        });
        reading.inputs.len() - 1
    }))
}

type Row<'a> = (&'a RawCell, &'a RawCell, Effect);

fn band_rule(reading: &mut Reading, label: &str, head: &RawCell, rows: &[Row<'_>]) -> (Rule, InputRef) {
    let ranges: Vec<Option<Range>> = rows.iter().map(|(cell, ..)| range::read(&cell.text.text)).collect();
    let percent = ranges.iter().flatten().any(|r| r.percent);
    let unit = ranges.iter().flatten().find_map(|r| r.unit.clone());
    let kind = if percent { InputKind::Rate } else { InputKind::Amount };
    let input = input(reading, label, head, kind, unit.filter(|_| !percent));
    let mut bands = Vec::new();
    let mut otherwise = None;
    for ((cell, _, effect), range) in rows.iter().zip(ranges) {
        match range {
            Some(range) => {
                // Every range of the column is in the unit that any of them names.
                let scale = |edge: Option<crate::clause::BandEdge>| {
                    edge.map(|mut e| {
                        if percent && !range.percent {
                            e.value /= exact::whole(100);
                        }
                        e
                    })
                };
                bands.push(Band {
                    from: scale(range.from),
                    to: scale(range.to),
                    value: BandValue::Effect(effect.clone()),
                });
            }
            None if is_rest(&cell.text.text) => otherwise = Some(effect.clone()),
            None => {}
        }
    }
    (Rule::Bands(Bands { quantity: Expr::Input(input), bands, otherwise }), input)
}

fn level_rule(reading: &mut Reading, label: &str, head: &RawCell, rows: &[Row<'_>]) -> (Rule, InputRef) {
    let words: Vec<String> = rows.iter().map(|(cell, ..)| width::normalise(&cell.text.text)).collect();
    let input = input(reading, label, head, InputKind::Choice(words), None);
    let cases =
        rows.iter().enumerate().map(|(word, (_, _, effect))| LevelCase { word, effect: effect.clone() }).collect();
    (Rule::Levels(Levels { input, cases, highest: None, limit: None }), input)
}

fn add_tokens(reading: &mut Reading, key: &RawCell, gain: &RawCell, rows: &[Row<'_>], input: InputRef) {
    let mut add = |cell: &RawCell, role| {
        if cell.span.end > cell.span.start {
            reading.tokens.push(Token { span: cell.span, role });
        }
    };
    add(key, Role::Input(input));
    add(gain, Role::Keyword);
    for (cell, value, _) in rows {
        add(cell, Role::Quantity);
        add(value, Role::Quantity);
    }
}
