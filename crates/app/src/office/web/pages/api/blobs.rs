//! Files: kept under their hash before an act names them, and given to whoever may see what names them.

use super::query;
use super::shapes::{BlobKept, Bytes};
use crate::office::store::blobs::BlobError;
use crate::office::web::{Ask, Outcome, Trouble};
use axum::http::StatusCode;
use kaocheng_office::deed::Deed;
use kaocheng_office::office::{Office, last_part};
use kaocheng_office::standing::Subject;

/// Keeps a file. It shows nothing yet: an act that names it says what it is.
#[utoipa::path(post, path = "/api/v1/blobs", operation_id = "keep_blob",
    request_body(content = Bytes, content_type = "application/octet-stream", description = "The bytes of the file."),
    responses((status = 201, description = "It is kept.", body = BlobKept)))]
pub async fn keep(ask: Ask) -> Outcome {
    query::signed_in(&ask)?;
    if ![Deed::AttachEvidence, Deed::WriteScheme, Deed::BringFiles].into_iter().any(|deed| ask.who.may_ever(deed)) {
        return Err(Trouble::Forbidden(None));
    }
    if ask.body.is_empty() {
        return Err(Trouble::wrong("文件是空的。", "The file is empty."));
    }
    let size = ask.body.len() as u64;
    let blob = ask.server.blobs.put(ask.body.clone()).await?;
    query::json(&ask, StatusCode::CREATED, &BlobKept { blob, size })
}

/// A file that something names which the caller may see: evidence, a scheme, a list of units, a draw, a result, a record.
#[utoipa::path(get, path = "/api/v1/blobs/{blob}", operation_id = "get_blob",
    params(("blob" = String, Path, description = "SHA-256 of its bytes, 64 hexadecimal digits.")),
    responses((status = 200, description = "Its bytes, to be kept and never shown as a page.", body = Bytes, content_type = "application/octet-stream")))]
pub async fn give(ask: Ask) -> Outcome {
    let blob = ask.param("blob").to_owned();
    if !is_name(&blob) || !may_see(&ask, &*ask.office().await?, &blob) {
        return Err(Trouble::NotFound);
    }
    match ask.server.blobs.get(&blob).await {
        Ok(bytes) => ask.file(&blob, "application/octet-stream", bytes),
        Err(BlobError::Missing(_)) => Err(Trouble::NotFound),
        Err(error) => Err(error.into()),
    }
}

/// Whether it is a hash in hexadecimal.
pub fn is_name(blob: &str) -> bool {
    blob.len() == 64 && blob.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn may_see(ask: &Ask, office: &Office, blob: &str) -> bool {
    let may = |deed: Deed, round: &str| ask.who.may(office, deed, &Subject::round(round));
    let first = |key: &str| last_part(key.split('/').next().unwrap_or_default());
    let of_rounds = office.rounds.iter().any(|(key, round)| {
        let name = last_part(key);
        let is_scheme = round.scheme.as_deref() == Some(blob) || round.units.as_ref().is_some_and(|u| u.file == blob);
        let is_seal = round.seal.as_ref().is_some_and(|seal| seal.record == blob || seal.result == blob);
        let sees_scheme = may(Deed::SeeDraft, &name) || (round.issued.is_some() && may(Deed::SeeRound, &name));
        (is_scheme && sees_scheme) || (is_seal && may(Deed::SeeResults, &name))
    });
    let of_draws = || {
        office
            .draws
            .iter()
            .any(|(key, draw)| draw.files.values().any(|file| file == blob) && may(Deed::SeePublic, &last_part(key)))
    };
    let of_files = || office.files.iter().any(|(key, file)| file.blob == blob && may(Deed::Export, &first(key)));
    let of_results = || {
        office
            .computations
            .iter()
            .any(|(key, made)| (made.result == blob || made.inputs == blob) && may(Deed::SeeResults, &first(key)))
    };
    of_rounds || of_draws() || of_files() || of_results() || of_evidence(ask, office, blob)
}

fn of_evidence(ask: &Ask, office: &Office, blob: &str) -> bool {
    office.evidence.iter().filter(|(_, evidence)| evidence.blob == blob).any(|(key, _)| {
        let mut parts = key.split('/').map(last_part);
        let (Some(round), Some(unit)) = (parts.next(), parts.next()) else { return false };
        ask.who.may(office, Deed::SeeEvidence, &Subject::unit(&round, &unit))
    })
}
