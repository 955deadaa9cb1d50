//! What a program asks for in an address or a body, and answers as JSON.

use crate::office::desk::Refused;
use crate::office::store::blobs::BlobError;
use crate::office::web::{Ask, Outcome, Trouble};
use axum::http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// An answer.
pub fn json(ask: &Ask, status: StatusCode, value: &impl Serialize) -> Outcome {
    let value = serde_json::to_value(value).map_err(|error| Trouble::Broken(error.to_string()))?;
    ask.json(status, &value)
}

/// The body of a request.
pub fn body<T: DeserializeOwned>(ask: &Ask) -> Result<T, Trouble> {
    serde_json::from_slice(&ask.body).map_err(|error| {
        Trouble::wrong(
            format!("请求的内容不是所要的 JSON:{error}"),
            format!("The body is not the JSON that is asked for: {error}"),
        )
    })
}

/// A file that was sent before.
pub async fn kept(ask: &Ask, blob: &str) -> Result<Vec<u8>, Trouble> {
    match ask.server.blobs.get(blob).await {
        Ok(bytes) => Ok(bytes),
        Err(BlobError::Missing(_) | BlobError::Name(_)) => Err(Refused::NoFile(blob.to_owned()).into()),
        Err(error) => Err(error.into()),
    }
}

/// Somebody is signed in, by token or in a browser.
pub fn signed_in(ask: &Ask) -> Result<(), Trouble> {
    if ask.who.is_signed_in() { Ok(()) } else { Err(Trouble::SignInFirst) }
}

/// How many a page may hold: what is asked for, within what is given.
pub fn count(ask: &Ask, usual: u64, most: u64) -> Result<u64, Trouble> {
    Ok(number(ask, "count")?.unwrap_or(usual).clamp(1, most))
}

/// A number in the query; `None` where it is not given. An empty field of a form is none; a program that sends one is wrong.
pub fn number(ask: &Ask, name: &str) -> Result<Option<u64>, Trouble> {
    if ask.query.is_set(name) && ask.query.text(name).is_empty() {
        return Err(Trouble::wrong(
            format!("{name}是空的，须为整数。"),
            format!("{name} is empty; it must be a whole number."),
        ));
    }
    crate::office::web::pages::ledger::proof::number(ask, name)
}
