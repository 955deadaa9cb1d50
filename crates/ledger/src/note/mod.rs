//! A text and keys → a C2SP signed note, and back: what is signed, by whom, and whether the signatures hold.
//!
//! A note is the text, a blank line, and a line for each signature: `— name base64(key hash ‖ signature)`. Signatures are
//! Ed25519 over the text with its last line end.

mod fault;
mod key;

pub use fault::{KeyFault, NameFault, NoteFault, OpenFault};
pub use key::{KeyHash, SigningKey, VerifierKey, check_name};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt;

/// How many signatures a note may have.
pub const MOST_SIGNATURES: usize = 64;

/// What a signature line begins with.
const DASH: &str = "— ";

/// A text with signatures. What it says counts only once it was opened with keys that are trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

/// A line under a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The name of the key.
    pub name: String,
    /// The first bytes of the hash of the key.
    pub key_hash: KeyHash,
    /// The signature; 64 bytes if it is Ed25519.
    pub bytes: Vec<u8>,
}

impl Signature {
    /// The key it says it is by, as `name+hash`.
    pub fn key(&self) -> String {
        format!("{}+{}", self.name, self.key_hash)
    }
}

impl Note {
    /// A note with one signature. The text ends with a line end and has no other control characters.
    pub fn sign(text: &str, key: &SigningKey) -> Result<Note, NoteFault> {
        check_text(text)?;
        if !text.ends_with('\n') {
            return Err(NoteFault::NoLineEnd);
        }
        let mut note = Note { text: text.to_owned(), signatures: Vec::new() };
        note.add(key)?;
        Ok(note)
    }

    /// Adds a signature; one of the same key is replaced.
    pub fn add(&mut self, key: &SigningKey) -> Result<(), NoteFault> {
        let signature = key.sign(&self.text);
        self.signatures.retain(|s| s.name != signature.name || s.key_hash != signature.key_hash);
        if self.signatures.len() >= MOST_SIGNATURES {
            return Err(NoteFault::TooManySignatures);
        }
        self.signatures.push(signature);
        Ok(())
    }

    /// Reads a note. Nothing is verified yet.
    pub fn read(bytes: &[u8]) -> Result<Note, NoteFault> {
        let not_utf8 = |e: std::str::Utf8Error| NoteFault::NotUtf8 { offset: e.valid_up_to() };
        let whole = std::str::from_utf8(bytes).map_err(not_utf8)?;
        check_text(whole)?;
        // The last blank line: the text itself may have others.
        let blank = whole.rfind("\n\n").ok_or(NoteFault::NoBlankLine)?;
        let (text, lines) = whole.split_at(blank + 1);
        let lines = lines.strip_prefix('\n').unwrap_or(lines);
        let first = text.matches('\n').count() + 2;
        if lines.is_empty() {
            return Err(NoteFault::NoSignature);
        }
        let lines = lines.strip_suffix('\n').ok_or(NoteFault::NoLineEnd)?;
        let mut signatures = Vec::new();
        for (at, line) in lines.split('\n').enumerate() {
            if at == MOST_SIGNATURES {
                return Err(NoteFault::TooManySignatures);
            }
            let fault = || NoteFault::SignatureLine { line: first + at, found: line.to_owned() };
            signatures.push(signature(line).ok_or_else(fault)?);
        }
        Ok(Note { text: text.to_owned(), signatures })
    }

    /// What is signed, with its last line end. Whoever has not opened the note does not know that it is.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures, verified or not.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// The keys, of those that are trusted, whose signatures hold. Signatures of other keys are passed over; one that
    /// claims to be of a trusted key and does not hold spoils the note.
    pub fn open<'k>(&self, trusted: &'k [VerifierKey]) -> Result<Vec<&'k VerifierKey>, OpenFault> {
        let mut verified: Vec<&VerifierKey> = Vec::new();
        for signature in &self.signatures {
            let mut named = trusted.iter().filter(|k| k.is_named_by(signature)).peekable();
            if named.peek().is_none() {
                continue;
            }
            let wrong = || OpenFault::WrongSignature { key: signature.key() };
            let holds = named.find(|k| k.verifies(&self.text, &signature.bytes)).ok_or_else(wrong)?;
            if !verified.contains(&holds) {
                verified.push(holds);
            }
        }
        if verified.is_empty() {
            let found = self.signatures.iter().map(Signature::key).collect();
            let trusted = trusted.iter().map(VerifierKey::short).collect();
            return Err(OpenFault::UnknownKeys { found, trusted });
        }
        Ok(verified)
    }
}

impl fmt::Display for Note {
    /// The note, byte for byte as it was read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        for Signature { name, key_hash, bytes } in &self.signatures {
            let both: Vec<u8> = key_hash.0.iter().chain(bytes).copied().collect();
            writeln!(f, "{DASH}{name} {}", STANDARD.encode(both))?;
        }
        Ok(())
    }
}

fn check_text(text: &str) -> Result<(), NoteFault> {
    let control = text.bytes().position(|b| b < b' ' && b != b'\n');
    control.map_or(Ok(()), |offset| Err(NoteFault::Control { offset }))
}

fn signature(line: &str) -> Option<Signature> {
    let (name, base64) = line.strip_prefix(DASH)?.split_once(' ')?;
    check_name(name).ok()?;
    let bytes = STANDARD.decode(base64).ok()?;
    let (hash, bytes) = bytes.split_first_chunk::<4>()?;
    if bytes.is_empty() {
        return None;
    }
    Some(Signature { name: name.to_owned(), key_hash: KeyHash(*hash), bytes: bytes.to_vec() })
}
