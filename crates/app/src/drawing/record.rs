//! `record.json`: what a draw was made with and what came of it.

use kaocheng_draw::problem::Kind;
use kaocheng_draw::seed::{PublicDigits, Seed};
use kaocheng_draw::verify::{Entry, Record};
use serde_json::{Value as Json, json};

/// The name and version of the method.
const FORMAT: &str = "kaocheng-draw-1";

/// The file's text.
pub fn text(record: &Record) -> String {
    let strata: Vec<Json> = record
        .strata
        .iter()
        .map(|e| {
            json!({
                "stratum": e.stratum,
                "name": e.name,
                "asked": e.asked,
                "sites": e.sites,
                "short": e.short,
                "drawn": e.drawn,
                "replacements": e.replacements,
            })
        })
        .collect();
    let file = json!({
        "format": FORMAT,
        "frame_sha256": record.frame_hash,
        "commitment": record.commitment,
        "seed": record.seed.as_str(),
        "public": record.public.as_str(),
        "strata": strata,
    });
    format!("{file:#}\n")
}

/// Reads the file.
pub fn read(text: &str) -> Result<Record, Kind> {
    let wrong = |field: &str| Kind::RecordNotRead { field: field.to_owned() };
    let file: Json = serde_json::from_str(text).map_err(|e| wrong(&format!("JSON:{}", e.line())))?;
    let field = |name: &str| file.get(name).and_then(Json::as_str).ok_or_else(|| wrong(name));
    if field("format")? != FORMAT {
        return Err(wrong("format"));
    }
    let strata = file.get("strata").and_then(Json::as_array).ok_or_else(|| wrong("strata"))?;
    // A record holds digits and nothing else: what is hashed must be what is seen.
    let (seed, public) = (Seed::read(field("seed")?)?, PublicDigits::read(field("public")?)?);
    for (name, read) in [("seed", seed.as_str()), ("public", public.as_str())] {
        if field(name)? != read {
            return Err(wrong(name));
        }
    }
    Ok(Record {
        frame_hash: field("frame_sha256")?.to_owned(),
        commitment: field("commitment")?.to_owned(),
        seed,
        public,
        strata: strata.iter().map(|s| stratum(s).ok_or_else(|| wrong("strata"))).collect::<Result<_, _>>()?,
    })
}

fn stratum(json: &Json) -> Option<Entry> {
    let codes = |name: &str| -> Option<Vec<String>> {
        json.get(name)?.as_array()?.iter().map(|c| Some(c.as_str()?.to_owned())).collect()
    };
    let text = |name: &str| Some(json.get(name)?.as_str()?.to_owned());
    let number = |name: &str| json.get(name)?.as_u64();
    Some(Entry {
        stratum: text("stratum")?,
        name: text("name")?,
        asked: number("asked")?,
        sites: number("sites")?,
        short: json.get("short")?.as_bool()?,
        drawn: codes("drawn")?,
        replacements: codes("replacements")?,
    })
}
