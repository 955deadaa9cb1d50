//! The way of a sheet: from the clerk to the signing leader, and back for a reason.

use super::{address, page};
use crate::office::web::{Ask, Outcome};
use axum::http::StatusCode;
use kaocheng_office::act::Act;

fn of(ask: &Ask) -> (String, String) {
    (ask.param("round").to_owned(), ask.param("unit").to_owned())
}

pub async fn submit(ask: Ask) -> Outcome {
    let (round, unit) = of(&ask);
    let to = address(&round, &unit);
    ask.act(Act::SheetSubmitted { round, unit }).await?;
    ask.done(&to, "已提交，等待签批。", "Submitted; it waits for the signature.")
}

pub async fn sign(ask: Ask) -> Outcome {
    let (round, unit) = of(&ask);
    let to = address(&round, &unit);
    ask.act(Act::SheetSigned { round, unit }).await?;
    ask.done(&to, "已签批。", "Signed.")
}

pub async fn give_back(ask: Ask) -> Outcome {
    let (round, unit) = of(&ask);
    let reason = ask.form.text("reason").to_owned();
    if reason.is_empty() {
        let mut form = ask.form.clone();
        form.wrong("reason", ask.t.pick("请写明退回理由。", "Say why it goes back."));
        return page::page(&ask, None, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let to = address(&round, &unit);
    ask.act(Act::SheetReturned { round, unit, reason }).await?;
    ask.done(&to, "已退回填报人。", "Returned to the clerk.")
}
