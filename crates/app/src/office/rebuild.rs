//! The projections made anew from the ledger, and where those that were there differed.

use super::desk::{DeskError, State};
use super::store::{RowChange, Store};
use kaocheng_office::office::FOLD;
use std::collections::BTreeMap;

/// What a rebuild found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// How many acts were replayed.
    pub acts: u64,
    /// How many rows there are now.
    pub rows: u64,
    /// What was otherwise before, by shelf and key.
    pub differed: Vec<Differed>,
}

/// A row that was not what the acts amount to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Differed {
    /// The shelf.
    pub shelf: String,
    /// The key in it.
    pub key: String,
    /// What it was: absent, there for nothing, or another.
    pub how: How,
}

/// How a row differed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It was not there.
    Missing,
    /// It was there and is not in the ledger.
    Surplus,
    /// It held something else.
    Other,
}

/// Acts a page.
const PAGE: u64 = 4096;

/// The setting that holds the version of the fold whose rows the store has.
pub const FOLDED_BY: &str = "fold";

/// Makes the rows anew if another version of the fold wrote them; `None`: they are this version's. Rows of a newer program
/// are left alone.
pub async fn renew(store: &Store) -> Result<Option<Rebuilt>, DeskError> {
    let kept = store.setting(FOLDED_BY).await?;
    let found = match &kept {
        // Before there were versions the setting was not kept.
        None => Some(0),
        Some(text) => text.parse::<u32>().ok(),
    };
    match found {
        Some(found) if found == FOLD => Ok(None),
        Some(found) if found < FOLD => rebuild(store).await.map(Some),
        _ => Err(DeskError::Newer { found: kept.unwrap_or_default(), known: FOLD }),
    }
}

/// Replays the ledger and writes every row that differs; nobody takes an act meanwhile.
pub async fn rebuild(store: &Store) -> Result<Rebuilt, DeskError> {
    let mut writing = store.begin().await?;
    let size = writing.head().size;
    let mut state = State::new();
    while state.size() < size {
        let page = writing.acts(state.size(), PAGE).await?;
        if page.is_empty() {
            let found = state.size();
            return Err(DeskError::Broken(format!("the head says {size} acts, there are {found}")));
        }
        state.follow(&page)?;
    }
    if size > 0 && writing.head().last != state.previous() {
        return Err(DeskError::Broken("the last act is not the one at the head".to_owned()));
    }
    let (rows, changes) = (state.all_rows(), differing(&state, writing.rows().await?));
    let differed = changes.iter().map(|(change, how)| Differed {
        shelf: change.shelf.clone(),
        key: change.key.clone(),
        how: *how,
    });
    let mut differed: Vec<Differed> = differed.collect();
    differed.sort();
    let changes: Vec<RowChange> = changes.into_iter().map(|(change, _)| change).collect();
    writing.put_rows(&changes).await?;
    writing.set(FOLDED_BY, &FOLD.to_string()).await?;
    writing.commit().await?;
    Ok(Rebuilt { acts: size, rows: u64::try_from(rows.len()).unwrap_or(u64::MAX), differed })
}

/// What must change so that the rows that are there become those of a state.
pub fn differing(state: &State, there: Vec<(String, String, String)>) -> Vec<(RowChange, How)> {
    let mut there: BTreeMap<(String, String), String> =
        there.into_iter().map(|(shelf, key, body)| ((shelf, key), body)).collect();
    let mut changes = Vec::new();
    for row in state.all_rows() {
        match there.remove(&(row.shelf.clone(), row.key.clone())) {
            None => changes.push((row, How::Missing)),
            Some(body) if row.body.as_ref() != Some(&body) => changes.push((row, How::Other)),
            Some(_) => {}
        }
    }
    let surplus = there.into_keys().map(|(shelf, key)| (RowChange { shelf, key, body: None }, How::Surplus));
    changes.extend(surplus);
    changes
}
