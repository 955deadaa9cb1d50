//! Acts: everything that a person does and that counts. Each is one entry of the ledger, and none is ever changed.

use crate::deed::Deed;
pub use crate::publication::Publication;
pub use crate::register::Register;
use crate::role::{RoundState, Seat};
pub use crate::rows::{FigureRow, FindingRow};
pub use crate::security::SecurityEvent;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// SHA-256 of a stored file, 64 lower-case hexadecimal digits.
pub type Blob = String;

/// Something that a person did.
///
/// `round` and `unit` are short names and codes, `id` is chosen by whoever acts, days are `2026-07-31`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs)] // the fields of an act are named as the act's sentence names them
pub enum Act {
    /// The office begins, with its three administrators. The first act of every ledger.
    Founded {
        name: String,
        administrators: Vec<Founder>,
        /// Administrators may sign in with a password alone; else each sets a second factor up first.
        #[serde(default, skip_serializing_if = "is_no")]
        password_alone: bool,
    },
    /// An account for a person.
    PersonAdded { person: String, name: String },
    /// The account of a person ends; what the person did stays.
    PersonClosed { person: String, reason: String },
    /// All seats of a person from now on; none: the person may do nothing.
    SeatsGranted { person: String, seats: Vec<Seat> },
    /// What concerns a person's credentials; the credentials themselves are never in the ledger.
    Secured { person: String, event: SecurityEvent },

    /// A round begins.
    RoundOpened {
        round: String,
        title: String,
        /// The round of a scheme that declares several (上半年).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of_scheme: Option<String>,
    },
    /// The text of the scheme, over the one that the author saw.
    SchemeSaved {
        round: String,
        text: Blob,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<Blob>,
    },
    /// The list of units.
    UnitsListed {
        round: String,
        file: Blob,
        format: FileFormat,
        count: u64,
        /// The unit above each that has one: whoever reports for a unit reports for those below it.
        parents: BTreeMap<String, String>,
        /// The units that have none above them.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        tops: BTreeSet<String>,
    },
    /// Other files of a working folder: what earlier rounds sealed, lists of teams.
    FilesBrought { round: String, files: BTreeMap<String, Blob> },
    /// The scheme is published and can change no more.
    Issued {
        round: String,
        number: String,
        scheme: Blob,
        units: Blob,
        /// The hash of the compiled program.
        program: String,
        measures: Vec<Measure>,
    },
    /// Reporting is open, to this day inclusive.
    CollectingOpened { round: String, due: String },
    /// The round goes on to its next state, where no other act moves it.
    Advanced { round: String, to: RoundState },
    /// Back to verifying, for a reason.
    Reopened { round: String, reason: String },

    /// Figures of a unit.
    FiguresEntered { round: String, unit: String, capacity: Capacity, rows: Vec<FigureRow> },
    /// Figures of a unit that are changed because of something decided: a dispute, an appeal, an error found.
    FiguresCorrected { round: String, unit: String, rows: Vec<FigureRow>, because: String },
    /// A file that shows a figure.
    EvidenceAttached {
        round: String,
        unit: String,
        id: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        measure: Option<String>,
        name: String,
        media: String,
        size: u64,
        blob: Blob,
    },
    /// A file no longer stands for a figure; it stays in the ledger.
    EvidenceWithdrawn { round: String, unit: String, id: String, reason: String },
    /// A unit's sheet is handed to its signing leader.
    SheetSubmitted { round: String, unit: String },
    /// The leader signs it.
    SheetSigned { round: String, unit: String },
    /// It goes back to the clerk.
    SheetReturned { round: String, unit: String, reason: String },

    /// Somebody says that a provider's figure is wrong.
    DisputeFiled { round: String, id: String, unit: String, measure: String, proposed: String, reason: String },
    /// The provider, or the office, answers. An accepted dispute does not change the figure: that is an act of its own.
    DisputeSettled { round: String, id: String, accepted: bool, reply: String },
    /// Whoever filed it takes it back.
    DisputeWithdrawn { round: String, id: String },

    /// A row of a register.
    RowEntered {
        round: String,
        register: Register,
        id: String,
        cells: BTreeMap<String, String>,
        /// The act that entered the row as the author saw it; absent for a new row.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        base: Option<u64>,
    },
    /// A row of a register is struck out.
    RowStruck { round: String, register: Register, id: String, reason: String },

    /// The unit's leader signs a responsibility letter as it stands in the register, or refuses to, and says why.
    LetterAnswered {
        round: String,
        /// The row of the register of letters.
        id: String,
        /// The entry of the row as the leader saw it.
        base: u64,
        signed: bool,
        reason: String,
    },
    /// A department hands over what the exchange calendar asks of it: so many records, as one number.
    HandedOver {
        round: String,
        /// The row of the register of the exchange.
        id: String,
        /// The entry of the row as the department saw it.
        base: u64,
        total: String,
    },

