//! The sixty items as plain numbers, from `workload-s/items.json`, which is written together with the scheme.

use serde_json::Value;

const TEXT: &str = include_str!("../workload-s/items.json");

/// What an item gives points for. Points and amounts are in hundredths, shares in percent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// All points if the fact holds.
    Check,
    /// So many points for each, up to the item's.
    Earn(i64),
    /// So many points lost for each, down to nothing.
    Lose(i64),
    /// So many points off the deduction block for each.
    Deduct(i64),
    /// Full at the target; so many points less for each percentage point below it; nothing under the floor.
    Ratio {
        /// Full at, in percent.
        target: i64,
        /// Lost for each percentage point, in hundredths.
        each: i64,
        /// Nothing under, in percent.
        floor: i64,
    },
    /// The points of the first edge reached, highest first; nothing under the last.
    Bands {
        /// Edges, in hundredths.
        edges: Vec<i64>,
        /// Points of each, in hundredths.
        marks: Vec<i64>,
    },
    /// Nothing at the low end, all at the high end, in proportion between.
    Interpolated {
        /// In hundredths.
        low: i64,
        /// In hundredths.
        high: i64,
    },
    /// As the assessors say, within nothing and the item's points.
    Judged,
}

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// One of the ten sections, from 1.
    Section(usize),
    /// The bonuses, +50 at most.
    Bonus,
    /// The deductions, −80 at most.
    Deduction,
}

/// An item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// `i01` …; the scheme has it as `vi01` for villages and `ti01` for townships.
    pub id: String,
    /// Where it stands.
    pub block: Block,
    /// Its points in hundredths; none for a deduction.
    pub points: i64,
    /// What it gives points for.
    pub kind: Kind,
    /// Its measures: one, or numerator and denominator, as indexes.
    pub measures: Vec<usize>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Yes or no.
    Truth,
    /// Whole numbers.
    Whole,
    /// Decimals of two places, as hundredths.
    Hundredths,
}

/// A measure by its column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// `m01` …
    pub id: String,
    /// What it holds.
    pub form: Form,
    /// Its greatest whole value is that of money, not of land or counts.
    pub money: bool,
}

/// The items and their measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Items {
    /// All items in order.
    pub items: Vec<Item>,
    /// All measures in order.
    pub columns: Vec<Column>,
    /// The measure that vetoes.
    pub veto: usize,
}

impl Items {
    /// Reads the file that comes with the program; `None` if it was broken by an edit.
    pub fn read() -> Option<Items> {
        let all: Value = serde_json::from_str(TEXT).ok()?;
        let columns: Vec<Column> = all["measures"].as_array()?.iter().map(column).collect::<Option<_>>()?;
        let place = |id: &Value| columns.iter().position(|c| Some(c.id.as_str()) == id.as_str());
        let items = all["items"].as_array()?.iter().map(|one| item(one, &place)).collect::<Option<_>>()?;
        let veto = place(&all["veto"])?;
        Some(Items { items, columns, veto })
    }
}

fn column(row: &Value) -> Option<Column> {
    let form = match row["kind"].as_str()? {
        "check" => Form::Truth,
        "count" => Form::Whole,
        _ => Form::Hundredths,
    };
    Some(Column { id: row["id"].as_str()?.to_owned(), form, money: row["unit"].as_str() == Some("元") })
}

fn item(one: &Value, place: &dyn Fn(&Value) -> Option<usize>) -> Option<Item> {
    let block = match one["section"].as_u64() {
        Some(section) => Block::Section(usize::try_from(section).ok()?),
        None if one["section"].as_str() == Some("bonus") => Block::Bonus,
        None => Block::Deduction,
    };
    let kind = match one["kind"].as_str()? {
        "check" => Kind::Check,
        "earn" => Kind::Earn(hundredths(&one["each"])?),
        "lose" => Kind::Lose(hundredths(&one["each"])?),
        "deduct" => Kind::Deduct(hundredths(&one["each"])?),
        "ratio" => Kind::Ratio {
            target: one["target"].as_i64()?,
            each: hundredths(&one["each"])?,
            floor: one["floor"].as_i64()?,
        },
        "bands" => Kind::Bands { edges: list(&one["edges"])?, marks: list(&one["marks"])? },
        "interpolated" => Kind::Interpolated { low: hundredths(&one["low"])?, high: hundredths(&one["high"])? },
        "judged" => Kind::Judged,
        _ => return None,
    };
    let measures = one["m"].as_array()?.iter().map(place).collect::<Option<_>>()?;
    let points = hundredths(&one["points"]).unwrap_or(0);
    Some(Item { id: one["id"].as_str()?.to_owned(), block, points, kind, measures })
}

fn list(numbers: &Value) -> Option<Vec<i64>> {
    numbers.as_array()?.iter().map(hundredths).collect()
}

/// A number of at most two decimal places, in hundredths.
fn hundredths(number: &Value) -> Option<i64> {
    let text = number.as_number()?.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    format!("{whole}{decimals:0<2}").parse().ok()
}
