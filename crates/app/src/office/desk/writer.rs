//! The task that writes: all acts that wait go into one transaction, so that many authors share one wait for the disk.

use super::batch::{self, Failed, Taken};
use super::{Accepted, Refused, Signer, State};
use crate::office::store::{Store, StoreError};
use kaocheng_office::act::Act;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{RwLock, mpsc, oneshot};

/// An act that waits, and where its author waits for the answer.
pub struct Order {
    pub by: String,
    pub id: String,
    pub act: Act,
    pub answer: oneshot::Sender<Result<Accepted, Refused>>,
}

/// Acts in one transaction at most.
const BATCH: usize = 256;

/// How long a transaction may take before it is given up and its outcome looked up.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a checkpoint stays for good; between, only the newest is kept.
const STAYS: Duration = Duration::from_secs(60);

/// Tries to learn what became of a transaction whose end was not heard.
const TRIES: u32 = 5;

/// The one that writes. Its draft of the office runs ahead of what is shown until the store has kept it.
pub struct Writer {
    store: Store,
    shown: Arc<RwLock<State>>,
    signer: Arc<Signer>,
    stayed: Option<Instant>,
}

impl Writer {
    /// Over a store and what is shown of it.
    pub fn new(store: Store, shown: Arc<RwLock<State>>, signer: Arc<Signer>) -> Writer {
        Writer { store, shown, signer, stayed: None }
    }

    /// Writes until no desk is left.
    pub async fn run(mut self, mut waiting: mpsc::Receiver<Order>) {
        let mut draft = self.shown.read().await.clone();
        let mut orders = Vec::new();
        while waiting.recv_many(&mut orders, BATCH).await > 0 {
            // An act that brings the program to a panic must not end the desk: its batch is dropped, and so is the draft.
            let turn = Turn { store: self.store.clone(), shown: self.shown.clone(), signer: self.signer.clone() };
            let stays = self.stayed.is_none_or(|at| at.elapsed() >= STAYS);
            let taking = tokio::spawn(turn.take(draft, std::mem::take(&mut orders), stays));
            draft = match taking.await {
                Ok(draft) => draft,
                Err(_) => self.shown.read().await.clone(),
            };
            if stays {
                self.stayed = Some(Instant::now());
            }
        }
    }
}

/// One batch.
struct Turn {
    store: Store,
    shown: Arc<RwLock<State>>,
    signer: Arc<Signer>,
}

impl Turn {
    /// Takes a batch, tells every author, and gives the draft back for the next.
    async fn take(self, mut draft: State, mut orders: Vec<Order>, stays: bool) -> State {
        match self.attempt(&mut draft, &orders, stays).await {
            Ok(answers) => answer(orders, answers),
            // One act that the database does not take must not cost the others: each alone.
            Err(Failed::Before(error)) if orders.len() > 1 && error.is_answer() => {
                for order in orders.drain(..) {
                    draft = self.as_shown().await;
                    let alone = [order];
                    let outcome = self.attempt(&mut draft, &alone, false).await;
                    let answers = self.settled(outcome, &mut draft, &alone).await;
                    answer(alone.into(), answers);
                }
            }
            failed => {
                let answers = self.settled(failed, &mut draft, &orders).await;
                answer(orders, answers);
            }
        }
        draft
    }

    async fn as_shown(&self) -> State {
        self.shown.read().await.clone()
    }

    /// One transaction. What was kept is shown before anybody is told.
    async fn attempt(&self, draft: &mut State, orders: &[Order], stays: bool) -> Result<Vec<Answer>, Failed> {
        let taking = batch::take(&self.store, &self.signer, draft, orders, stays);
        let taken = tokio::time::timeout(PATIENCE, taking).await.map_err(|_| Failed::late())??;
        self.show(taken).await
    }

    async fn show(&self, taken: Taken) -> Result<Vec<Answer>, Failed> {
        let mut shown = self.shown.write().await;
        shown.follow(&taken.others).map_err(Failed::Broken)?;
        for (record, leaf) in &taken.records {
            // A reader that caught up through the store may have shown it already.
            if record.seq == shown.size() {
                shown.take(record, *leaf);
            }
        }
        Ok(taken.answers)
    }

    /// The answers after an attempt; memory is what the store has, whatever happened.
    async fn settled(&self, outcome: Result<Vec<Answer>, Failed>, draft: &mut State, orders: &[Order]) -> Vec<Answer> {
        let failed = match outcome {
            Ok(answers) => return answers,
            Err(failed) => failed,
        };
        *draft = self.as_shown().await;
        if let Failed::Commit(error) = &failed {
            // The end of the transaction was not heard. The next one begins only when this one has ended either way.
            for tried in 1..=TRIES {
                match self.attempt_known(draft, orders, error).await {
                    Ok(answers) => return answers,
                    Err(_) => tokio::time::sleep(Duration::from_millis(100) * 2_u32.pow(tried)).await,
                }
                *draft = self.as_shown().await;
            }
            return orders.iter().map(|_| Err(Refused::Unknown(error.to_string()))).collect();
        }
        let refused = || match &failed {
            Failed::Before(error) => Refused::not_kept(error),
            other => Refused::NotKept(other.to_string()),
        };
        orders.iter().map(|_| Err(refused())).collect()
    }

    /// What became of acts whose transaction was not heard to end; nothing new is taken.
    async fn attempt_known(
        &self,
        draft: &mut State,
        orders: &[Order],
        error: &StoreError,
    ) -> Result<Vec<Answer>, Failed> {
        let taken = batch::look_up(&self.store, draft, orders, error).await?;
        self.show(taken).await
    }
}

/// What an author is told.
pub type Answer = Result<Accepted, Refused>;

fn answer(orders: Vec<Order>, answers: Vec<Answer>) {
    for (order, answer) in orders.into_iter().zip(answers) {
        // An author who has gone away learns it when the act is sent again.
        let _ = order.answer.send(answer);
    }
}
