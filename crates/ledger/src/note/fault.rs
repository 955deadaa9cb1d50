//! What can be wrong with notes and keys. No message shows a secret.

use super::MOST_SIGNATURES;
use super::key::KeyHash;
use std::fmt;

/// Why a key may not have a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// There is none.
    Empty,
    /// A character that would end the name where it is written.
    Character {
        /// The name.
        name: String,
        /// The character.
        character: char,
    },
}

impl fmt::Display for NameFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NameFault::Empty => f.write_str("the name of the key is empty; one like county.example/ledger is right"),
            NameFault::Character { name, character } => write!(
                f,
                "found {character:?} in the name {name:?} of a key; it has no spaces, plus signs or control characters"
            ),
        }
    }
}

impl std::error::Error for NameFault {}

/// Why a line is no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// Its name may not be one.
    Name(NameFault),
    /// It is not made of three parts.
    Parts,
    /// The hash is not eight digits.
    HashDigits,
    /// The last part is no base64 of a byte and 32 bytes.
    Bytes,
    /// It is a key for another kind of signatures.
    Kind {
        /// The byte of the kind.
        found: u8,
    },
    /// No Ed25519 key has these bytes, or one that protects nothing.
    NoKey,
    /// The hash is not the one of this name and key.
    Hash {
        /// The hash in the line.
        found: KeyHash,
        /// The one of name and key.
        computed: KeyHash,
    },
    /// It does not begin as a signing key does.
    NotPrivate,
}

impl From<NameFault> for KeyFault {
    fn from(fault: NameFault) -> KeyFault {
        KeyFault::Name(fault)
    }
}

impl fmt::Display for KeyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyFault::Name(fault) => fault.fmt(f),
            KeyFault::Parts => f.write_str("the key has not three parts; name+hash+base64 is right"),
            KeyFault::HashDigits => {
                f.write_str("the second part of the key is no hash; eight lower-case hexadecimal digits are right")
            }
            KeyFault::Bytes => {
                f.write_str("the last part of the key is not base64 of 33 bytes: 0x01 and the 32 bytes of the key")
            }
            KeyFault::Kind { found } => {
                write!(f, "the key is of kind 0x{found:02x}; keys for Ed25519, kind 0x01, are right")
            }
            KeyFault::NoKey => f.write_str("the 32 bytes of the key are no Ed25519 public key that protects anything"),
            KeyFault::Hash { found, computed } => {
                write!(f, "the key says its hash is {found}; that of its name and bytes is {computed}")
            }
            KeyFault::NotPrivate => f.write_str("this is no signing key; one begins with PRIVATE+KEY+"),
        }
    }
}

impl std::error::Error for KeyFault {}

/// Why bytes are no note, or a text cannot become one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteFault {
    /// Bytes that are no UTF-8.
    NotUtf8 {
        /// The first of them, from 0.
        offset: usize,
    },
    /// A control character other than a line end.
    Control {
        /// Where, in bytes from 0.
        offset: usize,
    },
    /// No blank line between text and signatures.
    NoBlankLine,
    /// Nothing after the blank line.
    NoSignature,
    /// The text or the last signature does not end with a line end.
    NoLineEnd,
    /// A line after the blank line that is no signature.
    SignatureLine {
        /// The line, from 1.
        line: usize,
        /// What stands there.
        found: String,
    },
    /// More than [`MOST_SIGNATURES`].
    TooManySignatures,
}

impl fmt::Display for NoteFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoteFault::NotUtf8 { offset } => write!(f, "byte {offset} is no UTF-8; a note is"),
            NoteFault::Control { offset } => {
                write!(f, "found a control character at byte {offset}; a note has line ends and no others")
            }
            NoteFault::NoBlankLine => {
                f.write_str("found no blank line; one stands between the text and its signatures")
            }
            NoteFault::NoSignature => f.write_str("found no signature; at least one stands after the blank line"),
            NoteFault::NoLineEnd => f.write_str("the last line does not end with a line end; every line does"),
            NoteFault::SignatureLine { line, found } => {
                write!(f, "line {line} is {found:?}; a signature is right: — name base64")
            }
            NoteFault::TooManySignatures => write!(f, "more signatures than {MOST_SIGNATURES}; that is the most"),
        }
    }
}

impl std::error::Error for NoteFault {}

/// Why a note cannot be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenFault {
    /// It says that it is signed by a trusted key, but the signature does not hold.
    WrongSignature {
        /// The key, as `name+hash`.
        key: String,
    },
    /// None of its signatures is by a trusted key.
    UnknownKeys {
        /// The keys that it says it is signed by, as `name+hash`.
        found: Vec<String>,
        /// The keys that are trusted.
        trusted: Vec<String>,
    },
}

impl fmt::Display for OpenFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenFault::WrongSignature { key } => write!(
                f,
                "the signature of {key} does not hold: the text or the signature was changed, or another key signed it"
            ),
            OpenFault::UnknownKeys { found, trusted } => {
                let list = |keys: &[String]| if keys.is_empty() { "nobody".to_owned() } else { keys.join(", ") };
                write!(f, "signed by {}; a signature by {} is right", list(found), list(trusted))
            }
        }
    }
}

impl std::error::Error for OpenFault {}
