//! The key of the server, and what it signs: checkpoints of the ledger.
//!
//! The ledger is named by its first act, so that every server of one office signs for the same ledger and a copy of it
//! keeps its name.

use super::DeskError;
use kaocheng_ledger::checkpoint::Checkpoint;
use kaocheng_ledger::note::{SigningKey, VerifierKey};
use kaocheng_ledger::tree::Tree;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

/// Settings that begin so hold the public keys that have signed for this ledger: one, and one more for each change of key.
pub const KEYS: &str = "ledger.key.";

/// What signs.
pub struct Signer {
    seed: [u8; 32],
}

impl Signer {
    /// The key whose seed is in a file, 64 hexadecimal digits; the file is made where there is none. Only its owner may
    /// read it: with the seed, anybody can sign another history.
    pub fn of_file(file: &Path) -> Result<Signer, DeskError> {
        let fault = |reason: String| DeskError::Key(format!("{}: {reason}", file.display()));
        match std::fs::File::open(file) {
            Ok(mut open) => {
                if let Some(mode) = readable_by_others(&open) {
                    return Err(fault(format!("mode {mode:o} lets others read it; it must be 600")));
                }
                let mut text = String::new();
                open.read_to_string(&mut text).map_err(|error| fault(error.to_string()))?;
                let seed = seed_of(text.trim()).ok_or_else(|| fault("not 64 hexadecimal digits".to_owned()))?;
                Ok(Signer { seed })
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let mut seed = [0; 32];
                getrandom::fill(&mut seed).map_err(|error| fault(error.to_string()))?;
                write_seed(file, &seed).map_err(|error| fault(error.to_string()))?;
                // Two programs that begin at once both made one, and one file stands.
                Signer::of_file(file)
            }
            Err(error) => Err(fault(error.to_string())),
        }
    }

    /// A signed checkpoint over a tree; `None` over an empty one, which has no name yet.
    pub fn checkpoint(&self, tree: &Tree) -> Result<Option<String>, DeskError> {
        let Some(key) = self.key(tree)? else { return Ok(None) };
        let origin = key.verifier().name().to_owned();
        let checkpoint = Checkpoint { origin, size: tree.len(), root: tree.root(), extensions: Vec::new() };
        let note = checkpoint.sign(&key).map_err(|fault| DeskError::Key(fault.to_string()))?;
        Ok(Some(note.to_string()))
    }

    /// What its signatures are checked with.
    pub fn verifier(&self, tree: &Tree) -> Result<Option<VerifierKey>, DeskError> {
        Ok(self.key(tree)?.map(|key| key.verifier().clone()))
    }

    /// The setting that keeps the public key: its name and value.
    pub fn setting(&self, tree: &Tree) -> Result<Option<(String, String)>, DeskError> {
        let setting = |key: VerifierKey| (format!("{KEYS}{}", key.hash()), key.to_string());
        Ok(self.verifier(tree)?.map(setting))
    }

    fn key(&self, tree: &Tree) -> Result<Option<SigningKey>, DeskError> {
        let Some(first) = tree.leaves().first() else { return Ok(None) };
        let key = SigningKey::from_seed(&origin(&first.hex()), &self.seed);
        key.map(Some).map_err(|fault| DeskError::Key(fault.to_string()))
    }
}

/// The name of the ledger that begins with an entry of this hash.
fn origin(first: &str) -> String {
    format!("kaocheng/{}", first.get(..16).unwrap_or(first))
}

fn seed_of(text: &str) -> Option<[u8; 32]> {
    kaocheng_ledger::digest::Digest::from_hex(text).ok().map(|digest| digest.0)
}

/// Written beside its place and linked there: whole or not there, and never over another.
fn write_seed(file: &Path, seed: &[u8; 32]) -> std::io::Result<()> {
    let folder = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(beside, "{}", kaocheng_ledger::digest::Digest(*seed).hex())?;
    beside.as_file().sync_all()?;
    match beside.persist_noclobber(file) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error.error),
    }
}

/// The mode of a file that others than its owner may read.
#[cfg(unix)]
fn readable_by_others(file: &std::fs::File) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    let mode = file.metadata().ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then_some(mode)
}

#[cfg(not(unix))]
fn readable_by_others(_: &std::fs::File) -> Option<u32> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use kaocheng_ledger::digest::Algorithm;

    #[test]
    fn a_key_is_made_once_and_read_by_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        let tree = Tree::of_entries(Algorithm::Sha256, [b"a".as_slice()]);
        let first = Signer::of_file(&file).unwrap().verifier(&tree).unwrap();
        assert!(first.is_some());
        assert_eq!(Signer::of_file(&file).unwrap().verifier(&tree).unwrap(), first);
        std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
        assert!(Signer::of_file(&file).err().unwrap().to_string().contains("640"));
        std::fs::remove_file(&file).unwrap();
        std::fs::write(&file, "ab").unwrap();
        std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        assert!(Signer::of_file(&file).err().unwrap().to_string().contains("64 hexadecimal"));
        let nothing = Tree::new(Algorithm::Sha256);
        assert_eq!(Signer { seed: [1; 32] }.checkpoint(&nothing).unwrap(), None);
    }
}
