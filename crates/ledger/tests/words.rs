//! What is said of every fault: what was found, and what would be right.

#![allow(clippy::unwrap_used)]

use kaocheng_ledger::canonical::CanonicalFault;
use kaocheng_ledger::chain::{Broken, LinkFault};
use kaocheng_ledger::checkpoint::{CheckpointFault, Line};
use kaocheng_ledger::digest::Digest;
use kaocheng_ledger::note::{KeyFault, KeyHash, NameFault, NoteFault, OpenFault};
use kaocheng_ledger::tree::{OutOfRange, ProofFault};
use kaocheng_ledger::verify::{Fault, Place};
use std::error::Error;

const ONE: Digest = Digest([0x11; 32]);
const TWO: Digest = Digest([0x22; 32]);

/// The words, with the two digests as `‹1›` and `‹2›`.
fn words(error: &dyn Error) -> String {
    error.to_string().replace(&ONE.hex(), "‹1›").replace(&TWO.hex(), "‹2›")
}

#[test]
fn of_trees_and_proofs() {
    let range = OutOfRange::Order { old: 5, new: 4 };
    for (fault, expected) in [
        (ProofFault::OutOfRange(range), "the older size is 5 and the newer 4; the newer is at least as large"),
        (
            ProofFault::Length { found: 3, long: true },
            "the proof has 3 hashes, too many; one between these places has fewer",
        ),
        (
            ProofFault::Length { found: 3, long: false },
            "the proof has 3 hashes, too few; one between these places has more",
        ),
        (ProofFault::Root { computed: ONE, expected: TWO }, "the proof leads to the root ‹1›; it should lead to ‹2›"),
        (
            ProofFault::OldRoot { computed: ONE, expected: TWO },
            "the proof leads to the older root ‹1›; it should lead to ‹2›",
        ),
    ] {
        assert_eq!(words(&fault), expected);
    }
}

#[test]
fn of_links() {
    let previous = LinkFault::Previous { named: ONE, computed: TWO };
    for (at, fault, expected) in [
        (4, LinkFault::Missing, "entry 4 does not read, so that it names no entry before it"),
        (4, LinkFault::Number { found: 7 }, "entry 4 says that it is number 7; it stands at 4"),
        (4, previous, "entry 4 names ‹1› as the hash of entry 3, which has ‹2›"),
        (0, previous, "the first entry names ‹1› as before it; there is nothing, which is written ‹2›"),
    ] {
        assert_eq!(words(&Broken { at, fault }), expected);
    }
}

#[test]
fn of_keys_and_notes() {
    let hash = |byte| KeyHash([byte; 4]);
    for (fault, expected) in [
        (KeyFault::Name(NameFault::Empty), "the name of the key is empty; one like county.example/ledger is right"),
        (KeyFault::Parts, "the key has not three parts; name+hash+base64 is right"),
        (KeyFault::Kind { found: 4 }, "the key is of kind 0x04; keys for Ed25519, kind 0x01, are right"),
        (
            KeyFault::Hash { found: hash(0xab), computed: hash(0x0c) },
            "the key says its hash is abababab; that of its name and bytes is 0c0c0c0c",
        ),
        (KeyFault::NotPrivate, "this is no signing key; one begins with PRIVATE+KEY+"),
    ] {
        assert_eq!(words(&fault), expected);
    }
    for (fault, expected) in [
        (NoteFault::NotUtf8 { offset: 2 }, "byte 2 is no UTF-8; a note is"),
        (NoteFault::NoBlankLine, "found no blank line; one stands between the text and its signatures"),
        (NoteFault::TooManySignatures, "more signatures than 64; that is the most"),
        (
            NoteFault::SignatureLine { line: 5, found: "x".to_owned() },
            "line 5 is \"x\"; a signature is right: — name base64",
        ),
    ] {
        assert_eq!(words(&fault), expected);
    }
    assert_eq!(format!("{:?}", hash(0xab)), "abababab");
}

