//! One act: in words, as it is kept, and the proof that it stands under a signed checkpoint.

use super::list::local;
use super::proof::{self, Step};
use super::words;
use crate::message::Lang;
use crate::office::desk::read;
use crate::office::store::Kept;
use crate::office::web::{Ask, Frame, Outcome, Trouble};
use askama::Template;
use kaocheng_ledger::digest::Digest;

#[derive(Template)]
#[template(path = "pages/ledger/entry.html")]
struct Page {
    t: Lang,
    frame: Frame,
    seq: u64,
    at: String,
    by: String,
    kind: &'static str,
    words: String,
    id: String,
    previous: String,
    json: String,
    leaf: String,
    size: u64,
    root: String,
    root_base64: String,
    note: String,
    steps: Vec<Step>,
    before: Option<u64>,
    after: Option<u64>,
}

pub async fn show(ask: Ask) -> Outcome {
    let kept = kept(&ask).await?;
    let record = read(&kept)?;
    let leaf = Digest::from_hex(&kept.entry.leaf).map_err(|fault| Trouble::Broken(fault.to_string()))?;
    let signed = proof::newest(&ask, kept.seq + 1).await?;
    let (hashes, last) = {
        let office = ask.office().await?;
        (proof::inclusion(&office, kept.seq, signed.size)?, office.tree().len().saturating_sub(1))
    };
    let value = serde_json::to_value(&record).map_err(|error| Trouble::Broken(error.to_string()))?;
    let heading = [format!("第 {} 号记录", kept.seq), format!("Entry {}", kept.seq)];
    let page = Page {
        t: ask.t,
        frame: ask.frame(&heading[0], &heading[1]).under("/ledger", ask.t.pick("台账", "Ledger")),
        seq: kept.seq,
        at: local(&record.at),
        by: record.by.clone(),
        kind: ask.t.pick(record.act.kind().zh, record.act.kind().en),
        words: words::sentence(&record.act, ask.t),
        id: record.id.clone(),
        previous: record.previous.clone(),
        json: format!("{value:#}"),
        leaf: kept.entry.leaf.clone(),
        size: signed.size,
        root: signed.root.hex(),
        root_base64: signed.root.base64(),
        note: signed.note,
        steps: proof::steps(leaf, kept.seq, signed.size, &hashes),
        before: kept.seq.checked_sub(1),
        after: Some(kept.seq + 1).filter(|after| *after <= last),
    };
    ask.page(&page)
}

/// The canonical bytes, which are what is hashed.
pub async fn bytes(ask: Ask) -> Outcome {
    let kept = kept(&ask).await?;
    ask.file(&format!("entry-{}.json", kept.seq), "application/json", kept.entry.bytes)
}

async fn kept(ask: &Ask) -> Result<Kept, Trouble> {
    let seq: u64 = ask.param("seq").parse().map_err(|_| Trouble::NotFound)?;
    if i64::try_from(seq).is_err() {
        return Err(Trouble::NotFound);
    }
    ask.server.desk.acts(seq, 1).await?.pop().ok_or(Trouble::NotFound)
}
