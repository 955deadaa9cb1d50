//! The steps of the public draw.

use super::{Files, Laid, Trouble};
use crate::commands::draw;
use crate::message::Lang;
use kaocheng_office::act::DrawStep;

/// What a step needs beside the round's files. The seed is never kept: it goes with the folder that the step worked in.
#[derive(Default)]
pub struct DrawFiles {
    /// The secret seed, for committing and revealing.
    pub seed: String,
    /// The digits thrown in public, for revealing.
    pub public: String,
    /// How it went, for the public page.
    pub note: String,
    /// The list of teams, for the last step.
    pub teams: Option<Vec<u8>>,
}

/// Takes a step; gives the files that it published, by their name in `draw/`.
pub fn drawn(
    files: &Files,
    of_scheme: Option<&str>,
    step: DrawStep,
    given: DrawFiles,
    lang: Lang,
) -> Result<Files, Trouble> {
    let laid = Laid::out(files, lang)?;
    let (folder, terminal) = (&laid.folder, &laid.terminal);
    let seed = laid.aside("seed.secret");
    if !given.seed.is_empty() {
        std::fs::write(&seed, &given.seed).map_err(|e| Trouble::of_io(&e))?;
    }
    let drawing = folder.dir.join("draw");
    if let Some(teams) = &given.teams {
        std::fs::create_dir_all(&drawing).map_err(|e| Trouble::of_io(&e))?;
        std::fs::write(drawing.join("teams.csv"), teams).map_err(|e| Trouble::of_io(&e))?;
    }
    laid.done(match step {
        DrawStep::Frozen => draw::freeze(folder, of_scheme, terminal),
        DrawStep::Committed => draw::commit(folder, seed, terminal),
        DrawStep::Revealed => draw::reveal(folder, of_scheme, (seed, given.public), terminal),
        DrawStep::Teamed => draw::teams(folder, of_scheme, terminal),
    })?;
    let mut made = Files::new();
    for entry in std::fs::read_dir(&drawing).map_err(|e| Trouble::of_io(&e))? {
        let entry = entry.map_err(|e| Trouble::of_io(&e))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let bytes = std::fs::read(entry.path()).map_err(|e| Trouble::of_io(&e))?;
        if files.get(&format!("draw/{name}")) != Some(&bytes) {
            made.insert(name, bytes);
        }
    }
    Ok(made)
}
