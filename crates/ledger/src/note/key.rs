//! The keys of notes: names, hashes, and the one line that each is written in.

use super::Signature;
use super::fault::{KeyFault, NameFault};
use crate::digest::{Algorithm, hex, read_hex};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer, VerifyingKey};
use std::fmt;

/// The byte that stands for Ed25519 before a public key or a seed.
const ED25519: u8 = 1;

/// What the line of a signing key begins with, so that nobody takes it for a verifier key.
const PRIVATE: &str = "PRIVATE+KEY+";

/// Whether a key may have this name: not empty, without spaces, `+` and control characters.
pub fn check_name(name: &str) -> Result<(), NameFault> {
    if name.is_empty() {
        return Err(NameFault::Empty);
    }
    let wrong = name.chars().find(|c| c.is_whitespace() || c.is_control() || *c == '+');
    wrong.map_or(Ok(()), |character| Err(NameFault::Character { name: name.to_owned(), character }))
}

/// The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key). It tells keys apart; it does not prove anything.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyHash(pub [u8; 4]);

impl KeyHash {
    /// Of an Ed25519 key with this name.
    pub fn new(name: &str, public: &[u8; 32]) -> KeyHash {
        let bytes: Vec<u8> = name.bytes().chain([b'\n', ED25519]).chain(*public).collect();
        // SHA-256 whatever the ledger hashes with: this is the form of notes.
        let [a, b, c, d, ..] = Algorithm::Sha256.hash(&bytes).0;
        KeyHash([a, b, c, d])
    }
}

impl fmt::Display for KeyHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for KeyHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

/// What signatures are checked with. Written `name+hash+base64(0x01 ‖ public key)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    hash: KeyHash,
    public: VerifyingKey,
}

impl VerifierKey {
    /// The key of this name with these 32 bytes.
    pub fn new(name: &str, public: &[u8; 32]) -> Result<VerifierKey, KeyFault> {
        check_name(name)?;
        let hash = KeyHash::new(name, public);
        let public = VerifyingKey::from_bytes(public).map_err(|_| KeyFault::NoKey)?;
        // With a weak key, one signature holds for many texts.
        if public.is_weak() { Err(KeyFault::NoKey) } else { Ok(VerifierKey { name: name.to_owned(), hash, public }) }
    }

    /// Reads the line of a key.
    pub fn read(text: &str) -> Result<VerifierKey, KeyFault> {
        let (name, hash, bytes) = parts(text)?;
        let key = VerifierKey::new(name, &bytes)?;
        if key.hash == hash { Ok(key) } else { Err(KeyFault::Hash { found: hash, computed: key.hash }) }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its hash.
    pub fn hash(&self) -> KeyHash {
        self.hash
    }

    /// The public key.
    pub fn public(&self) -> [u8; 32] {
        self.public.to_bytes()
    }

    /// `name+hash`, as messages name it.
    pub fn short(&self) -> String {
        format!("{}+{}", self.name, self.hash)
    }

    /// Whether a signature says that it is by this key.
    pub fn is_named_by(&self, signature: &Signature) -> bool {
        self.name == signature.name && self.hash == signature.key_hash
    }

    /// Whether these bytes are this key's signature of a text.
    pub fn verifies(&self, text: &str, signature: &[u8]) -> bool {
        let signature = ed25519_dalek::Signature::from_slice(signature);
        signature.is_ok_and(|s| self.public.verify_strict(text.as_bytes(), &s).is_ok())
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}+{}", self.name, self.hash, encode(self.public()))
    }
}

/// What notes are signed with. It is secret: nothing shows it but [`SigningKey::secret_text`].
#[derive(Clone)]
pub struct SigningKey {
    secret: ed25519_dalek::SigningKey,
    verifier: VerifierKey,
}

impl SigningKey {
    /// The key of this name made from 32 bytes, which the caller drew at random and keeps secret.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<SigningKey, KeyFault> {
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        let verifier = VerifierKey::new(name, &secret.verifying_key().to_bytes())?;
        Ok(SigningKey { secret, verifier })
    }

    /// Reads what [`SigningKey::secret_text`] wrote.
    pub fn read(text: &str) -> Result<SigningKey, KeyFault> {
        let (name, hash, seed) = parts(text.strip_prefix(PRIVATE).ok_or(KeyFault::NotPrivate)?)?;
        let key = SigningKey::from_seed(name, &seed)?;
        let computed = key.verifier.hash;
        if computed == hash { Ok(key) } else { Err(KeyFault::Hash { found: hash, computed }) }
    }

    /// `PRIVATE+KEY+name+hash+base64(0x01 ‖ seed)`: the secret, for the one place where it is kept.
    pub fn secret_text(&self) -> String {
        format!("{PRIVATE}{}+{}", self.verifier.short(), encode(self.secret.to_bytes()))
    }

    /// What others check its signatures with.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    pub(super) fn sign(&self, text: &str) -> Signature {
        let bytes = self.secret.sign(text.as_bytes()).to_bytes().to_vec();
        Signature { name: self.verifier.name.clone(), key_hash: self.verifier.hash, bytes }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.verifier.short())
    }
}

fn encode(key: [u8; 32]) -> String {
    STANDARD.encode([&[ED25519], key.as_slice()].concat())
}

/// Name, hash and the 32 bytes of a key's line.
fn parts(text: &str) -> Result<(&str, KeyHash, [u8; 32]), KeyFault> {
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(hash), Some(base64)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(KeyFault::Parts);
    };
    check_name(name)?;
    let hash = read_hex(hash).map(KeyHash).ok_or(KeyFault::HashDigits)?;
    let bytes = STANDARD.decode(base64).map_err(|_| KeyFault::Bytes)?;
    match bytes.split_first() {
        Some((&ED25519, key)) => Ok((name, hash, key.try_into().map_err(|_| KeyFault::Bytes)?)),
        Some((&other, _)) => Err(KeyFault::Kind { found: other }),
        None => Err(KeyFault::Bytes),
    }
}
