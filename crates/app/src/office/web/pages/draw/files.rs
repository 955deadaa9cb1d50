//! What a draw published, byte for byte, and its tables to be read.

use crate::office::web::{Ask, Outcome, Trouble};
use kaocheng_office::entity::Draw;
use kaocheng_office::office::key;

/// Rows of a table that are shown; the file has all.
const SHOWN: usize = 500;

/// A table that was published.
#[derive(Default)]
pub struct Table {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// Rows beyond those shown.
    pub more: usize,
}

/// A published file.
pub async fn file(ask: Ask) -> Outcome {
    let name = ask.param("name").to_owned();
    let blob = {
        let office = ask.office().await?;
        let draw = office.draws.get(&key(&[ask.param("round")]));
        draw.and_then(|draw| draw.files.get(&name)).cloned().ok_or(Trouble::NotFound)?
    };
    let bytes = ask.server.rounds.blobs().get(&blob).await?;
    let media = if name.ends_with(".csv") { "text/csv; charset=utf-8" } else { "text/plain; charset=utf-8" };
    ask.file(&name, media, bytes)
}

/// A published table; empty if there is none of this name.
pub async fn table(ask: &Ask, draw: &Draw, name: &str) -> Result<Table, Trouble> {
    let Some(blob) = draw.files.get(name) else { return Ok(Table::default()) };
    let bytes = ask.server.rounds.blobs().get(blob).await?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes.as_slice());
    let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let head = reader.headers().map(cells).unwrap_or_default();
    let mut rows: Vec<Vec<String>> = reader.records().filter_map(|record| record.ok().as_ref().map(cells)).collect();
    let more = rows.len().saturating_sub(SHOWN);
    rows.truncate(SHOWN);
    Ok(Table { head, rows, more })
}
