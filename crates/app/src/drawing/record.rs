//! `record.json`: what a draw was made with and what came of it.

use kaocheng_draw::problem::Kind;
use kaocheng_draw::sample::Sample;
use kaocheng_draw::seed::{PublicDigits, Seed};
use kaocheng_draw::verify::Record;
use serde_json::{Value as Json, json};

/// The name and version of the method.
const FORMAT: &str = "kaocheng-draw-1";

/// The file's text.
pub fn text(record: &Record, sample: &Sample) -> String {
    let strata: Vec<Json> = sample
        .strata
        .iter()
        .map(|d| {
            json!({
                "stratum": d.stratum,
                "name": d.name,
                "asked": d.asked,
                "sites": d.tickets.len(),
                "short": d.is_short(),
                "drawn": d.sites(),
                "replacements": d.replacements(),
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
    Ok(Record {
        frame_hash: field("frame_sha256")?.to_owned(),
        commitment: field("commitment")?.to_owned(),
        seed: Seed::read(field("seed")?)?,
        public: PublicDigits::read(field("public")?)?,
        strata: strata.iter().map(|s| stratum(s).ok_or_else(|| wrong("strata"))).collect::<Result<_, _>>()?,
    })
}

fn stratum(json: &Json) -> Option<(String, Vec<String>, Vec<String>)> {
    let codes = |name: &str| -> Option<Vec<String>> {
        json.get(name)?.as_array()?.iter().map(|c| Some(c.as_str()?.to_owned())).collect()
    };
    Some((json.get("stratum")?.as_str()?.to_owned(), codes("drawn")?, codes("replacements")?))
}
