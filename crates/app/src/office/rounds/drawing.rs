//! The steps of the public draw.

use super::{By, RoundError, Rounds, blocking};
use crate::office::assess::{DrawFiles, drawn};
use crate::office::desk::Accepted;
use kaocheng_office::act::{Act, DrawStep};
use std::collections::BTreeMap;

impl Rounds {
    /// Takes a step of the draw and publishes its files. The seed is kept nowhere.
    pub async fn draw(
        &self,
        by: By<'_>,
        round: &str,
        step: DrawStep,
        given: DrawFiles,
    ) -> Result<Accepted, RoundError> {
        let found = self.round(round).await?;
        let files = self.files(round).await?;
        let (lang, note) = (by.lang, given.note.clone());
        let made = blocking(move || drawn(&files, found.of_scheme.as_deref(), step, given, lang)).await??;
        let mut blobs = BTreeMap::new();
        for (name, bytes) in made {
            blobs.insert(name, self.blobs.put(bytes).await?);
        }
        let accepted = self.act(by, Act::DrawStepped { round: round.to_owned(), step, files: blobs, note }).await?;
        self.desk.checkpoint().await?;
        Ok(accepted)
    }
}
