//! Entries (bytes) and the hash of the one before each → a chain, a Merkle tree with its proofs, and signed checkpoints;
//! and a kept ledger with the checkpoints that others hold → every place where it is not what was signed.
//!
//! Everything here is a function of its arguments, in formats that other programs read: trees and proofs as in RFC 9162
//! section 2.1, checkpoints as C2SP signed notes, entries as RFC 8785 canonical JSON. It never knows what an entry means,
//! and never touches files, the clock or randomness: keys are made of seeds that the caller hands in.

pub mod canonical;
pub mod chain;
pub mod checkpoint;
pub mod digest;
pub mod note;
pub mod tree;
pub mod verify;
