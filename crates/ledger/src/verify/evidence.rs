//! An old signed checkpoint and the present entries → evidence that history was rewritten, which others can check again.

use crate::checkpoint::{Checkpoint, CheckpointFault, Opened};
use crate::digest::{Algorithm, Digest};
use crate::note::VerifierKey;
use crate::tree::Tree;

/// What the holder of an old checkpoint shows. The hashes of the entries are enough to check it; what they say stays
/// where it is. Whether the hashes are those of the present ledger, whoever has the ledger can see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The old checkpoint, byte for byte as it was kept.
    pub note: Vec<u8>,
    /// What was signed, and by whom.
    pub opened: Opened,
    /// The leaf hashes of the present entries, at most as many as were signed.
    pub leaves: Vec<Digest>,
    /// How the present entries are not those that were signed.
    pub present: Present,
}

/// How the present entries are not those under a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Present {
    /// There are fewer than were signed.
    Fewer {
        /// How many there are.
        entries: u64,
    },
    /// As many of them have another root than the one that was signed.
    Other {
        /// Their root.
        root: Digest,
    },
}

impl Evidence {
    /// Whether it is evidence: the note is signed by a trusted key, and these hashes are not what it was signed over.
    pub fn check(&self, algorithm: Algorithm, trusted: &[VerifierKey]) -> Result<bool, CheckpointFault> {
        let opened = Checkpoint::open(&self.note, trusted)?;
        Ok(present(algorithm, &opened.checkpoint, &self.leaves) == Some(self.present))
    }
}

/// Evidence that the present entries do not begin with those of an old checkpoint; `None` if they do. An old checkpoint
/// that no trusted key signed shows nothing, and is a fault.
pub fn prove_rewritten<'a>(
    algorithm: Algorithm,
    old: &[u8],
    entries: impl IntoIterator<Item = &'a [u8]>,
    trusted: &[VerifierKey],
) -> Result<Option<Evidence>, CheckpointFault> {
    let opened = Checkpoint::open(old, trusted)?;
    let signed = usize::try_from(opened.checkpoint.size).unwrap_or(usize::MAX);
    let leaves: Vec<Digest> = entries.into_iter().take(signed).map(|e| algorithm.leaf(e)).collect();
    let present = present(algorithm, &opened.checkpoint, &leaves);
    Ok(present.map(|present| Evidence { note: old.to_vec(), opened, leaves, present }))
}

fn present(algorithm: Algorithm, signed: &Checkpoint, leaves: &[Digest]) -> Option<Present> {
    let tree = Tree::of_leaves(algorithm, leaves.iter().copied());
    match tree.root_at(signed.size) {
        Err(_) => Some(Present::Fewer { entries: tree.len() }),
        Ok(root) => (root != signed.root).then_some(Present::Other { root }),
    }
}
