//! What the desk holds in memory: the office and the tree of its ledger, as far as they have come.

use super::DeskError;
use crate::office::store::{Kept, RowChange, Snapshot};
use jiff::Timestamp;
use kaocheng_ledger::chain::Head;
use kaocheng_ledger::digest::{Algorithm, Digest};
use kaocheng_ledger::tree::Tree;
use kaocheng_office::office::{Office, RowKey};
use kaocheng_office::record::{NOTHING, Record};

/// The hash function of the ledger.
pub const ALGORITHM: Algorithm = Algorithm::Sha256;

/// The office after some number of acts, and the tree over them.
#[derive(Clone, Debug)]
pub struct State {
    /// The fold of the acts.
    pub office: Office,
    /// The tree over them.
    pub tree: Tree,
    /// When the last act was taken; a clock that was set back does not go behind it.
    pub last_at: Option<Timestamp>,
}

impl State {
    /// Before the first act.
    pub fn new() -> State {
        State { office: Office::default(), tree: Tree::new(ALGORITHM), last_at: None }
    }

    /// From the rows of the projections and the hashes of the acts, which is quick. The acts themselves are not read
    /// again, except the last: its hash must be the one at the head, and that of the tree.
    pub async fn of_snapshot(snapshot: &mut Snapshot) -> Result<State, DeskError> {
        let head = snapshot.head().clone();
        let leaves = snapshot.leaves().await?;
        let digests: Result<Vec<Digest>, _> = leaves.iter().map(|leaf| Digest::from_hex(leaf)).collect();
        let tree = Tree::of_leaves(ALGORITHM, digests.map_err(|fault| DeskError::Broken(fault.to_string()))?);
        let last_leaf = leaves.last().map_or("", String::as_str);
        if tree.len() != head.size || last_leaf != head.last {
            let (acts, size) = (tree.len(), head.size);
            return Err(DeskError::Broken(format!(
                "the head says {size} acts, there are {acts}, or the last is another"
            )));
        }
        let last = match head.size.checked_sub(1) {
            None => None,
            Some(last) => snapshot.acts(last, 1).await?.pop(),
        };
        let last_at = match last {
            None => None,
            Some(kept) => {
                if ALGORITHM.leaf(&kept.entry.bytes).hex() != head.last {
                    return Err(DeskError::Broken(format!(
                        "act {} is not the one at the head of the ledger",
                        kept.seq
                    )));
                }
                moment(&read(&kept)?.at)
            }
        };
        let office = Office::from_rows(snapshot.rows().await?).map_err(|error| DeskError::Rows(error.to_string()))?;
        Ok(State { office, tree, last_at })
    }

    /// How many acts it has come to.
    pub fn size(&self) -> u64 {
        self.tree.len()
    }

    /// What the next act names as the one before it.
    pub fn previous(&self) -> String {
        self.tree.leaves().last().map_or_else(|| NOTHING.to_owned(), Digest::hex)
    }

    /// Takes acts that the store holds, in order; those it has already are passed over. Each must be the next one and name
    /// the one before it.
    pub fn follow(&mut self, acts: &[Kept]) -> Result<(), DeskError> {
        for kept in acts {
            if kept.seq < self.size() {
                continue;
            }
            let record = read(kept)?;
            let mut head =
                Head::after(ALGORITHM, self.size(), self.tree.leaves().last().copied().unwrap_or(Digest::ZERO));
            let previous = Digest::from_hex(&record.previous).ok();
            let link = previous.map(|previous| kaocheng_ledger::chain::Link { seq: record.seq, previous });
            let entry = kaocheng_ledger::chain::Entry { link, bytes: &kept.entry.bytes };
            let leaf = head.accept(entry).map_err(|broken| DeskError::Broken(broken.to_string()))?;
            if leaf.hex() != kept.entry.leaf || record.id != kept.entry.id {
                return Err(DeskError::Broken(format!("act {} is not what its row says of it", kept.seq)));
            }
            self.take(&record, leaf);
        }
        Ok(())
    }

    /// Takes an act that was admitted, and says which rows it touched.
    pub fn take(&mut self, record: &Record, leaf: Digest) -> Vec<RowKey> {
        self.tree.append(leaf);
        self.last_at = moment(&record.at).or(self.last_at);
        self.office.apply(record)
    }

    /// The rows at these keys as they are now, each once.
    pub fn rows(&self, mut touched: Vec<RowKey>) -> Vec<RowChange> {
        touched.sort();
        touched.dedup();
        let row = |at: RowKey| RowChange { body: self.office.row(&at), shelf: at.shelf.to_owned(), key: at.key };
        touched.into_iter().map(row).collect()
    }

    /// All rows of the projections.
    pub fn all_rows(&self) -> Vec<RowChange> {
        let row =
            |(at, body): (RowKey, String)| RowChange { shelf: at.shelf.to_owned(), key: at.key, body: Some(body) };
        self.office.rows().map(row).collect()
    }
}

/// The act in a row of the store.
pub fn read(kept: &Kept) -> Result<Record, DeskError> {
    Record::read(&kept.entry.bytes).map_err(|reason| DeskError::Broken(format!("act {}: {reason}", kept.seq)))
}

fn moment(at: &str) -> Option<Timestamp> {
    at.parse().ok()
}
