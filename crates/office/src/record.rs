//! An entry of the ledger: who did what, when, after which entry; and its canonical bytes.

use crate::act::Act;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The hash before the first entry.
pub const NOTHING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Its number, from 0.
    pub seq: u64,
    /// The leaf hash of the entry before it, in hexadecimal.
    pub previous: String,
    /// The act's own id: whoever sends it twice is told of the first.
    pub id: String,
    /// When, RFC 3339 in seconds with the office's offset.
    pub at: String,
    /// The person's sign-in name; empty: nobody was signed in.
    pub by: String,
    /// What was done.
    pub act: Act,
}

impl Record {
    /// The bytes that are hashed and kept.
    pub fn bytes(&self) -> Vec<u8> {
        canonical(self).into_bytes()
    }

    /// Reads an entry back; bytes that are not canonical are refused, since another text would have another hash.
    pub fn read(bytes: &[u8]) -> Result<Record, String> {
        let record: Record = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if record.bytes() == bytes { Ok(record) } else { Err("the entry is not in canonical form".to_owned()) }
    }
}

/// The canonical text of a value. What has none (a number too large to be one for every reader) is empty, and does not read
/// back: the desk refuses an act of that kind.
pub(crate) fn canonical(value: &impl Serialize) -> String {
    let text = serde_json::to_value(value).ok().and_then(|value| kaocheng_ledger::canonical::write(&value).ok());
    text.unwrap_or_default()
}
