//! Notes and checkpoints: the published example, and everything that is none.

#![allow(clippy::unwrap_used)]

use kaocheng_ledger::checkpoint::{Checkpoint, CheckpointFault, Line};
use kaocheng_ledger::digest::{Algorithm, Digest};
use kaocheng_ledger::note::{
    KeyFault, MOST_SIGNATURES, NameFault, Note, NoteFault, OpenFault, SigningKey, VerifierKey, check_name,
};
use proptest::prelude::*;

// The keys and the note of the reference implementation of signed notes.
const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const PETER_SECRET: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const ENOCH: &str = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const TEXT: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n";
const BY_PETER: &str =
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const BY_ENOCH: &str =
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

fn key(text: &str) -> VerifierKey {
    VerifierKey::read(text).unwrap()
}

fn note(signatures: &str) -> String {
    format!("{TEXT}\n{signatures}")
}

fn names(text: &str, trusted: &[VerifierKey]) -> Result<Vec<String>, OpenFault> {
    let verified =
        Note::read(text.as_bytes()).unwrap().open(trusted)?.into_iter().map(|k| k.name().to_owned()).collect();
    Ok(verified)
}

#[test]
fn the_published_note_is_signed_and_opened() {
    let signed = Note::sign(TEXT, &SigningKey::read(PETER_SECRET).unwrap()).unwrap();
    assert_eq!(signed.to_string(), note(BY_PETER));
    let read = Note::read(note(BY_PETER).as_bytes()).unwrap();
    assert_eq!(read, signed);
    assert_eq!(read.text(), TEXT);
    let both = note(&format!("{BY_PETER}{BY_ENOCH}"));
    assert_eq!(names(&both, &[key(PETER)]).unwrap(), ["PeterNeumann"]);
    assert_eq!(names(&both, &[key(ENOCH), key(PETER), key(ENOCH)]).unwrap(), ["PeterNeumann", "EnochRoot"]);
    let twice = note(&format!("{BY_PETER}{BY_PETER}"));
    assert_eq!(names(&twice, &[key(PETER)]).unwrap(), ["PeterNeumann"]);
    let unknown = names(&note(BY_PETER), &[key(ENOCH)]).unwrap_err();
    assert_eq!(unknown.to_string(), "signed by PeterNeumann+c74f20a3; a signature by EnochRoot+af0cfe78 is right");
    assert!(names(&note(BY_PETER), &[]).unwrap_err().to_string().ends_with("by nobody is right"));
}

#[test]
fn keys_read_as_they_are_written_and_in_no_other_way() {
    let secret = SigningKey::read(PETER_SECRET).unwrap();
    assert_eq!(secret.secret_text(), PETER_SECRET);
    assert_eq!(secret.verifier().to_string(), PETER);
    assert_eq!(format!("{secret:?}"), "SigningKey(PeterNeumann+c74f20a3)");
    assert_eq!(VerifierKey::new("PeterNeumann", &key(PETER).public()).unwrap(), key(PETER));
    for (from, to) in (0..PETER.len()).flat_map(|a| (a..=PETER.len()).map(move |b| (a, b))) {
        let part = &PETER[from..to];
        assert!(part == PETER || VerifierKey::read(part).is_err(), "{part}");
    }
    for at in 0..PETER_SECRET.len() {
        assert!(SigningKey::read(&PETER_SECRET[..at]).is_err());
        for text in [PETER, PETER_SECRET] {
            let mut bytes = text.as_bytes().to_vec();
            let Some(byte) = bytes.get_mut(at) else { continue };
            *byte += 1;
            let changed = String::from_utf8(bytes).unwrap();
            assert!(VerifierKey::read(&changed).is_err() && SigningKey::read(&changed).is_err(), "{changed}");
        }
    }
}

#[test]
fn what_is_wrong_with_a_key_is_said() {
    let fault = |text: &str| VerifierKey::read(text).unwrap_err();
    assert_eq!(fault("PeterNeumann"), KeyFault::Parts);
    assert_eq!(fault("+c74f20a3+ARpc"), KeyFault::Name(NameFault::Empty));
    assert_eq!(fault("Peter+C74F20A3+ARpc"), KeyFault::HashDigits);
    assert_eq!(fault("Peter+c74f20a3+ARpc"), KeyFault::Bytes);
    assert_eq!(fault("Peter+c74f20a3+"), KeyFault::Bytes);
    assert_eq!(
        fault("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"),
        KeyFault::Kind { found: 0x65 }
    );
    let other = fault(&PETER.replace("PeterNeumann", "Peter"));
    assert!(matches!(other, KeyFault::Hash { .. }) && other.to_string().contains("c74f20a3"), "{other}");
    // The neutral point: every signature of a certain form would hold.
    let mut neutral = [0; 32];
    neutral[0] = 1;
    assert_eq!(VerifierKey::new("x", &neutral), Err(KeyFault::NoKey));
    assert_eq!(SigningKey::read(PETER).unwrap_err(), KeyFault::NotPrivate);
    for (name, character) in
        [("a b", ' '), ("a+b", '+'), ("区\u{3000}县", '\u{3000}'), ("a\nb", '\n'), ("a\u{a0}", '\u{a0}')]
    {
        let expected = NameFault::Character { name: name.to_owned(), character };
        assert_eq!(check_name(name), Err(expected.clone()));
        assert_eq!(SigningKey::from_seed(name, &[7; 32]).unwrap_err(), KeyFault::Name(expected));
    }
    assert_eq!(check_name("示例区.example/账本"), Ok(()));
}

