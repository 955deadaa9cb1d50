//! A round as the public sees it.

use super::edition::edition;
use crate::message::Lang;
use crate::office::assess::{Checking, check};
use crate::office::moment::Moment;
use crate::office::web::pages::results::Result;
use crate::office::web::{Ask, Frame, Outcome, Trouble};
use askama::Template;
use kaocheng_office::entity::{Computation, Round};
use kaocheng_office::office::{key, under};
use kaocheng_office::publication::Depth;
use kaocheng_office::role::RoundState;
use std::sync::Arc;

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
    checking: Arc<Checking>,
    result: Option<Arc<Result>>,
    page: usize,
    appeals: usize,
    has_draw: bool,
    /// The pages of units are public.
    tells_units: bool,
    depth: &'static str,
    checkpoint: String,
}

impl Page {
    fn pager(&self) -> String {
        format!("/public/{}?", self.id)
    }
}

/// The round, unless it is not published.
pub(super) async fn published(ask: &Ask) -> std::result::Result<Round, Trouble> {
    let office = ask.office().await?;
    let found = office.rounds.get(&key(&[ask.param("round")])).filter(|r| r.state != RoundState::Drafted);
    found.cloned().ok_or(Trouble::NotFound)
}

/// Whether results are public.
pub(super) fn shows_results(round: &Round) -> bool {
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
    let draws = ask.server.rounds.scheme(&id, ask.t).await.is_ok_and(|s| !s.plan.mechanism.samples.is_empty());
    let has_draw = has_draw || draws;
    let bytes = text_of(&ask, &round).await?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let t = ask.t;
    let checking = checked(&ask, &round, bytes).await?;
    let result = match shows_results(&round) {
        true => {
            let computation = ask.server.rounds.computation(&id).await?;
            Some(edition_of(&ask, &computation, round.publication.depth).await?)
        }
        false => None,
    };
    let checkpoint = ask.server.desk.store().checkpoint_up_to(u64::MAX >> 1).await?.map(|(_, note)| note);
    let stamp = round.issued.as_ref().map(|issue| issue.stamp.at.clone()).unwrap_or_default();
    let issued = Moment::of_text(&stamp).map_or(stamp, Moment::local);
    let frame = ask.frame(&round.title, &round.title).under("/public", t.pick("公开信息", "Public"));
    let checkpoint = checkpoint.unwrap_or_default();
    let page = result.as_ref().map_or(1, |result| result.page(&ask));
    let publication = round.publication;
    let [zh, en] = publication.depth.names();
    let (depth, tells_units) = (t.pick(zh, en), publication.depth >= Depth::Items);
    ask.page(&Page {
        t,
        frame,
        id,
        round,
        issued,
        text,
        checking,
        result,
        page,
        appeals,
        has_draw,
        tells_units,
        depth,
        checkpoint,
    })
}

/// The public edition of a result as pages show it, which is read once for each depth.
async fn edition_of(ask: &Ask, computation: &Computation, depth: Depth) -> std::result::Result<Arc<Result>, Trouble> {
    let (kept, name) = (&ask.server.results, format!("{} {}", computation.result, depth.word()));
    if let Some(result) = kept.get(&name) {
        return Ok(result);
    }
    let (whole, full) = (ask.server.rounds.result(computation).await?, computation.result.clone());
    let reading = tokio::task::spawn_blocking(move || Result::of(&edition(&whole, depth, &full))).await;
    Ok(kept.keep(name, reading.map_err(|error| Trouble::Broken(error.to_string()))?))
}

/// How the scheme was read, which is found out once for a text.
async fn checked(ask: &Ask, round: &Round, text: Vec<u8>) -> std::result::Result<Arc<Checking>, Trouble> {
    let (t, kept) = (ask.t, &ask.server.checkings);
    let name = format!("{} {}", round.scheme.as_deref().unwrap_or_default(), t.tag());
    if let Some(checking) = kept.get(&name) {
        return Ok(checking);
    }
    let checking = tokio::task::spawn_blocking(move || check(&text, t)).await;
    Ok(kept.keep(name, checking.map_err(|error| Trouble::Broken(error.to_string()))?))
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
    let whole = ask.server.rounds.result(&computation).await?;
    let public = edition(&whole, round.publication.depth, &computation.result);
    ask.file("result.json", "application/json", format!("{public:#}\n"))
}
