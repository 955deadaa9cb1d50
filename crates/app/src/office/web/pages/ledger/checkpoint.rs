//! What everybody may have: the newest signed checkpoint, and the proof that an older one is the beginning of it.

use super::proof;
use crate::office::web::{Ask, Outcome, Trouble};
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::json;

/// The newest checkpoint, as the signed note that it is.
pub async fn show(ask: Ask) -> Outcome {
    let signed = proof::newest(&ask, 1).await?;
    let mut answer = Response::new(Body::from(signed.note));
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    Ok(answer)
}

/// The proof that the first `from` entries are still the beginning of what is signed now.
pub async fn consistency(ask: Ask) -> Outcome {
    let from = proof::number(&ask, "from")?.filter(|n| *n > 0).ok_or_else(|| {
        Trouble::wrong(
            "请在地址后加上 ?from=条数，条数取自手中的检查点第二行。",
            "Add ?from=N, where N is the second line of the checkpoint that you hold.",
        )
    })?;
    let signed = proof::newest(&ask, from).await?;
    let office = ask.office().await?;
    let hashes = proof::consistency(&office, from, signed.size)?;
    let old = proof::root(&office, from)?;
    drop(office);
    let told = json!({
        "from": from,
        "from_root": old.base64(),
        "to": signed.size,
        "to_root": signed.root.base64(),
        "proof": hashes.iter().map(|hash| hash.base64()).collect::<Vec<_>>(),
        "checkpoint": signed.note,
    });
    ask.json(StatusCode::OK, &told)
}
