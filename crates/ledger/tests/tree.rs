//! Trees and proofs against the published vectors and against RFC 9162 written down as it stands there, recursively.

#![allow(clippy::unwrap_used)]

use kaocheng_ledger::digest::{Algorithm, Digest};
use kaocheng_ledger::tree::{OutOfRange, ProofFault, Tree, verify_consistency, verify_inclusion};
use proptest::prelude::*;

const SHA: Algorithm = Algorithm::Sha256;

/// The entries of the reference tests of Certificate Transparency, and the roots of their first 0, 1, 2 … .
const ENTRIES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hexes(proof: &[Digest]) -> Vec<String> {
    proof.iter().map(Digest::hex).collect()
}

#[test]
fn the_roots_of_certificate_transparency() {
    let tree = Tree::of_entries(SHA, ENTRIES);
    for (size, root) in (0..).zip(ROOTS) {
        assert_eq!(tree.root_at(size).unwrap().hex(), root, "{size}");
    }
    assert_eq!(tree.root().hex(), ROOTS[8]);
    assert_eq!(tree.leaves()[1].hex(), "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7");
}

#[test]
fn the_proofs_of_certificate_transparency() {
    let tree = Tree::of_entries(SHA, ENTRIES);
    assert_eq!(tree.inclusion(0, 1).unwrap(), []);
    assert_eq!(
        hexes(&tree.inclusion(0, 8).unwrap()),
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]
    );
    assert_eq!(
        hexes(&tree.inclusion(5, 8).unwrap()),
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
    assert_eq!(tree.consistency(1, 1).unwrap(), []);
    assert_eq!(
        hexes(&tree.consistency(6, 8).unwrap()),
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
    assert_eq!(
        hexes(&tree.consistency(2, 5).unwrap()),
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ]
    );
}

#[test]
fn what_a_tree_does_not_have_is_said() {
    let tree = Tree::of_entries(SHA, ENTRIES);
    assert_eq!(tree.root_at(9), Err(OutOfRange::Size { asked: 9, leaves: 8 }));
    assert_eq!(tree.inclusion(0, 9), Err(OutOfRange::Size { asked: 9, leaves: 8 }));
    assert_eq!(tree.inclusion(3, 3), Err(OutOfRange::Index { asked: 3, size: 3 }));
    assert_eq!(tree.inclusion(0, 0), Err(OutOfRange::Index { asked: 0, size: 0 }));
    assert_eq!(tree.consistency(2, 9), Err(OutOfRange::Size { asked: 9, leaves: 8 }));
    assert_eq!(tree.consistency(3, 2), Err(OutOfRange::Order { old: 3, new: 2 }));
    for fault in [tree.root_at(9).unwrap_err(), tree.inclusion(3, 3).unwrap_err(), tree.consistency(3, 2).unwrap_err()]
    {
        assert!(fault.to_string().contains(';'), "{fault}");
    }
    let root = tree.root();
    let far = verify_inclusion(SHA, root, 8, 8, &[], root);
    assert_eq!(far, Err(ProofFault::OutOfRange(OutOfRange::Index { asked: 8, size: 8 })));
    let turned = verify_consistency(SHA, (8, root), (7, root), &[]);
    assert_eq!(turned, Err(ProofFault::OutOfRange(OutOfRange::Order { old: 8, new: 7 })));
}

#[test]
fn sizes_at_the_end_of_the_numbers_are_refused_without_harm() {
    let root = SHA.hash(b"a root");
    let most = u64::MAX;
    for proof in [vec![], vec![root; 63], vec![root; 64], vec![root; 200]] {
        for (at, size) in [(0, most), (most - 1, most), (most / 2, most), (1 << 63, most)] {
            assert!(verify_inclusion(SHA, root, at, size, &proof, root).is_err());
            assert!(verify_consistency(SHA, (at, root), (size, root), &proof).is_err());
        }
    }
}

#[test]
fn an_empty_tree_is_the_beginning_of_every_tree() {
    let tree = Tree::of_entries(SHA, ENTRIES);
    let empty = Tree::new(SHA);
    assert!(empty.is_empty() && empty.root() == tree.root_at(0).unwrap());
    assert_eq!(tree.consistency(0, 5).unwrap(), []);
    let five = (5, tree.root_at(5).unwrap());
    assert_eq!(verify_consistency(SHA, (0, empty.root()), five, &[]), Ok(()));
    assert!(verify_consistency(SHA, (0, five.1), five, &[]).is_err());
    assert!(verify_consistency(SHA, (0, empty.root()), five, &[five.1]).is_err());
}

// RFC 9162 section 2.1, word for word.

fn split(n: usize) -> usize {
    let mut k = 1;
    while k * 2 < n {
        k *= 2;
    }
    k
}

fn naive_root(d: &[Digest]) -> Digest {
    match d {
        [] => SHA.hash(&[]),
        [one] => *one,
        several => {
            let (left, right) = several.split_at(split(several.len()));
            SHA.node(&naive_root(left), &naive_root(right))
        }
    }
}

fn naive_path(m: usize, d: &[Digest]) -> Vec<Digest> {
    if d.len() == 1 {
        return Vec::new();
    }
    let k = split(d.len());
    let (left, right) = d.split_at(k);
    let (mut path, other) = if m < k { (naive_path(m, left), right) } else { (naive_path(m - k, right), left) };
    path.push(naive_root(other));
    path
}

