//! The ledger for programs that keep a copy of it and watch that it only grows.

use super::query;
use super::shapes::{CheckpointShown, Entries, EntryShown, ProofShown};
use crate::office::store::Kept;
use crate::office::web::pages::ledger::proof;
use crate::office::web::{Ask, Outcome, Trouble};
use axum::http::StatusCode;
use kaocheng_ledger::digest::Digest;

/// Entries as they are kept, oldest first. For auditors.
#[utoipa::path(get, path = "/api/v1/ledger/entries", operation_id = "list_entries",
    params(
        ("from" = Option<u64>, Query, description = "The number of the first, 0 unless said."),
        ("count" = Option<u64>, Query, description = "How many, 100 unless said, at most 1000."),
    ),
    responses((status = 200, description = "Entries, with their hashes.", body = Entries)))]
pub async fn entries(ask: Ask) -> Outcome {
    let from = query::number(&ask, "from")?.unwrap_or(0);
    let count = query::count(&ask, 100, 1000)?;
    let size = ask.office().await?.tree().len();
    let acts = if from < size { ask.server.desk.acts(from, count.min(size - from)).await? } else { Vec::new() };
    let entry = |kept: Kept| EntryShown {
        seq: kept.seq,
        leaf: kept.entry.leaf,
        canonical: String::from_utf8_lossy(&kept.entry.bytes).into_owned(),
    };
    query::json(&ask, StatusCode::OK, &Entries { size, entries: acts.into_iter().map(entry).collect() })
}

/// The newest signed checkpoint. For everybody.
#[utoipa::path(get, path = "/api/v1/ledger/checkpoint", operation_id = "get_checkpoint", security(()),
    responses((status = 200, description = "A signed note (C2SP), with what is in it.", body = CheckpointShown)))]
pub async fn checkpoint(ask: Ask) -> Outcome {
    let signed = proof::newest(&ask, 1).await?;
    let verifier = ask.server.desk.verifier().await?.map(|key| key.to_string()).unwrap_or_default();
    let shown = CheckpointShown { size: signed.size, root: signed.root.hex(), note: signed.note, verifier };
    query::json(&ask, StatusCode::OK, &shown)
}

/// The proof that entry `seq` is in the ledger of `size` entries, or that the ledger of `from` entries is the beginning
/// of it. Without `size` it is against the newest checkpoint. For everybody: it holds hashes only.
#[utoipa::path(get, path = "/api/v1/ledger/proof", operation_id = "get_proof", security(()),
    params(
        ("seq" = Option<u64>, Query, description = "The entry; or else `from`."),
        ("from" = Option<u64>, Query, description = "The size of the older ledger; or else `seq`."),
        ("size" = Option<u64>, Query, description = "The size of the newer ledger."),
    ),
    responses((status = 200, description = "The proof.", body = ProofShown)))]
pub async fn proof(ask: Ask) -> Outcome {
    let (seq, from) = (query::number(&ask, "seq")?, query::number(&ask, "from")?.filter(|from| *from > 0));
    let at_least = match (seq, from) {
        (Some(seq), None) => seq + 1,
        (None, Some(from)) => from,
        _ => {
            return Err(Trouble::wrong(
                "请给出 seq 或 from 之一（from 从 1 起）。",
                "Give either seq, or from (1 or more).",
            ));
        }
    };
    let size = match query::number(&ask, "size")? {
        Some(size) => size,
        None => proof::newest(&ask, at_least).await?.size,
    };
    let office = ask.office().await?;
    let root = proof::root(&office, size)?.hex();
    let hashes = match (seq, from) {
        (Some(seq), _) => proof::inclusion(&office, seq, size)?,
        (None, from) => proof::consistency(&office, from.unwrap_or(1), size)?,
    };
    let leaf = seq.and_then(|seq| office.tree().leaves().get(usize::try_from(seq).ok()?).map(Digest::hex));
    let from_root = from.map(|from| proof::root(&office, from)).transpose()?.map(|root| root.hex());
    drop(office);
    let proof = hashes.iter().map(Digest::hex).collect();
    query::json(&ask, StatusCode::OK, &ProofShown { seq, leaf, from, from_root, size, root, proof })
}
