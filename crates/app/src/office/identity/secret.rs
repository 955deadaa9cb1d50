//! Secrets that this program makes, and the hashes that are all the store ever sees of them.

use sha2::{Digest, Sha256};

/// Letters and digits that nobody confuses when reading aloud or copying by hand: no 0 and o, no 1, i and l.
const READABLE: &[u8; 31] = b"23456789abcdefghjkmnpqrstuvwxyz";

/// The operating system gave no randomness; nothing secret may be made.
#[derive(Debug)]
pub struct NoRandomness;

/// A random token of 256 bits in hexadecimal: of a session, a kept form, an API token.
pub fn token() -> Result<String, NoRandomness> {
    bytes::<32>().map(|b| hex(&b))
}

/// Random bytes.
pub fn bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// A random word to be read and typed by a person, in groups of four: `3kfm-9pqa-…`. A character carries almost five bits.
pub fn readable(groups: usize) -> Result<String, NoRandomness> {
    let mut letters = Vec::with_capacity(groups * 4);
    while letters.len() < groups * 4 {
        // 248 = 8 × 31: the bytes above it would make the first letters likelier.
        let fair = bytes::<32>()?.into_iter().filter(|b| *b < 248);
        letters.extend(fair.map(|b| char::from(READABLE[usize::from(b) % READABLE.len()])));
    }
    let groups: Vec<String> = letters.chunks(4).take(groups).map(|g| g.iter().collect()).collect();
    Ok(groups.join("-"))
}

/// SHA-256 in hexadecimal: how a token is looked up without being kept.
pub fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// A second value that follows from a token and cannot be turned back into it.
pub fn derived(purpose: &str, token: &str) -> String {
    hash(&format!("kaocheng {purpose}\n{token}"))
}

/// Whether two secrets are equal, in the time of the whole comparison.
pub fn same(one: &str, other: &str) -> bool {
    let difference = one.bytes().zip(other.bytes()).fold(0, |seen, (a, b)| seen | (a ^ b));
    one.len() == other.len() && difference == 0
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]);
    digits.map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_have_256_bits() {
        let (one, other) = (token().unwrap(), token().unwrap());
        assert_eq!(one.len(), 64);
        assert_ne!(one, other);
    }

    #[test]
    fn readable_words_come_in_groups() {
        let word = readable(4).unwrap();
        assert_eq!(word.len(), 19);
        assert!(word.split('-').all(|g| g.len() == 4 && g.bytes().all(|b| READABLE.contains(&b))));
    }

    #[test]
    fn the_alphabet_has_no_letter_twice() {
        let distinct: std::collections::BTreeSet<u8> = READABLE.iter().copied().collect();
        assert_eq!(distinct.len(), READABLE.len());
    }

    #[test]
    fn hashes_are_those_of_sha256sum() {
        assert_eq!(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_ne!(derived("a", "x"), derived("b", "x"));
    }

    #[test]
    fn comparison_sees_length_and_content() {
        assert!(same("abc", "abc"));
        assert!(!same("abc", "abd"));
        assert!(!same("abc", "ab"));
        assert!(!same("", "a"));
    }
}
