//! Who is signed in, for the script that sends what was typed without a network: pages kept on a phone hold the form token of
//! a session that may have ended since.

use crate::office::web::{Ask, Outcome};
use axum::http::StatusCode;
use serde_json::json;

pub async fn show(ask: Ask) -> Outcome {
    ask.json(StatusCode::OK, &json!({ "person": ask.who.person, "csrf": ask.csrf }))
}
