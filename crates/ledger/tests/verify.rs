//! Ledgers that were changed: what is found, where, and that nothing goes unseen.

#![allow(clippy::unwrap_used)]

use kaocheng_ledger::canonical;
use kaocheng_ledger::chain::{Broken, Entry, Link, LinkFault};
use kaocheng_ledger::checkpoint::{Checkpoint, CheckpointFault};
use kaocheng_ledger::digest::{Algorithm, Digest};
use kaocheng_ledger::note::{OpenFault, SigningKey, VerifierKey};
use kaocheng_ledger::tree::Tree;
use kaocheng_ledger::verify::{Fault, Place, Present, Report, prove_rewritten, verify};
use proptest::prelude::*;
use serde_json::json;

const SHA: Algorithm = Algorithm::Sha256;
const ORIGIN: &str = "city.example/ledger";

fn keeper() -> SigningKey {
    SigningKey::from_seed(ORIGIN, &[5; 32]).unwrap()
}

fn trusted() -> Vec<VerifierKey> {
    vec![keeper().verifier().clone()]
}

/// An entry as the caller writes it: its link and something that means something to somebody.
fn entry(link: Link, what: &str) -> Vec<u8> {
    let value = json!({"previous": link.previous.hex(), "seq": link.seq, "what": what});
    canonical::write(&value).unwrap().into_bytes()
}

fn ledger(acts: &[&str]) -> Vec<Vec<u8>> {
    let mut link = Link::FIRST;
    let write = |what: &&str| {
        let bytes = entry(link, what);
        link = link.next(SHA, &bytes);
        bytes
    };
    acts.iter().map(write).collect()
}

/// The link as the caller reads it.
fn link(bytes: &[u8]) -> Option<Link> {
    let value = canonical::read(bytes).ok()?;
    let previous = Digest::from_hex(value.get("previous")?.as_str()?).ok()?;
    Some(Link { seq: value.get("seq")?.as_u64()?, previous })
}

fn signed(entries: &[Vec<u8>], size: usize) -> Vec<u8> {
    let root = Tree::of_entries(SHA, entries[..size].iter().map(Vec::as_slice)).root();
    let checkpoint = Checkpoint { origin: ORIGIN.to_owned(), size: size as u64, root, extensions: Vec::new() };
    checkpoint.sign(&keeper()).unwrap().to_string().into_bytes()
}

fn report(entries: &[Vec<u8>], checkpoints: &[Vec<u8>]) -> Report {
    let entries: Vec<Entry<'_>> = entries.iter().map(|bytes| Entry { link: link(bytes), bytes }).collect();
    let checkpoints: Vec<&[u8]> = checkpoints.iter().map(Vec::as_slice).collect();
    verify(SHA, &entries, &checkpoints, &trusted())
}

const ACTS: [&str; 7] = ["下达任务", "report 3", "confirm", "修正", "seal", "draw", "close"];

fn changed(entries: &[Vec<u8>], at: usize) -> Vec<Vec<u8>> {
    let mut entries = entries.to_vec();
    let what = entries[at].windows(4).rposition(|w| w == b"at\":").unwrap();
    entries[at][what + 5] = b'#';
    if link(&entries[at]).is_none() {
        // A letter of several bytes was hit: the whole word then.
        entries[at] = entry(link(&ledger(&ACTS)[at]).unwrap(), "#");
    }
    entries
}

#[test]
fn a_ledger_as_it_was_signed_holds() {
    let entries = ledger(&ACTS);
    let found = report(&entries, &[signed(&entries, 7), signed(&entries, 0), signed(&entries, 3)]);
    assert!(found.holds(), "{found:?}");
    assert_eq!((found.entries, found.covered), (7, 7));
    let found = report(&entries, &[signed(&entries, 3)]);
    assert_eq!((found.holds(), found.covered), (true, 3));
    assert!(report(&[], &[]).holds());
}

#[test]
fn every_changed_byte_is_found() {
    let entries = ledger(&ACTS);
    let checkpoints = [signed(&entries, 3), signed(&entries, 7)];
    for bit in 0..8 {
        for at in 0..entries.len() {
            for byte in 0..entries[at].len() {
                let mut changed = entries.clone();
                changed[at][byte] ^= 1 << bit;
                let found = report(&changed, &checkpoints);
                let fault = found.faults.iter().find(|f| f.place() == Place::Entry(at as u64));
                // The last entry has none after it and does not stand alone between checkpoints.
                let after = found.faults.iter().any(|f| matches!(f, Fault::CheckpointDiffers { size: 7, .. }));
                assert!(fault.is_some() || (at == 6 && after), "{at} {byte} {found:?}");
            }
        }
        for at in 0..checkpoints.len() {
            for byte in 0..checkpoints[at].len() {
                let mut changed = checkpoints.clone();
                changed[at][byte] ^= 1 << bit;
                let found = report(&entries, &changed);
                assert!(matches!(found.faults[..], [Fault::NotSigned { checkpoint, .. }] if checkpoint == at));
            }
        }
    }
}

