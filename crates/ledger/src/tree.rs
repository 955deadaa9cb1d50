//! Leaf hashes → the Merkle tree of RFC 9162 section 2.1: its root at any size, and proofs that need no tree to check.

use crate::digest::{Algorithm, Digest};
use std::fmt;

/// An append-only tree. It keeps the hash of every complete subtree, about two hashes a leaf, so that every root and every
/// proof is made of at most a few dozen of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    algorithm: Algorithm,
    /// At `levels[k][i]` the hash of the 2ᵏ leaves from i·2ᵏ on.
    levels: Vec<Vec<Digest>>,
}

/// What a tree was asked for that it does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutOfRange {
    /// A size beyond its leaves.
    Size {
        /// The size asked for.
        asked: u64,
        /// How many leaves there are.
        leaves: u64,
    },
    /// A leaf beyond the size.
    Index {
        /// The leaf asked for.
        asked: u64,
        /// The size of the tree it was to be in.
        size: u64,
    },
    /// From a larger size to a smaller one.
    Order {
        /// The size to start from.
        old: u64,
        /// The size to arrive at.
        new: u64,
    },
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OutOfRange::Size { asked, leaves } => {
                write!(
                    f,
                    "a tree of size {asked} was asked for; there are {leaves} leaves, and no more can be asked for"
                )
            }
            OutOfRange::Index { asked, size } => {
                write!(
                    f,
                    "leaf {asked} was asked for in a tree of size {size}; its leaves count from 0 and end before it"
                )
            }
            OutOfRange::Order { old, new } => {
                write!(f, "the older size is {old} and the newer {new}; the newer is at least as large")
            }
        }
    }
}

impl std::error::Error for OutOfRange {}

impl Tree {
    /// A tree without leaves.
    pub fn new(algorithm: Algorithm) -> Tree {
        Tree { algorithm, levels: vec![Vec::new()] }
    }

    /// The tree of these leaf hashes.
    pub fn of_leaves(algorithm: Algorithm, leaves: impl IntoIterator<Item = Digest>) -> Tree {
        let mut tree = Tree::new(algorithm);
        leaves.into_iter().for_each(|leaf| tree.append(leaf));
        tree
    }

    /// The tree of these entries.
    pub fn of_entries<'a>(algorithm: Algorithm, entries: impl IntoIterator<Item = &'a [u8]>) -> Tree {
        Tree::of_leaves(algorithm, entries.into_iter().map(|e| algorithm.leaf(e)))
    }

    /// Its hash function.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// How many leaves it has.
    pub fn len(&self) -> u64 {
        self.leaves().len() as u64
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.leaves().is_empty()
    }

    /// Its leaf hashes.
    pub fn leaves(&self) -> &[Digest] {
        self.levels.first().map_or(&[], Vec::as_slice)
    }

    /// Adds a leaf by its hash.
    pub fn append(&mut self, leaf: Digest) {
        let mut carried = leaf;
        for level in 0.. {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            let Some(row) = self.levels.get_mut(level) else { return };
            row.push(carried);
            match row.as_slice() {
                [.., left, right] if row.len().is_multiple_of(2) => carried = self.algorithm.node(left, right),
                _ => return,
            }
        }
    }

    /// Goes back to a smaller size. A size beyond the leaves changes nothing.
    pub fn truncate(&mut self, size: u64) {
        let Ok(size) = usize::try_from(size) else { return };
        for (level, row) in self.levels.iter_mut().enumerate() {
            row.truncate(size >> level);
        }
        while self.levels.len() > 1 && self.levels.last().is_some_and(Vec::is_empty) {
            self.levels.pop();
        }
    }

    /// The root over all leaves.
    pub fn root(&self) -> Digest {
        self.subtree(0, self.len())
    }

    /// The root when the tree had `size` leaves.
    pub fn root_at(&self, size: u64) -> Result<Digest, OutOfRange> {
        self.has(size)?;
        Ok(self.subtree(0, size))
    }

    /// The hashes that lead from leaf `index` to the root of `size` leaves (RFC 9162 section 2.1.3.1).
    pub fn inclusion(&self, index: u64, size: u64) -> Result<Vec<Digest>, OutOfRange> {
        self.has(size)?;
        if index >= size {
            return Err(OutOfRange::Index { asked: index, size });
        }
        let (mut begin, mut end) = (0, size);
        let mut path = Vec::new();
        while end - begin > 1 {
            let middle = begin + split(end - begin);
            if index < middle {
                path.push(self.subtree(middle, end));
                end = middle;
            } else {
                path.push(self.subtree(begin, middle));
                begin = middle;
            }
        }
        path.reverse();
        Ok(path)
    }

    /// The hashes that show the tree of `old` leaves to be the beginning of that of `new` (RFC 9162 section 2.1.4.1).
    /// There are none if the sizes are equal or the older tree is empty.
    pub fn consistency(&self, old: u64, new: u64) -> Result<Vec<Digest>, OutOfRange> {
        self.has(new)?;
        if old > new {
            return Err(OutOfRange::Order { old, new });
        }
        let (mut begin, mut end) = (0, new);
        let mut path = Vec::new();
        if old == 0 {
            return Ok(path);
        }
        while old != end {
            let middle = begin + split(end - begin);
            if old <= middle {
                path.push(self.subtree(middle, end));
                end = middle;
            } else {
                path.push(self.subtree(begin, middle));
                begin = middle;
            }
        }
        // What begins at 0 is the older tree itself, whose root the reader has.
        if begin > 0 {
            path.push(self.subtree(begin, end));
        }
        path.reverse();
        Ok(path)
    }

    fn has(&self, size: u64) -> Result<(), OutOfRange> {
        let leaves = self.len();
        if size > leaves { Err(OutOfRange::Size { asked: size, leaves }) } else { Ok(()) }
    }

    /// The hash over the leaves from `begin` to before `end`, where `begin` is a multiple of the power of two that the
    /// stretch fits in: complete subtrees from the right, each taken in from the left.
    fn subtree(&self, begin: u64, end: u64) -> Digest {
        let mut rest = end;
        let mut hash = None;
        while rest > begin {
            // The stretch is made of complete subtrees by the bits of its length; the last of them is the smallest.
            let level = (rest - begin).trailing_zeros();
            let size = 1 << level;
            rest -= size;
            let Some(left) = self.complete(level, rest >> level) else { break };
            hash = Some(hash.map_or(left, |right| self.algorithm.node(&left, &right)));
        }
        hash.unwrap_or_else(|| self.algorithm.hash(&[]))
    }

    fn complete(&self, level: u32, at: u64) -> Option<Digest> {
        self.levels.get(level as usize)?.get(usize::try_from(at).ok()?).copied()
    }
}

