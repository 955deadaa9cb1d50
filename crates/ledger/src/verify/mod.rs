//! The entries of a ledger, the checkpoints that anybody kept, and the keys → every place where they do not agree.
//!
//! What a break means depends on what was signed. A link that does not hold says that something is wrong between two
//! entries; a checkpoint that does not hold says that entries are not those that were signed; both together often name
//! the one entry that was changed.

mod altered;
mod evidence;
mod fault;

pub use evidence::{Evidence, Present, prove_rewritten};
pub use fault::{Fault, Place};

use crate::chain::{self, Entry};
use crate::checkpoint::{Checkpoint, Opened};
use crate::digest::{Algorithm, Digest};
use crate::note::VerifierKey;
use crate::tree::Tree;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How many entries there are.
    pub entries: u64,
    /// The root over them.
    pub root: Digest,
    /// How many entries, from the first, stand under a checkpoint that holds. Later ones nobody has signed for yet.
    pub covered: u64,
    /// Everything that is wrong, entries first, each in order.
    pub faults: Vec<Fault>,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }
}

/// A checkpoint whose signature holds, with its place among those given.
struct Signed {
    at: usize,
    checkpoint: Checkpoint,
    /// The root of as many entries, if there are as many.
    computed: Option<Digest>,
}

impl Signed {
    fn holds(&self) -> bool {
        self.computed == Some(self.checkpoint.root)
    }
}

/// Holds entries against checkpoints, each a signed note as it was kept, in any order. All checkpoints are of one ledger;
/// the keys are those that the reader trusts to sign for it.
pub fn verify(algorithm: Algorithm, entries: &[Entry<'_>], checkpoints: &[&[u8]], trusted: &[VerifierKey]) -> Report {
    let tree = Tree::of_entries(algorithm, entries.iter().map(|e| e.bytes));
    let mut faults = Vec::new();
    let mut signed: Vec<Signed> = Vec::new();
    for (at, note) in checkpoints.iter().enumerate() {
        match Checkpoint::open(note, trusted) {
            Err(fault) => faults.push(Fault::NotSigned { checkpoint: at, fault }),
            Ok(Opened { checkpoint, .. }) => match signed.first() {
                Some(first) if first.checkpoint.origin != checkpoint.origin => {
                    let expected = first.checkpoint.origin.clone();
                    faults.push(Fault::OtherLedger { checkpoint: at, found: checkpoint.origin, expected });
                }
                _ => {
                    let computed = tree.root_at(checkpoint.size).ok();
                    signed.push(Signed { at, checkpoint, computed });
                }
            },
        }
    }
    faults.extend(chain::check(algorithm, entries.iter().copied()).into_iter().map(Fault::Link));
    faults.extend(altered_entries(&tree, entries, &signed));
    faults.extend(failing(&tree, &signed));
    faults.extend(twice_signed(&signed));
    faults.sort_by_key(Fault::place);
    let covered = signed.iter().filter(|s| s.holds()).map(|s| s.checkpoint.size).max().unwrap_or(0);
    Report { entries: tree.len(), root: tree.root(), covered, faults }
}

/// The largest size that still holds below every checkpoint that does not.
fn held(signed: &[Signed]) -> u64 {
    let broken = signed.iter().filter(|s| !s.holds()).map(|s| s.checkpoint.size).min().unwrap_or(u64::MAX);
    let sizes = signed.iter().filter(|s| s.holds()).map(|s| s.checkpoint.size);
    sizes.filter(|size| *size < broken).max().unwrap_or(0)
}

/// Entries that a checkpoint proves to be others than those that were signed.
fn altered_entries(tree: &Tree, entries: &[Entry<'_>], signed: &[Signed]) -> Vec<Fault> {
    let mut failing: Vec<&Signed> = signed.iter().filter(|s| s.computed.is_some() && !s.holds()).collect();
    failing.sort_by_key(|s| s.checkpoint.size);
    let held = held(signed);
    let mut found: Vec<Fault> = Vec::new();
    for signed in failing {
        let Checkpoint { size, root, .. } = signed.checkpoint;
        for altered in altered::under(tree, entries, held, size, root) {
            if !found.iter().any(|f| f.place() == Place::Entry(altered.at)) {
                let altered::Altered { at, leaf, signed: expected } = altered;
                found.push(Fault::EntryAltered { at, leaf, expected, checkpoint: signed.at, size });
            }
        }
    }
    found
}

/// Checkpoints that are not the beginning of what stands there.
fn failing(tree: &Tree, signed: &[Signed]) -> Vec<Fault> {
    let held = held(signed);
    let fault = |s: &Signed| {
        let (checkpoint, size, expected) = (s.at, s.checkpoint.size, s.checkpoint.root);
        let Some(computed) = s.computed else {
            return Fault::Shortened { checkpoint, size, entries: tree.len() };
        };
        // One that holds at this size or beyond was signed over the other entries.
        let later = signed.iter().filter(|o| o.holds() && o.checkpoint.size >= size);
        match later.min_by_key(|o| o.checkpoint.size) {
            Some(later) => {
                Fault::Rewritten { checkpoint, size, expected, computed, held, signed_again: later.checkpoint.size }
            }
            None => Fault::CheckpointDiffers { checkpoint, size, expected, computed, held },
        }
    };
    signed.iter().filter(|s| !s.holds()).map(fault).collect()
}

/// Checkpoints of one size with different roots: whatever the entries are, two histories were signed.
fn twice_signed(signed: &[Signed]) -> Vec<Fault> {
    let mut found = Vec::new();
    for (at, second) in signed.iter().enumerate() {
        let before = signed.iter().take(at);
        let size = second.checkpoint.size;
        let mut other = before.filter(|f| f.checkpoint.size == size && f.checkpoint.root != second.checkpoint.root);
        if let Some(first) = other.next() {
            found.push(Fault::TwoHistories { first: first.at, second: second.at, size });
        }
    }
    found
}