    /// A step of the public draw, with the files that it published.
    DrawStepped {
        round: String,
        step: DrawStep,
        files: BTreeMap<String, Blob>,
        /// How it went, for the public page: who threw which digits before whom. Bodies, not persons.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// The units that a member of a team is sent to.
    TeamSent { round: String, person: String, team: String, units: Vec<String> },
    /// What the team told the unit on site, in writing.
    FeedbackGiven { round: String, unit: String, id: String, text: String },
    /// The unit signs the feedback, or refuses to, and says why.
    FeedbackAnswered { round: String, unit: String, id: String, signed: bool, reason: String },

    /// Something found, or a bonus claimed; it counts once another person confirms it.
    FindingRaised { round: String, id: String, unit: String, claim: bool, finding: FindingRow },
    /// Another person confirms it.
    FindingConfirmed { round: String, id: String, route: String, reason: String },
    /// Another person rejects it.
    FindingRejected { round: String, id: String, reason: String },
    /// Whoever raised it takes it back.
    FindingWithdrawn { round: String, id: String, reason: String },

    /// Points and ranks were computed from what the ledger held at this moment.
    Computed { round: String, result: Blob, inputs: Blob, program: String, units: u64 },
    /// The result goes on public notice, to this day inclusive.
    NoticePosted {
        round: String,
        until: String,
        /// How much of it the public sees.
        #[serde(default, skip_serializing_if = "Publication::is_usual")]
        publication: Publication,
    },
    /// A unit appeals against its result.
    AppealFiled { round: String, id: String, unit: String, item: String, text: String },
    /// The appeal is decided. An upheld one is carried out by acts of their own that name it.
    AppealAnswered { round: String, id: String, upheld: bool, reply: String },
    /// The round is final.
    Sealed {
        round: String,
        record: Blob,
        result: Blob,
        /// Why the notice ends before its last day, if it does.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        early: String,
    },
}

/// Whether a choice was not made.
pub(crate) fn is_no(choice: &bool) -> bool {
    !*choice
}

/// An administrator of the first hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Founder {
    /// Sign-in name.
    pub person: String,
    /// Name.
    pub name: String,
    /// One of the three administrations.
    pub role: crate::role::Role,
}

/// The form of a list of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FileFormat {
    /// Comma-separated values.
    Csv,
    /// A workbook.
    Xlsx,
}

/// What a scheme asks for, as far as rights to enter it hang on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Measure {
    /// The input's id in the plan.
    pub id: String,
    /// The scheme's words for it.
    pub label: String,
    /// Who may enter it.
    pub capacity: Capacity,
    /// The department that supplies it, if the scheme names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
}

/// As what somebody enters figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Capacity {
    /// As the unit.
    Reported,
    /// As the department that supplies it.
    Provided,
    /// As the team on site.
    Judged,
    /// As the office, taken over from a working folder before the round is issued.
    Brought,
}

/// A step of the draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DrawStep {
    /// The frame is fixed and its hash published.
    Frozen,
    /// The office's part of the seed is committed to.
    Committed,
    /// The seed is public and the sites are drawn.
    Revealed,
    /// The teams are set.
    Teamed,
}

