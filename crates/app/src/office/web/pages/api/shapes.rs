//! What programs are given, in the very types that the description is made from.

use kaocheng_office::act::{Act, Capacity, DrawStep, Measure};
use kaocheng_office::role::RoundState;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Why a request came to nothing.
#[derive(Serialize, ToSchema)]
pub struct Error {
    /// A short stable name.
    pub code: String,
    /// What happened, in Chinese.
    pub message_zh: String,
    /// What happened, in English.
    pub message_en: String,
    /// The field, measure or thing that it is about, where there is one.
    pub place: Option<String>,
    /// The number of the request in the log.
    pub request: String,
    /// Figures that do not fit the scheme, each on its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
}

/// What a scheme has against a figure.
#[derive(Serialize, ToSchema)]
pub struct Problem {
    /// The measure; empty: the whole.
    pub place: String,
    /// A stable name.
    pub code: String,
    /// What it says, in the language of the request.
    pub message: String,
}

/// An act to be taken.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// Chosen by whoever sends it, 1 to 100 visible ASCII characters. Sent twice, the same act is done once.
    #[schema(min_length = 1, max_length = 100, pattern = "^[!-~]+$")]
    pub id: String,
    /// The act.
    pub act: Act,
}

/// An act that was taken.
#[derive(Serialize, ToSchema)]
pub struct Taken {
    /// Its number in the ledger.
    pub seq: u64,
    /// What is worth a second look.
    pub warnings: Vec<Problem>,
}

/// A list of units to be taken.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitsSent {
    /// The file, which was sent to `/api/v1/blobs` before.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    pub blob: String,
    /// Its name: it ends with `.csv` or `.xlsx`.
    pub name: String,
}

/// A scheme to be issued.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueSent {
    /// Its number as a document.
    #[schema(min_length = 1, max_length = 200)]
    pub number: String,
    /// Who enters a figure, where it is not as proposed.
    #[serde(default)]
    pub choices: Vec<Choice>,
}

/// Who enters a figure.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The measure's id.
    pub measure: String,
    /// As what it is entered.
    pub capacity: Capacity,
    /// The department that supplies it.
    #[serde(default)]
    pub provider: Option<String>,
}

/// A step of the draw to be taken.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawSent {
    /// The step; they go in order.
    pub step: DrawStep,
    /// The secret seed, 20 to 100 digits, for committing and revealing.
    #[serde(default)]
    pub seed: String,
    /// The digits thrown in public, for revealing.
    #[serde(default)]
    pub public: String,
    /// How it went, for the public page.
    #[serde(default)]
    pub note: String,
    /// The list of teams, which was sent to `/api/v1/blobs` before, for the last step.
    #[serde(default)]
    pub teams: Option<String>,
}

/// A round to be sealed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SealSent {
    /// Why the notice ends before its last day, if it does.
    #[serde(default)]
    pub early: String,
}

