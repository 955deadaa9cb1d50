//! Whether the office can be used: for whoever watches over the machine.

use crate::office::web::{Ask, Outcome, Route, Section};
use axum::http::StatusCode;
use kaocheng_office::deed::Deed;
use serde_json::json;

pub fn section() -> Section {
    Section { routes: vec![Route::get("/healthz", Deed::SignIn, show)], ..Section::default() }
}

/// The desk has just been read on the way here; a store that cannot be reached never comes this far.
async fn show(ask: Ask) -> Outcome {
    ask.json(StatusCode::OK, &json!({ "status": "ok" }))
}
