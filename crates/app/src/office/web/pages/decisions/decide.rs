//! A decision on a proposal.

use super::list::{name_of, page};
use super::proposals::{CONFIRMED, Proposal, REJECTED, id, proposals, standing};
use crate::office::web::naming::address;
use crate::office::web::pages::results::result_of;
use crate::office::web::{Ask, Outcome, Trouble};
use axum::http::StatusCode;
use kaocheng_office::act::{Act, Register};
use std::collections::BTreeMap;

pub async fn decide(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let mut form = ask.form.clone();
    let decision = match form.text("decision") {
        "confirm" => CONFIRMED,
        "reject" => REJECTED,
        _ => return Err(Trouble::wrong("请选择确认或不予列入。", "Choose to confirm or not to list.")),
    };
    let proposal = proposed(&ask, &round).await?;
    let day = form.text("date");
    let problem = if form.text("reason").is_empty() {
        Some(ask.t.pick("决定要写明理由", "A decision needs a reason"))
    } else if form.text("by").is_empty() {
        Some(ask.t.pick("要写明决定单位", "Say who decides"))
    } else if kaocheng_compile::date::day(day).is_none() {
        Some(ask.t.pick("日期要写成 2026-07-31", "A day such as 2026-07-31"))
    } else {
        None
    };
    if let Some(words) = problem {
        form.wrong("reason", words);
        return page(&ask, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let name = name_of(&scheme, &proposal.unit);
    let id = {
        let office = ask.office().await?;
        standing(&office, &round, &proposal, &name).map_or_else(|| id(&office, &round, &proposal), |(id, _)| id)
    };
    let cells: BTreeMap<String, String> = [
        ("list", proposal.list.as_str()),
        ("unit", &proposal.unit),
        ("decision", decision),
        ("by", form.text("by")),
        ("date", day),
        ("reason", form.text("reason")),
    ]
    .into_iter()
    .map(|(column, value)| (column.to_owned(), value.to_owned()))
    .collect();
    let base = form.text("base").parse().ok();
    let here = address(&["rounds", &round, "decisions"]);
    match ask.act(Act::RowEntered { round, register: Register::Decisions, id, cells, base }).await {
        Ok(_) => ask.done(
            &here,
            "决定已记录。重新计分后反映在名单里。",
            "The decision is recorded. Lists follow once points are computed again.",
        ),
        Err(Trouble::Refused(refusal)) => {
            let [zh, en] = refusal.words();
            form.wrong("", ask.t.pick(zh, en));
            page(&ask, form, StatusCode::CONFLICT).await
        }
        Err(other) => Err(other),
    }
}

/// The proposal that the form names; only what the standing result proposes can be decided.
async fn proposed(ask: &Ask, round: &str) -> Result<Proposal, Trouble> {
    let computation = ask.server.rounds.computation(round).await?;
    let result = result_of(ask, &computation).await?;
    let is_it = |p: &Proposal| p.list == ask.form.text("list") && p.unit == ask.form.text("unit");
    proposals(&result.decided).into_iter().find(is_it).ok_or(Trouble::NotFound)
}
