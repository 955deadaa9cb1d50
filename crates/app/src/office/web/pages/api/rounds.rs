//! Rounds and their units, for programs.

use super::query;
use super::shapes::{RoundShown, UnitShown};
use crate::office::web::{Ask, Outcome, Trouble};
use axum::http::StatusCode;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::Round;
use kaocheng_office::office::{Office, key, last_part};
use kaocheng_office::standing::Subject;

/// The rounds that the caller may see.
#[utoipa::path(get, path = "/api/v1/rounds", operation_id = "list_rounds",
    responses((status = 200, description = "By their short names.", body = Vec<RoundShown>)))]
pub async fn list(ask: Ask) -> Outcome {
    query::signed_in(&ask)?;
    let shown: Vec<RoundShown> = {
        let office = ask.office().await?;
        let named = office.rounds.iter().map(|(key, round)| (last_part(key), round));
        let seen = named.filter(|(name, _)| ask.who.may(&office, Deed::SeeRound, &Subject::round(name)));
        seen.map(|(name, round)| RoundShown { measures: Vec::new(), ..shown(&office, &name, round) }).collect()
    };
    query::json(&ask, StatusCode::OK, &shown)
}

/// A round, with what its scheme asks for.
#[utoipa::path(get, path = "/api/v1/rounds/{round}", operation_id = "get_round",
    params(("round" = String, Path, description = "Its short name.")),
    responses((status = 200, description = "The round.", body = RoundShown)))]
pub async fn show(ask: Ask) -> Outcome {
    let name = ask.param("round");
    let shown = {
        let office = ask.office().await?;
        let round = office.rounds.get(&key(&[name])).ok_or(Trouble::NotFound)?;
        shown(&office, name, round)
    };
    query::json(&ask, StatusCode::OK, &shown)
}

/// The units of a round, in the order of its list.
#[utoipa::path(get, path = "/api/v1/rounds/{round}/units", operation_id = "list_units",
    params(("round" = String, Path, description = "Its short name.")),
    responses((status = 200, description = "The units.", body = Vec<UnitShown>)))]
pub async fn units(ask: Ask) -> Outcome {
    let scheme = ask.server.rounds.scheme(ask.param("round"), ask.t).await?;
    let all = scheme.units.all();
    let unit = |unit: &kaocheng_engine::table::Unit| UnitShown {
        code: unit.code.clone(),
        name: unit.name.clone(),
        level: unit.level.clone(),
        class: unit.class.clone(),
        parent: unit.parent.and_then(|at| all.get(at)).map(|above| above.code.clone()),
    };
    query::json(&ask, StatusCode::OK, &all.iter().map(unit).collect::<Vec<_>>())
}

fn shown(office: &Office, name: &str, round: &Round) -> RoundShown {
    let issued = round.issued.as_ref();
    RoundShown {
        round: name.to_owned(),
        title: round.title.clone(),
        state: round.state,
        due: round.due.clone(),
        notice_until: round.notice_until.clone(),
        units: round.units.as_ref().map_or(0, |list| list.count),
        computed: round.computed,
        stale: office.is_stale(name),
        number: issued.map(|issue| issue.number.clone()),
        program: issued.map(|issue| issue.program.clone()),
        measures: issued.map(|issue| issue.measures.clone()).unwrap_or_default(),
    }
}
