//! Results in the form in which they are compared: a row a unit, a column an item, a block, a total or a rank, points in
//! hundredths.

use crate::hierarchy::{Level, Unit};
use crate::items::Items;
use kaocheng_compile::plan::{ListIx, NodeId, Plan};
use kaocheng_engine::decide::{Decisions, Given, decide};
use kaocheng_engine::results::{Results, score};
use kaocheng_engine::table::{Table, Value};
use kaocheng_syntax::exact::whole;
use num_traits::ToPrimitive;
use parquet::basic::Compression;
use parquet::data_type::{Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

/// A column of results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name: `i01`, `s01`, `bonus`, `own`, `total`, `rank` …
    pub name: String,
    /// A value for every unit that has one.
    pub values: Vec<Option<i64>>,
}

/// The lists of townships by the names the scheme gives them.
const LISTS: [(&str, &str); 4] =
    [("top", "先进乡镇"), ("bottom", "重点帮扶"), ("top_in_county", "县级先进乡镇"), ("bottom_in_county", "县级帮扶")];

/// What the reference evaluator gives for every unit, in the order of `units`.
pub fn reference(plan: &Plan, table: &Table, units: &[Unit], items: &Items) -> Vec<Column> {
    let results = score(plan, table);
    let decisions = decide(plan, table, &results, &Given::default());
    let places: Vec<usize> = units.iter().filter_map(|u| table.units().find(&u.unit.to_string())).collect();
    let mut columns: Vec<Column> =
        names(items).into_iter().map(|name| node_column(plan, &results, units, &places, &name)).collect();
    let of = |unit: &Unit| plan.levels.iter().find(|l| l.level.as_deref() == Some(unit.level.name())).map(|l| l.total);
    let total = |(unit, place): (&Unit, &usize)| of(unit).and_then(|node| hundredths(&results, node, *place));
    columns.push(Column { name: "total".into(), values: units.iter().zip(&places).map(total).collect() });
    columns.push(ranks(&decisions, &places));
    columns.extend(LISTS.iter().map(|(name, list)| listed(plan, &decisions, units, &places, name, list)));
    columns
}

/// Every column of an item or a block.
fn names(items: &Items) -> Vec<String> {
    let sections = (1..=10).map(|n| format!("s{n:02}"));
    let blocks = ["bonus", "deduction", "own"].map(str::to_owned);
    items.items.iter().map(|i| i.id.clone()).chain(sections).chain(blocks).collect()
}

fn node_column(plan: &Plan, results: &Results, units: &[Unit], places: &[usize], name: &str) -> Column {
    let own = if name == "own" { "" } else { name };
    let node = |letter: &str| plan.items.iter().find(|i| i.id == format!("{letter}{own}")).map(|i| i.score);
    let (village, township) = (node("v"), node("t"));
    let value = |(unit, place): (&Unit, &usize)| {
        let node = match unit.level {
            Level::Village => village,
            Level::Township => township,
            _ => None,
        };
        hundredths(results, node?, *place)
    };
    Column { name: name.to_owned(), values: units.iter().zip(places).map(value).collect() }
}

/// A value that is a whole number of hundredths; `None` where there is none, or it is not.
fn hundredths(results: &Results, node: NodeId, place: usize) -> Option<i64> {
    let Value::Number(value) = results.values.of(node, place) else { return None };
    let value = value * whole(100);
    value.is_integer().then(|| value.to_integer().to_i64()).flatten()
}

fn ranks(decisions: &Decisions, places: &[usize]) -> Column {
    let all = decisions.rankings.iter().flat_map(|r| &r.places);
    let ranks: HashMap<usize, Option<i64>> =
        all.map(|p| (p.unit, p.rank.and_then(|r| i64::try_from(r).ok()))).collect();
    Column { name: "rank".into(), values: places.iter().map(|p| ranks.get(p).copied().flatten()).collect() }
}

fn listed(plan: &Plan, decided: &Decisions, units: &[Unit], places: &[usize], name: &str, list: &str) -> Column {
    let at = plan.mechanism.lists.iter().position(|l| l.name == list);
    let decision = at.and_then(|at| decided.list(ListIx(at)));
    let on: HashMap<usize, ()> = decision.iter().flat_map(|d| &d.entries).map(|e| (e.unit, ())).collect();
    let value = |(unit, place): (&Unit, &usize)| {
        (unit.level == Level::Township && decision.is_some()).then(|| i64::from(on.contains_key(place)))
    };
    Column { name: name.to_owned(), values: units.iter().zip(places).map(value).collect() }
}

/// Writes results as Parquet.
pub fn write(units: &[Unit], columns: &[Column], to: impl Write + Send) -> parquet::errors::Result<()> {
    let fields: String = columns.iter().map(|c| format!("optional int64 {};", c.name)).collect();
    let schema = Arc::new(parse_message_type(&format!("message results {{ required int32 unit; {fields} }}"))?);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut file = SerializedFileWriter::new(to, schema, Arc::new(properties))?;
    let mut group = file.next_row_group()?;
    let codes: Vec<i32> = units.iter().map(|u| u.unit).collect();
    crate::write_wide::required::<Int32Type, _>(&mut group, &codes)?;
    for column in columns {
        crate::write_wide::optional::<Int64Type>(&mut group, column.values.iter().copied())?;
    }
    group.close()?;
    file.close().map(|_| ())
}
