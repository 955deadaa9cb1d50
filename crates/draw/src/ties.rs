//! The key of a draw and the codes of units → a ticket for each, by which units of one score are told apart: the smallest
//! comes first (T-20). And the published list of tickets → the tickets, or where it is not what the key gives.

use crate::frame::row;
use crate::problem::Problem;
use crate::published::differs;
use crate::ticket::Key;
use std::collections::{BTreeMap, BTreeSet};

/// The name of the file with the tickets of units.
pub const FILE: &str = "ties.csv";

/// What a ticket of a unit is asked with: `unit` and the unit's code, a line each.
pub fn unit_id(code: &str) -> String {
    format!("unit\n{code}\n")
}

/// `ties.csv`: a row a unit, by ticket. A unit's ticket does not depend on which others are listed.
pub fn ties_csv<'c>(key: &Key, codes: impl IntoIterator<Item = &'c str>) -> String {
    let codes: BTreeSet<&str> = codes.into_iter().collect();
    let mut rows: Vec<(String, &str)> = codes.into_iter().map(|code| (key.ticket(&unit_id(code)), code)).collect();
    rows.sort_unstable();
    let rows = rows.iter().map(|(ticket, code)| row(&[code, ticket]));
    std::iter::once(row(&["unit", "ticket"])).chain(rows).collect()
}

/// The tickets of a published list by the unit's code. An error names the first line that is not what the key gives.
pub fn read(text: &str, key: &Key) -> Result<BTreeMap<String, String>, Problem> {
    let reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let records = reader.into_records().filter_map(Result::ok);
    let codes: Vec<String> = records.filter_map(|r| r.get(0).map(str::to_owned)).collect();
    let made = ties_csv(key, codes.iter().map(String::as_str));
    if text != made {
        return Err(differs(FILE, text, &made));
    }
    Ok(codes.into_iter().map(|code| (code.clone(), key.ticket(&unit_id(&code)))).collect())
}