#[test]
fn of_checkpoints() {
    let key = "k+00000000".to_owned();
    for (fault, expected) in [
        (CheckpointFault::Note(NoteFault::NoSignature), "found no signature; at least one stands after the blank line"),
        (
            CheckpointFault::Open(OpenFault::WrongSignature { key: key.clone() }),
            "the signature of k+00000000 does not hold: the text or the signature was changed, or another key signed it",
        ),
        (
            CheckpointFault::Missing(Line::Size),
            "found no line for the size; a checkpoint has origin, size and root, a line each",
        ),
        (
            CheckpointFault::Size { found: "07".to_owned() },
            "found \"07\" as the size; a whole number of entries without leading zeros is right",
        ),
        (CheckpointFault::Root { found: "A".to_owned() }, "found \"A\" as the root; 44 characters of base64 are right"),
        (
            CheckpointFault::NotByOrigin { origin: "o".to_owned(), signed_by: vec![key.clone(), key] },
            "the checkpoint of o is signed by k+00000000, k+00000000; a signature of o is right",
        ),
    ] {
        assert_eq!(words(&fault), expected);
    }
}

#[test]
fn of_json() {
    let not_json = CanonicalFault::NotJson { line: 1, column: 2, reason: "expected value".to_owned() };
    assert_eq!(words(&not_json), "no json at line 1, column 2 (expected value); canonical json is right");
    let large = CanonicalFault::TooLarge { found: "9007199254740992".to_owned() };
    assert_eq!(
        words(&large),
        "found the number 9007199254740992; beyond 9007199254740991 numbers are written as strings"
    );
    assert_eq!(
        words(&CanonicalFault::TooDeep),
        "arrays and objects lie deeper than 64 in one another; that is the most"
    );
}

#[test]
fn of_ledgers_with_their_places() {
    let (checkpoint, size, expected, computed, held) = (2, 9, ONE, TWO, 4);
    for (fault, place, right) in [
        (
            Fault::EntryAltered { at: 3, leaf: TWO, expected: Some(ONE), checkpoint, size },
            Place::Entry(3),
            "entry 3 is not the one under the checkpoint of size 9: its hash is ‹2›; that of the entry that was signed \
             is ‹1›",
        ),
        (
            Fault::EntryAltered { at: 3, leaf: TWO, expected: None, checkpoint, size },
            Place::Entry(3),
            "entry 3 is not the one under the checkpoint of size 9: its hash is ‹2›",
        ),
        (
            Fault::NotSigned { checkpoint, fault: NoteFault::NoLineEnd.into() },
            Place::Checkpoint(2),
            "checkpoint 2 is not signed: the last line does not end with a line end; every line does",
        ),
        (
            Fault::CheckpointDiffers { checkpoint, size, expected, computed, held },
            Place::Checkpoint(2),
            "checkpoint 2 was signed over 9 entries with the root ‹1›; the entries have ‹2›: the first 4 are as signed, \
             one after them is not",
        ),
        (
            Fault::Rewritten { checkpoint, size, expected, computed, held, signed_again: 12 },
            Place::Checkpoint(2),
            "checkpoint 2 was signed over 9 entries with the root ‹1›; other entries, with ‹2›, were signed again at \
             size 12: history was rewritten after the first 4 entries",
        ),
        (
            Fault::TwoHistories { first: 1, second: 2, size },
            Place::Checkpoint(2),
            "checkpoints 1 and 2 were signed over 9 entries with different roots; one size has one root",
        ),
        (
            Fault::Shortened { checkpoint, size, entries: 8 },
            Place::Checkpoint(2),
            "checkpoint 2 was signed over 9 entries; there are 8, the end is missing",
        ),
    ] {
        assert_eq!((words(&fault).as_str(), fault.place()), (right, place));
    }
    // Entries come before checkpoints.
    assert!(Place::Entry(9) < Place::Checkpoint(0));
}