#[test]
fn what_is_no_note_is_refused_with_its_place() {
    let fault = |text: &[u8]| Note::read(text).unwrap_err();
    assert_eq!(fault(TEXT.as_bytes()), NoteFault::NoBlankLine);
    assert_eq!(fault(b""), NoteFault::NoBlankLine);
    assert_eq!(fault(note("").as_bytes()), NoteFault::NoSignature);
    assert_eq!(fault(note(BY_PETER.trim_end()).as_bytes()), NoteFault::NoLineEnd);
    assert_eq!(fault(b"\x01a\n\n"), NoteFault::Control { offset: 0 });
    assert_eq!(fault(b"a\r\n\n"), NoteFault::Control { offset: 1 });
    assert_eq!(fault(b"ab\xff\n\n"), NoteFault::NotUtf8 { offset: 2 });
    let many = note(&BY_PETER.repeat(MOST_SIGNATURES + 1));
    assert_eq!(fault(many.as_bytes()), NoteFault::TooManySignatures);
    assert!(Note::read(note(&BY_PETER.repeat(MOST_SIGNATURES)).as_bytes()).is_ok());
    let wrong = format!("{BY_PETER}Unexpected line.\n");
    let expected = NoteFault::SignatureLine { line: 5, found: "Unexpected line.".to_owned() };
    assert_eq!(fault(note(&wrong).as_bytes()), expected);
    let short = fault(format!("a\n\n{BY_PETER}?\n").as_bytes());
    assert_eq!(short, NoteFault::SignatureLine { line: 4, found: "?".to_owned() });
    for line in [
        BY_PETER.replace("PeterNeumann", "Peter Neumann"),
        BY_PETER.replace("PeterNeumann", "Peter+Neumann"),
        BY_PETER.replace("PeterNeumann", ""),
        BY_PETER.replace('—', "-"),
        BY_PETER.replace("nAM=", "nAM"),
        BY_PETER.replace("nAM=", "nAN="),
        "— PeterNeumann x08gow==\n".to_owned(),
        "— PeterNeumann \n".to_owned(),
    ] {
        assert!(matches!(fault(note(&line).as_bytes()), NoteFault::SignatureLine { line: 4, .. }), "{line}");
    }
    let peter = SigningKey::read(PETER_SECRET).unwrap();
    assert_eq!(Note::sign("abc", &peter), Err(NoteFault::NoLineEnd));
    assert_eq!(Note::sign("a\tc\n", &peter), Err(NoteFault::Control { offset: 1 }));
}

#[test]
fn a_text_may_have_blank_lines_and_lines_like_signatures() {
    let peter = SigningKey::read(PETER_SECRET).unwrap();
    for text in ["a\n\nb\n", "\n", "a\n\n", "a\n\n— PeterNeumann AAAA\n"] {
        let mut note = Note::sign(text, &peter).unwrap();
        let read = Note::read(note.to_string().as_bytes()).unwrap();
        assert_eq!(read.text(), text);
        assert_eq!(read.open(&[key(PETER)]).unwrap(), [&key(PETER)]);
        note.add(&peter).unwrap();
        assert_eq!(note, read);
        note.add(&SigningKey::from_seed("witness", &[3; 32]).unwrap()).unwrap();
        assert_eq!(note.signatures().len(), 2);
        assert_eq!(note.signatures()[0].key(), "PeterNeumann+c74f20a3");
        // A new key of the same name signs beside the old one.
        note.add(&SigningKey::from_seed("witness", &[4; 32]).unwrap()).unwrap();
        assert_eq!(note.signatures().len(), 3);
    }
}

#[test]
fn a_signature_that_does_not_hold_spoils_the_note() {
    let wrong = OpenFault::WrongSignature { key: "PeterNeumann+c74f20a3".to_owned() };
    let both = note(&format!("{BY_PETER}{BY_ENOCH}")).replace("answer", "Answer");
    assert_eq!(names(&both, &[key(ENOCH), key(PETER)]), Err(wrong.clone()));
    let longer = note(&BY_PETER.replace("JkuBS", "JkuBABCDS"));
    assert_eq!(names(&longer, &[key(PETER)]), Err(wrong.clone()));
    // A key that shares name and hash, and nothing else, cannot be made here; one that shares the name is another key.
    let other = SigningKey::from_seed("PeterNeumann", &[9; 32]).unwrap();
    let unknown = names(&note(BY_PETER), std::slice::from_ref(other.verifier())).unwrap_err();
    assert!(matches!(unknown, OpenFault::UnknownKeys { .. }));
    assert!(wrong.to_string().contains("does not hold"));
}

