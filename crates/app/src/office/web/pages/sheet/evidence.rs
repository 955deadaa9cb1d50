//! Files that show figures: taken by what is in them, kept whole, given back as files only.

use super::entry::when;
use super::{address, page};
use crate::office::rounds::{By, RoundError, Upload};
use crate::office::web::naming;
use crate::office::web::{Ask, Outcome, Trouble};
use axum::http::StatusCode;
use kaocheng_office::act::Act;
use kaocheng_office::office::{Office, key, last_part, under};

/// A file in the list.
pub struct Shown {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its size, in words.
    pub size: String,
    /// The measure that it is for; empty: the sheet.
    pub measure: String,
    /// By whom and when.
    pub brought: String,
    /// When and why it was withdrawn.
    pub withdrawn: String,
}

/// The evidence of a unit.
pub fn of(office: &Office, round: &str, unit: &str) -> Vec<Shown> {
    let shown = |(key, file): (&str, &kaocheng_office::entity::Evidence)| Shown {
        id: last_part(key),
        name: file.name.clone(),
        size: size(file.size),
        measure: file.measure.clone().unwrap_or_default(),
        brought: format!("{} · {} · #{}", naming::person(office, &file.stamp.by), when(&file.stamp), file.stamp.seq),
        withdrawn: file.withdrawn.as_ref().map(|(by, reason)| format!("{} · {reason}", when(by))).unwrap_or_default(),
    };
    under(&office.evidence, &[round, unit]).map(shown).collect()
}

fn size(bytes: u64) -> String {
    match bytes {
        0..=1_048_575 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MB", bytes >> 20, ((bytes % (1 << 20)) * 10) >> 20),
    }
}

pub async fn attach(ask: Ask) -> Outcome {
    let (round, unit) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let Some(file) = ask.form.file("file") else {
        return again(&ask, ask.t.pick("请选择文件。", "Choose a file.").to_owned()).await;
    };
    let upload = Upload { name: file.name.clone(), bytes: file.bytes.to_vec() };
    let measure = Some(ask.form.text("measure")).filter(|measure| !measure.is_empty()).map(str::to_owned);
    let id = ask.act_id("");
    let by = By { person: &ask.who.person, id: &id, lang: ask.t };
    match ask.server.rounds.attach(by, (&round, &unit), measure, upload).await {
        Ok(_) => {
            ask.done(&format!("{}#evidence", address(&round, &unit)), "佐证材料已上传。", "The evidence was taken.")
        }
        Err(error @ RoundError::Unfit(_)) => again(&ask, error.lines(ask.t).join("\n")).await,
        Err(other) => Err(other.into()),
    }
}

/// The sheet again, with what is wrong with the file.
async fn again(ask: &Ask, words: String) -> Outcome {
    let mut form = ask.form.clone();
    form.wrong("file", words);
    page::page(ask, None, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

pub async fn download(ask: Ask) -> Outcome {
    let (round, unit, id) = (ask.param("round"), ask.param("unit"), ask.param("id"));
    let found = ask.office().await?.evidence.get(&key(&[round, unit, id])).cloned().ok_or(Trouble::NotFound)?;
    let bytes = ask.server.blobs.get(&found.blob).await?;
    ask.file(&found.name, &found.media, bytes)
}

pub async fn withdraw(ask: Ask) -> Outcome {
    let part = |name: &str| ask.param(name).to_owned();
    let (round, unit, id) = (part("round"), part("unit"), part("id"));
    let to = format!("{}#evidence", address(&round, &unit));
    let reason = ask.form.text("reason").to_owned();
    ask.act(Act::EvidenceWithdrawn { round, unit, id, reason }).await?;
    ask.done(&to, "已撤回；文件仍在台账中。", "Withdrawn; the file stays in the ledger.")
}
