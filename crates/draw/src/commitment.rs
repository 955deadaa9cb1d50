//! A frame's hash and a seed → the commitment that is published before the seed is revealed.

use crate::digest::sha256_hex;
use crate::problem::Kind;
use crate::seed::Seed;

/// The SHA-256, in hexadecimal, of `kaocheng-commitment-1`, the frame's hash and the seed, each followed by a line feed.
/// It binds both: neither can be replaced later.
pub fn commitment(frame_hash: &str, seed: &Seed) -> String {
    sha256_hex(&format!("kaocheng-commitment-1\n{frame_hash}\n{}\n", seed.as_str()))
}

/// Whether a revealed seed is the one that was committed to.
pub fn check(published: &str, frame_hash: &str, seed: &Seed) -> Result<(), Kind> {
    let computed = commitment(frame_hash, seed);
    if computed == published {
        return Ok(());
    }
    Err(Kind::CommitmentMismatch { published: published.to_owned(), computed })
}
