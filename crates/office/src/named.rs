//! The stored files that an act names: whoever takes the act makes sure that they are there.

use crate::act::{Act, Blob};

impl Act {
    /// The files that it names, by their hashes. An act of a new kind that names some has its arm here.
    pub fn blobs(&self) -> Vec<&Blob> {
        match self {
            Act::SchemeSaved { text, .. } => vec![text],
            Act::UnitsListed { file, .. } => vec![file],
            Act::FilesBrought { files, .. } | Act::DrawStepped { files, .. } => files.values().collect(),
            Act::Issued { scheme, units, .. } => vec![scheme, units],
            Act::EvidenceAttached { blob, .. } => vec![blob],
            Act::Computed { result, inputs, .. } => vec![result, inputs],
            Act::Sealed { record, result, .. } => vec![record, result],
            _ => Vec::new(),
        }
    }
}
