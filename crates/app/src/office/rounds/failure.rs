//! Why something about a round was not done.

use crate::message::Lang;
use crate::office::assess::{RowProblem, Trouble};
use crate::office::desk::{DeskError, Refused};
use crate::office::store::blobs::BlobError;
use std::fmt;

/// Why something about a round was not done.
#[derive(Debug)]
pub enum RoundError {
    /// The desk did not take the act.
    Refused(Refused),
    /// The files have problems, which the office or a unit must mend.
    Trouble(Trouble),
    /// Something does not fit, in Chinese and English.
    Unfit([String; 2]),
    /// Figures do not fit what the scheme asks for.
    Rows(Vec<RowProblem>),
    /// There is no such round.
    NoSuchRound(String),
    /// There is no such unit in the round's list.
    NoSuchUnit(String),
    /// The round has no scheme without errors, or no list of units.
    NoScheme,
    /// Nothing was computed yet.
    NotComputed,
    /// A stored file is not there or not whole.
    Blob(BlobError),
    /// The store or the ledger.
    Desk(DeskError),
    /// The program failed.
    Broken(String),
}

impl RoundError {
    /// What it says to the person.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let pick = |zh: &str, en: &str| vec![if lang == Lang::Zh { zh.to_owned() } else { en.to_owned() }];
        match self {
            RoundError::Refused(Refused::NotAdmitted(refusal)) => {
                let [zh, en] = refusal.words();
                pick(&zh, &en)
            }
            RoundError::Trouble(trouble) => trouble.lines.clone(),
            RoundError::Unfit([zh, en]) => pick(zh, en),
            RoundError::Rows(rows) => rows.iter().map(|row| row.message.clone()).collect(),
            RoundError::NoSuchRound(round) => {
                pick(&format!("没有“{round}”这一轮考核"), &format!("there is no round {round}"))
            }
            RoundError::NoSuchUnit(unit) => {
                pick(&format!("单位名单中没有{unit}"), &format!("unit {unit} is not in the list of units"))
            }
            RoundError::NoScheme => {
                pick("方案还有错误，或者还没有单位名单", "the scheme has errors, or there is no list of units yet")
            }
            RoundError::NotComputed => pick("还没有计分", "nothing was computed yet"),
            other => vec![other.to_string()],
        }
    }
}

impl fmt::Display for RoundError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RoundError::Refused(refused) => refused.fmt(f),
            RoundError::Blob(error) => error.fmt(f),
            RoundError::Desk(error) => error.fmt(f),
            RoundError::Broken(reason) => f.write_str(reason),
            other => f.write_str(&other.lines(Lang::En).join("\n")),
        }
    }
}

impl std::error::Error for RoundError {}

impl From<Refused> for RoundError {
    fn from(refused: Refused) -> Self {
        RoundError::Refused(refused)
    }
}

impl From<Trouble> for RoundError {
    fn from(trouble: Trouble) -> Self {
        RoundError::Trouble(trouble)
    }
}

impl From<BlobError> for RoundError {
    fn from(error: BlobError) -> Self {
        RoundError::Blob(error)
    }
}

impl From<DeskError> for RoundError {
    fn from(error: DeskError) -> Self {
        RoundError::Desk(error)
    }
}