fn checkpoint() -> Checkpoint {
    let root = Digest::from_base64("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=").unwrap();
    Checkpoint { origin: "example.com/behind-the-sofa".to_owned(), size: 20_852_163, root, extensions: Vec::new() }
}

#[test]
fn the_checkpoint_of_the_specification() {
    let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    assert_eq!(Checkpoint::read(text).unwrap(), checkpoint());
    assert_eq!(checkpoint().text().unwrap(), text);
    let line = "— example.com/behind-the-sofa \
        Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";
    let note = Note::read(format!("{text}\n{line}").as_bytes()).unwrap();
    assert_eq!((note.text(), note.signatures()[0].key().as_str()), (text, "example.com/behind-the-sofa+033de0ae"));
}

#[test]
fn a_checkpoint_is_signed_and_opened() {
    let ledger = SigningKey::from_seed("example.com/behind-the-sofa", &[1; 32]).unwrap();
    let witness = SigningKey::from_seed("witness.example", &[2; 32]).unwrap();
    let extended = Checkpoint { extensions: vec!["期末".to_owned(), "x y+z".to_owned()], ..checkpoint() };
    let mut note = extended.sign(&ledger).unwrap();
    note.add(&witness).unwrap();
    let bytes = note.to_string();
    let open = |keys: &[&SigningKey]| {
        let keys: Vec<VerifierKey> = keys.iter().map(|k| k.verifier().clone()).collect();
        Checkpoint::open(bytes.as_bytes(), &keys)
    };
    let opened = open(&[&witness, &ledger]).unwrap();
    assert_eq!(opened.checkpoint, extended);
    assert_eq!(opened.signed_by, [ledger.verifier().short(), witness.verifier().short()]);
    assert_eq!(open(&[&ledger]).unwrap().signed_by.len(), 1);
    let by_witness = open(&[&witness]).unwrap_err();
    assert!(matches!(by_witness, CheckpointFault::NotByOrigin { .. }), "{by_witness}");
    assert!(matches!(open(&[]).unwrap_err(), CheckpointFault::Open(OpenFault::UnknownKeys { .. })));
    assert!(matches!(checkpoint().sign(&witness), Err(CheckpointFault::NotByOrigin { .. })));
}

#[test]
fn what_is_no_checkpoint_is_refused() {
    let root = Algorithm::Sha256.hash(b"").base64();
    let fault = |text: &str| Checkpoint::read(text).unwrap_err();
    assert_eq!(fault("o\n1\n"), CheckpointFault::Missing(Line::Root));
    assert_eq!(fault("o\n"), CheckpointFault::Missing(Line::Size));
    for size in ["01", "-1", "+1", "", " 1", "1 ", "1.0", "18446744073709551616", "١"] {
        assert_eq!(fault(&format!("o\n{size}\n{root}\n")), CheckpointFault::Size { found: size.to_owned() });
    }
    assert_eq!(fault("o\n1\nAAAA\n"), CheckpointFault::Root { found: "AAAA".to_owned() });
    assert_eq!(fault(&format!("\n1\n{root}\n")), CheckpointFault::Text { line: 1 });
    assert_eq!(fault(&format!("o\n1\n{root}\n\n")), CheckpointFault::Text { line: 4 });
    assert_eq!(fault(&format!("o\n1\n{root}\na\nb\tc\n")), CheckpointFault::Text { line: 5 });
    assert_eq!(fault(&format!("o\n1\n{root}")), CheckpointFault::Text { line: 3 });
    assert!(Checkpoint::read(&format!("o\n0\n{root}\n")).is_ok());
    let broken = Checkpoint { extensions: vec!["a\nb".to_owned()], ..checkpoint() };
    assert_eq!(broken.text(), Err(CheckpointFault::Text { line: 4 }));
}

proptest! {
    #[test]
    fn what_reads_is_written_as_it_was(text in "[ab\n]{0,6}\n", base64 in "[A-Za-z0-9+/]{8,12}={0,2}", tail in "[\n— a=]{0,3}") {
        let whole = format!("{text}\n— a {base64}\n{tail}");
        if let Ok(note) = Note::read(whole.as_bytes()) {
            prop_assert_eq!(note.to_string(), whole);
        }
    }

    #[test]
    fn any_text_of_lines_can_be_signed(text in "[^\\x00-\\x1f]{0,20}(\n[^\\x00-\\x1f]{0,9}){0,4}\n", seed in any::<[u8; 32]>()) {
        let secret = SigningKey::from_seed("k", &seed).unwrap();
        let note = Note::sign(&text, &secret).unwrap();
        let read = Note::read(note.to_string().as_bytes()).unwrap();
        prop_assert_eq!(&read, &note);
        prop_assert!(read.open(std::slice::from_ref(secret.verifier())).is_ok());
    }
}
