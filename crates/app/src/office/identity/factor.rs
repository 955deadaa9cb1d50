//! The second factor: one-time codes by time (RFC 6238, SHA-1, six digits, thirty seconds), as every authenticator has them.
//!
//! The store keeps no secret of it. It keeps a number per person, and the secret follows from that number and a key that
//! lies in a file beside the store: who reads the store alone can make no codes.

use super::secret::{self, NoRandomness};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::Sha256;
use std::io::Write as _;
use std::path::Path;

/// Seconds that a code is shown.
const STEP: i64 = 30;
/// Steps before and after now that are accepted: clocks of telephones differ, and people type slowly.
const SLACK: i64 = 1;
const CODE_LENGTH: usize = 6;

/// The key that all second factors follow from.
#[derive(Clone)]
pub struct FactorKey([u8; 32]);

impl FactorKey {
    /// From its 32 bytes.
    #[cfg(test)]
    pub fn new(bytes: [u8; 32]) -> FactorKey {
        FactorKey(bytes)
    }

    /// Of a file, which is made where there is none, readable by its owner alone.
    pub fn of_file(path: &Path) -> Result<FactorKey, KeyFile> {
        let unusable = |reason: String| KeyFile { path: path.display().to_string(), reason };
        match std::fs::read(path) {
            Ok(bytes) => bytes.try_into().map(FactorKey).map_err(|_| unusable("it does not hold 32 bytes".to_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let bytes = secret::bytes::<32>().map_err(|_| unusable("there is no randomness".to_owned()))?;
                write_new(path, &bytes).map_err(|error| unusable(error.to_string()))?;
                Ok(FactorKey(bytes))
            }
            Err(error) => Err(unusable(error.to_string())),
        }
    }

    /// What can be kept of it where it must not be kept itself.
    pub fn fingerprint(&self) -> String {
        secret::derived("identity key", &secret::hex(&self.0))
    }

    /// The secret of a person whose number is `salt`.
    pub fn secret(&self, person: &str, salt: &str) -> FactorSecret {
        let mut bytes = [0; 20];
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) {
            mac.update(format!("kaocheng second factor\n{person}\n{salt}").as_bytes());
            bytes.copy_from_slice(&mac.finalize().into_bytes()[..20]);
        }
        FactorSecret(bytes)
    }
}

/// The file of the key cannot be used.
#[derive(Debug)]
pub struct KeyFile {
    /// The file.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// Whole or not at all: half a key would lock everybody out.
fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    // Temporary files are readable by their owner alone, and stay so when they are renamed.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path)?;
    Ok(())
}

/// A fresh number for a person who sets the factor up (anew).
pub fn salt() -> Result<String, NoRandomness> {
    secret::bytes::<16>().map(|b| secret::hex(&b))
}

/// What an authenticator is given.
pub struct FactorSecret([u8; 20]);

impl FactorSecret {
    /// In the letters that are typed where no camera is.
    pub fn base32(&self) -> String {
        base32(&self.0)
    }

    /// In groups of four, to be copied by hand.
    pub fn typed(&self) -> String {
        let letters = self.base32();
        let groups: Vec<&str> =
            (0..letters.len()).step_by(4).map(|i| &letters[i..(i + 4).min(letters.len())]).collect();
        groups.join(" ")
    }

    /// The address in the QR code.
    pub fn uri(&self, office: &str, login: &str) -> String {
        let encode =
            |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
        let (issuer, login) = (encode(office), encode(login));
        format!("otpauth://totp/{issuer}:{login}?secret={}&issuer={issuer}", self.base32())
    }

    /// The step whose code this is, later than `last` (a code is good once).
    pub fn step_of(&self, code: &str, at: i64, last: i64) -> Option<i64> {
        let typed: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let now = at.div_euclid(STEP);
        let steps = (now - SLACK..=now + SLACK).filter(|step| *step > last);
        // All steps are compared, so that time says nothing about which.
        steps.filter(|step| secret::same(&self.code(*step), &typed)).max()
    }

    /// The code of a step.
    fn code(&self, step: i64) -> String {
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(&self.0) else { return String::new() };
        mac.update(&step.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        let offset = usize::from(digest[19] & 15);
        let number = digest[offset..offset + 4].iter().fold(0u32, |n, b| n << 8 | u32::from(*b)) & 0x7fff_ffff;
        format!("{:0width$}", number % 10u32.pow(CODE_LENGTH as u32), width = CODE_LENGTH)
    }

    /// The code that an authenticator would show.
    #[cfg(test)]
    pub fn code_at(&self, at: i64) -> String {
        self.code(at.div_euclid(STEP))
    }
}

fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut out = String::new();
    let (mut held, mut bits) = (0u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(char::from(LETTERS[(held >> bits & 31) as usize]));
        }
    }
    if bits > 0 {
        out.push(char::from(LETTERS[(held << (5 - bits) & 31) as usize]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of the test vectors of RFC 6238, whose eight digits end in these six.
    fn of_the_rfc() -> FactorSecret {
        FactorSecret(*b"12345678901234567890")
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        let vectors = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];
        for (at, code) in vectors {
            assert_eq!(of_the_rfc().code_at(at), code);
        }
    }

    #[test]
    fn a_code_is_good_once_and_for_a_minute_or_so() {
        let secret = of_the_rfc();
        let step = secret.step_of("287 082", 59, 0).unwrap();
        assert_eq!(step, 1);
        assert_eq!(secret.step_of("287082", 59, step), None);
        assert_eq!(secret.step_of("287082", 59 + 30, 0), Some(1));
        assert_eq!(secret.step_of("287082", 59 + 60, 0), None);
        assert_eq!(secret.step_of("", 59, 0), None);
        assert_eq!(secret.step_of("28708", 59, 0), None);
    }

    #[test]
    fn letters_are_those_of_rfc_4648() {
        assert_eq!(base32(b"foobar"), "MZXW6YTBOI");
        assert_eq!(base32(b"f"), "MY");
    }

    #[test]
    fn secrets_follow_from_key_person_and_number() {
        let key = FactorKey::new([7; 32]);
        assert_eq!(key.secret("p1", "ab").base32(), key.secret("p1", "ab").base32());
        assert_ne!(key.secret("p1", "ab").base32(), key.secret("p2", "ab").base32());
        assert_ne!(key.secret("p1", "ab").base32(), FactorKey::new([8; 32]).secret("p1", "ab").base32());
        let uri = key.secret("p1", "ab").uri("青山县 考核办", "zhang");
        assert!(uri.starts_with("otpauth://totp/%E9%9D%92"), "{uri}");
        assert!(!uri.contains('+'), "{uri}");
    }
}
