//! Ending sessions of one's own.

use crate::office::web::{Ask, Outcome};
use kaocheng_office::act::SecurityEvent;

pub async fn end(ask: Ask) -> Outcome {
    let (identity, person) = (&ask.server.identity, &ask.who.person);
    match ask.form.text("id") {
        "" => {
            let here = ask.who.session.as_ref().map(|s| s.id.as_str());
            identity.end_sessions(person, here).await?;
        }
        id => identity.end_session(person, id).await?,
    }
    ask.server.secured(person, person, SecurityEvent::SessionsEnded);
    ask.done("/account", "登录已结束。", "Ended.")
}
