//! Bytes → digests: of an entry, and of two subtrees. Which hash function it is, is a parameter of the format.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use std::fmt;

/// The hash function of a ledger. All of them give 32 bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// SHA-256 (FIPS 180-4).
    #[default]
    Sha256,
}

impl Algorithm {
    /// All there are.
    pub const ALL: [Algorithm; 1] = [Algorithm::Sha256];

    /// As it is written in files.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Sha256 => "sha256",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Algorithm> {
        Algorithm::ALL.into_iter().find(|a| a.name() == name)
    }

    /// The hash of bytes as they are; of no bytes: the root of a tree without leaves.
    pub fn hash(self, bytes: &[u8]) -> Digest {
        self.of_parts(&[bytes])
    }

    /// The hash of an entry, H(0x00 ‖ entry): a leaf of the tree, and what the next entry names.
    pub fn leaf(self, entry: &[u8]) -> Digest {
        self.of_parts(&[&[0], entry])
    }

    /// The hash of two subtrees, H(0x01 ‖ left ‖ right).
    pub fn node(self, left: &Digest, right: &Digest) -> Digest {
        self.of_parts(&[&[1], &left.0, &right.0])
    }

    fn of_parts(self, parts: &[&[u8]]) -> Digest {
        match self {
            Algorithm::Sha256 => {
                let mut hasher = Sha256::new();
                parts.iter().for_each(|p| hasher.update(p));
                Digest(hasher.finalize().into())
            }
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// 32 zero bytes: what the first entry names, since nothing is before it.
    pub const ZERO: Digest = Digest([0; 32]);

    /// 64 lower-case hexadecimal digits.
    pub fn hex(&self) -> String {
        hex(&self.0)
    }

    /// From 64 lower-case hexadecimal digits.
    pub fn from_hex(text: &str) -> Result<Digest, DigestFault> {
        let fault = || DigestFault { found: text.to_owned(), form: Form::Hex };
        read_hex(text).map(Digest).ok_or_else(fault)
    }

    /// 44 characters of base64 (RFC 4648 section 4).
    pub fn base64(&self) -> String {
        STANDARD.encode(self.0)
    }

    /// From 44 characters of base64.
    pub fn from_base64(text: &str) -> Result<Digest, DigestFault> {
        let bytes = STANDARD.decode(text).ok().and_then(|b| b.try_into().ok());
        bytes.map(Digest).ok_or_else(|| DigestFault { found: text.to_owned(), form: Form::Base64 })
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

/// How a digest is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Hexadecimal.
    Hex,
    /// Base64.
    Base64,
}

/// A text that is no digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestFault {
    /// What stands there.
    pub found: String,
    /// How it should be written.
    pub form: Form,
}

impl fmt::Display for DigestFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let right = match self.form {
            Form::Hex => "64 lower-case hexadecimal digits",
            Form::Base64 => "44 characters of base64 for 32 bytes",
        };
        write!(f, "found {:?} where a hash stands, which is {right}", self.found)
    }
}

impl std::error::Error for DigestFault {}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let nibbles = bytes.iter().flat_map(|b| [b >> 4, b & 15]);
    nibbles.filter_map(|n| DIGITS.get(usize::from(n))).map(|d| char::from(*d)).collect()
}

/// The bytes of lower-case hexadecimal digits, if there are as many as wanted.
pub(crate) fn read_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let nibble = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some((nibble(*high)? << 4) | nibble(*low)?),
        _ => None,
    };
    let bytes: Vec<u8> = text.as_bytes().chunks(2).map(pair).collect::<Option<_>>()?;
    bytes.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_read_as_they_are_written_and_in_no_other_way() {
        let digest = Algorithm::Sha256.hash(b"abc");
        assert_eq!(digest.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(Digest::from_hex(&digest.hex()).unwrap(), digest);
        assert_eq!(Digest::from_base64(&digest.base64()).unwrap(), digest);
        for text in [String::new(), digest.hex().to_uppercase(), format!("{digest}0"), format!("{digest}00")] {
            let fault = Digest::from_hex(&text).unwrap_err();
            assert!(fault.to_string().contains("64 lower-case"), "{fault}");
        }
        let base64 = digest.base64();
        for text in ["", base64.trim_end_matches('='), &base64.replace("a=", "b="), "AAAA"] {
            assert!(text == base64 || Digest::from_base64(text).is_err(), "{text}");
        }
        assert!(Digest::from_base64("AAAA").unwrap_err().to_string().contains("base64"));
    }

    #[test]
    fn names_of_algorithms() {
        for algorithm in Algorithm::ALL {
            assert_eq!(Algorithm::named(algorithm.name()), Some(algorithm));
        }
        assert_eq!(Algorithm::named("SHA256"), None);
        assert_eq!(Algorithm::default().to_string(), "sha256");
    }
}
