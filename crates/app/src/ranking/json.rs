//! Results for programs: every score exact, with what it rests on.

use super::Ranking;
use super::notes::effect_code;
use crate::columns::two_places;
use kaocheng_compile::plan;
use kaocheng_compile::policy::Decided;
use kaocheng_engine::table::Value;
use kaocheng_syntax::exact::{Exact, show};
use serde_json::{Value as Json, json};

/// The results as one object.
pub fn json(ranking: &Ranking) -> Json {
    let plan = ranking.plan;
    json!({
        "scheme": {
            "code": plan.head.code,
            "title": plan.head.title,
            "round": plan.head.round,
            "level": plan.head.level,
            "partial": plan.head.partial,
            "points": show(&ranking.most),
            "program": plan::hash(plan),
        },
        "items": plan.items.iter().map(item).collect::<Vec<_>>(),
        "units": ranking.results.in_order().into_iter().map(|u| unit(ranking, u)).collect::<Vec<_>>(),
        "policies": policies(ranking),
    })
}

fn item(item: &plan::Item) -> Json {
    json!({
        "id": item.id,
        "title": item.title,
        "points": item.points.as_ref().map(show),
        "default": item.default,
    })
}

fn unit(ranking: &Ranking, unit: usize) -> Json {
    let row = &ranking.table.units().all()[unit];
    let plan = ranking.plan;
    let scores: serde_json::Map<String, Json> =
        (0..plan.items.len()).map(|i| (plan.items[i].id.clone(), value(ranking.results.item(plan, i, unit)))).collect();
    let missing: Vec<&str> = ranking.missing(unit).iter().map(|ix| plan.inputs[ix.0].label.as_str()).collect();
    let vetoes: Vec<Json> = ranking
        .results
        .vetoes(plan, unit)
        .iter()
        .map(|v| json!({ "item": plan.items[v.item].id, "effect": effect_code(&v.effect) }))
        .collect();
    json!({
        "rank": ranking.rank(unit),
        "tied": ranking.tied(unit),
        "code": row.code,
        "name": row.name,
        "total": ranking.total(unit).map(number),
        "items": scores,
        "vetoes": vetoes,
        "substituted": super::stood_in(ranking, unit),
        "missing": missing,
    })
}

/// A score: exact, and to two places.
fn number(value: &Exact) -> Json {
    json!({ "exact": show(value), "shown": two_places(value) })
}

fn value(value: &Value) -> Json {
    match value {
        Value::Number(v) => number(v),
        Value::Word(w) => json!(w),
        _ => Json::Null,
    }
}

fn policies(ranking: &Ranking) -> Json {
    let mut lines: Vec<Json> = Vec::new();
    for used in &ranking.plan.policies {
        let open = used.decided == Decided::Default;
        let line = json!({ "name": used.name.english(), "choice": used.choice, "open": open, "item": used.item });
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    Json::Array(lines)
}
