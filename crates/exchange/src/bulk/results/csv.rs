//! Results as CSV.

use super::table::ResultTable;
use crate::bulk::tasks::answers;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::columnar::Scores;
use kaocheng_engine::columns::UnitColumns;
use kaocheng_engine::crew::Crew;
use kaocheng_syntax::clause::Language;

/// Rows that are written at a time.
const STRETCH: usize = 8192;

/// Writes the scores, exactly. The file starts with a byte order mark, without which office programs take Chinese for
/// something else.
pub fn write_csv(plan: &Plan, units: &UnitColumns, scores: &Scores, language: Language, crew: &dyn Crew) -> Vec<u8> {
    let table = ResultTable::new(plan, units, scores);
    let stretches = answers(crew, table.rows().div_ceil(STRETCH), |ix| {
        let mut to = Vec::with_capacity(STRETCH * 8 * (table.items.len() + 6));
        let from = ix * STRETCH;
        (from..(from + STRETCH).min(table.rows())).for_each(|row| push_row(&table, row, &mut to));
        to
    });
    let size = stretches.iter().map(Vec::len).sum::<usize>() + 65_536;
    let mut file = Vec::with_capacity(size);
    file.extend_from_slice("\u{feff}".as_bytes());
    for (ix, header) in table.headers(language).iter().enumerate() {
        if ix > 0 {
            file.push(b',');
        }
        push_text(header, &mut file);
    }
    file.push(b'\n');
    stretches.iter().for_each(|stretch| file.extend_from_slice(stretch));
    file
}

fn push_row(table: &ResultTable, row: usize, to: &mut Vec<u8>) {
    push_text(&table.units.codes().get(table.unit(row)), to);
    if !table.units.names().is_empty() {
        to.push(b',');
        push_text(&table.units.names().get(table.unit(row)), to);
    }
    to.push(b',');
    push_text(table.level(row), to);
    for shown in table.items.iter().map(|(_, shown)| shown).chain([&table.total]) {
        to.push(b',');
        let from = to.len();
        shown.push(row, to);
        // A grade may be any word.
        if to.get(from..).is_some_and(needs_quotes) {
            let word = String::from_utf8_lossy(&to.split_off(from)).into_owned();
            push_text(&word, to);
        }
    }
    for ranks in [&table.rank, &table.within_parent] {
        to.push(b',');
        if let Some(rank @ 1..) = ranks.get(row) {
            super::digits::push_decimal(i128::from(*rank), 0, to);
        }
    }
    to.push(b'\n');
}

fn needs_quotes(text: &[u8]) -> bool {
    text.iter().any(|b| matches!(b, b',' | b'"' | b'\n' | b'\r'))
}

fn push_text(text: &str, to: &mut Vec<u8>) {
    if needs_quotes(text.as_bytes()) {
        to.push(b'"');
        to.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        to.push(b'"');
    } else {
        to.extend_from_slice(text.as_bytes());
    }
}
