//! A result as pages show it, read from the file that was kept.

use crate::office::web::chart::thousandths;
use crate::office::web::{Ask, Trouble};
use kaocheng_office::entity::Computation;
use kaocheng_syntax::exact::{self, Exact};
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// A result.
#[derive(Clone, Debug, Default)]
pub struct Result {
    /// A ranking a level.
    pub levels: Vec<Level>,
    /// The lists.
    pub lists: Vec<Listed>,
    /// What lies behind it.
    pub notes: Vec<String>,
    /// The hash of the program.
    pub program: String,
    /// What is decided, as it stands in the file.
    pub decided: Json,
}

/// Units of a level on a page.
const ON_A_PAGE: usize = 200;

/// What pages show of a computation: read from its file once, which holds every item of every unit and may be large.
pub async fn result_of(ask: &Ask, computation: &Computation) -> std::result::Result<Arc<Result>, Trouble> {
    let kept = &ask.server.results;
    if let Some(result) = kept.get(&computation.result) {
        return Ok(result);
    }
    let whole = ask.server.rounds.result(computation).await?;
    let reading = tokio::task::spawn_blocking(move || Result::of(&whole)).await;
    let result = reading.map_err(|error| Trouble::Broken(error.to_string()))?;
    Ok(kept.keep(computation.result.clone(), result))
}

/// The ranking of a level.
#[derive(Clone, Debug, Default)]
pub struct Level {
    /// Its name.
    pub name: String,
    /// All points.
    pub points: String,
    /// The items that get a column: those of the first level, by id and title.
    pub columns: Vec<(String, String)>,
    /// The units, best first.
    pub units: Vec<Ranked>,
}

/// A unit in a ranking.
#[derive(Clone, Debug, Default)]
pub struct Ranked {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its rank; empty: none.
    pub rank: String,
    /// Others have the same.
    pub tied: bool,
    /// Its total as it is shown.
    pub total: String,
    /// The same, exact.
    pub exact: String,
    /// The same, to be measured.
    pub value: Option<Exact>,
    /// The total in thousandths of all points.
    pub part: u32,
    /// The points of the columns.
    pub cells: Vec<String>,
    /// The same, to be measured.
    pub values: Vec<Option<Exact>>,
    /// Something overrides its points.
    pub veto: bool,
    /// How many figures are missing.
    pub missing: usize,
}

/// A list.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// What it waits for; empty: nothing.
    pub waits: String,
    /// Who is on it, and why.
    pub entries: Vec<(String, String)>,
}

impl Result {
    /// Reads it; what is not there is empty.
    pub fn of(json: &Json) -> Result {
        let text = |value: &Json, name: &str| value.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
        let list = |value: &Json, name: &str| value.get(name).and_then(Json::as_array).cloned().unwrap_or_default();
        let decisions = json.get("decisions").cloned().unwrap_or_default();
        let listed = |one: &Json| Listed {
            name: text(one, "name"),
            waits: text(one, "waits"),
            entries: list(one, "entries")
                .iter()
                .map(|entry| {
                    let why = list(entry, "why");
                    let why: Vec<&str> = why.iter().filter_map(Json::as_str).collect();
                    (text(entry, "name"), why.join("；"))
                })
                .collect(),
        };
        Result {
            levels: list(json, "levels").iter().map(Level::of).collect(),
            lists: list(&decisions, "lists").iter().map(listed).collect(),
            notes: list(json, "notes").iter().filter_map(|n| n.as_str().map(str::to_owned)).collect(),
            program: text(json, "program"),
            decided: json!({ "decisions": decisions }),
        }
    }

    /// How many pages the units of the largest level take.
    pub fn pages(&self) -> usize {
        self.levels.iter().map(|level| level.units.len()).max().unwrap_or_default().div_ceil(ON_A_PAGE).max(1)
    }

    /// The page that is asked for.
    pub fn page(&self, ask: &Ask) -> usize {
        ask.query.text("page").parse().unwrap_or(1).clamp(1, self.pages())
    }
}

impl Level {
    /// The units on a page.
    pub fn on(&self, page: &usize) -> &[Ranked] {
        self.units.chunks(ON_A_PAGE).nth(page.saturating_sub(1)).unwrap_or_default()
    }

    fn of(json: &Json) -> Level {
        let at = |path: &str| json.pointer(path).and_then(Json::as_str).unwrap_or_default().to_owned();
        let points = at("/scheme/points");
        let items = json.get("items").and_then(Json::as_array).cloned().unwrap_or_default();
        let column = |item: &Json| {
            let id = item.get("id")?.as_str()?.to_owned();
            let title = item.get("title")?.as_str()?.to_owned();
            (id.matches('.').count() <= 1 && !item.get("points")?.is_null()).then_some((id, title))
        };
        let columns: Vec<(String, String)> = items.iter().filter_map(column).take(8).collect();
        let units = json.get("units").and_then(Json::as_array).cloned().unwrap_or_default();
        let most = number(&points);
        let units = units.iter().map(|unit| Ranked::of(unit, &columns, most.as_ref())).collect();
        Level { name: at("/scheme/level"), points, columns, units }
    }
}

impl Ranked {
    fn of(json: &Json, columns: &[(String, String)], most: Option<&Exact>) -> Ranked {
        let at = |path: &str| json.pointer(path).and_then(Json::as_str).unwrap_or_default().to_owned();
        let (total, exact) = (at("/total/shown"), at("/total/exact"));
        let value = number(&exact);
        let found = |id: &str| json.get("items").and_then(|items| items.get(id));
        let cell = |(id, _): &(String, String)| {
            let shown = found(id).and_then(|value| value.get("shown").or(Some(value))).and_then(Json::as_str);
            shown.unwrap_or("–").to_owned()
        };
        let measured = |(id, _): &(String, String)| number(found(id)?.get("exact")?.as_str().unwrap_or_default());
        let count = |name: &str| json.get(name).and_then(Json::as_array).map_or(0, Vec::len);
        Ranked {
            code: at("/code"),
            name: at("/name"),
            rank: json.get("rank").and_then(Json::as_u64).map(|r| r.to_string()).unwrap_or_default(),
            tied: json.get("tied").and_then(Json::as_bool).unwrap_or_default(),
            part: value.as_ref().zip(most).map_or(0, |(own, most)| thousandths(own, most)),
            cells: columns.iter().map(cell).collect(),
            values: columns.iter().map(measured).collect(),
            veto: count("vetoes") > 0,
            missing: count("missing"),
            total,
            exact,
            value,
        }
    }
}

/// A number as results write it: a decimal, or a fraction where it has no end.
fn number(text: &str) -> Option<Exact> {
    exact::parse(text).or_else(|| text.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn bars_are_measured_from_what_is_exact() {
        let unit = json!({
            "code": "A", "total": { "exact": "36498/961", "shown": "37.98" },
            "items": { "1": { "exact": "9590/961", "shown": "9.98" }, "2": "n/a" },
        });
        let columns = [("1".to_owned(), "甲".to_owned()), ("2".to_owned(), "乙".to_owned())];
        let read = Ranked::of(&unit, &columns, Some(&exact::whole(38)));
        assert_eq!(read.part, 999, "37.98 of 38 are 999.4 thousandths, not 1000");
        assert_eq!(read.cells, ["9.98", "n/a"]);
        assert_eq!(read.values, [Some(exact::ratio(9590, 961)), None]);
    }
}
