//! The unit's answer to feedback: signed, or refused with a reason.

use super::feedback::page;
use crate::office::web::naming::address;
use crate::office::web::{Ask, Outcome, Trouble};
use axum::http::StatusCode;
use kaocheng_office::act::Act;

pub async fn answer(ask: Ask) -> Outcome {
    let (round, unit) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let here = address(&["rounds", &round, "feedback", &unit]);
    let (id, reason) = (ask.form.text("id").to_owned(), ask.form.text("reason").to_owned());
    let signed = match ask.form.text("answer") {
        "sign" => true,
        "refuse" => false,
        _ => return Err(Trouble::wrong("请选择签收或拒签。", "Choose to sign or to refuse.")),
    };
    match ask.act(Act::FeedbackAnswered { round, unit, id: id.clone(), signed, reason }).await {
        Ok(_) if signed => ask.done(&here, "已签收。", "Signed."),
        Ok(_) => ask.done(&here, "已记下拒签和原因。", "The refusal and its reason are recorded."),
        Err(Trouble::Refused(refusal)) => {
            let mut form = ask.form.clone();
            let [zh, en] = refusal.words();
            let words = ask.t.pick(zh, en);
            form.wrong(&format!("reason-{id}"), words.clone());
            form.wrong("", words);
            page(&ask, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}
