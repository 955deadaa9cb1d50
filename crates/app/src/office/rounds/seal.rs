//! The seal of a round, and its folder as an archive that the command line works on.

use super::{By, RoundError, Rounds, blocking, language_of};
use crate::office::assess::{Files, seal};
use crate::office::desk::Accepted;
use kaocheng_office::act::Act;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

impl Rounds {
    /// Seals a round: the record that `kaocheng seal` would write over the files that the standing result rests on.
    pub async fn seal(&self, by: By<'_>, round: &str, early: &str) -> Result<Accepted, RoundError> {
        let found = self.round(round).await?;
        let computation = self.computation(round).await?;
        let files = self.inputs(&computation).await?;
        let lang = language_of(&files);
        let (_, record) = blocking(move || seal(&files, found.of_scheme.as_deref(), lang)).await??;
        let record = self.blobs.put(record).await?;
        let (result, early) = (computation.result, early.to_owned());
        let accepted = self.act(by, Act::Sealed { round: round.to_owned(), record, result, early }).await?;
        self.desk.checkpoint().await?;
        Ok(accepted)
    }

    /// A round's working folder as a ZIP archive: that of the sealed or standing computation, else as it stands.
    pub async fn archive(&self, round: &str) -> Result<Vec<u8>, RoundError> {
        let found = self.round(round).await?;
        let mut files = match self.computation(round).await {
            Ok(computation) if !self.desk.read().await?.is_stale(round) => self.inputs(&computation).await?,
            _ => self.files(round).await?,
        };
        if let Some(sealed) = &found.seal {
            let record = self.blobs.get(&sealed.record).await?;
            let (of_scheme, lang, laid) = (found.of_scheme.clone(), language_of(&files), files.clone());
            let (name, again) = blocking(move || seal(&laid, of_scheme.as_deref(), lang)).await??;
            if again != record {
                return Err(RoundError::Broken(format!("record {} is not what its files give", sealed.record)));
            }
            files.insert(name, record);
        }
        blocking(move || zipped(&files)).await?
    }
}

fn zipped(files: &Files) -> Result<Vec<u8>, RoundError> {
    let failed = |error: String| RoundError::Broken(format!("archive: {error}"));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name, SimpleFileOptions::default()).map_err(|e| failed(e.to_string()))?;
        archive.write_all(bytes).map_err(|e| failed(e.to_string()))?;
    }
    Ok(archive.finish().map_err(|e| failed(e.to_string()))?.into_inner())
}
