//! A round as the public sees it.

use crate::message::Lang;
use crate::office::assess::{Checking, check};
use crate::office::moment::Moment;
use crate::office::web::pages::results::Result;
use crate::office::web::{Ask, Frame, Outcome, Trouble};
use askama::Template;
use kaocheng_office::entity::Round;
use kaocheng_office::office::{key, under};
use kaocheng_office::role::RoundState;

#[derive(Template)]
#[template(path = "pages/public/round.html")]
struct Page {
    t: Lang,
    frame: Frame,
    id: String,
    round: Round,
    /// When it was issued, in the office's time.
    issued: String,
    text: String,
    checking: Checking,
    result: Option<Result>,
    appeals: usize,
    has_draw: bool,
    checkpoint: String,
}

/// The round, unless it is not published.
async fn published(ask: &Ask) -> std::result::Result<Round, Trouble> {
    let office = ask.office().await?;
    let found = office.rounds.get(&key(&[ask.param("round")])).filter(|r| r.state != RoundState::Drafted);
    found.cloned().ok_or(Trouble::NotFound)
}

/// Whether results are public.
fn shows_results(round: &Round) -> bool {
    matches!(round.state, RoundState::OnNotice | RoundState::Final)
}

async fn text_of(ask: &Ask, round: &Round) -> std::result::Result<Vec<u8>, Trouble> {
    let blob = round.scheme.clone().ok_or(Trouble::NotFound)?;
    Ok(ask.server.blobs.get(&blob).await?)
}

pub async fn show(ask: Ask) -> Outcome {
    let round = published(&ask).await?;
    let id = ask.param("round").to_owned();
    let (appeals, has_draw) = {
        let office = ask.office().await?;
        (under(&office.appeals, &[&id]).count(), office.draws.contains_key(&key(&[&id])))
    };
    let bytes = text_of(&ask, &round).await?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let t = ask.t;
    let checking = tokio::task::spawn_blocking(move || check(&bytes, t)).await;
    let checking = checking.map_err(|error| Trouble::Broken(error.to_string()))?;
    let result = match shows_results(&round) {
        true => {
            let computation = ask.server.rounds.computation(&id).await?;
            Some(Result::of(&*ask.server.rounds.result(&computation).await?))
        }
        false => None,
    };
    let checkpoint = ask.server.desk.store().checkpoint_up_to(u64::MAX >> 1).await?.map(|(_, note)| note);
    let stamp = round.issued.as_ref().map(|issue| issue.stamp.at.clone()).unwrap_or_default();
    let issued = Moment::of_text(&stamp).map_or(stamp, Moment::local);
    let frame = ask.frame(&round.title, &round.title).under("/public", t.pick("公开信息", "Public"));
    let checkpoint = checkpoint.unwrap_or_default();
    ask.page(&Page { t, frame, id, round, issued, text, checking, result, appeals, has_draw, checkpoint })
}

pub async fn scheme(ask: Ask) -> Outcome {
    let round = published(&ask).await?;
    let bytes = text_of(&ask, &round).await?;
    ask.file("scheme.md", "text/markdown; charset=utf-8", bytes)
}

pub async fn result(ask: Ask) -> Outcome {
    let round = published(&ask).await?;
    if !shows_results(&round) {
        return Err(Trouble::NotFound);
    }
    let computation = ask.server.rounds.computation(ask.param("round")).await?;
    let bytes = ask.server.blobs.get(&computation.result).await?;
    ask.file("result.json", "application/json", bytes)
}
