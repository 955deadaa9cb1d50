//! Points, and why: computed from the files as they stand, kept with a manifest of those very files.

use super::{By, RoundError, Rounds, blocking, language_of};
use crate::message::Lang;
use crate::office::assess::{Files, Standing, UnitTold, compute, tell};
use crate::office::desk::Accepted;
use kaocheng_office::act::Act;
use kaocheng_office::entity::Computation;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The form of manifests.
const MANIFEST: &str = "kaocheng-inputs-1";

impl Rounds {
    /// Computes a round and keeps the result. What was changed while it was computed makes it out of date at once, which
    /// the office sees; it never mixes old and new.
    pub async fn compute(&self, by: By<'_>, round: &str) -> Result<Accepted, RoundError> {
        let found = self.round(round).await?;
        let files = self.files(round).await?;
        let inputs = self.keep_inputs(&files).await?;
        let lang = language_of(&files);
        let outcome = blocking(move || compute(&files, found.of_scheme.as_deref(), lang)).await??;
        let result = self.blobs.put(outcome.result).await?;
        let (program, units) = (outcome.program, outcome.units);
        self.act(by, Act::Computed { round: round.to_owned(), result, inputs, program, units }).await
    }

    /// Keeps the files that something is computed from, and a manifest of them.
    async fn keep_inputs(&self, files: &Files) -> Result<String, RoundError> {
        let mut names = BTreeMap::new();
        for (name, bytes) in files {
            names.insert(name, self.blobs.put(bytes.clone()).await?);
        }
        let manifest = json!({ "format": MANIFEST, "files": names });
        Ok(self.blobs.put(format!("{manifest:#}\n").into_bytes()).await?)
    }

    /// The files that a computation rests on.
    pub async fn inputs(&self, computation: &Computation) -> Result<Files, RoundError> {
        let manifest: Json = serde_json::from_slice(&self.blobs.get(&computation.inputs).await?)
            .map_err(|error| RoundError::Broken(format!("manifest {}: {error}", computation.inputs)))?;
        let mut files = Files::new();
        for (name, blob) in manifest.get("files").and_then(Json::as_object).into_iter().flatten() {
            files.insert(name.clone(), self.blobs.get(blob.as_str().unwrap_or_default()).await?);
        }
        Ok(files)
    }

    /// The result of a computation, whole: every item of every unit. Pages keep what they show of it.
    pub async fn result(&self, computation: &Computation) -> Result<Json, RoundError> {
        let bytes = self.blobs.get(&computation.result).await?;
        let name = computation.result.clone();
        let read = move || {
            serde_json::from_slice(&bytes).map_err(|error| RoundError::Broken(format!("result {name}: {error}")))
        };
        blocking(read).await?
    }

    /// The computation that stands.
    pub async fn computation(&self, round: &str) -> Result<Computation, RoundError> {
        self.desk.read().await?.computation(round).cloned().ok_or(RoundError::NotComputed)
    }

    /// Why a unit has its points: by the computation given, else as the figures stand now.
    pub async fn tell(
        &self,
        round: &str,
        unit: &str,
        computation: Option<&Computation>,
        lang: Lang,
    ) -> Result<UnitTold, RoundError> {
        let standing = match computation {
            Some(computation) => self.standing_of(round, computation, lang).await?,
            None => self.standing_now(round, lang).await?,
        };
        let code = unit.to_owned();
        let told = blocking(move || tell(&standing, &code, lang)).await?;
        told.ok_or_else(|| RoundError::NoSuchUnit(unit.to_owned()))
    }

    /// A round as a computation had it.
    async fn standing_of(
        &self,
        round: &str,
        computation: &Computation,
        lang: Lang,
    ) -> Result<Arc<Standing>, RoundError> {
        let of_scheme = self.round(round).await?.of_scheme;
        let name = format!("{} {}", computation.inputs, of_scheme.as_deref().unwrap_or_default());
        let _making = self.making.lock().await;
        if let Some(kept) = self.standings.get(&name) {
            return Ok(kept);
        }
        let files = self.inputs(computation).await?;
        let standing = blocking(move || Standing::of(&files, of_scheme.as_deref(), lang)).await??;
        Ok(self.standings.keep(name, standing))
    }

    /// A round as it stands: one that was read after this was asked. Many who ask while figures come in share one.
    async fn standing_now(&self, round: &str, lang: Lang) -> Result<Arc<Standing>, RoundError> {
        let found = self.round(round).await?;
        let asked = found.changed;
        let list = found.units.map(|list| list.file).unwrap_or_default();
        let name = format!("now {round} {} {list}", found.scheme.unwrap_or_default());
        let _making = self.making.lock().await;
        if let Some(kept) = self.standings.get(&name).filter(|kept| kept.as_of >= asked) {
            return Ok(kept);
        }
        // What is taken between the two looks is in the files, and seems not to be: the next one to ask reads them again.
        let found = self.round(round).await?;
        let (as_of, files) = (found.changed, self.files(round).await?);
        let mut standing = blocking(move || Standing::of(&files, found.of_scheme.as_deref(), lang)).await??;
        standing.as_of = as_of;
        Ok(self.standings.keep(name, standing))
    }
}
