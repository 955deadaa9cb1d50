//! A record as canonical JSON, and its hash.

use super::json::{Json, digest};
use super::record::{Ref, Sealed, SealedItem, SealedUnit, SealedValue, VERSION};

/// The hash of a record: SHA-256 of the canonical JSON of all its members but the hash.
pub fn hash(record: &Sealed) -> String {
    digest(members(record).canonical().as_bytes())
}

/// The text of a record's file: its members and its hash, a line each, in the order of their names.
pub fn text(record: &Sealed) -> String {
    let Json::Object(mut all) = members(record) else { return String::new() };
    all.insert("hash".to_owned(), Json::Text(hash(record)));
    Json::Object(all).lines()
}

/// All members but the hash.
pub fn members(record: &Sealed) -> Json {
    let text = |t: &String| Json::Text(t.clone());
    let period = record.period.as_ref().map_or(Json::Null, |(from, to)| Json::List(vec![text(from), text(to)]));
    let file = |f: &super::SealedFile| {
        let rows = f.rows.map_or(Json::Null, Json::Whole);
        Json::object([("name", text(&f.name)), ("rows", rows), ("sha256", text(&f.sha256))])
    };
    let list = |l: &super::SealedList| {
        let members = l.members.iter().map(text).collect();
        let settled = Json::Whole(i64::from(l.settled));
        Json::object([("members", Json::List(members)), ("name", text(&l.name)), ("settled", settled)])
    };
    let corrects = record.corrects.as_ref().map_or(Json::Null, |c| {
        Json::object([("file", text(&c.of.file)), ("hash", text(&c.of.hash)), ("reason", text(&c.reason))])
    });
    Json::object([
        ("corrects", corrects),
        ("earlier", Json::List(record.earlier.iter().map(reference).collect())),
        ("files", Json::List(record.files.iter().map(file).collect())),
        ("format", Json::Whole(VERSION)),
        ("items", Json::List(record.items.iter().map(item).collect())),
        ("lists", Json::List(record.lists.iter().map(list).collect())),
        ("period", period),
        ("program", text(&record.program)),
        ("round", Json::maybe(record.round.as_deref())),
        ("scheme", text(&record.scheme)),
        ("title", text(&record.title)),
        ("units", Json::List(record.units.iter().map(unit).collect())),
        ("year", record.year.map_or(Json::Null, Json::Whole)),
    ])
}

fn reference(of: &Ref) -> Json {
    Json::object([("file", Json::Text(of.file.clone())), ("hash", Json::Text(of.hash.clone()))])
}

fn item(item: &SealedItem) -> Json {
    Json::object([
        ("id", Json::Text(item.id.clone())),
        ("kind", Json::Text(item.kind.clone())),
        ("level", Json::maybe(item.level.as_deref())),
        ("parent", Json::maybe(item.parent.as_deref())),
        ("points", Json::maybe(item.points.as_deref())),
        ("title", Json::Text(item.title.clone())),
    ])
}

fn unit(unit: &SealedUnit) -> Json {
    let items = unit.items.iter().map(|(id, score)| (id.clone(), value(score))).collect();
    let texts = |all: &[String]| Json::List(all.iter().cloned().map(Json::Text).collect());
    let substituted = (!unit.substituted.is_empty()).then(|| ("substituted", texts(&unit.substituted)));
    let members = [
        ("code", Json::Text(unit.code.clone())),
        ("items", Json::Object(items)),
        ("level", Json::Text(unit.level.clone())),
        ("name", Json::Text(unit.name.clone())),
        ("rank", unit.rank.map_or(Json::Null, Json::Whole)),
        ("total", value(&unit.total)),
        ("vetoes", texts(&unit.vetoes)),
    ];
    Json::object(members.into_iter().chain(substituted))
}

fn value(value: &SealedValue) -> Json {
    match value {
        SealedValue::Number(text) => Json::Text(text.clone()),
        SealedValue::Word(word) => Json::object([("word", Json::Text(word.clone()))]),
        SealedValue::Nothing => Json::Null,
    }
}