#[test]
fn a_changed_entry_is_named_with_the_checkpoint_that_shows_it() {
    let entries = ledger(&ACTS);
    let checkpoints = [signed(&entries, 3), signed(&entries, 5), signed(&entries, 7)];
    let other = changed(&entries, 3);
    let found = report(&other, &checkpoints);
    let (leaf, was) = (SHA.leaf(&other[3]), SHA.leaf(&entries[3]));
    assert_eq!(found.faults.len(), 4, "{found:?}");
    assert_eq!(found.faults[0], Fault::EntryAltered { at: 3, leaf, expected: Some(was), checkpoint: 1, size: 5 });
    let fault = LinkFault::Previous { named: was, computed: leaf };
    assert_eq!(found.faults[1], Fault::Link(Broken { at: 4, fault }));
    for (place, fault) in (1..).zip(&found.faults[2..]) {
        assert!(matches!(fault, Fault::CheckpointDiffers { checkpoint, held: 3, .. } if *checkpoint == place));
    }
    assert_eq!(found.covered, 3);
    let words = found.faults[2].to_string();
    assert!(words.contains("the first 3 are as signed"), "{words}");
}

#[test]
fn entries_in_a_row_and_changed_links_are_told_apart() {
    let entries = ledger(&ACTS);
    let checkpoints = [signed(&entries, 7)];
    let altered = |entries: &[Vec<u8>]| -> Vec<u64> {
        let faults = report(entries, &checkpoints).faults;
        faults.iter().filter_map(|f| if let Fault::EntryAltered { at, .. } = f { Some(*at) } else { None }).collect()
    };
    assert_eq!(altered(&changed(&changed(&entries, 2), 3)), [2, 3]);
    assert_eq!(altered(&changed(&changed(&entries, 1), 4)), [1, 4]);
    // Only the hash that entry 3 names: entry 2 is as it was.
    let mut named = entries.clone();
    named[3] = entry(Link { previous: Digest::ZERO, ..link(&entries[3]).unwrap() }, ACTS[3]);
    assert_eq!(altered(&named), [3]);
    // An entry that does not read any more.
    let mut unread = entries.clone();
    unread[2][0] = b'(';
    assert_eq!(altered(&unread), [2]);
}

/// Entries that were changed from `at` on and chained again, so that no link shows it.
fn rewritten(at: usize) -> Vec<Vec<u8>> {
    let mut acts = ACTS;
    acts[at] = "something else";
    ledger(&acts)
}

#[test]
fn a_rewritten_history_is_found_by_an_old_checkpoint() {
    let (old, new) = (ledger(&ACTS), rewritten(4));
    let kept = [signed(&old, 2), signed(&old, 4), signed(&old, 6), signed(&new, 7)];
    let found = report(&new, &kept);
    let [Fault::Rewritten { checkpoint: 2, size: 6, held: 4, signed_again: 7, .. }] = found.faults[..] else {
        panic!("{found:?}")
    };
    assert!(found.faults[0].to_string().ends_with("history was rewritten after the first 4 entries"));
    // Not signed again yet: entries are not those that were signed.
    let found = report(&new, &kept[..3]);
    assert!(matches!(found.faults[..], [Fault::CheckpointDiffers { checkpoint: 2, held: 4, .. }]), "{found:?}");
    // One entry between the checkpoint that holds and the one that does not.
    let found = report(&new, &[signed(&old, 4), signed(&old, 5)]);
    assert!(matches!(found.faults[0], Fault::EntryAltered { at: 4, expected: None, checkpoint: 1, size: 5, .. }));
    // Signed at one size over both.
    let found = report(&new, &[signed(&old, 6), signed(&new, 6)]);
    assert!(matches!(found.faults[0], Fault::Rewritten { checkpoint: 0, held: 0, signed_again: 6, .. }), "{found:?}");
    assert_eq!(found.faults[1], Fault::TwoHistories { first: 0, second: 1, size: 6 });
}

#[test]
fn what_was_signed_as_it_stands_accuses_nobody() {
    // The link of entry 2 was broken from the first, and is signed as it is.
    let mut entries = ledger(&ACTS);
    entries[2] = entry(Link { previous: Digest::ZERO, ..link(&entries[2]).unwrap() }, ACTS[2]);
    entries[3] = entry(Link::FIRST.next(SHA, b""), "whatever");
    let checkpoints = [signed(&entries, 4), signed(&entries, 7)];
    let altered = |entries: &[Vec<u8>], checkpoints: &[Vec<u8>]| -> Vec<(u64, usize)> {
        let faults = report(entries, checkpoints).faults.into_iter();
        let place = |f| if let Fault::EntryAltered { at, checkpoint, .. } = f { Some((at, checkpoint)) } else { None };
        faults.filter_map(place).collect()
    };
    assert_eq!(altered(&entries, &checkpoints), []);
    assert_eq!(altered(&changed(&entries, 5), &checkpoints), [(5, 1)]);
    // Beyond the checkpoint nothing is known.
    let entries = ledger(&ACTS);
    assert_eq!(altered(&changed(&changed(&entries, 2), 4), &[signed(&entries, 4)]), [(2, 0)]);
    // It is the checkpoint over the old entries that shows it, not the one over the new.
    let new = rewritten(4);
    assert_eq!(altered(&new, &[signed(&new, 5), signed(&entries, 5), signed(&entries, 4)]), [(4, 1)]);
}

