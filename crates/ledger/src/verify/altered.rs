//! A checkpoint that does not hold, and the links → the entries that were altered, where they can be told.

use crate::chain::Entry;
use crate::digest::Digest;
use crate::tree::Tree;

/// An entry that is not the one that was signed.
pub(super) struct Altered {
    pub(super) at: u64,
    pub(super) leaf: Digest,
    pub(super) signed: Option<Digest>,
}

/// The altered entries under a checkpoint of `size` whose root is not that of the entries, of which the first `held` are as
/// signed. None where they cannot be told: then the range is all that is known.
///
/// An entry names the hash of the one before it, so the hash of an altered entry is often still named by the next. If the
/// named hashes in place of the computed ones lead to the signed root, they are those that were signed.
pub(super) fn under(tree: &Tree, entries: &[Entry<'_>], held: u64, size: u64, root: Digest) -> Vec<Altered> {
    let altered = |(at, leaf): (u64, Digest), signed| Altered { at, leaf, signed };
    let leaves: Vec<(u64, Digest)> = (0..).zip(tree.leaves().iter().copied()).collect();
    let named = |at: u64| {
        let next = entries.get(usize::try_from(at).ok()?.checked_add(1)?)?;
        next.link.map(|l| l.previous)
    };
    let within = |at: u64| at >= held && at < size;
    let differ = |(at, leaf): (u64, Digest)| named(at).filter(|n| within(at) && *n != leaf);
    // Where two entries in a row differ from what the next one names, either both were altered, or only the second,
    // together with the hash that it names.
    let each = |pair: (u64, Digest)| differ(pair);
    let last_of_run = |pair: (u64, Digest)| {
        let next = usize::try_from(pair.0).ok().and_then(|at| leaves.get(at + 1)).copied();
        differ(pair).filter(|_| next.is_none_or(|n| differ(n).is_none()))
    };
    let attempts: [&dyn Fn((u64, Digest)) -> Option<Digest>; 2] = [&each, &last_of_run];
    for signed in attempts {
        let mended = leaves.iter().map(|pair| signed(*pair).unwrap_or(pair.1));
        let mended = Tree::of_leaves(tree.algorithm(), mended.take(usize::try_from(size).unwrap_or(usize::MAX)));
        if mended.root() == root {
            return leaves.iter().filter_map(|p| signed(*p).map(|s| altered(*p, Some(s)))).collect();
        }
    }
    // One entry between two checkpoints, the first of which holds.
    let only = leaves.iter().find(|(at, _)| *at == held && held + 1 == size);
    only.map(|pair| altered(*pair, None)).into_iter().collect()
}
