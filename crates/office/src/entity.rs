//! What acts leave behind: the state of people, rounds, figures and the rest, each a row of a projection.

use crate::act::{Blob, Capacity, DrawStep, FileFormat, FindingRow, Measure, Publication, Register};
use crate::role::{RoundState, Seat};
pub use crate::tree::Tree;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who did something, when, and in which entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The person.
    pub by: String,
    /// RFC 3339 with the office's own offset.
    pub at: String,
    /// The entry.
    pub seq: u64,
}

/// The office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charter {
    /// Its name.
    pub name: String,
    /// Administrators may sign in with a password alone.
    #[serde(default, skip_serializing_if = "crate::act::is_no")]
    pub password_alone: bool,
    /// When it began.
    pub founded: Stamp,
}

/// A person with an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Name.
    pub name: String,
    /// What the person sits for.
    pub seats: Vec<Seat>,
    /// When and why the account ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Stamp>,
}

/// A round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Its title.
    pub title: String,
    /// The round of a scheme that declares several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_scheme: Option<String>,
    /// Where it is.
    pub state: RoundState,
    /// When it came there, state after state; a reopening stands here too.
    pub course: Vec<(RoundState, Stamp)>,
    /// The scheme's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<Blob>,
    /// The list of units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<UnitList>,
    /// What was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Issue>,
    /// The last day of reporting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// The last day of the public notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_until: Option<String>,
    /// How much of the result the public sees.
    #[serde(default, skip_serializing_if = "Publication::is_usual")]
    pub publication: Publication,
    /// The entry of the computation that stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed: Option<u64>,
    /// The last entry that changed what points are computed from.
    pub changed: u64,
    /// The seal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
}

/// A list of units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitList {
    /// The file.
    pub file: Blob,
    /// Its form.
    pub format: FileFormat,
    /// How many units it lists.
    pub count: u64,
}

/// A scheme that was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Its number as a document: 云托办〔2026〕3号.
    pub number: String,
    /// The hash of its program.
    pub program: String,
    /// What it asks for.
    pub measures: Vec<Measure>,
    /// By whom and when.
    pub stamp: Stamp,
}

/// The seal of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The sealed record.
    pub record: Blob,
    /// The result that was sealed.
    pub result: Blob,
    /// By whom and when.
    pub stamp: Stamp,
}

/// A figure as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// As files of figures hold it.
    pub value: String,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The day that it speaks of.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// A remark or, for judged items, the reason.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// As what it was entered.
    pub capacity: Capacity,
    /// Why it was changed by the office, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// By whom and when.
    pub stamp: Stamp,
    /// The entries that it went through before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<u64>,
}

/// A file that shows a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The measure that it is for; absent: the unit's sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// The file's name.
    pub name: String,
    /// The type of its content.
    pub media: String,
    /// Bytes.
    pub size: u64,
    /// The file.
    pub blob: Blob,
    /// By whom and when.
    pub stamp: Stamp,
    /// When and why it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<(Stamp, String)>,
}

/// A unit's sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Where it is.
    pub state: SheetState,
    /// When it was last submitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted: Option<Stamp>,
    /// When it was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Stamp>,
    /// When and why it last came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<(Stamp, String)>,
    /// It was first submitted after the last day of reporting.
    pub late: bool,
}

/// Where a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SheetState {
    /// With the clerk.
    Open,
    /// With the signing leader.
    Submitted,
    /// Signed.
    Signed,
}

/// A dispute over a provider's figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// The unit.
    pub unit: String,
    /// The measure.
    pub measure: String,
    /// What it should be, in the words of whoever filed it.
    pub proposed: String,
    /// Why.
    pub reason: String,
    /// By whom and when.
    pub filed: Stamp,
    /// Where it is.
    pub state: DisputeState,
    /// The answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<(Stamp, String)>,
}

/// Where a dispute is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisputeState {
    /// Waiting for an answer.
    Open,
    /// Accepted.
    Accepted,
    /// Rejected.
    Rejected,
    /// Taken back.
    Withdrawn,
}

/// A row of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterRow {
    /// The register.
    pub register: Register,
    /// Its cells.
    pub cells: BTreeMap<String, String>,
    /// By whom and when it was entered or last changed.
    pub stamp: Stamp,
    /// When and why it was struck out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub struck: Option<(Stamp, String)>,
}

/// The public draw of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// The steps taken.
    pub steps: Vec<(DrawStep, Stamp)>,
    /// How steps went, for the public page.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<DrawStep, String>,
    /// The files published, by name inside the folder's `draw/`.
    pub files: BTreeMap<String, Blob>,
}

/// Where a member of a team is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// The team.
    pub team: String,
    /// The units.
    pub units: Vec<String>,
    /// By whom and when.
    pub stamp: Stamp,
}

/// What a team told a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// The unit.
    pub unit: String,
    /// The text.
    pub text: String,
    /// By whom and when.
    pub given: Stamp,
    /// The unit's answer: signed or refused, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<FeedbackAnswer>,
}

/// A unit's answer to feedback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackAnswer {
    /// Signed, or refused.
    pub signed: bool,
    /// Why it was refused, or a remark.
    pub reason: String,
    /// By whom and when.
    pub stamp: Stamp,
}

/// Something found, or a bonus claimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The unit.
    pub unit: String,
    /// Whether the unit claims it for itself.
    pub claim: bool,
    /// What was found.
    pub row: FindingRow,
    /// By whom and when.
    pub raised: Stamp,
    /// Where it is.
    pub state: FindingState,
    /// When and why it was settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<(Stamp, String)>,
}

/// Where a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingState {
    /// Waiting for a second person.
    Raised,
    /// It counts.
    Confirmed,
    /// It does not.
    Rejected,
    /// Taken back.
    Withdrawn,
}

impl FindingState {
    /// The word in a file of findings.
    pub fn word(self) -> &'static str {
        match self {
            FindingState::Raised => "reported",
            FindingState::Confirmed => "confirmed",
            FindingState::Rejected => "rejected",
            FindingState::Withdrawn => "withdrawn",
        }
    }
}

/// A computation of points and ranks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Computation {
    /// The result.
    pub result: Blob,
    /// The manifest of what it was computed from.
    pub inputs: Blob,
    /// The program.
    pub program: String,
    /// How many units were scored.
    pub units: u64,
    /// By whom and when.
    pub stamp: Stamp,
}

/// An appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeal {
    /// The unit.
    pub unit: String,
    /// The item; empty: the whole result.
    pub item: String,
    /// What the unit says.
    pub text: String,
    /// By whom and when.
    pub filed: Stamp,
    /// The decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<AppealAnswer>,
    /// The entries that carry out an upheld appeal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried_out: Vec<u64>,
}

/// The decision on an appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealAnswer {
    /// Upheld or not.
    pub upheld: bool,
    /// The reply.
    pub reply: String,
    /// By whom and when.
    pub stamp: Stamp,
}

/// A file of a working folder that is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// The file.
    pub blob: Blob,
    /// By whom and when.
    pub stamp: Stamp,
}
