//! Signed checkpoints and proofs against them, as pages and programs are given them.

use crate::office::desk::{ALGORITHM, Reading};
use crate::office::web::{Ask, Trouble};
use kaocheng_ledger::checkpoint::Checkpoint;
use kaocheng_ledger::digest::Digest;
use kaocheng_ledger::note::Note;

/// A checkpoint that was signed.
pub struct Signed {
    /// How many entries it covers.
    pub size: u64,
    /// The note as it was signed.
    pub note: String,
    /// The root in it.
    pub root: Digest,
}

/// The newest signed checkpoint that covers at least so many entries; one is signed where there is none. Before the first
/// act there is nothing to sign.
pub async fn newest(ask: &Ask, at_least: u64) -> Result<Signed, Trouble> {
    let size = ask.office().await?.tree().len();
    if at_least > size {
        return Err(Trouble::wrong(
            format!("台账现有 {size} 条，不到 {at_least} 条。"),
            format!("The ledger has {size} entries, fewer than {at_least}."),
        ));
    }
    let kept = ask.server.store.checkpoint_up_to(size).await?;
    let note = match kept {
        Some((covered, note)) if covered >= at_least => note,
        _ => ask.server.desk.checkpoint().await?.ok_or(Trouble::NotFound)?,
    };
    let broken = |reason: String| Trouble::Broken(format!("a checkpoint does not read: {reason}"));
    let read = Note::read(note.as_bytes()).map_err(|fault| broken(fault.to_string()))?;
    let Checkpoint { size, root, .. } = Checkpoint::read(read.text()).map_err(|fault| broken(fault.to_string()))?;
    Ok(Signed { size, note, root })
}

/// A step on the way from an entry to the root.
pub struct Step {
    /// The hash from the proof.
    pub given: String,
    /// It stands on the left of what was computed so far.
    pub is_left: bool,
    /// What the two give.
    pub result: String,
}

/// The way from an entry to the root of a tree of this size (RFC 9162, section 2.1.3.2).
pub fn steps(leaf: Digest, index: u64, size: u64, proof: &[Digest]) -> Vec<Step> {
    let (mut node, mut at, mut last) = (leaf, index, size.saturating_sub(1));
    let mut steps = Vec::new();
    for given in proof {
        let is_left = at & 1 == 1 || at == last;
        node = if is_left { ALGORITHM.node(given, &node) } else { ALGORITHM.node(&node, given) };
        if is_left {
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        }
        at >>= 1;
        last >>= 1;
        steps.push(Step { given: given.hex(), is_left, result: node.hex() });
    }
    steps
}

/// The proof that an entry is in the first `size` entries.
pub fn inclusion(office: &Reading, index: u64, size: u64) -> Result<Vec<Digest>, Trouble> {
    office.tree().inclusion(index, size).map_err(|_| out_of_range(office))
}

/// The proof that the first `old` entries are the beginning of the first `new`.
pub fn consistency(office: &Reading, old: u64, new: u64) -> Result<Vec<Digest>, Trouble> {
    office.tree().consistency(old, new).map_err(|_| out_of_range(office))
}

/// The root over the first `size` entries.
pub fn root(office: &Reading, size: u64) -> Result<Digest, Trouble> {
    office.tree().root_at(size).map_err(|_| out_of_range(office))
}

fn out_of_range(office: &Reading) -> Trouble {
    let size = office.tree().len();
    Trouble::wrong(
        format!("台账现有 {size} 条；序号须小于条数，旧的条数须在 1 与新的条数之间。"),
        format!(
            "The ledger has {size} entries; a number must be below the size, an old size between 1 and the new one."
        ),
    )
}

/// A number in the query; `None` where it is not given.
pub fn number(ask: &Ask, name: &str) -> Result<Option<u64>, Trouble> {
    match ask.query.text(name) {
        "" => Ok(None),
        // Databases count to here.
        text => text.parse::<u64>().ok().filter(|n| i64::try_from(*n).is_ok()).map(Some).ok_or_else(|| {
            Trouble::wrong(format!("{name}须为整数：“{text}”。"), format!("{name} must be a whole number: “{text}”."))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kaocheng_ledger::tree::Tree;

    #[test]
    fn the_steps_of_every_entry_end_at_the_root() {
        let entries: Vec<Vec<u8>> = (0..21_u8).map(|n| vec![n]).collect();
        for size in 1..=21_u64 {
            let tree = Tree::of_entries(ALGORITHM, entries.iter().take(size as usize).map(Vec::as_slice));
            for index in 0..size {
                let leaf = tree.leaves()[index as usize];
                let steps = steps(leaf, index, size, &tree.inclusion(index, size).unwrap());
                let end = steps.last().map_or_else(|| leaf.hex(), |step| step.result.clone());
                assert_eq!(end, tree.root().hex(), "{index} of {size}");
            }
        }
    }
}
