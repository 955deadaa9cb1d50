//! Points of a round, and why, for programs.

use super::shapes::{ItemExplained, ResultShown, Taken, UnitExplained};
use super::{query, steps};
use crate::office::assess::ItemTold;
use crate::office::rounds::By;
use crate::office::web::{Ask, Outcome, Trouble};
use axum::http::StatusCode;
use kaocheng_office::deed::Deed;
use kaocheng_office::standing::Subject;
use kaocheng_syntax::exact::show as exact;

/// The points, ranks and lists of the computation that stands.
#[utoipa::path(get, path = "/api/v1/rounds/{round}/result", operation_id = "get_result",
    params(("round" = String, Path, description = "The round's short name.")),
    responses((status = 200, description = "The result, with what it rests on.", body = ResultShown)))]
pub async fn show(ask: Ask) -> Outcome {
    let round = ask.param("round");
    let computation = ask.server.rounds.computation(round).await?;
    let result = ask.server.rounds.result(&computation).await?;
    let stale = ask.office().await?.is_stale(round);
    let shown = ResultShown {
        computed: computation.stamp.seq,
        by: computation.stamp.by,
        at: computation.stamp.at,
        program: computation.program,
        units: computation.units,
        stale,
        result,
    };
    query::json(&ask, StatusCode::OK, &shown)
}

/// Why a unit has its points, by the computation that stands. Units see their own once the result is on notice.
#[utoipa::path(get, path = "/api/v1/rounds/{round}/explain/{unit}", operation_id = "explain_unit",
    params(
        ("round" = String, Path, description = "The round's short name."),
        ("unit" = String, Path, description = "The unit's code."),
    ),
    responses((status = 200, description = "Every item, with its sentences, figures and clauses.", body = UnitExplained)))]
pub async fn explain(ask: Ask) -> Outcome {
    let (round, unit) = (ask.param("round"), ask.param("unit"));
    {
        let office = ask.office().await?;
        let (of_unit, of_round) = (Subject::unit(round, unit), Subject::round(round));
        let sees =
            ask.who.may(&office, Deed::SeeOwnResult, &of_unit) || ask.who.may(&office, Deed::SeeResults, &of_round);
        if !sees {
            return Err(Trouble::Forbidden(office.state_of(&of_round)));
        }
    }
    let computation = ask.server.rounds.computation(round).await?;
    let told = ask.server.rounds.tell(round, unit, Some(&computation), ask.t).await?;
    let item = |item: ItemTold| ItemExplained {
        points: item.points.as_ref().map(exact),
        score: item.score.as_ref().map(exact),
        id: item.id,
        title: item.title,
        depth: item.depth as u64,
        word: item.word,
        sentences: item.sentences,
        lines: item.lines,
    };
    let explained = UnitExplained {
        total: told.total.as_ref().map(exact),
        code: told.code,
        name: told.name,
        rank: told.rank.map(|rank| rank as u64),
        ranked: told.ranked as u64,
        items: told.items.into_iter().map(item).collect(),
    };
    query::json(&ask, StatusCode::OK, &explained)
}

/// Computes the round from what the ledger holds now. The header `Idempotency-Key` names it; sent twice, it is done once.
#[utoipa::path(post, path = "/api/v1/rounds/{round}/compute", operation_id = "compute_round",
    params(
        ("round" = String, Path, description = "The round's short name."),
        ("Idempotency-Key" = Option<String>, Header, description = "A name for this computation, chosen by the caller."),
    ),
    responses((status = 200, description = "It was computed.", body = Taken)))]
pub async fn compute(ask: Ask) -> Outcome {
    let id = ask.act_id("compute");
    if let Some(answer) = steps::taken_before(&ask, &id, Deed::Compute).await? {
        return Ok(answer);
    }
    let by = By { person: &ask.who.person, id: &id, lang: ask.t };
    let accepted = ask.server.rounds.compute(by, ask.param("round")).await?;
    steps::taken(&ask, accepted)
}
