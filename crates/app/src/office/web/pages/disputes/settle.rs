//! What is done to disputes.

use super::{address, list};
use crate::office::rounds::{By, Disputed, RoundError};
use crate::office::web::{Ask, Outcome, Trouble};
use axum::http::StatusCode;
use kaocheng_office::act::{Act, Capacity};
use kaocheng_office::office::key;
use kaocheng_office::refusal::Refusal;

pub async fn file(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let text = |name: &str| ask.form.text(name).to_owned();
    let (unit, measure, proposed, reason) = (text("unit"), text("measure"), text("proposed"), text("reason"));
    let mut form = ask.form.clone();
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let is_provided = {
        let office = ask.office().await?;
        let issued = office.rounds.get(&key(&[&round])).and_then(|found| found.issued.as_ref());
        issued.is_some_and(|i| i.measures.iter().any(|m| m.id == measure && m.capacity == Capacity::Provided))
    };
    if scheme.units.find(&unit).is_none() {
        form.wrong("unit", ask.t.pick("请选择单位名单中的单位。", "Choose a unit of the list."));
    }
    if !is_provided {
        form.wrong("measure", ask.t.pick("请选择由部门提供的数据。", "Choose a figure that a department supplies."));
    }
    if proposed.is_empty() {
        form.wrong("proposed", ask.t.pick("请写明应为多少。", "Say what it should be."));
    }
    if reason.is_empty() {
        form.wrong("reason", ask.t.pick("请写明理由。", "Say why."));
    }
    if !form.is_right() {
        return list::page(&ask, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let id = ask.act_id("dispute");
    let by = By { person: &ask.who.person, id: &id, lang: ask.t };
    let dispute = Disputed { id: id.clone(), measure, proposed, reason };
    match ask.server.rounds.dispute(by, &round, &unit, dispute).await {
        Ok(_) => ask.done(&address(&round), "异议已提出，等待答复。", "The dispute was filed; it waits for an answer."),
        Err(RoundError::Rows(problems)) => {
            let errors = problems.into_iter().filter(|problem| problem.is_error);
            errors.for_each(|problem| form.wrong("proposed", problem.message));
            list::page(&ask, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

pub async fn settle(ask: Ask) -> Outcome {
    let (round, id) = (ask.param("round").to_owned(), ask.param("id").to_owned());
    let reply = ask.form.text("reply").to_owned();
    let accepted = match ask.form.text("accepted") {
        "yes" => true,
        "no" => false,
        _ => return Err(Trouble::wrong("请选择采纳或不采纳。", "Choose whether the dispute is accepted.")),
    };
    let to = address(&round);
    match ask.act(Act::DisputeSettled { round, id: id.clone(), accepted, reply }).await {
        Ok(_) if accepted => ask.done(
            &to,
            "已采纳。数据还没有变：请由提供部门重新填报，或由考核办更正。",
            "Accepted. The figure has not changed yet: the department enters it anew, or the office corrects it.",
        ),
        Ok(_) => ask.done(&to, "已答复：不采纳。", "Answered: not accepted."),
        Err(Trouble::Refused(refusal @ (Refusal::Field { .. } | Refusal::FourEyes))) => {
            let mut form = ask.form.clone();
            let [zh, en] = refusal.words();
            form.wrong(&format!("reply-{id}"), ask.t.pick(zh, en));
            list::page(&ask, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}

pub async fn withdraw(ask: Ask) -> Outcome {
    let (round, id) = (ask.param("round").to_owned(), ask.param("id").to_owned());
    let to = address(&round);
    ask.act(Act::DisputeWithdrawn { round, id }).await?;
    ask.done(&to, "异议已撤回。", "The dispute was withdrawn.")
}
