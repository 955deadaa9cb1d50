//! The steps of a round that the office makes itself, since what is in them follows from other things: the list of units,
//! issuing, the draw, the seal. The header `Idempotency-Key` names each; sent twice, it is done once.

use super::query;
use super::shapes::{DrawSent, IssueSent, SealSent, Taken, UnitsSent};
use crate::office::assess::DrawFiles;
use crate::office::desk::Accepted;
use crate::office::rounds::By;
use crate::office::rounds::issuing::{Choice, decided};
use crate::office::web::{Ask, Outcome, Trouble};
use axum::http::StatusCode;
use axum::response::Response;
use kaocheng_office::act::Measure;
use kaocheng_office::deed::Deed;
use kaocheng_office::standing::Subject;

/// Lists the units of a round, from a file that was kept before: CSV or a workbook, as `units.csv` of a working folder.
#[utoipa::path(post, path = "/api/v1/rounds/{round}/units", operation_id = "set_units", request_body = UnitsSent,
    params(
        ("round" = String, Path, description = "The round's short name."),
        ("Idempotency-Key" = Option<String>, Header, description = "A name for this list, chosen by the caller."),
    ),
    responses((status = 200, description = "It is the list now.", body = Taken)))]
pub async fn units(ask: Ask) -> Outcome {
    let sent: UnitsSent = query::body(&ask)?;
    let id = ask.act_id("units");
    if let Some(answer) = taken_before(&ask, &id, Deed::WriteScheme).await? {
        return Ok(answer);
    }
    let bytes = query::kept(&ask, &sent.blob).await?;
    let listed = ask.server.rounds.list_units(by(&ask, &id), ask.param("round"), &sent.name, bytes).await?;
    taken(&ask, listed.accepted)
}

/// What the scheme asks for, with a proposal of who enters each figure.
#[utoipa::path(get, path = "/api/v1/rounds/{round}/measures", operation_id = "list_proposed_measures",
    params(("round" = String, Path, description = "The round's short name.")),
    responses((status = 200, description = "The measures, in the order of the scheme.", body = Vec<Measure>)))]
pub async fn measures(ask: Ask) -> Outcome {
    let measures = ask.server.rounds.proposed_measures(ask.param("round"), ask.t).await?;
    query::json(&ask, StatusCode::OK, &measures)
}

/// Issues the scheme: from then on it cannot change. Who enters a figure is as proposed where `choices` does not say otherwise.
#[utoipa::path(post, path = "/api/v1/rounds/{round}/issue", operation_id = "issue_scheme", request_body = IssueSent,
    params(
        ("round" = String, Path, description = "The round's short name."),
        ("Idempotency-Key" = Option<String>, Header, description = "A name for this act, chosen by the caller."),
    ),
    responses((status = 200, description = "It is issued.", body = Taken)))]
pub async fn issue(ask: Ask) -> Outcome {
    let sent: IssueSent = query::body(&ask)?;
    let (round, id) = (ask.param("round"), ask.act_id("issue"));
    if let Some(answer) = taken_before(&ask, &id, Deed::Issue).await? {
        return Ok(answer);
    }
    let proposed = ask.server.rounds.proposed_measures(round, ask.t).await?;
    let choice = |choice: super::shapes::Choice| Choice {
        measure: choice.measure,
        capacity: choice.capacity,
        provider: choice.provider,
    };
    let measures = decided(proposed, sent.choices.into_iter().map(choice).collect());
    let accepted = ask.server.rounds.issue(by(&ask, &id), round, &sent.number, measures).await?;
    taken(&ask, accepted)
}

/// Takes the next step of the public draw and publishes its files. The seed is kept nowhere.
#[utoipa::path(post, path = "/api/v1/rounds/{round}/draw", operation_id = "take_draw_step", request_body = DrawSent,
    params(
        ("round" = String, Path, description = "The round's short name."),
        ("Idempotency-Key" = Option<String>, Header, description = "A name for this step, chosen by the caller."),
    ),
    responses((status = 200, description = "The step is taken.", body = Taken)))]
pub async fn draw(ask: Ask) -> Outcome {
    let sent: DrawSent = query::body(&ask)?;
    let id = ask.act_id("draw");
    if let Some(answer) = taken_before(&ask, &id, Deed::Draw).await? {
        return Ok(answer);
    }
    let teams = match &sent.teams {
        Some(blob) => Some(query::kept(&ask, blob).await?),
        None => None,
    };
    let given = DrawFiles { seed: sent.seed, public: sent.public, note: sent.note, teams };
    let accepted = ask.server.rounds.draw(by(&ask, &id), ask.param("round"), sent.step, given).await?;
    taken(&ask, accepted)
}

/// Seals the round: its record is what `kaocheng seal` writes over the files that the standing result rests on.
#[utoipa::path(post, path = "/api/v1/rounds/{round}/seal", operation_id = "seal_round", request_body = SealSent,
    params(
        ("round" = String, Path, description = "The round's short name."),
        ("Idempotency-Key" = Option<String>, Header, description = "A name for this act, chosen by the caller."),
    ),
    responses((status = 200, description = "It is sealed.", body = Taken)))]
pub async fn seal(ask: Ask) -> Outcome {
    let sent: SealSent = query::body(&ask)?;
    let id = ask.act_id("seal");
    if let Some(answer) = taken_before(&ask, &id, Deed::Seal).await? {
        return Ok(answer);
    }
    let accepted = ask.server.rounds.seal(by(&ask, &id), ask.param("round"), &sent.early).await?;
    taken(&ask, accepted)
}

fn by<'a>(ask: &'a Ask, id: &'a str) -> By<'a> {
    By { person: &ask.who.person, id, lang: ask.t }
}

/// The answer that was given before, if the step was taken under this id; the round may have gone on since. Else the person
/// must be allowed to take it now.
pub async fn taken_before(ask: &Ask, id: &str, deed: Deed) -> Result<Option<Response>, Trouble> {
    if let Some(accepted) = ask.server.desk.taken(&ask.who.person, id).await? {
        return taken(ask, accepted).map(Some);
    }
    let office = ask.office().await?;
    ask.must(&office, deed, &Subject::round(ask.param("round"))).map(|()| None)
}

/// What a step came to.
pub fn taken(ask: &Ask, accepted: Accepted) -> Outcome {
    query::json(ask, StatusCode::OK, &Taken { seq: accepted.seq, warnings: Vec::new() })
}
