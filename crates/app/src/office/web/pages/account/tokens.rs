//! Tokens of programs that act in one's name.

use super::again;
use crate::message::Lang;
use crate::office::web::{Ask, Frame, Outcome, Scope};
use askama::Template;
use kaocheng_office::act::SecurityEvent;

#[derive(Template)]
#[template(path = "pages/account/token.html")]
struct Page {
    t: Lang,
    frame: Frame,
    label: String,
    token: String,
}

pub async fn make(ask: Ask) -> Outcome {
    let label = ask.form.text("label").to_owned();
    if label.is_empty() || label.chars().count() > 80 {
        let words = ask.t.pick("请写明用途，不超过 80 个字。", "Say what it is for, in at most 80 characters.");
        return again(&ask, "label", words).await;
    }
    let may: Vec<&str> = Scope::ALL.into_iter().map(Scope::word).filter(|word| ask.form.has("may", word)).collect();
    if may.is_empty() {
        return again(&ask, "may", ask.t.pick("请至少选一项。", "Tick at least one.")).await;
    }
    let Ok(days @ 1..=366) = ask.form.text("days").parse::<i64>() else {
        return again(&ask, "days", ask.t.pick("请填 1 至 366。", "A number from 1 to 366.")).await;
    };
    let person = &ask.who.person;
    let made = ask.server.identity.make_token(person, &label, &may, days, ask.at).await?;
    ask.server.secured(person, person, SecurityEvent::TokenMade);
    let frame = ask.frame("程序口令", "Token").under("/account", ask.t.pick("账号", "Account"));
    ask.page(&Page { t: ask.t, frame, label, token: made.token })
}

pub async fn end(ask: Ask) -> Outcome {
    let person = &ask.who.person;
    if ask.server.identity.end_token(person, ask.form.text("id")).await? {
        ask.server.secured(person, person, SecurityEvent::TokenEnded);
    }
    ask.done("/account", "程序口令已停用。", "The token has ended.")
}
