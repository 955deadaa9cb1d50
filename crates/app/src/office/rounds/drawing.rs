//! The steps of the public draw.

use super::{By, RoundError, Rounds, blocking};
use crate::office::assess::{DrawFiles, drawn};
use crate::office::desk::Accepted;
use kaocheng_office::act::{Act, DrawStep};
use std::collections::BTreeMap;

/// Whether this can be a seed: 20 to 100 digits, which is more than anybody tries out.
pub fn is_seed(text: &str) -> bool {
    (20..=100).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl Rounds {
    /// Takes a step of the draw and publishes its files. The seed is kept nowhere.
    pub async fn draw(
        &self,
        by: By<'_>,
        round: &str,
        step: DrawStep,
        given: DrawFiles,
    ) -> Result<Accepted, RoundError> {
        if matches!(step, DrawStep::Committed | DrawStep::Revealed) && !is_seed(&given.seed) {
            return Err(RoundError::Unfit([
                "种子是 20 至 100 位数字。".to_owned(),
                "A seed is 20 to 100 digits.".to_owned(),
            ]));
        }
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
