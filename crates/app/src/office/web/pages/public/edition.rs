//! The public edition of a result: as deep as the office published it. What the office holds besides (notes on findings and
//! disputes, reasons that tell figures) is in none.

use kaocheng_office::publication::Depth;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;

/// The form of the file; a later one has another name.
const FORMAT: &str = "kaocheng-public-result-1";

/// The edition of a result; `full` is the hash of the whole.
pub fn edition(result: &Json, depth: Depth, full: &str) -> Json {
    let levels: Vec<Json> = list(result, "levels").iter().map(|level| of_level(level, depth)).collect();
    let lists = result.pointer("/decisions/lists").cloned().unwrap_or_default();
    let named = |list: &Json| {
        let entry = |entry: &Json| json!({ "unit": entry.get("unit"), "name": entry.get("name") });
        let entries: Vec<Json> = self::list(list, "entries").iter().map(entry).collect();
        json!({ "name": list.get("name"), "entries": entries })
    };
    json!({
        "format": FORMAT,
        "depth": depth.word(),
        "full_sha256": full,
        "program": result.get("program"),
        "levels": levels,
        "decisions": { "lists": lists.as_array().map(|all| all.iter().map(named).collect::<Vec<_>>()) },
    })
}

fn list<'j>(value: &'j Json, name: &str) -> &'j [Json] {
    value.get(name).and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn of_level(level: &Json, depth: Depth) -> Json {
    let items = list(level, "items");
    let ids: Vec<&str> = items.iter().filter_map(|item| item.get("id").and_then(Json::as_str)).collect();
    let shown: BTreeSet<&str> = match depth {
        Depth::Totals => BTreeSet::new(),
        Depth::Sections => ids.iter().copied().filter(|id| is_section(id, &ids)).collect(),
        Depth::Items | Depth::Explanations => ids.iter().copied().collect(),
    };
    let is_shown = |id: &str| shown.contains(id);
    let unit = |unit: &Json| {
        let scores = unit.get("items").and_then(Json::as_object).cloned().unwrap_or_default();
        let scores: Map<String, Json> = scores.into_iter().filter(|(id, _)| is_shown(id)).collect();
        let vetoes: Vec<Json> =
            list(unit, "vetoes").iter().map(|veto| json!({ "effect": veto.get("effect") })).collect();
        json!({
            "rank": unit.get("rank"),
            "tied": unit.get("tied"),
            "code": unit.get("code"),
            "name": unit.get("name"),
            "total": unit.get("total"),
            "items": scores,
            "vetoes": vetoes,
        })
    };
    let of_shown = |item: &&Json| item.get("id").and_then(Json::as_str).is_some_and(is_shown);
    json!({
        "scheme": level.get("scheme"),
        "items": items.iter().filter(of_shown).collect::<Vec<_>>(),
        "units": list(level, "units").iter().map(unit).collect::<Vec<_>>(),
    })
}

/// Whether items stand below one.
fn is_section(id: &str, all: &[&str]) -> bool {
    all.iter().any(|other| other.strip_prefix(id).is_some_and(|rest| rest.starts_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result() -> Json {
        json!({
            "program": "p",
            "levels": [{
                "scheme": { "points": "100" },
                "items": [{ "id": "1", "title": "一" }, { "id": "1.1", "title": "甲" }],
                "units": [{
                    "rank": 1, "code": "A", "name": "甲镇", "total": { "shown": "7" },
                    "items": { "1": { "shown": "7" }, "1.1": { "shown": "3" } }, "missing": ["3人的事"],
                }],
            }],
            "decisions": { "lists": [{ "name": "先进", "entries": [{ "unit": "A", "name": "甲镇", "why": ["只有2起"] }] }] },
            "notes": ["甲镇 3人的异议"],
        })
    }

    #[test]
    fn each_depth_shows_what_it_says_and_none_shows_notes() {
        let items = |depth| edition(&result(), depth, "h")["levels"][0]["units"][0]["items"].to_string();
        assert_eq!(items(Depth::Totals), "{}");
        assert_eq!(items(Depth::Sections), r#"{"1":{"shown":"7"}}"#);
        assert_eq!(items(Depth::Items), r#"{"1":{"shown":"7"},"1.1":{"shown":"3"}}"#);
        for depth in Depth::ALL {
            let text = edition(&result(), depth, "h").to_string();
            assert!(!text.contains("人的") && !text.contains("只有2起"), "{text}");
            assert!(text.contains("甲镇") && text.contains("\"full_sha256\":\"h\""), "{text}");
        }
    }
}