impl Act {
    /// What it is in the table of permissions.
    pub fn deed(&self) -> Deed {
        match self {
            Act::Founded { .. } => Deed::Found,
            Act::PersonAdded { .. } | Act::PersonClosed { .. } => Deed::KeepAccounts,
            Act::SeatsGranted { .. } => Deed::GrantSeats,
            Act::Secured { event, .. } => match event {
                SecurityEvent::Unlocked | SecurityEvent::PasswordReset => Deed::ResetCredentials,
                _ => Deed::KeepOwnCredentials,
            },
            Act::RoundOpened { .. } => Deed::OpenRound,
            Act::SchemeSaved { .. } | Act::UnitsListed { .. } => Deed::WriteScheme,
            Act::FilesBrought { .. } => Deed::BringFiles,
            Act::Issued { .. } => Deed::Issue,
            Act::CollectingOpened { .. } | Act::Advanced { .. } | Act::Reopened { .. } => Deed::MoveRound,
            Act::FiguresEntered { capacity, .. } => match capacity {
                Capacity::Reported => Deed::ReportFigures,
                Capacity::Provided => Deed::ProvideFigures,
                Capacity::Judged => Deed::Judge,
                Capacity::Brought => Deed::BringFiles,
            },
            Act::FiguresCorrected { .. } => Deed::CorrectFigures,
            Act::EvidenceAttached { .. } | Act::EvidenceWithdrawn { .. } => Deed::AttachEvidence,
            Act::SheetSubmitted { .. } => Deed::SubmitSheet,
            Act::SheetSigned { .. } => Deed::SignSheet,
            Act::SheetReturned { .. } => Deed::ReturnSheet,
            Act::DisputeFiled { .. } | Act::DisputeWithdrawn { .. } => Deed::Dispute,
            Act::DisputeSettled { .. } => Deed::SettleDispute,
            Act::RowEntered { register, .. } | Act::RowStruck { register, .. } => match register {
                Register::Decisions => Deed::Decide,
                Register::Visits => Deed::RecordVisit,
                _ => Deed::KeepRegisters,
            },
            Act::LetterAnswered { .. } => Deed::SignLetter,
            Act::HandedOver { .. } => Deed::HandOver,
            Act::DrawStepped { .. } => Deed::Draw,
            Act::TeamSent { .. } => Deed::SendTeams,
            Act::FeedbackGiven { .. } => Deed::GiveFeedback,
            Act::FeedbackAnswered { .. } => Deed::AnswerFeedback,
            Act::FindingRaised { claim: false, .. } => Deed::RaiseFinding,
            Act::FindingRaised { claim: true, .. } => Deed::ClaimBonus,
            Act::FindingWithdrawn { .. } => Deed::WithdrawFinding,
            Act::FindingConfirmed { .. } | Act::FindingRejected { .. } => Deed::ReviewFinding,
            Act::Computed { .. } => Deed::Compute,
            Act::NoticePosted { .. } => Deed::PostNotice,
            Act::AppealFiled { .. } => Deed::Appeal,
            Act::AppealAnswered { .. } => Deed::AnswerAppeal,
            Act::Sealed { .. } => Deed::Seal,
        }
    }

    /// The round that it is about.
    pub fn round(&self) -> Option<&str> {
        match self {
            Act::Founded { .. }
            | Act::PersonAdded { .. }
            | Act::PersonClosed { .. }
            | Act::SeatsGranted { .. }
            | Act::Secured { .. } => None,
            Act::RoundOpened { round, .. }
            | Act::SchemeSaved { round, .. }
            | Act::UnitsListed { round, .. }
            | Act::FilesBrought { round, .. }
            | Act::Issued { round, .. }
            | Act::CollectingOpened { round, .. }
            | Act::Advanced { round, .. }
            | Act::Reopened { round, .. }
            | Act::FiguresEntered { round, .. }
            | Act::FiguresCorrected { round, .. }
            | Act::EvidenceAttached { round, .. }
            | Act::EvidenceWithdrawn { round, .. }
            | Act::SheetSubmitted { round, .. }
            | Act::SheetSigned { round, .. }
            | Act::SheetReturned { round, .. }
            | Act::DisputeFiled { round, .. }
            | Act::DisputeSettled { round, .. }
            | Act::DisputeWithdrawn { round, .. }
            | Act::RowEntered { round, .. }
            | Act::RowStruck { round, .. }
            | Act::LetterAnswered { round, .. }
            | Act::HandedOver { round, .. }
            | Act::DrawStepped { round, .. }
            | Act::TeamSent { round, .. }
            | Act::FeedbackGiven { round, .. }
            | Act::FeedbackAnswered { round, .. }
            | Act::FindingRaised { round, .. }
            | Act::FindingConfirmed { round, .. }
            | Act::FindingRejected { round, .. }
            | Act::FindingWithdrawn { round, .. }
            | Act::Computed { round, .. }
            | Act::NoticePosted { round, .. }
            | Act::AppealFiled { round, .. }
            | Act::AppealAnswered { round, .. }
            | Act::Sealed { round, .. } => Some(round),
        }
    }

    /// The unit that it is about, where the act itself names one.
    pub fn unit(&self) -> Option<&str> {
        match self {
            Act::FiguresEntered { unit, .. }
            | Act::FiguresCorrected { unit, .. }
            | Act::EvidenceAttached { unit, .. }
            | Act::EvidenceWithdrawn { unit, .. }
            | Act::SheetSubmitted { unit, .. }
            | Act::SheetSigned { unit, .. }
            | Act::SheetReturned { unit, .. }
            | Act::DisputeFiled { unit, .. }
            | Act::FeedbackGiven { unit, .. }
            | Act::FeedbackAnswered { unit, .. }
            | Act::FindingRaised { unit, .. }
            | Act::AppealFiled { unit, .. } => Some(unit),
            Act::RowEntered { register: Register::Visits, cells, .. } => cells.get("unit").map(String::as_str),
            _ => None,
        }
    }
}