/// The bytes of a file, as they are.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
pub struct Bytes(#[allow(dead_code)] Vec<u8>); // In the description only.

/// A file that was kept.
#[derive(Serialize, ToSchema)]
pub struct BlobKept {
    /// SHA-256 of its bytes, 64 hexadecimal digits: what acts name it by.
    pub blob: String,
    /// How many bytes.
    pub size: u64,
}

/// A round.
#[derive(Serialize, ToSchema)]
pub struct RoundShown {
    /// Its short name.
    pub round: String,
    /// Its title.
    pub title: String,
    /// Where it is.
    pub state: RoundState,
    /// The last day of reporting.
    pub due: Option<String>,
    /// The last day of the public notice.
    pub notice_until: Option<String>,
    /// How many units its list has.
    pub units: u64,
    /// The entry of the computation that stands.
    pub computed: Option<u64>,
    /// Something that points rest on was changed since, or nothing was computed yet.
    pub stale: bool,
    /// The number of the scheme as a document, once it is issued.
    pub number: Option<String>,
    /// The hash of the scheme's program.
    pub program: Option<String>,
    /// What the scheme asks for; in the list of rounds it is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
}

/// A unit.
#[derive(Serialize, ToSchema)]
pub struct UnitShown {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its level: 乡镇, 村.
    pub level: String,
    /// Its kind within the level.
    pub class: Option<String>,
    /// The code of the unit above it.
    pub parent: Option<String>,
}

/// A figure as it stands.
#[derive(Serialize, ToSchema)]
pub struct FigureShown {
    /// The unit.
    pub unit: String,
    /// The measure.
    pub measure: String,
    /// The value as files of figures hold it.
    pub value: String,
    /// Where it comes from.
    pub source: String,
    /// The day that it speaks of.
    pub date: String,
    /// A remark; for judged items, the reason.
    pub note: String,
    /// As what it was entered.
    pub capacity: Capacity,
    /// Why it was corrected, if it was.
    pub because: Option<String>,
    /// Who entered it.
    pub by: String,
    /// When.
    pub at: String,
    /// In which entry of the ledger: the `base` of whoever changes it.
    pub entry: u64,
}

/// Some figures of a round.
#[derive(Serialize, ToSchema)]
pub struct Figures {
    /// Those that the caller may see.
    pub figures: Vec<FigureShown>,
    /// `after` for the next page; absent at the end.
    pub next: Option<String>,
}

/// The computation that stands, and its result.
#[derive(Serialize, ToSchema)]
pub struct ResultShown {
    /// The entry of the computation.
    pub computed: u64,
    /// Who had it computed.
    pub by: String,
    /// When.
    pub at: String,
    /// The hash of the program.
    pub program: String,
    /// How many units were scored.
    pub units: u64,
    /// Something that points rest on was changed since.
    pub stale: bool,
    /// The points, ranks and lists, in the form `kaocheng-result-1`.
    pub result: serde_json::Value,
}

/// Why a unit has its points.
#[derive(Serialize, ToSchema)]
pub struct UnitExplained {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its total, exact.
    pub total: Option<String>,
    /// Its rank.
    pub rank: Option<u64>,
    /// How many units are ranked.
    pub ranked: u64,
    /// The items, parents before children.
    pub items: Vec<ItemExplained>,
}

/// Why an item has its points.
#[derive(Serialize, ToSchema)]
pub struct ItemExplained {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How deep it stands.
    pub depth: u64,
    /// Its points, exact.
    pub points: Option<String>,
    /// What the unit has, exact; absent where it is no number.
    pub score: Option<String>,
    /// The same in words, where it is no number.
    pub word: String,
    /// The scheme's sentences.
    pub sentences: Vec<String>,
    /// Figures, clauses with numbers, and what it would take.
    pub lines: Vec<String>,
}

/// Entries of the ledger.
#[derive(Serialize, ToSchema)]
pub struct Entries {
    /// How many entries the ledger has.
    pub size: u64,
    /// Some of them, oldest first.
    pub entries: Vec<EntryShown>,
}

/// An entry of the ledger.
#[derive(Serialize, ToSchema)]
pub struct EntryShown {
    /// Its number, from 0.
    pub seq: u64,
    /// Its leaf hash: SHA-256 of a zero byte and the canonical bytes.
    pub leaf: String,
    /// The canonical bytes; read as JSON they are a `Record`.
    pub canonical: String,
}

/// A signed checkpoint.
#[derive(Serialize, ToSchema)]
pub struct CheckpointShown {
    /// How many entries it covers.
    pub size: u64,
    /// The root over them, in hexadecimal.
    pub root: String,
    /// The note as it was signed.
    pub note: String,
    /// What its signature is checked with.
    pub verifier: String,
}

/// A proof in the tree of the ledger (RFC 9162): that an entry is in it, or that an older ledger is its beginning.
#[derive(Serialize, ToSchema)]
pub struct ProofShown {
    /// The entry.
    pub seq: Option<u64>,
    /// The leaf hash of the entry.
    pub leaf: Option<String>,
    /// The size of the older ledger.
    pub from: Option<u64>,
    /// The root of the older ledger.
    pub from_root: Option<String>,
    /// How many entries the newer ledger has.
    pub size: u64,
    /// Its root.
    pub root: String,
    /// The hashes, in the order of the algorithm.
    pub proof: Vec<String>,
}
