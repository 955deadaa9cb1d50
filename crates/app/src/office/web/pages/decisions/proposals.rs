//! The proposals of a result, and the rows of the register that answer them.

use kaocheng_office::act::Register;
use kaocheng_office::entity::RegisterRow;
use kaocheng_office::office::{Office, last_part, under};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

/// The words that a file of decisions takes.
pub const CONFIRMED: &str = "确认";
/// The words that a file of decisions takes for the contrary.
pub const REJECTED: &str = "不予列入";

/// A unit that is proposed for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The list.
    pub list: String,
    /// The unit's code.
    pub unit: String,
    /// The years that propose it.
    pub years: Vec<String>,
}

/// The proposals of a result, list by list.
pub fn proposals(result: &Json) -> Vec<Proposal> {
    let text = |of: &Json, name: &str| of.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
    let lists = result.pointer("/decisions/lists").and_then(Json::as_array).into_iter().flatten();
    let of_list = |list: &Json| {
        let name = text(list, "name");
        let all = list.get("proposals").and_then(Json::as_array).cloned().unwrap_or_default();
        let proposal = move |proposal: Json| {
            let years = proposal.get("years").and_then(Json::as_array).cloned().unwrap_or_default();
            let year = |of: &Json| match of.get("year") {
                Some(Json::String(year)) => year.clone(),
                Some(year) => year.to_string(),
                None => String::new(),
            };
            Proposal { list: name.clone(), unit: text(&proposal, "unit"), years: years.iter().map(year).collect() }
        };
        all.into_iter().map(proposal).collect::<Vec<_>>()
    };
    lists.flat_map(of_list).collect()
}

/// Whether a row of the register answers a proposal. Rows of a brought file may name the unit by its name.
pub fn answers(row: &RegisterRow, proposal: &Proposal, name: &str) -> bool {
    let cell = |column: &str| row.cells.get(column).map_or("", String::as_str);
    row.struck.is_none() && cell("list") == proposal.list && [proposal.unit.as_str(), name].contains(&cell("unit"))
}

/// The standing decision on a proposal, with its row's id.
pub fn standing<'o>(
    office: &'o Office,
    round: &str,
    proposal: &Proposal,
    name: &str,
) -> Option<(String, &'o RegisterRow)> {
    let mut rows = under(&office.registers, &[round, Register::Decisions.word()]);
    rows.find(|(_, row)| answers(row, proposal, name)).map(|(at, row)| (last_part(at), row))
}

/// The id of a new decision: that of the list and the unit, so that two people cannot decide twice. One that was struck
/// out leaves its id behind.
pub fn id(office: &Office, round: &str, proposal: &Proposal) -> String {
    let mut hash = Sha256::new();
    for part in [&proposal.list, &proposal.unit] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let stem = crate::office::identity::secret::hex(&hash.finalize()[..8]);
    let is_taken = |id: &String| {
        under(&office.registers, &[round, Register::Decisions.word()])
            .any(|(at, row)| last_part(at) == *id && row.struck.is_some())
    };
    let mut ids = (1..=1000).map(|n| if n == 1 { stem.clone() } else { format!("{stem}-{n}") });
    ids.find(|id| !is_taken(id)).unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn proposals_are_read_list_by_list() {
        let list = json!({ "name": "重点管理", "proposals": [
            { "unit": "YZ1", "years": [{ "year": "2015", "seal": "" }, { "year": 2016, "seal": "" }], "decided": null },
        ] });
        let found = proposals(&json!({ "decisions": { "lists": [list, { "name": "先进" }] } }));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].years, ["2015", "2016"]);
        assert!(proposals(&json!({})).is_empty());
    }
}
