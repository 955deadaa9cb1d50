//! Points, and why: computed from the files as they stand, kept with a manifest of those very files.

use super::{By, RoundError, Rounds, blocking, language_of};
use crate::message::Lang;
use crate::office::assess::{Files, UnitTold, compute, tell};
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

    /// The result of a computation.
    pub async fn result(&self, computation: &Computation) -> Result<Arc<Json>, RoundError> {
        if let Some(kept) = self.results.get(&computation.result) {
            return Ok(kept);
        }
        let bytes = self.blobs.get(&computation.result).await?;
        let result = serde_json::from_slice(&bytes)
            .map_err(|error| RoundError::Broken(format!("result {}: {error}", computation.result)))?;
        Ok(self.results.keep(computation.result.clone(), result))
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
        let found = self.round(round).await?;
        let files = match computation {
            Some(computation) => self.inputs(computation).await?,
            None => self.files(round).await?,
        };
        let code = unit.to_owned();
        let told = blocking(move || tell(&files, found.of_scheme.as_deref(), &code, lang)).await??;
        told.ok_or_else(|| RoundError::NoSuchUnit(unit.to_owned()))
    }
}
