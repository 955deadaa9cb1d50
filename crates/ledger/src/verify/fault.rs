//! What can be wrong with a kept ledger, where, and what it means.

use crate::chain::Broken;
use crate::checkpoint::CheckpointFault;
use crate::digest::Digest;
use std::fmt;

/// Something that does not agree. Entries are counted from 0, checkpoints by their place among those given, from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The chain is broken at an entry: it, or the one before it, is not what was written.
    Link(Broken),
    /// An entry is not the one that was signed: everything around it leads to the signed root, and it does not.
    EntryAltered {
        /// The entry.
        at: u64,
        /// Its hash.
        leaf: Digest,
        /// The hash of the entry that was signed, where the entry after it still names it.
        expected: Option<Digest>,
        /// The checkpoint that shows it.
        checkpoint: usize,
        /// The size of that checkpoint.
        size: u64,
    },
    /// A checkpoint does not read, or no trusted key signed it.
    NotSigned {
        /// The checkpoint.
        checkpoint: usize,
        /// Why.
        fault: CheckpointFault,
    },
    /// A checkpoint of another ledger than the first one.
    OtherLedger {
        /// The checkpoint.
        checkpoint: usize,
        /// Its origin.
        found: String,
        /// The origin of the first checkpoint.
        expected: String,
    },
    /// There are fewer entries than were signed: the end was cut off.
    Shortened {
        /// The checkpoint.
        checkpoint: usize,
        /// How many entries it is over.
        size: u64,
        /// How many there are.
        entries: u64,
    },
    /// The entries under a checkpoint are not those that were signed, and nothing later was signed over them.
    CheckpointDiffers {
        /// The checkpoint.
        checkpoint: usize,
        /// How many entries it is over.
        size: u64,
        /// The root that was signed.
        expected: Digest,
        /// The root of the entries.
        computed: Digest,
        /// The largest checkpoint below every failing one that still holds, or 0: the first change is after as many
        /// entries.
        held: u64,
    },
    /// An older checkpoint is not the beginning of a later signed one: history was rewritten and signed again.
    Rewritten {
        /// The older checkpoint.
        checkpoint: usize,
        /// How many entries it is over.
        size: u64,
        /// The root that was signed.
        expected: Digest,
        /// The root of the entries.
        computed: Digest,
        /// The largest checkpoint below every failing one that still holds, or 0.
        held: u64,
        /// The size of the checkpoint that was signed over the other entries.
        signed_again: u64,
    },
    /// Two checkpoints of one size have different roots: two histories were signed.
    TwoHistories {
        /// The first.
        first: usize,
        /// The second.
        second: usize,
        /// Their size.
        size: u64,
    },
}

/// What a fault is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// An entry, from 0.
    Entry(u64),
    /// A checkpoint, by its place among those given, from 0.
    Checkpoint(usize),
}

impl Fault {
    /// What it is about.
    pub fn place(&self) -> Place {
        match self {
            Fault::Link(Broken { at, .. }) | Fault::EntryAltered { at, .. } => Place::Entry(*at),
            Fault::NotSigned { checkpoint, .. }
            | Fault::OtherLedger { checkpoint, .. }
            | Fault::Shortened { checkpoint, .. }
            | Fault::CheckpointDiffers { checkpoint, .. }
            | Fault::Rewritten { checkpoint, .. }
            | Fault::TwoHistories { second: checkpoint, .. } => Place::Checkpoint(*checkpoint),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Link(broken) => broken.fmt(f),
            Fault::EntryAltered { at, leaf, expected, size, .. } => {
                write!(f, "entry {at} is not the one under the checkpoint of size {size}: its hash is {leaf}")?;
                expected.map_or(Ok(()), |signed| write!(f, "; that of the entry that was signed is {signed}"))
            }
            Fault::NotSigned { checkpoint, fault } => write!(f, "checkpoint {checkpoint} is not signed: {fault}"),
            Fault::OtherLedger { checkpoint, found, expected } => {
                write!(f, "checkpoint {checkpoint} is of the ledger {found}; the others are of {expected}")
            }
            Fault::Shortened { checkpoint, size, entries } => {
                write!(
                    f,
                    "checkpoint {checkpoint} was signed over {size} entries; there are {entries}, the end is missing"
                )
            }
            Fault::CheckpointDiffers { checkpoint, size, expected, computed, held } => write!(
                f,
                "checkpoint {checkpoint} was signed over {size} entries with the root {expected}; the entries have \
                 {computed}: the first {held} are as signed, one after them is not"
            ),
            Fault::Rewritten { checkpoint, size, expected, computed, held, signed_again } => write!(
                f,
                "checkpoint {checkpoint} was signed over {size} entries with the root {expected}; other entries, with \
                 {computed}, were signed again at size {signed_again}: history was rewritten after the first {held} entries"
            ),
            Fault::TwoHistories { first, second, size } => write!(
                f,
                "checkpoints {first} and {second} were signed over {size} entries with different roots; \
                 one size has one root"
            ),
        }
    }
}

impl std::error::Error for Fault {}