fn naive_subproof(m: usize, d: &[Digest], whole: bool) -> Vec<Digest> {
    if m == d.len() {
        return if whole { Vec::new() } else { vec![naive_root(d)] };
    }
    let k = split(d.len());
    let (left, right) = d.split_at(k);
    let (mut path, other) =
        if m <= k { (naive_subproof(m, left, whole), right) } else { (naive_subproof(m - k, right, false), left) };
    path.push(naive_root(other));
    path
}

fn leaves(count: usize) -> Vec<Digest> {
    (0..count).map(|n| SHA.leaf(&n.to_be_bytes())).collect()
}

/// A proof with something wrong in it: shorter, longer, a hash changed, two hashes exchanged, another put in.
fn spoilt(proof: &[Digest]) -> Vec<Vec<Digest>> {
    let mut all = Vec::new();
    for at in 0..proof.len() {
        let mut shorter = proof.to_vec();
        shorter.remove(at);
        all.push(shorter);
        all.push(proof[..at].to_vec());
        for bit in [0, 77, 255] {
            let mut changed = proof.to_vec();
            changed[at].0[bit / 8] ^= 1 << (bit % 8);
            all.push(changed);
        }
        let mut exchanged = proof.to_vec();
        exchanged.swap(at, 0);
        if exchanged != proof {
            all.push(exchanged);
        }
    }
    for at in 0..=proof.len() {
        let mut longer = proof.to_vec();
        longer.insert(at, proof.get(at).copied().unwrap_or(Digest::ZERO));
        all.push(longer);
    }
    all
}

fn check_inclusion(tree: &Tree, index: u64, size: u64, leaves: &[Digest]) {
    let part = &leaves[..size as usize];
    let (leaf, root) = (leaves[index as usize], naive_root(part));
    let proof = tree.inclusion(index, size).unwrap();
    assert_eq!(proof, naive_path(index as usize, part), "{index} of {size}");
    assert_eq!(verify_inclusion(SHA, leaf, index, size, &proof, root), Ok(()));
    for wrong in spoilt(&proof) {
        assert!(verify_inclusion(SHA, leaf, index, size, &wrong, root).is_err(), "{index} of {size}");
    }
    let other = leaves[(index as usize + 1) % leaves.len()];
    assert!(leaves.len() == 1 || verify_inclusion(SHA, other, index, size, &proof, root).is_err());
    for near in [index.wrapping_sub(1), index + 1].into_iter().filter(|n| *n < size) {
        assert!(verify_inclusion(SHA, leaf, near, size, &proof, root).is_err());
    }
    assert!(verify_inclusion(SHA, leaf, index, size, &proof, other).is_err() || size == 1);
}

fn check_consistency(tree: &Tree, old: u64, new: u64, leaves: &[Digest]) {
    let (first, second) = (naive_root(&leaves[..old as usize]), naive_root(&leaves[..new as usize]));
    let proof = tree.consistency(old, new).unwrap();
    assert_eq!(proof, naive_subproof(old as usize, &leaves[..new as usize], true), "{old} in {new}");
    assert_eq!(verify_consistency(SHA, (old, first), (new, second), &proof), Ok(()));
    for wrong in spoilt(&proof) {
        assert!(verify_consistency(SHA, (old, first), (new, second), &wrong).is_err(), "{old} in {new}");
    }
    assert!(verify_consistency(SHA, (old, Digest::ZERO), (new, second), &proof).is_err());
    assert!(verify_consistency(SHA, (old, first), (new, Digest::ZERO), &proof).is_err());
    if old < new {
        assert!(verify_consistency(SHA, (old, second), (new, first), &proof).is_err());
    }
}

#[test]
fn every_proof_of_every_small_tree() {
    let leaves = leaves(18);
    let tree = Tree::of_leaves(SHA, leaves.iter().copied());
    for size in 1..=18 {
        assert_eq!(tree.root_at(size).unwrap(), naive_root(&leaves[..size as usize]));
        (0..size).for_each(|index| check_inclusion(&tree, index, size, &leaves));
        (1..=size).for_each(|old| check_consistency(&tree, old, size, &leaves));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn proofs_are_those_of_the_rfc(count in 1..700_usize, a in any::<prop::sample::Index>(),
        b in any::<prop::sample::Index>(), c in any::<prop::sample::Index>()) {
        let leaves = leaves(count);
        let tree = Tree::of_leaves(SHA, leaves.iter().copied());
        let size = a.index(count) + 1;
        prop_assert_eq!(tree.root(), naive_root(&leaves));
        prop_assert_eq!(tree.root_at(size as u64).unwrap(), naive_root(&leaves[..size]));
        check_inclusion(&tree, b.index(size) as u64, size as u64, &leaves);
        check_consistency(&tree, c.index(size) as u64 + 1, size as u64, &leaves);
    }

    #[test]
    fn a_tree_cut_back_is_the_tree_it_was(count in 0..300_usize, cut in 0..300_u64, more in 0..40_usize) {
        let leaves = leaves(count);
        let mut tree = Tree::of_leaves(SHA, leaves.iter().copied());
        tree.truncate(cut);
        let kept = count.min(cut as usize);
        prop_assert_eq!(&tree, &Tree::of_leaves(SHA, leaves[..kept].iter().copied()));
        let added: Vec<Digest> = (0..more).map(|n| SHA.hash(&n.to_le_bytes())).collect();
        added.iter().for_each(|leaf| tree.append(*leaf));
        let all: Vec<Digest> = leaves[..kept].iter().chain(&added).copied().collect();
        prop_assert_eq!(tree.root(), naive_root(&all));
        prop_assert_eq!(tree.len(), all.len() as u64);
    }
}
