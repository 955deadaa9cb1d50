//! Bytes → SHA-256, and a digest → the two numbers that draws are made of: a decimal fraction and a remainder.

use sha2::{Digest, Sha256};

/// SHA-256.
pub(crate) fn sha256(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// The same as 64 lower-case hexadecimal digits, as `sha256sum` shows it.
pub(crate) fn sha256_hex(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let nibbles = sha256(text).into_iter().flat_map(|b| [b >> 4, b & 15]);
    nibbles.filter_map(|n| DIGITS.get(usize::from(n))).map(|d| char::from(*d)).collect()
}

/// A digest as the decimal fraction of the consistent sampler (Rivest, 2018): the decimal digits of the 256-bit integer,
/// padded with zeros on the left to 64, written from the last to the first behind `0.`. The last digits are the unbiased
/// ones, and they decide.
pub(crate) fn fraction(digest: &[u8; 32]) -> String {
    const CHUNK: u64 = 1_000_000_000;
    let mut limbs = [0_u64; 8];
    for (limb, bytes) in limbs.iter_mut().zip(digest.chunks_exact(4)) {
        *limb = bytes.iter().fold(0, |value, b| (value << 8) | u64::from(*b));
    }
    let mut text = String::from("0.");
    while limbs.iter().any(|l| *l > 0) {
        let mut rest = 0;
        for limb in &mut limbs {
            let value = (rest << 32) | *limb;
            *limb = value / CHUNK;
            rest = value % CHUNK;
        }
        let last = limbs.iter().all(|l| *l == 0);
        for _ in 0..9 {
            // The number ends with its first digit; what would follow are zeros that it does not have.
            if last && rest == 0 {
                break;
            }
            text.push(char::from(b'0' + u8::try_from(rest % 10).unwrap_or(0)));
            rest /= 10;
        }
    }
    while text.len() < 2 + 64 {
        text.push('0');
    }
    text
}

/// A digest as a big-endian integer modulo `modulus`, or `None` where it lies in the last, incomplete run of `modulus`
/// integers below 2²⁵⁶: those are passed over, so that every remainder is equally likely. `modulus` is from 1 to 2¹¹⁹.
pub(crate) fn remainder(digest: &[u8; 32], modulus: u128) -> Option<u128> {
    let rest = digest.iter().try_fold(0_u128, |rest, b| ((rest << 8) | u128::from(*b)).checked_rem(modulus))?;
    // The run begins at digest − rest and is complete if its last integer is below 2²⁵⁶.
    let to_last = (modulus - 1).checked_sub(rest)?;
    let mut carry = 0_u16;
    let added = to_last.to_be_bytes();
    for (at, byte) in digest.iter().rev().enumerate() {
        let other = added.iter().rev().nth(at).copied().unwrap_or(0);
        carry = (u16::from(*byte) + u16::from(other) + carry) >> 8;
    }
    (carry == 0).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(last: u8) -> [u8; 32] {
        let mut digest = [0; 32];
        digest[31] = last;
        digest
    }

    #[test]
    fn the_published_example_of_the_consistent_sampler() {
        assert_eq!(
            fraction(&sha256("abc")),
            "0.56998071861792858926477341561059638840106636224182943832566300809078486324348"
        );
    }

    #[test]
    fn short_numbers_are_padded_to_64_digits() {
        let zeros = |n| "0".repeat(n);
        assert_eq!(fraction(&number(0)), format!("0.{}", zeros(64)));
        assert_eq!(fraction(&number(120)), format!("0.021{}", zeros(61)));
        let mut digest = number(0);
        digest[28..].copy_from_slice(&1_000_000_000_u32.to_be_bytes());
        assert_eq!(fraction(&digest), format!("0.{}1{}", zeros(9), zeros(54)));
    }

    #[test]
    fn remainders_of_the_incomplete_run_are_passed_over() {
        assert_eq!(remainder(&number(17), 10), Some(7));
        // 2²⁵⁶ = 6 mod 10, so the last six integers are the incomplete run.
        for (last, expected) in [(255, None), (250, None), (249, Some(9)), (240, Some(0))] {
            let mut digest = [255; 32];
            digest[31] = last;
            assert_eq!(remainder(&digest, 10), expected, "{last}");
        }
        assert_eq!(remainder(&[255; 32], 1), Some(0));
        assert_eq!(remainder(&[255; 32], 2), Some(1));
        assert_eq!(remainder(&number(1), 0), None);
    }
}
