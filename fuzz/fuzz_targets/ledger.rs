//! Notes, keys, checkpoints and entries as anybody may send them: what reads is, byte for byte, what would be written.
#![no_main]

use kaocheng_ledger::canonical;
use kaocheng_ledger::checkpoint::Checkpoint;
use kaocheng_ledger::digest::Digest;
use kaocheng_ledger::note::{Note, SigningKey, VerifierKey};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(value) = canonical::read(bytes) {
        assert_eq!(canonical::write(&value).unwrap().as_bytes(), bytes);
    }
    if let Ok(note) = Note::read(bytes) {
        assert_eq!(note.to_string().as_bytes(), bytes);
        let key = SigningKey::from_seed("kaocheng.example", &[1; 32]).unwrap();
        assert!(note.open(std::slice::from_ref(key.verifier())).is_err());
        let signed = Note::sign(note.text(), &key).unwrap();
        assert!(signed.open(std::slice::from_ref(key.verifier())).is_ok());
        assert!(Checkpoint::open(bytes, std::slice::from_ref(key.verifier())).is_err());
        if let Ok(checkpoint) = Checkpoint::read(note.text()) {
            assert_eq!(checkpoint.text().unwrap(), note.text());
        }
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(checkpoint) = Checkpoint::read(text) {
        assert_eq!(checkpoint.text().unwrap(), text);
    }
    if let Ok(key) = VerifierKey::read(text) {
        assert_eq!(key.to_string(), text);
    }
    if let Ok(key) = SigningKey::read(text) {
        assert_eq!(key.secret_text(), text);
    }
    if let Ok(digest) = Digest::from_hex(text) {
        assert_eq!(digest.hex(), text);
    }
    if let Ok(digest) = Digest::from_base64(text) {
        assert_eq!(digest.base64(), text);
    }
});
