//! The desk: the one place where acts are taken.
//!
//! It holds the office in memory and the ledger in the store. Before anybody reads, it catches up with what other programs
//! on the same store have taken; an act counts once the store has it, and readers see it before its author is told so.

mod batch;
mod failure;
mod signing;
mod state;
mod turn;
mod writer;

pub use failure::{DeskError, Refused};
pub use signing::{KEYS, Signer};
pub use state::{ALGORITHM, State, read};

#[cfg(test)]
pub mod tests;

use crate::office::rebuild::renew;
use crate::office::store::blobs::{BlobError, Blobs};
use crate::office::store::{Store, StoreError};
use kaocheng_ledger::note::VerifierKey;
use kaocheng_office::act::Act;
use kaocheng_office::office::Office;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::{OwnedRwLockReadGuard, RwLock, mpsc, oneshot};

/// The desk of an office. Cloning it gives the same desk.
#[derive(Clone)]
pub struct Desk {
    store: Store,
    blobs: Blobs,
    shown: Arc<RwLock<State>>,
    turn: Arc<turn::Turn>,
    signer: Arc<Signer>,
    orders: mpsc::Sender<writer::Order>,
}

/// An act that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Its number in the ledger.
    pub seq: u64,
}

/// The office as it is, for as long as this is held. Nobody's act is shown meanwhile: hold it for a page, not for a
/// computation, which copies what it needs.
pub struct Reading(OwnedRwLockReadGuard<State>);

impl Reading {
    /// The tree of the ledger, for roots and proofs.
    pub fn tree(&self) -> &kaocheng_ledger::tree::Tree {
        &self.0.tree
    }
}

impl Deref for Reading {
    type Target = Office;

    fn deref(&self) -> &Office {
        &self.0.office
    }
}

/// Acts that may wait to be written; more wait to be let in.
const WAITING: usize = 4096;

impl Desk {
    /// Opens the desk over a store: from the rows of the projections, checked against the head of the ledger. Acts name files
    /// among `blobs`. The key that signs checkpoints is in the file `key`, which is made where there is none.
    pub async fn open(store: Store, blobs: Blobs, key: &Path) -> Result<Desk, DeskError> {
        let signer = Arc::new(Signer::of_file(key)?);
        renew(&store).await?;
        let state = State::of_snapshot(&mut store.snapshot().await?).await?;
        if let Some((name, key)) = signer.setting(&state.tree)?
            && store.setting(&name).await?.is_none()
        {
            store.set(&name, &key).await?;
        }
        let (orders, waiting) = mpsc::channel(WAITING);
        let shown = Arc::new(RwLock::new(state));
        let writer = writer::Writer::new(store.clone(), shown.clone(), signer.clone());
        tokio::spawn(writer.run(waiting));
        Ok(Desk { store, blobs, shown, turn: Arc::default(), signer, orders })
    }

    /// The store under it.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The office with everything that was taken before this was asked, by whatever program.
    pub async fn read(&self) -> Result<Reading, DeskError> {
        self.turn.after(|| self.catch_up()).await?;
        Ok(self.shown().await)
    }

    /// The office as it is shown now: no older than the last [`Desk::read`], and than any act that was taken here. Other
    /// programs may have gone on since.
    pub async fn shown(&self) -> Reading {
        Reading(self.shown.clone().read_owned().await)
    }

    /// Brings what is shown up to the store.
    async fn catch_up(&self) -> Result<(), DeskError> {
        let head = self.store.head().await?;
        let known = {
            let shown = self.shown.read().await;
            if shown.size() == head.size && (head.size == 0 || shown.previous() == head.last) {
                return Ok(());
            }
            shown.size()
        };
        // What is shown may be ahead of a head that was asked for before the last acts were kept.
        if head.size < known {
            let head = self.store.head().await?;
            if head.size < known {
                let size = head.size;
                return Err(DeskError::Broken(format!("it ends after {size} acts and had {known} before")));
            }
        }
        let acts = self.store.acts(known, u64::MAX).await?;
        let mut shown = self.shown.write().await;
        shown.follow(&acts)?;
        if shown.size() == head.size && head.size > 0 && shown.previous() != head.last {
            return Err(DeskError::Broken(format!(
                "act {} is another than it was before",
                head.size.saturating_sub(1)
            )));
        }
        Ok(())
    }

    /// Takes an act, once: whoever sends the same act by the same person under the same id is told of the first. It counts
    /// when this returns; if it is not taken, nothing has changed. The files that it names must be there before it.
    pub async fn act(&self, by: &str, id: &str, act: Act) -> Result<Accepted, Refused> {
        let visible = |id: &str| (1..=100).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
        if !visible(id) {
            return Err(Refused::Id);
        }
        if let Err(refused) = self.files_are_there(&act).await {
            // Whether there is such a file is told only to whoever may name it.
            let reading = self.read().await.map_err(|error| Refused::NotKept(error.to_string()))?;
            reading.admit(by, &batch::now(None), &act).map_err(Refused::NotAdmitted)?;
            return Err(refused);
        }
        let (answer, answered) = oneshot::channel();
        let order = writer::Order { by: by.to_owned(), id: id.to_owned(), act, answer };
        let gone = || Refused::NotKept("the desk is closing".to_owned());
        self.orders.send(order).await.map_err(|_| gone())?;
        // A batch that broke off without an answer was not kept, or will be found under its id.
        answered.await.unwrap_or_else(|_| Err(Refused::Unknown("the desk broke off".to_owned())))
    }

    /// What this person has taken under this id, for what is made anew each time and must not be made twice.
    pub async fn taken(&self, by: &str, id: &str) -> Result<Option<Accepted>, DeskError> {
        let Some(kept) = self.store.act_of(id).await? else { return Ok(None) };
        Ok(Some(Accepted { seq: kept.seq }).filter(|_| read(&kept).is_ok_and(|record| record.by == by)))
    }

    /// Whether every file that an act names is kept, and as long as it says.
    async fn files_are_there(&self, act: &Act) -> Result<(), Refused> {
        for blob in act.blobs() {
            let found = match self.blobs.size(blob).await {
                Ok(Some(found)) => found,
                Ok(None) | Err(BlobError::Name(_)) => return Err(Refused::NoFile(blob.clone())),
                Err(error) => return Err(error.into()),
            };
            match act {
                Act::EvidenceAttached { size, .. } if *size != found => {
                    return Err(Refused::Length { found, said: *size });
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A signed checkpoint of everything up to now, which stays in the store; `None` before the first act.
    pub async fn checkpoint(&self) -> Result<Option<String>, DeskError> {
        let reading = self.read().await?;
        let Some(note) = self.signer.checkpoint(reading.tree())? else { return Ok(None) };
        let size = reading.tree().len();
        drop(reading);
        self.store.give_checkpoint(size, &note).await?;
        Ok(Some(note))
    }

    /// The public key that signs; `None` before the first act, which names the ledger.
    pub async fn verifier(&self) -> Result<Option<VerifierKey>, DeskError> {
        self.signer.verifier(self.read().await?.tree())
    }

    /// Acts as they are kept, for the journal: up to `count` from `from` on.
    pub async fn acts(&self, from: u64, count: u64) -> Result<Vec<crate::office::store::Kept>, StoreError> {
        self.store.acts(from, count).await
    }
}