#[test]
fn a_county_shows_that_its_checkpoint_does_not_hold() {
    let (old, new) = (ledger(&ACTS), rewritten(4));
    fn prove(note: &[u8], entries: &[Vec<u8>]) -> Option<kaocheng_ledger::verify::Evidence> {
        prove_rewritten(SHA, note, entries.iter().map(Vec::as_slice), &trusted()).unwrap()
    }
    assert_eq!(prove(&signed(&old, 4), &new), None);
    let evidence = prove(&signed(&old, 6), &new).unwrap();
    assert_eq!((evidence.leaves.len(), evidence.opened.checkpoint.size), (6, 6));
    assert!(matches!(evidence.present, Present::Other { .. }));
    assert_eq!(evidence.check(SHA, &trusted()), Ok(true));
    let cut = prove(&signed(&old, 6), &old[..5]).unwrap();
    assert_eq!(cut.present, Present::Fewer { entries: 5 });
    assert_eq!(cut.check(SHA, &trusted()), Ok(true));
    // Evidence that was made up is none.
    let mut mended = evidence.clone();
    mended.leaves = old[..6].iter().map(|e| SHA.leaf(e)).collect();
    assert_eq!(mended.check(SHA, &trusted()), Ok(false));
    let mut forged = evidence.clone();
    forged.note = String::from_utf8(forged.note).unwrap().replace("\n6\n", "\n5\n").into_bytes();
    assert!(forged.check(SHA, &trusted()).is_err());
    assert!(evidence.check(SHA, &[]).is_err());
    assert!(prove_rewritten(SHA, b"no note", [], &trusted()).is_err());
}

#[test]
fn cut_off_ends_strange_keys_and_other_ledgers_are_found() {
    let entries = ledger(&ACTS);
    let found = report(&entries[..5], &[signed(&entries, 7)]);
    assert_eq!(found.faults, [Fault::Shortened { checkpoint: 0, size: 7, entries: 5 }]);
    let root = Tree::of_entries(SHA, entries.iter().map(Vec::as_slice)).root();
    let sign = |origin: &str, seed: u8| {
        let key = SigningKey::from_seed(origin, &[seed; 32]).unwrap();
        let checkpoint = Checkpoint { origin: origin.to_owned(), size: 7, root, extensions: Vec::new() };
        (checkpoint.sign(&key).unwrap().to_string().into_bytes(), key.verifier().clone())
    };
    let (strange, _) = sign(ORIGIN, 6);
    let found = report(&entries, &[strange]);
    assert!(matches!(
        &found.faults[..],
        [Fault::NotSigned { checkpoint: 0, fault: CheckpointFault::Open(OpenFault::UnknownKeys { .. }) }]
    ));
    assert_eq!(found.covered, 0);
    let (elsewhere, key) = sign("other.example", 7);
    let parts: Vec<Entry<'_>> = entries.iter().map(|bytes| Entry { link: link(bytes), bytes }).collect();
    let keys = [trusted(), vec![key]].concat();
    let found = verify(SHA, &parts, &[&signed(&entries, 7), &elsewhere], &keys);
    let expected = ORIGIN.to_owned();
    assert_eq!(found.faults, [Fault::OtherLedger { checkpoint: 1, found: "other.example".to_owned(), expected }]);
    for fault in &found.faults {
        let words = fault.to_string();
        assert!(words.starts_with(char::is_lowercase) && words.contains(';'), "{words}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_change_under_a_checkpoint_goes_unseen(
        count in 1..30_usize, sizes in prop::collection::vec(0..30_usize, 0..4), at in any::<prop::sample::Index>(),
        byte in any::<prop::sample::Index>(), by in 1..=255_u8, act in 0..4,
    ) {
        let acts: Vec<String> = (0..count).map(|n| format!("act {n}")).collect();
        let entries = ledger(&acts.iter().map(String::as_str).collect::<Vec<_>>());
        let mut kept: Vec<Vec<u8>> = sizes.iter().map(|s| signed(&entries, s % (count + 1))).collect();
        kept.push(signed(&entries, count));
        prop_assert!(report(&entries, &kept).holds());
        let mut changed = entries.clone();
        let at = at.index(count);
        match act {
            0 => {
                let byte = byte.index(changed[at].len());
                changed[at][byte] ^= by;
            }
            1 => { changed.remove(at); }
            2 => changed.insert(at, entries[at].clone()),
            _ => changed.swap(at, (at + 1) % count),
        }
        let found = report(&changed, &kept);
        prop_assert_eq!(found.holds(), changed == entries, "{:?}", found);
        let proof = prove_rewritten(SHA, &kept[kept.len() - 1], changed.iter().map(Vec::as_slice), &trusted()).unwrap();
        prop_assert_eq!(proof.is_some(), changed[..count.min(changed.len())] != entries[..]);
    }
}
