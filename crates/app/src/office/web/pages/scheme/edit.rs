//! The text of a scheme: written while the round is drafted, read beside its reading ever after.

use super::super::rounds::{at, frame_of};
use super::check::checked;
use super::seen;
use crate::message::Lang;
use crate::office::assess::Checking;
use crate::office::rounds::{By, RoundError};
use crate::office::web::{Ask, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::Round;
use kaocheng_office::refusal::Refusal;
use kaocheng_office::standing::Subject;

#[derive(Template)]
#[template(path = "pages/scheme/edit.html")]
struct Page {
    t: Lang,
    frame: Frame,
    round: Round,
    base: String,
    may_write: bool,
    text: Text,
    checking: Checking,
}

/// A text in the editor.
pub struct Text {
    pub text: String,
    /// The saved text that its author saw.
    pub base: String,
    /// What somebody else saved meanwhile.
    pub theirs: Option<String>,
}

pub async fn show(ask: Ask) -> Outcome {
    let found = seen(&ask).await?;
    let (text, base) = saved(&ask, &found).await?;
    let checking = if text.is_empty() { Checking::default() } else { checked(text.clone(), ask.t).await? };
    page(&ask, Text { text, base, theirs: None }, checking).await
}

/// The saved text and its name.
async fn saved(ask: &Ask, round: &Round) -> Result<(String, String), Trouble> {
    let Some(blob) = &round.scheme else { return Ok(Default::default()) };
    let bytes = ask.server.rounds.blobs().get(blob).await?;
    Ok((String::from_utf8_lossy(&bytes).into_owned(), blob.clone()))
}

/// The text as typed, with the ends of lines of a file.
pub fn typed(ask: &Ask) -> String {
    let text = ask.form.value("text").replace("\r\n", "\n");
    if text.is_empty() || text.ends_with('\n') { text } else { text + "\n" }
}

/// The page.
pub async fn page(ask: &Ask, text: Text, checking: Checking) -> Outcome {
    let name = ask.param("round");
    let round = ask.server.rounds.round(name).await?;
    let may_write = {
        let office = ask.office().await?;
        ask.who.may(&office, Deed::WriteScheme, &Subject::round(name))
    };
    let frame = frame_of(ask, name, &round.title, ("方案", "Scheme"));
    let status = if text.theirs.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    let base = at(name, "");
    ask.page_with(status, &Page { t: ask.t, frame, round, base, may_write, text, checking })
}

pub async fn save(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let text = typed(&ask);
    let base = Some(ask.form.text("base").to_owned()).filter(|base| !base.is_empty());
    let id = ask.act_id("scheme");
    let by = By { person: &ask.who.person, id: &id, lang: ask.t };
    match ask.server.rounds.save_scheme(by, &round, &text, base).await.map_err(reason) {
        Ok(_) => ask.done(&at(&round, "/scheme"), "方案已保存。", "The scheme is saved."),
        Err(Trouble::Refused(Refusal::StaleText)) => {
            // Both texts are shown; saved once more, this one stands over the other, knowingly.
            let found = ask.server.rounds.round(&round).await?;
            let (theirs, base) = saved(&ask, &found).await?;
            let checking = checked(text.clone(), ask.t).await?;
            page(&ask, Text { text, base, theirs: Some(theirs) }, checking).await
        }
        Err(other) => Err(other),
    }
}

fn reason(error: RoundError) -> Trouble {
    error.into()
}
