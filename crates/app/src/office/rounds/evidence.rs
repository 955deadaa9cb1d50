//! Evidence: taken by what is in it, whichever way it comes, and only for what the scheme asks for.

use super::{By, RoundError, Rounds, blocking, media};
use crate::message::{Lang, problem_words};
use crate::office::desk::{Accepted, Refused};
use crate::office::store::blobs::BlobError;
use kaocheng_exchange::guard;
use kaocheng_office::act::Act;
use kaocheng_office::office::key;
use kaocheng_office::refusal::Refusal;

/// Bytes of the largest file.
pub const LARGEST: usize = 20 << 20;

/// Evidence on its way in.
pub struct Upload {
    /// The file's name.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Rounds {
    /// Keeps a file, then says that it shows a figure. The evidence's id is that of the act.
    pub async fn attach(
        &self,
        by: By<'_>,
        (round, unit): (&str, &str),
        measure: Option<String>,
        upload: Upload,
    ) -> Result<Accepted, RoundError> {
        self.is_asked_for(round, measure.as_deref()).await?;
        let Upload { name, bytes } = upload;
        let (name, bytes, media) = checked(name, bytes).await?;
        let size = bytes.len() as u64;
        let blob = self.blobs.put(bytes).await?;
        let (round, unit, id) = (round.to_owned(), unit.to_owned(), by.id.to_owned());
        let media = media.to_owned();
        self.act(by, Act::EvidenceAttached { round, unit, id, measure, name, media, size, blob }).await
    }

    /// The same for a file that was kept before: it is looked into here, and must be what the act says of it.
    pub async fn attach_kept(&self, by: By<'_>, act: Act) -> Result<Accepted, RoundError> {
        if let Act::EvidenceAttached { round, measure, name, media, blob, .. } = &act {
            self.is_asked_for(round, measure.as_deref()).await?;
            let bytes = match self.blobs.get(blob).await {
                Ok(bytes) => bytes,
                // The desk says so, if whoever acts may know.
                Err(BlobError::Missing(_) | BlobError::Name(_)) => return self.act(by, act).await,
                Err(error) => return Err(error.into()),
            };
            let (_, _, found) = checked(name.clone(), bytes).await?;
            if found != media {
                return Err(RoundError::Unfit([
                    format!("文件的内容是 {found}，不是 {media}。"),
                    format!("The content of the file is {found}, not {media}."),
                ]));
            }
        }
        self.act(by, act).await
    }

    /// Whether the scheme asks for a measure.
    async fn is_asked_for(&self, round: &str, measure: Option<&str>) -> Result<(), RoundError> {
        let Some(measure) = measure else { return Ok(()) };
        let office = self.desk.read().await?;
        let issued = office.rounds.get(&key(&[round])).and_then(|found| found.issued.as_ref());
        match issued.is_none_or(|issued| issued.measures.iter().any(|known| known.id == measure)) {
            // Before anything is issued the state of the round is what is wrong, and the desk says that.
            true => Ok(()),
            false => {
                let unknown = Refusal::NoSuch { what: "measure", key: measure.to_owned() };
                Err(Refused::NotAdmitted(unknown).into())
            }
        }
    }
}

/// A file that may be taken, with its type.
async fn checked(name: String, bytes: Vec<u8>) -> Result<(String, Vec<u8>, &'static str), RoundError> {
    if bytes.len() > LARGEST {
        return Err(RoundError::Unfit(["文件超过20兆字节。".to_owned(), "The file is larger than 20 MB.".to_owned()]));
    }
    let check = move || {
        let Some(media) = media::of(&name, &bytes) else {
            return Err(RoundError::Unfit([
                "不收这种文件：只收 PDF、PNG、JPEG、XLSX、DOCX、CSV、文本和 ZIP，以内容为准。".to_owned(),
                "This kind of file is not taken: PDF, PNG, JPEG, XLSX, DOCX, CSV, text and ZIP are, by their content."
                    .to_owned(),
            ]));
        };
        match guard::check_file(&name, &bytes) {
            Err(problem) => {
                Err(RoundError::Unfit([problem_words(&problem, Lang::Zh), problem_words(&problem, Lang::En)]))
            }
            Ok(()) => Ok((name, bytes, media)),
        }
    };
    blocking(check).await?
}
