//! Files that show figures: taken by what is in them, kept whole, given back as files only.

use super::entry::when;
use super::{address, media, page};
use crate::message;
use crate::office::rounds::{By, Upload};
use crate::office::web::naming;
use crate::office::web::{Ask, Outcome, Trouble};
use axum::http::StatusCode;
use kaocheng_exchange::guard;
use kaocheng_office::act::Act;
use kaocheng_office::office::{Office, key, last_part, under};

/// Bytes of the largest file.
pub const LARGEST: usize = 20 << 20;

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
    let problem = match ask.form.file("file") {
        None => Err(ask.t.pick("请选择文件。", "Choose a file.").to_owned()),
        Some(file) if file.bytes.len() > LARGEST => {
            Err(ask.t.pick("文件超过20兆字节。", "The file is larger than 20 MB.").to_owned())
        }
        Some(file) => checked(&ask, file.name.clone(), file.bytes.to_vec()).await?,
    };
    let upload = match problem {
        Ok(upload) => upload,
        Err(words) => {
            let mut form = ask.form.clone();
            form.wrong("file", words);
            return page::page(&ask, None, form, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let measure = Some(ask.form.text("measure")).filter(|measure| !measure.is_empty()).map(str::to_owned);
    if let Some(measure) = &measure {
        let office = ask.office().await?;
        let issued = office.rounds.get(&key(&[&round])).and_then(|found| found.issued.as_ref());
        if !issued.is_some_and(|issued| issued.measures.iter().any(|m| m.id == *measure)) {
            return Err(Trouble::wrong("没有这一填报项。", "There is no such input."));
        }
    }
    let id = ask.act_id("");
    let by = By { person: &ask.who.person, id: &id, lang: ask.t };
    ask.server.rounds.attach(by, (&round, &unit), measure, upload).await?;
    ask.done(&format!("{}#evidence", address(&round, &unit)), "佐证材料已上传。", "The evidence was taken.")
}

/// A file that may be taken, or why it may not.
async fn checked(ask: &Ask, name: String, bytes: Vec<u8>) -> Result<Result<Upload, String>, Trouble> {
    let t = ask.t;
    let check = move || {
        let Some(media) = media::of(&name, &bytes) else {
            return Err(t.pick(
                "不收这种文件：只收 PDF、PNG、JPEG、XLSX、DOCX、CSV、文本和 ZIP，以内容为准。",
                "This kind of file is not taken: PDF, PNG, JPEG, XLSX, DOCX, CSV, text and ZIP are, by their content.",
            )
            .to_owned());
        };
        match guard::check_file(&name, &bytes) {
            Err(problem) => Err(message::problem_words(&problem, t)),
            Ok(()) => Ok(Upload { name, media: media.to_owned(), bytes }),
        }
    };
    tokio::task::spawn_blocking(check).await.map_err(|error| Trouble::Broken(error.to_string()))
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
