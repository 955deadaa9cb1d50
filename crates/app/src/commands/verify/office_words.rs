//! What can be wrong with an office's ledger, in words.

use crate::commands::rebuild::differed;
use crate::message::Lang;
use crate::office::desk::State;
use crate::office::rebuild::{Differed, differing};
use crate::office::store::{Kept, KeptRow};
use crate::phrase;
use kaocheng_ledger::chain::{Broken, LinkFault};
use kaocheng_ledger::checkpoint::CheckpointFault;
use kaocheng_ledger::verify::Fault;

/// Something that does not hold.
pub enum Wrong {
    /// A file of a backup is not as its manifest says.
    File(String),
    /// Chain, tree or a checkpoint.
    Ledger(Fault),
    /// A row says something else of its act than the act itself.
    Row {
        /// The act.
        at: u64,
    },
    /// The head does not say where the ledger ends.
    Head {
        /// How many acts it says.
        size: u64,
        /// How many there are.
        acts: u64,
    },
    /// A checkpoint stands under another size than its own.
    CheckpointPlace {
        /// The size under which it stands.
        size: u64,
    },
    /// Acts that no checkpoint covers, though one is signed with every act.
    Unsigned {
        /// The first.
        from: u64,
        /// How many acts there are.
        acts: u64,
    },
    /// Size or root are not those of the manifest.
    Manifest,
    /// What is shown is not what the acts amount to.
    Shown(Differed),
    /// The checkpoint that was given is signed by none of the trusted keys.
    NotOurs(CheckpointFault),
    /// History was rewritten since the checkpoint that was given.
    Rewritten {
        /// How many acts it is over.
        size: u64,
        /// How many there are, where there are fewer.
        left: Option<u64>,
    },
}

impl Wrong {
    /// In a language.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Wrong::File(name) => phrase::LEDGER_FILE.with(lang, &[("path", name)]),
            Wrong::Ledger(fault) => fault_words(fault, lang),
            Wrong::Row { at } => phrase::LEDGER_ROW.with(lang, &[("at", at)]),
            Wrong::Head { size, acts } => phrase::LEDGER_HEAD.with(lang, &[("size", size), ("acts", acts)]),
            Wrong::CheckpointPlace { size } => phrase::LEDGER_CHECKPOINT_PLACE.with(lang, &[("size", size)]),
            Wrong::Unsigned { from, acts } => {
                let last = acts.saturating_sub(1);
                phrase::LEDGER_UNSIGNED.with(lang, &[("from", from), ("last", &last)])
            }
            Wrong::Manifest => phrase::LEDGER_MANIFEST.plain(lang).to_owned(),
            Wrong::Shown(row) => phrase::LEDGER_SHOWN.with(lang, &[("row", &differed(row, lang))]),
            Wrong::NotOurs(fault) => phrase::LEDGER_NOT_OURS.with(lang, &[("reason", fault)]),
            Wrong::Rewritten { size, left: None } => phrase::LEDGER_REWRITTEN.with(lang, &[("size", size)]),
            Wrong::Rewritten { size, left: Some(left) } => {
                phrase::LEDGER_CUT.with(lang, &[("size", size), ("acts", left)])
            }
        }
    }
}

/// Rows that are not what the acts amount to; none where the acts themselves do not go on from each other.
pub fn differed_rows(acts: &[Kept], rows: &[KeptRow]) -> Vec<Wrong> {
    let mut state = State::new();
    if state.follow(acts).is_err() {
        return Vec::new();
    }
    let rows = differing(&state, rows.to_vec()).into_iter();
    rows.map(|(change, how)| Wrong::Shown(Differed { shelf: change.shelf, key: change.key, how })).collect()
}

fn fault_words(fault: &Fault, lang: Lang) -> String {
    match fault {
        Fault::Link(Broken { at, fault: LinkFault::Missing }) => phrase::LEDGER_UNREAD.with(lang, &[("at", at)]),
        Fault::Link(Broken { at, fault: LinkFault::Number { found } }) => {
            phrase::LEDGER_NUMBER.with(lang, &[("at", at), ("found", found)])
        }
        Fault::Link(Broken { at, fault: LinkFault::Previous { named, computed } }) => {
            phrase::LEDGER_LINK.with(lang, &[("at", at), ("named", named), ("computed", computed)])
        }
        Fault::EntryAltered { at, leaf, size, .. } => {
            phrase::LEDGER_ALTERED.with(lang, &[("at", at), ("leaf", leaf), ("size", size)])
        }
        Fault::NotSigned { checkpoint, fault } => {
            phrase::LEDGER_NOT_SIGNED.with(lang, &[("checkpoint", checkpoint), ("reason", fault)])
        }
        Fault::OtherLedger { checkpoint, found, expected } => {
            phrase::LEDGER_OTHER.with(lang, &[("checkpoint", checkpoint), ("found", found), ("expected", expected)])
        }
        Fault::Shortened { size, entries, .. } => phrase::LEDGER_CUT.with(lang, &[("size", size), ("acts", entries)]),
        Fault::CheckpointDiffers { size, held, .. } => {
            phrase::LEDGER_DIFFERS.with(lang, &[("size", size), ("held", held)])
        }
        Fault::Rewritten { size, held, signed_again, .. } => {
            phrase::LEDGER_SIGNED_AGAIN.with(lang, &[("size", size), ("held", held), ("again", signed_again)])
        }
        Fault::TwoHistories { size, .. } => phrase::LEDGER_TWO.with(lang, &[("size", size)]),
    }
}
