//! What is done to a round as a whole: its files gathered from the office and the blobs, its scheme checked before figures
//! are taken, its points computed, told and sealed. Between the desk, which takes acts, and `assess`, which computes.

mod bring;
mod computing;
mod drawing;
mod entering;
mod evidence;
mod failure;
pub mod issuing;
pub mod media;
mod schemes;
mod seal;
#[cfg(test)]
mod tests;

pub use bring::Brought;
pub use bring::Listed;
pub use drawing::is_seed;
pub use entering::{Disputed, Entered};
pub use evidence::{LARGEST as LARGEST_EVIDENCE, Upload};
pub use failure::RoundError;
pub use schemes::Kept;

use crate::message::Lang;
use crate::office::assess::{Files, Scheme, Standing};
use crate::office::desk::{Accepted, Desk};
use crate::office::store::blobs::Blobs;
use kaocheng_office::act::{Act, FileFormat};
use kaocheng_office::entity::Round;
use kaocheng_office::files::Content;
use kaocheng_office::office::key;
use kaocheng_syntax::clause::Language;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::Mutex;

/// Who acts, and under which id of their own.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// The person.
    pub person: &'a str,
    /// The act's id: sent twice, it is taken once.
    pub id: &'a str,
    /// The person's language.
    pub lang: Lang,
}

/// The rounds of an office. Cloning it gives the same.
#[derive(Clone)]
pub struct Rounds {
    desk: Desk,
    blobs: Blobs,
    schemes: Arc<Kept<Scheme>>,
    /// Rounds read and scored, to tell units their points from. Each holds all figures of a round: few are kept, and only
    /// one is made at a time.
    standings: Arc<Kept<Standing>>,
    making: Arc<Mutex<()>>,
}

/// Rounds that are kept read and scored: what is on notice, and what is being reported.
const STANDINGS: usize = 2;

impl Rounds {
    /// Over a desk and the files that its acts name.
    pub fn new(desk: Desk, blobs: Blobs) -> Rounds {
        let standings = Arc::new(Kept::of(STANDINGS));
        Rounds { desk, blobs, schemes: Arc::default(), standings, making: Arc::default() }
    }

    /// The desk.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// The files.
    pub fn blobs(&self) -> &Blobs {
        &self.blobs
    }

    /// A round as it stands.
    pub async fn round(&self, round: &str) -> Result<Round, RoundError> {
        let office = self.desk.read().await?;
        office.rounds.get(&key(&[round])).cloned().ok_or_else(|| RoundError::NoSuchRound(round.to_owned()))
    }

    /// The files of a round's working folder as they stand.
    pub async fn files(&self, round: &str) -> Result<Files, RoundError> {
        let contents = self.desk.read().await?.files_of(round);
        self.fetched(contents.ok_or_else(|| RoundError::NoSuchRound(round.to_owned()))?).await
    }

    async fn fetched(&self, contents: BTreeMap<String, Content>) -> Result<Files, RoundError> {
        let mut files = Files::new();
        for (name, content) in contents {
            let bytes = match content {
                Content::Text(text) => text.into_bytes(),
                Content::Blob(blob) => self.blobs.get(&blob).await?,
            };
            files.insert(name, bytes);
        }
        Ok(files)
    }

    /// The scheme of a round, compiled once for as long as text and units stay.
    pub async fn scheme(&self, round: &str, lang: Lang) -> Result<Arc<Scheme>, RoundError> {
        let found = self.round(round).await?;
        let (Some(text), Some(units)) = (found.scheme, found.units) else { return Err(RoundError::NoScheme) };
        let of_scheme = found.of_scheme;
        let name = format!("{text} {} {}", units.file, of_scheme.as_deref().unwrap_or_default());
        if let Some(kept) = self.schemes.get(&name) {
            return Ok(kept);
        }
        let list = if units.format == FileFormat::Csv { "units.csv" } else { "units.xlsx" };
        let files = Files::from([
            ("scheme.md".to_owned(), self.blobs.get(&text).await?),
            (list.to_owned(), self.blobs.get(&units.file).await?),
        ]);
        let scheme = blocking(move || Scheme::new(&files, of_scheme.as_deref(), lang)).await??;
        Ok(self.schemes.keep(name, scheme))
    }

    /// Saves the scheme's text over the one that the author saw. What is wrong with it is no reason not to keep it.
    pub async fn save_scheme(
        &self,
        by: By<'_>,
        round: &str,
        text: &str,
        replaces: Option<String>,
    ) -> Result<Accepted, RoundError> {
        let blob = self.blobs.put(text.as_bytes().to_vec()).await?;
        self.act(by, Act::SchemeSaved { round: round.to_owned(), text: blob, replaces }).await
    }

    /// Sends an act to the desk.
    pub async fn act(&self, by: By<'_>, act: Act) -> Result<Accepted, RoundError> {
        Ok(self.desk.act(by.person, by.id, act).await?)
    }
}

/// The language of a round's own words: that of its scheme.
fn language_of(files: &Files) -> Lang {
    let text = files.get("scheme.md").map(|bytes| String::from_utf8_lossy(bytes));
    match text.map(|text| Language::of(&text)) {
        Some(Language::English) => Lang::En,
        _ => Lang::Zh,
    }
}

/// Runs something long on a thread of its own.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, RoundError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| RoundError::Broken(error.to_string()))
}
