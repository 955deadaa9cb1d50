//! One transaction of the ledger: which of the waiting acts are taken, in their order, and what they leave behind.

use super::state::{ALGORITHM, State, read};
use super::writer::{Answer, Order};
use super::{Accepted, DeskError, Refused, Signer};
use crate::office::store::{Entry, Kept, Store, StoreError, Writing};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use kaocheng_ledger::digest::Digest;
use kaocheng_office::record::Record;
use std::collections::HashMap;
use std::fmt;

/// Why a batch was not kept.
#[derive(Debug)]
pub enum Failed {
    /// Before its end: it was not kept.
    Before(StoreError),
    /// At its end: it may have been kept.
    Commit(StoreError),
    /// What the store holds does not go on from what is known.
    Broken(DeskError),
}

impl Failed {
    /// It took too long, at whatever point.
    pub fn late() -> Failed {
        Failed::Commit(StoreError::Broken("the database does not answer".to_owned()))
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failed::Before(error) | Failed::Commit(error) => error.fmt(f),
            Failed::Broken(error) => error.fmt(f),
        }
    }
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Failed::Before(error)
    }
}

/// A batch that was kept.
pub struct Taken {
    /// Acts of other programs that were found on the way.
    pub others: Vec<Kept>,
    /// The acts that were taken, with their leaf hashes.
    pub records: Vec<(Record, Digest)>,
    /// What each author is told, in the order of the orders.
    pub answers: Vec<Answer>,
}

/// Bytes of an act at most: a whole county's figures in one act are some hundred thousand.
const LARGEST: usize = 8 << 20;

/// Takes what can be taken, in one transaction. `draft` is ahead of the store if this fails.
pub async fn take(
    store: &Store,
    signer: &Signer,
    draft: &mut State,
    orders: &[Order],
    stays: bool,
) -> Result<Taken, Failed> {
    let mut writing = store.begin().await?;
    let others = catch_up(&mut writing, draft).await?;
    let mut known = known(&mut writing, orders).await?;
    let (mut records, mut entries, mut touched) = (Vec::new(), Vec::new(), Vec::new());
    let mut answers = Vec::new();
    for order in orders {
        if let Some(before) = known.get(order.id.as_str()) {
            answers.push(same(before, order));
            continue;
        }
        let (record, bytes) = match record(draft, order) {
            Ok(fit) => fit,
            Err(refused) => {
                answers.push(Err(refused));
                continue;
            }
        };
        let leaf = ALGORITHM.leaf(&bytes);
        touched.extend(draft.take(&record, leaf));
        entries.push(Entry { id: record.id.clone(), leaf: leaf.hex(), bytes });
        answers.push(Ok(Accepted { seq: record.seq }));
        known.insert(order.id.clone(), record.clone());
        records.push((record, leaf));
    }
    if entries.is_empty() {
        return Ok(Taken { others, records, answers });
    }
    writing.append(&entries).await?;
    writing.put_rows(&draft.rows(touched)).await?;
    if let Some(note) = signer.checkpoint(&draft.tree).map_err(Failed::Broken)? {
        writing.keep_checkpoint(draft.size(), &note, stays).await?;
    }
    // The first act names the ledger, and so its key; later ones find the key kept.
    if records.first().is_some_and(|(record, _)| record.seq == 0)
        && let Some((name, key)) = signer.setting(&draft.tree).map_err(Failed::Broken)?
    {
        writing.set(&name, &key).await?;
    }
    writing.commit().await.map_err(Failed::Commit)?;
    Ok(Taken { others, records, answers })
}

/// What became of acts, without taking any; those that were not kept were not because of `error`.
pub async fn look_up(store: &Store, draft: &mut State, orders: &[Order], error: &StoreError) -> Result<Taken, Failed> {
    let mut writing = store.begin().await?;
    let others = catch_up(&mut writing, draft).await?;
    let known = known(&mut writing, orders).await?;
    let not_kept = || Err(Refused::not_kept(error));
    let answers = orders.iter().map(|o| known.get(o.id.as_str()).map_or_else(not_kept, |before| same(before, o)));
    Ok(Taken { others, records: Vec::new(), answers: answers.collect() })
}

/// Brings the draft to the head, which nobody else moves now.
async fn catch_up(writing: &mut Writing, draft: &mut State) -> Result<Vec<Kept>, Failed> {
    let others = match writing.head().size > draft.size() {
        true => writing.acts_after(draft.size()).await?,
        false => Vec::new(),
    };
    draft.follow(&others).map_err(Failed::Broken)?;
    let head = writing.head();
    let last = if draft.size() == 0 { String::new() } else { draft.previous() };
    if head.size != draft.size() || head.last != last {
        let what = format!("it ends with act {} {}; act {} {last} was known", head.size, head.last, draft.size());
        return Err(Failed::Broken(DeskError::Broken(what)));
    }
    Ok(others)
}

/// The acts that were taken under the ids of these orders.
async fn known(writing: &mut Writing, orders: &[Order]) -> Result<HashMap<String, Record>, Failed> {
    let ids: Vec<&str> = orders.iter().map(|order| order.id.as_str()).collect();
    let mut known = HashMap::new();
    for kept in writing.known(&ids).await? {
        known.insert(kept.entry.id.clone(), read(&kept).map_err(Failed::Broken)?);
    }
    Ok(known)
}

/// An act sent again is the first one, if it is the same.
fn same(before: &Record, order: &Order) -> Answer {
    match before.by == order.by && before.act == order.act {
        true => Ok(Accepted { seq: before.seq }),
        false => Err(Refused::IdTaken { seq: before.seq }),
    }
}

/// The entry that an act would be now, if the office admits it.
fn record(draft: &State, order: &Order) -> Result<(Record, Vec<u8>), Refused> {
    let at = now(draft.last_at);
    draft.office.admit(&order.by, &at, &order.act).map_err(Refused::NotAdmitted)?;
    let record = Record {
        seq: draft.size(),
        previous: draft.previous(),
        id: order.id.clone(),
        at,
        by: order.by.clone(),
        act: order.act.clone(),
    };
    let bytes = record.bytes();
    // PostgreSQL keeps no NUL in a text, and none has a place in what people write.
    let nul = bytes.windows(6).any(|six| six == b"\\u0000");
    // What does not read back would stand in the ledger and stop every later start.
    let reads = Record::read(&bytes).is_ok_and(|back| back == record);
    if nul || bytes.len() > LARGEST || !reads { Err(Refused::Form) } else { Ok((record, bytes)) }
}

/// This second in the time zone of the machine, and never before the last act.
pub fn now(last: Option<Timestamp>) -> String {
    let now = Timestamp::now();
    let at = last.map_or(now, |last| last.max(now)).to_zoned_datetime(TimeZone::system());
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
