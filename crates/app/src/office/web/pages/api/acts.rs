//! Acts as programs send them: figures are held against the scheme and evidence looked into first, the desk decides the rest.

use super::made_elsewhere;
use super::query;
use super::shapes::{Error, Problem, Sent, Taken};
use crate::message::Lang;
use crate::office::assess::RowProblem;
use crate::office::desk::Accepted;
use crate::office::rounds::{By, Disputed, Entered, RoundError};
use crate::office::web::pages::findings::raised_errors;
use crate::office::web::{Ask, Outcome, Scope, Trouble};
use axum::http::StatusCode;
use kaocheng_office::act::Act;

/// Does something: one act in the ledger, by the person whose token it is.
///
/// A token needs `report`, and `run` besides for acts that are not a clerk's or a team's. What the office makes itself
/// (issuing, draws, computations, seals) and accounts are refused here, with a word on where they are done.
#[utoipa::path(post, path = "/api/v1/acts", operation_id = "take_act", request_body = Sent,
    responses((status = 200, description = "It is in the ledger, now or since it was first sent.", body = Taken)))]
pub async fn take(ask: Ask) -> Outcome {
    query::signed_in(&ask)?;
    let sent: Sent = query::body(&ask)?;
    let Sent { id, act } = sent;
    made_elsewhere::check(&act)?;
    let (deed, scope) = (act.deed(), made_elsewhere::scope(&act));
    if !ask.who.may_ever(deed) || !token_allows(&ask, scope) {
        return Err(Trouble::Forbidden(None));
    }
    fits(&ask, &act).await?;
    let by = By { person: &ask.who.person, id: &id, lang: ask.t };
    let rounds = &ask.server.rounds;
    let entered = match act {
        Act::FiguresEntered { round, unit, capacity, rows } => rounds.enter(by, &round, &unit, capacity, rows).await,
        Act::FiguresCorrected { round, unit, rows, because } => rounds.correct(by, &round, &unit, rows, &because).await,
        act @ Act::EvidenceAttached { .. } => rounds.attach_kept(by, act).await.map(alone),
        Act::DisputeFiled { round, id, unit, measure, proposed, reason } => {
            rounds.dispute(by, &round, &unit, Disputed { id, measure, proposed, reason }).await
        }
        act => rounds.act(by, act).await.map(alone),
    };
    match entered {
        Ok(Entered { accepted, warnings }) => {
            let taken = Taken { seq: accepted.seq, warnings: warnings.iter().map(problem).collect() };
            query::json(&ask, StatusCode::OK, &taken)
        }
        Err(RoundError::Rows(rows)) => not_fitting(&ask, rows),
        Err(error) => Err(error.into()),
    }
}

fn alone(accepted: Accepted) -> Entered {
    Entered { accepted, warnings: Vec::new() }
}

fn token_allows(ask: &Ask, scope: Scope) -> bool {
    ask.who.token.as_ref().is_none_or(|may| may.iter().any(|word| word == scope.word()))
}

/// A finding reads as a row of the round's file of findings, which every computation reads.
async fn fits(ask: &Ask, act: &Act) -> Result<(), Trouble> {
    let Act::FindingRaised { round, unit, finding, .. } = act else { return Ok(()) };
    let scheme = ask.server.rounds.scheme(round, ask.t).await?;
    let [zh, en] = [Lang::Zh, Lang::En].map(|t| raised_errors(&scheme, unit, finding, t).join("\n"));
    if zh.is_empty() { Ok(()) } else { Err(Trouble::wrong(zh, en)) }
}

fn problem(row: &RowProblem) -> Problem {
    Problem { place: row.measure.clone(), code: row.code.clone(), message: row.message.clone() }
}

fn not_fitting(ask: &Ask, rows: Vec<RowProblem>) -> Outcome {
    let problems: Vec<Problem> = rows.iter().filter(|row| row.is_error).map(problem).collect();
    let place = problems.first().map(|p| p.place.clone()).filter(|place| !place.is_empty());
    let error = RoundError::Rows(rows);
    let words = |lang: Lang| error.lines(lang).join("\n");
    let told = Error {
        code: "figures".to_owned(),
        message_zh: words(Lang::Zh),
        message_en: words(Lang::En),
        place,
        request: ask.id.clone(),
        problems,
    };
    query::json(ask, StatusCode::UNPROCESSABLE_ENTITY, &told)
}