/// The largest power of two below `size`, which is at least 2.
fn split(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}

/// Why a proof does not show what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofFault {
    /// It is about a leaf or a size that there is not.
    OutOfRange(OutOfRange),
    /// Another number of hashes than a proof between these places has.
    Length {
        /// How many there are.
        found: usize,
        /// Whether there are too many, rather than too few.
        long: bool,
    },
    /// It leads to another root of the newer, or only, tree.
    Root {
        /// The root it leads to.
        computed: Digest,
        /// The root it should lead to.
        expected: Digest,
    },
    /// It leads to another root of the older tree.
    OldRoot {
        /// The root it leads to.
        computed: Digest,
        /// The root it should lead to.
        expected: Digest,
    },
}

impl fmt::Display for ProofFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProofFault::OutOfRange(fault) => fault.fmt(f),
            ProofFault::Length { found, long } => {
                let (what, right) = if *long { ("many", "fewer") } else { ("few", "more") };
                write!(f, "the proof has {found} hashes, too {what}; one between these places has {right}")
            }
            ProofFault::Root { computed, expected } => {
                write!(f, "the proof leads to the root {computed}; it should lead to {expected}")
            }
            ProofFault::OldRoot { computed, expected } => {
                write!(f, "the proof leads to the older root {computed}; it should lead to {expected}")
            }
        }
    }
}

impl std::error::Error for ProofFault {}

/// Whether a proof shows that a leaf stands at `index` in the tree of `size` leaves with this root (RFC 9162 section
/// 2.1.3.2).
pub fn verify_inclusion(
    algorithm: Algorithm,
    leaf: Digest,
    index: u64,
    size: u64,
    proof: &[Digest],
    root: Digest,
) -> Result<(), ProofFault> {
    if index >= size {
        return Err(ProofFault::OutOfRange(OutOfRange::Index { asked: index, size }));
    }
    let length = |long| ProofFault::Length { found: proof.len(), long };
    let (mut at, mut last, mut hash) = (index, size - 1, leaf);
    for step in proof {
        if last == 0 {
            return Err(length(true));
        }
        if at & 1 == 1 || at == last {
            hash = algorithm.node(step, &hash);
            // Odd, or the last of several: not 0.
            let up = at.trailing_zeros();
            (at, last) = (at >> up, last >> up);
        } else {
            hash = algorithm.node(&hash, step);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    if last != 0 {
        return Err(length(false));
    }
    if hash == root { Ok(()) } else { Err(ProofFault::Root { computed: hash, expected: root }) }
}

/// Whether a proof shows that the tree of `old` leaves with its root is the beginning of that of `new` leaves with its own
/// (RFC 9162 section 2.1.4.2). An empty tree is the beginning of every tree.
pub fn verify_consistency(
    algorithm: Algorithm,
    (old, old_root): (u64, Digest),
    (new, new_root): (u64, Digest),
    proof: &[Digest],
) -> Result<(), ProofFault> {
    if old > new {
        return Err(ProofFault::OutOfRange(OutOfRange::Order { old, new }));
    }
    let length = |long| ProofFault::Length { found: proof.len(), long };
    if old == 0 || old == new {
        let expected = if old == new { new_root } else { algorithm.hash(&[]) };
        return match proof {
            [] if old_root == expected => Ok(()),
            [] => Err(ProofFault::OldRoot { computed: expected, expected: old_root }),
            _ => Err(length(true)),
        };
    }
    let mut steps = proof.iter().copied();
    // An older tree that is one complete subtree is not repeated in the proof.
    let first = if old.is_power_of_two() { Some(old_root) } else { steps.next() };
    let Some(first) = first else { return Err(length(false)) };
    let up = (old - 1).trailing_ones();
    let (mut at, mut last) = ((old - 1) >> up, (new - 1) >> up);
    let (mut old_hash, mut new_hash) = (first, first);
    for step in steps {
        if last == 0 {
            return Err(length(true));
        }
        if at & 1 == 1 || at == last {
            old_hash = algorithm.node(&step, &old_hash);
            new_hash = algorithm.node(&step, &new_hash);
            // Odd, or the last of several: not 0.
            let up = at.trailing_zeros();
            (at, last) = (at >> up, last >> up);
        } else {
            new_hash = algorithm.node(&new_hash, &step);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    if last != 0 {
        return Err(length(false));
    }
    if old_hash != old_root {
        return Err(ProofFault::OldRoot { computed: old_hash, expected: old_root });
    }
    if new_hash == new_root { Ok(()) } else { Err(ProofFault::Root { computed: new_hash, expected: new_root }) }
}
