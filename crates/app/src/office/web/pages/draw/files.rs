//! What a draw published, byte for byte, and its tables to be read.

use crate::message::Lang;
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

impl Table {
    /// The same with its columns and words as people read them; the published file keeps those of programs.
    pub fn worded(mut self, t: Lang) -> Table {
        let word = |text: &String| WORDS.iter().find(|(from, ..)| from == text).map(|(_, zh, en)| t.pick(*zh, *en));
        let in_words = |text: &String| word(text).map_or_else(|| text.clone(), str::to_owned);
        let told = |name: &String| matches!(name.as_str(), "how" | "short");
        let told: Vec<usize> = (0..self.head.len()).filter(|at| self.head.get(*at).is_some_and(told)).collect();
        for at in told {
            self.rows.iter_mut().filter_map(|row| row.get_mut(at)).for_each(|cell| *cell = in_words(cell));
        }
        self.head = self.head.iter().map(in_words).collect();
        self
    }
}

/// The words of the files of a draw.
const WORDS: &[(&str, &str, &str)] = &[
    ("stratum", "单位编码", "unit"),
    ("stratum_name", "单位", "name of the unit"),
    ("site", "样本点编码", "site"),
    ("site_name", "样本点", "name of the site"),
    ("how", "产生方式", "how"),
    ("short", "缺额", "short"),
    ("team", "考核组", "team"),
    ("unit", "单位", "unit"),
    ("visit", "走访", "visit"),
    ("drawn", "抽中", "drawn"),
    ("certain", "全部列入", "all taken"),
    ("yes", "是", "yes"),
];

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_in_words_and_cells_only_where_they_are_words() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let head = row(&["stratum", "site_name", "how", "other"]);
        let table = Table { head, rows: vec![row(&["YT01", "yes", "drawn", "drawn"])], more: 0 };
        let told = table.worded(Lang::Zh);
        assert_eq!(told.head, ["单位编码", "样本点", "产生方式", "other"]);
        assert_eq!(told.rows, [["YT01", "yes", "抽中", "drawn"]]);
    }
}
