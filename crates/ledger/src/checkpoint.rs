//! Origin, size and root of a ledger → the text that is signed (C2SP tlog-checkpoint), and a signed note → the checkpoint
//! that it is.

use crate::digest::Digest;
use crate::note::{Note, NoteFault, OpenFault, SigningKey, VerifierKey};
use std::fmt;

/// What a ledger's keeper signs: these are all entries up to now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which ledger: the name of the key it is signed with.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// The root of the tree over them.
    pub root: Digest,
    /// Further lines. Nobody can check them against the entries.
    pub extensions: Vec<String>,
}

/// A checkpoint whose signature holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What was signed.
    pub checkpoint: Checkpoint,
    /// The keys whose signatures hold, as `name+hash`; the ledger's own is among them.
    pub signed_by: Vec<String>,
}

/// Why a note is no checkpoint that can be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckpointFault {
    /// It is no note.
    Note(NoteFault),
    /// Its signatures do not hold.
    Open(OpenFault),
    /// A line is missing.
    Missing(Line),
    /// A line is empty, holds a control character, or is not ended.
    Text {
        /// The line, from 1.
        line: usize,
    },
    /// The second line is no size.
    Size {
        /// What stands there.
        found: String,
    },
    /// The third line is no root.
    Root {
        /// What stands there.
        found: String,
    },
    /// It is signed, but not by a key that is named as the origin.
    NotByOrigin {
        /// The origin.
        origin: String,
        /// The keys that signed it, as `name+hash`.
        signed_by: Vec<String>,
    },
}

/// A line that every checkpoint has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The first.
    Origin,
    /// The second.
    Size,
    /// The third.
    Root,
}

impl From<NoteFault> for CheckpointFault {
    fn from(fault: NoteFault) -> CheckpointFault {
        CheckpointFault::Note(fault)
    }
}

impl From<OpenFault> for CheckpointFault {
    fn from(fault: OpenFault) -> CheckpointFault {
        CheckpointFault::Open(fault)
    }
}

impl fmt::Display for CheckpointFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CheckpointFault::Note(fault) => fault.fmt(f),
            CheckpointFault::Open(fault) => fault.fmt(f),
            CheckpointFault::Missing(line) => {
                let line = match line {
                    Line::Origin => "origin",
                    Line::Size => "size",
                    Line::Root => "root",
                };
                write!(f, "found no line for the {line}; a checkpoint has origin, size and root, a line each")
            }
            CheckpointFault::Text { line } => {
                write!(f, "line {line} is empty or not a line of plain text; every line of a checkpoint is")
            }
            CheckpointFault::Size { found } => {
                write!(f, "found {found:?} as the size; a whole number of entries without leading zeros is right")
            }
            CheckpointFault::Root { found } => {
                write!(f, "found {found:?} as the root; 44 characters of base64 are right")
            }
            CheckpointFault::NotByOrigin { origin, signed_by } => {
                let by = signed_by.join(", ");
                write!(f, "the checkpoint of {origin} is signed by {by}; a signature of {origin} is right")
            }
        }
    }
}

impl std::error::Error for CheckpointFault {}

impl Checkpoint {
    /// Reads the text of a note.
    pub fn read(text: &str) -> Result<Checkpoint, CheckpointFault> {
        let lines = text.strip_suffix('\n').ok_or(CheckpointFault::Text { line: text.split('\n').count() })?;
        let mut lines = lines.split('\n');
        let mut line = |which| lines.next().ok_or(CheckpointFault::Missing(which));
        let (origin, size, root) = (line(Line::Origin)?, line(Line::Size)?, line(Line::Root)?);
        let digits = !size.is_empty() && size.bytes().all(|b| b.is_ascii_digit());
        let leading = size.len() > 1 && size.starts_with('0');
        let number = if digits && !leading { size.parse().ok() } else { None };
        let size = number.ok_or_else(|| CheckpointFault::Size { found: size.to_owned() })?;
        let root = Digest::from_base64(root).map_err(|_| CheckpointFault::Root { found: root.to_owned() })?;
        let extensions = lines.map(str::to_owned).collect();
        let checkpoint = Checkpoint { origin: origin.to_owned(), size, root, extensions };
        checkpoint.check_lines()?;
        Ok(checkpoint)
    }

    /// The text that is signed.
    pub fn text(&self) -> Result<String, CheckpointFault> {
        self.check_lines()?;
        let mut text = format!("{}\n{}\n{}\n", self.origin, self.size, self.root.base64());
        for line in &self.extensions {
            text.push_str(line);
            text.push('\n');
        }
        Ok(text)
    }

    /// The signed note. The key is named as the origin.
    pub fn sign(&self, key: &SigningKey) -> Result<Note, CheckpointFault> {
        let verifier = key.verifier();
        if verifier.name() != self.origin {
            let (origin, signed_by) = (self.origin.clone(), vec![verifier.short()]);
            return Err(CheckpointFault::NotByOrigin { origin, signed_by });
        }
        Ok(Note::sign(&self.text()?, key)?)
    }

    /// The checkpoint in a note, if it is signed by a trusted key that is named as the origin. Signatures of other trusted
    /// keys (witnesses) must hold too; those of unknown keys are passed over.
    pub fn open(note: &[u8], trusted: &[VerifierKey]) -> Result<Opened, CheckpointFault> {
        let note = Note::read(note)?;
        let verified = note.open(trusted)?;
        let checkpoint = Checkpoint::read(note.text())?;
        let signed_by = verified.iter().map(|k| k.short()).collect();
        if verified.iter().all(|k| k.name() != checkpoint.origin) {
            return Err(CheckpointFault::NotByOrigin { origin: checkpoint.origin, signed_by });
        }
        Ok(Opened { checkpoint, signed_by })
    }

    fn check_lines(&self) -> Result<(), CheckpointFault> {
        let plain = |line: &str| !line.is_empty() && line.bytes().all(|b| b >= b' ');
        if !plain(&self.origin) {
            return Err(CheckpointFault::Text { line: 1 });
        }
        match self.extensions.iter().position(|l| !plain(l)) {
            Some(at) => Err(CheckpointFault::Text { line: at + 4 }),
            None => Ok(()),
        }
    }
}
